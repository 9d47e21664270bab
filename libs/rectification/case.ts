import { AlertKind, AlertState } from '@app/alerting/alert';
import { LocalDate, spokenDay } from '@app/calendar/local-date';
import { Outcome } from '@app/evaluation/rule';
import { spokenInstant } from './wording';

/** 整改通知的状态: 已送达 → 已反馈 → 复查中 → 已销号 or 退回重整改; 已撤销. */
export type NoticeState = 'delivered' | 'replied' | 'rechecking' | 'returned' | 'closed' | 'withdrawn';

/** 问题的状态; `closed` and `withdrawn` are final. */
export type ProblemState = 'open' | 'closed' | 'returned' | 'withdrawn';

export type NoticeEvent = 'reply' | 'recheck' | 'accept' | 'withdraw';

/** Thrown when a case does not stand so that the step is possible; nothing has been changed. `message` is Chinese. */
export class CaseRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CaseRefused';
  }
}

export const NOTICE_STATES: Readonly<Record<NoticeState, string>> = {
  delivered: '已送达',
  replied: '已反馈',
  rechecking: '复查中',
  returned: '退回重整改',
  closed: '已销号',
  withdrawn: '已撤销',
};

/** The state after `event`, or null when it is not possible in `state`. A reply does not interrupt a running recheck. */
export function stateAfter(state: NoticeState, event: NoticeEvent): NoticeState | null {
  return TRANSITIONS[state][event] ?? null;
}

/** The state of a notice whose problems stand as given; `state` where they leave it open. */
export function stateByProblems(state: NoticeState, problems: readonly ProblemState[]): NoticeState {
  if (problems.every((problem) => problem === 'withdrawn')) return 'withdrawn';
  if (problems.every(isFinal)) return 'closed';
  return state;
}

export interface NoticedProblem {
  readonly alertId: number;
  readonly ordinal: number;
  readonly state: ProblemState;
  readonly note: string;
  readonly isCurable: boolean;
}

/** An alert after the newest evaluation, with what that evaluation said of its obligation. */
export interface RecheckedAlert {
  readonly alertId: number;
  readonly kind: AlertKind;
  readonly state: AlertState;
  readonly isContested: boolean;
  /** The newest evaluation's finding of the same family and subject; null when it has none. */
  readonly finding: {
    readonly outcome: Outcome;
    readonly unseen: boolean;
    readonly explanation: string;
    /** False once what was missing is there, but late: nothing more can be done about it. */
    readonly isCurable: boolean;
    /** ISO instant of its newest evidence; null where it carries none. */
    readonly capturedAt: string | null;
  } | null;
}

/** 复查 — the crawl after the recheck began. */
export interface Recheck {
  /** ISO instant. Only what was seen later counts. */
  readonly startedAt: string;
  /** The day of the decision, as printed in notes. */
  readonly today: LocalDate;
  /** Newest round of the unit's site with an evaluation; null when none was evaluated since. */
  readonly round: { readonly startedAt: string; readonly gap: string | null } | null;
}

export interface SettledProblem {
  readonly alertId: number;
  readonly state: ProblemState;
  readonly note: string;
}

export interface Settlement {
  readonly notice: NoticeState;
  readonly problems: readonly SettledProblem[];
}

/**
 * 复查结论 — decides each problem of a notice under recheck by evidence newer than the start of the recheck.
 * Closed: cured and seen to be cured. Returned: seen to be still failing. Everything else stays as it is and says why:
 * not seen again, doubtful, contested, or a lateness that no publication can undo and a person has to accept.
 */
export function settleRecheck(
  problems: readonly NoticedProblem[],
  alertsNow: readonly RecheckedAlert[],
  recheck: Recheck,
): Settlement {
  const byId = new Map(alertsNow.map((alert) => [alert.alertId, alert]));
  const settled = problems.map((problem) => ({
    alertId: problem.alertId,
    ...(isFinal(problem.state)
      ? { state: problem.state, note: problem.note }
      : settleProblem(problem, byId.get(problem.alertId), recheck)),
  }));
  const isReturned = settled.some(({ state }) => state === 'returned');
  const states = settled.map(({ state }) => state);
  return { notice: stateByProblems(isReturned ? 'returned' : 'rechecking', states), problems: settled };
}

const TRANSITIONS: Readonly<Record<NoticeState, Partial<Record<NoticeEvent, NoticeState>>>> = {
  delivered: { reply: 'replied', recheck: 'rechecking', accept: 'delivered', withdraw: 'withdrawn' },
  replied: { reply: 'replied', recheck: 'rechecking', accept: 'replied', withdraw: 'withdrawn' },
  rechecking: { reply: 'rechecking', recheck: 'rechecking', accept: 'rechecking', withdraw: 'withdrawn' },
  returned: { reply: 'replied', recheck: 'rechecking', accept: 'returned', withdraw: 'withdrawn' },
  closed: {},
  withdrawn: {},
};

const IRREVERSIBLE = '超期事实不可逆，由监督人员审定说明';

type Decision = Omit<SettledProblem, 'alertId'>;

function settleProblem(problem: NoticedProblem, alert: RecheckedAlert | undefined, recheck: Recheck): Decision {
  const stay = (why: string): Decision => ({ state: problem.state, note: why });
  if (!alert) return stay('未找到对应告警，请人工核对');
  if (alert.state === 'dismissed') return { state: 'withdrawn', note: '告警已撤销，问题随之撤销' };
  if (alert.isContested) return stay('申诉未决，不参与本次复查');
  if (!problem.isCurable) return stay(IRREVERSIBLE);
  if (!recheck.round) return stay('复查采集尚未完成');
  return settleSeen(problem, alert, recheck);
}

function settleSeen(problem: NoticedProblem, alert: RecheckedAlert, recheck: Recheck): Decision {
  const stay = (why: string): Decision => ({ state: problem.state, note: why });
  const { finding } = alert;
  if (!finding) return stay(unseenNote(recheck, '本次复查未见与该问题对应的栏目或信息，请人工核对'));
  if (finding.outcome === 'cannotTell' && finding.unseen) return stay(unseenNote(recheck, finding.explanation));
  const seenAt = finding.capturedAt ?? recheck.round?.startedAt ?? '';
  if (!isLater(seenAt, recheck.startedAt)) return stay('复查开始后尚未重新采集到相关页面');
  const seen = `${spokenDay(recheck.today)}复查（${spokenInstant(seenAt)}采集）：${finding.explanation}`;
  if (finding.outcome === 'fail' && !finding.isCurable) return stay(`${seen}。${IRREVERSIBLE}`);
  if (finding.outcome === 'fail') return { state: 'returned', note: seen };
  if (finding.outcome === 'cannotTell') return stay(`${seen}。系统不能认定，请监督人员审定`);
  // An emptied section makes a missing period inapplicable; that is no cure.
  if (finding.outcome === 'notApplicable') return stay(`${seen}。原义务不再适用，请监督人员审定`);
  if (alert.state !== 'resolved') return stay(`${seen}。告警尚未解除，请稍后再次复查`);
  return { state: 'closed', note: seen };
}

function unseenNote({ round }: Recheck, why: string): string {
  return round?.gap ? `本次复查采集不完整（${round.gap}），不作判断` : `本次复查不作判断：${why}`;
}

/** An answer within the same second of the start still follows it; an unreadable instant never does. */
function isLater(at: string, start: string): boolean {
  return Date.parse(at) >= Date.parse(start);
}

function isFinal(state: ProblemState): boolean {
  return state === 'closed' || state === 'withdrawn';
}
