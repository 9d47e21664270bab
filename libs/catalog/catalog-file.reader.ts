import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { CatalogFileError } from './catalog-file-error';
import { readCatalogTable } from './catalog-table';
import { joinedTables, readCatalogSheets } from './catalog-tables';
import { compoundStream } from './compound-file.reader';
import { csvRows } from './csv-rows';
import { DisclosureCatalog } from './disclosure-catalog';
import { docxTables } from './docx.reader';
import { gridOfText } from './grid';
import { htmlTables } from './html-tables';
import { catalogOfPages } from './pdf-catalog';
import { readPdfPages } from './pdf-pages.reader';
import { xlsSheets } from './xls.reader';
import { xlsxSheets } from './xlsx.reader';
import { ZipPackage } from './zip.reader';

const LARGEST_BYTES = 50 * 1024 * 1024;
const SUPPORTED = '.xlsx、.xls、.csv、.html、.docx、.pdf';

export { CatalogFileError } from './catalog-file-error';

/**
 * 政务公开事项标准目录 from a file. Its bytes decide what it is, the extension only between kinds of text.
 * What single rows and columns lack are problems of the catalog; throws CatalogFileError where the file as a whole
 * cannot be read: missing, empty, too large, protected, damaged or of another kind.
 */
export async function readCatalogFile(path: string): Promise<DisclosureCatalog> {
  return readCatalogBytes(await bytesOf(path), path);
}

/** As `readCatalogFile`, for bytes that were uploaded under a name. */
export async function readCatalogBytes(bytes: Buffer, name: string): Promise<DisclosureCatalog> {
  if (bytes.length === 0) throw new CatalogFileError('文件是空的');
  if (startsWith(bytes, '%PDF')) return readPdf(bytes);
  try {
    return readBytes(bytes, extname(name).toLowerCase());
  } catch (error) {
    // A length that points past the end of the file.
    if (error instanceof RangeError) throw new CatalogFileError('文件已损坏，无法读取');
    throw error;
  }
}

function readBytes(bytes: Buffer, extension: string): DisclosureCatalog {
  if (startsWith(bytes, 'PK\x03\x04')) return readPackage(new ZipPackage(bytes));
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) return readCompoundFile(bytes);

  const text = textOf(bytes);
  if (/^\s*(?:<\?xml|<!doctype|<!--|<html|<head|<meta|<body|<table|<div)/i.test(text))
    return readCatalogTable(joinedTables(htmlTables(text)));
  if (!['.csv', '.txt', '.tsv'].includes(extension))
    throw new CatalogFileError(`不支持的文件类型“${extension || '无扩展名'}”，请使用 ${SUPPORTED}`);
  return readCatalogTable(gridOfText(csvRows(text)));
}

/** Only text is read; a scan would have to be recognised first, and nobody answers for what that makes of a deadline. */
async function readPdf(bytes: Buffer): Promise<DisclosureCatalog> {
  const { pages, pageCount, hasTextLayer, isCut } = await readPdfPages(bytes, { withRules: true });
  if (!hasTextLayer) throw new CatalogFileError('PDF 是扫描件，没有可读取的文字，请使用目录的原始文件');
  const { items, problems } = catalogOfPages(pages);
  if (!isCut) return { items, problems };
  const message = `PDF 共${pageCount}页，第${pages.length}页以后的内容未读取`;
  return { items, problems: [...problems, { row: null, column: null, code: 'cut-file', message }] };
}

async function bytesOf(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new CatalogFileError(`文件不存在：${path}`);
  if (!found.isFile()) throw new CatalogFileError(`不是文件：${path}`);
  if (found.size > LARGEST_BYTES) throw new CatalogFileError('文件超过 50 MB，拒绝读取');
  if (found.size === 0) throw new CatalogFileError('文件是空的');
  return readFile(path);
}

function readPackage(zip: ZipPackage): DisclosureCatalog {
  if (zip.has('xl/workbook.xml')) return readCatalogSheets(xlsxSheets(zip));
  if (zip.has('word/document.xml')) return readCatalogTable(joinedTables(docxTables(zip)));
  throw new CatalogFileError(`压缩包不是 Excel 或 Word 文件，请使用 ${SUPPORTED}`);
}

/** Excel 97–2003; a package locked with a password is wrapped in the same container. */
function readCompoundFile(bytes: Buffer): DisclosureCatalog {
  if (compoundStream(bytes, 'EncryptedPackage')) throw new CatalogFileError('文件有密码保护，请解除密码后重新导入');
  const workbook = compoundStream(bytes, 'Workbook') ?? compoundStream(bytes, 'Book');
  if (workbook) return readCatalogSheets(xlsSheets(workbook));
  throw new CatalogFileError('不能读取旧版 Word 文件，请另存为 .docx 后导入');
}

/** UTF-16 by its mark, UTF-8 where it is valid, GB18030 otherwise. */
function textOf(bytes: Buffer): string {
  if (startsWith(bytes, '\xff\xfe')) return new TextDecoder('utf-16le').decode(bytes);
  if (startsWith(bytes, '\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.includes(0)) throw new CatalogFileError(`不是可读取的目录文件，请使用 ${SUPPORTED}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function startsWith(bytes: Buffer, signature: string): boolean {
  return bytes.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));
}
