import { LocalDate } from '@app/calendar/local-date';
import { Deadline } from '@app/catalog/time-limit';
import { Evidence } from '@app/observation/observation';
import { Outcome, Severity } from './rule';

/** 检查结果 — one verdict of one rule on one subject, append-only, bound to its ruleset version. */
export interface Finding {
  readonly code: string;
  /** Rule id. */
  readonly rule: string;
  readonly title: string;
  readonly family: string;
  readonly machine: 'A' | 'S' | 'A/S' | 'E';
  /** `item:<key>|<instance>`, `section:<url>`, `site`, `catalog:<code>` — with the unit and the family it names the alert. */
  readonly subject: string;
  /** The item's name; null for findings about a section or site. */
  readonly item: string | null;
  readonly itemKey: string | null;
  /** 领域 of the item by its name in the dictionary; absent where the catalog names none. */
  readonly domain?: string;
  readonly row: number | null;
  /** Catalog rows that are wrong, for findings about a catalog. */
  readonly rows?: readonly number[];
  readonly section: string | null;
  readonly outcome: Outcome;
  /** Doubt from not having seen; nobody has to decide anything. */
  readonly unseen: boolean;
  readonly severity: Severity;
  readonly url: string | null;
  readonly explanation: string;
  readonly basis: string;
  readonly advice: string;
  readonly isCurable: boolean;
  readonly evidence: readonly Evidence[];
  readonly deadline: Deadline | null;
  readonly dueOn: LocalDate | null;
  readonly publishedOn: LocalDate | null;
  /** 整改期限 in working days, where a setting names one; otherwise it follows from the severity. */
  readonly rectificationDays?: number;
  /** Chinese; why the rule only proposes for the time being. */
  readonly restriction?: string;
}

/** 预警 — due soon and nothing seen yet. Never a violation. */
export interface Warning {
  readonly subject: string;
  readonly item: string;
  readonly itemKey: string;
  readonly row: number;
  readonly section: string | null;
  readonly url: string | null;
  readonly instance: string;
  readonly dueOn: LocalDate;
  readonly workingDaysLeft: number;
  readonly deadline: Deadline | null;
}

/** What `evaluate` says of one unit. */
export interface Evaluation {
  readonly unit: string;
  readonly today: LocalDate;
  readonly since: LocalDate;
  readonly rulesetVersion: string;
  /** Version of the work calendar it was judged by. */
  readonly calendarVersion?: string;
  /**
   * 可在线核验 N / M 项; `judged` = items with at least one pass or fail; `ofOtherTier` = rows ticked only for other levels of
   * government (公开层级), which are not among the N; absent where there are none.
   */
  readonly coverage: {
    readonly items: number;
    readonly onlineVerifiable: number;
    readonly judged: number;
    readonly ofOtherTier?: number;
  };
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
}
