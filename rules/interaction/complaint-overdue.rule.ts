import { deadlineOf } from '@app/catalog/deadline';
import { Deadline } from '@app/catalog/time-limit';
import { defineRule, SubjectOf, Verdict } from '@app/evaluation/rule';
import { textIn } from '@app/registers/register-kind';
import { judgeTerm } from '../entry-term';
import { spoken } from '../wording';

/** 投诉件超期 — closed later than promised, or than 15 working days where nothing was promised. */
export const complaintOverdue = defineRule({
  code: 'INT-09',
  id: 'complaint-overdue',
  title: '投诉件办理超期',
  dimension: '互动',
  basis:
    '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(十)③（投诉件受理、处理、反馈）；15个工作日为默认期限，以本地规定为准',
  severity: 'high',
  machine: 'E',
  subject: 'entry',
  family: 'complaint',
  parameters: { workdays: 15 },
  advice: '请立即办结投诉件并将结果告知投诉人。',
  isCurable: false,
  doubts: '台账登记后未再更新、工作日历未收录的年度',

  appliesTo: ({ entry }) => entry.kind === 'complaint',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    const { workdays } = context.parameters;
    const receivedOn = entry.occurredOn;
    const promised = textIn(entry, 'dueOn');
    const limit = {
      kind: 'onRequest' as const,
      amount: workdays,
      unit: 'workday' as const,
      wording: `受理后${workdays}个工作日内办结`,
    };
    const from = `${textIn(entry, 'channel') ?? ''}投诉${spoken(receivedOn, context.today)}受理`;
    return judgeTerm(
      {
        entry,
        from: promised ? `${from} → 承诺办结` : `${from} → ${workdays}个工作日`,
        act: '办结',
        deadline: promised ? promisedDay(promised) : deadlineOf(limit, receivedOn, context.calendar),
        doneOn: textIn(entry, 'closedOn'),
      },
      context,
    );
  },
});

function promisedDay(on: string): Deadline {
  return { on, steps: [], sentence: `承诺于${on}前办结` };
}
