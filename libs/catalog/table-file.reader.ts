import { CatalogFileError } from './catalog-file-error';
import { compoundStream } from './compound-file.reader';
import { csvRows } from './csv-rows';
import { Grid, gridOfText } from './grid';
import { xlsSheets } from './xls.reader';
import { xlsxSheets } from './xlsx.reader';
import { ZipPackage } from './zip.reader';

/** A year's days off fit into some kilobytes; what unpacks to more is something else. */
const MOST_UNPACKED = 16 * 1024 * 1024;

/**
 * The first filled worksheet of a small .xlsx or .xls, or a .csv, as it stands, whatever it is about. Throws CatalogFileError
 * where the file is protected, damaged or of another kind.
 */
export function readTableBytes(bytes: Buffer): Grid {
  if (bytes.length === 0) throw new CatalogFileError('文件是空的');
  try {
    return sheetsOf(bytes).find(isFilled) ?? { rows: [] };
  } catch (error) {
    // A length that points past the end of the file.
    if (error instanceof RangeError) throw new CatalogFileError('文件已损坏，无法读取');
    throw error;
  }
}

function sheetsOf(bytes: Buffer): Grid[] {
  if (startsWith(bytes, 'PK\x03\x04')) {
    const zip = new ZipPackage(bytes, MOST_UNPACKED);
    if (zip.has('xl/workbook.xml')) return xlsxSheets(zip);
    throw new CatalogFileError(UNSUPPORTED);
  }
  if (startsWith(bytes, '\xd0\xcf\x11\xe0')) {
    if (compoundStream(bytes, 'EncryptedPackage')) throw new CatalogFileError('文件有密码保护，请解除密码后重新导入');
    const workbook = compoundStream(bytes, 'Workbook') ?? compoundStream(bytes, 'Book');
    if (workbook) return xlsSheets(workbook);
    throw new CatalogFileError(UNSUPPORTED);
  }
  if (bytes.includes(0) || startsWith(bytes, '%PDF')) throw new CatalogFileError(UNSUPPORTED);
  return [gridOfText(csvRows(textOf(bytes)))];
}

const UNSUPPORTED = '不是表格文件，请使用 .xlsx、.xls 或 .csv';

function isFilled({ rows }: Grid): boolean {
  return rows.some(({ cells }) => cells.some(({ text }) => text.trim() !== ''));
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes); // Excel in China saves .csv so.
  }
}

function startsWith(bytes: Buffer, signature: string): boolean {
  return bytes.subarray(0, signature.length).equals(Buffer.from(signature, 'latin1'));
}
