import { Family } from '../family';
import { Breadcrumb, breadcrumbOf } from './breadcrumb';
import { bareDate, besideByline, DatedClaim, datesOf, Record, recordOf } from './byline';
import { documentBlocks, mainBlock } from './entries';
import { FlatPage, Line } from './flat-page';
import { Heading, headingOf } from './heading';
import { LabelledValue, labelledValues } from './labels';
import { Resolve, resolverFor } from './links';
import { MainText, mainTextOf } from './main-text';
import { Paging, pagingOf } from './paging';
import { firstDate, mayHoldDate, momentOf, onlyDate } from './printed-dates';
import { Block, blocksOf } from './rows';

/** Everything found on a page before its kind is decided. */
export interface Reading {
  readonly page: FlatPage;
  readonly url: string;
  readonly resolve: Resolve;
  readonly breadcrumb: Breadcrumb;
  /** What the page calls its section: end of the breadcrumb, column tag. */
  readonly sectionNames: readonly string[];
  /** Groups of links or records that may be lists of documents. */
  readonly blocks: readonly Block[];
  /** The block a list page is about. */
  readonly main: Block | null;
  readonly paging: Paging;
  /** The text without title, byline and record box. */
  readonly text: MainText;
  readonly heading: Heading | null;
  readonly record: Record;
  /** Dates of publication in falling order of trust. */
  readonly published: readonly DatedClaim[];
}

const FORM_LINES = 16;
const FORM_FIELD = /^(?:|text|search|radio)$/i;
const LONG_LINE = 200;

type LineTest = (line: number) => boolean;

/** Finds the parts of a page; `family` says where to look first. */
export function readingOf(family: Family, page: FlatPage, url: string): Reading {
  const resolve = resolverFor(page, url);
  const breadcrumb = breadcrumbOf(page);
  const blocks = documentBlocks(page, blocksOf(page), breadcrumb.line);
  const paging = family.pagingOf?.(page, url, resolve) ?? pagingOf(page, url, resolve);
  const isRow = rowTest(page, blocks);
  const isFormLine = formTest(page);
  const values = labelledValues(page.lines.filter(({ index }) => !isRow(index) && !isFormLine(index)));
  const isBox = boxTest(values);
  const text = mainTextOf(page, family.textMarks, (line) => isRow(line) || isBox(line));
  const heading = headingFor(family, page, { breadcrumb, text, values, isRow, isBox });
  const body = { ...text, lines: afterHeading(text.lines, heading, values) };
  const record = recordOf(values, heading, body.lines);
  const sectionNames = [breadcrumb.names.at(-1) ?? '', page.metas.get('columnname') ?? ''].filter(Boolean);
  const main = mainBlock(page, blocks, sectionNames, paging.order);
  const published = publishedDates(page, record, heading, isRow);
  return { page, url, resolve, breadcrumb, sectionNames, blocks, main, paging, text: body, heading, record, published };
}

/** Lines of dated rows: what stands there is said of other documents. */
function rowTest(page: FlatPage, blocks: readonly Block[]): LineTest {
  const flags = new Uint8Array(page.lines.length + 1);
  for (const { rows, datedRows } of blocks) {
    if (datedRows === 0) continue;
    for (const { firstLine, endLine } of rows) flags.fill(1, firstLine, endLine);
  }
  return (line) => flags[line] === 1;
}

/** Lines of search forms: their labels name what can be searched for. */
function formTest(page: FlatPage): LineTest {
  const flags = new Uint8Array(page.lines.length + 1);
  const inputs = page.tree.named('input').filter(({ attributes }) => FORM_FIELD.test(attributes['type'] ?? ''));
  for (const { parent } of [...page.tree.named('select'), ...inputs]) {
    const holder = parent?.parent;
    if (!holder || page.endLine(holder) - page.firstLine(holder) > FORM_LINES) continue;
    flags.fill(1, page.firstLine(holder), page.endLine(holder));
  }
  return (line) => flags[line] === 1;
}

/** Lines of labels that mean something, with their values. */
function boxTest(values: readonly LabelledValue[]): LineTest {
  const lines = new Set<number>();
  for (const { field, line, endLine } of values) {
    const isStated = field !== 'other' && field !== 'contact';
    for (let index = line; index < endLine; index += 1) if (isStated) lines.add(index);
  }
  return (line) => lines.has(line);
}

interface HeadingClues {
  readonly breadcrumb: Breadcrumb;
  readonly text: MainText;
  readonly values: readonly LabelledValue[];
  readonly isRow: LineTest;
  readonly isBox: LineTest;
}

function headingFor(family: Family, page: FlatPage, clues: HeadingClues): Heading | null {
  const { breadcrumb, text, values, isRow, isBox } = clues;
  const short = values.filter(({ line }) => (page.lines[line]?.text.length ?? 0) <= LONG_LINE);
  const bylines = new Set(short.filter(({ field }) => BYLINE_FIELDS.has(field)).map(({ line }) => line));
  for (const line of page.lines) {
    if (!mayHoldDate(line.text)) continue;
    const isDated = onlyDate(line.text)?.time !== undefined || besideByline(line.text) !== undefined;
    if (isDated && !isRow(line.index)) bylines.add(line.index);
  }
  return headingOf(page, {
    isBox,
    isTaken: (line) => isRow(line) || isBox(line) || bylines.has(line) || isDateAlone(page.lines[line]?.text ?? ''),
    isByline: (line) => bylines.has(line),
    breadcrumbLine: breadcrumb.line,
    breadcrumb: breadcrumb.names,
    textStart: text.prose > 0 && text.element.name !== 'body' ? firstProse(text, isBox) : page.lines.length,
    marks: family.titleMarks,
  });
}

function isDateAlone(text: string): boolean {
  return onlyDate(text) !== undefined;
}

const BYLINE_FIELDS = new Set<LabelledValue['field']>(['publishedOn', 'source', 'updatedOn']);

function firstProse({ lines }: MainText, isBox: LineTest): number {
  const free = lines.filter(({ index }) => !isBox(index));
  return free.find(({ text }) => text.length >= 30 || /[。；]/.test(text))?.index ?? free[0]?.index ?? 0;
}

/** The text without title, byline and record box where they stand inside the same element. */
function afterHeading(lines: readonly Line[], heading: Heading | null, values: readonly LabelledValue[]): Line[] {
  const start = heading && lines[0] && heading.firstLine >= lines[0].index ? heading.endLine : 0;
  const rest = lines.filter(({ index }) => index >= start);
  const stated = values.filter(({ field }) => field !== 'contact' && field !== 'otherDate');
  const labelled = new Set(stated.flatMap(({ line, endLine }) => (endLine > line + 1 ? [line, line + 1] : [line])));
  const first = rest.findIndex(({ index }) => !labelled.has(index));
  return first > 0 ? rest.slice(first) : rest;
}

/** Box, label, script, a bare date under the title, meta, and 更新时间 where the page prints nothing else. */
function publishedDates(page: FlatPage, record: Record, heading: Heading | null, isRow: LineTest): DatedClaim[] {
  const printed = datesOf(record, 'publishedOn');
  const bare = printed.length > 0 ? undefined : bareDate(page, heading, isRow);
  const tag = firstDate(page.metas.get('pubdate') ?? '');
  const moment = tag && momentOf(tag);
  return [
    ...printed,
    ...(bare ? [bare] : []),
    ...(tag ? [{ value: tag.value, from: 'meta' as const, label: 'PubDate', ...(moment ? { moment } : {}) }] : []),
    ...datesOf(record, 'updatedOn'),
  ];
}
