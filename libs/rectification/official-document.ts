import { LocalDate, spokenDay } from '@app/calendar/local-date';

/** 公文 — a document in the order it is printed. Text is plain text; layout follows GB/T 9704-2012 (official-document.writer.ts). */
export interface OfficialDocument {
  /** For the file's properties. */
  readonly name: string;
  readonly parts: readonly DocumentPart[];
}

/** Pages of one orientation. Wide tables go on landscape pages. */
export interface DocumentPart {
  readonly isLandscape?: boolean;
  readonly blocks: readonly Block[];
}

export type Block =
  /** 发文字号, centred over the red rule. */
  | { readonly kind: 'number'; readonly text: string }
  /** 标题: the lines break where the sense allows, so the caller names them. */
  | { readonly kind: 'title'; readonly lines: readonly string[] }
  /** 主送机关, without the colon. */
  | { readonly kind: 'addressee'; readonly text: string }
  /** Level 1 一、 (黑体), 2 （一） (楷体), 3 1. (仿宋). */
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** 附件说明: names without punctuation behind them. */
  | { readonly kind: 'attachments'; readonly names: readonly string[] }
  /** 发文机关署名 and 成文日期. */
  | { readonly kind: 'signature'; readonly office: string; readonly on: LocalDate }
  /** 附注, in brackets: 此件公开发布. */
  | { readonly kind: 'annotation'; readonly text: string }
  /** 附件 heading, on a new page: 附件1, and its title. */
  | { readonly kind: 'appendix'; readonly label: string; readonly title: string }
  /** Lines of 说明 in small type over or under a table. */
  | { readonly kind: 'note'; readonly text: string }
  /** A stack of label and text under one heading: reads well on A4 where a table of ten columns would not. */
  | { readonly kind: 'record'; readonly heading: string; readonly fields: readonly (readonly [string, string])[] }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly (readonly string[])[] };

export interface TableColumn {
  readonly title: string;
  /** Share of the width, relative to the other columns. */
  readonly share: number;
  readonly isNumber?: boolean;
}

const NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** 一 … 九十九, for headings and lists. Throws RangeError outside. */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`序号应为1至99，实为${value}`);
  const tens = Math.floor(value / 10);
  const tensText = tens === 0 ? '' : `${tens === 1 ? '' : NUMERALS[tens]}十`;
  return `${tensText}${NUMERALS[value % 10]}`;
}

/** `一、总体情况`. */
export function firstHeading(ordinal: number, text: string): Block {
  return { kind: 'heading', level: 1, text: `${chineseNumeral(ordinal)}、${text}` };
}

/** `（一）白石镇人民政府`. */
export function secondHeading(ordinal: number, text: string): Block {
  return { kind: 'heading', level: 2, text: `（${chineseNumeral(ordinal)}）${text}` };
}

/** Printed width in characters of body type: ASCII takes half. */
export function printedWidth(text: string): number {
  return [...text].reduce((width, character) => width + (character.charCodeAt(0) < 0x100 ? 0.5 : 1), 0);
}

/** 成文日期: Arabic digits, no leading zeros. Source: GB/T 9704-2012 7.3.5.4. */
export function formationDate(on: LocalDate): string {
  return spokenDay(on, true);
}
