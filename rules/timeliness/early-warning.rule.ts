import { LocalDate } from '@app/calendar/local-date';
import { workingDaysBetween } from '@app/calendar/working-days';
import { defineRule, notApplicable, pass, SubjectOf, unseen, Verdict } from '@app/evaluation/rule';
import { absenceDoubt } from '../absence';
import { noteRuling } from '../note-ruling';
import { quoted, spoken } from '../wording';
import { listProof } from './period-missing.rule';

/** 临期预警 — due within a few working days and nothing seen yet. A warning, never a violation. */
export const earlyWarning = defineRule({
  code: 'TIM-11',
  id: 'early-warning',
  title: '临期预警',
  dimension: '时效性',
  basis:
    '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(十)：对公开时限实时监督监控，及时进行预警',
  severity: 'tip',
  machine: 'A',
  subject: 'obligation',
  family: 'timeliness',
  parameters: { workingDaysAhead: 5 },
  advice: '请在截止日前公开；本期确未发生的，请发布情况说明并写明期间。',
  isCurable: true,
  doubts: '栏目未能读取或匹配未确认时不预警',

  appliesTo: ({ obligation }) =>
    (obligation.code === 'TIM-05' || obligation.code === 'TIM-06') && obligation.dueOn !== undefined,

  examine({ item, obligation }, { today, calendar, observation, parameters }): Verdict {
    const { dueOn = '', document, situationNote, label, instance } = obligation;
    if (today > dueOn) return notApplicable('已过截止日，由时限规则判定');
    const ruling = noteRuling(observation, { itemKey: item.key, noteUrl: situationNote?.url, today: dueOn });
    if (ruling?.state === 'accepted') return pass(`${label}${ruling.said}`);
    const note = ruling?.state === 'refused' ? undefined : situationNote;
    const isDone = instance !== 'maxAge' && (document ?? note);
    if (isDone) return pass(`${label}已见${quoted(isDone)}`);
    const left = workingDaysBetween(today, dueOn, calendar);
    if (left === undefined) return unseen(`工作日历未覆盖${dueOn}，不能计算剩余工作日`);
    if (left > parameters.workingDaysAhead) return notApplicable(`距截止日还有${left}个工作日`);
    const doubt = absenceDoubt(item, observation, obligation.period?.from);
    if (doubt?.outcome === 'cannotTell' && doubt.unseen) return doubt;
    const proof = listProof(item, obligation);
    const explanation = `${owing({ item, obligation }, today)}，${remaining(left, dueOn === today)}`;
    return { outcome: 'notApplicable', explanation, warning: { dueOn, workingDaysLeft: left }, proof };
  },
});

type Owed = Pick<SubjectOf<'obligation'>, 'item' | 'obligation'>;

/** “财政收支情况”2026年第三季度的信息应在10月20日前公开，目前尚未见到 */
function owing({ item, obligation }: Owed, today: LocalDate): string {
  const { dueOn = '', triggerOn, instance, label, count, period } = obligation;
  const name = `“${item.item.name}”`;
  if (instance === 'maxAge')
    return `${name}最近一次更新为${spoken(triggerOn ?? '', today)}，最迟应在${spoken(dueOn, today)}再次更新，目前尚未见到`;
  // A single day (2026年6月1日前) has no period of its own to name.
  const of = period?.to === dueOn && instance === dueOn ? '' : `${label}的信息`;
  const seen = count
    ? `不少于${count.owed}次，目前${count.seen === 0 ? '尚未见到' : `只见${count.seen}条`}`
    : '目前尚未见到';
  return `${name}${of}应在${spoken(dueOn, today)}前公开，${seen}`;
}

function remaining(left: number, isToday: boolean): string {
  if (isToday) return '今日为截止日';
  return left === 0 ? '截止日前已没有工作日' : `距截止日还有${left}个工作日`;
}
