import { Given, findingsOf, outcomeOf, sectionOf, SITE } from '../rule-input.fixture';
import { gone, PageGiven, pageGiven, unreadNow } from '../content/content-input.fixture';
import { elementAbsent } from './element-absent.rule';
import { misplacedDocument } from './misplaced-document.rule';
import { repeatedTitle } from './repeated-title.rule';
import { withdrawnDocument } from './withdrawn-document.rule';

describe('公开要素不全 PUB-04', () => {
  const wanted = [
    '设定依据',
    '申请条件',
    '办理材料',
    '办理地点',
    '办理时间',
    '联系电话',
    '办理流程',
    '收费标准',
    '办理时限',
    '办理结果',
  ];
  const seen = (missing: number, isAllRead = true, count = wanted.length): Given => {
    const more = Array.from({ length: count - wanted.length }, (_, at) => `办理要求${at + 1}`);
    return {
      documents: [{ title: '入学办理指南' }],
      match: { elementsSeen: { wanted: [...wanted, ...more], missing: wanted.slice(0, missing), isAllRead } },
    };
  };
  it.each<[string, Given, string]>([
    ['passes nine of ten', seen(1), 'pass'],
    ['proposes eight of ten', seen(2), 'cannotTell'],
    ['proposes seventeen of nineteen, just below nine tenths', seen(2, true, 19), 'cannotTell'],
    ['is unseen where something was not read', seen(2, false), 'unseen'],
    ['does not apply to rows disclosed on request', { ...seen(2), item: { method: 'onRequest' } }, 'notApplicable'],
    ['does not apply without documents', { ...seen(2), documents: [] }, 'notApplicable'],
    ['says nothing of rows without elements', { documents: [{}] }, 'none'],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(elementAbsent, given)).toBe(outcome));

  it('names what is missing', () => {
    expect(findingsOf(elementAbsent, seen(2))[0]?.explanation).toBe(
      '目录列明10项要素，在1条信息中见到8项，未见“设定依据”、“申请条件”，请核实',
    );
  });
});

describe('放错栏目 PUB-07', () => {
  const notices = sectionOf({ name: '通知公告', url: `${SITE}tzgg/` });
  const stray = (more: object = {}, where = notices): Given => {
    const document = {
      url: `${SITE}tzgg/7.html`,
      title: '清河县财政收支情况',
      publishedOn: '2026-09-01',
      sectionUrl: where.url,
      ...more,
    };
    return { match: { elsewhere: [documentIn(document)] }, site: { sections: [where] } };
  };
  it.each<[string, Given, string]>([
    ['proposes a text in 通知公告 that the row’s section lacks', stray(), 'cannotTell'],
    ['passes where both have it', { ...stray(), documents: [{ title: '清河县财政收支情况' }] }, 'pass'],
    ['passes a text in another row’s section', stray({}, sectionOf({ name: '部门预算', url: `${SITE}bmys/` })), 'pass'],
    ['passes a text from before the look-back', stray({ publishedOn: '2025-12-31' }), 'pass'],
    ['proposes one of its first day', stray({ publishedOn: '2026-01-01' }), 'cannotTell'],
    [
      'does not apply on an uncertain match',
      { ...stray(), match: { ...stray().match, isCertain: false } },
      'notApplicable',
    ],
    ['does not apply to generic rows', { ...stray(), item: { name: '政策文件' } }, 'notApplicable'],
    ['does not apply to rows disclosed on request', { ...stray(), item: { method: 'onRequest' } }, 'notApplicable'],
    ['is unseen where the section was not read', { ...stray(), section: { isComplete: false, gap: '超时' } }, 'unseen'],
    ['says nothing where nothing stands elsewhere', {}, 'none'],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(misplacedDocument, given)).toBe(outcome));
});

function documentIn(document: object) {
  const given = pageGiven({ document }).site?.contentPages?.[0]?.document;
  if (!given) throw new Error('the fixture gives a document');
  return given;
}

describe('标题即栏目名或重复 PUB-08', () => {
  const list = (titles: string[], more: object = {}): Given => ({
    section: {
      name: '财政信息',
      entries: titles.map((title, at) => ({ title, url: `${SITE}czxx/${at}.html`, publishedOn: '2026-09-01' })),
      ...more,
    },
  });
  const two = { settings: [{ code: 'PUB-08', isEnabled: true, parameters: { named: 2 } }] };
  const same = (count: number) => Array.from({ length: count }, () => '行政处罚信息');
  it.each<[string, Given, string]>([
    ['fails on a title that is the section’s name', list(['财政信息', '2026年预算']), 'fail'],
    ['passes one where two are asked', { ...list(['财政信息', '2026年预算']), ...two }, 'pass'],
    ['fails on two where two are asked', { ...list(['财政信息', '财政信息', '2026年预算']), ...two }, 'fail'],
    ['passes ten texts of one title', list(same(10)), 'pass'],
    ['fails on eleven', list(same(11)), 'fail'],
    [
      'counts one address once',
      list(same(11), { entries: same(11).map((title) => ({ title, url: `${SITE}a.html`, publishedOn: null })) }),
      'notApplicable',
    ],
    ['is unseen where the list was not read', list(['财政信息', '2026年预算'], { evidence: [] }), 'unseen'],
    ['says nothing of a single text', list(['财政信息']), 'none'],
  ])('%s', (_norm, given, outcome) => expect(outcomeOf(repeatedTitle, given)).toBe(outcome));
});

describe('内容被撤下 PUB-09', () => {
  const withdrawn = (facts: object = {}): PageGiven => ({
    withdrawal: { seenOn: '2026-10-20', kind: 'notFound', status: 404, at: '2026-11-18T02:00:00Z' },
    ...facts,
  });
  const moved: Given = {
    site: {
      sections: [
        sectionOf({ entries: [{ title: '关于做好秋季招生工作的通知', url: `${SITE}zs/9.html`, publishedOn: null }] }),
      ],
    },
  };
  it.each<[string, PageGiven, string, Given?]>([
    ['proposes a page that is gone', withdrawn(), 'cannotTell'],
    [
      'proposes one gone on the last day of its display',
      withdrawn({ display: { from: '2026-11-02', to: '2026-11-18' } }),
      'cannotTell',
    ],
    ['does not apply after it', withdrawn({ display: { from: '2026-11-02', to: '2026-11-17' } }), 'notApplicable'],
    ['does not apply to what was marked as repealed', withdrawn({ document: { validity: '废止' } }), 'notApplicable'],
    ['passes what stands under another address', withdrawn(), 'pass', moved],
    ['is unseen on an incomplete crawl', withdrawn(), 'unseen', { site: { isComplete: false, gap: '采集中断' } }],
    ['passes once it is back', gone('withdrawal'), 'pass'],
    ['is unseen while it was not asked for again', unreadNow('withdrawal'), 'unseen'],
    ['says nothing of other pages', {}, 'none'],
  ])('%s', (_norm, page, outcome, more = {}) =>
    expect(outcomeOf(withdrawnDocument, pageGiven(page, more))).toBe(outcome),
  );

  it('is graver while the display runs', () => {
    const severity = (facts: object) => findingsOf(withdrawnDocument, pageGiven(withdrawn(facts)))[0]?.severity;
    expect([severity({}), severity({ display: { from: '2026-11-02', to: '2026-11-30' } })]).toEqual(['medium', 'high']);
  });
});
