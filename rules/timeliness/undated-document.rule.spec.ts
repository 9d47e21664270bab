import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { undatedDocument } from './undated-document.rule';

const undated = (document: NonNullable<Given['documents']>[0] = {}, more: Given = {}): Given => ({
  documents: [document],
  ...more,
});

describe('无发布日期 TIM-13', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['fails when neither page nor list prints a day', undated(), 'fail'],
    ['passes with a day on the page', undated({ publishedOn: '2026-10-01' }), 'pass'],
    ['passes with a day in the list', undated({ listedOn: '2026-10-01' }), 'pass'],
    ['passes with a signature day', undated({ dates: [{ value: '2026-10-01', from: 'signature' }] }), 'pass'],
    [
      'cannot tell with a day in a meta tag',
      undated({ publishedOn: '2026-10-01', dates: [{ value: '2026-10-01', from: 'meta' }] }),
      'cannotTell',
    ],
    ['cannot tell with a day in the text', undated({ dates: [{ value: '2026-10-01', from: 'text' }] }), 'cannotTell'],
    ['fails with a day in the address only', undated({ dates: [{ value: '2026-10-01', from: 'url' }] }), 'fail'],
    ['is unseen when the article was not read', undated({ evidence: null }), 'unseen'],
    [
      'is unseen when most articles of the site seem undated',
      undated({}, { site: { articles: { read: 100, dated: 49 } } }),
      'unseen',
    ],
    ['fails when half of them are dated', undated({}, { site: { articles: { read: 100, dated: 50 } } }), 'fail'],
    ['is unseen when its list was not seen to show it', undated({ isUnlisted: true }), 'unseen'],
    ['says nothing of a section that is one page', undated({ isSectionPage: true }), 'none'],
    ['cannot tell on an uncertain match', undated({}, { match: { isCertain: false } }), 'cannotTell'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(undatedDocument, given)).toBe(outcome);
  });

  it('names the document', () => {
    expect(findingsOf(undatedDocument, undated())[0]?.subject).toMatch(/^item:财政信息 > 财政收支情况\|url:http/);
  });
});
