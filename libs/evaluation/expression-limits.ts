import type { ASTNode } from '@marcbachmann/cel-js';
import type { ExpressionProblem } from './expression';
import { Fact, MOST_ENTRIES } from './rule-facts';
import { Parameters } from './rule';

/** Steps an expression may take at most, counted before it runs: some thousandths of a second. */
const MOST_STEPS = 100_000;
/** A search in a text costs as much as so many steps. */
const TEXT_STEPS = 20;

const LOOPS = new Set(['all', 'exists', 'exists_one', 'filter']);
const METHODS = new Set(['contains', 'startsWith', 'endsWith', 'size']);
const CALLS = new Set(['size', 'known', 'daysBetween', 'containsAny']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', '||', '&&']);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);

/**
 * Allows what is listed and nothing else: comparisons, and, or, not, arithmetic on numbers, searches in texts, loops over
 * lists. No regular expressions, no text that grows, no names but facts and parameters. Undefined where it is all right.
 */
export function checkedTree(
  root: ASTNode,
  facts: readonly Fact[],
  parameters: Parameters,
): ExpressionProblem | undefined {
  const numeric = new Set(facts.filter(({ type }) => type === 'int').map(({ name }) => name));
  for (const [name, value] of Object.entries(parameters)) if (typeof value === 'number') numeric.add(name);
  const named = new Set([...facts.map(({ name }) => name), ...Object.keys(parameters)]);
  const walk: Walk = { named, numeric };
  try {
    const steps = stepsOf(root, walk, new Set());
    if (steps <= MOST_STEPS) return undefined;
    return {
      message: `条件过于复杂（约需${steps}步，上限${MOST_STEPS}步），请减少套用的循环`,
      from: root.start,
      to: root.end,
    };
  } catch (error) {
    if (error instanceof Refused) return error.problem;
    throw error;
  }
}

interface Walk {
  readonly named: ReadonlySet<string>;
  readonly numeric: ReadonlySet<string>;
}

class Refused extends Error {
  constructor(
    message: string,
    private readonly node: ASTNode,
  ) {
    super(message);
  }

  get problem(): ExpressionProblem {
    return { message: this.message, from: this.node.start, to: Math.max(this.node.end, this.node.start + 1) };
  }
}

type Names = ReadonlySet<string>;

/** Upper bound of the steps of a node; throws Refused at what is not allowed. `inner` are the names that loops bind. */
function stepsOf(node: ASTNode, walk: Walk, inner: Names): number {
  const each = (nodes: readonly ASTNode[]) => nodes.reduce((sum, one) => sum + stepsOf(one, walk, inner), 1);
  switch (node.op) {
    case 'value':
      if (isPlain(node.args)) return 1;
      throw new Refused('只能写文字、数、true 和 false', node);
    case 'id':
      if (walk.named.has(node.args) || inner.has(node.args)) return 1;
      throw new Refused(`没有名为“${node.args}”的事实或参数`, node);
    case 'list':
      return each(node.args);
    case '?:':
      return each(node.args);
    case '!_':
    case '-_':
      return each([node.args]);
    case 'call':
      return stepsOfCall(node, walk, inner);
    case 'rcall':
      return stepsOfMethod(node, walk, inner);
    default:
      return stepsOfOperator(node, walk, inner);
  }
}

function stepsOfOperator(node: ASTNode, walk: Walk, inner: Names): number {
  const isArithmetic = ARITHMETIC.has(node.op);
  if (!isArithmetic && !COMPARISONS.has(node.op)) throw new Refused(`条件中不能使用“${node.op}”`, node);
  const [left, right] = node.args as [ASTNode, ASTNode];
  if (isArithmetic && !(isNumeric(left, walk) && isNumeric(right, walk)))
    throw new Refused(`“${node.op}”只能用于数`, node);
  // Two lists are compared entry by entry.
  const own = node.op === 'in' || node.op === '==' || node.op === '!=' ? MOST_ENTRIES : 1;
  return own + stepsOf(left, walk, inner) + stepsOf(right, walk, inner);
}

function stepsOfCall(node: Extract<ASTNode, { op: 'call' }>, walk: Walk, inner: Names): number {
  const [name, args] = node.args;
  if (!CALLS.has(name)) throw new Refused(`没有名为“${name}”的函数`, node);
  if (name === 'known' && (args.length !== 1 || args[0]?.op !== 'id' || inner.has(args[0].args)))
    throw new Refused('known 只能问一项事实，例如 known(publishedOn)', node);
  const words = args[1]?.op === 'list' ? args[1].args.length : MOST_ENTRIES;
  const own = name === 'containsAny' ? TEXT_STEPS * words : TEXT_STEPS;
  return args.reduce((sum, arg) => sum + stepsOf(arg, walk, inner), own);
}

function stepsOfMethod(node: Extract<ASTNode, { op: 'rcall' }>, walk: Walk, inner: Names): number {
  const [name, receiver, args] = node.args;
  const source = stepsOf(receiver, walk, inner);
  if (METHODS.has(name)) return args.reduce((sum, arg) => sum + stepsOf(arg, walk, inner), source + TEXT_STEPS);
  if (!LOOPS.has(name)) throw new Refused(`没有名为“${name}”的函数`, node);
  const [bound, body] = args;
  if (args.length !== 2 || bound?.op !== 'id' || !body) throw new Refused(`写作 列表.${name}(x, 条件)`, node);
  if (walk.named.has(bound.args)) throw new Refused(`“${bound.args}”是事实的名称，请换一个名称`, bound);
  const times = receiver.op === 'list' ? Math.max(receiver.args.length, 1) : MOST_ENTRIES;
  return source + times * stepsOf(body, walk, new Set([...inner, bound.args]));
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}

/** Lists hold texts only, so what a loop binds is never a number; a list of numbers serves `in`. */
function isNumeric(node: ASTNode, walk: Walk): boolean {
  switch (node.op) {
    case 'value':
      return typeof node.args === 'number' || typeof node.args === 'bigint';
    case 'id':
      return walk.numeric.has(node.args);
    case '-_':
      return isNumeric(node.args, walk);
    case '?:':
      return isNumeric(node.args[1], walk) && isNumeric(node.args[2], walk);
    case 'call':
      return node.args[0] === 'size' || node.args[0] === 'daysBetween';
    case 'rcall':
      return node.args[0] === 'size';
    default:
      return ARITHMETIC.has(node.op);
  }
}
