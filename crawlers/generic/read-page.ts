import { ExtractedPage } from '@app/crawling/extracted-page';
import { parsePage } from '@app/crawling/page-tree';
import { Family, RawPage } from '../family';
import { inlineListMarkup, jsonListMarkup } from './json-list';
import { attachmentsOf } from './attachments';
import { datesOf, valueOf } from './byline';
import { articleSignals } from './content-signals';
import { documentNumberOf, normalNumber } from './document-number';
import { entriesOf, rowsOfList } from './entries';
import { flatten } from './flat-page';
import { squeezed } from './heading';
import { linksOf } from './links';
import { maskPage } from './mask-page';
import { claimedDates } from './page-dates';
import { kindOf } from './page-kind';
import { articleTitle, sectionNameOf, sectionTitle } from './page-title';
import { Reading, readingOf } from './reading';
import { Row } from './rows';
import { NO_SIGNATURE, signatureOf } from './signature';
import { SignalEvidence, signalsOf } from './signals';
import { siteMarksOf } from './site-marks';

const MAX_TEXT = 20_000;

/** Reads one page: parse, flatten, find rows, text, title and record, decide the kind, then fill the fields. */
export function readPage(family: Family, raw: RawPage): ExtractedPage {
  const page = readMarkup(family, raw, jsonListMarkup(raw) ?? family.unfold?.(raw) ?? raw.html);
  const isBare = page.kind !== 'article' && page.entries.length === 0;
  const inline = isBare ? inlineListMarkup(raw.html) : null;
  return inline ? readMarkup(family, raw, inline) : page;
}

function readMarkup(family: Family, raw: RawPage, html: string): ExtractedPage {
  const page = flatten(parsePage(html));
  const reading = readingOf(family, page, raw.url);
  const attachments = attachmentsOf(page, reading.text.element, reading.resolve);
  const kind = kindOf({ ...reading, hasAttachments: attachments.length > 0 });
  const isArticle = kind === 'article';
  const rows = rowsFor(reading, kind);
  const title = isArticle ? articleTitle(reading) : sectionTitle(reading, kind);
  const text = textOf(reading);
  const links = linksOf(page, reading.resolve);
  const signature = isArticle ? signatureOf(reading.text.lines) : NO_SIGNATURE;
  return maskPage({
    url: raw.url,
    kind,
    title,
    ...(isArticle ? articleFields(reading, title, signature.signedOn) : NO_ARTICLE_FIELDS),
    attachments: isArticle ? attachments : [],
    entries: entriesOf(rows, reading.resolve),
    nextPages: isArticle ? [] : reading.paging.nextPages,
    dates: claimedDates(reading, isArticle, signature, rows),
    signals: signalsFor(reading, attachments, {
      kind,
      title,
      text,
      entries: rows.length,
      prose: reading.text.prose,
      isScriptedPaging: !isArticle && reading.paging.isScripted,
      hasSource: kind === 'list' && reading.paging.isSource === true,
      placeLine: reading.breadcrumb.line,
    }),
    family: family.name,
    breadcrumb: withoutTitle(reading.breadcrumb.names, isArticle ? title : null),
    sectionName: kind === 'list' ? sectionNameOf(reading) : null,
    signedBy: signature.organ,
    text,
    links,
    marks: siteMarksOf(page, links, reading.resolve),
  });
}

/** Of an article also what rules about its content need; a page that is not the one asked for has no content. */
function signalsFor(reading: Reading, attachments: ExtractedPage['attachments'], evidence: SignalEvidence) {
  const signals = signalsOf(reading.page, evidence);
  const isOther = signals.some(({ kind }) => NO_CONTENT.has(kind));
  if (evidence.kind !== 'article' || isOther) return signals;
  return [...signals, ...articleSignals(reading, { attachments, text: evidence.text })];
}

const NO_CONTENT = new Set(['challenge', 'error-page', 'soft-404', 'login', 'empty-shell']);

type ArticleFields = Pick<
  ExtractedPage,
  | 'publishedOn'
  | 'publishedAt'
  | 'formedOn'
  | 'documentNumber'
  | 'documentNumberNormal'
  | 'indexNumber'
  | 'issuingBody'
  | 'source'
  | 'validity'
>;

const NO_ARTICLE_FIELDS: ArticleFields = {
  publishedOn: null,
  formedOn: null,
  documentNumber: null,
  indexNumber: null,
  issuingBody: null,
  source: null,
  validity: null,
};

function articleFields(reading: Reading, title: string | null, signedOn: string | null): ArticleFields {
  const { record, published } = reading;
  const [first] = published;
  const number = documentNumberOf(reading, title);
  return {
    publishedOn: first?.value ?? null,
    ...(first?.moment ? { publishedAt: first.moment } : {}),
    formedOn: datesOf(record, 'formedOn')[0]?.value ?? signedOn,
    documentNumber: number,
    ...(number ? { documentNumberNormal: normalNumber(number) } : {}),
    indexNumber: valueOf(record, 'indexNumber'),
    issuingBody: valueOf(record, 'issuingBody'),
    source: sourceOf(valueOf(record, 'source') ?? reading.page.metas.get('contentsource') ?? ''),
    validity: valueOf(record, 'validity'),
  };
}

/** The main text, line by line. */
function textOf({ text }: Reading): string {
  const whole = text.lines.map((line) => line.text).join('\n');
  return whole.slice(0, MAX_TEXT);
}

/** 来源 without what stands behind it on the same line. */
function sourceOf(printed: string): string | null {
  const behind =
    /\s*[【[(（]?\s?(?:字体|字号|浏览|点击|阅读|打印|关闭|分享|作者|访问|发布时间|(?:19|20)\d{2}[-年/.]\d)/;
  return printed.split(behind)[0]?.trim() || null;
}

function rowsFor({ blocks, main }: Reading, kind: ExtractedPage['kind']): readonly Row[] {
  if (kind === 'article') return [];
  return kind === 'list' ? rowsOfList(blocks, main) : blocks.flatMap(({ rows }) => rows);
}

function withoutTitle(names: readonly string[], title: string | null): readonly string[] {
  return title !== null && squeezed(names.at(-1) ?? '') === squeezed(title) ? names.slice(0, -1) : names;
}
