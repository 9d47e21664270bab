import { extract } from '../index';

const URL_ = 'http://www.qinghe.example/';
const page = (body: string, head = '') =>
  `<!DOCTYPE html><html><head><meta charset="utf-8"><title>清河县人民政府</title>${head}</head><body>${body}</body></html>`;
const marks = (body: string, head = '') => extract({ url: URL_, html: page(body, head) }).marks;

describe('网站标识 of a page', () => {
  it.each<[norm: string, footer: string, expected: object]>([
    [
      'reads the three numbers of a footer',
      '<p>网站标识码：3599990001　明ICP备00000001号　明公网安备 35999902000001号</p>',
      { siteCode: '3599990001', icp: '明ICP备00000001号', police: '35999902000001' },
    ],
    ['reads a ministry’s code', '<p>网站标识码 bm29000002</p>', { siteCode: 'bm29000002' }],
    ['reads full-width digits', '<p>网站标识码：３５９９９９０００１</p>', { siteCode: '3599990001' }],
    ['reads the site’s serial behind the ICP number', '<p>明ICP备05012345号-1</p>', { icp: '明ICP备05012345号-1' }],
    [
      'takes the police number from the address of a picture’s link',
      '<a href="http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=35999902000001"><img src="/i/ga.png"></a>',
      { police: '35999902000001' },
    ],
  ])('%s', (_norm, footer, expected) => {
    expect(marks(`<div class="footer">${footer}</div>`)).toMatchObject(expected);
  });

  it.each([
    ['nine digits are no code', '<p>网站标识码：359999000</p>'],
    ['a licence is no registration', '<p>明ICP证000001号</p>'],
    ['a number alone is none', '<p>35999902000001</p>'],
  ])('%s', (_norm, footer) => {
    const found = marks(`<div class="footer">${footer}</div>`);
    expect([found?.siteCode, found?.icp, found?.police]).toEqual([undefined, undefined, undefined]);
  });

  it('takes the code from the tag where the footer prints none', () => {
    expect(marks('<p>清河</p>', '<meta name="SiteIDCode" content="3599990001">')?.siteCode).toBe('3599990001');
  });

  it.each([
    ['partyMark', '<script src="//dcs.conac.cn/js/1.js"></script>'],
    ['partyMark', '<a href="https://bszs.conac.cn/sitename?id=1"><img src="/red.png"></a>'],
    ['errorReport', '<span>我为政府网站找错</span>'],
    ['errorReport', '<a href="https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=3599990001"></a>'],
    ['ipv6', '<span>本站已支持IPv6</span>'],
    ['barrierFree', '<a href="javascript:;">无障碍阅读</a>'],
    ['barrierFree', '<img src="/images/wza.png">'],
    ['elderly', '<span>长者助手</span>'],
    ['search', '<input name="kw" placeholder="请输入关键字">'],
    ['scripted', '<script src="/common/footer.js"></script>'],
    ['scripted', '<script>$("#footer").load("/inc/foot.html")</script>'],
  ])('sees %s', (mark, markup) => {
    expect(marks(`<p>清河</p>${markup}`)?.has).toEqual([mark]);
  });

  it('says nothing of a bare page', () => {
    expect(marks('<p>清河</p>')).toEqual({ has: [] });
  });

  it('looks at both ends of a page and not at the text between', () => {
    const text = Array.from({ length: 200 }, (_, line) => `<p>第${line}段</p>`);
    text.splice(100, 0, '<p>各单位要在页面上标明无障碍阅读</p>');
    expect(marks(`${text.join('')}<p>长者助手</p>`)?.has).toEqual(['elderly']);
  });
});

describe('检索表单', () => {
  const form = (inner: string, attributes = 'action="/search/index.html"') => `<form ${attributes}>${inner}</form>`;
  const box = '<input type="text" name="q" placeholder="请输入关键字">';

  it('can be tried when it asks by address', () => {
    expect(marks(form(`${box}<input type="hidden" name="site" value="9"><button>搜索</button>`))?.search).toEqual({
      action: 'http://www.qinghe.example/search/index.html',
      field: 'q',
      fixed: { site: '9' },
    });
  });

  it('is left alone on a page in another charset', () => {
    const html = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"></head><body>${form(box)}</body></html>`;
    expect(extract({ url: URL_, html }).marks).toEqual({ has: ['search'] });
  });

  it.each([
    ['sent by script', form(box, 'action="javascript:;"')],
    ['sent by POST', form(box, 'action="/s" method="post"')],
    ['without a name for its field', form('<input type="text" placeholder="搜索">')],
    ['a log-in', form('<input name="user"><input type="password" name="word"><button>检索</button>')],
    ['for something else', form('<input name="mail"><button>订阅</button>', 'action="/mail"')],
    ['with two fields', form(`${box}<input name="year">`)],
  ])('is left alone when it is %s', (_norm, markup) => {
    expect(marks(markup)?.search).toBeUndefined();
  });
});
