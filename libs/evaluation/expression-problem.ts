import type { ExpressionProblem } from './expression';
import { FACTS } from './rule-facts';

/** What the language complains of, for the office: a sentence and a place. */
export function spokenProblem(error: unknown, text: string): ExpressionProblem {
  const { code = '', summary = '', range } = (error ?? {}) as CelComplaint;
  const from = within(range?.start ?? 0, text);
  const to = Math.max(within(range?.end ?? text.length, text), Math.min(from + 1, text.length));
  return { message: messageOf(code, summary, text.slice(from, to), error), from, to };
}

interface CelComplaint {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
}

function messageOf(code: string, summary: string, part: string, error: unknown): string {
  const shown = part.length > 40 ? `${part.slice(0, 40)}…` : part;
  switch (code) {
    case 'unknown_variable':
      return `“${FACT_NAMES.get(part) ?? shown}”未知`;
    case 'no_such_overload':
    case 'no_matching_overload':
      return `“${shown}”的类型不能这样用（${summary.replace(/^(?:no such overload|found no matching overload for)\W*/i, '')}）`;
    case 'limit_exceeded':
      return '条件过长或套用过深，请拆成几条规则';
    case 'heterogeneous_list_element':
      return '同一列表中的各项应为同一类型';
    case 'incompatible_ternary_branches':
      return '“?”后的两个值应为同一类型';
    case 'invalid_logical_operand':
    case 'invalid_condition_type':
      return `“${shown}”应为真或假`;
    case 'division_by_zero':
    case 'modulo_by_zero':
      return '除数为零，无法计算';
    case 'numeric_overflow':
      return '数值超出范围，无法计算';
    default:
      return code === '' ? unexpected(error) : `“${shown === '' ? '条件末尾' : shown}”处写法有误`;
  }
}

function unexpected(error: unknown): string {
  return error instanceof RangeError && /[一-龥]/.test(error.message) ? error.message : '条件无法计算';
}

const FACT_NAMES: ReadonlyMap<string, string> = new Map(
  Object.values(FACTS).flatMap((facts) => facts.map(({ name, says }) => [name, says.split(/[；：，]/)[0] ?? name])),
);

function within(at: number, text: string): number {
  return Math.max(0, Math.min(at, text.length));
}
