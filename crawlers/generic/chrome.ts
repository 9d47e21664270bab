import { PageElement } from '@app/crawling/page-tree';
import { FlatPage, marksOf } from './flat-page';
import { remembered } from './remembered';
import { onlyDate } from './printed-dates';

/** Whether an element belongs to the frame of the page: menus, header, footer, breadcrumb, paging. */
export type ChromeTest = (element: PageElement) => boolean;

const WORDS =
  /(?:^|[-_\s])(?:nav|navbar|navigation|menu|submenu|header|footer|foot|bottom_nav|friend|friendlink|yqlj|copyright|breadcrumb|crumbs?|dqwz|weizhi|pagination|pager|fenye|paging|sitemap|topbar|login|share|jiathis|bdshare)(?=$|[-_\s\d])/;
const isNamed = remembered((marks) => WORDS.test(marks));
const WHOLE_PAGE = 0.85;
const SAMPLE = 60;
const known = new WeakMap<FlatPage, ChromeTest>();

/**
 * Frame by element name and by the words sites use as class or id. An element around nearly the whole page is not
 * frame, whatever it is called.
 */
export function chromeOf(page: FlatPage): ChromeTest {
  const ready = known.get(page);
  if (ready) return ready;
  const flags = new Uint8Array(page.tree.elements.length);
  const limit = page.lines.length * WHOLE_PAGE;
  for (const element of page.tree.elements) {
    const inherited = element.parent ? flags[element.parent.order] : 0;
    const span = page.endLine(element) - page.firstLine(element);
    flags[element.order] =
      inherited || (isNamedChrome(element) && (span <= limit || span <= 4) && !isDatedList(page, element)) ? 1 : 0;
  }
  const test: ChromeTest = (element) => flags[element.order] === 1;
  known.set(page, test);
  return test;
}

/** Some systems call the rows of their lists `nav`, too: a menu prints no date beside its links. */
function isDatedList(page: FlatPage, element: PageElement): boolean {
  const first = page.firstLine(element);
  const lines = page.lines.slice(first, Math.min(page.endLine(element), first + SAMPLE));
  const dates = lines.filter(({ text, linkLength }) => linkLength === 0 && onlyDate(text) !== undefined).length;
  return dates > 0 && dates * 2 >= lines.filter(({ linkLength }) => linkLength > 0).length;
}

function isNamedChrome(element: PageElement): boolean {
  if (element.name === 'nav' || element.name === 'footer') return true;
  if (element.name === 'body' || element.name === 'html' || element.name === 'a') return false;
  const marks = marksOf(element);
  return marks !== ' ' && isNamed(marks);
}
