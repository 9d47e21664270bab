import { LocalDate } from '@app/calendar/local-date';
import { SitePlan } from '../county/plan';

export interface Link {
  readonly text: string;
  /** Empty where the page prints the words without a link. */
  readonly href: string;
}

export interface ListLine {
  readonly title: string;
  readonly href: string;
  /** Null where the list prints none. */
  readonly date: LocalDate | null;
}

/** What every page of a site shares. */
export interface Frame {
  readonly site: SitePlan;
  /** Name of the unit whose part of the site this is. */
  readonly unitName: string;
  readonly phone: string;
  readonly homeHref: string;
  readonly nav: readonly Link[];
}

export interface HomeView extends Frame {
  readonly boxes: readonly { readonly name: string; readonly href: string; readonly lines: readonly ListLine[] }[];
  readonly groups: readonly { readonly name: string; readonly links: readonly Link[] }[];
}

export interface ListView extends Frame {
  readonly crumbs: readonly Link[];
  readonly name: string;
  readonly channelId: number;
  readonly lines: readonly ListLine[];
  readonly emptyText: string;
  readonly page: number;
  readonly pages: number;
  /** Address of list page 1, 2 …; index 0 is page 1. */
  readonly pageHrefs: readonly string[];
  readonly siblings: readonly Link[];
}

export interface ArticleView extends Frame {
  readonly crumbs: readonly Link[];
  readonly columnName: string;
  readonly id: number;
  readonly title: string;
  /** Null where the page must not print it. */
  readonly published: LocalDate | null;
  /** `09:32`. */
  readonly time: string;
  readonly formed: LocalDate | null;
  readonly issuer: string;
  readonly number: string | null;
  readonly indexNumber: string;
  /** Whether the page carries a 信息框, as disclosure records do and news do not. */
  readonly hasBox: boolean;
  readonly paragraphs: readonly string[];
  /** Markup behind the paragraphs, and links inside the text. */
  readonly markup?: string;
  readonly links?: readonly Link[];
  /** 行政决定 as a two-column table. */
  readonly facts: readonly (readonly [label: string, value: string])[];
  /** A table of the text, line by line. */
  readonly grid: readonly (readonly string[])[];
  readonly attachments: readonly Link[];
  readonly related: readonly ListLine[];
  readonly previous: Link | null;
  readonly next: Link | null;
}

export interface DirectoryView extends Frame {
  readonly groups: readonly { readonly name: string; readonly links: readonly Link[] }[];
}

/** One CMS family's way to write pages. */
export interface Markup {
  /** Lines per list page. */
  readonly pageSize: number;
  home(view: HomeView): string;
  directory(view: DirectoryView): string;
  list(view: ListView): string;
  article(view: ArticleView): string;
}
