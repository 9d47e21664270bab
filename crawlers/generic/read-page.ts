import { ClaimedDate, ExtractedPage } from '@app/crawling/extracted-page';
import { parsePage } from '@app/crawling/page-tree';
import { Family, RawPage } from '../family';
import { attachmentsOf } from './attachments';
import { Breadcrumb, breadcrumbOf } from './breadcrumb';
import { bareDate, DatedClaim, datesOf, Record, recordOf, valueOf } from './byline';
import { documentBlocks, entriesOf, mainBlock } from './entries';
import { boxedNumber, normalNumber, numberAtEnd, numberOfLine } from './document-number';
import { flatten, FlatPage, joined, Line } from './flat-page';
import { Heading, headingOf, squeezed } from './heading';
import { labelledValues, LabelledValue } from './labels';
import { linksOf, Resolve, resolverFor } from './links';
import { MainText, mainTextOf } from './main-text';
import { kindOf } from './page-kind';
import { Paging, pagingOf } from './paging';
import { maskPersonalData } from './personal-data';
import { datesIn, firstDate, momentOf, onlyDate } from './printed-dates';
import { Block, blocksOf, Row } from './rows';
import { Signature, signatureOf } from './signature';
import { signalsOf } from './signals';

const MAX_TEXT = 20_000;
const MAX_DATES = 120;

/** Everything read from the page before its kind is known. */
interface Reading {
  readonly page: FlatPage;
  readonly url: string;
  readonly resolve: Resolve;
  readonly breadcrumb: Breadcrumb;
  readonly blocks: readonly Block[];
  readonly main: Block | null;
  readonly paging: Paging;
  readonly text: MainText;
  readonly heading: Heading | null;
  readonly record: Record;
  readonly published: readonly DatedClaim[];
}

/** Reads one page: parse, flatten, find rows, text, title and record, decide the kind, then fill the fields. */
export function readPage(family: Family, raw: RawPage): ExtractedPage {
  const page = flatten(parsePage(family.unfold ? family.unfold(raw.html) : raw.html));
  const reading = readingOf(family, page, raw.url);
  const attachments = attachmentsOf(page, reading.text.element, reading.resolve);
  const kind = kindOf({
    url: raw.url,
    blocks: reading.blocks,
    main: reading.main,
    hasPaging: reading.paging.nextPages.length > 0 || reading.paging.isScripted,
    hasBreadcrumb: reading.breadcrumb.names.length > 0,
    hasArticleTag: page.metas.has('articletitle'),
    hasColumnTag: page.metas.has('columnname'),
    isDated: reading.published.length > 0,
    hasBox: reading.record.hasBox,
    hasHeading: reading.heading !== null,
    prose: reading.text.prose,
    hasAttachments: attachments.length > 0,
  });
  const isArticle = kind === 'article';
  const title = isArticle ? articleTitle(reading) : sectionTitle(reading, kind);
  const body = maskPersonalData(bodyOf(reading).slice(0, MAX_TEXT));
  const signature = isArticle ? signatureOf(reading.text.lines) : { organ: null, signedOn: null };
  const rows = isArticle ? [] : kind === 'list' ? rowsOfList(reading) : reading.blocks.flatMap((block) => block.rows);
  const entries = entriesOf(rows, reading.resolve);
  const number = isArticle ? numberOf(reading, title) : null;
  const [published] = isArticle ? reading.published : [];
  return {
    url: raw.url,
    kind,
    title: title === null ? null : maskPersonalData(title).text,
    publishedOn: published?.value ?? null,
    ...(published?.moment ? { publishedAt: published.moment } : {}),
    formedOn: isArticle ? (datesOf(reading.record, 'formedOn')[0]?.value ?? signature.signedOn) : null,
    documentNumber: number,
    ...(number ? { documentNumberNormal: normalNumber(number) } : {}),
    indexNumber: isArticle ? valueOf(reading.record, 'indexNumber') : null,
    issuingBody: isArticle ? valueOf(reading.record, 'issuingBody') : null,
    source: isArticle ? sourceOf(reading) : null,
    validity: isArticle ? valueOf(reading.record, 'validity') : null,
    attachments: isArticle ? attachments : [],
    entries,
    nextPages: isArticle ? [] : (family.nextPages?.(page, raw.url, reading.resolve) ?? reading.paging.nextPages),
    dates: claimedDates(reading, isArticle, signature, rows),
    signals: signalsOf(page, {
      kind,
      title,
      text: body.text,
      entries: entries.length,
      prose: reading.text.prose,
      isScriptedPaging: !isArticle && reading.paging.isScripted,
      personal: body.found,
      hasPlace: reading.breadcrumb.names.length > 0 || page.metas.has('columnname'),
    }),
    family: family.name,
    breadcrumb: withoutTitle(reading.breadcrumb.names, isArticle ? title : null),
    sectionName: kind === 'list' ? sectionNameOf(reading) : null,
    signedBy: signature.organ,
    text: body.text,
    links: linksOf(page, reading.resolve),
  };
}

function readingOf(family: Family, page: FlatPage, url: string): Reading {
  const resolve = resolverFor(page, url);
  const breadcrumb = breadcrumbOf(page);
  const blocks = documentBlocks(blocksOf(page), breadcrumb.line);
  const paging = pagingOf(page, url, resolve);
  const isRow = rowTest(page, blocks);
  const values = labelledValues(page.lines.filter(({ index }) => !isRow(index)));
  const text = mainTextOf(page, family.textMarks, isRow);
  const heading = headingFor(family, page, { breadcrumb, text, values, isRow });
  const body = { ...text, lines: afterHeading(text.lines, heading, values) };
  const record = recordOf(values, heading, body.lines);
  const names = [breadcrumb.names.at(-1) ?? '', page.metas.get('columnname') ?? ''].filter(Boolean);
  return {
    page,
    url,
    resolve,
    breadcrumb,
    blocks,
    main: mainBlock(page, blocks, names, paging.order),
    paging,
    text: body,
    heading,
    record,
    published: publishedDates(page, record, heading, body.lines),
  };
}

/** Lines of dated rows: what stands there is said of other documents. */
function rowTest(page: FlatPage, blocks: readonly Block[]): (line: number) => boolean {
  const flags = new Uint8Array(page.lines.length + 1);
  for (const { rows, datedRows } of blocks) {
    if (datedRows === 0) continue;
    for (const { firstLine, endLine } of rows) flags.fill(1, firstLine, endLine);
  }
  return (line) => flags[line] === 1;
}

interface HeadingClues {
  readonly breadcrumb: Breadcrumb;
  readonly text: MainText;
  readonly values: readonly LabelledValue[];
  readonly isRow: (line: number) => boolean;
}

function headingFor(family: Family, page: FlatPage, { breadcrumb, text, values, isRow }: HeadingClues): Heading | null {
  const bylines = new Set(
    values
      .filter(({ field, line }) => isBylineField(field) && (page.lines[line]?.text.length ?? 0) <= 200)
      .map(({ line }) => line),
  );
  for (const line of page.lines) if (onlyDate(line.text)?.time && !isRow(line.index)) bylines.add(line.index);
  const labelled = new Set(values.filter(({ field }) => field !== 'other').map(({ line }) => line));
  return headingOf(page, {
    isTaken: (line) => isRow(line) || labelled.has(line) || onlyDate(page.lines[line]?.text ?? '') !== undefined,
    isByline: (line) => bylines.has(line),
    breadcrumbLine: breadcrumb.line,
    breadcrumb: breadcrumb.names,
    textStart: text.prose > 0 ? firstProse(text) : page.lines.length,
    marks: family.titleMarks,
  });
}

function isBylineField(field: LabelledValue['field']): boolean {
  return field === 'publishedOn' || field === 'source' || field === 'updatedOn';
}

function firstProse({ lines }: MainText): number {
  return lines.find(({ text }) => text.length >= 30 || /[。；]/.test(text))?.index ?? lines[0]?.index ?? 0;
}

/** The text without title, byline and record box where they stand inside the same element. */
function afterHeading(lines: readonly Line[], heading: Heading | null, values: readonly LabelledValue[]): Line[] {
  const start = heading && lines[0] && heading.firstLine >= lines[0].index ? heading.endLine : 0;
  const rest = lines.filter(({ index }) => index >= start);
  const first = rest[0]?.index ?? 0;
  const labelled = new Set(values.map(({ line }) => line));
  const skipped = rest.findIndex(({ index }) => !labelled.has(index) || index > first + 12);
  return skipped > 0 && labelled.has(first) ? rest.slice(skipped) : rest;
}

/** Dates of publication in falling order of trust: box, label, script, a bare date under the title, meta, 更新时间. */
function publishedDates(page: FlatPage, record: Record, heading: Heading | null, text: readonly Line[]): DatedClaim[] {
  const bare = bareDate(page, heading, text);
  const printed = firstDate(page.metas.get('pubdate') ?? '');
  const moment = printed && momentOf(printed);
  return [
    ...datesOf(record, 'publishedOn'),
    ...(bare ? [bare] : []),
    ...(printed
      ? [{ value: printed.value, from: 'meta' as const, label: 'PubDate', ...(moment ? { moment } : {}) }]
      : []),
    ...datesOf(record, 'updatedOn'),
  ];
}

function articleTitle({ page, heading, record, breadcrumb }: Reading): string | null {
  return (
    heading?.text ?? page.metas.get('articletitle') ?? valueOf(record, 'title') ?? documentTitle(page, breadcrumb.names)
  );
}

/** Title of a list or landing page: the heading over its list, the end of the breadcrumb, the column tag, `<title>`. */
function sectionTitle(reading: Reading, kind: ExtractedPage['kind']): string | null {
  const { page, main, breadcrumb } = reading;
  if (kind === 'home') return documentTitle(page, []) ?? page.metas.get('sitename') ?? null;
  const above = kind === 'list' ? (main?.heading ?? null) : null;
  const last = breadcrumb.names.at(-1) ?? null;
  if (above && (breadcrumb.names.includes(above) || last === null || isHeading(reading, above))) return above;
  return last ?? page.metas.get('columnname') ?? reading.heading?.text ?? documentTitle(page, breadcrumb.names);
}

function isHeading({ page, main }: Reading, text: string): boolean {
  const line = page.lines.slice(0, main?.firstLine ?? 0).findLast((other) => other.text.startsWith(text));
  const holder = line?.element;
  return holder !== undefined && (/^h[1-4]$/.test(holder.name) || /^h[1-4]$/.test(holder.parent?.name ?? ''));
}

function sectionNameOf(reading: Reading): string | null {
  return (
    reading.breadcrumb.names.at(-1) ??
    reading.main?.heading ??
    reading.page.metas.get('columnname') ??
    sectionTitle(reading, 'list')
  );
}

/** `<title>` without the names of section and site that follow the document's. */
function documentTitle({ documentTitle: whole, metas }: FlatPage, names: readonly string[]): string | null {
  const parts = whole
    .split(/\s*(?:[_|｜]|——|--|(?<=[\p{Script=Han}\s）)》”])\s?[-–—]\s?(?=[\p{Script=Han}\s]))\s*/u)
    .filter(Boolean);
  const suffixes = new Set([...names, metas.get('sitename') ?? '', metas.get('columnname') ?? ''].filter(Boolean));
  while (parts.length > 1) {
    const last = parts.at(-1) ?? '';
    if (!suffixes.has(last) && !/(?:网|网站|政府|局|厅|委|委员会|办公室|门户|平台|系统|大学|中心|署|办|院)$/.test(last))
      break;
    parts.pop();
  }
  return parts.join('-') || null;
}

function numberOf({ record, heading, text, page }: Reading, title: string | null): string | null {
  const boxed = boxedNumber(valueOf(record, 'documentNumber'));
  if (boxed) return boxed;
  const from = heading ? Math.max(0, heading.firstLine - 2) : (text.lines[0]?.index ?? 0);
  const start = text.lines[0]?.index ?? from;
  const near = page.lines.slice(from, (heading?.endLine ?? from) + 5).concat(page.lines.slice(start, start + 5));
  for (const [index, line] of near.entries()) {
    const next = near[index + 1]?.text ?? '';
    const number =
      numberOfLine(line.text) ??
      (/令$/.test(line.text) && next.length < 14 ? numberOfLine(joined([line.text, next])) : null);
    if (number) return number;
  }
  return title ? numberAtEnd(title) : null;
}

function sourceOf({ record, page }: Reading): string | null {
  const printed = valueOf(record, 'source') ?? page.metas.get('contentsource') ?? null;
  return (
    printed?.split(/\s*(?:[【[(（]?\s?(?:字体|字号|浏览|点击|阅读|打印|关闭|分享|作者|访问|发布时间))/)[0]?.trim() ||
    null
  );
}

function bodyOf({ text }: Reading): string {
  return text.lines.map((line) => line.text).join('\n');
}

/** The main list with the blocks that go on with it: same makeup, same place in the page. */
function rowsOfList({ blocks, main }: Reading): Row[] {
  if (!main) return [];
  const place = main.rows[0]?.element.parent?.parent;
  return blocks
    .filter(
      (block) =>
        block === main ||
        (block.datedRows > 0 === main.datedRows > 0 &&
          block.rows[0]?.element.parent?.parent === place &&
          block.rows[0]?.element.name === main.rows[0]?.element.name &&
          place?.name !== 'body'),
    )
    .flatMap(({ rows }) => rows);
}

function withoutTitle(names: readonly string[], title: string | null): readonly string[] {
  return title !== null && squeezed(names.at(-1) ?? '') === squeezed(title) ? names.slice(0, -1) : names;
}

/** Every date the page claims, each value once per place it was read. */
function claimedDates(reading: Reading, isArticle: boolean, signature: Signature, rows: readonly Row[]): ClaimedDate[] {
  const { record, published, text, url } = reading;
  const stated = [...published, ...datesOf(record, 'formedOn'), ...datesOf(record, 'otherDate')];
  const claims: ClaimedDate[] = [
    ...stated.map(({ value, from, label }) => ({ value, from, ...(label ? { label } : {}) })),
    ...(signature.signedOn ? [{ value: signature.signedOn, from: 'signature' as const }] : []),
    ...datesInUrl(url),
    ...rows.flatMap(({ date }) => (date?.value ? [{ value: date.value, from: 'list' as const }] : [])),
    ...(isArticle
      ? text.lines.flatMap((line) => datesIn(line.text).map(({ value }) => ({ value, from: 'text' as const })))
      : []),
  ];
  const unique = new Map(claims.map((claim) => [`${claim.value}|${claim.from}|${claim.label ?? ''}`, claim]));
  return [...unique.values()].slice(0, MAX_DATES);
}

/** Dates in addresses say when the CMS created the item, so they are only noted. */
function datesInUrl(url: string): ClaimedDate[] {
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const found = /[/t](\d{4})(\d{2})(\d{2})[_/.]|\/(\d{4})[-/](\d{1,2})[-/](\d{1,2})\//.exec(path);
  if (!found) return [];
  const [year, month, day] = found[1] ? found.slice(1, 4) : found.slice(4, 7);
  const date = firstDate(`${year}-${month}-${day}`);
  return date ? [{ value: date.value, from: 'url' }] : [];
}
