import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { NO_FACTS, onSite, textOf } from '../site-input.fixture';
import { serviceGuideIncomplete } from './service-guide-incomplete.rule';

const ALL = ['事项名称', '设定依据', '申请条件', '办理材料', '办理地点', '办理时间', '联系电话', '办理流程'];
const guide = (missing: number, more = {}) =>
  textOf({ title: `办事指南${missing}`, missing: ALL.slice(0, missing), ...more });
const guides = (...serviceGuides: ReturnType<typeof guide>[]) => onSite({ serviceGuides });

describe('办事指南要素缺失 SRV-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with three of eight missing', guides(guide(3)), 'pass'],
    ['fails with four missing', guides(guide(0), guide(4)), 'fail'],
    ['fails with two labels', guides(guide(6, { labelled: 2 })), 'fail'],
    ['proposes with one label: it may be written in sentences', guides(guide(6, { labelled: 1 })), 'cannotTell'],
    ['proposes when the rest may be in a file', guides(guide(4, { gap: '另有1个附件' })), 'cannotTell'],
    ['says nothing of a site without guides', onSite(), 'notApplicable'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(serviceGuideIncomplete, given)).toBe(outcome);
  });

  it.each([
    [4, 'medium', '读取办事指南4项，4项缺少的重点要素超过3类：'],
    [5, 'veto', '读取办事指南5项，5项缺少的重点要素超过3类，达到单项否决的5项：'],
  ])('is a veto from so many guides on: %i → %s', (count, severity, sum) => {
    const [finding] = findingsOf(serviceGuideIncomplete, guides(...Array.from({ length: count }, () => guide(4))));
    expect(finding?.explanation).toContain(sum);
    expect(finding?.severity).toBe(severity);
    expect(finding?.explanation).toContain('“办事指南4”缺事项名称、设定依据、申请条件、办理材料（4类）');
    expect(finding?.evidence).toHaveLength(count);
  });
});
