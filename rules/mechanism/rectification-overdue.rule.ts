import { cannotTell, defineRule, fail, notApplicable, pass, Proof, SubjectOf, Verdict } from '@app/evaluation/rule';
import { spoken, spokenLateness } from '../wording';

/** 整改超期 — a notice past its 整改期限 to which the unit has neither replied nor put things right. */
export const rectificationOverdue = defineRule({
  code: 'MEC-03',
  id: 'rectification-overdue',
  title: '逾期未整改',
  dimension: '机制',
  basis: '皋政办发〔2020〕147号 二(四)2（日常巡查和专项督查，限期解决）',
  severity: 'high',
  machine: 'A',
  subject: 'case',
  family: 'rectification',
  parameters: {},
  advice: '请立即整改并反馈；有客观困难的，请申请延期并说明理由。',
  isCurable: true,
  doubts: '未整改的问题都在异议中',

  appliesTo: ({ own }) => own.kind === 'notice',

  examine({ own }: SubjectOf<'case'>, { today, calendar }): Verdict {
    if (own.kind !== 'notice') return notApplicable('不是整改通知');
    const { number, rectifyBy, state, open, contested, closedOn, attestation } = own;
    const proof: Proof = { url: attestation.url, evidence: [attestation], dueOn: rectifyBy, publishedOn: closedOn };
    const due = `整改通知${number}应于${spoken(rectifyBy, today)}前整改`;
    if (state === 'withdrawn') return notApplicable(`${due}，已撤销`);
    if (state === 'closed' || open === 0) return pass(`${due}，已销号`, proof);
    if (today <= rectifyBy) return notApplicable(`${due}，尚在期限内`);
    if (state === 'replied' || state === 'rechecking') return notApplicable(`${due}，单位已反馈，等待复查`);
    const late = spokenLateness(rectifyBy, today, calendar);
    if (open <= contested) return cannotTell(`${due}，余下${open}个问题均在异议中，先裁定异议`, proof);
    const why = state === 'returned' ? '退回后仍未整改' : '未反馈';
    return fail(`${due}，${why}，还有${open}个问题，已逾期${late}`, proof);
  },
});
