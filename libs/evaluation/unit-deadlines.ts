import { LocalDate } from '@app/calendar/local-date';
import { Deadline } from '@app/catalog/time-limit';
import { Finding, Warning } from './finding';

/**
 * How a deadline stands by the newest evaluation: met; missed (a violation was found); in doubt; not seen (采集失败); due
 * soon; not due yet; past but not judged (before the look-back, nothing crawled); not to be judged online; no day.
 */
export type DeadlineState =
  'met' | 'missed' | 'doubt' | 'unseen' | 'soon' | 'upcoming' | 'unjudged' | 'offline' | 'unknown';

/** What is known of a deadline from the catalog. */
export interface PlannedDeadline {
  readonly itemKey: string;
  readonly item: string;
  readonly group: string | null;
  readonly isOnline: boolean;
  readonly instance: string;
  readonly kind: string;
  readonly label: string;
  readonly dueOn: LocalDate | null;
  readonly sentence: string;
}

/** 期限日历的一行 — what is due when, and how it stands. */
export interface UnitDeadline extends Omit<PlannedDeadline, 'isOnline'> {
  readonly subject: string;
  readonly state: DeadlineState;
  readonly explanation: string | null;
  readonly publishedOn: LocalDate | null;
  readonly url: string | null;
  readonly deadline: Deadline | null;
}

export interface JudgedUnit {
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}

/**
 * 期限日历 of one unit: what its catalog puts on the calendar, with what the newest evaluation says of it, and beside it the
 * terms that run from documents seen and the maximum ages, which only an evaluation knows. In order of days.
 */
export function unitDeadlines(
  planned: readonly PlannedDeadline[],
  judged: JudgedUnit,
  span: { readonly today: LocalDate; readonly from: LocalDate; readonly to: LocalDate },
): UnitDeadline[] {
  const timely = judged.findings.filter(({ code }) => code.startsWith('TIM-'));
  const bySubject = groupedBySubject(timely);
  const warned = new Set(judged.warnings.map(({ subject }) => subject));
  const ofCatalog = planned.map(({ isOnline, ...line }): UnitDeadline => {
    const subject = `item:${line.itemKey}|${line.instance}`;
    const finding = telling(bySubject.get(subject) ?? []);
    const isWarned = warned.has(subject);
    const state = !isOnline ? 'offline' : stateOf(finding, line.dueOn, { today: span.today, isWarned });
    return { ...line, subject, state, ...saidBy(finding) };
  });
  const plannedSubjects = new Set(ofCatalog.map(({ subject }) => subject));
  const ofDocuments = [...bySubject].flatMap(([subject, findings]): UnitDeadline[] => {
    const finding = telling(findings);
    if (!finding?.itemKey || !finding.dueOn || plannedSubjects.has(subject)) return [];
    const instance = subject.slice(`item:${finding.itemKey}|`.length);
    if (!isEventInstance(instance)) return [];
    if (finding.dueOn < span.from || finding.dueOn > span.to) return [];
    return [
      {
        itemKey: finding.itemKey,
        item: finding.item ?? '',
        group: null,
        instance,
        kind: instance === 'maxAge' ? 'maxAge' : 'afterEvent',
        label: instance === 'maxAge' ? '最近一次更新' : (titleIn(finding.explanation) ?? '已见信息'),
        dueOn: finding.dueOn,
        sentence: finding.deadline?.sentence ?? '',
        subject,
        state: stateOf(finding, finding.dueOn, { today: span.today, isWarned: warned.has(subject) }),
        ...saidBy(finding),
      },
    ];
  });
  return [...ofCatalog, ...ofDocuments].sort(byDay);
}

function groupedBySubject(findings: readonly Finding[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.subject);
    if (group) group.push(finding);
    else groups.set(finding.subject, [finding]);
  }
  return groups;
}

/** The finding that says most about an instance several rules looked at. */
function telling(findings: readonly Finding[]): Finding | undefined {
  const weight = ({ outcome }: Finding) => ['notApplicable', 'pass', 'cannotTell', 'fail'].indexOf(outcome);
  return [...findings].sort((a, b) => weight(b) - weight(a)).at(0);
}

function stateOf(
  finding: Finding | undefined,
  dueOn: LocalDate | null,
  { today, isWarned }: { today: LocalDate; isWarned: boolean },
): DeadlineState {
  if (finding?.outcome === 'fail') return 'missed';
  if (finding?.outcome === 'pass') return 'met';
  if (finding?.outcome === 'cannotTell') return finding.unseen ? 'unseen' : 'doubt';
  if (isWarned) return 'soon';
  if (!dueOn) return 'unknown';
  return dueOn >= today ? 'upcoming' : 'unjudged';
}

function saidBy(finding: Finding | undefined): Pick<UnitDeadline, 'explanation' | 'publishedOn' | 'url' | 'deadline'> {
  return {
    explanation: finding?.explanation ?? null,
    publishedOn: finding?.publishedOn ?? null,
    url: finding?.url ?? null,
    deadline: finding?.deadline ?? null,
  };
}

/** Explanations about a document begin with its title in quotation marks. */
function titleIn(explanation: string): string | undefined {
  return /^“([^”]{1,200})”/.exec(explanation)?.[1];
}

function isEventInstance(instance: string): boolean {
  return instance === 'maxAge' || instance.startsWith('url:');
}

function byDay(a: UnitDeadline, b: UnitDeadline): number {
  const [left, right] = [a.dueOn ?? '9999', b.dueOn ?? '9999'];
  return left < right ? -1 : left > right ? 1 : a.subject < b.subject ? -1 : a.subject > b.subject ? 1 : 0;
}
