import { Grid } from '@app/catalog/grid';
import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { compoundStream } from '@app/catalog/compound-file.reader';
import { docxTables } from '@app/catalog/docx.reader';
import { xlsSheets } from '@app/catalog/xls.reader';
import { xlsxSheets } from '@app/catalog/xlsx.reader';
import { walkXml } from '@app/catalog/xml.reader';
import { ZipPackage } from '@app/catalog/zip.reader';
import {
  AttachmentContent,
  AttachmentReading,
  AttachmentRefusal,
  boundedContent,
  LONGEST_TEXT,
} from './attachment-content';
import { docText } from './attachment-doc.reader';
import { ofdText } from './attachment-ofd.reader';
import { zipListing } from './attachment-zip.reader';
import { decodePage } from './charset';
import { visibleTextOf } from './visible-text';

/** All parts of one package together; a document of twenty megabytes with more than that is a bomb. */
const MOST_UNPACKED = 100 * 1024 * 1024;

/** Every format but PDF, which has a reader of its own. Runs where time and memory are limited; never throws. */
export function readFormat(bytes: Buffer): AttachmentReading {
  try {
    const content = contentOf(bytes);
    return content ? { ok: true, content } : { ok: false, refusal: 'unsupported' };
  } catch (error) {
    return { ok: false, refusal: refusalOf(error as Error) };
  }
}

/** Anything else that is thrown comes from lengths that point past the end. */
function refusalOf(error: Error): AttachmentRefusal {
  if (!(error instanceof CatalogFileError)) return 'damaged';
  if (error.message.includes('密码')) return 'password';
  if (error.message.includes('过大')) return 'too-large';
  return error.message.includes('Excel 95') ? 'unsupported' : 'damaged';
}

function contentOf(bytes: Buffer): AttachmentContent | undefined {
  if (startsWith(bytes, 'PK\x03\x04') || startsWith(bytes, 'PK\x05\x06')) return contentOfPackage(bytes);
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return contentOfCompoundFile(bytes);
  return isText(bytes) ? contentOfText(bytes) : undefined;
}

function contentOfPackage(bytes: Buffer): AttachmentContent {
  const { entries, isCut } = zipListing(bytes);
  const names = new Set(entries.map(({ name }) => name));
  const isDocument = ['word/document.xml', 'xl/workbook.xml', 'OFD.xml'].some((name) => names.has(name));
  if (!isDocument) return boundedContent('zip', { text: '', entries, isCut });
  const zip = new ZipPackage(bytes, MOST_UNPACKED);
  if (names.has('OFD.xml')) {
    const { text, pages, isCut: isShort } = ofdText(zip);
    return boundedContent('ofd', { text, pages, isScanned: text.trim() === '', isCut: isShort });
  }
  if (names.has('xl/workbook.xml')) return contentOfSheets('xlsx', xlsxSheets(zip));
  const tables = docxTables(zip).map(({ layOut }) => rowsOf(layOut(1)));
  const text = wordText(zip.text('word/document.xml') ?? '');
  return boundedContent('docx', { text, tables, isScanned: text.trim() === '' });
}

function contentOfCompoundFile(bytes: Buffer): AttachmentContent | undefined {
  if (compoundStream(bytes, 'EncryptedPackage')) throw new CatalogFileError('文件有密码保护');
  const workbook = compoundStream(bytes, 'Workbook') ?? compoundStream(bytes, 'Book');
  if (workbook) return contentOfSheets('xls', xlsSheets(workbook));
  const text = docText(bytes);
  return text === undefined ? undefined : boundedContent('doc', { text, isScanned: text.trim() === '' });
}

function contentOfSheets(kind: 'xls' | 'xlsx', sheets: readonly Grid[]): AttachmentContent {
  const tables = sheets.map(rowsOf).filter((rows) => rows.length > 0);
  const text: string[] = [];
  let length = 0;
  for (const row of tables.flat()) {
    if (length > LONGEST_TEXT) break;
    text.push(row.filter(Boolean).join('\t'));
    length += text.at(-1)?.length ?? 0;
  }
  return boundedContent(kind, { text: text.join('\n'), tables, isCut: sheets.some(({ isCut }) => isCut) });
}

/** Cells as they stand; what a merge covers is empty. */
function rowsOf({ rows }: Grid): string[][] {
  return rows.map(({ cells }) => cells.map(({ text, mergedFrom }) => (mergedFrom ? '' : text)));
}

/** Paragraphs of a Word document, those in tables included; what was deleted in the history of changes is not. */
function wordText(xml: string): string {
  const parts: string[] = [];
  let [isShown, fallback] = [false, 0];
  walkXml(xml, {
    open: (name) => {
      isShown = name === 't';
      if (name === 'Fallback') fallback += 1;
      if (name === 'br' || name === 'cr') parts.push('\n');
      if (name === 'tab') parts.push('\t');
    },
    text: (text) => {
      if (isShown && fallback === 0) parts.push(text);
    },
    close: (name) => {
      if (name === 't') isShown = false;
      if (name === 'Fallback') fallback -= 1;
      if (name === 'p') parts.push('\n');
    },
  });
  return parts.join('');
}

/** Plain text, and documents that Word and Excel saved as a web page under their old extensions. */
function contentOfText(bytes: Buffer): AttachmentContent | undefined {
  const { html } = decodePage(bytes, null);
  if (/^\s*\{\\rtf/.test(html)) return undefined;
  const isMarkup = /^\s*(?:<\?xml|<!doctype|<!--|<html|<head|<meta|<body|<table|<div)/i.test(html);
  return boundedContent('text', { text: isMarkup ? visibleTextOf(html, LONGEST_TEXT) : html });
}

function isText(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 8_192);
  return !head.includes(0) && !PICTURE_OR_ARCHIVE.test(head.toString('latin1', 0, 8));
}

const PICTURE_OR_ARCHIVE = /^(?:Rar!|7z\xbc\xaf|\x1f\x8b|\xff\xd8\xff|\x89PNG|GIF8|BM|II\*|MM\*|%!PS)/;

function startsWith(bytes: Buffer, signature: string): boolean {
  return bytes.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));
}
