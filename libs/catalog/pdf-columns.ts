import { PdfRun } from './pdf-page';
import { linesOf } from './pdf-text';

export interface OpenColumn {
  readonly from: number;
  readonly to: number;
}

/** A table without lines: the runs of every row by column. */
export interface OpenTable {
  readonly columns: readonly OpenColumn[];
  /** Header texts that stand over several columns, first and last column included. */
  readonly spans: readonly { readonly run: PdfRun; readonly first: number; readonly last: number }[];
  readonly rows: readonly OpenRow[];
  /** Lines above the table, and lines in it that fit its columns nowhere. */
  readonly above: readonly (readonly PdfRun[])[];
  readonly unplaced: readonly (readonly PdfRun[])[];
}

export interface OpenRow {
  readonly cells: readonly (readonly PdfRun[])[];
  /** Where it begins is a guess. */
  readonly isDoubtful: boolean;
}

/** Narrower blanks are spaces between words. */
const CORRIDOR = 2;
/** Rows of a header at most. */
const HEADER_LINES = 4;

/**
 * 无框线的表格 — columns lie between blanks that go through all lines below the header; a row begins where the first column
 * has text, at the widest blank above it. Undefined where fewer than three columns and two rows come out.
 */
export function openTable(runs: readonly PdfRun[]): OpenTable | undefined {
  const lines = linesOf(runs);
  const begin = lines.findIndex((line) => line.length >= 3);
  if (begin < 0) return undefined;
  const table = lines.slice(begin);
  const columns = columnsOf(table);
  if (columns.length < 3) return undefined;
  const kept: PdfRun[][] = [];
  const spans: OpenTable['spans'][number][] = [];
  const unplaced: PdfRun[][] = [];
  for (const [index, line] of table.entries()) {
    const own = line.filter((run) => columnsUnder(run, columns).length === 1);
    const over = line.filter((run) => !own.includes(run));
    if (over.length > 0 && index >= HEADER_LINES) {
      unplaced.push(line);
      continue;
    }
    for (const run of over) {
      const under = columnsUnder(run, columns);
      if (under.length > 0) spans.push({ run, first: under[0] as number, last: under.at(-1) as number });
      else unplaced.push([run]);
    }
    if (own.length > 0) kept.push(own);
  }
  const rows = rowsOf(kept, columns);
  return rows.length >= 2 ? { columns, spans, rows, above: lines.slice(0, begin), unplaced } : undefined;
}

/** Whichever number of header lines is left out, the most columns; what stands in the header alone is a column, too. */
function columnsOf(lines: readonly PdfRun[][]): OpenColumn[] {
  const most = Math.min(HEADER_LINES, Math.max(0, lines.length - 2));
  const tries = Array.from({ length: most + 1 }, (_, skipped) => corridors(lines.slice(skipped).flat()));
  const best = tries.reduce<OpenColumn[]>((found, each) => (each.length > found.length ? each : found), []);
  const alone = lines
    .slice(0, HEADER_LINES)
    .flat()
    .filter((run) => columnsUnder(run, best).length === 0);
  return [...best, ...corridors(alone)].sort((a, b) => a.from - b.from);
}

function corridors(runs: readonly PdfRun[]): OpenColumn[] {
  const columns: { from: number; to: number }[] = [];
  for (const { x, width } of [...runs].sort((a, b) => a.x - b.x)) {
    const last = columns.at(-1);
    if (last && x - last.to < CORRIDOR) last.to = Math.max(last.to, x + width);
    else columns.push({ from: x, to: x + width });
  }
  return columns;
}

/** Several where the middle of each lies under the run, otherwise the one with the most of it; none without any. */
function columnsUnder({ x, width }: PdfRun, columns: readonly OpenColumn[]): number[] {
  const covered = columns.map(({ from, to }) => Math.min(to, x + width) - Math.max(from, x));
  const whole = columns.flatMap(({ from, to }, index) =>
    (from + to) / 2 > x && (from + to) / 2 < x + width ? [index] : [],
  );
  if (whole.length > 1) return whole;
  const most = Math.max(...covered);
  return most > 0 ? [covered.indexOf(most)] : [];
}

/**
 * Rows stand apart by more than the lines of a cell. Where all lines stand alike, a row begins where the first column has
 * text, at the widest blank since the row before; of two such, nobody knows which.
 */
function rowsOf(lines: readonly PdfRun[][], columns: readonly OpenColumn[]): OpenRow[] {
  const firstOf = (line: readonly PdfRun[]) => line.filter((run) => columnsUnder(run, columns)[0] === 0);
  const gaps = gapsAbove(lines);
  const starts =
    apart(lines, gaps, { within: leading(lines.flat(), columns), firstOf }) ??
    atAnchors(
      gaps,
      lines.flatMap((line, index) => (firstOf(line).length > 0 ? [index] : [])),
    );
  return starts.map(({ at, isDoubtful }, index) => {
    const members = lines.slice(at, starts[index + 1]?.at ?? lines.length).flat();
    return {
      cells: columns.map((_, column) => members.filter((run) => columnsUnder(run, columns)[0] === column)),
      isDoubtful,
    };
  });
}

interface RowStart {
  readonly at: number;
  readonly isDoubtful: boolean;
}

/** Blank above each line, reckoned from the lowest text before it. */
function gapsAbove(lines: readonly PdfRun[][]): number[] {
  let bottom = -Infinity;
  return lines.map((line) => {
    const gap = Math.min(...line.map(({ y }) => y)) - bottom;
    bottom = Math.max(bottom, ...line.map(({ y, height }) => y + height));
    return gap;
  });
}

/** The smallest blank between two lines of one column. */
function leading(runs: readonly PdfRun[], columns: readonly OpenColumn[]): number {
  const byColumn = columns.map((_, column) => runs.filter((run) => columnsUnder(run, columns)[0] === column));
  const gaps = byColumn.flatMap((own) => gapsAbove(linesOf(own)).filter((gap) => gap > 0 && gap < Infinity));
  return gaps.reduce((least, gap) => Math.min(least, gap), Infinity);
}

function apart(
  lines: readonly PdfRun[][],
  gaps: readonly number[],
  { within, firstOf }: { within: number; firstOf: (line: readonly PdfRun[]) => readonly PdfRun[] },
): RowStart[] | undefined {
  const starts = gaps.flatMap((gap, at) => (at === 0 || gap > within + 2.5 ? [at] : []));
  const isNumber = (line: readonly PdfRun[]) => firstOf(line).some(({ text }) => /^\d+$/.test(text.trim()));
  const hasTwo = starts.some((at, index) => lines.slice(at, starts[index + 1]).filter(isNumber).length > 1);
  return starts.length < 2 || hasTwo ? undefined : starts.map((at) => ({ at, isDoubtful: false }));
}

function atAnchors(gaps: readonly number[], anchors: readonly number[]): RowStart[] {
  return anchors.map((anchor, index) => {
    const before = anchors[index - 1];
    if (before === undefined) return { at: 0, isDoubtful: false };
    const between = gaps.slice(before + 1, anchor + 1);
    const widest = Math.max(...between);
    const last = between.findLastIndex((gap) => gap > widest - 1);
    return { at: before + 1 + last, isDoubtful: between.filter((gap) => gap > widest - 1).length > 1 };
  });
}
