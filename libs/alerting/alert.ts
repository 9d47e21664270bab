import { LocalDate } from '@app/calendar/local-date';
import { Finding } from '@app/evaluation/finding';
import { Severity } from '@app/evaluation/rule';

/** 告警的种类: 问题 judged by a rule, 待核实 proposed to a person, 预警 before the due day. */
export type AlertKind = 'violation' | 'proposal' | 'warning';

/** 告警的状态. `resolved` is reached by new evidence or by a closed notice, `dismissed` only by a person. */
export type AlertState = 'warning' | 'proposed' | 'open' | 'confirmed' | 'dismissed' | 'notified' | 'resolved';

/** 告警 — one obligation instance of one unit × one rule family, over its whole life. */
export interface Alert {
  /** `v1|unit|subject|family`; one line of life each. */
  readonly fingerprint: string;
  readonly unit: string;
  readonly subject: string;
  readonly family: string;
  readonly kind: AlertKind;
  readonly state: AlertState;
  /** 异议未决: nothing is resolved or reopened for the unit's account in any bulletin meanwhile. */
  readonly isContested: boolean;
  readonly code: string;
  readonly severity: Severity;
  readonly dueOn: LocalDate | null;
  /** The facts that matter, without when they were captured; a dismissed alert returns only when it changes. */
  readonly digest: string;
  /** The finding it rests on; for a warning the one that carries the due date. */
  readonly finding: Finding;
  readonly firstFoundOn: LocalDate;
  readonly lastFoundOn: LocalDate;
  readonly resolvedOn: LocalDate | null;
}

/** What happened to an alert; the words are those of its history. */
export type AlertAction = 'opened' | 'proposed' | 'warned' | 'escalated' | 'updated' | 'resolved' | 'reopened';

/** 告警变化 — the alert as it is from now on, what happened, and one Chinese sentence for its history. */
export interface AlertChange {
  readonly action: AlertAction;
  readonly alert: Alert;
  readonly note: string;
}

export const ALERT_KINDS: Readonly<Record<AlertKind, string>> = {
  violation: '问题',
  proposal: '待核实',
  warning: '预警',
};

export const ALERT_STATES: Readonly<Record<AlertState, string>> = {
  warning: '预警',
  proposed: '待核实',
  open: '待确认',
  confirmed: '已确认',
  dismissed: '不予采纳',
  notified: '已通知',
  resolved: '已消除',
};

export const ALERT_ACTIONS: Readonly<Record<AlertAction, string>> = {
  opened: '发现问题',
  proposed: '提请核实',
  warned: '到期前预警',
  escalated: '转为问题',
  updated: '情况更新',
  resolved: '问题消除',
  reopened: '问题再现',
};

/** 风险等级 as every screen, table and document prints it; on screens its colour is of the national 红 橙 黄 蓝 scale. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  veto: '一票否决',
  high: '高风险',
  medium: '中风险',
  low: '低风险',
  tip: '提示',
};

/** The name of an alert's line of life. The version in front leaves room for another way of naming. */
export function fingerprintOf(unit: string, subject: string, family: string): string {
  return ['v1', unit, subject, family].join('|');
}
