import { LocalDate } from '@app/calendar/local-date';
import { SiteMarks } from './site-marks';

/** Where a date was read; in falling order of trust for publishedOn: box, label, script, meta. */
export type DateOrigin = 'box' | 'label' | 'script' | 'meta' | 'list' | 'url' | 'text' | 'signature';

export interface ClaimedDate {
  readonly value: LocalDate;
  readonly from: DateOrigin;
  /** The words in front of it on the page (发布日期, 成文日期 …), where there were any. */
  readonly label?: string;
}

export interface Attachment {
  readonly name: string;
  /** Absolute; empty where the page names a file but links nowhere. */
  readonly url: string;
}

/** One line of a list page. */
export interface ListEntry {
  readonly title: string;
  /** Absolute; empty where the page names a document but links nowhere (`#`, `javascript:`). */
  readonly url: string;
  readonly publishedOn: LocalDate | null;
}

/** Something noticed on a page: `pii-…` (always masked), `empty-shell` (needs the browser), `situation-note` (情况说明), `empty-list` … */
export interface PageSignal {
  readonly kind: string;
  /** Position: character offset in the text or a short path; never the value itself. */
  readonly at: string;
  readonly masked?: string;
}

/**
 * 网页要素 — what one captured page says, as printed; null where it does not say.
 * The fields up to `signals` are the JSON of `mingjian extract`; the rest is for observation only.
 */
export interface ExtractedPage {
  readonly url: string;
  readonly kind: 'article' | 'list' | 'home' | 'other';
  readonly title: string | null;
  /** From box, label, script or meta, in that order; never from a URL or from a link to another item. */
  readonly publishedOn: LocalDate | null;
  /** `YYYY-MM-DD HH:mm[:ss]` where the page prints a time. */
  readonly publishedAt?: string;
  /** 成文日期: box, label or signature. */
  readonly formedOn: LocalDate | null;
  readonly documentNumber: string | null;
  /** 发文字号 in one spelling: full-width brackets 〔〕, no spaces. */
  readonly documentNumberNormal?: string;
  readonly indexNumber: string | null;
  readonly issuingBody: string | null;
  readonly source: string | null;
  readonly validity: string | null;
  readonly attachments: readonly Attachment[];
  readonly entries: readonly ListEntry[];
  /** Absolute URLs of the further pages of this list, in order. */
  readonly nextPages: readonly string[];
  readonly dates: readonly ClaimedDate[];
  readonly signals: readonly PageSignal[];

  /** CMS family that read the page; `generic` otherwise. */
  readonly family: string;
  /** 面包屑, outermost first, without 首页. */
  readonly breadcrumb: readonly string[];
  /** 栏目名 of a list page (heading or last breadcrumb). */
  readonly sectionName: string | null;
  /** Organ signing at the foot of the text (落款), as printed. */
  readonly signedBy: string | null;
  /** Main text, whitespace folded, at most 20,000 characters. */
  readonly text: string;
  /** Same-document links to follow: absolute, http(s), without fragment, in page order, each with its anchor text. */
  readonly links: readonly { readonly url: string; readonly text: string }[];
  /** 网站标识 of header and footer; absent on pages read before they were looked for. */
  readonly marks?: SiteMarks;
}

/** Reads one decoded page; the list of families lives in `crawlers/`, so apps pass the function in. */
export type Extract = (page: { readonly url: string; readonly html: string }) => ExtractedPage;
