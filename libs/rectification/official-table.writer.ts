import {
  AlignmentType,
  IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { printedWidth, TableColumn } from './official-document';
import { Typefaces } from './typeface';
import { printable } from './wording';

export interface Layout {
  readonly typefaces: Typefaces;
  /** Of the 版心, in twips. */
  readonly width: number;
}

/** 五号 10.5 pt, in half-points, on lines of 16 pt. */
const TABLE_SIZE = 21;
const TABLE_LINE = 320;
/** Twips: room for four characters of label. */
const LABEL_WIDTH = 1575;
/** Characters of a record, about half a page. */
const SHORT_RECORD = 700;

/** Label and text under one heading. */
export function recordTable(heading: string, fields: readonly (readonly [string, string])[], layout: Layout): Table {
  const { typefaces, width } = layout;
  const labelWidth = LABEL_WIDTH;
  const widths = [labelWidth, width - labelWidth];
  const head = new TableRow({
    cantSplit: true,
    children: [cell([small(heading, typefaces.heading, { keepNext: true })], width, { columnSpan: 2, isShaded: true })],
  });
  // A record that fits on a page is not torn apart.
  const isShort = fields.reduce((sum, [, text]) => sum + printedWidth(text), 0) < SHORT_RECORD;
  const rows = fields.map(([label, text], index) => {
    const keepNext = isShort && index < fields.length - 1;
    return new TableRow({
      cantSplit: isShort,
      children: [
        cell([small(label, typefaces.heading, { keepNext })], labelWidth),
        cell(cellLines(text, typefaces.body, { keepNext }), width - labelWidth),
      ],
    });
  });
  return new Table({ ...tableOptions(widths), rows: [head, ...rows] });
}

/** A list with its head repeated on every page. */
export function listTable(
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  layout: Layout,
): Table {
  const { typefaces, width } = layout;
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((width * share) / shares));
  const center = { alignment: AlignmentType.CENTER };
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: columns.map(({ title }, index) =>
      cell([small(title, typefaces.heading, center)], widths[index]!, { isShaded: true }),
    ),
  });
  const lines = rows.map(
    (texts) =>
      new TableRow({
        cantSplit: true,
        children: columns.map(({ isNumber }, index) =>
          cell(cellLines(texts[index] ?? '', typefaces.body, isNumber ? center : {}), widths[index]!),
        ),
      }),
  );
  return new Table({ ...tableOptions(widths), rows: [head, ...lines] });
}

function tableOptions(widths: readonly number[]) {
  return {
    columnWidths: widths,
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
  };
}

function cell(children: Paragraph[], width: number, look: { columnSpan?: number; isShaded?: boolean } = {}): TableCell {
  return new TableCell({
    children,
    columnSpan: look.columnSpan,
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    shading: look.isShaded ? { fill: 'F2F2F2' } : undefined,
  });
}

function cellLines(text: string, font: string, options: IParagraphOptions = {}): Paragraph[] {
  return text.split('\n').map((part) => small(part, font, options));
}

/** A paragraph of small type, for tables and the notes around them. */
export function small(text: string, font: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    spacing: { line: TABLE_LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    // Hashes and addresses have no place to break at; days and rates are kept whole.
    wordWrap: /[!-~]{24}/.test(text),
    ...options,
    children: [new TextRun({ text: printable(text), font: fontOf(font), size: TABLE_SIZE })],
  });
}

export function fontOf(name: string) {
  return { ascii: name, hAnsi: name, eastAsia: name, cs: name };
}
