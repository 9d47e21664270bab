/**
 * 公开内容（要素） cut into its points at 1. 1、 (1) ① ● and so on, otherwise at line breaks or ；. Source text and order;
 * a heading in front of the first point stays with it.
 */
export function elementsIn(source: string): string[] {
  const text = source.trim();
  const marks = pointsIn(text);
  if (marks.length > 0) return cutAt(text, marks);
  return text
    .split(/[\r\n]+|(?<=[；;])/)
    .map(tidy)
    .filter(Boolean);
}

/** 公开依据 cut into its documents: each 《…》 with what is said of it, or else each numbered point or line. */
export function basisIn(source: string): string[] {
  const text = source.trim();
  const starts = titleStarts(text);
  if (starts.length === 0) return elementsIn(text);
  const cuts = starts.slice(1).map((start) => start - numberingBefore(text.slice(0, start)));
  return cutAt(
    text,
    cuts.filter((cut) => cut > 0),
  );
}

/** Documents named in running text, each with its articles: 依据《条例》第二十条，…. */
export function titlesIn(text: string): string[] {
  return [
    ...text.matchAll(/《[^《》]*(?:《[^《》]*》[^《》]*)*》(?:第[一二三四五六七八九十百零\d、]{1,12}[条款项]){0,4}/g),
  ].map(([title]) => title);
}

/** Positions at which a point begins. Numbers count only when they run 1, 2, 3 …, so 第1、2条 is none. */
function pointsIn(text: string): number[] {
  const points: number[] = [];
  const last = new Map<string, number>();
  for (const match of text.matchAll(POINT)) {
    const [mark, dotted, bracketed, circled] = match;
    const style = dotted ? '1.' : bracketed ? '(1)' : circled ? '①' : '';
    if (style === '') points.push(match.index);
    else {
      const number = dotted ? Number(dotted) : bracketed ? ordinal(bracketed) : (mark.codePointAt(0) ?? 0) - 0x245f;
      if (number !== 1 && number !== (last.get(style) ?? 0) + 1) continue;
      last.set(style, number);
      points.push(match.index);
    }
  }
  return points.length === 1 && (points[0] ?? 0) > 0 ? [] : points;
}

const POINT =
  /(?<![\d.第])(\d{1,2})[.．、](?!\d)|[（(]([\d一二三四五六七八九十]{1,2})[)）]|([①-⑳])|(?:[●•▪◆★➢]|^-|(?<=\n)-)/g;

function ordinal(text: string): number {
  return /^\d+$/.test(text) ? Number(text) : '一二三四五六七八九十'.indexOf(text) + 1;
}

/** Where a document's title opens; 《…》 inside a title does not count. */
function titleStarts(text: string): number[] {
  const starts: number[] = [];
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '《') {
      if (depth === 0) starts.push(at);
      depth += 1;
    } else if (text[at] === '》') depth = Math.max(0, depth - 1);
  }
  return starts;
}

/** Length of a number, bullet or line break that belongs to the title behind it. */
function numberingBefore(text: string): number {
  return /(?:(?<!\d)\d{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,2}[)）]|[①-⑳●•▪])\s*$/.exec(text)?.[0].length ?? 0;
}

function cutAt(text: string, cuts: readonly number[]): string[] {
  const starts = [0, ...cuts.filter((cut, index) => cut > 0 && (index > 0 || isPoint(text.slice(0, cut))))];
  return starts.map((start, index) => tidy(text.slice(start, starts[index + 1]))).filter(Boolean);
}

/** A heading such as 一般公共预算: is no point of its own. */
function isPoint(head: string): boolean {
  return head.trim() !== '' && !/[:：]\s*$/.test(head);
}

function tidy(text: string): string {
  return text
    .replace(/\s*[\r\n]+\s*/g, '')
    .trim()
    .replace(/(?:\s*(?:[、，,；;]|以?及|和))+$/, '')
    .trim();
}
