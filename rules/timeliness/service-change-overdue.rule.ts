import { deadlineOf } from '@app/catalog/deadline';
import { cannotTell, defineRule, SubjectOf, Verdict } from '@app/evaluation/rule';
import { flagIn, textIn } from '@app/registers/register-kind';
import { entryProof, judgeTerm } from '../entry-term';
import { publishedElsewhere } from '../printed-day';
import { spoken } from '../wording';

/** 办事变更超期 — the change and the day it takes effect, published within one working day of the approval. */
export const serviceChangeOverdue = defineRule({
  code: 'TIM-09',
  id: 'service-change-overdue',
  title: '办事信息变更公开超期',
  dimension: '时效性',
  basis:
    '《开展基层政务公开标准化规范化试点工作实施方案》（2018年6月29日公布）二(五)：完成审批程序后1个工作日内公开变更信息和具体实施时间',
  severity: 'medium',
  machine: 'E',
  subject: 'entry',
  family: 'service-change',
  parameters: { workdays: 1 },
  advice: '请公开变更后的办事信息并写明具体实施时间；今后审批完成即同步公开。',
  isCurable: false,
  doubts: '登记为没有公开具体实施时间、登记的公开日期与网页载明的不一致、台账登记后未再更新',

  appliesTo: ({ entry }) => entry.kind === 'serviceChange',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { workdays } = context.parameters;
    const limit = {
      kind: 'afterEvent' as const,
      amount: workdays,
      unit: 'workday' as const,
      wording: `${workdays}个工作日内`,
    };
    const verdict = judgeTerm(
      {
        entry,
        from: `“${textIn(entry, 'service')}”${spoken(entry.occurredOn, context.today)}完成审批 → ${workdays}个工作日`,
        act: '公开',
        deadline: deadlineOf(limit, entry.occurredOn, context.calendar),
        doneOn: textIn(entry, 'publishedOn'),
      },
      context,
    );
    const conflict = publishedElsewhere(entry, context.observation);
    if (conflict && verdict.outcome !== 'notApplicable')
      return cannotTell(`${verdict.explanation}；${conflict}`, verdict.proof);
    if (verdict.outcome !== 'pass' || flagIn(entry, 'saysStart') !== false) return verdict;
    return cannotTell(`${verdict.explanation}，但没有公开具体实施时间，请核实`, entryProof(entry));
  },
});
