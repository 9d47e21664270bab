import { documentOf, findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { sectionEmpty } from './section-empty.rule';

describe('有栏目无内容 PUB-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails when the section was read and is empty', {}, 'fail'],
    ['passes with one entry', { documents: [{}] }, 'pass'],
    ['does not apply without a section', { section: null }, 'notApplicable'],
    ['does not apply when the item stands elsewhere', { match: { elsewhere: [documentOf({})] } }, 'notApplicable'],
    ['is unseen when the list could not be read', { section: { isComplete: false, gap: '列表由脚本载入' } }, 'unseen'],
    [
      'is unseen when the section page failed',
      { section: { evidence: [], isComplete: false, gap: '超时' }, match: { isUnread: true } },
      'unseen',
    ],
    ['is unseen when the crawl was cut short', { site: { isComplete: false, gap: '采集被中止' } }, 'unseen'],
    ['is unseen on an uncertain match', { match: { isCertain: false } }, 'unseen'],
    ['never accuses of an absent penalty', { item: { name: '行政处罚决定' } }, 'cannotTell'],
    ['does not apply on request', { item: { method: 'onRequest' } }, 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(sectionEmpty, given)).toBe(outcome);
  });

  it('says so with the list page as evidence', () => {
    const [finding] = findingsOf(sectionEmpty);
    expect(finding?.explanation).toBe('截至11月18日，栏目“财政信息”共0条，没有任何内容');
    expect(finding?.evidence).toHaveLength(1);
  });
});
