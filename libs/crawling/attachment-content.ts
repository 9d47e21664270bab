import { ExtractedPage } from './extracted-page';

/** What a file is, by its bytes. `text` is plain text, a saved web page or a table of comma-separated values. */
export type AttachmentKind = 'pdf' | 'docx' | 'doc' | 'xlsx' | 'xls' | 'ofd' | 'zip' | 'text';

/** 附件内容 — what an attached document says. */
export interface AttachmentContent {
  readonly kind: AttachmentKind;
  /** In reading order, one paragraph or table row a line; at most 200,000 characters. */
  readonly text: string;
  /** Rows of cells, in order; merged cells carry their text once. */
  readonly tables: readonly (readonly (readonly string[])[])[];
  /** Pages of a paged document. */
  readonly pages?: number;
  /** 扫描件: pages without a single letter. What they say is unknown. */
  readonly isScanned: boolean;
  /** Files of an archive, by their names; none of them is read. */
  readonly entries: readonly ArchiveEntry[];
  /** A limit was reached: there is more than this. */
  readonly isCut: boolean;
}

export interface ArchiveEntry {
  readonly name: string;
  /** As the archive states it. */
  readonly bytes: number;
}

/** Why nothing could be read of a file. `unsupported`: rar, 7z, Word 95, pictures … */
export type AttachmentRefusal = 'password' | 'damaged' | 'too-large' | 'too-slow' | 'unsupported';

export type AttachmentReading =
  | { readonly ok: true; readonly content: AttachmentContent }
  | { readonly ok: false; readonly refusal: AttachmentRefusal };

/** What is kept of an attachment: what later rules may read, personal numbers masked, or why nothing could be read. */
export type StoredAttachment =
  | ({ readonly kind: AttachmentKind } & Pick<
      ExtractedPage,
      'documentNumber' | 'formedOn' | 'signedBy' | 'dates' | 'signals' | 'text'
    >)
  | { readonly refusal: AttachmentRefusal };

/** Reads an attached file in the form of a page; lives in `crawlers/`, so apps pass it in. Never shows a personal number. */
export type ExtractFile = (url: string, content: AttachmentContent) => ExtractedPage;

/** 附件 as it is stored. */
export function storedAttachment(url: string, reading: AttachmentReading, extractFile: ExtractFile): StoredAttachment {
  if (!reading.ok) return { refusal: reading.refusal };
  const { documentNumber, formedOn, signedBy, dates, signals, text } = extractFile(url, reading.content);
  return { kind: reading.content.kind, documentNumber, formedOn, signedBy, dates, signals, text };
}

export const LONGEST_TEXT = 200_000;
const MOST_TABLES = 50;
const MOST_ROWS = 5_000;
const WIDEST = 100;
const LONGEST_CELL = 2_000;

/** Content of a document cut to what is kept of any; `text` may be any length. */
export function boundedContent(
  kind: AttachmentKind,
  found: { readonly text: string } & Partial<Omit<AttachmentContent, 'kind' | 'text'>>,
): AttachmentContent {
  const { tables = [], entries = [], isScanned = false, isCut = false, pages } = found;
  const text = tidied(found.text);
  return {
    kind,
    text: text.slice(0, LONGEST_TEXT),
    tables: tables
      .slice(0, MOST_TABLES)
      .map((rows) => rows.slice(0, MOST_ROWS).map((cells) => cells.slice(0, WIDEST).map(cellText))),
    ...(pages === undefined ? {} : { pages }),
    isScanned,
    entries,
    isCut: isCut || text.length > LONGEST_TEXT || tables.length > MOST_TABLES || tables.some(isTooLong),
  };
}

function isTooLong(rows: readonly (readonly string[])[]): boolean {
  return rows.length > MOST_ROWS;
}

function cellText(text: string): string {
  return tidied(text.slice(0, LONGEST_CELL * 2)).slice(0, LONGEST_CELL);
}

/** No control characters, one space for many, no empty lines. */
function tidied(text: string): string {
  return text
    .slice(0, LONGEST_TEXT * 4)
    .split(/[\r\n\u2028\u2029\v\f]+/)
    .map((line) => line.replace(/[\s\u0000-\u001f\u007f\u00ad\u200b-\u200f\ufeff]+/g, ' ').trim())
    .filter((line) => line !== '')
    .join('\n');
}
