import { ContentPage } from './content-page';
import { observe, ObserveInput } from './observe';
import { article, entry, failed, home, inputOf, list, SITE } from './site.fixture';

const PATH = ['政务公开', '政策文件'];
const LAW =
  '第一条为规范午托服务制定本办法。第二条开办午托应当向县教育局备案。第三条午托机构应当公示收费标准，不得强制消费。'.repeat(
    6,
  );
const TALK =
  '问为什么出台。答近年来家长反映午托收费不清，教育局走访了四十所学校，听取了意见。问家长要注意什么。答先看备案再交费。'.repeat(
    6,
  );

/** A site whose one list shows the articles given. */
function observed(articles: ReturnType<typeof article>[], more: Partial<ObserveInput> = {}): readonly ContentPage[] {
  const entries = articles.map(({ url, title, publishedOn }) => entry(url, title ?? '', publishedOn));
  const pages = [home(['zcwj/', '政策文件']), list('zcwj/', PATH, entries), ...articles];
  return observe(inputOf(pages, more)).contentPages ?? [];
}
const of = (pages: readonly ContentPage[], path: string) => pages.find(({ document }) => document.url === SITE + path);

describe('政策与解读', () => {
  const policy = article('zcwj/1.html', '关于印发《清河县午托管理办法》的通知', {
    documentNumber: '清财〔2026〕12号',
    documentNumberNormal: '清财〔2026〕12号',
    text: LAW,
  });
  const talk = (more: object = {}) =>
    article('zcwj/2.html', '《清河县午托管理办法》解读', { text: TALK, publishedOn: '2026-10-12', ...more });

  it('are paired by the name in 《》', () => {
    const page = of(observed([policy, talk()]), 'zcwj/2.html');
    expect(page?.interpretation).toMatchObject({
      policy: { basis: 'name', document: { url: `${SITE}zcwj/1.html` } },
      isFirst: true,
      linksToPolicy: false,
      policyLinksBack: false,
    });
    expect(page?.interpretation?.overlap).toBeLessThan(0.2);
  });

  it('are paired by the one number the text cites', () => {
    const text = `${TALK}现就清财〔2026〕12号文件作如下说明。`;
    const page = of(observed([policy, talk({ title: '午托新规政策问答', text })]), 'zcwj/2.html');
    expect(page?.interpretation?.policy.basis).toBe('number');
  });

  it('are linked by address, or by a link that carries the whole title', () => {
    const links = [{ url: `${SITE}zcwj/1.html`, text: '原文' }];
    const other = [{ url: `${SITE}m/77.html`, text: '《清河县午托管理办法》解读' }];
    const page = of(observed([{ ...policy, links: other }, talk({ links })]), 'zcwj/2.html');
    expect(page?.interpretation).toMatchObject({
      linksToPolicy: true,
      policyLinksBack: true,
      hasUnreadInterpretation: true,
    });
  });

  it('knows an excerpt by its words', () => {
    expect(of(observed([policy, talk({ text: LAW })]), 'zcwj/2.html')?.interpretation?.overlap).toBeGreaterThan(0.95);
  });

  it('says nothing where two documents answer to the name', () => {
    const twin = article('zcwj/3.html', '关于修订印发《清河县午托管理办法》的补充通知', {
      documentNumber: '清财〔2026〕30号',
      text: LAW,
    });
    expect(of(observed([policy, twin, talk()]), 'zcwj/2.html')?.interpretation).toBeUndefined();
  });

  it('gives a draft no interpretation, and a normative document without one is remarked', () => {
    const draft = article('zcwj/4.html', '关于《清河县午托管理办法（草案）》公开征求意见的公告', { text: LAW });
    const pages = observed([policy, draft]);
    expect(of(pages, 'zcwj/1.html')?.isUninterpreted).toBe(true);
    expect(of(pages, 'zcwj/4.html')?.interpretation).toBeUndefined();
    expect(of(observed([policy, talk()]), 'zcwj/1.html')).toBeUndefined();
  });
});

describe('征集与反馈', () => {
  const call = article('zcwj/1.html', '关于《清河县午托管理办法（草案）》公开征求意见的公告', {
    text: '征求意见时间：2026年7月6日至2026年8月4日。',
    publishedOn: '2026-07-06',
  });
  const result = (title: string, text = '共收到意见3条，采纳2条。') =>
    article('zcwj/2.html', title, { text, publishedOn: '2026-09-01' });
  it.each<[string, ReturnType<typeof article>[], object]>([
    ['alone', [call], { feedback: null, unclear: 0, isListComplete: true }],
    [
      'the same name',
      [call, result('《清河县午托管理办法（草案）》意见采纳情况')],
      { feedback: { isSubstantial: true } },
    ],
    [
      'a result without substance',
      [call, result('关于《清河县午托管理办法》征求意见情况的公告', '征集工作已经结束。')],
      { feedback: { isSubstantial: false } },
    ],
    ['a result of something else', [call, result('关于公交线路意见征集结果的公告')], { feedback: null, unclear: 1 }],
    [
      'a result on its own page',
      [{ ...call, text: `${call.text}征求意见采纳情况：期间未收到意见。` }],
      { feedback: { isSubstantial: true } },
    ],
  ])('%s', (_norm, articles, expected) =>
    expect(of(observed(articles), 'zcwj/1.html')?.consultation).toMatchObject(expected),
  );
});

describe('时效', () => {
  const old = article('zcwj/1.html', '清河县停车管理规定', {
    documentNumber: '清政发〔2019〕3号',
    documentNumberNormal: '清政发〔2019〕3号',
    text: '本规定自2020年1月1日起施行，有效期五年。',
    publishedOn: '2020-01-02',
  });
  const repeal = (text: string) =>
    article('zcwj/2.html', '关于公布清理结果的决定', { text, publishedOn: '2026-06-01' });
  it('reads the end of its term', () => {
    expect(of(observed([old]), 'zcwj/1.html')?.validity).toEqual({ until: '2025-01-01' });
  });
  it.each([
    ['《清河县停车管理规定》（清政发〔2019〕3号）同时废止。', true],
    ['《清河县停车管理规定》（清政发〔2019〕3号）部分条款予以废止。', false],
    ['除《清河县停车管理规定》（清政发〔2019〕3号）外，其余文件废止。', false],
    ['根据《清河县停车管理规定》（清政发〔2019〕3号）制定本办法。', false],
  ])('%s → %s', (text, isRepealed) => {
    const validity = of(observed([old, repeal(text)]), 'zcwj/1.html')?.validity;
    expect(validity?.repealedBy !== undefined).toBe(isRepealed);
  });
});

describe('remarks', () => {
  it('keeps signals of content with their context, and words outside 《》 only', () => {
    const text = '名单如下：\n李某某 36042619****0071\n《关于布署的来信》收悉，再次布署。';
    const page = article('zcwj/1.html', '2026年低保对象名单', {
      text,
      signals: [
        { kind: 'pii-id-card', at: 'text:10', masked: '3604********0071' },
        { kind: 'scripted-paging', at: 'paging' },
      ],
    });
    expect(of(observed([page]), 'zcwj/1.html')?.remarks).toEqual([
      { kind: 'pii-id-card', at: 'text:10', masked: '3604********0071', context: 'recipient' },
      {
        kind: 'wording',
        at: `text:${'2026年低保对象名单\n'.length + text.lastIndexOf('布署')}`,
        says: '布署',
        instead: '部署',
      },
    ]);
  });

  it('remarks a cited number of a document that is not for the public', () => {
    const closed = article('zcwj/1.html', '关于安排资金的通知', {
      documentNumber: '清财〔2026〕5号',
      text: '（此件不公开）',
      signals: [{ kind: 'mark-not-public', at: 'text:0' }],
    });
    const citing = article('zcwj/2.html', '转发资金通知', { text: '按照清财〔2026〕5号办理。' });
    expect(of(observed([closed, citing]), 'zcwj/2.html')?.remarks).toEqual([
      { kind: 'cites-closed', at: 'text:2', says: '清财〔2026〕5号' },
    ]);
  });

  it('keeps nothing of an ordinary article', () => {
    expect(observed([article('zcwj/1.html', '关于做好防汛工作的通知', { text: LAW })])).toEqual([]);
  });
});

describe('what earlier rounds knew', () => {
  const bad = article('zcwj/1.html', '名单', { signals: [{ kind: 'mojibake', at: 'text:0' }] });
  const clean = article('zcwj/1.html', '名单', {});
  const contentBefore = observed([bad]);

  it('is said to be gone once the page is clean, and once only', () => {
    const now = observed([clean], { contentBefore });
    expect(now).toMatchObject([{ remarks: [], earlier: ['mojibake'] }]);
    expect(observed([clean], { contentBefore: now })).toEqual([]);
  });

  it('stays open while the page cannot be read', () => {
    const pages = [home(['zcwj/', '政策文件']), list('zcwj/', PATH, [entry('zcwj/1.html', '名单')])];
    const now = observe(inputOf(pages, { contentBefore, failures: [failed('zcwj/1.html')] })).contentPages ?? [];
    expect(now).toMatchObject([{ isUnread: true, earlier: ['mojibake'] }]);
    const again = observe(inputOf(pages, { contentBefore: now, failures: [failed('zcwj/1.html')] })).contentPages;
    expect(again).toMatchObject([{ isUnread: true, earlier: ['mojibake'] }]);
  });

  const evidence = { url: `${SITE}zcwj/1.html`, capturedAt: '2026-10-20T02:00:00Z', sha256: 'e'.repeat(64) };
  const lost = [{ page: article('zcwj/1.html', '选聘公告', { text: LAW }), evidence, seenOn: '2026-10-20' }];
  it.each([
    ['notFound', true],
    ['softNotFound', true],
    ['timeout', false],
    ['badStatus', false],
  ] as const)('a page that ends in %s was withdrawn: %s', (kind, isWithdrawn) => {
    const pages = [home(['zcwj/', '政策文件']), list('zcwj/', PATH, [entry('zcwj/1.html', '选聘公告')])];
    const found = observe(inputOf(pages, { lost, failures: [failed('zcwj/1.html', kind)] })).contentPages ?? [];
    expect(found.map(({ withdrawal }) => withdrawal?.seenOn)).toEqual(isWithdrawn ? ['2026-10-20'] : []);
  });
});
