import { LocalDate } from '@app/calendar/local-date';
import { SiteMark } from '@app/crawling/site-marks';
import type { Evidence } from './observation';

/** What a site is asked to have a place for. `interaction` is a name that promises no more than some exchange. */
export type PlaceTopic =
  | 'directory'
  | 'guide'
  | 'system'
  | 'content'
  | 'annualReport'
  | 'onRequest'
  | 'consultation'
  | 'interaction'
  | 'enterprises'
  | 'openData';

/** `elsewhere`: a link to another host; `gone`: the site itself says that nothing is there. */
export type PlaceState = 'read' | 'unread' | 'elsewhere' | 'gone';

/** 栏目或入口 by its name. `evidence` is the page itself where it was read, else the page that links to it. */
export interface NamedPlace {
  readonly name: string;
  readonly url: string;
  readonly state: PlaceState;
  readonly evidence: Evidence | null;
  readonly isOnHome?: boolean;
}

export interface Places {
  /** At most three each, the best seen in front. */
  readonly found: Readonly<Partial<Record<PlaceTopic, readonly NamedPlace[]>>>;
  /** Chinese; why a place may be there although it was not found. */
  readonly gap: string | null;
  /** Links of the home page without words (pictures) that lead where nothing was read: each may be an entry. */
  readonly unnamed: number;
}

/** 网站标识 of the site: what any of its pages shows. */
export interface SiteMarksFact {
  readonly siteCode?: string;
  readonly icp?: string;
  readonly police?: string;
  readonly has: readonly SiteMark[];
  readonly evidence: Evidence;
  /** Chinese; why what was not seen may yet be shown. */
  readonly gap: string | null;
}

/** 一份文本的要素: what a text names with a value, names only, or does not name. */
export interface TextElements {
  readonly title: string;
  readonly url: string;
  readonly evidence: Evidence;
  /** Characters of the text. */
  readonly length: number;
  /** Named, but without a value that could be read. */
  readonly bare: readonly string[];
  readonly missing: readonly string[];
  /** How many stand as a label or a heading: a text that names things only in sentences is not itemised. */
  readonly labelled: number;
  /** Chinese; why the text may say more than was read. */
  readonly gap: string | null;
}

/** 年度报告 of one year. */
export interface AnnualReport {
  readonly year: number;
  readonly title: string;
  readonly url: string;
  readonly evidence: Evidence;
  /** Of the six parts those without a heading. */
  readonly missing: readonly string[];
  /** Rows of the tables whose figures could be added up, and those that do not add up, in words. */
  readonly sums: { readonly rows: number; readonly wrong: readonly string[] };
  /** Of its sentences with those of the report before, 0 … 1; absent where there is none to compare. */
  readonly likeness?: { readonly year: number; readonly value: number };
  /** Chinese; why its text may be elsewhere (an attachment, a picture). */
  readonly gap: string | null;
}

/** 错断链: a link of a page read in this round, and what the site answered. */
export interface DeadLink {
  readonly url: string;
  readonly text: string;
  readonly status: number;
  /** The page it stands on. */
  readonly from: Evidence;
  readonly isOnHome: boolean;
}

/** 可疑链接或被篡改的页面. */
export interface SuspectPage {
  readonly url: string;
  /** Chinese. */
  readonly detail: string;
  readonly evidence: Evidence | null;
}

/** 未归入目录事项的附件: those of rows are judged with their rows. */
export interface LooseAttachments {
  readonly tried: number;
  readonly failed: number;
  readonly broken: readonly {
    readonly name: string;
    readonly url: string;
    readonly state: 'notFound' | 'empty' | 'wrongType';
    readonly from: Evidence;
  }[];
}

/** 数据集 in a section of open data. */
export interface OpenDataset {
  readonly title: string;
  readonly url: string;
  readonly evidence: Evidence;
  readonly hasFile: boolean;
  readonly hasInterface: boolean;
}

/** 答复 to a proposal of a deputy: how much of it stands on the page. */
export interface ReplyText {
  readonly length: number;
  readonly hasAttachment: boolean;
}

/** 试检索: the search of the site asked for a title that its home page shows. */
export interface SearchTrial {
  readonly url: string;
  readonly query: string;
  /** `hit`: among the first ten; `none`: the site says that there is nothing; `miss`: neither. */
  readonly outcome: 'hit' | 'none' | 'miss';
  /** Day beside the title on the home page. */
  readonly listedOn: LocalDate | null;
  readonly evidence: Evidence;
}

/** IPv6 地址记录 (AAAA) of the site's host. */
export interface Ipv6Record {
  readonly state: 'yes' | 'no' | 'unknown';
  readonly host: string;
  /** ISO instant. */
  readonly at: string;
}

/** 站点情况 — what one round showed of the site as a whole, compact: numbers and short names, no texts. */
export interface SiteFacts {
  readonly places: Places;
  readonly marks: SiteMarksFact | null;
  readonly guide: TextElements | null;
  /** Where the text of the guide says how to apply (信函、当面 …). */
  readonly requestChannel: { readonly url: string; readonly evidence: Evidence } | null;
  readonly reports: readonly AnnualReport[];
  /** `carried`: further ones on pages that were not read in this round; they may be mended by now. */
  readonly deadLinks: { readonly count: number; readonly carried: number; readonly listed: readonly DeadLink[] };
  /** Links to addresses that no reader outside the office can open. */
  readonly inwardLinks: readonly SuspectPage[];
  readonly suspects: readonly SuspectPage[];
  readonly attachments: LooseAttachments;
  readonly serviceGuides: readonly TextElements[];
  readonly datasets: readonly OpenDataset[];
  /** By URL of a row's document. */
  readonly replies: Readonly<Record<string, ReplyText>>;
  /** URLs of rows' documents that send the reader to an application. */
  readonly onRequestOnly: readonly string[];
  readonly search?: SearchTrial;
  readonly ipv6?: Ipv6Record;
  /** The newest day of each section of a topic that has to be kept current, by URL. */
  readonly newestOn: Readonly<Record<string, LocalDate>>;
}
