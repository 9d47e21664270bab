import { isCatalogName } from './catalog-page';
import { observe } from './observe';
import { catalogsObserved, organsNamed } from './observed-catalogs';
import { CatalogPages, UnitObservation } from './observation';
import { article, entry, home, inputOf, itemOf, list, pageOf, SITE } from './site.fixture';

describe('isCatalogName', () => {
  it.each([
    '政务公开事项标准目录',
    '清河县财政局政务公开事项标准目录（2026年版）',
    '清河县社会救助领域基层政务公开标准目录',
    '主动公开基本目录',
    '政务公开 标准 目录',
    '社会救助领域标准目录',
    '关于公布政务公开事项标准目录的公告',
    '关于印发《清河县政务公开标准目录》的通知',
  ])('%s is one', (name) => {
    expect(isCatalogName(name)).toBe(true);
  });

  it.each([
    '政府信息公开目录',
    '收费标准目录',
    '集中采购目录',
    '重大行政决策事项目录',
    '关于做好政务公开事项标准目录编制工作的通知',
    '政务公开事项标准目录征求意见',
    '废止失效文件目录',
    '依申请公开目录',
    '',
  ])('“%s” is none', (name) => {
    expect(isCatalogName(name)).toBe(false);
  });
});

describe('catalogPagesOf', () => {
  const CATALOG = '清河县财政局政务公开事项标准目录';
  const FILE = { name: '目录.xlsx', url: `${SITE}mulu/mulu.xlsx` };
  const menu = home(['mulu/', '公开目录']);
  const pagesOf = (observation: UnitObservation): CatalogPages | undefined => observation.catalogPages;
  const seen = (pages: Parameters<typeof inputOf>[0], more: Partial<Parameters<typeof observe>[0]> = {}) =>
    pagesOf(observe(inputOf(pages, { items: [itemOf({ name: '部门预算' })], catalogs: [], ...more })));

  it('finds it by title, and takes a file that can be had for readable', () => {
    const pages = [
      menu,
      list('mulu/', ['公开目录'], [entry('mulu/1.html', CATALOG)]),
      article('mulu/1.html', CATALOG, { attachments: [FILE] }),
    ];
    expect(seen(pages, { attachments: { [FILE.url]: 'ok' } })?.found).toMatchObject([
      { title: CATALOG, publishedOn: '2026-10-01', isReadable: true },
    ]);
    expect(seen(pages, { attachments: { [FILE.url]: 'notFound' } })?.found).toMatchObject([{ isReadable: false }]);
  });

  it('finds it by the name of its attachment', () => {
    const file = { ...FILE, name: '财政局政务公开事项标准目录.xlsx' };
    const pages = [
      menu,
      list('mulu/', ['公开目录'], [entry('mulu/1.html', '公开事项一览')]),
      article('mulu/1.html', '公开事项一览', { attachments: [file] }),
    ];
    expect(seen(pages, { attachments: { [file.url]: 'ok' } })?.found).toMatchObject([
      { title: '公开事项一览', isReadable: true },
    ]);
  });

  it('finds a table printed on the page, and knows since when it reads the same', () => {
    const url = `${SITE}mulu/1.html`;
    const text = '公开事项 公开内容 公开时限 公开主体 低保 20个工作日 民政局';
    const pages = [
      menu,
      list('mulu/', ['公开目录'], [entry('mulu/1.html', CATALOG)]),
      article('mulu/1.html', CATALOG, { text }),
    ];
    expect(seen(pages, { unchangedSince: { [url]: '2025-01-01' } })?.found).toMatchObject([
      { url, isReadable: true, unchangedSince: '2025-01-01' },
    ]);
  });

  it('does not say a page reads the same when its content is in a file', () => {
    const pages = [
      menu,
      list('mulu/', ['公开目录'], [entry('mulu/1.html', CATALOG)]),
      article('mulu/1.html', CATALOG, { attachments: [FILE] }),
    ];
    const found = seen(pages, { unchangedSince: { [`${SITE}mulu/1.html`]: '2025-01-01' } })?.found;
    expect(found?.[0]).not.toHaveProperty('unchangedSince');
  });

  it('says nothing stands against its absence on a site that was read', () => {
    const notice = '关于做好政务公开事项标准目录编制工作的通知';
    const pages = [menu, list('mulu/', ['公开目录'], [entry('mulu/1.html', notice)]), article('mulu/1.html', notice)];
    expect(seen(pages)).toEqual({ found: [], gap: null });
  });

  it('names what may hide it: a link that was not followed, a list not read to its end', () => {
    const link = pageOf('', {
      kind: 'home',
      links: [{ url: 'https://mulu.example.gov.cn/', text: '政务公开标准目录' }],
    });
    expect(seen([link])?.gap).toContain('政务公开标准目录');
    const half = list('mulu/', ['公开目录'], [entry('mulu/1.html', '通知')], {
      nextPages: [`${SITE}mulu/index_1.html`],
    });
    expect(seen([menu, half, article('mulu/1.html', '通知')])?.gap).toBe('有1个栏目未能读完');
  });

  it('is absent from a list whose far pages an earlier round read, if all since then was read now', () => {
    const days = (from: number) => [5, 4, 3, 2, 1].map((at) => `2026-${from}-0${at}`);
    const [now, old] = [
      list(
        'mulu/',
        ['公开目录'],
        days(10).map((day) => entry(`mulu/${day}.html`, `${day}的公告`, day)),
        { nextPages: [`${SITE}mulu/index_1.html`] },
      ),
      list(
        'mulu/index_1.html',
        ['公开目录'],
        days(9).map((day) => entry(`mulu/${day}.html`, `${day}的公告`, day)),
      ),
    ];
    const gapWith = (readAt: string) => {
      const { pages, ...input } = inputOf([menu, now], { items: [itemOf({ name: '部门预算' })], catalogs: [] });
      const [{ capture, page }] = inputOf([old]).pages as [(typeof pages)[number]];
      const carried = { page, capture: { ...capture, capturedAt: `${readAt}T02:00:00Z` }, isCarried: true };
      return pagesOf(observe({ ...input, pages: [...pages, carried] }))?.gap;
    };
    expect(gapWith('2026-10-02')).toBeNull();
    expect(gapWith('2026-10-01')).toBe('有1个栏目未能读完');
  });

  it('says nothing of catalogs to a caller that brings none', () => {
    const observation = observe(inputOf([menu]));
    expect(observation).not.toHaveProperty('catalogs');
    expect(observation).not.toHaveProperty('catalogPages');
  });
});

describe('catalogsObserved', () => {
  it('keeps rows by key, and those that are no items by themselves', () => {
    const [one, two, withheld] = [
      itemOf({ name: '部门预算' }),
      itemOf({ name: '部门预算' }),
      itemOf({ name: '会议纪要' }),
    ];
    const source = { name: '目录.xlsx', sha256: 'a'.repeat(64), importedAt: '2026-11-18T00:00:00.000Z' };
    const catalogs = catalogsObserved(
      [one, two],
      [
        { ...source, kind: 'standard', items: [one, two] },
        { ...source, kind: 'negative', items: [withheld] },
      ],
    );
    expect(catalogs.map(({ kind, keys, others }) => [kind, keys.length, others?.length])).toEqual([
      ['standard', 2, undefined],
      ['negative', 0, 1],
    ]);
    expect(new Set(catalogs[0]?.keys).size).toBe(2);
    expect(catalogs[0]?.evidence.url).toBe('目录文件：目录.xlsx');
  });
});

describe('organsNamed', () => {
  it('keeps what is not simply the unit itself', () => {
    const units = [
      { id: 1, name: '清河县财政局', aliases: [], kind: 'department' },
      { id: 2, name: '清河县民政局', aliases: [], kind: 'department' },
    ];
    const items = ['财政局', '县民政局', '县气象局', null].map((unit) => ({ ...itemOf({ name: '部门预算' }), unit }));
    expect(organsNamed(items, { own: 1, units, decisions: {} })).toEqual({
      县民政局: { resolved: [2], unresolved: [], isOwn: false },
      县气象局: { resolved: [], unresolved: ['县气象局'], isOwn: false },
    });
  });
});
