import { PageElement } from '@app/crawling/page-tree';
import { FlatPage, folded, lengthOf } from './flat-page';
import { isLabel } from './labels';
import { DATE_SIGN, rowDate } from './row-date';
import { cleanTitle, MAX_ROW_TEXT } from './row-title';
import type { Row } from './rows';

const RECORD_ELEMENTS = ['li', 'tr', 'dl'];
const MAX_LINES = 8;
const MAX_RUNS = 40;

/** Lists without links (records only shown): items and table rows that hold a date. `isTaken` elements are no records. */
export function plainRows(page: FlatPage, isTaken: (element: PageElement) => boolean): Row[] {
  const records = RECORD_ELEMENTS.flatMap((name) => page.tree.named(name)).filter((element) => !isTaken(element));
  return records.flatMap((element) => plainRow(page, element));
}

/** Menus hold hundreds of items, and no date. */
function mayShowDate(page: FlatPage, firstLine: number, endLine: number): boolean {
  for (let index = firstLine; index < endLine; index += 1)
    if (DATE_SIGN.test(page.lines[index]?.text ?? '')) return true;
  return false;
}

function plainRow(page: FlatPage, element: PageElement): Row[] {
  const firstLine = page.firstLine(element);
  const endLine = page.endLine(element);
  if (endLine - firstLine > MAX_LINES || !mayShowDate(page, firstLine, endLine)) return [];
  if (lengthOf(page, element) > MAX_ROW_TEXT) return [];
  // Label, punctuation and value may be inline elements of one line: cut at runs.
  const parts = page.runs
    .slice(page.firstRun(element), Math.min(page.endRun(element), page.firstRun(element) + MAX_RUNS))
    .map((run) => folded(run.text))
    .filter(Boolean);
  const dates = parts.map((part) => rowDate(part));
  const date = dates.find((each) => each?.isWhole);
  if (!date) return [];
  const texts = parts.filter((_, index) => !dates[index]?.isWhole);
  const title = texts.reduce((best, part) => (part.length > best.length ? part : best), '');
  const isRecordBox =
    /[:：]\s*$/.test(texts.at(-1) ?? '') ||
    /^[^:：]{2,8}[:：]/.test(texts[0] ?? '') ||
    texts.some((text) => isLabel(text));
  // A row that lays out the page holds its text; sentences are no titles.
  if (title.length < 4 || isRecordBox || /[。；]/.test(title)) return [];
  return [{ element, anchor: null, title: cleanTitle(title), href: undefined, date, firstLine, endLine }];
}
