import { PageElement } from '@app/crawling/page-tree';
import { FlatPage, folded, joined, linesIn, marksOf, textOf } from './flat-page';
import { RowDate, rowDate } from './row-date';

/** Characters beyond a title that a row may hold: summary, organ, number. */
export const MAX_ROW_TEXT = 700;
const TITLE_LIMIT = 300;

/**
 * Title of a row: the link's text without date and bullet; its `title` attribute where the text is cut short (…).
 * Some systems put the date inside the link.
 */
export function rowTitle(page: FlatPage, anchor: PageElement): { title: string; dateInside: RowDate | null } {
  const parts = anchorLines(page, anchor);
  const whole = parts.length > 1 ? parts.filter((part) => !rowDate(part)?.isWhole) : parts;
  const heading = headingInside(page, anchor);
  const longest = heading ?? whole.reduce((best, part) => (part.length > best.length ? part : best), '');
  const inside =
    parts.length > 1
      ? rowDate(parts.filter((part) => part !== longest).join(' '))
      : heading
        ? rowDate(anchorText(page, anchor).replace(heading, ' '))
        : null;
  const glued = /^(.{4,}?)[\s([（【]*((?:19|20)\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?)[\s)\]）】]*$/.exec(longest);
  const text = glued && !inside ? (glued[1] ?? longest) : longest;
  return {
    title: cleanTitle(fullTitle(text, anchor.attributes['title'] ?? '')),
    dateInside: inside ?? (glued ? rowDate(glued[2] ?? '') : null),
  };
}

/** Cards hold title and summary in one link; the title is the part set as one. */
function headingInside(page: FlatPage, anchor: PageElement): string | null {
  const parts = page.tree.elements.slice(anchor.order + 1, Math.min(anchor.lastOrder + 1, anchor.order + 20));
  const heading = parts.find(
    (part) => /^h[1-6]$/.test(part.name) || /(?:^|[-_\s])(?:tit|title|bt)/.test(marksOf(part)),
  );
  const text = heading ? textOf(page, heading, MAX_ROW_TEXT) : '';
  return text.length >= 4 && !rowDate(text)?.isWhole ? text : null;
}

function fullTitle(text: string, attribute: string): string {
  const cut = /^(.*?)\s*(?:…+|\.{2,}|⋯)\s*$/.exec(text);
  const named = folded((/标题[:：]\s*([^\n]+)/.exec(attribute)?.[1] ?? attribute).slice(0, TITLE_LIMIT));
  if (named.length < 2) return text;
  const start = (cut?.[1] ?? text).replace(/\s/g, '').replace(/^[·•●◆■▪\-—*]+/, '');
  const isSame = named.replace(/\s/g, '').startsWith(start.slice(0, Math.max(4, start.length - 2)));
  return isSame && (cut !== null || named.length > text.length) ? named : text;
}

/** Without bullets and 置顶 in front. */
export function cleanTitle(text: string): string {
  return text
    .replace(/^(?:[·•●◆■▪◇□▶►»\-—*\s]|\[置顶\]|【置顶】|置顶[:：]|\[?(?:NEW|new)\]?\s)+/, '')
    .trim()
    .slice(0, TITLE_LIMIT);
}

/** The link's text on one line. */
export function anchorText(page: FlatPage, anchor: PageElement): string {
  return joined(anchorLines(page, anchor));
}

function anchorLines(page: FlatPage, anchor: PageElement): string[] {
  const lines = linesIn(page, page.firstRun(anchor), page.endRun(anchor), MAX_ROW_TEXT);
  return lines.slice(0, 12).map((line) => line.slice(0, MAX_ROW_TEXT));
}
