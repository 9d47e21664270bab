import { LocalDate } from '@app/calendar/local-date';
import {
  cannotTell,
  defineRule,
  fail,
  notApplicable,
  pass,
  Proof,
  RuleContext,
  SubjectOf,
  Verdict,
} from '@app/evaluation/rule';
import { RegisterEntry, textIn } from '@app/registers/register-kind';
import { entryProof } from '../entry-term';
import { spoken } from '../wording';

/** 舆情回应超时 — hours by the clock: 5 to the first word and 24 to the briefing on grave events, 48 on any other. */
export const opinionOverdue = defineRule({
  code: 'INT-08',
  id: 'opinion-overdue',
  title: '政务舆情回应超时',
  dimension: '互动',
  basis:
    '国办发〔2016〕80号实施细则（特别重大、重大突发事件5小时内发布权威信息、24小时内举行新闻发布会）；国办发〔2016〕61号（其他政务舆情48小时内回应）',
  severity: 'high',
  machine: 'E',
  subject: 'entry',
  family: 'opinion',
  parameters: { graveHours: 5, briefingHours: 24, otherHours: 48 },
  advice: '请立即发布权威信息回应关切；今后按规定时限先简要回应、再持续发布。',
  isCurable: false,
  doubts: '台账登记后未再更新、登记的时间晚于判定日',

  appliesTo: ({ entry }) => entry.kind === 'publicOpinion',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { graveHours, briefingHours, otherHours } = context.parameters;
    const isGrave = textIn(entry, 'level') === '特别重大、重大突发事件';
    const hours = isGrave ? graveHours : otherHours;
    const answer = judge(entry, { act: '首次回应', hours, doneAt: textIn(entry, 'respondedAt') }, context);
    if (!isGrave) return answer;
    const briefing = { act: '举行新闻发布会', hours: briefingHours, doneAt: textIn(entry, 'briefedAt') };
    const verdicts = [answer, judge(entry, briefing, context)];
    const worst = (outcome: Verdict['outcome']) => verdicts.find((verdict) => verdict.outcome === outcome);
    return worst('fail') ?? worst('cannotTell') ?? worst('notApplicable') ?? answer;
  },
});

interface Act {
  readonly act: string;
  readonly hours: number;
  /** `YYYY-MM-DD HH:mm` */
  readonly doneAt: string | undefined;
}

function judge(entry: RegisterEntry, { act, hours, doneAt }: Act, { today, since }: RuleContext): Verdict {
  const happenedAt = textIn(entry, 'happenedAt') ?? entry.occurredOn;
  const dueAt = hoursAfter(happenedAt, hours);
  const dueOn = dueAt.slice(0, 10);
  const proof: Proof = { ...entryProof(entry), dueOn, publishedOn: doneAt?.slice(0, 10) ?? null };
  const sum = `发生 ${spokenAt(happenedAt, today)} → ${hours}小时内${act} → ${spokenAt(dueAt, today)}`;
  if (doneAt && doneAt.slice(0, 10) > today) return cannotTell(`${sum}，登记的时间${doneAt}晚于判定日，请核实`, proof);
  if (doneAt && doneAt <= dueAt) return pass(`${sum}，${spokenAt(doneAt, today)}已${act}，未超时`, proof);
  if (dueOn < since) return notApplicable(`${sum}，早于回溯起点，只作统计`);
  if (doneAt)
    return fail(`${sum}，${spokenAt(doneAt, today)}才${act}，超时${spokenMinutes(dueAt, doneAt)}`, {
      ...proof,
      isCurable: false,
    });
  if (today <= dueOn) return notApplicable(`${sum}，时限未过或刚过，尚不能认定`);
  if (entry.asOf <= dueOn) return cannotTell(`${sum}，台账登记后未再更新，未载明是否${act}，请核实并补登`, proof);
  return fail(`${sum}，截至${spoken(entry.asOf, today)}登记仍未${act}`, { ...proof, isCurable: true });
}

const HOUR_MS = 3_600_000;

function hoursAfter(at: string, hours: number): string {
  return new Date(instant(at) + hours * HOUR_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The clock on the wall taken for UTC: only differences matter, and there is no summer time. */
function instant(at: string): number {
  return Date.parse(`${at.replace(' ', 'T')}Z`);
}

function spokenAt(at: string, today: LocalDate): string {
  return `${spoken(at.slice(0, 10), today)}${at.slice(11, 16)}`;
}

function spokenMinutes(from: string, to: string): string {
  const minutes = Math.round((instant(to) - instant(from)) / 60_000);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return `${hours > 0 ? `${hours}小时` : ''}${rest > 0 ? `${rest}分` : ''}`;
}
