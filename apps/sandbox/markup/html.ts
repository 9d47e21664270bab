import { LocalDate, partsOf } from '@app/calendar/local-date';
import { lookOf } from '../county/look';
import { ArticleView, Frame, Link } from './view';

export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export const anchor = ({ href, text }: Link, attributes = ''): string =>
  href ? `<a href="${escapeHtml(href)}"${attributes}>${escapeHtml(text)}</a>` : `<span>${escapeHtml(text)}</span>`;

/** 2026年3月5日. */
export function longDay(day: LocalDate): string {
  const { year, month, day: dayOfMonth } = partsOf(day);
  return `${year}年${month}月${dayOfMonth}日`;
}

/** 正文 with the signature at its foot, as the paragraphs of a text editor. */
export function textOf({ paragraphs, markup = '', links = [], facts, grid, formed, issuer }: ArticleView): string {
  const table = facts.length
    ? `<table border="1" cellspacing="0" style="width:100%;border-collapse:collapse;">${facts
        .map(([label, value]) => `<tr><td style="width:30%;">${label}</td><td>${escapeHtml(value)}</td></tr>`)
        .join('')}</table>`
    : '';
  const figures = grid.length
    ? `<table border="1" cellspacing="0">${grid.map((row) => `<tr>${row.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`).join('')}</table>`
    : '';
  const signature = formed
    ? `<p style="text-align:right;">${escapeHtml(issuer)}</p><p style="text-align:right;">${longDay(formed)}</p>`
    : '';
  return [
    ...paragraphs.map((text) => `<p style="text-indent:2em;">${escapeHtml(text)}</p>`),
    markup,
    ...links.map((link) => `<p>查看全文：${anchor(link)}</p>`),
    table,
    figures,
    signature,
  ].join('\n');
}

/** 顶部工具栏, the same words on most sites. */
export function toolbar({ site }: Frame): string {
  const access = lookOf(site).omits?.includes('access') ? [] : ['无障碍阅读', '长者助手'];
  const words = ['简体', '繁體', ...access, '本站已支持IPv6', '政务微信', '政务微博'];
  return words.map((word) => `<span>${word}</span>`).join(' ');
}

export function footerLines({ site, unitName, phone }: Frame): string[] {
  const { omits = [] } = lookOf(site);
  const numbers = [
    `网站标识码：${site.siteCode}`,
    ...(omits.includes('icp') ? [] : [`明ICP备00000${site.siteCode.slice(-3)}号`]),
    ...(omits.includes('police') ? [] : [`明公网安备 3599990200${site.siteCode.slice(-4)}号`]),
  ];
  return [
    '网站地图 | 关于我们 | 网站声明 | 联系我们 | 我为政府网站找错',
    `主办：${unitName}　承办：${unitName}办公室　联系电话：${phone}`,
    `地址：明州市清河县清河大道1号　邮编：359900　办公时间：工作日上午8:30－12:00，下午14:30－17:30`,
    `版权所有：${site.name}　未经授权禁止转载、摘编、复制或建立镜像`,
    numbers.join('　'),
  ];
}
