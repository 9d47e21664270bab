import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import { daysBetween, parseLocalDate } from '@app/calendar/local-date';
import { CustomSubject, FACTS, Facts, FactValue } from './rule-facts';
import { checkedTree } from './expression-limits';
import { spokenProblem } from './expression-problem';
import { Parameters } from './rule';

/** What is wrong with an expression and where, in characters from its beginning; Chinese. */
export interface ExpressionProblem {
  readonly message: string;
  readonly from: number;
  readonly to: number;
}

/** True or false; or what is missing to say so, in Chinese. */
export type ExpressionAnswer = { readonly value: boolean } | { readonly unknown: string };

/** 表达式 — a condition over the facts of one subject: total, without side effects, its cost known before it runs. */
export interface Expression {
  run(facts: Facts, parameters: Parameters): ExpressionAnswer;
}

/** What an expression may call, for the completion of the editor; `insert` is what is written. */
export const EXPRESSION_FUNCTIONS: readonly {
  readonly name: string;
  readonly insert: string;
  readonly says: string;
}[] = [
  { name: 'known', insert: 'known()', says: '某项事实是否已知' },
  { name: 'size', insert: 'size()', says: '文字的字数、列表的项数' },
  { name: 'daysBetween', insert: 'daysBetween(, )', says: '两个日期相隔的天数' },
  { name: 'containsAny', insert: 'containsAny(, [""])', says: '文字是否含有任一词语' },
  { name: 'contains', insert: '.contains("")', says: '文字是否含有' },
  { name: 'startsWith', insert: '.startsWith("")', says: '文字是否以…开头' },
  { name: 'endsWith', insert: '.endsWith("")', says: '文字是否以…结尾' },
  { name: 'exists', insert: '.exists(x, )', says: '列表中有一项满足条件' },
  { name: 'all', insert: '.all(x, )', says: '列表中每一项都满足条件' },
  { name: 'filter', insert: '.filter(x, )', says: '列表中满足条件的各项' },
  { name: 'in', insert: ' in [""]', says: '是否为所列之一' },
];

export const LONGEST_EXPRESSION = 2000;
const LIMITS = { maxAstNodes: 300, maxDepth: 24, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 4 };

/**
 * Reads an expression of CEL (Common Expression Language) over the facts of `kind` and the parameters. Three-valued: what
 * is not known makes the answer unknown, unless `known(…)` asks or the rest decides anyway. Never throws.
 */
export function readExpression(
  text: string,
  kind: CustomSubject,
  parameters: Parameters = {},
): { readonly expression: Expression } | { readonly problem: ExpressionProblem } {
  if (text.trim() === '') return { problem: { message: '请写明条件', from: 0, to: 0 } };
  if (text.length > LONGEST_EXPRESSION)
    return { problem: { message: `条件不得超过${LONGEST_EXPRESSION}字`, from: LONGEST_EXPRESSION, to: text.length } };
  try {
    const environment = environmentOf(kind, parameters);
    const parsed = environment.parse(text);
    const problem = checkedTree(parsed.ast, FACTS[kind], parameters);
    if (problem) return { problem };
    const { valid, type, error } = parsed.check();
    if (!valid) return { problem: spokenProblem(error, text) };
    if (type !== 'bool')
      return { problem: { message: '条件的结果应为真或假，例如 ageDays > 30', from: 0, to: text.length } };
    const names = namesIn(parsed.ast);
    return { expression: { run: (facts, values) => answerOf(() => parsed(variablesOf(names, facts, values)), text) } };
  } catch (error) {
    return { problem: spokenProblem(error, text) };
  }
}

function answerOf(run: () => unknown, text: string): ExpressionAnswer {
  try {
    const value = run();
    return typeof value === 'boolean' ? { value } : { unknown: '条件没有得出真或假' };
  } catch (error) {
    return { unknown: spokenProblem(error, text).message };
  }
}

function environmentOf(kind: CustomSubject, parameters: Parameters): Environment {
  const environment = factEnvironment(kind).clone();
  for (const [name, value] of Object.entries(parameters)) environment.registerVariable(name, parameterType(value));
  return environment;
}

/** Making one takes twenty milliseconds, so each is made once; a clone of it is made in no time. */
const environments = new Map<CustomSubject, Environment>();

function factEnvironment(kind: CustomSubject): Environment {
  const made = environments.get(kind);
  if (made) return made;
  const environment = new Environment({ limits: LIMITS });
  for (const { name, type } of FACTS[kind]) environment.registerVariable(name, CEL_TYPES[type]);
  environment.registerFunction('daysBetween(string, string): int', spanOf);
  environment.registerFunction('containsAny(string, list<string>): bool', (text: string, words: Iterable<string>) =>
    [...words].some((word) => text.includes(word)),
  );
  environment.registerFunction('known(ast): bool', knownMacro as never);
  environments.set(kind, environment);
  return environment;
}

const CEL_TYPES = { string: 'string', int: 'int', bool: 'bool', list: 'list<string>' } as const;

function parameterType(value: number | string | boolean): 'int' | 'double' | 'string' | 'bool' {
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'double';
  return typeof value === 'string' ? 'string' : 'bool';
}

function spanOf(from: string, to: string): bigint {
  if (!parseLocalDate(from) || !parseLocalDate(to)) throw new RangeError('日期应写作 "2026-11-20"');
  return BigInt(daysBetween(from, to));
}

/** Only what the expression names, on an object without a prototype that a name could reach. */
function variablesOf(names: readonly string[], facts: Facts, parameters: Parameters): Record<string, unknown> {
  const variables = Object.create(null) as Record<string, unknown>;
  for (const name of names) {
    const value = Object.hasOwn(facts, name)
      ? facts[name]
      : Object.hasOwn(parameters, name)
        ? parameters[name]
        : undefined;
    if (value !== undefined) variables[name] = celOf(value);
  }
  return variables;
}

/** The facts and parameters that stand in a tree; names that loops bind are neither. */
function namesIn(node: ASTNode): string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) part.forEach(visit);
    else if (typeof part === 'object' && part !== null && 'op' in part && 'args' in part) {
      if (part.op === 'id') names.add(String(part.args));
      else visit(part.args);
    }
  };
  visit(node);
  return [...names];
}

function celOf(value: FactValue): unknown {
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
}

interface Checker {
  check(node: ASTNode, context: unknown): unknown;
  getType(name: string): unknown;
}

/** known(publishedOn): asking for a fact that is not there is an error everywhere else. */
function knownMacro({ args }: { args: readonly ASTNode[] }) {
  const [asked] = args as [ASTNode];
  return {
    async: false,
    typeCheck: (checker: Checker, _macro: unknown, context: unknown) => {
      checker.check(asked, context);
      return checker.getType('bool');
    },
    evaluate: (evaluator: { run(node: ASTNode, context: unknown): unknown }, _macro: unknown, context: unknown) => {
      try {
        return evaluator.run(asked, context) !== undefined;
      } catch {
        return false; // The one error it can have is that the fact is not known.
      }
    },
  };
}
