import { BlockChange, changeBetween, PageContent } from './page-change';

const page = (changes: Partial<PageContent> = {}): PageContent => ({
  kind: 'article',
  title: '关于开展秋季安全检查的通知',
  publishedOn: '2026-10-09',
  formedOn: null,
  documentNumber: '清政办发〔2026〕12号',
  indexNumber: null,
  issuingBody: '清河县人民政府办公室',
  source: null,
  validity: null,
  attachments: [],
  entries: [],
  text: [
    '各镇人民政府：',
    '检查自2026年10月15日起，为期15个工作日。',
    '请于月底前报送情况。',
    '清河县人民政府办公室',
  ].join('\n'),
  ...changes,
});
const text = (...lines: string[]) => page({ text: lines.join('\n') });
const kinds = (blocks: readonly BlockChange[]) => blocks.map(({ kind }) => kind);
const list = (titles: readonly (readonly [string, string])[], lines: readonly string[] = []) =>
  page({
    kind: 'list',
    title: '通知公告',
    entries: titles.map(([title, publishedOn], at) => ({
      title,
      url: `http://x.example/${title.length}-${at}.html`,
      publishedOn,
    })),
    text: [...titles.flatMap(([title, day]) => [`${title}${day}`]), ...lines].join('\n'),
  });

describe('changeBetween', () => {
  it('sees nothing in the same page', () => {
    const { isChanged, blocks, fields } = changeBetween(page(), page());
    expect({ isChanged, fields, kinds: kinds(blocks) }).toEqual({
      isChanged: false,
      fields: [],
      kinds: ['same', 'same', 'same', 'same'],
    });
  });

  it('marks the words that were edited within a block, numbers as a whole', () => {
    const after = page().text.replace('15个工作日', '20个工作日').replace('起，', '起（含当日），');
    const { isChanged, blocks } = changeBetween(page(), page({ text: after }));
    expect(isChanged).toBe(true);
    expect(kinds(blocks)).toEqual(['same', 'edited', 'same', 'same']);
    const edited = blocks[1] as Extract<BlockChange, { kind: 'edited' }>;
    const changed = (pieces: typeof edited.after) =>
      pieces.filter(({ isChanged: is }) => is).map((piece) => piece.text);
    expect(changed(edited.before)).toEqual(['15']);
    expect(changed(edited.after)).toEqual(['（含当日）', '20']);
    expect(edited.after.map((piece) => piece.text).join('')).toBe(after.split('\n')[1]);
  });

  it('tells added, removed and moved blocks apart', () => {
    const before = text('第一条 总则内容若干。', '第二条 范围内容若干。', '第三条 责任追究办法。', '附则说明。');
    const after = text(
      '第二条 范围内容若干。',
      '第三条 责任追究办法。',
      '完全不同的一段补充文字。',
      '第一条 总则内容若干。',
    );
    expect(changeBetween(before, after).blocks).toEqual([
      { kind: 'same', text: '第二条 范围内容若干。' },
      { kind: 'same', text: '第三条 责任追究办法。' },
      { kind: 'added', text: '完全不同的一段补充文字。' },
      { kind: 'moved', text: '第一条 总则内容若干。' },
      { kind: 'removed', text: '附则说明。' },
    ]);
  });

  it('does not call a page changed on which blocks only moved', () => {
    const [a, b] = ['第一段文字说明。', '第二段文字说明。'];
    expect(changeBetween(text(a, b), text(b, a)).isChanged).toBe(false);
  });

  it.each([
    ['visit counters', '浏览次数：123次', '浏览次数：9,001'.replace(',', '')],
    ['counters within a byline', '来源：县政府办 【点击 12 次】', '来源：县政府办 【点击 4512 次】'],
    ['a counter filled in by script', '阅读量：', '阅读量：77'],
    ['the day of the visit', '今天是2026年10月9日 星期五', '今天是2026年11月20日 星期五'],
    ['the neighbours of an article', '上一篇：甲办法', '上一篇：乙办法'],
    ['related links', '相关文章：甲', '相关文章：乙'],
    ['the weather', '清河县 晴 12℃', '清河县 小雨 3℃'],
    ['spaces', '请　于 月底前', '请于月底前'],
    ['random ids', '编号 0123456789abcdef0123456789abcdef', '编号 fedcba98765432100123456789abcdef'],
  ])('takes %s for no change', (_what, before, after) => {
    expect(changeBetween(text('正文内容。', before), text('正文内容。', after)).isChanged).toBe(false);
  });

  it.each([
    ['a day in the text', '检查于2026年10月9日开始', '检查于2026年11月9日开始'],
    ['a number of people', '共有访客登记表12人份', '共有访客登记表13人份'],
    ['a credit code', '代码91320682MA1XXXXX0A', '代码91320682MA1XXXXX0B'],
    ['an article about counters', '全年浏览量达到300万', '全年浏览量达到500万'],
    ['a sentence that begins like a menu', '下一步，抓好落实。', '下一步，抓紧落实。'],
  ])('takes %s for a change', (_what, before, after) => {
    expect(changeBetween(text('正文内容。', before), text('正文内容。', after)).isChanged).toBe(true);
  });

  it('reports fields, with both values', () => {
    const { fields } = changeBetween(page(), page({ title: '关于开展冬季安全检查的通知', publishedOn: '2026-09-30' }));
    expect(fields).toEqual([
      { field: 'title', before: '关于开展秋季安全检查的通知', after: '关于开展冬季安全检查的通知' },
      { field: 'publishedOn', before: '2026-10-09', after: '2026-09-30' },
    ]);
  });

  it('compares attachments by name and address, without what servers make up', () => {
    const file = (url: string, name = '附件1.xlsx') => ({ name, url });
    const at = (attachments: PageContent['attachments']) => page({ attachments });
    expect(
      changeBetween(
        at([file('http://x.example/a.xlsx;jsessionid=1A?t=1')]),
        at([file('http://x.example/a.xlsx;jsessionid=2B?t=2')]),
      ).isChanged,
    ).toBe(false);
    expect(
      changeBetween(at([file('http://x.example/d.jsp?id=1')]), at([file('http://x.example/d.jsp?id=2')])).attachments,
    ).toEqual({ added: [file('http://x.example/d.jsp?id=2')], removed: [file('http://x.example/d.jsp?id=1')] });
  });

  it('compares the rows of a list by address: what came, what went, what was re-dated', () => {
    const rows = [
      ['关于甲的通知', '2026-10-01'],
      ['关于乙某的通知', '2026-10-02'],
      ['关于丙某某的通知', '2026-10-03'],
    ] as const;
    const before = list(rows, ['本栏目自2026年9月起每月更新一次。']);
    const entries = [
      { title: '关于丁的公告', url: 'http://x.example/new.html', publishedOn: '2026-10-08' },
      before.entries[2]!,
      { ...before.entries[1]!, publishedOn: '2026-09-02' },
    ];
    const now = {
      ...before,
      entries,
      text: entries.map(({ title, publishedOn }) => `${title}\n${publishedOn}`).join('\n'),
    };
    const change = changeBetween(before, now);
    expect(change.entries.added.map(({ title }) => title)).toEqual(['关于丁的公告']);
    expect(change.entries.removed.map(({ title }) => title)).toEqual(['关于甲的通知']);
    expect(change.entries.edited.map(({ before: was, after: is }) => [was.publishedOn, is.publishedOn])).toEqual([
      ['2026-10-02', '2026-09-02'],
    ]);
    expect(change.blocks).toEqual([{ kind: 'removed', text: '本栏目自2026年9月起每月更新一次。' }]);
  });

  it('takes menus that seem to come with a new row of a list for what they are, and notes for notes', () => {
    const rows = [['关于甲的通知', '2026-10-01']] as const;
    const menus = ['您现在的位置：首页 > 政府信息公开 > 财政信息 > 政府债务', '政府预算', '部门预决算', '共2条'];
    const now = list([...rows, ['关于乙的通知', '2026-10-02']], [...menus, '本栏目已停止更新']);
    const change = changeBetween(list(rows), now);
    expect(change.entries.added.map(({ title }) => title)).toEqual(['关于乙的通知']);
    expect(change.blocks).toEqual([{ kind: 'added', text: '本栏目已停止更新' }]);
    const page = (lines: readonly string[]) => ({ ...list([], lines), kind: 'other' as const });
    expect(changeBetween(page([]), page(['张某某'])).blocks).toEqual([{ kind: 'added', text: '张某某' }]);
  });

  it('says where texts were too long to be compared to their end', () => {
    expect(changeBetween(page(), page({ text: '长'.repeat(20_000) })).isCut).toBe(true);
    expect(changeBetween(page(), page()).isCut).toBe(false);
  });

  it.each([
    ['10,000 one-character lines on both sides', '甲\n'.repeat(10_000), '乙\n'.repeat(10_000)],
    ['10,000 alternating lines', '甲\n乙\n'.repeat(5_000), '乙\n丙\n'.repeat(5_000)],
    ['one line of 20,000 characters', '甲乙'.repeat(10_000), '乙丙'.repeat(10_000)],
    ['a line of spaces and counters', '浏览：'.repeat(90) + ' '.repeat(19_000), '浏览'.repeat(10_000)],
    ['200 similar blocks', '第甲条内容若干说明\n'.repeat(2_000), '第乙条内容若干说明文\n'.repeat(1_800)],
    [
      'one long line with an edit in every tenth character',
      '甲乙丙丁戊己庚辛壬癸'.repeat(2_000),
      '甲乙丙丁戊己庚辛壬子'.repeat(2_000),
    ],
  ])('comes to an end on %s', (_what, before, after) => {
    expect(changeBetween(text(before), text(after)).isChanged).toBe(true);
  });
});
