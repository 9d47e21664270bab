import { isBareTick } from './catalog-cells';
import { Grid, GridRow, squeezed } from './grid';
import { readTimeLimits } from './read-time-limit';

/** So many rows have to fit before columns without a header are believed, and this share of all rows. */
const FEWEST_ROWS = 5;
const FITTING_PERCENT = 80;

/**
 * A table without any header row, put under the header of the 标准目录 when its rows stand in that order: 序号, 一级事项 …,
 * 公开内容, 公开依据, 公开时限, 公开主体, 公开渠道, then six columns of ticks. Undefined where fewer than five rows, or
 * fewer than four in five, fit.
 */
export function withAssumedHeader({ name, rows }: Grid): Grid | undefined {
  const filled = rows.filter(({ cells }) => cells.filter(({ text }) => squeezed(text) !== '').length >= 5);
  if (filled.length < FEWEST_ROWS) return undefined;
  const limitAt = mostFrequent(filled.flatMap((row) => limitColumns(row)));
  if (limitAt === undefined) return undefined;
  const fitting = filled.filter((row) => fits(row, limitAt));
  if (fitting.length < FEWEST_ROWS || fitting.length * 100 < filled.length * FITTING_PERCENT) return undefined;

  const hasSequence = fitting.every(({ cells }) => /^[\d.\-/]{0,8}$/.test(squeezed(cells[0]?.text ?? '')));
  const width = Math.max(...fitting.map(({ cells }) => cells.length));
  const header = headerFor(limitAt, width, hasSequence);
  const first = filled[0]?.row ?? 1;
  return header && { name, rows: [{ row: first, cells: header.map((text) => ({ text })) }, ...rows] };
}

const LEVELS = ['一级事项', '二级事项', '三级事项', '四级事项', '五级事项', '六级事项'];
const TICKS = [
  '公开对象/全社会',
  '公开对象/特定群体',
  '公开方式/主动',
  '公开方式/依申请',
  '公开层级/县级',
  '公开层级/乡级',
];

function headerFor(limitAt: number, width: number, hasSequence: boolean): string[] | undefined {
  const levels = limitAt - 2 - (hasSequence ? 1 : 0);
  if (levels < 1 || levels > LEVELS.length) return undefined;
  const named = [
    ...(hasSequence ? ['序号'] : []),
    ...(levels === 1 ? ['公开事项'] : LEVELS.slice(0, levels)),
    '公开内容',
    '公开依据',
    '公开时限',
    '公开主体',
    '公开渠道',
  ];
  // Other numbers of tick columns mean something we cannot know; they keep their text and are named as unknown.
  const ticks = width - named.length === TICKS.length ? TICKS : [];
  return Array.from({ length: Math.max(width, named.length) }, (_, index) => [...named, ...ticks][index] ?? '');
}

/** Columns that read as a 公开时限 with a 公开依据 to the left. */
function limitColumns({ cells }: GridRow): number[] {
  return cells.flatMap(({ text, mergedFrom }, index) =>
    index >= 3 && mergedFrom !== 'left' && isLimit(text) && isBasis(cells[index - 1]?.text ?? '') ? [index] : [],
  );
}

function fits({ cells }: GridRow, limitAt: number): boolean {
  const at = (offset: number) => cells[limitAt + offset]?.text ?? '';
  const namesItem = cells.slice(0, limitAt - 2).some(({ text }) => squeezed(text) !== '' && !isBareTick(text));
  return namesItem && isLimit(at(0)) && isBasis(at(-1)) && squeezed(at(-2)) !== '' && squeezed(at(1)) !== '';
}

function isLimit(text: string): boolean {
  return text.length <= 300 && squeezed(text) !== '' && readTimeLimits(text).every(({ kind }) => kind !== 'unparsed');
}

function isBasis(text: string): boolean {
  return /《[^》]+》|条例|办法|规定|法/.test(text);
}

function mostFrequent(numbers: readonly number[]): number | undefined {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
