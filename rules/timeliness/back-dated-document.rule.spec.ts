import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { backDatedDocument } from './back-dated-document.rule';

type Document = NonNullable<Given['documents']>[0];

const LIST = { url: 'http://jyj.qinghe.example/list/', capturedAt: '2026-11-10T02:00:00.000Z', sha256: 'b'.repeat(64) };
const absent = { on: '2026-11-10', section: '财政收支', evidence: LIST };
const dated = (publishedOn: string | null, changes: Document = {}): Given => ({
  documents: [
    {
      publishedOn,
      dates: publishedOn ? [{ value: publishedOn, from: 'label', label: '发布日期' }] : [],
      firstSeenOn: '2026-11-11',
      absence: absent,
      ...changes,
    },
  ],
});

describe('发布日期存疑 TIM-12', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['proposes on the fourth day before a reading without it', dated('2026-11-06'), 'cannotTell'],
    ['passes on the third', dated('2026-11-07'), 'pass'],
    ['passes on the day of that reading', dated('2026-11-10'), 'pass'],
    ['passes when it claims the day of first sight', dated('2026-11-11'), 'pass'],
    ['says nothing without an earlier reading of its list', dated('2026-11-01', { absence: undefined }), 'none'],
    ['does not apply without a day', dated(null), 'notApplicable'],
    [
      'does not apply where the day stands in a meta tag only',
      dated('2026-11-01', { dates: [{ value: '2026-11-01', from: 'meta' }] }),
      'notApplicable',
    ],
    ['reads the day of the list where the page prints none', dated(null, { listedOn: '2026-11-01' }), 'cannotTell'],
    [
      'does not apply to 更新时间',
      dated('2026-11-01', { dates: [{ value: '2026-11-01', from: 'label', label: '更新时间' }] }),
      'notApplicable',
    ],
    ['is unseen where the article was not read', dated('2026-11-01', { evidence: null }), 'unseen'],
    ['says nothing of a section that is one page', dated('2026-11-01', { isSectionPage: true }), 'none'],
    ['takes more days where the parameter says so', { ...dated('2026-11-01'), settings: [setting(9)] }, 'pass'],
    ['and not one day more', { ...dated('2026-11-01'), settings: [setting(8)] }, 'cannotTell'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(backDatedDocument, given)).toBe(outcome);
  });

  it('states both days and the first sight, with page and list as evidence', () => {
    const [finding] = findingsOf(backDatedDocument, dated('2026-10-09'));
    expect(finding).toMatchObject({ severity: 'veto', machine: 'S', publishedOn: '2026-10-09' });
    expect(finding?.explanation).toContain('载明10月9日发布；11月10日读取栏目“财政收支”时没有这一条，11月11日首次见到');
    expect(finding?.evidence).toHaveLength(2);
    expect(finding?.evidence[1]).toEqual(LIST);
  });
});

function setting(days: number) {
  return { code: 'TIM-12', isEnabled: true, parameters: { days } };
}
