import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { observe, ObserveInput } from './observe';
import { ItemObservation } from './observation';
import { article, emptyList, entry, failed, home, inputOf, itemOf, list, pageOf, SITE } from './site.fixture';

const CZ = ['政务公开', '财政信息'];
const GG = ['政务公开', '通知公告'];
const menu = home(['czxx/', '财政信息'], ['tzgg/', '通知公告']);
const titles = (documents: ItemObservation['documents'] = []) => documents.map(({ title }) => title);

const itemIn = (pages: Parameters<typeof inputOf>[0], item: DisclosureItem, input: Partial<ObserveInput> = {}) =>
  observe(inputOf(pages, { items: [item], ...input })).items[0] as ItemObservation;

describe('sections', () => {
  it('puts the pages of a list together, the first in front', () => {
    const { sections } = observe(
      inputOf([
        menu,
        list('czxx/index_1.html', CZ, [entry('czxx/2.html', '乙')]),
        list('czxx/', CZ, [entry('czxx/1.html', '甲')], { nextPages: [`${SITE}czxx/index_1.html`] }),
      ]),
    );
    expect(sections).toHaveLength(1);
    expect(sections[0]).toMatchObject({ url: `${SITE}czxx/`, name: '财政信息', path: CZ, isComplete: true, gap: null });
    expect(sections[0]?.entries.map(({ title }) => title)).toEqual(['甲', '乙']);
    expect(sections[0]?.evidence).toHaveLength(2);
  });

  it.each([
    ['a page that failed', { failures: [failed('czxx/index_1.html')] }, '另有1页列表未能读取（连接超时）'],
    ['a page never asked for', {}, '另有1页列表未能读取'],
  ])('is not complete with %s', (_norm, input, gap) => {
    const first = list('czxx/', CZ, [entry('czxx/1.html', '甲')], { nextPages: [`${SITE}czxx/index_1.html`] });
    expect(observe(inputOf([menu, first], input)).sections[0]).toMatchObject({ isComplete: false, gap });
  });

  it.each(['empty-shell', 'scripted-paging'])('is not complete with the signal %s', (kind) => {
    const page = list('czxx/', CZ, [entry('czxx/1.html', '甲')], { signals: [{ kind, at: 'page' }] });
    expect(observe(inputOf([menu, page])).sections[0]?.isComplete).toBe(false);
  });

  it('keeps lists of different names apart, whatever their paging says', () => {
    const one = list('czxx/', CZ, [entry('czxx/1.html', '甲')], { nextPages: [`${SITE}tzgg/`] });
    const other = list('tzgg/', GG, [entry('tzgg/1.html', '乙')]);
    expect(observe(inputOf([menu, one, other])).sections.map(({ name }) => name)).toEqual(['财政信息', '通知公告']);
  });

  it('counts a page once that several addresses lead to', () => {
    const page = list('czxx/', CZ, [entry('czxx/1.html', '甲')]);
    const input = inputOf([menu]);
    const capture = {
      ...(input.pages[0] as ObserveInput['pages'][0]).capture,
      url: `${SITE}zwgk/`,
      finalUrl: page.url,
    };
    expect(observe({ ...input, pages: [...input.pages, { capture, page }] }).sections).toHaveLength(1);
  });

  it('says the same in whatever order the pages were read', () => {
    const guides = ['b', 'a', 'c'].map((name) => article(`czxx/${name}.html`, `${name}办事指南`));
    const input = inputOf([menu, list('czxx/', CZ, [entry('czxx/a.html', 'a办事指南')]), ...guides]);
    expect(observe({ ...input, pages: [...input.pages].reverse() })).toEqual(observe(input));
  });

  it('calls a list empty only where the page shows nothing else', () => {
    const text = (own: string) => ['清河县财政局', '网站地图', own].join('\n');
    const others = ['a/', 'b/', 'c/'].map((path) =>
      list(path, ['政务公开', path], [entry(`${path}1.html`, path)], { text: text('') }),
    );
    const empty = { ...emptyList('czxx/', CZ), text: text('') };
    const filled = {
      ...emptyList('czxx/', CZ),
      text: text('申请表应填写完整，对没有联系方式或联系方式有误的信息恕不回复。'.repeat(3)),
    };
    const sectionOf = (page: typeof empty) =>
      observe(inputOf([menu, ...others, page])).sections.find(({ name }) => name === '财政信息');
    expect(sectionOf(empty)).toMatchObject({ isComplete: true, entries: [] });
    expect(sectionOf(filled)).toMatchObject({ isComplete: false, gap: '列表为空，但页面另有内容，须人工查看' });
    expect(sectionOf({ ...empty, signals: [] })).toMatchObject({ isComplete: false, gap: '页面上没有可识别的列表' });
  });

  it('knows a section by the menu although its page could not be read', () => {
    const { sections } = observe(inputOf([menu], { failures: [failed('czxx/')] }));
    expect(sections).toEqual([
      expect.objectContaining({ name: '财政信息', evidence: [], isComplete: false, gap: '栏目页面未能读取：连接超时' }),
    ]);
  });

  it('takes a page the menus call by a short name for a section of one page', () => {
    const about = article('jgzn.html', '清河县财政局机构职能', { breadcrumb: ['政务公开', '机构职能'] });
    const { sections } = observe(inputOf([home(['jgzn.html', '机构职能']), about]));
    expect(sections[0]).toMatchObject({ name: '机构职能', isComplete: true, entries: [{ url: about.url }] });
  });

  it('does not take an article with a short title for a section', () => {
    const news = article('gzdt/1.html', '国家宪法日宣传画', { breadcrumb: ['新闻中心', '图片新闻'] });
    expect(observe(inputOf([home(['gzdt/1.html', '国家宪法日宣传画']), news])).sections).toEqual([]);
  });

  it.each<[norm: string, days: string[], seenSince: string | undefined]>([
    ['a short list', ['2026-10-02', '2026-10-01'], undefined],
    ['a full page from new to old', Array.from({ length: 10 }, (_, at) => `2026-10-${20 - at}`), '2026-10-11'],
    [
      'a full page with something pinned',
      ['2020-01-01', ...Array.from({ length: 10 }, (_, at) => `2026-10-${20 - at}`)],
      '2026-10-11',
    ],
    [
      'a full page in no order',
      [
        '2026-10-01',
        '2026-10-02',
        '2026-10-03',
        '2026-10-04',
        '2026-10-05',
        '2026-10-06',
        '2026-10-07',
        '2026-10-08',
        '2026-10-09',
        '2026-10-10',
      ],
      '2026-10-10',
    ],
  ])('%s is known since the right day', (_norm, days, seenSince) => {
    const page = list(
      'czxx/',
      CZ,
      days.map((day, at) => entry(`czxx/${at}.html`, `第${at}条`, day)),
    );
    expect(observe(inputOf([menu, page])).sections[0]?.seenSince).toBe(seenSince);
  });
});

describe('matching', () => {
  const cz = list('czxx/', CZ, [entry('czxx/1.html', '2026年第三季度财政收支情况')]);
  const gg = list('tzgg/', GG, [entry('tzgg/1.html', '放假通知')]);
  const jy = list('jy/tzgg/', ['教育', '通知公告'], [entry('jy/tzgg/1.html', '招生公告')]);

  it.each<[norm: string, item: Partial<DisclosureItem>, found: [string | null, string, boolean]]>([
    ['by the 栏目 column', { section: '政务公开>财政信息' }, ['财政信息', 'explicit', true]],
    ['by a column with other separators', { section: '政府信息公开平台—财政信息' }, ['财政信息', 'explicit', true]],
    ['by a column that is an address', { section: `${SITE}czxx/index.html` }, ['财政信息', 'explicit', true]],
    [
      'by a column that names two sections',
      { section: '财政信息；政务公开>通知公告' },
      ['财政信息、通知公告', 'explicit', true],
    ],
    ['not by a column the site does not know', { section: '国有资产' }, [null, 'none', false]],
    ['by the right one of two namesakes', { section: '教育/通知公告' }, ['通知公告', 'explicit', true]],
    ['not when two namesakes fit alike', { section: '通知公告' }, [null, 'none', false]],
    ['by the same name', { name: '财政信息' }, ['财政信息', 'name', true]],
    [
      'by the group where names are shared',
      { name: '通知公告', levels: ['教育', '通知公告'] },
      ['通知公告', 'name', true],
    ],
    [
      'not for certain by a generic name of another group',
      { name: '财政信息', levels: ['养老服务', '财政信息'] },
      ['财政信息', 'name', false],
    ],
    ['not for certain by a similar name', { name: '财政资金信息' }, [null, 'none', false]],
  ])('%s', (_norm, changes, [name, basis, isCertain]) => {
    const item = itemOf({ name: '财政收支情况', ...changes });
    const found = itemIn([menu, cz, gg, jy], { ...item, levels: changes.levels ?? [item.name] });
    expect([found.section?.name ?? null, found.basis, found.isCertain]).toEqual([name, basis, isCertain]);
  });

  it('follows a person before everything else', () => {
    const item = itemOf({ name: '财政收支情况', section: '财政信息' });
    const decide = (url: string | null) => itemIn([menu, cz, gg], item, { decisions: { 财政收支情况: url } });
    expect(decide(`${SITE}tzgg/`)).toMatchObject({ section: { name: '通知公告' }, basis: 'person', isCertain: true });
    expect(decide(null)).toMatchObject({ section: null, basis: 'person', isCertain: true });
  });

  it('shows what comes close', () => {
    const { candidates } = itemIn([menu, cz, gg], itemOf({ name: '财政决算信息', section: '财政资金信息' }));
    expect(candidates.every(({ score }) => score >= 0.6)).toBe(true);
  });
});

describe('documents', () => {
  it('gives a section’s documents to the only row that has it', () => {
    const pages = [
      menu,
      list('czxx/', CZ, [entry('czxx/1.html', '甲'), entry('czxx/2.html', '乙')]),
      article('czxx/1.html', '甲'),
    ];
    const { documents } = itemIn(pages, itemOf({ name: '财政资金', section: '财政信息' }));
    expect(documents.map(({ title, evidence }) => [title, evidence !== null])).toEqual([
      ['甲', true],
      ['乙', false],
    ]);
  });

  it('shares a section out by titles, and leaves what is unclear to nobody', () => {
    const entries = ['2026年部门预算', '2025年部门决算', '部门预算和部门决算说明', '放假通知'].map((title, at) =>
      entry(`czxx/${at}.html`, title),
    );
    const items = [
      itemOf({ name: '部门预算', section: '财政信息' }),
      itemOf({ row: 4, name: '部门决算', section: '财政信息' }),
    ];
    const [budget, accounts] = observe(inputOf([menu, list('czxx/', CZ, entries)], { items })).items;
    expect(titles(budget?.documents)).toEqual(['2026年部门预算']);
    expect(titles(accounts?.documents)).toEqual(['2025年部门决算']);
    expect(titles(budget?.unassigned)).toEqual(['部门预算和部门决算说明', '放假通知']);
  });

  it('takes from 通知公告 only what names the row', () => {
    const entries = [entry('tzgg/1.html', '2026年第三季度财政收支情况'), entry('tzgg/2.html', '放假通知')];
    const found = itemIn([menu, list('tzgg/', GG, entries)], itemOf({ name: '财政收支情况', section: '通知公告' }));
    expect(titles(found.documents)).toEqual(['2026年第三季度财政收支情况']);
    expect(found.unassigned).toEqual([]);
  });

  it('sees a right document in the wrong section', () => {
    const pages = [
      menu,
      list('czxx/', CZ, [entry('czxx/1.html', '预算说明')]),
      list('tzgg/', GG, [entry('tzgg/1.html', '2026年第三季度财政收支情况')]),
    ];
    const found = itemIn(pages, itemOf({ name: '财政收支情况', section: '财政信息' }));
    expect(titles(found.elsewhere)).toEqual(['2026年第三季度财政收支情况']);
  });

  it('sees the next issue of a series in another section, whatever the series is called', () => {
    const pages = [
      menu,
      list('czxx/', CZ, [entry('czxx/1.html', '2026年第二季度全县收支运行简况', '2026-07-10')]),
      list('tzgg/', GG, [
        entry('tzgg/1.html', '2026年第三季度全县收支运行简况', '2026-10-10'),
        entry('tzgg/2.html', '2026年第三季度工作会议', '2026-10-11'),
      ]),
    ];
    const found = itemIn(pages, itemOf({ name: '财政资金', section: '财政信息' }));
    expect(titles(found.elsewhere)).toEqual(['2026年第三季度全县收支运行简况']);
  });

  it('gives an entry of two sections to the deeper one', () => {
    const pages = [
      menu,
      list('czxx/', CZ, [entry('czxx/ys/1.html', '甲'), entry('czxx/2.html', '乙')]),
      list('czxx/ys/', [...CZ, '预算'], [entry('czxx/ys/1.html', '甲')]),
    ];
    const items = [
      itemOf({ name: '财政资金', section: '财政信息' }),
      itemOf({ row: 4, name: '预算公开', section: '财政信息>预算' }),
    ];
    const [parent, child] = observe(inputOf(pages, { items })).items;
    expect(titles(parent?.documents)).toEqual(['乙']);
    expect(titles(child?.documents)).toEqual(['甲']);
  });

  it('counts an unlisted article for the section its breadcrumb names', () => {
    const pages = [
      menu,
      list('czxx/', CZ, [entry('czxx/1.html', '甲')]),
      article('czxx/9.html', '乙', { breadcrumb: [...CZ, '乙'] }),
    ];
    const { documents } = itemIn(pages, itemOf({ name: '财政资金', section: '财政信息' }));
    expect(documents.find(({ title }) => title === '乙')).toMatchObject({
      isUnlisted: true,
      sectionUrl: `${SITE}czxx/`,
    });
  });

  it('carries what an attachment says where it is the document itself; a scan says nothing', () => {
    const attachments = ['a.pdf', 'b.pdf', 'c.pdf'].map((name) => ({ name, url: `${SITE}${name}` }));
    const said = { documentNumber: '清财发〔2026〕3号', formedOn: '2026-03-09' as const, signedBy: null, dates: [] };
    const scan = { kind: 'scanned-attachment', at: 'file' };
    const [document] = itemIn(
      [menu, list('czxx/', CZ, [entry('czxx/1.html', '预算')]), article('czxx/1.html', '预算', { attachments })],
      itemOf({ name: '财政资金', section: '财政信息' }),
      {
        attachments: { [`${SITE}a.pdf`]: 'ok', [`${SITE}b.pdf`]: 'ok', [`${SITE}c.pdf`]: 'ok' },
        attachmentTexts: {
          [`${SITE}a.pdf`]: { kind: 'pdf', ...said, signals: [], text: '预'.repeat(9_000) },
          [`${SITE}b.pdf`]: { kind: 'pdf', ...said, documentNumber: null, formedOn: null, signals: [scan], text: '' },
          [`${SITE}c.pdf`]: { refusal: 'password' },
        },
      },
    ).documents;
    const [first, second, third] = document?.attachments ?? [];
    expect(first?.says).toMatchObject({
      documentNumber: '清财发〔2026〕3号',
      formedOn: '2026-03-09',
      isScanned: false,
    });
    expect(first?.says?.text).toHaveLength(2_000);
    expect(second?.says).toMatchObject({ documentNumber: null, isScanned: true });
    expect(third).toEqual({ ...attachments[2], state: 'ok' });
  });

  it('carries attachments, 情况说明 and sightings', () => {
    const url = `${SITE}czxx/1.html`;
    const page = article('czxx/1.html', '情况说明', {
      attachments: [
        { name: '附件', url: `${SITE}a.pdf` },
        { name: '附件', url: `${SITE}b.pdf` },
      ],
      signals: [{ kind: 'situation-note', at: 'text:0' }],
    });
    const [document] = itemIn(
      [menu, list('czxx/', CZ, [entry('czxx/1.html', '情况说明')]), page],
      itemOf({ name: '财政资金', section: '财政信息' }),
      {
        attachments: { [`${SITE}a.pdf`]: 'notFound' },
        sightings: { [url]: { firstSeenOn: '2026-10-02', lastSeenOn: '2026-11-17' } },
      },
    ).documents;
    expect(document?.attachments.map(({ state }) => state)).toEqual(['notFound', 'unread']);
    expect(document).toMatchObject({ isSituationNote: true, firstSeenOn: '2026-10-02', lastSeenOn: '2026-11-17' });
  });

  it('survives half a character in a line without a link', () => {
    const entries = [{ title: '第三季度\ud83d', url: 'javascript:;', publishedOn: '2026-10-01' }];
    const found = itemIn([menu, list('czxx/', CZ, entries)], itemOf({ name: '财政资金', section: '财政信息' }));
    expect(found.documents).toHaveLength(1);
  });

  it('keeps lines without a link apart', () => {
    const entries = ['甲', '乙'].map((title) => ({ title, url: 'javascript:;', publishedOn: '2026-10-01' }));
    const { documents } = itemIn([menu, list('czxx/', CZ, entries)], itemOf({ name: '财政资金', section: '财政信息' }));
    expect(new Set(documents.map(({ url }) => url)).size).toBe(2);
  });
});

describe('scope', () => {
  const townScope = { homeUrl: `${SITE}bsz/index.html`, pathPrefixes: ['/bsz/'], isOwnSite: false, plans: [] };
  const town = { name: '清河县白石镇人民政府', aliases: [], kind: 'town' as const, registeredOn: null };

  it('refuses pages of other hosts and sections outside the prefix', () => {
    const foreign = { ...list('czxx/', CZ, [entry('czxx/1.html', '甲')]), url: 'http://elsewhere.example/czxx/' };
    expect(observe(inputOf([menu, foreign])).sections).toEqual([]);
    const inside = list('bsz/tzgg/', ['白石镇', '通知公告'], [entry('art/1.html', '甲')]);
    const outside = list('tzgg/', GG, [entry('tzgg/1.html', '乙')]);
    const { sections } = observe(
      inputOf([pageOf('bsz/index.html', { kind: 'home' }), inside, outside], { scope: townScope, unit: town }),
    );
    expect(sections.map(({ path }) => path)).toEqual([['白石镇', '通知公告']]);
  });

  it('takes an article outside the prefix that a section inside lists', () => {
    const inside = list('bsz/tzgg/', ['白石镇', '财政信息'], [entry('art/1.html', '甲')]);
    const pages = [
      pageOf('bsz/index.html', { kind: 'home' }),
      inside,
      article('art/1.html', '甲'),
      article('art/2.html', '财政资金公告'),
    ];
    const found = itemIn(pages, itemOf({ name: '财政资金', section: '财政信息' }), { scope: townScope, unit: town });
    expect(found.documents.map(({ evidence }) => evidence?.url)).toEqual([`${SITE}art/1.html`]);
    expect(found.elsewhere).toEqual([]);
  });

  it('leaves out of a shared section what other units signed', () => {
    const shared = list(
      'bsz/ys/',
      ['部门预算'],
      [
        entry('art/1.html', '预算公开说明'),
        entry('art/2.html', '清河县水利局关于2026年部门预算的公告'),
        entry('art/3.html', '预算说明'),
      ],
    );
    const pages = [
      pageOf('bsz/index.html', { kind: 'home' }),
      shared,
      article('art/1.html', '预算公开说明', { issuingBody: '清河县白石镇人民政府' }),
      article('art/3.html', '预算说明', { issuingBody: '清河县教育局' }),
    ];
    const item = itemOf({ name: '部门预算', unit: town.name, section: '部门预算' });
    expect(titles(itemIn(pages, item, { scope: townScope, unit: town }).documents)).toEqual(['预算公开说明']);
  });

  it.each(['镇政府', '白石镇党政办公室', '白石镇政府'])('does not lose what the town signs as %s', (issuingBody) => {
    const shared = list('bsz/ys/', ['部门预算'], [entry('art/1.html', '预算公开说明')]);
    const signed = article('art/1.html', '预算公开说明', { issuingBody });
    const item = itemOf({ name: '部门预算', unit: town.name, section: '部门预算' });
    const pages = [pageOf('bsz/index.html', { kind: 'home' }), shared, signed];
    const found = itemIn(pages, item, { scope: townScope, unit: town });
    expect(titles([...found.documents, ...(found.unassigned ?? [])])).toEqual(['预算公开说明']);
  });
});

describe('home', () => {
  it('finds the newest day on it and one click away', () => {
    const page = home(['czxx/', '财政信息'], ['gzdt/9.html', '会议召开']);
    const pages = [
      page,
      list('czxx/', CZ, [entry('czxx/1.html', '甲', '2026-11-01')]),
      article('gzdt/9.html', '会议召开', { publishedOn: '2026-11-12' }),
    ];
    expect(observe(inputOf(pages)).home).toMatchObject({ newestOn: '2026-11-12', isPortal: true, gap: null });
  });

  it.each([
    ['timeout', '首页链接的1个页面未能读取（连接超时）'],
    ['notFound', null],
  ] as const)('a linked page that failed with %s leaves the gap %s', (kind, gap) => {
    expect(observe(inputOf([menu], { failures: [failed('czxx/', kind)] })).home?.gap).toBe(gap);
  });

  it('is not there when it was not read, and nothing is complete then', () => {
    const observation = observe(inputOf([list('czxx/', CZ, [entry('czxx/1.html', '甲')])]));
    expect(observation).toMatchObject({ home: null, isComplete: false, gap: '首页未能读取' });
  });
});

describe('days of formation ruled on objections', () => {
  const page = article('czxx/1.html', '2026年财政收支情况');
  const listed = list('czxx/', CZ, [entry('czxx/1.html', '2026年财政收支情况')]);
  const documents = (input: Partial<ObserveInput>) =>
    itemIn([menu, listed, page], itemOf({ name: '财政信息' }), input).documents.map(
      ({ ruledFormedOn }) => ruledFormedOn,
    );

  it('stand with their document and no other', () => {
    expect(documents({ rulings: { [page.url]: '2026-10-15' } })).toEqual(['2026-10-15']);
    expect(documents({ rulings: { [`${SITE}czxx/2.html`]: '2026-10-15' } })).toEqual([undefined]);
    expect(documents({})).toEqual([undefined]);
  });
});
