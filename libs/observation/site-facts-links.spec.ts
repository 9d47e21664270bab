import { observe } from './observe';
import { article, entry, failed, home, inputOf, list, pageOf, SITE } from './site.fixture';

const facts = (...given: Parameters<typeof inputOf>) => observe(inputOf(...given)).siteFacts;
const gone = (path: string) => ({ ...failed(path, 'notFound'), status: 404 });

describe('错断链', () => {
  const pages = [home(['old/', '旧栏目']), list('tz/', ['通知'], [entry('tz/1.html', '已撤下的通知')])];

  it('are links of pages read now that the site answers with 404, those of the home page first', () => {
    expect(facts(pages, { failures: [gone('tz/1.html'), gone('old/')] })?.deadLinks).toMatchObject({
      count: 2,
      listed: [
        { text: '旧栏目', status: 404, isOnHome: true, from: { url: SITE } },
        { text: '已撤下的通知', isOnHome: false, from: { url: `${SITE}tz/` } },
      ],
    });
  });

  it.each([
    ['a page that says so in words', { ...failed('old/', 'softNotFound'), status: 200 }],
    ['a server that fails', { ...failed('old/', 'badStatus'), status: 500 }],
    ['a page nothing links to', gone('never.html')],
  ])('are not %s', (_norm, failure) => {
    expect(facts(pages, { failures: [failure] })?.deadLinks.count).toBe(0);
  });

  it('are not charged to a tenant for the portal’s menu', () => {
    const scope = { homeUrl: SITE, pathPrefixes: ['/tz/'], isOwnSite: false, plans: [] };
    expect(
      facts(pages, { scope, failures: [gone('old/'), gone('tz/1.html')] })?.deadLinks.listed.map(({ text }) => text),
    ).toEqual(['已撤下的通知']);
  });

  it('are counted apart on a page that was not read in this round', () => {
    const input = inputOf(pages, { failures: [gone('tz/1.html')] });
    const carried = { ...input, pages: input.pages.map((one) => ({ ...one, isCarried: one.page.kind === 'list' })) };
    expect(observe(carried).siteFacts?.deadLinks).toMatchObject({ count: 0, carried: 1, listed: [] });
  });
});

describe('可疑页面', () => {
  const linking = (text: string, url = 'http://x.example/') => pageOf('', { kind: 'home', links: [{ url, text }] });

  it.each([
    ['澳门银河娱乐城官网', 1],
    ['打击网络赌博平台专项行动', 0],
    ['清河县人民政府', 0],
  ])('a link called %s', (text, count) => {
    expect(facts([linking(text)])?.suspects).toHaveLength(count);
  });

  it('counts pages that were found tampered with', () => {
    expect(facts([home()], { failures: [{ ...failed('a.html', 'hijacked'), detail: '标题为“x”' }] })?.suspects).toEqual(
      [{ url: `${SITE}a.html`, detail: '标题为“x”', evidence: null }],
    );
  });

  it.each([
    ['http://10.1.2.3/oa', 1],
    ['http://192.168.0.9:8080/', 1],
    ['http://8.8.8.8/', 0],
    ['http://10.example/', 0],
  ])('a link to %s leads inward or not', (url, count) => {
    expect(facts([linking('办公系统', url)])?.inwardLinks).toHaveLength(count);
  });
});

describe('附件和数据集', () => {
  const file = (name: string) => ({ name, url: `${SITE}f/${name}.xlsx` });
  const attachments = {
    [`${SITE}f/a.xlsx`]: 'ok',
    [`${SITE}f/b.xlsx`]: 'notFound',
    [`${SITE}f/c.xlsx`]: 'unread',
  } as const;

  it('counts files that were tried, and names the page of those that fail', () => {
    const page = article('x.html', '公告', { attachments: [file('a'), file('b'), file('c')] });
    expect(facts([home(), page], { attachments })?.attachments).toMatchObject({
      tried: 2,
      failed: 1,
      broken: [{ name: 'b', state: 'notFound', from: { url: `${SITE}x.html` } }],
    });
  });

  it('reads datasets of sections of open data', () => {
    const entries = [entry('a.html', '低保数据'), entry('b.html', '车位数据')];
    const pages = [
      home(['sj/', '数据开放']),
      list('sj/', ['数据开放'], entries),
      article('a.html', '低保数据', { attachments: [file('a')], text: '接口说明' }),
      article('b.html', '车位数据', { attachments: [file('b')] }),
    ];
    expect(facts(pages, { attachments })?.datasets).toMatchObject([
      { title: '低保数据', hasFile: true, hasInterface: true },
      { title: '车位数据', hasFile: false, hasInterface: false },
    ]);
  });
});

describe('网站标识', () => {
  const marks = (has: readonly string[], more = {}) => ({ has, ...more }) as never;

  it('counts what any page shows, with the home page for evidence', () => {
    const pages = [
      pageOf('', { kind: 'home', marks: marks(['search']) }),
      article('a.html', '一号', { marks: marks(['elderly'], { icp: '明ICP备00000001号' }) }),
    ];
    expect(facts(pages)?.marks).toMatchObject({
      icp: '明ICP备00000001号',
      has: ['search', 'elderly'],
      gap: null,
      evidence: { url: SITE },
    });
  });

  it('has a gap where a script puts the frame of the home page in', () => {
    expect(facts([pageOf('', { kind: 'home', marks: marks(['scripted']) })])?.marks?.gap).toBe(
      '首页的页眉或页脚由脚本、框架载入',
    );
  });

  it('is nothing for pages read before marks were looked for', () => {
    expect(facts([home()])?.marks).toBeNull();
  });
});
