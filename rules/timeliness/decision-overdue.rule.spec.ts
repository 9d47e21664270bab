import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { decisionOverdue } from './decision-overdue.rule';
import { overdueDisclosure } from './overdue-disclosure.rule';

/** Decided on Friday 2026-10-23: the 7th working day is Tuesday 2026-11-03. */
const decision = (document: NonNullable<Given['documents']>[0] = {}, more: Given = {}): Given => ({
  limit: '自作出行政决定之日起7个工作日内',
  item: { name: '行政处罚决定' },
  documents: [
    {
      title: '关于清河县某校外培训机构的行政处罚决定书',
      formedOn: '2026-10-23',
      publishedOn: '2026-11-04',
      ...document,
    },
  ],
  ...more,
});

describe('行政许可处罚超期公开 TIM-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes on the 7th working day', decision({ publishedOn: '2026-11-03' }), 'pass'],
    ['fails on the 8th', decision(), 'fail'],
    [
      'counts from a labelled day of the decision',
      decision({
        formedOn: null,
        dates: [
          { value: '2026-11-04', from: 'box', label: '公开日期' },
          { value: '2026-10-23', from: 'label', label: '决定日期' },
        ],
      }),
      'fail',
    ],
    ['is unseen without a day of the decision', decision({ formedOn: null }), 'unseen'],
    [
      'proposes when the day of publication stands in the list only',
      decision({ publishedOn: null, listedOn: '2026-11-04' }),
      'cannotTell',
    ],
    [
      'proposes when it stands in a meta tag only',
      decision({ dates: [{ value: '2026-11-04', from: 'meta' }] }),
      'cannotTell',
    ],
    ['cannot tell a natural 7日 from working days', decision({}, { limit: '自作出行政决定之日起7日内' }), 'cannotTell'],
    [
      'passes 7日 where even natural days suffice',
      decision({ publishedOn: '2026-10-30' }, { limit: '自作出行政决定之日起7日内' }),
      'pass',
    ],
    ['cannot tell when another organ decided', decision({ signedBy: '清河县市场监督管理局' }), 'cannotTell'],
    ['says nothing of a guide in the same row', decision({ title: '行政处罚流程图' }), 'none'],
    [
      'takes the 7 working days out of a composite limit for decisions',
      decision(
        {},
        { limit: '信息形成20个工作日内公开；其中行政许可、行政处罚事项应自作出行政决定之日起7个工作日内公示' },
      ),
      'fail',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(decisionOverdue, given)).toBe(outcome);
  });

  it('is the only timeliness code of a decision', () => {
    expect(outcomeOf(overdueDisclosure, decision())).toBe('none');
    expect(findingsOf(decisionOverdue, decision())[0]?.explanation).toBe(
      '“关于清河县某校外培训机构的行政处罚决定书”作出决定 10月23日 → 7个工作日 → 11月3日，11月4日公开，超期1个工作日',
    );
  });
});
