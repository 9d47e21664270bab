export interface Segment {
  readonly text: string;
  readonly isMarked: boolean;
}

/**
 * `text` cut at every place where one of `days` (YYYY-MM-DD) is printed in a usual spelling, or one of `words` as it
 * stands, in order.
 */
export function markDays(text: string, days: readonly string[], words: readonly string[] = []): Segment[] {
  const wanted = [...days.flatMap(spellingsOf), ...words.filter((word) => word.length > 1)];
  const spellings = [...new Set(wanted)].sort((a, b) => b.length - a.length);
  if (spellings.length === 0 || text === '') return [{ text, isMarked: false }];
  const parts = text.split(new RegExp(`(${spellings.map(escaped).join('|')})(?!\\d)`));
  return parts.map((part, index) => ({ text: part, isMarked: index % 2 === 1 })).filter((part) => part.text !== '');
}

/** The piece of a long text around its first mark, so that the place is seen without scrolling through all of it. */
export function aroundFirstMark(segments: readonly Segment[], reach: number): Segment[] {
  const first = segments.findIndex((segment) => segment.isMarked);
  if (first <= 0) return [...segments];
  const before = segments
    .slice(0, first)
    .map((segment) => segment.text)
    .join('');
  if (before.length <= reach) return [...segments];
  return [{ text: `…${before.slice(-reach)}`, isMarked: false }, ...segments.slice(first)];
}

/** The first `length` characters of the segments, with … where something was cut. */
export function firstCharacters(segments: readonly Segment[], length: number): Segment[] {
  const kept: Segment[] = [];
  let left = length;
  for (const segment of segments) {
    if (segment.text.length > left) return [...kept, { ...segment, text: `${segment.text.slice(0, left)}…` }];
    kept.push(segment);
    left -= segment.text.length;
  }
  return kept;
}

function spellingsOf(day: string): string[] {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return [];
  const [year, month, date] = [match[1]!, match[2]!, match[3]!];
  const [shortMonth, shortDate] = [String(Number(month)), String(Number(date))];
  return [
    ...['-', '/', '.'].flatMap((mark) => [[year, month, date].join(mark), [year, shortMonth, shortDate].join(mark)]),
    `${year}年${shortMonth}月${shortDate}日`,
    `${year}年${month}月${date}日`,
  ];
}

function escaped(literal: string): string {
  return literal.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
