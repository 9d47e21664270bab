import { TimeLimit } from './time-limit';

/** 公开渠道和载体 — one channel named in a row and whether its box is ticked. */
export interface Channel {
  readonly name: string;
  readonly selected: boolean;
}

/** 公开方式 as ticked in the row; `unknown` where the table says nothing. */
export type DisclosureMethod = 'proactive' | 'onRequest' | 'both' | 'unknown';

/** 岗位 — who inside the unit answers for the item and how it is handled, as far as the table says (seed 000 二(三)). */
export interface Post {
  /** 责任处室、科室. */
  readonly division?: string;
  /** 岗位. */
  readonly position?: string;
  /** 权限. */
  readonly authority?: string;
  /** 程序. */
  readonly procedure?: string;
  /** 办理时限: of the work, not of its disclosure. */
  readonly handlingLimit?: string;
}

/** 公开事项 — one row of a 政务公开事项标准目录. */
export interface DisclosureItem {
  /** Row number in the source file, counted from 1 including headers, so that a person finds it. */
  readonly row: number;
  /** Worksheet the row stands in, where the file has several with catalogs. */
  readonly sheet?: string;
  /** 一级事项: the first level when it is not the item itself. */
  readonly group: string | null;
  /** The last non-empty item level. */
  readonly name: string;
  /** All non-empty item levels, outermost first. */
  readonly levels: readonly string[];
  /** 公开内容（要素） in source text and order. */
  readonly elements: readonly string[];
  /** 公开依据 in source text and order. */
  readonly basis: readonly string[];
  /** The cell's text, 同上 resolved. */
  readonly timeLimit: string | null;
  readonly limits: readonly TimeLimit[];
  /** 公开主体 as written. */
  readonly unit: string | null;
  readonly channels: readonly Channel[];
  /** 公开对象: 全社会, or the named group. */
  readonly audience: string | null;
  readonly method: DisclosureMethod;
  /** 公开层级 ticked: 县级, 乡级 … */
  readonly tiers: readonly string[];
  /** 网站栏目 or URL named by the row itself. */
  readonly section: string | null;
  /** 领域, from its column or from the title above the table: 社会救助. */
  readonly domain?: string;
  readonly post?: Post;
  /** The row's raw text by header. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Something in the file a person has to look at; `row` and `column` as in the source, null where it concerns the file. */
export interface CatalogProblem {
  readonly row: number | null;
  readonly column: string | null;
  readonly code: string;
  /** Chinese, says what was expected and what was found. */
  readonly message: string;
}

/** 政务公开事项标准目录 as read from one file. */
export interface DisclosureCatalog {
  readonly items: readonly DisclosureItem[];
  readonly problems: readonly CatalogProblem[];
}

const ONLINE_CHANNEL = /网站|网$|网络|平台|两微一端|一微一端|新媒体|微信|微博|客户端|公示系统/;

/** 可在线核验 — the row is disclosed proactively and a ticked channel can be read by a crawler (an unnamed channel counts as 政府网站). */
export function isOnlineVerifiable(item: DisclosureItem): boolean {
  if (item.method === 'onRequest') return false;
  const selected = item.channels.filter((channel) => channel.selected);
  return selected.length === 0 ? item.channels.length === 0 : selected.some(({ name }) => ONLINE_CHANNEL.test(name));
}
