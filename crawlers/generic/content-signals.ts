import { Attachment, PageSignal } from '@app/crawling/extracted-page';
import { isElement, PageElement } from '@app/crawling/page-tree';
import { contentMarks } from './content-marks';
import { FlatPage, textOf } from './flat-page';
import { Reading } from './reading';

export interface ContentEvidence {
  readonly attachments: readonly Attachment[];
  /** The main text, line by line. */
  readonly text: string;
}

/**
 * What rules about the content of an article need of its markup: a text that is only a picture or only a file, tables
 * without a single value, marks that it is not for the public, damaged characters.
 */
export function articleSignals(reading: Reading, { attachments, text }: ContentEvidence): PageSignal[] {
  const { page } = reading;
  return [
    ...bodySignals(reading, attachments, text),
    ...emptyTables(page, reading.text.element),
    ...contentMarks(text),
    ...recordMarks(reading, text),
  ];
}

/** Below so many letters a body says nothing that could be searched for. */
const LEAST_TEXT = 30;

function bodySignals({ page, text: main }: Reading, attachments: readonly Attachment[], text: string): PageSignal[] {
  if (hasLetters(text, LEAST_TEXT)) return [];
  const inside = page.tree.elements.slice(main.element.order, main.element.lastOrder + 1);
  // A film, a frame or a drawing may hold the text; what it says is unknown.
  if (inside.some(({ name }) => EMBEDDED.has(name))) return [{ kind: 'embedded-body', at: 'text:0' }];
  if (main.element.name !== 'body' && inside.some(isPicture)) return [{ kind: 'image-body', at: 'text:0' }];
  return attachments.length > 0 ? [{ kind: 'attachment-body', at: 'text:0' }] : [];
}

/** Stops at the last letter needed: nearly every text has thousands. */
function hasLetters(text: string, least: number): boolean {
  const letters = text.matchAll(/[\p{L}\p{N}]/gu);
  for (let count = 0; count < least; count += 1) if (letters.next().done) return false;
  return true;
}

const EMBEDDED = new Set(['iframe', 'embed', 'object', 'video', 'audio', 'canvas', 'svg']);
const DECORATION = /icon|logo|\bico\b|share|print|weixin|wechat|qrcode|ewm|blank|spacer|bullet|file_?type|\.gif$/i;

function isPicture({ name, attributes }: PageElement): boolean {
  if (name !== 'img') return false;
  const { src = '', width = '', height = '' } = attributes;
  const isSmall = [width, height].some((size) => /^\d+/.test(size) && Number.parseInt(size, 10) < SMALLEST_PICTURE);
  return src !== '' && !isSmall && !DECORATION.test(src);
}

const SMALLEST_PICTURE = 120;

/** Marks in the record box, which is no part of the text. */
function recordMarks({ page, text: main }: Reading, text: string): PageSignal[] {
  const first = main.lines[0]?.index ?? page.lines.length;
  const shown = new Set(text.split('\n'));
  const lines = page.lines.slice(0, Math.min(first, MOST_LINES)).map((line) => line.text);
  return contentMarks(lines.filter((line) => RECORD.test(line) && !shown.has(line)).join('\n'), 'record').slice(0, 1);
}

const MOST_LINES = 400;
const RECORD = /公开(?:方式|属性|类型|类别|形式|选项)\s*[:：]/u;

const MOST_TABLES = 50;
const MOST_CELLS = 2_000;
const LEAST_ROWS = 2;
const LEAST_COLUMNS = 3;

/** 空表: a head with names, rows below it, and no value in any of them. A note near the table explains it. */
function emptyTables(page: FlatPage, text: PageElement): PageSignal[] {
  const tables = page.tree.elements
    .slice(text.order, text.lastOrder + 1)
    .filter((element) => element.name === 'table' && !hasTable(page, element))
    .slice(0, MOST_TABLES);
  return tables.flatMap((table, index) => {
    const state = tableState(page, table);
    return state ? [{ kind: state, at: `table[${index + 1}]` }] : [];
  });
}

function hasTable(page: FlatPage, table: PageElement): boolean {
  return page.tree.elements.slice(table.order + 1, table.lastOrder + 1).some(({ name }) => name === 'table');
}

function tableState(page: FlatPage, table: PageElement): string | undefined {
  const rows = rowsOf(page, table);
  const head = rows.findIndex((cells) => cells.length >= LEAST_COLUMNS && cells.every((cell) => cell !== ''));
  const body = head < 0 ? [] : rows.slice(head + 1).filter((cells) => cells.length >= LEAST_COLUMNS);
  if (body.length < LEAST_ROWS) return undefined;
  // The first column may name or number the rows; values stand in the others.
  const values = body.flatMap((cells) => cells.slice(1)).filter((cell) => !NO_VALUE.test(cell));
  if (values.length > 0) return undefined;
  return NOTE.test(around(page, table)) ? 'explained-table' : 'empty-table';
}

const NO_VALUE = /^(?:[-—–/／.．…]*|\s*)$/u;
/** 财政部门预算公开标准: 没有数据的表格应当列出空表并说明. */
const NOTE =
  /(?:空表|无此(?:项|类|表)|(?:没有|未|无)(?:安排|发生|涉及|使用|编制|设置|相关|政府性基金|国有资本|此类|.{0,30}(?:收入|支出|预算|收支|资金|经费|项目|数据|拨款|情况))|不涉及|为零|为0)/u;

function rowsOf(page: FlatPage, table: PageElement): string[][] {
  const rows: string[][] = [];
  let cells = 0;
  for (const element of page.tree.elements.slice(table.order + 1, table.lastOrder + 1)) {
    if (element.name === 'tr') rows.push([]);
    else if ((element.name === 'td' || element.name === 'th') && rows.length > 0) {
      rows.at(-1)?.push(hasInk(element) ? textOf(page, element, 60) : '');
      cells += 1;
      if (cells >= MOST_CELLS) break;
    }
  }
  return rows;
}

/** A picture or field in a cell is something. */
function hasInk({ children }: PageElement): boolean {
  return children.length > 0 && children.some((child) => !isElement(child) || child.name !== 'br');
}

const LINES_AROUND = 6;

function around(page: FlatPage, table: PageElement): string {
  const [first, end] = [page.firstLine(table), page.endLine(table)];
  const lines = [
    ...page.lines.slice(Math.max(0, first - LINES_AROUND), first),
    ...page.lines.slice(end, end + LINES_AROUND),
  ];
  const inside = page.lines.slice(first, end).filter(({ text }) => text.length >= 8);
  return [...lines, ...inside].map(({ text }) => text.slice(0, 300)).join('\n');
}
