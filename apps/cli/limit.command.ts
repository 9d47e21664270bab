import { workCalendar } from '@app/calendar/holiday-notices';
import { LocalDate } from '@app/calendar/local-date';
import { deadlineOf, isProblem } from '@app/catalog/deadline';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { Deadline, TimeLimit, TimeLimitKind } from '@app/catalog/time-limit';

/** The JSON of `mingjian limit`. */
export interface LimitAnswer {
  readonly phrase: string;
  readonly limits: readonly (TimeLimit & { readonly due?: LocalDate })[];
  /** The earliest of the parts; absent when one is unparsed or runs past the calendar, then `problem` says so. */
  readonly due?: Deadline;
  readonly problem?: string;
}

/** `mingjian limit PHRASE [--from DATE]` — what a 公开时限 asks for and, counted from `from`, when it falls due. */
export function limit(phrase: string, { from }: { from?: LocalDate } = {}): LimitAnswer {
  const parts = readTimeLimits(phrase).map((part) => ({ part, deadline: from ? deadlineIn(part, from) : undefined }));
  const limits = parts.map(({ part, deadline }) => ({
    ...part,
    ...(deadline && !isProblem(deadline) && { due: deadline.on }),
  }));
  const problem = parts.map(({ part, deadline }) => problemOf(part, deadline)).find((text) => text !== undefined);
  if (problem) return { phrase, limits, problem };

  const due = parts
    .flatMap(({ deadline }) => (deadline && !isProblem(deadline) ? [deadline] : []))
    .sort((a, b) => a.on.localeCompare(b.on))[0];
  return { phrase, limits, ...(due && { due }) };
}

/** 及时公开 or 长期公开 set no day: that is no problem, there is just none to name. */
const DATED: readonly TimeLimitKind[] = ['afterEvent', 'onRequest', 'maxAge', 'minDisplay', 'beforeEvent', 'fixedDate'];

function deadlineIn(part: TimeLimit, from: LocalDate): ReturnType<typeof deadlineOf> | undefined {
  return DATED.includes(part.kind) ? deadlineOf(part, from, workCalendar()) : undefined;
}

function problemOf(part: TimeLimit, deadline: ReturnType<typeof deadlineOf> | undefined): string | undefined {
  if (part.kind === 'unparsed') return `未能理解“${part.wording}”，须人工确定时限`;
  return deadline && isProblem(deadline) ? deadline.problem : undefined;
}
