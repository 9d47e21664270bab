import { daysBetween } from '@app/calendar/local-date';
import { cannotTell, defineRule, fail, notApplicable, Proof, SubjectOf, Verdict } from '@app/evaluation/rule';
import { spoken } from '../wording';

/** 重复问题 — a problem of the same rule and unit that had been resolved was found again within 90 days. */
export const problemRecurred = defineRule({
  code: 'MEC-04',
  id: 'problem-recurred',
  title: '问题整改后反弹',
  dimension: '机制',
  basis: '皋政办发〔2020〕147号 二(四)4（整改不力、反复出现的通报批评，条款待核对原文）',
  severity: 'high',
  machine: 'A',
  subject: 'case',
  family: 'recurrence',
  parameters: { days: 90 },
  advice: '请查明问题反复的原因，落实责任人和长效措施。',
  isCurable: true,
  doubts: '再现的问题正在异议中',

  appliesTo: ({ own }) => own.kind === 'recurrence',

  examine({ own }: SubjectOf<'case'>, { today, since, parameters: { days } }): Verdict {
    if (own.kind !== 'recurrence') return notApplicable('不是再现的问题');
    const { code, title, resolvedOn, returnedOn, isOver, isContested, attestation } = own;
    const proof: Proof = { url: attestation.url, evidence: [attestation] };
    const gap = daysBetween(resolvedOn, returnedOn);
    const said = `${code} ${title}：${spoken(resolvedOn, today)}消除，${spoken(returnedOn, today)}再次发现，相隔${gap}天`;
    if (returnedOn < since) return notApplicable(`${said}，早于回溯起点`);
    if (gap > days) return notApplicable(`${said}，超过${days}天，作为新问题`);
    if (isOver) return notApplicable(`${said}，现已消除`);
    return isContested
      ? cannotTell(`${said}，正在异议中，先裁定异议`, proof)
      : fail(`${said}（${days}天内再现）`, proof);
  },
});
