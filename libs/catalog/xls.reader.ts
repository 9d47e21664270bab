import { CatalogFileError } from './catalog-file-error';
import { Grid } from './grid';
import { BUILT_IN_FORMATS, displayedNumber } from './number-format';
import { MergedRange, noCells, putCell, sheetRows } from './sheet-grid';

/** Record types of BIFF8 ([MS-XLS] 2.3) that carry cells; all others are passed over. */
const RECORD = {
  formula: 0x0006,
  endOfFile: 0x000a,
  dateMode: 0x0022,
  filePass: 0x002f,
  continue: 0x003c,
  sheet: 0x0085,
  mulRk: 0x00bd,
  richString: 0x00d6,
  format: 0x00e0,
  merges: 0x00e5,
  sharedStrings: 0x00fc,
  sharedString: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolOrError: 0x0205,
  formulaText: 0x0207,
  rk: 0x027e,
  formatCode: 0x041e,
  beginOfFile: 0x0809,
} as const;

interface BiffRecord {
  readonly type: number;
  readonly body: Buffer;
  /** Bodies of the CONTINUE records behind it. */
  readonly more: readonly Buffer[];
}

interface Workbook {
  readonly strings: readonly string[];
  readonly formats: readonly string[];
  readonly isFrom1904: boolean;
}

/** The worksheets of a workbook stream of Excel 97–2003 as grids, values as the cells show them. Throws CatalogFileError. */
export function xlsSheets(stream: Buffer): Grid[] {
  const globals = recordsFrom(stream, 0);
  const start = globals[0];
  if (start?.type !== RECORD.beginOfFile || start.body.readUInt16LE(0) !== 0x0600)
    throw new CatalogFileError('不能读取 Excel 95 及更早的文件，请另存为 .xlsx 后导入');
  if (globals.some(({ type }) => type === RECORD.filePass))
    throw new CatalogFileError('文件有密码保护，请解除密码后重新导入');
  const workbook = workbookOf(globals);
  return globals
    .filter(({ type, body }) => type === RECORD.sheet && body[5] === 0)
    .map(({ body }) => ({ name: shortText(body), ...rowsIn(recordsFrom(stream, body.readUInt32LE(0)), workbook) }));
}

/** Records from `at` up to the end of its substream. */
function recordsFrom(stream: Buffer, at: number): BiffRecord[] {
  const records: { type: number; body: Buffer; more: Buffer[] }[] = [];
  for (let next = at; next + 4 <= stream.length;) {
    const type = stream.readUInt16LE(next);
    const end = next + 4 + stream.readUInt16LE(next + 2);
    const body = stream.subarray(next + 4, end);
    next = end;
    if (type === RECORD.continue) records.at(-1)?.more.push(body);
    else records.push({ type, body, more: [] });
    if (type === RECORD.endOfFile) break;
  }
  return records;
}

function workbookOf(globals: readonly BiffRecord[]): Workbook {
  const of = (type: number) => globals.filter((record) => record.type === type);
  const codes = new Map(of(RECORD.formatCode).map(({ body }) => [body.readUInt16LE(0), longText(body, 2)]));
  const strings = of(RECORD.sharedStrings)[0];
  return {
    strings: strings ? sharedStrings(strings) : [],
    formats: of(RECORD.format).map(({ body }) => {
      const id = body.readUInt16LE(2);
      return codes.get(id) ?? BUILT_IN_FORMATS[id] ?? 'General';
    }),
    isFrom1904: of(RECORD.dateMode)[0]?.body.readUInt16LE(0) === 1,
  };
}

function rowsIn(records: readonly BiffRecord[], workbook: Workbook): ReturnType<typeof sheetRows> {
  const cells = noCells();
  const merges: MergedRange[] = [];
  for (const [index, record] of records.entries()) {
    if (record.type === RECORD.merges) merges.push(...rangesIn(record.body));
    else
      for (const { column, text } of valuesIn(record, records[index + 1], workbook))
        if (text !== '') putCell(cells, record.body.readUInt16LE(0) + 1, column, { text });
  }
  return sheetRows(cells, merges);
}

/** The values of one record; a formula's text stands in the record behind it. */
function valuesIn(
  { type, body }: BiffRecord,
  next: BiffRecord | undefined,
  workbook: Workbook,
): { column: number; text: string }[] {
  if (!CELLS.has(type) || body.length < 8) return [];
  const column = body.readUInt16LE(2);
  if (type === RECORD.mulRk)
    return Array.from({ length: Math.floor((body.length - 6) / 6) }, (_, offset) => ({
      column: column + offset,
      text: numberText(rkNumber(body, 6 + offset * 6), body.readUInt16LE(4 + offset * 6), workbook),
    }));
  return [{ column, text: valueOf(type, body, next, workbook) }];
}

const CELLS = new Set<number>([
  RECORD.formula,
  RECORD.mulRk,
  RECORD.richString,
  RECORD.sharedString,
  RECORD.number,
  RECORD.label,
  RECORD.boolOrError,
  RECORD.rk,
]);

function valueOf(type: number, body: Buffer, next: BiffRecord | undefined, workbook: Workbook): string {
  const style = body.readUInt16LE(4);
  if (type === RECORD.sharedString) return body.length >= 10 ? (workbook.strings[body.readUInt32LE(6)] ?? '') : '';
  if (type === RECORD.label || type === RECORD.richString) return longText(body, 6);
  if (type === RECORD.boolOrError) return body[7] ? '#错误' : body[6] ? 'TRUE' : 'FALSE';
  if (type === RECORD.rk) return body.length >= 10 ? numberText(rkNumber(body, 6), style, workbook) : '';
  if (body.length < 14) return '';
  if (type === RECORD.formula && body.readUInt16LE(12) === 0xffff) {
    if (body[6] === 0) return next?.type === RECORD.formulaText ? longText(next.body, 0) : '';
    return body[6] === 1 ? (body[8] ? 'TRUE' : 'FALSE') : body[6] === 2 ? '#错误' : '';
  }
  return numberText(body.readDoubleLE(6), style, workbook);
}

function numberText(value: number, style: number, { formats, isFrom1904 }: Workbook): string {
  return displayedNumber(value, formats[style] ?? 'General', isFrom1904);
}

/** RK: thirty bits of a whole number or of a double, perhaps times a hundred. */
function rkNumber(body: Buffer, at: number): number {
  const bits = body.readInt32LE(at);
  const double = Buffer.alloc(8);
  double.writeInt32LE(bits & ~3, 4);
  const value = bits & 2 ? bits >> 2 : double.readDoubleLE(0);
  return bits & 1 ? value / 100 : value;
}

function rangesIn(body: Buffer): MergedRange[] {
  const count = Math.min(body.readUInt16LE(0), Math.floor((body.length - 2) / 8));
  return Array.from({ length: count }, (_, index) => {
    const [top, bottom, left, right] = [0, 2, 4, 6].map((offset) => body.readUInt16LE(2 + index * 8 + offset));
    return { from: { row: (top ?? 0) + 1, column: left ?? 0 }, to: { row: (bottom ?? 0) + 1, column: right ?? 0 } };
  });
}

/** Sheet name: length in one byte at 6, then a flag for two bytes a character. */
function shortText(body: Buffer): string {
  const length = body[6] ?? 0;
  return body[7] ? body.toString('utf16le', 8, 8 + length * 2) : body.toString('latin1', 8, 8 + length);
}

function longText(body: Buffer, at: number): string {
  if (at + 3 > body.length) return '';
  const length = body.readUInt16LE(at);
  return (body[at + 2] ?? 0) & 1
    ? body.toString('utf16le', at + 3, at + 3 + length * 2)
    : body.toString('latin1', at + 3, at + 3 + length);
}

/** The shared strings run over CONTINUE records; one cut in its characters begins again there with a flag of its own. */
function sharedStrings({ body, more }: BiffRecord): string[] {
  const source = new Segments([body.subarray(8), ...more]);
  const count = Math.min(body.readUInt32LE(4), 2_000_000);
  const strings: string[] = [];
  while (strings.length < count && !source.isAtEnd()) strings.push(sharedString(source));
  return strings;
}

function sharedString(source: Segments): string {
  const length = source.number(2);
  let flags = source.number(1);
  const runs = flags & 8 ? source.number(2) : 0;
  const extra = flags & 4 ? source.number(4) : 0;
  let text = '';
  while (text.length < length && !source.isAtEnd()) {
    const isWide = (flags & 1) === 1;
    const piece = source.take((length - text.length) * (isWide ? 2 : 1));
    text += piece.toString(isWide ? 'utf16le' : 'latin1');
    if (text.length < length) flags = source.number(1);
  }
  source.skip(runs * 4 + extra);
  return text;
}

/** Reads on over the joints of several buffers. */
class Segments {
  private segment = 0;
  private at = 0;

  constructor(private readonly buffers: readonly Buffer[]) {}

  isAtEnd(): boolean {
    while (this.segment < this.buffers.length && this.at >= (this.buffers[this.segment]?.length ?? 0)) {
      this.segment += 1;
      this.at = 0;
    }
    return this.segment >= this.buffers.length;
  }

  /** At most `count` bytes, never over a joint. */
  take(count: number): Buffer {
    if (this.isAtEnd()) return Buffer.alloc(0);
    const piece = this.buffers[this.segment]?.subarray(this.at, this.at + count) ?? Buffer.alloc(0);
    this.at += piece.length;
    return piece;
  }

  number(bytes: number): number {
    let [value, scale] = [0, 1];
    for (let index = 0; index < bytes; index += 1, scale *= 256) value += (this.take(1)[0] ?? 0) * scale;
    return value;
  }

  skip(count: number): void {
    for (let left = count; left > 0 && !this.isAtEnd();) left -= this.take(left).length;
  }
}
