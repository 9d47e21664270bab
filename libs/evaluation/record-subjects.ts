import { LocalDate } from '@app/calendar/local-date';
import { UnitObservation } from '@app/observation/observation';
import { registerKind } from '@app/registers/register-kinds';
import { Subject, SubjectOf } from './rule';

/** What is judged besides the website: 台账条目, 年度, 本平台的通知和告警. */
export type RecordSubject = SubjectOf<'entry'> | SubjectOf<'year'> | SubjectOf<'case'>;

/** Nothing where the caller has no records: an `audit` says nothing of registers it never saw. */
export function recordSubjects({ records, messages = [], unit }: UnitObservation, today: LocalDate): RecordSubject[] {
  const entries = [...(records?.entries ?? []), ...messages].map((entry): Subject => ({ kind: 'entry', entry }));
  const years = records
    ? judgedYears(today, unit.registeredOn).map((year): Subject => ({ kind: 'year', ...year }))
    : [];
  const cases = (records?.cases ?? []).map((own): Subject => ({ kind: 'case', own }));
  return [...entries, ...years, ...cases] as RecordSubject[];
}

/** A yearly duty falls due on the last day of the year and can only be missed afterwards: the year before is judged, too. */
function judgedYears(today: LocalDate, registeredOn: LocalDate | null): { year: number; isOver: boolean }[] {
  const year = Number(today.slice(0, 4));
  const isKnown = !registeredOn || registeredOn <= `${year - 1}-12-31`;
  return [...(isKnown ? [{ year: year - 1, isOver: true }] : []), { year, isOver: false }];
}

export function isRecordSubject(subject: Subject): subject is RecordSubject {
  return subject.kind === 'entry' || subject.kind === 'year' || subject.kind === 'case';
}

/** `entry:<kind>:<key>`, `year:<year>`, `case:notice:<number>`, `case:recurrence:<code>:<subject>`. */
export function recordName(subject: RecordSubject): string {
  if (subject.kind === 'entry') return `entry:${subject.entry.kind}:${subject.entry.key}`;
  if (subject.kind === 'year') return `year:${subject.year}`;
  const { own } = subject;
  return own.kind === 'notice' ? `case:notice:${own.number}` : `case:recurrence:${own.code}:${own.subject}`;
}

/** Where a finding about a record stands, on screens and in notices. */
export function recordPlace(subject: RecordSubject): string {
  if (subject.kind === 'entry') return `${registerKind(subject.entry.kind).title} ${subject.entry.key}`;
  if (subject.kind === 'year') return `${subject.year}年度`;
  const { own } = subject;
  return own.kind === 'notice' ? `整改通知 ${own.number}` : (own.place ?? own.title);
}

/** Why an entry is no longer judged; Chinese. */
export function whyTakenBack(subject: Subject): string | undefined {
  return subject.kind === 'entry' && subject.entry.isRevoked ? '该条登记已撤销，不再评判' : undefined;
}
