import { LocalDate } from '@app/calendar/local-date';
import { ClaimedDate, DateOrigin } from '@app/crawling/extracted-page';
import { FlatPage, folded, Line } from './flat-page';
import { Heading } from './heading';
import { isWeakLabel, LabelField, LabelledValue } from './labels';
import { firstDate, momentOf, onlyDate, PrintedDate } from './printed-dates';
import { rowDate } from './row-date';

/** The values a page prints about itself: record box (信息公开目录) and the line under the title. */
export interface Record {
  readonly values: readonly (LabelledValue & { readonly origin: DateOrigin })[];
  /** Any value of the record box that is not empty. */
  readonly hasBox: boolean;
}

const BOX_FIELDS = new Set<LabelField>([
  'indexNumber',
  'documentNumber',
  'issuingBody',
  'formedOn',
  'validity',
  'catalog',
]);
const BOX_REACH = 24;
const TITLE_REACH = 8;
const BARE_REACH = 4;
const BYLINE_WORD =
  /(?:来源|浏览|点击|阅读|作者|字体|字号|访问)[次量数]{0,2}\s?[:：([（【]|(?:浏览|点击|阅读|访问)[次量数]{0,2}\s?\d{1,9}\s?次/;
const SPLIT_LENGTH = 24;

/** Sorts labelled values into box, script and label; drops those in running text. */
export function recordOf(values: readonly LabelledValue[], heading: Heading | null, text: readonly Line[]): Record {
  const box = boxRange(values, heading);
  const inside = (line: number): boolean => line >= box.from && line <= box.to;
  const kept = values.filter((value) => inside(value.line) || isAboutPage(value, heading, text));
  return {
    values: kept.map((value) => ({ ...value, origin: originOf(value, inside(value.line)) })),
    hasBox: kept.some(({ line, value, field }) => inside(line) && value !== null && BOX_FIELDS.has(field)),
  };
}

/** First value of the field that is not empty, boxes first. */
export function valueOf(record: Record, field: LabelField): string | null {
  const filled = record.values.filter((value) => value.field === field && value.value !== null);
  return (filled.find(({ origin }) => origin === 'box') ?? filled[0])?.value ?? null;
}

export interface DatedClaim extends ClaimedDate {
  readonly moment?: string;
}

/** Dates of the field in falling order of trust: box, label, script. */
export function datesOf(record: Record, field: LabelField): DatedClaim[] {
  const claims = record.values.flatMap((value): DatedClaim[] => {
    const date = value.field === field && value.value ? firstDate(value.value) : undefined;
    return date ? [claim(date, value.origin, value.label)] : [];
  });
  const trust: DateOrigin[] = ['box', 'label', 'script'];
  return claims.sort((one, other) => trust.indexOf(one.from) - trust.indexOf(other.from));
}

/** A date that stands alone under the title, before the text begins, without a label: `2020-01-29 13:23:42`. */
export function bareDate(
  page: FlatPage,
  heading: Heading | null,
  isRow: (line: number) => boolean,
): DatedClaim | undefined {
  if (heading?.date) return claim(heading.date, 'label');
  for (let index = heading?.endLine ?? Infinity; index < (heading?.endLine ?? 0) + BARE_REACH; index += 1) {
    const text = page.lines[index]?.text ?? '';
    if (isRow(index)) return undefined;
    const date = onlyDate(text) ?? besideByline(text);
    if (date) return claim(date, 'label');
    const split = splitDate(page, index);
    if (split) return { value: split, from: 'label' };
    if (text.length > 40 || /[。：:；，]$/.test(text)) return undefined;
  }
  return undefined;
}

/** `<span>06</span><em>2026-03</em>`: day and month set in two sizes, on one line or two. */
function splitDate(page: FlatPage, index: number): LocalDate | undefined {
  const partsOf = (line: Line | undefined) => line?.runs.map((run) => run.text).join(' ') ?? '';
  const own = partsOf(page.lines[index]);
  const next = partsOf(page.lines[index + 1]);
  return (
    [own, `${own} ${next}`]
      .filter((text) => text.length <= SPLIT_LENGTH)
      .map((text) => rowDate(folded(text)))
      .find((date) => date?.isWhole && date.value)?.value ?? undefined
  );
}

/** `2020-01-29 来源：…  浏览：12`. */
export function besideByline(text: string): PrintedDate | undefined {
  if (text.length > 120 || !BYLINE_WORD.test(text)) return undefined;
  const date = firstDate(text);
  return date && date.start <= 20 ? date : undefined;
}

function claim(date: PrintedDate, from: DateOrigin, label?: string): DatedClaim {
  const moment = momentOf(date);
  return { value: date.value, from, ...(label ? { label } : {}), ...(moment ? { moment } : {}) };
}

/** Lines around an index number, or around three different box labels close together. */
function boxRange(values: readonly LabelledValue[], heading: Heading | null): { from: number; to: number } {
  const marks = values.filter(({ field, label }) => BOX_FIELDS.has(field) && !isWeakLabel({ label } as LabelledValue));
  const anchor =
    marks.find(({ field }) => field === 'indexNumber') ?? marks.find((mark) => kindsNear(marks, mark) >= 3);
  if (!anchor) return { from: 1, to: 0 };
  const near = marks.filter(({ line }) => Math.abs(line - anchor.line) <= BOX_REACH);
  const lines = near.map(({ line }) => line);
  const end = Math.max(...lines) + 5;
  // The line under the title is no part of the box above it.
  const isAbove = heading !== null && heading.firstLine > anchor.line;
  return { from: Math.min(...lines) - 3, to: isAbove ? Math.min(end, heading.firstLine - 1) : end };
}

function kindsNear(marks: readonly LabelledValue[], mark: LabelledValue): number {
  return new Set(
    marks.filter(({ line }) => line >= mark.line && line <= mark.line + BOX_REACH).map(({ field }) => field),
  ).size;
}

/** Labels that also occur in prose count only beside the title; others also at the edges of the text. */
function isAboutPage(value: LabelledValue, heading: Heading | null, text: readonly Line[]): boolean {
  const near = heading !== null && value.line >= heading.firstLine - 3 && value.line <= heading.endLine + TITLE_REACH;
  const start = text[0]?.index ?? Infinity;
  const end = text.at(-1)?.index ?? -1;
  const isTop = near && value.line <= Math.max(start + 4, (heading?.endLine ?? 0) + 4);
  if (isWeakLabel(value)) return isTop;
  const isInText = value.line > start + 4 && value.line < end - 2;
  return isTop || !isInText;
}

function originOf(value: LabelledValue, isBox: boolean): DateOrigin {
  if (isBox) return 'box';
  return value.isScript ? 'script' : 'label';
}
