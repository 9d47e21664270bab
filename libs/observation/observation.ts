import { LocalDate } from '@app/calendar/local-date';
import { CatalogKind } from '@app/catalog/catalog-version';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { ResolvedNames } from '@app/catalog/unit-names';
import { AvailabilityWeek } from '@app/crawling/availability';
import { FetchFailure } from '@app/crawling/capture';
import { Attachment, ClaimedDate, ListEntry, PageSignal } from '@app/crawling/extracted-page';
import { SiteScope, Unit } from '@app/sites/unit';
import type { ContentPage } from './content-page';
import type { ElementsSeen } from './elements-seen';
import { RegisterEntry } from '@app/registers/register-kind';
import type { SiteFacts } from './site-facts';
import type { ObservedSuperior } from './superiors';
import type { UnitRecords } from './unit-records';

/** 证据 — which bytes, from where, when. */
export interface Evidence {
  readonly url: string;
  /** ISO instant in real time. */
  readonly capturedAt: string;
  readonly sha256: string;
}

/** 附件状态: `unread` = not fetched or on another host, says nothing. */
export type AttachmentState = 'ok' | 'notFound' | 'empty' | 'wrongType' | 'unread';

/** `says` only where the attachment is the document itself and was read whole. */
export interface ObservedAttachment extends Attachment {
  readonly state: AttachmentState;
  readonly says?: AttachmentText;
}

/** 附件内容 as rules may read it: a scan prints nothing that could be read, and what is not known is not missing. */
export interface AttachmentText {
  readonly documentNumber: string | null;
  readonly formedOn: LocalDate | null;
  readonly dates: readonly ClaimedDate[];
  readonly isScanned: boolean;
  /** The beginning, at most 2,000 characters. */
  readonly text: string;
}

/** 已采集的公开信息 — one article as it was seen: everything the rules may use, nothing else. */
export interface ObservedDocument {
  readonly url: string;
  readonly title: string;
  readonly publishedOn: LocalDate | null;
  readonly formedOn: LocalDate | null;
  /** 成文日期认定: stated by the unit in an objection that was upheld; goes before what the page prints. */
  readonly ruledFormedOn?: LocalDate;
  /** Date beside its link on the list page. */
  readonly listedOn: LocalDate | null;
  readonly documentNumber: string | null;
  readonly issuingBody: string | null;
  readonly signedBy: string | null;
  readonly source: string | null;
  readonly validity: string | null;
  readonly dates: readonly ClaimedDate[];
  readonly signals: readonly PageSignal[];
  readonly attachments: readonly ObservedAttachment[];
  /** Section whose list shows it; null when only linked from elsewhere. */
  readonly sectionUrl: string | null;
  /** 情况说明 (本年度未发生…): neither a disclosure nor a violation. */
  readonly isSituationNote: boolean;
  /** Null when the list names it but the article could not be read: its content is unknown. */
  readonly evidence: Evidence | null;
  /** The page is a section by itself (机构职能 …): it is kept current, not published once, and needs no date. */
  readonly isSectionPage?: boolean;
  /** Its breadcrumb names the section, but no list page was seen to show it. */
  readonly isUnlisted?: boolean;
  /** First and last virtual day on which it was seen; null before the first round was stored. */
  readonly firstSeenOn: LocalDate | null;
  readonly lastSeenOn: LocalDate | null;
  /** Where its list was read without it before it was first seen; absent without such a reading. */
  readonly absence?: DocumentAbsence;
}

/** A reading of a section that went far enough back to show a document, and did not. */
export interface DocumentAbsence {
  /** The day judged by of that round. */
  readonly on: LocalDate;
  readonly section: string;
  readonly evidence: Evidence;
}

/** 栏目 as seen: its list pages put together. */
export interface ObservedSection {
  /** URL of its first list page. */
  readonly url: string;
  readonly name: string;
  /** Names from the outermost level to this section. */
  readonly path: readonly string[];
  /** Every list page read. */
  readonly evidence: readonly Evidence[];
  readonly entries: readonly ListEntry[];
  /** Every page of the list was read, and it did not need a browser that was missing. Absence may be concluded only then. */
  readonly isComplete: boolean;
  /** Chinese; why it is not complete. */
  readonly gap: string | null;
  /** Every entry from this day on is known, older ones may stand on pages not seen. Absent: known from the beginning, or not at all where the list is not complete. */
  readonly seenSince?: LocalDate;
  /** Nothing is missing but that some pages are as an earlier round read them; the day on which the oldest of them was read. */
  readonly carriedFrom?: LocalDate;
}

/** How an item found its section: by the row's own 栏目 column, by equal names, by similar names, by a person. */
export type MatchBasis = 'explicit' | 'name' | 'similarity' | 'person' | 'none';

/** 匹配 — one row and what the site shows for it. Only a certain match may lead to `fail`. */
export interface ItemObservation {
  /** Stable over re-imports: levels joined by ` > `, `#2` behind a repetition. */
  readonly key: string;
  readonly item: DisclosureItem;
  readonly section: ObservedSection | null;
  readonly basis: MatchBasis;
  readonly isCertain: boolean;
  /** Documents of the item inside its section. */
  readonly documents: readonly ObservedDocument[];
  /** Documents outside the section whose title clearly names the item: 放错栏目, so nothing may be called missing. */
  readonly elsewhere: readonly ObservedDocument[];
  /** Documents of a section shared with other items that may be this item's or not: nothing may be called missing. */
  readonly unassigned?: readonly ObservedDocument[];
  /** Absent where the row lists no elements that could be looked for. */
  readonly elementsSeen?: ElementsSeen;
  /** The section's page could not be read (采集失败): what follows from it is unseen, not doubtful. */
  readonly isUnread?: boolean;
  /** Other sections that came close; work for a person. */
  readonly candidates: readonly { readonly url: string; readonly name: string; readonly score: number }[];
}

/** 目录 — one catalog of the unit in force; rows that are observed stand here by their key only. */
export interface ObservedCatalog {
  readonly kind: CatalogKind;
  /** The file it was imported from: its name, when, and its digest. */
  readonly evidence: Evidence;
  /** Keys of its rows among the unit's items. */
  readonly keys: readonly string[];
  /** Rows that owe no disclosure (负面清单) and so are no items. */
  readonly others?: readonly DisclosureItem[];
  /** A file handed to `audit`: perhaps an excerpt or a draft, so nothing in it is charged to the unit. */
  readonly isUnregistered?: boolean;
}

/** 目录页 — a page or attachment of the site that is, by its name, the unit's catalog. */
export interface CatalogPage {
  readonly url: string;
  readonly title: string;
  readonly evidence: Evidence;
  readonly publishedOn: LocalDate | null;
  readonly firstSeenOn: LocalDate | null;
  /** The day since which its text has been the same in every round; absent without earlier rounds. */
  readonly unchangedSince?: LocalDate;
  /** The page prints the table or offers a file that can be had. */
  readonly isReadable: boolean;
}

/** What the site shows of the unit's catalog. */
export interface CatalogPages {
  readonly found: readonly CatalogPage[];
  /** Chinese; why it may be there although it was not found: unread sections, links that lead elsewhere. */
  readonly gap: string | null;
}

/** 监测记录 — what one crawl showed of one unit, as a value that can be judged again at any time. */
export interface UnitObservation {
  readonly unit: Unit;
  readonly scope: SiteScope;
  /** The day judged by when it was taken (the region's today). */
  readonly observedOn: LocalDate;
  readonly home: {
    readonly evidence: Evidence;
    /** Newest day printed on it or on a page one click away. */
    readonly newestOn: LocalDate | null;
    /** 仅为导航入口: it lists nothing with a date itself. */
    readonly isPortal: boolean;
    /** Chinese; why its newest day may be unknown: pages one click away not read, content loaded by script. */
    readonly gap?: string | null;
  } | null;
  readonly items: readonly ItemObservation[];
  readonly sections: readonly ObservedSection[];
  readonly failures: readonly FetchFailure[];
  /** Articles read on the site and how many of them print a date: where hardly any does, the reading is in doubt. */
  readonly articles?: { readonly read: number; readonly dated: number };
  /** False when the crawl was cut short, below its expected yield or the home page was unreachable: no absence may be concluded. */
  readonly isComplete: boolean;
  readonly gap: string | null;
  /** Pages asked for in this round, also where the site said that they had not changed. */
  readonly pagesRead: number;
  /** Pages taken over from earlier rounds; absent in a full round. `oldestAt` is an ISO instant. */
  readonly carried?: { readonly pages: number; readonly oldestAt: string };
  /** Chinese; why nothing is to be judged by this observation (疑似改版): `evaluate` says `unseen` of everything. */
  readonly suspended?: string;
  /** Articles of which rules about documents and content have something to say; absent in observations made before they were looked for. */
  readonly contentPages?: readonly ContentPage[];
  /** Absent where the site is not probed. */
  readonly availability?: AvailabilityWeek;
  /** 台账 and the unit's own cases, as they were when it was judged; absent where the caller has none. */
  readonly records?: UnitRecords;
  /** 留言 whose pages print when they were asked and answered. */
  readonly messages?: readonly RegisterEntry[];
  /** Absent where the caller has no catalogs to judge; the rules about catalogs then say nothing. */
  readonly catalogs?: readonly ObservedCatalog[];
  readonly catalogPages?: CatalogPages;
  /** What catalogs above the unit's list in its 领域; absent where the caller knows of none. */
  readonly superiors?: readonly ObservedSuperior[];
  /** 公开主体 cells that name not just this unit, by their text; absent without a register of units. */
  readonly organs?: Readonly<Record<string, ResolvedNames & { readonly isOwn: boolean }>>;
  /** What the site shows as a whole; absent in observations made before it was looked at. */
  readonly siteFacts?: SiteFacts;
}
