import { AlertKind, AlertState } from '@app/alerting/alert';
import { LocalDate } from '@app/calendar/local-date';
import { Deadline } from '@app/catalog/time-limit';
import { Severity } from '@app/evaluation/rule';
import { Evidence } from '@app/observation/observation';

/** What a notice needs to know of an alert; `id`, state and contest come from the alert, the rest from its finding. */
export interface NoticeAlert {
  readonly id: number;
  readonly unit: string;
  readonly kind: AlertKind;
  readonly state: AlertState;
  readonly isContested: boolean;
  readonly code: string;
  readonly ruleTitle: string;
  readonly severity: Severity;
  /** 整改期限 that a setting of the rule names, in working days. */
  readonly rectificationDays?: number;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly url: string | null;
  readonly explanation: string;
  readonly basis: string;
  readonly advice: string;
  readonly isCurable: boolean;
  readonly deadline: Deadline | null;
  readonly dueOn: LocalDate | null;
  readonly evidence: readonly Evidence[];
}

export type RefusalKind =
  'noAlerts' | 'unknown' | 'otherUnit' | 'notConfirmed' | 'contested' | 'noEvidence' | 'noBasis';

/** Why an alert may not stand in a notice; `alertId` is null where the whole selection is refused. */
export interface Refusal {
  readonly alertId: number | null;
  readonly kind: RefusalKind;
  /** Chinese, for the person who wanted to issue it. */
  readonly reason: string;
}

/** Thrown by `composeNotice`; nothing has been changed. */
export class NoticeRefused extends Error {
  constructor(readonly refusals: readonly Refusal[]) {
    super(refusals.map(({ reason }) => reason).join('；'));
    this.name = 'NoticeRefused';
  }
}

const NOT_CONFIRMED: Readonly<Record<Exclude<AlertState, 'confirmed'>, string>> = {
  warning: '是到期前预警，不是问题，不能列入整改通知',
  proposed: '待人工核实，确认后才能列入整改通知',
  open: '尚未经人工确认，确认后才能列入整改通知',
  dismissed: '已被撤销，不能列入整改通知',
  notified: '已列入其他整改通知，不重复通知',
  resolved: '已经解决，无需通知',
};

/** Every reason against a notice to `unit` about `alerts`; empty when there is none. */
export function refusalsOf(unit: string, alerts: readonly NoticeAlert[]): Refusal[] {
  if (alerts.length === 0) return [{ alertId: null, kind: 'noAlerts', reason: '没有选择要通知的问题' }];
  return alerts.flatMap((alert) => {
    const refusal = refusalOf(unit, alert);
    return refusal ? [refusal] : [];
  });
}

function refusalOf(unit: string, alert: NoticeAlert): Refusal | undefined {
  const refuse = (kind: RefusalKind, reason: string) => ({
    alertId: alert.id,
    kind,
    reason: `告警${alert.id}（${alert.item ?? alert.section ?? alert.ruleTitle}）${reason}`,
  });
  if (alert.unit !== unit) return refuse('otherUnit', `属于${alert.unit}，一份整改通知只发给一个单位`);
  if (alert.state !== 'confirmed') return refuse('notConfirmed', NOT_CONFIRMED[alert.state]);
  if (alert.isContested) return refuse('contested', '正在申诉，作出决定前不能列入整改通知');
  if (alert.evidence.length === 0 || !alert.evidence.every(isWhole))
    return refuse('noEvidence', '没有完整的证据（网址、采集时间和SHA-256），不能列入整改通知');
  if (alert.basis.trim() === '') return refuse('noBasis', '没有写明依据的文件和条款，不能列入整改通知');
  return undefined;
}

function isWhole({ url, capturedAt, sha256 }: NoticeAlert['evidence'][number]): boolean {
  return url !== '' && !Number.isNaN(Date.parse(capturedAt)) && /^[0-9a-f]{64}$/.test(sha256);
}
