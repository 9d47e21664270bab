import { searchQuestionOf } from '@app/crawling/search-trial';
import { observe } from './observe';
import { article, entry, inputOf, list, pageOf, SITE } from './site.fixture';

const FORM = { action: `${SITE}search.html`, field: 'q', fixed: {} };
const TITLE = '关于印发财政支出绩效评价办法的通知';
const home = pageOf('', { kind: 'home', entries: [entry('a.html', TITLE)], marks: { has: ['search'], search: FORM } });
const asked = (searchQuestionOf(home)?.url ?? '').slice(SITE.length);
const answer = (page: Parameters<typeof pageOf>[1]) => pageOf(asked, { kind: 'list', ...page });
const trial = (page: Parameters<typeof pageOf>[1]) =>
  observe(inputOf([home, answer(page), article('a.html', TITLE)])).siteFacts?.search;

describe('试检索 as observed', () => {
  it.each([
    ['hit', { entries: [entry('a.html', TITLE)] }],
    ['hit', { kind: 'other' as const, links: [{ url: `${SITE}a.html`, text: TITLE }] }],
    ['none', { kind: 'other' as const, text: '很抱歉，没有找到相关结果' }],
    ['none', { kind: 'other' as const, text: '共检索到 0 条记录' }],
    ['miss', { kind: 'other' as const, text: '正在加载' }],
    ['miss', { entries: [entry('b.html', '另一条通知的完整标题')] }],
    [
      'miss',
      {
        entries: [
          ...Array.from({ length: 10 }, (_, at) => entry(`${at}.html`, `另一条通知${at}`)),
          entry('a.html', TITLE),
        ],
      },
    ],
  ])('is a %s', (outcome, page) => {
    expect(trial(page)).toMatchObject({
      outcome,
      query: TITLE.slice(0, 16),
      listedOn: '2026-10-01',
      evidence: { url: SITE + asked },
    });
  });

  it('is nothing where no answer was read', () => {
    expect(observe(inputOf([home])).siteFacts?.search).toBeUndefined();
  });

  it('leaves the answers out of the sections of the unit', () => {
    const found = [entry('a.html', TITLE), entry('b.html', '二号通知'), entry('c.html', '三号通知')];
    const seen = observe(
      inputOf([home, answer({ entries: found, sectionName: '检索' }), list('tz/', ['通知'], found)]),
    );
    expect(seen.sections.map(({ name }) => name)).toEqual(['通知']);
  });
});
