import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CatalogKind } from '@app/catalog/catalog-version';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { Deadline, TimeLimit } from '@app/catalog/time-limit';
import { ContentPage } from '@app/observation/content-page';
import {
  Evidence,
  ItemObservation,
  ObservedDocument,
  ObservedSection,
  UnitObservation,
} from '@app/observation/observation';
import type { RulePack } from './rule-pack';
import { OwnCase } from '@app/observation/unit-records';
import { RegisterEntry } from '@app/registers/register-kind';
import { ClaimOrigin } from './trigger-claims';

/** 结论. `unseen` marks doubt that comes from not having seen (未能采集): nobody has to decide anything. */
export type Verdict =
  | { readonly outcome: 'pass'; readonly explanation: string; readonly proof?: Proof }
  | {
      readonly outcome: 'notApplicable';
      readonly explanation: string;
      readonly warning?: EarlyWarning;
      readonly proof?: Proof;
    }
  | { readonly outcome: 'cannotTell'; readonly explanation: string; readonly unseen?: boolean; readonly proof?: Proof }
  | { readonly outcome: 'fail'; readonly explanation: string; readonly proof: Proof };

export type Outcome = Verdict['outcome'];

/** 预警 — due soon and nothing seen yet; it rides on `notApplicable`, because it is never a violation. */
export interface EarlyWarning {
  readonly dueOn: LocalDate;
  readonly workingDaysLeft: number;
}

/** What a verdict rests on. A `fail` without evidence is refused by `evaluate`. */
export interface Proof {
  readonly url: string;
  readonly evidence: readonly Evidence[];
  readonly deadline?: Deadline;
  /** 公开截止日 and 公开日期 where the verdict is about time. */
  readonly dueOn?: LocalDate;
  readonly publishedOn?: LocalDate | null;
  /** Where it differs from the rule's: what is missing can still be published, what came late stays late. */
  readonly isCurable?: boolean;
  /** Where it is less grave than the rule's: 15 working days of a rule about three months. */
  readonly severity?: Severity;
  /** Catalog rows that are wrong, as numbered in their file; only for verdicts about a catalog. */
  readonly rows?: readonly number[];
}

export type Severity = 'veto' | 'high' | 'medium' | 'low' | 'tip';
export type Dimension = '完整性' | '时效性' | '平台' | '内容' | '互动' | '机制' | '目录';

/** 公开义务 — one instance of what an item's limit asks for: a period, or a document for after-event limits. */
export interface Obligation {
  /** `2026Q3`, `2026-10`, `2025`, `url:…` for a document, `maxAge` for a maximum age. */
  readonly instance: string;
  /** The one timeliness rule that judges it: TIM-02, 03, 04 and 06 go before TIM-01 and TIM-05. */
  readonly code: string;
  readonly limit: TimeLimit;
  /** Undefined where no day follows from the wording or the calendar does not cover it; then `problem` says why. */
  readonly dueOn?: LocalDate;
  readonly deadline?: Deadline;
  readonly problem?: string;
  /** The document that fulfils it, or that started the clock. */
  readonly document?: ObservedDocument;
  readonly triggerOn?: LocalDate;
  /** Whose word `triggerOn` is, where several may speak of it. */
  readonly triggerOrigin?: ClaimOrigin;
  /** Chinese; what else is claimed of that day and does not fit. */
  readonly contradictions?: readonly string[];
  /** 2026年第三季度 … in Chinese, for explanations. */
  readonly label: string;
  /** First and last day of the period it speaks of. */
  readonly period?: { readonly from: LocalDate; readonly to: LocalDate };
  /** 及时、实时: the outer bound of 条例第二十六条 stands in, and exceeding it is doubt, never a violation. */
  readonly isVague?: boolean;
  /** Chinese; how this limit was chosen where the cell holds several. */
  readonly choice?: string;
  /** Documents that may fulfil it or not; while there are any, nothing is missing. */
  readonly doubtful?: readonly ObservedDocument[];
  /** 情况说明 that covers it. */
  readonly situationNote?: ObservedDocument;
  /** 每年不少于4次: how many publications the period owes, and how many were seen; absent where one will do. */
  readonly count?: { readonly owed: number; readonly seen: number };
}

/** 目录 as rules see it: one kind of the unit's catalogs with all its rows. */
export interface UnitCatalog {
  readonly kind: CatalogKind;
  readonly evidence: Evidence;
  readonly items: readonly DisclosureItem[];
}

/** What a rule looks at. Each rule names one kind of subject and is called once per subject. */
export type Subject =
  | { readonly kind: 'site' }
  | { readonly kind: 'catalog'; readonly catalogs: readonly UnitCatalog[] }
  | { readonly kind: 'section'; readonly section: ObservedSection }
  | { readonly kind: 'page'; readonly page: ContentPage }
  | { readonly kind: 'item'; readonly item: ItemObservation }
  | { readonly kind: 'document'; readonly item: ItemObservation; readonly document: ObservedDocument }
  | { readonly kind: 'obligation'; readonly item: ItemObservation; readonly obligation: Obligation }
  | { readonly kind: 'entry'; readonly entry: RegisterEntry }
  | { readonly kind: 'year'; readonly year: number; readonly isOver: boolean }
  | { readonly kind: 'case'; readonly own: OwnCase };

export type SubjectOf<K extends Subject['kind']> = Extract<Subject, { kind: K }>;

export type Parameters = Readonly<Record<string, number | string | boolean>>;

export interface RuleContext<P extends Parameters = Parameters> {
  readonly observation: UnitObservation;
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
  /** 回溯起点: obligations that fell due earlier are not judged. */
  readonly since: LocalDate;
  readonly parameters: P;
}

/** 检查规则 — code with declared parameters; which rule is on and with which values is data. */
export interface Rule<K extends Subject['kind'] = Subject['kind'], P extends Parameters = Parameters> {
  /** Code of the official rule list, e.g. TIM-01. */
  readonly code: string;
  readonly id: string;
  readonly title: string;
  readonly dimension: Dimension;
  /** Document and clause; a basis that was not read in the official text says so. */
  readonly basis: string;
  readonly severity: Severity;
  /** A may fail; S only proposes; A/S fails only on printed, imported or entered dates; E judges entered data. */
  readonly machine: 'A' | 'S' | 'A/S' | 'E';
  readonly subject: K;
  /** Rules of one family share the alert of an obligation instance: completeness, timeliness, attachment, platform … */
  readonly family: string;
  readonly parameters: P;
  /** 整改建议, Chinese, one sentence. */
  readonly advice: string;
  /** Whether new publication cures it; a late publication stays late and is closed by a person on the unit's explanation. */
  readonly isCurable: boolean;
  /** When it returns `cannotTell`, for the generated catalogue of rules. */
  readonly doubts: string;
  /** Whether the rule has anything to say of a subject; where it has not, there is no finding at all. */
  appliesTo?(subject: SubjectOf<K>): boolean;
  examine(subject: SubjectOf<K>, context: RuleContext<P>): Verdict;
}

/** Keeps the types of `parameters` and `subject` while the list holds all rules as one type. */
export function defineRule<K extends Subject['kind'], P extends Parameters>(rule: Rule<K, P>): Rule {
  return rule as unknown as Rule;
}

export interface Ruleset {
  readonly version: string;
  readonly rules: readonly Rule[];
  /** 规则包 a region may choose from. */
  readonly packs?: readonly RulePack[];
  /** Which rules are in force where the region has chosen no pack; absent = all. */
  isCore?(rule: Rule): boolean;
}

export const pass = (explanation: string, proof?: Proof): Verdict => ({ outcome: 'pass', explanation, proof });
export const notApplicable = (explanation: string): Verdict => ({ outcome: 'notApplicable', explanation });
export const cannotTell = (explanation: string, proof?: Proof): Verdict => ({
  outcome: 'cannotTell',
  explanation,
  proof,
});
export const unseen = (explanation: string, proof?: Proof): Verdict => ({
  outcome: 'cannotTell',
  explanation,
  unseen: true,
  proof,
});
export const fail = (explanation: string, proof: Proof): Verdict => ({ outcome: 'fail', explanation, proof });
