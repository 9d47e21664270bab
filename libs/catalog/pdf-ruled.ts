import { PdfPage, PdfRule } from './pdf-page';

interface Interval {
  from: number;
  to: number;
}

/** Collinear rules as one line. */
interface Line {
  readonly at: number;
  readonly parts: readonly Interval[];
}

/** 有框线的表格 — the lines of one table on one page; columns and rows lie between neighbouring positions. */
export interface RuledTable {
  readonly page: PdfPage;
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  readonly verticals: readonly Line[];
  readonly horizontals: readonly Line[];
}

/** Cells that no line separates, by row and column of the table. */
export interface Region {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Lines drawn twice, or as the two edges of a thin area. */
const SAME = 2.5;
/** Corners that do not quite meet. */
const GAP = 4;
/** A page with more is a drawing. */
const MOST_LINES = 2000;

/** Tables of a page from top to bottom. Two tables side by side are read as one. */
export function ruledTables(page: PdfPage): RuledTable[] {
  const verticals = lines(page.rules.filter(isVertical).map(({ x1, y1, y2 }) => ({ at: x1, from: y1, to: y2 })));
  const horizontals = lines(
    page.rules.filter((rule) => !isVertical(rule)).map(({ y1, x1, x2 }) => ({ at: y1, from: x1, to: x2 })),
  );
  if (verticals.length + horizontals.length > MOST_LINES) return [];
  return union(verticals.flatMap(({ parts }) => parts)).flatMap((band) => {
    const across = horizontals.filter(({ at }) => at >= band.from - GAP && at <= band.to + GAP);
    const down = verticals
      .map(({ at, parts }) => ({ at, parts: parts.filter((part) => part.from <= band.to && part.to >= band.from) }))
      .filter(({ parts }) => parts.length > 0);
    const table = { page, xs: edges(down, across), ys: edges(across, down), verticals: down, horizontals: across };
    return table.xs.length >= 3 && table.ys.length >= 2 ? [table] : [];
  });
}

/** Positions of all, near ones as one. */
export function sharedPositions(tables: readonly RuledTable[]): number[] {
  return clustered(tables.flatMap(({ xs }) => xs));
}

/** The region of every cell, by row and column; cells are one where the line between them is missing. */
export function regionsOf(table: RuledTable): Region[][] {
  const { xs, ys, verticals, horizontals } = table;
  const [height, width] = [ys.length - 1, xs.length - 1];
  const parent = Array.from({ length: height * width }, (_, index) => index);
  const rootOf = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] = parent[parent[at] as number] as number;
    return at;
  };
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const [middleX, middleY] = [middle(xs, column), middle(ys, row)];
      const at = row * width + column;
      if (column + 1 < width && !isLine(verticals, xs[column + 1] as number, middleY))
        parent[rootOf(at + 1)] = rootOf(at);
      if (row + 1 < height && !isLine(horizontals, ys[row + 1] as number, middleX))
        parent[rootOf(at + width)] = rootOf(at);
    }
  const boxes = new Map<number, Region>();
  for (let at = 0; at < parent.length; at += 1) {
    const [row, column] = [Math.floor(at / width), at % width];
    const box = boxes.get(rootOf(at)) ?? { top: row, left: column, bottom: row, right: column };
    boxes.set(rootOf(at), {
      top: Math.min(box.top, row),
      left: Math.min(box.left, column),
      bottom: Math.max(box.bottom, row),
      right: Math.max(box.right, column),
    });
  }
  return Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (__, column) => boxes.get(rootOf(row * width + column)) as Region),
  );
}

function isVertical({ x1, x2 }: PdfRule): boolean {
  return x1 === x2;
}

function lines(segments: readonly { at: number; from: number; to: number }[]): Line[] {
  const sorted = [...segments].sort((a, b) => a.at - b.at);
  const groups: (typeof sorted)[] = [];
  for (const segment of sorted) {
    const group = groups.at(-1);
    if (group && segment.at - (group[0]?.at ?? 0) <= SAME) group.push(segment);
    else groups.push([segment]);
  }
  return groups.map((group) => ({
    at: group.reduce((sum, { at }) => sum + at, 0) / group.length,
    parts: union(group),
  }));
}

function union(intervals: readonly Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const { from, to } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && from <= last.to + GAP) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** Positions of the lines; a table open at its sides ends where the lines across it end. */
function edges(along: readonly Line[], across: readonly Line[]): number[] {
  const ends = across.flatMap(({ parts }) => parts.flatMap(({ from, to }) => [from, to]));
  if (ends.length === 0) return along.map(({ at }) => at);
  const [first, last] = ends.reduce(([low, high], end) => [Math.min(low, end), Math.max(high, end)], [
    Infinity,
    -Infinity,
  ] as [number, number]);
  const inner = along.map(({ at }) => at).filter((at) => at > first + GAP && at < last - GAP);
  return clustered([first, ...inner, last]);
}

function clustered(positions: readonly number[]): number[] {
  const kept: number[] = [];
  for (const at of [...positions].sort((a, b) => a - b)) if (at - (kept.at(-1) ?? -Infinity) > GAP) kept.push(at);
  return kept;
}

function isLine(all: readonly Line[], at: number, where: number): boolean {
  return all.some(
    (line) => Math.abs(line.at - at) <= GAP && line.parts.some(({ from, to }) => from <= where && to >= where),
  );
}

function middle(positions: readonly number[], index: number): number {
  return ((positions[index] as number) + (positions[index + 1] as number)) / 2;
}
