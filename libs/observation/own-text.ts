import { ExtractedPage } from '@app/crawling/extracted-page';
import { normalName } from './names';

/**
 * The text a section page has for itself: what remains when the lines it shares with other section pages (menus,
 * footers), its own name and its breadcrumb are gone. An empty list on a page that says something is not an empty page.
 */
export function ownTextReader(pages: Iterable<ExtractedPage>): (page: ExtractedPage) => string {
  const seenOn = new Map<string, number>();
  for (const page of pages) {
    if (page.kind === 'article') continue;
    for (const line of linesOf(page)) seenOn.set(line, (seenOn.get(line) ?? 0) + 1);
  }
  return (page) => {
    const names = new Set([page.sectionName ?? '', page.title ?? '', ...page.breadcrumb].map(normalName));
    const isOwn = (line: string) =>
      (seenOn.get(line) ?? 0) < SHARED && !names.has(normalName(line)) && !PLACEHOLDER.test(line);
    return [...linesOf(page)].filter(isOwn).join('\n');
  };
}

/** A line on that many section pages belongs to the site, not to the page. */
const SHARED = 3;
const PLACEHOLDER = /(?:当前|您的|所在)的?位置|^(?:暂无|没有|尚无|对不起)[^。]{0,12}$/u;

function linesOf({ text }: ExtractedPage): ReadonlySet<string> {
  return new Set(text.split('\n').filter((line) => normalName(line)));
}
