import { StoredAttachment } from './attachment-content';
import { AttachmentState } from './attachment-state';
import { FETCH_FAILURES, FetchFailure, FetchFailureKind } from './capture';
import { HELD } from './frontier';

export interface CrawlSummary {
  readonly pages: number;
  /** Articles among them. */
  readonly documents: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly failures: Readonly<Partial<Record<FetchFailureKind, number>>>;
  readonly failed: readonly FetchFailure[];
  /** By URL as extraction names it, normalised; `unread` beyond `maxAttachments` and on other hosts. */
  readonly attachments: Readonly<Record<string, AttachmentState>>;
  /** What attachments that are the document itself say. */
  readonly attachmentTexts: Readonly<Record<string, StoredAttachment>>;
  readonly rendered: number;
  /** URLs held back by a limit, by reason in Chinese. */
  readonly heldBack: Readonly<Record<string, number>>;
  /** Why the home page could not be read. */
  readonly homeFailure: FetchFailure | null;
  /** The whole site was seen as far as links reach. Absence may be concluded only then. */
  readonly isComplete: boolean;
  /** Chinese; why it is not complete. */
  readonly gap: string | null;
}

/** What a crawl counted, before it is judged as a whole. */
export interface CrawlTally {
  readonly pages: number;
  readonly documents: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly failed: readonly FetchFailure[];
  readonly attachments: Readonly<Record<string, AttachmentState>>;
  readonly attachmentTexts: Readonly<Record<string, StoredAttachment>>;
  readonly rendered: number;
  readonly heldBack: Readonly<Record<string, number>>;
  readonly homeFailure: FetchFailure | null;
  /** Why it stopped before its end, in Chinese. */
  readonly stop: string | null;
  /** Links still in the queue. */
  readonly left: number;
}

export interface Expectation {
  readonly maxPages: number;
  /** 应有页数. */
  readonly minPages: number;
}

/** The summary with its failures counted and its completeness judged. */
export function summaryOf({ stop, left, ...tally }: CrawlTally, expected: Expectation): CrawlSummary {
  const failures: Partial<Record<FetchFailureKind, number>> = {};
  for (const { kind } of tally.failed) failures[kind] = (failures[kind] ?? 0) + 1;
  const gap = gapOf({ stop, left, ...tally }, expected);
  return { ...tally, failures, isComplete: gap === null, gap };
}

/** Why no absence may be concluded from this crawl as a whole, in Chinese; single failures speak for themselves. */
function gapOf(tally: CrawlTally, { maxPages, minPages }: Expectation): string | null {
  const { homeFailure, stop, left, pages, failed, heldBack } = tally;
  if (homeFailure) return `首页无法读取：${FETCH_FAILURES[homeFailure.kind].text}`;
  if (stop) return stop;
  if (left > 0) return `已达采集上限 ${maxPages} 页，仍有 ${left} 个链接未读取`;
  if (pages < minPages) return `只读到 ${pages} 页，少于该网站应有的 ${minPages} 页`;
  const passing = failed.filter(({ kind }) => !FETCH_FAILURES[kind].permanent).length;
  if (passing > pages) return `${passing} 个页面暂时无法读取，多于读到的 ${pages} 页`;
  return Object.keys(heldBack).find((reason) => reason !== HELD.calendar) ?? null;
}
