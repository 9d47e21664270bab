import { LocalDate } from '@app/calendar/local-date';
import type { Evidence, ObservedDocument } from './observation';

/** 内容要素 — something noticed in one article: small facts, never its text. Personal numbers are always masked. */
export interface PageRemark {
  /** A signal of extraction (`pii-…`, `mark-…`, `mojibake`, `image-body` …), `wording`, or `figure-conflict`. */
  readonly kind: string;
  /** Position: offset in the text, a table, an attachment; never a value. */
  readonly at: string;
  readonly masked?: string;
  /** Chinese; what it is about, for explanations. */
  readonly says?: string;
  /** Of `pii-…`: whose number the words around it speak of. */
  readonly context?: PersonalContext;
  /** Of `wording`: what should stand there, and whether the office calls it grave. */
  readonly instead?: string;
  readonly isGrave?: boolean;
}

/** `office`: an organ's own contact; `recipient`: someone who receives something; `plain`: nothing says whose. */
export type PersonalContext = 'office' | 'recipient' | 'plain';

/** 起止时间 as printed: of a 公示 or a 征求意见. */
export interface PrintedWindow {
  /** Null where only the end is printed. */
  readonly from: LocalDate | null;
  readonly to: LocalDate;
  /** 公示期7个工作日, in the same sentence. */
  readonly stated?: { readonly amount: number; readonly unit: 'workday' | 'day' };
}

/** 意见征集, and what came of it. */
export interface Consultation {
  readonly window: PrintedWindow | null;
  /** The text says why its time is short. */
  readonly isShortnessExplained: boolean;
  readonly feedback: ConsultationFeedback | null;
  /** Results of consultations nearby that could not be given to one: one of them may be this one's. */
  readonly unclear: number;
  /** The list it stands in was read to its end, so that a result would have been met there. */
  readonly isListComplete: boolean;
}

export interface ConsultationFeedback {
  readonly url: string;
  readonly title: string;
  readonly publishedOn: LocalDate | null;
  /** It says what was taken up, or that nothing came in, or why something was not taken up. */
  readonly isSubstantial: boolean;
}

/** 政策解读 with the document it interprets. */
export interface Interpretation {
  readonly policy: {
    readonly document: ObservedDocument;
    /** By 文号 or by the name in 《》. */
    readonly basis: 'number' | 'name';
  };
  /** It is the first interpretation of that document that was seen. */
  readonly isFirst: boolean;
  readonly linksToPolicy: boolean;
  readonly policyLinksBack: boolean;
  /** The policy's page links to something called 解读 that was not read. */
  readonly hasUnreadInterpretation: boolean;
  /** Share of its text that stands word for word in the document; absent where too little of either is known. */
  readonly overlap?: number;
}

/** 时效 by what texts of the site print. */
export interface PrintedValidity {
  /** 有效期至, as printed in the document itself. */
  readonly until?: LocalDate;
  readonly repealedBy?: {
    readonly url: string;
    readonly title: string;
    readonly publishedOn: LocalDate | null;
    readonly evidence: Evidence;
  };
}

/** 撤下 — the page was read on an earlier day; now the site says that there is none. */
export interface Withdrawal {
  readonly seenOn: LocalDate;
  readonly kind: 'notFound' | 'softNotFound';
  readonly status?: number;
  readonly at: string;
}

/** One article with what rules about documents and content may use; kept only where there is something to say of it. */
export interface ContentPage {
  readonly document: ObservedDocument;
  /** Name of its section. */
  readonly section: string | null;
  /** Letters of its text. */
  readonly length: number;
  readonly remarks: readonly PageRemark[];
  readonly display?: PrintedWindow;
  readonly consultation?: Consultation;
  readonly interpretation?: Interpretation;
  /** A normative document of the unit's site for which no interpretation was found. */
  readonly isUninterpreted?: boolean;
  readonly validity?: PrintedValidity;
  readonly withdrawal?: Withdrawal;
  /** Something was remarked earlier; in this round the page could not be read, so nothing is known of it. */
  readonly isUnread?: boolean;
  /** Kinds of facts an earlier round kept of it: what has gone since must be said, so that its alerts end. */
  readonly earlier?: readonly string[];
}
