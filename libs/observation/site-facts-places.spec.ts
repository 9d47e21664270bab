import { observe } from './observe';
import { article, emptyList, entry, failed, home, inputOf, list, pageOf, SITE, UNIT } from './site.fixture';
import { PlaceTopic } from './site-facts';
import { topicsOf } from './site-facts-places';

const placesOf = (...given: Parameters<typeof inputOf>) => observe(inputOf(...given)).siteFacts?.places;
const linked = (path: string, text: string) => home([path, text]);

describe('栏目和入口 by name', () => {
  it.each<[name: string, topics: PlaceTopic[]]>([
    ['政府信息公开', ['directory']],
    ['政府信息公开指南', ['guide']],
    ['信息公开工作制度', ['system']],
    ['法定主动公开内容', ['content']],
    ['政府信息公开年度报告', ['annualReport']],
    ['信息公开年报', ['annualReport']],
    ['依申请公开', ['onRequest']],
    ['局长信箱', ['consultation']],
    ['我要咨询', ['consultation']],
    ['政民互动', ['interaction']],
    ['公共企事业单位信息公开', ['enterprises']],
    ['数据开放', ['openData']],
    ['网上信访', []],
    ['举报投诉信箱', []],
    ['造价咨询服务招标', []],
    ['经济年度报告会', []],
    ['关于进一步做好全县依申请公开工作有关事项的补充通知全文', []],
  ])('%s', (name, topics) => {
    expect(topicsOf(name)).toEqual(topics);
  });

  it('finds a section, a link that was not read, and a link to another site', () => {
    const found = placesOf([
      linked('zn/', '公开指南'),
      list('zd/', ['公开制度'], [entry('a.html', '一号')]),
      pageOf('x.html', { kind: 'other', links: [{ url: 'http://pt.example/ysq', text: '依申请公开' }] }),
    ])?.found;
    expect(found?.guide?.[0]).toMatchObject({ state: 'unread', isOnHome: true, evidence: { url: SITE } });
    expect(found?.system?.[0]).toMatchObject({ state: 'read', evidence: { url: `${SITE}zd/` } });
    expect(found?.onRequest?.[0]).toMatchObject({ state: 'elsewhere' });
  });

  it('knows what the site says is gone, and does not take it for a place unread', () => {
    const places = placesOf([linked('zn/', '公开指南')], { failures: [failed('zn/', 'notFound')] });
    expect(places).toMatchObject({ gap: null, found: { guide: [{ state: 'gone' }] } });
  });

  it('has a gap where a section was not read', () => {
    const places = placesOf([linked('zw/', '政务')], { failures: [failed('zw/', 'timeout')] });
    expect(places?.gap).toBe('栏目“政务”未能读取（连接超时）');
  });

  it('has a gap where a script fills the home page', () => {
    const page = pageOf('', { kind: 'home', signals: [{ kind: 'empty-shell', at: 'body' }] });
    expect(placesOf([page])?.gap).toBe('首页内容由脚本载入，未能读取');
  });

  it('has none where a section is empty', () => {
    expect(placesOf([linked('zw/', '政务'), emptyList('zw/', ['政务'])])?.gap).toBeNull();
  });

  it('counts links of the home page without words that lead where nothing was read, those of footers apart', () => {
    const urls = ['http://pt.example/', `${SITE}a.html`, 'https://bszs.conac.cn/sitename?id=1'];
    const page = pageOf('', { kind: 'home', title: UNIT, links: urls.map((url) => ({ url, text: '' })) });
    expect(placesOf([page, article('a.html', '一号')])?.unnamed).toBe(1);
  });

  it('takes an article by its title', () => {
    const found = placesOf([home(['tz/', '通知']), article('g.html', '财政局政府信息公开指南')])?.found;
    expect(found?.guide?.[0]).toMatchObject({ state: 'read', url: `${SITE}g.html` });
  });
});
