import { Grid } from './grid';
import { BUILT_IN_FORMATS, displayedNumber } from './number-format';
import { MergedRange, noCells, putCell, SheetCells, sheetRows } from './sheet-grid';
import { relationships, walkXml } from './xml.reader';
import { ZipPackage } from './zip.reader';

interface Workbook {
  readonly strings: readonly string[];
  /** Number format by cell style. */
  readonly formats: readonly string[];
  readonly isFrom1904: boolean;
}

/**
 * The worksheets of an .xlsx as grids: values as the cells show them (a formula's last result, dates and percentages by
 * their format), merged cells filled in, hyperlinks kept. Charts and macros are not looked at.
 */
export function xlsxSheets(zip: ZipPackage): Grid[] {
  const { sheets, isFrom1904 } = sheetList(zip.text('xl/workbook.xml') ?? '');
  const targets = relationships(zip.text('xl/_rels/workbook.xml.rels'));
  const workbook: Workbook = {
    strings: sharedStrings(zip.text(partNamed(targets, 'sharedStrings') ?? 'xl/sharedStrings.xml') ?? ''),
    formats: cellFormats(zip.text(partNamed(targets, 'styles') ?? 'xl/styles.xml') ?? ''),
    isFrom1904,
  };
  return sheets.flatMap(({ name, id }) => {
    const part = partPath(targets.get(id) ?? '');
    const xml = zip.text(part);
    if (xml === undefined) return [];
    const links = relationships(zip.text(part.replace(/([^/]+)$/, '_rels/$1.rels')));
    return [{ name, ...rowsIn(xml, workbook, links) }];
  });
}

function sheetList(xml: string): { sheets: { name: string; id: string }[]; isFrom1904: boolean } {
  const sheets: { name: string; id: string }[] = [];
  let isFrom1904 = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'sheet') sheets.push({ name: attributes['name'] ?? '', id: attributes['id'] ?? '' });
      if (name === 'workbookPr') isFrom1904 = /^(?:1|true)$/.test(attributes['date1904'] ?? '');
    },
  });
  return { sheets, isFrom1904 };
}

function partNamed(targets: ReadonlyMap<string, string>, name: string): string | undefined {
  const target = [...targets.values()].find((each) => each.includes(name));
  return target && partPath(target);
}

function partPath(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let [text, isText, phonetic] = ['', false, 0];
  walkXml(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') phonetic += 1;
      isText = name === 't' && phonetic === 0;
    },
    text: (part) => {
      if (isText) text += part;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') phonetic -= 1;
      if (name === 'si') strings.push(unescaped(text));
    },
  });
  return strings;
}

function cellFormats(xml: string): string[] {
  const custom = new Map<number, string>();
  const formats: string[] = [];
  let isCellFormat = false;
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt') custom.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
      if (name === 'cellXfs') isCellFormat = true;
      if (name !== 'xf' || !isCellFormat) return;
      const id = Number(attributes['numFmtId'] ?? 0);
      formats.push(custom.get(id) ?? BUILT_IN_FORMATS[id] ?? 'General');
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormat = false;
    },
  });
  return formats;
}

interface OpenCell {
  readonly row: number;
  readonly column: number;
  readonly type: string;
  readonly style: number;
  text: string;
}

function rowsIn(xml: string, workbook: Workbook, targets: ReadonlyMap<string, string>): ReturnType<typeof sheetRows> {
  const cells = noCells();
  const merges: string[] = [];
  const links: [ref: string, url: string][] = [];
  let cell: OpenCell | undefined;
  let [row, column, isValue, phonetic] = [0, -1, false, 0];
  walkXml(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = Number(attributes['r']) || row + 1;
        column = -1;
      } else if (name === 'c') {
        const place = placeOf(attributes['r'] ?? '');
        column = place?.column ?? column + 1;
        const style = Number(attributes['s'] ?? 0);
        cell = { row: place?.row ?? row, column, type: attributes['t'] ?? 'n', style, text: '' };
      } else if (name === 'mergeCell') merges.push(attributes['ref'] ?? '');
      else if (name === 'hyperlink') {
        const url = targets.get(attributes['id'] ?? '');
        if (url) links.push([attributes['ref'] ?? '', url]);
      } else if (name === 'rPh') phonetic += 1;
      isValue = (name === 'v' || name === 't') && phonetic === 0;
    },
    text: (part) => {
      if (cell && isValue) cell.text += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      if (name === 'rPh') phonetic -= 1;
      if (name !== 'c' || !cell) return;
      const text = shown(cell, workbook);
      if (text !== '') putCell(cells, cell.row, cell.column, { text });
      cell = undefined;
    },
  });
  for (const [ref, link] of links) putLink(cells, ref, link);
  return sheetRows(cells, merges.flatMap(rangeOf));
}

function shown({ type, style, text }: OpenCell, { strings, formats, isFrom1904 }: Workbook): string {
  if (type === 's') return strings[Number(text)] ?? '';
  if (type === 'b') return text === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || text.trim() === '') return unescaped(text);
  const value = Number(text);
  return Number.isFinite(value) ? displayedNumber(value, formats[style] ?? 'General', isFrom1904) : text;
}

function putLink(cells: SheetCells, ref: string, link: string): void {
  const at = placeOf(ref.split(':')[0] ?? '');
  const cell = at && cells.rows.get(at.row)?.get(at.column);
  if (at && cell) putCell(cells, at.row, at.column, { ...cell, link });
}

function rangeOf(ref: string): MergedRange[] {
  const [from, to] = ref.split(':').map(placeOf);
  return from && to ? [{ from, to }] : [];
}

/** `AB12` → row 12, column 27. */
function placeOf(ref: string): { row: number; column: number } | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref);
  if (!match) return undefined;
  const column = [...(match[1] ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]), column };
}

/** Excel writes control characters as _x000D_. */
function unescaped(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
