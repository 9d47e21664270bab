import { addDays, addMonths, LocalDate, partsOf } from '@app/calendar/local-date';
import { containment } from '@app/observation/names';
import { Period, PeriodRelation, periodRelation, periodsNamed } from '@app/observation/named-period';
import { ItemObservation, ObservedDocument } from '@app/observation/observation';

/** What answers an obligation of one period: a document, documents that may, a 情况说明. */
export interface Fulfilment {
  readonly document?: ObservedDocument;
  readonly doubtful: readonly ObservedDocument[];
  readonly situationNote?: ObservedDocument;
  readonly count?: { readonly owed: number; readonly seen: number };
}

/**
 * 周期公开 without a day: a publication inside the period answers it, or a document that names it. A text without any
 * day that names no period may be the one, and so may one that names a part of it (截至9月末). 每年不少于4次 (`owed` 4) is
 * answered by the fourth: no law says that the publications must be spread evenly.
 */
export function fulfilmentWithin(item: ItemObservation, period: Period, owed = 1): Fulfilment {
  const isIn = (document: ObservedDocument) => isWithin(publicationDay(document), period);
  const relationTo = onceEach((document) => relation(document, period));
  const answers = (document: ObservedDocument) => isIn(document) || relationTo(document) === 'names';
  const mayAnswer = (document: ObservedDocument) =>
    relationTo(document) === 'silent' && (!publicationDay(document) || namesPartOf(document, period));
  const found = fulfilment(item, answers, mayAnswer);
  return owed > 1 ? countedFulfilment(item, { owed, answers, mayAnswer, found }) : found;
}

interface Counting {
  readonly owed: number;
  readonly answers: Test;
  readonly mayAnswer: Test;
  readonly found: Fulfilment;
}

/** Of several publications owed the last one answers; doubtful ones matter only where they could make up the number. */
function countedFulfilment(item: ItemObservation, { owed, answers, mayAnswer, found }: Counting): Fulfilment {
  const own = item.documents.filter(({ isSituationNote }) => !isSituationNote);
  const answering = inOrder(own.filter(answers));
  const others = [...item.elsewhere, ...(item.unassigned ?? [])].filter((other) => answers(other) || mayAnswer(other));
  const maybe = [...own.filter(mayAnswer), ...others];
  const { document: _first, ...rest } = found;
  const document = answering[owed - 1];
  return {
    ...rest,
    ...(document ? { document } : {}),
    // A page that is kept current shows its newest state, not how often it changed.
    doubtful: answering.length + maybe.length < owed ? own.filter(({ isSectionPage }) => isSectionPage) : maybe,
    count: { owed, seen: answering.length },
  };
}

/** A period with its due day. `isNamed`: the limit says which period is reported (上季度); otherwise the one before may be meant. */
export interface DuePeriod {
  readonly period: Period;
  readonly dueOn: LocalDate;
  readonly isNamed: boolean;
}

/**
 * 定期公开 with a day: a document that names the period answers it; so does one that names none and came out between
 * the end of the period (or its beginning, where it is due inside) and the due day. 每年1月31日前 does not say whether
 * this year's plan or last year's report is due, nor 每月25日前 whether next month's timetable: each name will do for
 * what came out within the period. Where the series
 * carries its periods in its titles, a text that does not is only possibly part of it.
 */
export function fulfilmentBy(item: ItemObservation, due: DuePeriod): Fulfilment {
  const { period, dueOn } = due;
  const window = { from: period.to < dueOn ? addDays(period.to, 1) : period.from, to: dueOn };
  const isSeries = isTitledSeries(item.documents, period);
  const before = periodBefore(period);
  const relationTo = onceEach((document) => dueRelation(document, due, before));
  const answers = (document: ObservedDocument) =>
    relationTo(document) === 'names' ||
    (!isSeries && relationTo(document) === 'silent' && isWithin(publicationDay(document), window));
  const mayAnswer = (document: ObservedDocument) =>
    relationTo(document) === 'silent'
      ? mayBelong(document, item, { isSeries, window })
      : isMisnamed(document, item, window);
  return fulfilment(item, answers, mayAnswer);
}

function namesPartOf(document: ObservedDocument, { from, to }: Period): boolean {
  return periodsNamed(document.title, publicationDay(document)).some((range) => range.from >= from && range.to <= to);
}

/**
 * 2026年…年度报告 of March 2026: a report cannot be on a year that has just begun, so the title may carry the year of
 * publication instead. Only what the title says is the item itself.
 */
function isMisnamed(document: ObservedDocument, { item }: ItemObservation, window: Period): boolean {
  const day = publicationDay(document);
  if (!day || !isWithin(day, window) || containment(item.name, document.title) < CLEAR) return false;
  return periodsNamed(document.title, day).some(({ from, to }) => from <= day && day < to);
}

/** At least every other title names a period of this kind: quarters (or 1—9月) for a quarter, years for a year; 2026年第10期 names no month. */
function isTitledSeries(documents: readonly ObservedDocument[], period: Period): boolean {
  const length = monthsIn(period);
  const isKin = (range: Period) =>
    monthsIn(range) === length ||
    (length < 12 && monthsIn(range) < 12 && range.from.slice(5, 7) === '01' && monthsIn(range) % length === 0);
  const titled = documents.filter((document) => periodsNamed(document.title, publicationDay(document)).some(isKin));
  return titled.length > 0 && titled.length * 2 >= documents.length;
}

function dueRelation(document: ObservedDocument, { period, isNamed }: DuePeriod, before: Period): PeriodRelation {
  const own = relation(document, period);
  if (isNamed || own === 'names') return own;
  const day = publicationDay(document);
  if (relation(document, before) === 'names') return day === null ? 'silent' : day >= period.from ? 'names' : 'other';
  return day !== null && isWithin(day, period) && namesNext(document, period) ? 'names' : own;
}

/** The period of the same length that ended the day before. */
function periodBefore({ from, to }: Period): Period {
  return { from: addMonths(from, -monthsIn({ from, to })), to: addDays(from, -1) };
}

/** A month without its year is read from there: in November 12月 is the coming one. */
function namesNext({ title }: ObservedDocument, period: Period): boolean {
  const next = periodAfter(period);
  return periodRelation(title, next, next.to) === 'names';
}

/** The period of the same length that begins the day after. */
function periodAfter({ from, to }: Period): Period {
  return { from: addDays(to, 1), to: addDays(addMonths(from, 2 * monthsIn({ from, to })), -1) };
}

function monthsIn({ from, to }: Period): number {
  return (partsOf(to).year - partsOf(from).year) * 12 + partsOf(to).month - partsOf(from).month + 1;
}

/** 公开日期 as printed on the page, otherwise beside its link. */
export function publicationDay({ publishedOn, listedOn }: ObservedDocument): LocalDate | null {
  return publishedOn ?? listedOn;
}

type Test = (document: ObservedDocument) => boolean;

/** A row asks the same of its documents several times for every obligation, and has many of both. */
function onceEach<T>(of: (document: ObservedDocument) => T): (document: ObservedDocument) => T {
  const known = new Map<ObservedDocument, T>();
  return (document) => {
    const answer = known.get(document) ?? of(document);
    known.set(document, answer);
    return answer;
  };
}

/**
 * The earliest document that answers; outside the item's own documents an answer is only possible, and that is enough
 * to stop. Beside an answer, only what may have answered earlier is of interest.
 */
function fulfilment(item: ItemObservation, answers: Test, mayAnswer: Test): Fulfilment {
  const notes = item.documents.filter(({ isSituationNote }) => isSituationNote);
  const own = item.documents.filter(({ isSituationNote }) => !isSituationNote);
  const document = earliest(own.filter(answers));
  const situationNote = notes.find((note) => answers(note) || mayAnswer(note));
  const others = [...item.elsewhere, ...(item.unassigned ?? [])];
  const maybe = [...own.filter(mayAnswer), ...others.filter((other) => answers(other) || mayAnswer(other))];
  const isEarlier = (other: ObservedDocument) => !document || dayOrFirst(other) < dayOrFirst(document);
  return {
    doubtful: maybe.filter((other) => other !== document && isEarlier(other)),
    ...(document ? { document } : {}),
    ...(situationNote ? { situationNote } : {}),
  };
}

/** What carries no day may have come out at any time. */
function dayOrFirst(document: ObservedDocument): LocalDate {
  return publicationDay(document) ?? '';
}

/** A silent text counts as possible when undated or from the window on; in a titled series only if it speaks of the item. */
function mayBelong(
  document: ObservedDocument,
  { item }: ItemObservation,
  { isSeries, window }: { isSeries: boolean; window: Period },
): boolean {
  const day = publicationDay(document);
  if (day && day < addDays(window.from, -31)) return false;
  return !isSeries || containment(item.name, document.title) >= HINT;
}

const HINT = 0.34;
const CLEAR = 0.7;

function relation(document: ObservedDocument, period: Period) {
  return periodRelation(document.title, period, publicationDay(document));
}

function isWithin(day: LocalDate | null, { from, to }: Period): boolean {
  return day !== null && from <= day && day <= to;
}

function earliest(documents: readonly ObservedDocument[]): ObservedDocument | undefined {
  return inOrder(documents)[0];
}

function inOrder(documents: readonly ObservedDocument[]): ObservedDocument[] {
  const day = (document: ObservedDocument) => publicationDay(document) ?? '9999-12-31';
  return [...documents].sort((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : a.url < b.url ? -1 : 1));
}
