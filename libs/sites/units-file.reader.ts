import { readFile, stat } from 'node:fs/promises';
import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { Grid } from '@app/catalog/grid';
import { xlsxSheets } from '@app/catalog/xlsx.reader';
import { ZipPackage } from '@app/catalog/zip.reader';
import { UnitEntry } from './site.store';
import { UnitsProblem } from './units-sheet';
import { readUnitsTable } from './units-table';

const LARGEST_BYTES = 5 * 1024 * 1024;
const MOST_ROWS = 20_000;

/** A file that is no list of units at all; the message is Chinese, one line, and says what to do. */
class UnitsFileError extends Error {
  override readonly name = 'UnitsFileError';
  readonly exitCode = 2;
}

/**
 * 单位名录 from an .xlsx with the sheets 单位, 网站 and 栏目保障 (the last may be missing). Units with an unusable row are
 * left out whole and named in `problems`. Throws UnitsFileError where the file as a whole cannot be read.
 */
export async function readUnitsFile(path: string): Promise<{ units: UnitEntry[]; problems: UnitsProblem[] }> {
  const { units, problems } = readUnitsTable(sheetsOf(await bytesOf(path)));
  return { units: [...units], problems: [...problems] };
}

async function bytesOf(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UnitsFileError(`文件不存在：${path}`);
  if (found.size > LARGEST_BYTES) throw new UnitsFileError('单位名录超过 5 MB，拒绝读取');
  const bytes = await readFile(path);
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return bytes;
  throw new UnitsFileError('单位名录应为 .xlsx 文件（没有密码保护），请另存后导入');
}

function sheetsOf(bytes: Buffer): Grid[] {
  const sheets = inWords(() => xlsxSheets(new ZipPackage(bytes)));
  if (sheets.length === 0) throw new UnitsFileError('文件里没有工作表，不是 .xlsx 单位名录');
  const tooLong = sheets.find(({ rows }) => rows.length > MOST_ROWS);
  if (tooLong) throw new UnitsFileError(`工作表“${tooLong.name}”超过 ${MOST_ROWS} 行，拒绝读取`);
  return sheets;
}

/** What the shared readers refuse, said of this kind of file. */
function inWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof CatalogFileError) throw new UnitsFileError(error.message);
    if (error instanceof RangeError) throw new UnitsFileError('文件已损坏，无法读取');
    throw error;
  }
}
