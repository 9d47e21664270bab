import { extract } from '../index';
import { jsonListMarkup } from './json-list';

const URL_OF_LIST = 'https://www.qinghe.example.gov.cn/api/list?channel=5&page=1';
const read = (value: unknown, url = URL_OF_LIST) => extract({ url, html: JSON.stringify(value) });
const row = (title: string, date: unknown) => ({ title, url: `/a/${title.length}.html`, publish_time: date });

describe('lists that come as JSON', () => {
  it('reads titles, addresses and dates, and takes values for text', () => {
    const page = read({
      code: 0,
      data: { list: [row('关于<b>开展</b>检查的"通知"', '2026-03-02 08:00:00'), row('放假通知', null)] },
    });
    expect(page).toMatchObject({ kind: 'list', publishedOn: null });
    expect(page.entries).toEqual([
      { title: '关于开展检查的"通知"', url: 'https://www.qinghe.example.gov.cn/a/18.html', publishedOn: '2026-03-02' },
      { title: '放假通知', url: 'https://www.qinghe.example.gov.cn/a/4.html', publishedOn: null },
    ]);
  });

  it.each([
    ['seconds', 1783353600, '2026-07-07'],
    ['milliseconds, an hour before midnight in China', 1783436400000, '2026-07-07'],
    ['a number that is no time', 20260707, '2026-07-07'],
  ])('reads a day from %s', (_norm, date, day) => {
    expect(read([row('关于开展检查的通知', date)]).entries[0]?.publishedOn).toBe(day);
  });

  it('takes the day a record was created or changed for nothing', () => {
    const record = (title: string) => ({
      title,
      url: '/a/1.html',
      created_at: '2026-01-02',
      update_time: '2026-01-03',
    });
    const { entries } = read([record('关于开展检查的通知'), record('关于春节放假安排的通知')]);
    expect(entries.map(({ publishedOn }) => publishedOn)).toEqual([null, null]);
  });

  it('reads JSONP', () => {
    const html = `jsonpCallback(${JSON.stringify({ rows: [row('关于开展检查的通知', '2026-03-02')] })});`;
    expect(extract({ url: URL_OF_LIST, html }).entries).toHaveLength(1);
  });

  it.each([
    [1, 5, 'page=2 page=3'],
    [3, 5, ''],
    [1, 2, ''],
  ])('on page %s of %s records the further pages are “%s”', (page, total, expected) => {
    const value = { total, rows: [row('关于开展检查的通知', '2026-03-02'), row('关于放假的通知', '2026-03-01')] };
    const { nextPages } = read(value, URL_OF_LIST.replace('page=1', `page=${page}`));
    expect(nextPages.map((url) => /page=\d+/.exec(url)?.[0]).join(' ')).toBe(expected);
  });

  it.each([
    ['a page', '<p>{"title":"一"}</p>'],
    ['a damaged answer', '{"rows":[{"title":"关于'],
    ['settings', '{"title":"清河县","url":"/","menus":{"a":1}}'],
    ['records without addresses', '[{"title":"关于开展检查的通知"}]'],
    ['nothing', '[]'],
    ['brackets', '['.repeat(500_000)],
    ['deep objects', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`],
  ])('leaves %s alone', (_norm, html) => {
    expect(jsonListMarkup({ url: URL_OF_LIST, html })).toBeNull();
  });

  it('reads a long list in bounded time and size', () => {
    const page = read({
      total: 9_000_000,
      rows: Array.from({ length: 50_000 }, (_, index) => row(`关于开展第${index}次检查的通知`, '2026-03-02')),
    });
    expect(page.entries).toHaveLength(3_000);
    expect(page.nextPages).toHaveLength(300);
  });
});

describe('lists that stand in a script of their page', () => {
  const page = (script: string) =>
    extract({
      url: 'https://www.qinghe.example.gov.cn/tzgg/index.html',
      html: `<title>通知公告-清河县</title><p>当前位置：<a href="/">首页</a>&gt;通知公告</p><ul id="list"></ul><script>${script}</script>`,
    });
  const rows = [row('关于开展检查的通知[试行]', '2026-03-02'), row('关于放假的通知', '2026-02-01')];

  it('reads dated records as the entries of the page', () => {
    const { kind, entries, signals } = page(
      `var data = {"list": ${JSON.stringify(rows)}, "total": 2}; $("#list").html(show(data));`,
    );
    expect([kind, signals]).toEqual(['list', []]);
    expect(entries).toEqual([
      {
        title: '关于开展检查的通知[试行]',
        url: 'https://www.qinghe.example.gov.cn/a/13.html',
        publishedOn: '2026-03-02',
      },
      { title: '关于放假的通知', url: 'https://www.qinghe.example.gov.cn/a/7.html', publishedOn: '2026-02-01' },
    ]);
  });

  it.each([
    [
      'records without dates: a menu or a slide show',
      'var m = [{"title":"政府信息公开指南","url":"/a.html"},{"title":"政府信息公开制度","url":"/b.html"}];',
    ],
    ['records that are no JSON', "var m = [{title:'关于检查的通知',url:'/a.html',date:'2026-01-01'}];"],
    ['an array that never ends', 'var m = [{"title":"关于检查的通知","url":"/a.html"'],
  ])('leaves %s to the browser', (_norm, script) => {
    expect(page(script)).toMatchObject({ entries: [], signals: [{ kind: 'empty-shell' }] });
  });
});
