import { AnnualReport } from '@app/observation/site-facts';
import { evidenceOf, findingsOf, Given, outcomeOf, SITE } from '../rule-input.fixture';
import { NO_FACTS, onSite } from '../site-input.fixture';
import { annualReportIncomplete } from './annual-report-incomplete.rule';

const URL_ = `${SITE}nb.html`;
const report = (given: Partial<AnnualReport> = {}): Given =>
  onSite({
    reports: [
      {
        year: 2025,
        title: '2025年政府信息公开工作年度报告',
        url: URL_,
        evidence: evidenceOf(URL_),
        missing: [],
        sums: { rows: 25, wrong: [] },
        gap: null,
        ...given,
      },
    ],
  });

describe('年度报告内容不规范 PLT-07', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with six parts and sums that add up', report(), 'pass'],
    ['fails with five parts', report({ missing: ['总体情况'] }), 'fail'],
    ['fails when a sum is wrong', report({ sums: { rows: 25, wrong: ['“本年新收”各项合计3，总计写为4'] } }), 'fail'],
    ['passes just below the likeness', report({ likeness: { year: 2024, value: 0.84 } }), 'pass'],
    ['proposes at it', report({ likeness: { year: 2024, value: 0.85 } }), 'cannotTell'],
    ['proposes when no table was read', report({ sums: { rows: 0, wrong: [] } }), 'cannotTell'],
    [
      'proposes when the text is in a file',
      report({ gap: '正文在附件中，未读取', missing: ['总体情况'] }),
      'cannotTell',
    ],
    ['leaves a missing report to TIM-06', onSite(), 'notApplicable'],
    ['says nothing of the report before the last', report({ year: 2024, missing: ['总体情况'] }), 'notApplicable'],
    ['is unseen in an old observation', onSite({}, NO_FACTS), 'unseen'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(annualReportIncomplete, given)).toBe(outcome);
  });

  it('gives every fault with its figures', () => {
    const wrong = ['“本年新收”各项合计3，总计写为4'];
    expect(
      findingsOf(annualReportIncomplete, report({ missing: ['总体情况'], sums: { rows: 2, wrong } }))[0],
    ).toMatchObject({
      explanation:
        '“2025年政府信息公开工作年度报告”应有6个部分，缺总体情况；表格数据不符：“本年新收”各项合计3，总计写为4',
      evidence: [evidenceOf(URL_)],
    });
  });
});
