import { ExtractedPage } from '@app/crawling/extracted-page';
import { Evidence } from './observation';
import { AnnualReport } from './site-facts';

/** 年度报告的六部分 (国办公开办函〔2021〕30号), by what their headings say. */
const PARTS: readonly (readonly [name: string, heading: RegExp])[] = [
  ['总体情况', /总体情况|概述|基本情况/u],
  ['主动公开政府信息情况', /主动公开政府信息/u],
  ['收到和处理政府信息公开申请情况', /(?:收到和处理|处理和收到)?政府信息公开申请(?:的)?(?:情况|办理)/u],
  ['行政复议、行政诉讼情况', /行政复议.{0,4}行政诉讼/u],
  ['存在的主要问题及改进情况', /(?:存在的?|主要)(?:主要)?问题.{0,6}改进|问题(?:和|及)改进/u],
  ['其他需要报告的事项', /其[他它]需要报告/u],
];
const HEADING_LENGTH = 40;
const SHORT_TEXT = 300;
const LONGEST_TEXT = 20_000;

/** 政府信息公开工作年度报告 by its title, and the year it speaks of. */
export function reportYearOf({ title, publishedOn }: Pick<ExtractedPage, 'title' | 'publishedOn'>): number | null {
  const text = (title ?? '').trim();
  if (!/公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)(?:[（(][^）)]{0,20}[）)])?$/u.test(text)) return null;
  const named = /(20\d{2})\s?年/u.exec(text)?.[1];
  if (named) return Number(named);
  return publishedOn ? Number(publishedOn.slice(0, 4)) - 1 : null;
}

/** 年度报告 as rules look at it: its parts, its sums, and how like it is to the one before. */
export function annualReportOf(
  page: ExtractedPage,
  { evidence, year, before }: { evidence: Evidence; year: number; before?: { year: number; page: ExtractedPage } },
): AnnualReport {
  const lines = page.text.normalize('NFKC').split('\n');
  const headings = lines.filter((line) => line.length <= HEADING_LENGTH);
  const value = before && likeness(page.text, before.page.text);
  return {
    year,
    title: page.title ?? '',
    url: page.url,
    evidence,
    missing: PARTS.filter(([, heading]) => !headings.some((line) => heading.test(line))).map(([name]) => name),
    sums: sumsOf(lines),
    ...(before && value !== undefined ? { likeness: { year: before.year, value } } : {}),
    gap: gapOf(page),
  };
}

function gapOf({ text, attachments }: ExtractedPage): string | null {
  if (text.length >= LONGEST_TEXT) return '正文过长，未读到末尾';
  if (text.length >= SHORT_TEXT) return null;
  return attachments.length > 0 ? '正文在附件中，未读取' : '正文很短，可能为图片';
}

/** 自然人、法人或其他组织（五类）、总计: a row of seven figures, the last of which is the sum of the six before. */
const ROW = 7;
/** 结果维持、结果纠正、其他结果、尚未审结、总计, three times. */
const SUIT = 5;
const SUITS = 15;

function sumsOf(lines: readonly string[]): AnnualReport['sums'] {
  const rows = figureRows(lines);
  const applications = rows.filter(({ figures }) => figures.length === ROW);
  const suits = rows.filter(({ figures }) => figures.length === SUITS).flatMap(inFives);
  const wrong = [...applications, ...suits].flatMap(({ label, figures }) => {
    const parts = figures.slice(0, -1);
    const sum = parts.reduce((total, figure) => total + figure, 0);
    const total = figures.at(-1) ?? 0;
    return sum === total ? [] : [`“${label}”各项合计${sum}，总计写为${total}`];
  });
  return {
    rows: applications.length + suits.length,
    wrong: [...wrong, ...balanceOf(applications)].slice(0, MOST_WRONG),
  };
}

const MOST_WRONG = 6;

interface FigureRow {
  readonly label: string;
  readonly figures: readonly number[];
}

/** Cells of a table stand on lines of their own: a label, then figures. Blank cells cut a row short, which is then not judged. */
function figureRows(lines: readonly string[]): FigureRow[] {
  const rows: FigureRow[] = [];
  let label = '';
  let figures: number[] = [];
  for (const line of [...lines, '']) {
    const text = line.trim();
    const cells = text.split(/\s+/u);
    if (text !== '' && cells.every((cell) => /^\d{1,7}$/u.test(cell))) figures.push(...cells.map(Number));
    else {
      if (figures.length > 0) rows.push({ label: label.slice(0, 30), figures });
      figures = [];
      label = text;
    }
  }
  return rows;
}

function inFives({ figures }: FigureRow): FigureRow[] {
  return ['行政复议', '未经复议直接起诉', '复议后起诉'].map((label, at) => ({
    label,
    figures: figures.slice(at * SUIT, at * SUIT + SUIT),
  }));
}

/** 本年新收 + 上年结转 = 办理结果总计 + 结转下年度, where all four rows were read. */
function balanceOf(rows: readonly FigureRow[]): string[] {
  const total = (name: RegExp) => rows.find(({ label }) => name.test(label))?.figures.at(-1);
  const [received, carried] = [total(/本年新收/u), total(/上年结转/u)];
  const [done, left] = [total(/总计$/u), total(/结转下年度/u)];
  if (received === undefined || carried === undefined || done === undefined || left === undefined) return [];
  if (received + carried === done + left) return [];
  return [`新收${received}件、上年结转${carried}件，与办理${done}件、结转下年度${left}件不相等`];
}

/** Sentences only: headings, table cells and figures are the same every year by order. */
const SENTENCE_LENGTH = 20;
const PIECE = 5;
const LEAST_PIECES = 60;

/** 相似度 of two reports by pieces of five characters of their sentences; undefined where there is too little to compare. */
function likeness(one: string, other: string): number | undefined {
  const [a, b] = [pieces(one), pieces(other)];
  if (a.size < LEAST_PIECES || b.size < LEAST_PIECES) return undefined;
  let shared = 0;
  for (const piece of a) if (b.has(piece)) shared += 1;
  return Math.round((200 * shared) / (a.size + b.size)) / 100;
}

function pieces(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  for (const line of text.split('\n')) {
    const sentence = line.normalize('NFKC').replace(/[^\p{L}]/gu, '');
    if (sentence.length < SENTENCE_LENGTH || !/[。；;]/u.test(line)) continue;
    for (let at = 0; at + PIECE <= sentence.length; at += 1) found.add(sentence.slice(at, at + PIECE));
  }
  return found;
}
