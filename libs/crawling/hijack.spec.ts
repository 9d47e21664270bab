import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hijackOf } from './hijack';
import { decodePage } from './charset';
import { titleOf } from './visible-text';

const HOST = 'www.qinghe.example';
const said = (html: string, title = '清河县人民政府') => hijackOf({ html, title, host: HOST });
const entity = (text: string) => [...text].map((sign) => `&#${sign.codePointAt(0)};`).join('');
const DARK = '<a href="http://bet.example/x">澳门新葡京</a>';

describe('页面被篡改 hijackOf', () => {
  it.each([
    ['the title of a gambling site', '', '澳门新葡京官网-百家乐在线投注平台', /标题为“澳门新葡京/],
    ['the same in character references', '', entity('澳门新葡京官网注册'), /标题为“澳门新葡京官网注册”/],
    [
      'a link in an element that is not displayed',
      `<div style="display:none">${DARK}</div>`,
      undefined,
      /隐藏的外链“澳门新葡京”指向 bet.example/,
    ],
    [
      'a link moved off the screen',
      `<div style="position:absolute;left:-9999px">${DARK}</div>`,
      undefined,
      /隐藏的外链/,
    ],
    [
      'a link in coloured letters',
      `<div style="display:none"><a href="http://bet.example/"><font color=red>赌球平台</font></a></div>`,
      undefined,
      /隐藏的外链“赌球平台”/,
    ],
    ['a link in a marquee one pixel high', `<marquee height=1 width="3">${DARK}</marquee>`, undefined, /隐藏的外链/],
    [
      'five such sites in plain view',
      [1, 2, 3, 4, 5].map((at) => `<a href="http://b${at}.example/">百家乐平台</a>`).join(''),
      undefined,
      /5 个外部网站/,
    ],
  ])('knows %s', (_norm, html, title, expected) => {
    expect(said(html, title)).toMatch(expected);
  });

  it.each([
    ['a plain page', '<p>政务公开</p>', '清河县人民政府'],
    ['a campaign against gambling', '<p>百家乐、老虎机</p>', '关于打击网络赌博平台、在线投注违法犯罪的通告'],
    ['news of a case', `<div style="display:none">x</div>`, '清河县公安局破获一起网上投注赌博平台案'],
    ['the state lottery', '', '中国体育彩票在线投注平台管理办法'],
    ['a word without a site’s name', '', '严防百家乐进校园'],
    [
      'a hidden menu of the site itself',
      `<div style="display:none"><a href="http://${HOST}/x">赌博网站</a></div>`,
      undefined,
    ],
    ['one link to a report on gambling elsewhere', '<a href="http://news.example/">警惕赌博平台</a>', undefined],
    ['one visible link whose text lures', DARK, undefined],
    [
      'the word behind a link, not in it',
      `<div style="display:none"><a href="http://x.example/">省厅</a>百家乐</div>`,
      undefined,
    ],
  ])('leaves %s alone', (_norm, html, title) => {
    expect(said(html, title)).toBeUndefined();
  });

  it('reads a hostile page in time linear to its length', () => {
    const begun = process.cpuUsage();
    said(`百家乐${'<a href="http://x.example/'.repeat(40_000)}`);
    said(`百家乐${'<a '.repeat(400_000)}`);
    said(`百家乐${'<a href=http://b.example/ x>百家乐'.repeat(30_000)}`);
    expect(process.cpuUsage(begun).user).toBeLessThan(5_000_000);
  });

  const pages = join(process.cwd(), '../shared/data/pages');
  (existsSync(pages) ? it : it.skip)('hits none of the saved real pages', () => {
    const hit = readdirSync(pages, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.html?$/.test(name))
      .flatMap((name) => {
        const { html } = decodePage(readFileSync(join(pages, name)), 'text/html');
        const found = hijackOf({ html, title: titleOf(html), host: HOST });
        return found ? [`${name}: ${found}`] : [];
      });
    expect(hit).toEqual([]);
  });
});
