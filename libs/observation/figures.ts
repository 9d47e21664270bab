import { PageRemark } from './content-page';

/**
 * 数据前后不一致 — the same total named twice in one document (text, table, attachment) with different values. Only
 * totals that a document has once are looked at, with the year and unit that stand beside them.
 */
export function figureConflicts(parts: readonly { readonly place: string; readonly text: string }[]): PageRemark[] {
  const byLabel = new Map<string, { value: number; printed: string; at: string }[]>();
  for (const { place, text } of parts)
    for (const { key, ...figure } of figuresIn(text, place)) byLabel.set(key, [...(byLabel.get(key) ?? []), figure]);
  return [...byLabel].flatMap(([key, figures]) => {
    const [first] = figures;
    const other = first && figures.find(({ value }) => !isSame(value, first.value));
    if (!first || !other) return [];
    const says = `“${key.split('|')[0]}”前后不一：${first.printed}，又作${other.printed}`;
    return [{ kind: 'figure-conflict', at: other.at, says }];
  });
}

interface Figure {
  readonly key: string;
  readonly value: number;
  readonly printed: string;
  readonly at: string;
}

/** Totals of 预决算 and of 年度报告. */
const LABELS =
  '收入总计|支出总计|收入合计|支出合计|一般公共预算(?:财政拨款)?支出合计|“三公”经费(?:支出)?合计|收支总预算|本年新收政府信息公开申请|新收政府信息公开申请|收到政府信息公开申请|主动公开政府信息';
const FIGURE = new RegExp(
  String.raw`(?:(20\d{2})年(?:度)?[^。；\n]{0,20}?)?(?<![同比较上])(${LABELS})(?:数量|总数|数|共)?(?:为|是|共计|共|[:：])?\s?([\d,，]{1,15}(?:\.\d{1,4})?)\s?(亿元|万元|元|件|条|份)`,
  'gu',
);
const SCALE: Readonly<Record<string, number>> = { 亿元: 1e8, 万元: 1e4, 元: 1 };
const MOST = 200;

function figuresIn(text: string, place: string): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(FIGURE)) {
    if (found.length >= MOST) break;
    const [, year = '', label = '', digits = '', unit = ''] = match;
    const value = Number(digits.replace(/[,，]/gu, '')) * (SCALE[unit] ?? 1);
    const kind = SCALE[unit] ? '元' : unit;
    if (Number.isFinite(value))
      found.push({
        key: `${year}${year ? '年' : ''}${label}|${kind}`,
        value,
        printed: `${digits}${unit}`,
        at: `${place}:${match.index}`,
      });
  }
  return found;
}

/** 1,234.56万元 and 12345600元 are one; so is what was rounded to the last digit of 亿元. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * ROUNDING;
}

const ROUNDING = 0.005;
