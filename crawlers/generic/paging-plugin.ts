import { FlatPage } from './flat-page';
import { Resolve } from './links';

/** What the call of a paging plug-in says in figures. */
export interface PluginPages {
  /** Addresses of the further pages, where the script puts them together from a query. */
  readonly pages: readonly string[];
  /** Pages behind this one. */
  readonly further: number;
  /** Element order of the script. */
  readonly order: number;
}

/** layui and old `laypage`, jQuery `pagination`, `createPage`, `twbsPagination` and their like. */
const CALL =
  /(?:laypage(?:\.render)?|\.(?:pagination|createPage|paging|jqPaginator|twbsPagination|extendPagination))\s{0,3}\(\s{0,10}(?=[{\d'"])/gi;
const CALL_LENGTH = 800;
const MAX_CALLS = 8;
const PAGES = numberOf('pages|pageCount|totalPages?|pageTotal|pageTotalCount');
const ITEMS = numberOf('count|total|totalData|totalCounts?|totalRecords?|recordCount|rowCount|totalNum');
const SIZE = numberOf('limit|pageSize|showData|items_per_page|size|pageRows|perPage');
const CURRENT = numberOf('curr|current|currentPage|currPage|pageNo|pageNum|page');
/** Counted from zero. */
const CURRENT_INDEX = numberOf('current_page|pageIndex');
const DEFAULT_SIZE = 10;
const MAX_PAGES = 2_000;
/** `location.href = '/news/list?page=' + obj.curr`: the number ends the query or is followed by more of it. */
const ADDRESS =
  /location(?:\.href)?\s{0,3}=\s{0,3}(['"])([^'"\n]{0,300}[?&]\w{1,30}=)\1\s{0,3}\+\s{0,3}[\w.]{1,40}(?:\s{0,3}\+\s{0,3}(['"])(&[^'"\n]{0,100})\3)?/;

/** The further pages announced by a plug-in; undefined where no script calls one with figures of its own. */
export function pluginPages(page: FlatPage, resolve: Resolve): PluginPages | undefined {
  for (const { text, element } of page.scripts) {
    for (const call of [...text.matchAll(CALL)].slice(0, MAX_CALLS)) {
      const end = call.index + call[0].length;
      const plan = planned(text.slice(end, end + CALL_LENGTH));
      if (!plan) continue;
      const { count, current, before, behind } = plan;
      const numbers = Array.from(
        { length: Math.min(Math.max(0, count - current), MAX_PAGES) },
        (_, at) => current + 1 + at,
      );
      const pages =
        before === undefined ? [] : numbers.flatMap((number) => resolve(`${before}${number}${behind}`) ?? []);
      return { pages, further: numbers.length, order: element.order };
    }
  }
  return undefined;
}

interface Plan {
  readonly count: number;
  readonly current: number;
  readonly before?: string;
  readonly behind: string;
}

function planned(argument: string): Plan | undefined {
  const items = /^\d{1,7}(?=\s{0,5}[,)])/.exec(argument)?.[0] ?? ITEMS.exec(argument)?.[1];
  const size = Number(SIZE.exec(argument)?.[1] ?? DEFAULT_SIZE);
  const pages = PAGES.exec(argument)?.[1];
  const count =
    pages !== undefined ? Number(pages) : items !== undefined && size > 0 ? Math.ceil(Number(items) / size) : 0;
  if (count === 0) return undefined;
  const index = CURRENT_INDEX.exec(argument)?.[1];
  const current = index === undefined ? Number(CURRENT.exec(argument)?.[1] ?? 1) : Number(index) + 1;
  const [, , before, , behind = ''] = ADDRESS.exec(argument) ?? [];
  return { count, current: Math.max(1, current), behind, ...(before === undefined ? {} : { before }) };
}

function numberOf(keys: string): RegExp {
  return new RegExp(String.raw`(?<![\w.])["']?(?:${keys})["']?\s{0,5}:\s{0,5}["']?(\d{1,7})(?![\w.])`, 'i');
}
