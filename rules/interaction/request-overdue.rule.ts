import { deadlineWith } from '@app/catalog/deadline';
import { Pause } from '@app/catalog/term';
import { TimeLimit } from '@app/catalog/time-limit';
import { cannotTell, defineRule, notApplicable, RuleContext, SubjectOf, Verdict } from '@app/evaluation/rule';
import { RegisterEntry, textIn } from '@app/registers/register-kind';
import { EntryTerm, entryProof, judgeTerm } from '../entry-term';
import { spoken } from '../wording';

/** 依申请超期 — 20 working days from receipt, 20 more where the applicant was told in time; 征求意见 stops the clock. */
export const requestOverdue = defineRule({
  code: 'INT-05',
  id: 'request-overdue',
  title: '依申请公开答复超期',
  dimension: '互动',
  basis: '《中华人民共和国政府信息公开条例》（国务院令第711号）第三十三条；补正见第三十条（起算规定条款待核对原文）',
  severity: 'high',
  machine: 'E',
  subject: 'entry',
  family: 'request',
  parameters: { workdays: 20, extension: 20 },
  advice: '请立即作出答复并送达申请人；需要延长的，应在期限届满前经负责人同意并告知申请人。',
  isCurable: false,
  doubts: '延期在期限届满之后才告知、台账登记后未再更新、工作日历未收录的年度',

  appliesTo: ({ entry }) => entry.kind === 'disclosureRequest',

  examine({ entry }: SubjectOf<'entry'>, context): Verdict {
    if (textIn(entry, 'outcome') === '申请人撤回') return notApplicable('申请人已撤回申请');
    const { workdays, extension } = context.parameters;
    const first = termOf(entry, context, workdays);
    const extendedOn = textIn(entry, 'extendedOn');
    if (!extendedOn || 'problem' in first.deadline) return judgeTerm(first, context);
    const extended = termOf(entry, context, workdays, extension);
    if (extendedOn <= first.deadline.on) return judgeTerm(extended, context);
    const verdict = judgeTerm(extended, context);
    if (verdict.outcome === 'fail' || verdict.outcome === 'notApplicable') return verdict;
    const late = `延期${spoken(extendedOn, context.today)}才告知，晚于原期限${spoken(first.deadline.on, context.today)}`;
    return cannotTell(`${verdict.explanation}；但${late}，请核实延期是否有效`, verdict.proof ?? entryProof(entry));
  },
});

function termOf(entry: RegisterEntry, context: RuleContext, workdays: number, extension?: number): EntryTerm {
  const { today, calendar } = context;
  const supplementedOn = textIn(entry, 'supplementedOn');
  const startOn = supplementedOn ?? entry.occurredOn;
  const pauses = pausesOf(entry);
  const limit: TimeLimit = {
    kind: 'onRequest',
    amount: workdays,
    unit: 'workday',
    wording: `自收到申请之日起${workdays}个工作日内`,
  };
  const longer = extension && { extension: { amount: extension, unit: 'workday' as const, reason: '经告知申请人' } };
  const words = [`${supplementedOn ? '收到补正' : '收到申请'} ${spoken(startOn, today)} → ${workdays}个工作日`];
  if (longer) words.push(`延长${extension}个工作日`);
  if (pauses.length > 0) words.push('扣除征求意见时间');
  return {
    entry,
    from: words.join('，'),
    act: '答复',
    deadline: deadlineWith(limit, startOn, calendar, { pauses, ...longer }),
    doneOn: textIn(entry, 'answeredOn'),
  };
}

function pausesOf(entry: RegisterEntry): Pause[] {
  const [from, to] = [textIn(entry, 'consultedFrom'), textIn(entry, 'consultedTo')];
  return from && to ? [{ from, to, reason: '征求第三方意见' }] : [];
}
