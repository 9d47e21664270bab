import { documentOf, findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { missingDisclosure } from './missing-disclosure.rule';

describe('应公开未公开 PUB-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['proposes a row without any section', { section: null }, 'cannotTell'],
    [
      'proposes a row whose section holds nothing of it',
      { section: { entries: [{ title: '放假通知', url: 'http://jyj.qinghe.example/1.html', publishedOn: null }] } },
      'cannotTell',
    ],
    ['passes with a document in the section', { documents: [{}] }, 'pass'],
    ['passes with a document in another section', { section: null, match: { elsewhere: [documentOf({})] } }, 'pass'],
    [
      'is unseen when the site was not read completely',
      { section: null, site: { isComplete: false, gap: '采集被中止' } },
      'unseen',
    ],
    [
      'is unseen when the section page failed',
      { section: { evidence: [], isComplete: false, gap: '超时' }, match: { isUnread: true } },
      'unseen',
    ],
    [
      'is unseen when documents of a shared section belong to nobody',
      {
        section: { entries: [{ title: '通知', url: 'http://jyj.qinghe.example/1.html', publishedOn: null }] },
        match: { unassigned: [documentOf({})] },
      },
      'unseen',
    ],
    ['leaves an empty section to PUB-02', {}, 'notApplicable'],
    ['does not apply on request', { section: null, item: { method: 'onRequest' } }, 'notApplicable'],
    [
      'does not apply to offline channels',
      { section: null, item: { channels: [{ name: '公示栏', selected: true }] } },
      'notApplicable',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(missingDisclosure, given)).toBe(outcome);
  });

  it('names the section the row asks for and what comes close', () => {
    const candidates = [{ url: 'http://jyj.qinghe.example/cz/', name: '财务信息', score: 0.67 }];
    const [finding] = findingsOf(missingDisclosure, { section: null, match: { candidates, isCertain: false } });
    expect(finding?.explanation).toBe(
      '已读取网站0个栏目，未见目录载明的栏目“财政信息”，相近的有“财务信息”，也未见相关信息，请核实',
    );
    expect(finding?.evidence).toHaveLength(1);
  });
});
