import { LocalDate } from '@app/calendar/local-date';
import { RegisterEntry } from '@app/registers/register-kind';
import type { Evidence } from './observation';

/**
 * 台账与本平台的办理记录 — what is judged of a unit besides its website: entries it registered, and how its own notices
 * and alerts stand. Part of the observation, so that an old one is judged again by what was known then.
 */
export interface UnitRecords {
  readonly entries: readonly RegisterEntry[];
  readonly cases: readonly OwnCase[];
}

/** 整改通知 as its rectification stands. */
export interface NoticeCase {
  readonly kind: 'notice';
  readonly number: string;
  readonly issuedOn: LocalDate;
  readonly rectifyBy: LocalDate;
  /** 已送达, 已反馈, 复查中, 退回重整改; closed and withdrawn ones as long as they are recent. */
  readonly state: 'delivered' | 'replied' | 'rechecking' | 'returned' | 'closed' | 'withdrawn';
  readonly closedOn: LocalDate | null;
  /** Problems that are neither closed nor withdrawn, and how many of them the unit contests. */
  readonly open: number;
  readonly contested: number;
  readonly attestation: Evidence;
}

/** 问题再现 — a problem that had been resolved was found again. */
export interface RecurrenceCase {
  readonly kind: 'recurrence';
  /** Code, title and subject of the problem. */
  readonly code: string;
  readonly title: string;
  readonly subject: string;
  /** Item or section as people know it. */
  readonly place: string | null;
  readonly resolvedOn: LocalDate;
  readonly returnedOn: LocalDate;
  /** The problem was resolved once more, or dismissed by a person. */
  readonly isOver: boolean;
  readonly isContested: boolean;
  readonly attestation: Evidence;
}

export type OwnCase = NoticeCase | RecurrenceCase;
