import type { Attachment, ExtractedPage, ListEntry } from './extracted-page';
import { comparableUrl, comparableText } from './page-noise';
import { Replacement, replacementsBetween } from './sequence-diff';

/** What is compared: the page as extracted, so that menus, footers and related links are out already. */
export type PageContent = Pick<
  ExtractedPage,
  | 'kind'
  | 'title'
  | 'publishedOn'
  | 'formedOn'
  | 'documentNumber'
  | 'indexNumber'
  | 'issuingBody'
  | 'source'
  | 'validity'
  | 'attachments'
  | 'entries'
  | 'text'
>;

export type ChangedField = (typeof FIELDS)[number];

/** Words of an edited block; `isChanged`: only this side has them. */
export interface TextPiece {
  readonly text: string;
  readonly isChanged: boolean;
}

/** One block (line) of the text, in reading order. `moved`: it stood elsewhere on the page. */
export type BlockChange =
  | { readonly kind: 'same' | 'added' | 'removed' | 'moved'; readonly text: string }
  | { readonly kind: 'edited'; readonly before: readonly TextPiece[]; readonly after: readonly TextPiece[] };

/** 网页变化 — what a later capture of a page says differently, template noise left aside. */
export interface PageChange {
  readonly isChanged: boolean;
  readonly fields: readonly {
    readonly field: ChangedField;
    readonly before: string | null;
    readonly after: string | null;
  }[];
  /** Every block, so that a change can be read in its place. */
  readonly blocks: readonly BlockChange[];
  readonly entries: {
    readonly added: readonly ListEntry[];
    readonly removed: readonly ListEntry[];
    readonly edited: readonly { readonly before: ListEntry; readonly after: ListEntry }[];
  };
  readonly attachments: { readonly added: readonly Attachment[]; readonly removed: readonly Attachment[] };
  /** One of the texts is longer than what is kept of it (20,000 characters): beyond that nothing was compared. */
  readonly isCut: boolean;
}

const FIELDS = [
  'title',
  'publishedOn',
  'formedOn',
  'documentNumber',
  'indexNumber',
  'issuingBody',
  'source',
  'validity',
] as const;

/** As much of a text as extraction keeps. */
const KEPT_TEXT = 20_000;
/** Blocks that share less than this part of their characters in pairs are another text, not an edited one. */
const LEAST_ALIKE = 0.4;
/** A replaced stretch longer than this is not searched for pairs. */
const MOST_PAIRED = 200;

/** Compares two captures of one URL; symmetrical but for the direction. Cost is bounded whatever the pages hold. */
export function changeBetween(before: PageContent, after: PageContent): PageChange {
  const fields = FIELDS.flatMap((field) =>
    comparableText(before[field] ?? '') === comparableText(after[field] ?? '')
      ? []
      : [{ field, before: before[field], after: after[field] }],
  );
  const blocks = changedBlocks(blocksOf(before), blocksOf(after));
  const entries = entriesBetween(before.entries, after.entries);
  const attachments = attachmentsBetween(before.attachments, after.attachments);
  const counts = [entries.added, entries.removed, entries.edited, attachments.added, attachments.removed, fields];
  return {
    isChanged:
      counts.some(({ length }) => length > 0) || blocks.some(({ kind }) => kind !== 'same' && kind !== 'moved'),
    fields,
    blocks,
    entries,
    attachments,
    isCut: before.text.length >= KEPT_TEXT || after.text.length >= KEPT_TEXT,
  };
}

interface Block {
  readonly text: string;
  /** What is compared. */
  readonly key: string;
}

/** Lines that say something; on a list page its entries are compared as such, and menus around them are none of it. */
function blocksOf({ kind, text, entries }: PageContent): Block[] {
  const rows = kind === 'article' ? NO_ROWS : new Set(entries.map(({ title }) => comparableText(title)));
  return text.split('\n').flatMap((line) => {
    const key = comparableText(line);
    const isRow = kind !== 'article' && (BARE_DAY.test(key) || isRowOf(rows, key));
    const isMenu = kind === 'list' && entries.length > 0 && isMenuLine(key);
    return key === '' || isRow || isMenu ? [] : [{ text: line, key }];
  });
}

/** A list has no text of its own that would tell it from the menus beside it; where it gains a row, they may seem to come. */
function isMenuLine(key: string): boolean {
  return BREADCRUMB.test(key) || (key.length <= LONGEST_MENU && !STATEMENT.test(key));
}

const LONGEST_MENU = 12;
const STATEMENT = /[，。；！？]|暂无|没有|未|停止|调整|迁移/;
const BREADCRUMB = /^.{0,8}(?:位置|所在)[:：]|^首页[>»›/→]/;

const NO_ROWS: ReadonlySet<string> = new Set();
const BARE_DAY = /^[[(（]?(?:(?:19|20)?\d{2}[-年/.])?\d{1,2}[-月/.]\d{1,2}日?[\])）]?$/;
const DAY_AT_END = /[[(（]?(?:(?:19|20)\d{2}[-年/.])?\d{1,2}[-月/.]\d{1,2}日?[\])）]?$/;

function isRowOf(rows: ReadonlySet<string>, key: string): boolean {
  return rows.has(key) || rows.has(key.replace(DAY_AT_END, ''));
}

function changedBlocks(before: readonly Block[], after: readonly Block[]): BlockChange[] {
  const changes: BlockChange[] = [];
  let at = 0;
  const replacements = replacementsBetween(
    before.map(({ key }) => key),
    after.map(({ key }) => key),
  );
  const kept = movedKeys(before, after, replacements);
  for (const replacement of replacements) {
    for (const { text } of before.slice(at, replacement.beforeFrom)) changes.push({ kind: 'same', text });
    const gone = before.slice(replacement.beforeFrom, replacement.beforeTo);
    const come = after.slice(replacement.afterFrom, replacement.afterTo);
    changes.push(...replacedBlocks(gone, come, kept));
    at = replacement.beforeTo;
  }
  for (const { text } of before.slice(at)) changes.push({ kind: 'same', text });
  return changes;
}

/** Blocks that were taken out in one place and put in at another. */
function movedKeys(
  before: readonly Block[],
  after: readonly Block[],
  replacements: readonly Replacement[],
): ReadonlySet<string> {
  const gone = new Set(
    replacements.flatMap(({ beforeFrom, beforeTo }) => before.slice(beforeFrom, beforeTo).map(({ key }) => key)),
  );
  const come = replacements.flatMap(({ afterFrom, afterTo }) => after.slice(afterFrom, afterTo).map(({ key }) => key));
  return new Set(come.filter((key) => gone.has(key)));
}

/** Pairs blocks that are versions of one another, in order; the rest came or went. */
function replacedBlocks(gone: readonly Block[], come: readonly Block[], moved: ReadonlySet<string>): BlockChange[] {
  const left = gone.filter(({ key }) => !moved.has(key));
  const changes: BlockChange[] = [];
  const canPair = left.length <= MOST_PAIRED && come.length <= MOST_PAIRED;
  const pairsOf = canPair ? left.map(({ key }) => characterPairs(key)) : [];
  let next = 0;
  for (const block of come) {
    if (moved.has(block.key)) {
      changes.push({ kind: 'moved', text: block.text });
      continue;
    }
    const own = canPair ? characterPairs(block.key) : undefined;
    const found = own ? pairsOf.findIndex((pairs, at) => at >= next && likeness(pairs, own) >= LEAST_ALIKE) : -1;
    if (found < 0) {
      changes.push({ kind: 'added', text: block.text });
      continue;
    }
    for (const { text } of left.slice(next, found)) changes.push({ kind: 'removed', text });
    changes.push(editedBlock((left[found] as Block).text, block.text));
    next = found + 1;
  }
  for (const { text } of left.slice(next)) changes.push({ kind: 'removed', text });
  return changes;
}

/** Long blocks are told apart by their beginning. */
const COMPARED = 2_000;

function characterPairs(text: string): ReadonlySet<string> {
  const pairs = new Set<string>();
  const end = Math.min(text.length - 1, COMPARED);
  for (let at = 0; at < end; at += 1) pairs.add(text.slice(at, at + 2));
  return pairs;
}

/** Dice coefficient of two sets, 0 … 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size * 2 < (small.size + large.size) * LEAST_ALIKE || small.size === 0) return 0;
  let shared = 0;
  for (const pair of small) if (large.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}

function editedBlock(before: string, after: string): BlockChange {
  const [a, b] = [wordsOf(before), wordsOf(after)];
  const replacements = replacementsBetween(a, b);
  return {
    kind: 'edited',
    before: piecesOf(
      a,
      replacements.map(({ beforeFrom, beforeTo }) => [beforeFrom, beforeTo]),
    ),
    after: piecesOf(
      b,
      replacements.map(({ afterFrom, afterTo }) => [afterFrom, afterTo]),
    ),
  };
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Chinese words; a number is one word, so that 15 becomes 20 and not 1 and 5 become 2 and 0. */
function wordsOf(text: string): string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function piecesOf(words: readonly string[], changed: readonly (readonly [number, number])[]): TextPiece[] {
  const pieces: TextPiece[] = [];
  let at = 0;
  const push = (from: number, to: number, isChanged: boolean) => {
    if (to > from) pieces.push({ text: words.slice(from, to).join(''), isChanged });
  };
  for (const [from, to] of changed) {
    push(at, from, false);
    push(from, to, true);
    at = to;
  }
  push(at, words.length, false);
  return pieces;
}

/** By address, or by title where the row links nowhere; the order of a list says nothing. */
function entriesBetween(before: readonly ListEntry[], after: readonly ListEntry[]): PageChange['entries'] {
  const keyOf = ({ url, title }: ListEntry) => (url ? comparableUrl(url) : `title:${comparableText(title)}`);
  const known = new Map(before.map((entry) => [keyOf(entry), entry]));
  const now = new Map(after.map((entry) => [keyOf(entry), entry]));
  const edited = [...now].flatMap(([key, entry]) => {
    const was = known.get(key);
    return was && !isSameEntry(was, entry) ? [{ before: was, after: entry }] : [];
  });
  return {
    added: [...now].flatMap(([key, entry]) => (known.has(key) ? [] : [entry])),
    removed: [...known].flatMap(([key, entry]) => (now.has(key) ? [] : [entry])),
    edited,
  };
}

function isSameEntry(one: ListEntry, other: ListEntry): boolean {
  return one.publishedOn === other.publishedOn && comparableText(one.title) === comparableText(other.title);
}

function attachmentsBetween(before: readonly Attachment[], after: readonly Attachment[]): PageChange['attachments'] {
  const keyOf = ({ url, name }: Attachment) => `${comparableUrl(url)} ${comparableText(name)}`;
  const [known, now] = [new Set(before.map(keyOf)), new Set(after.map(keyOf))];
  return {
    added: after.filter((each) => !known.has(keyOf(each))),
    removed: before.filter((each) => !now.has(keyOf(each))),
  };
}
