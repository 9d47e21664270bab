import { isElement, PageElement } from '@app/crawling/page-tree';
import { FlatPage, textOf } from './flat-page';
import { RowDate, rowDate } from './row-date';

const PUBLISHED_COLUMN = /^(?:发布|公开|公布|上网|信息)(?:日期|时间)$|^发文时间$/;
/** Columns with days that are not the day of publication. */
const OTHER_COLUMN = /(?:开始|结束|截止|截至|起止|废止|失效|施行|实施|生效|有效|征集|报名|开标|到期|办结|受理)/;
/** A row is looked at once for each of its neighbours, so it has an end. */
const MAX_CELL_NODES = 200;

/**
 * In a table, the date under 发布日期; null where the head says that the dates are others, undefined where it says nothing.
 */
export function columnDate(page: FlatPage, row: PageElement): RowDate | null | undefined {
  const head = row.name === 'tr' ? headOf(row) : undefined;
  const heads = head ? cellsOf(head) : [];
  const cells = head ? cellsOf(row) : [];
  if (heads.length === 0 || heads.length !== cells.length) return undefined;
  const names = heads.map((cell) => textOf(page, cell, 20).replace(/\s/g, ''));
  const published = cells[names.findIndex((name) => PUBLISHED_COLUMN.test(name))];
  if (published) return rowDate(textOf(page, published, 60)) ?? undefined;
  const dated = cells.flatMap((cell, index) => {
    const date = rowDate(textOf(page, cell, 60));
    return date?.isWhole ? [{ date, isOther: OTHER_COLUMN.test(names[index] ?? '') }] : [];
  });
  if (!dated.some(({ isOther }) => isOther)) return undefined;
  return dated.find(({ isOther }) => !isOther)?.date ?? null;
}

/** The first row of the table, which may stand in a `<thead>`. */
function headOf(row: PageElement): PageElement | undefined {
  const body = row.parent;
  const before = body?.name === 'tbody' ? body.parent?.children.find(isElement) : undefined;
  const rows = (before?.name === 'thead' ? before : body)?.children.find(isElement);
  return rows === row || rows?.name !== 'tr' ? undefined : rows;
}

/** Cells of a table row. */
export function cellsOf({ children }: PageElement): PageElement[] {
  const cells = children.slice(0, MAX_CELL_NODES).filter(isElement);
  return cells.filter(({ name }) => name === 'td' || name === 'th');
}
