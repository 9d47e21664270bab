import { LocalDate } from '@app/calendar/local-date';

/** The day the sandbox county is judged by: a Wednesday, two working days before several limits run out. */
export const SANDBOX_TODAY: LocalDate = '2026-11-18';

export type StyleId = 'hanweb' | 'trs' | 'gkmlpt' | 'scripted' | 'handmade';

/** A planted defect: the rule that must notice it, and why, with the arithmetic. */
export interface Plant {
  readonly code: string;
  readonly note: string;
  /** Period of the obligation where it has one of its own: 2026Q3, 2026-09. Documents are named by their URL. */
  readonly instance?: string;
  /** Other rules that rightly fire on the same item or section. */
  readonly alsoAllowed?: readonly string[];
}

/** A near-miss: what a careless rule would call a defect. */
export interface Near {
  readonly note: string;
  /** Codes that must not `fail` here. */
  readonly mustNot: readonly string[];
  readonly instance?: string;
}

export interface AttachmentPlan {
  readonly name: string;
  readonly form: 'docx' | 'xlsx' | 'pdf';
  /** What the server answers; `elsewhere` = a link to another host. */
  readonly state?: 'ok' | 'missing' | 'empty' | 'wrongType' | 'serverError' | 'elsewhere';
}

/** One published document as the unit meant to publish it. */
export interface DocumentPlan {
  readonly title: string;
  readonly published: LocalDate;
  readonly formed?: LocalDate;
  /** Printed as 发布机构 and under the text; the unit itself unless given. */
  readonly issuer?: string;
  readonly number?: string;
  readonly body?: readonly string[];
  /** Markup behind the paragraphs: tables, pictures. */
  readonly html?: string;
  /** Titles of other articles of the unit that the text links to. */
  readonly linksTo?: readonly string[];
  /** The list still names it, its address answers 404. */
  readonly isRemoved?: boolean;
  readonly attachments?: readonly AttachmentPlan[];
  /** Where the publication date is printed: on the page and in the list, in the list only, or nowhere. */
  readonly dated?: 'everywhere' | 'listOnly' | 'nowhere';
  /** 行政许可、行政处罚决定: `formed` is then the day of the decision, printed with that label. */
  readonly decision?: 'licence' | 'penalty';
  /** How it read on earlier days on which the platform met it; without a body, as it does today. */
  readonly earlier?: readonly { readonly on: LocalDate; readonly body?: readonly string[] }[];
  /** On this day the platform read the list and it was not there, whatever day of publication it claims. */
  readonly absentOn?: LocalDate;
  readonly planted?: Plant;
  readonly near?: Near;
}

/** How a part of a site misbehaves. `articlesDown`: the list answers, the articles do not. */
export type Weather = 'down' | 'articlesDown' | 'challenge' | 'hang' | 'robots';

/** 栏目 as planned: names from the outermost level inwards, joined by ` > `. */
export interface ChannelPlan {
  readonly path: string;
  readonly documents: readonly DocumentPlan[];
  /** `article`: the section's address is itself the text, as 机构职能 often is. */
  readonly form?: 'list' | 'article';
  readonly weather?: Weather;
  /** Shown on the home page. */
  readonly onHome?: boolean;
  /** 更新标准 of the 栏目保障 sheet. */
  readonly updateLimit?: string;
  readonly planted?: Plant;
  readonly near?: Near;
  /** Folder of the section in its address, where it matters. */
  readonly folder?: string;
  /** Path prefix in the place of the unit's. */
  readonly prefix?: string;
  /** The template of this list prints no dates. */
  readonly isUndatedList?: boolean;
  /** The line an empty list prints. */
  readonly emptyText?: string;
}

/** 公开事项 as planned: one catalog row, and what the site shows for it. */
export interface RowPlan {
  /** Item levels, outermost first. */
  readonly levels: readonly string[];
  readonly timeLimit: string;
  readonly elements: string;
  readonly basis: string;
  readonly channels: readonly string[];
  readonly audience?: string;
  readonly method: 'proactive' | 'onRequest';
  /** Section path, or null where the site has none. */
  readonly at: string | null;
  /** What the 网站栏目 column prints instead of `at`. */
  readonly column?: string;
  /** What the 公开主体 column prints instead of the unit's name. */
  readonly publisher?: string;
  readonly documents: readonly DocumentPlan[];
  readonly planted: readonly Plant[];
  readonly near: readonly Near[];
  /** Due days that the warning rule must name (TIM-11). */
  readonly warnings: readonly LocalDate[];
}

export interface CatalogPlan {
  readonly form: 'xlsx' | 'csv' | 'html' | 'docx';
  /** Check-box vocabulary of 公开渠道和载体. */
  readonly glyphs: '■□' | 'R£' | '☑□' | '√' | 'selectedOnly';
  /** Header of the column that names the section, where the catalog has one. */
  readonly sectionHeader?: string;
  readonly itemLevels: 2 | 3;
  readonly rows: readonly RowPlan[];
  /** Headers of the guide that this table leaves out. */
  readonly omits?: readonly string[];
  /** What is wrong with the catalog itself (CAT-…), and what only looks so. */
  readonly planted?: readonly Plant[];
  readonly near?: readonly Near[];
}

/** 补充目录, 负面清单 or 面向村（居）目录: a plain table of its own. */
export interface SideCatalogPlan {
  readonly kind: 'supplementary' | 'negative' | 'village';
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface UnitPlan {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: 'government' | 'department' | 'town' | 'enterprise' | 'village';
  readonly registeredOn: LocalDate | null;
  readonly contact: string;
  readonly email: string;
  /** 发文机关代字. */
  readonly letters: string;
  readonly siteId: string;
  /** Folder on a shared host, e.g. `/bsz`; empty where the unit publishes at the root. */
  readonly prefix: string;
  /** Path prefixes of its scope; empty = the whole host. */
  readonly scope: readonly string[];
  readonly homePath: string;
  readonly isOwnSite: boolean;
  readonly channels: readonly ChannelPlan[];
  /** What is particular about sections that rows bring along, by path. */
  readonly traits?: Readonly<Record<string, Omit<Partial<ChannelPlan>, 'path' | 'documents'>>>;
  readonly catalog: CatalogPlan;
  readonly sideCatalogs?: readonly SideCatalogPlan[];
  /** Where the site publishes the catalog; absent where it does not. */
  readonly catalogPage?: ChannelPlan;
  /** Verdict planted on the site as a whole (PLT-08). */
  readonly planted?: Plant;
  readonly near?: Near;
}

export interface SitePlan {
  readonly id: string;
  readonly name: string;
  readonly style: StyleId;
  readonly charset: 'utf-8' | 'gb2312';
  readonly siteCode: string;
  /** Folders that robots.txt forbids. */
  readonly forbidden: readonly string[];
  /** Hourly probes of the week before that failed, or are void; what that is for the unit whose own site it is. */
  readonly outage?: {
    readonly failing?: number;
    readonly isVoid?: number;
    readonly planted?: Plant;
    readonly near?: Near;
  };
}
