import { anchor, escapeHtml, footerLines, textOf, toolbar } from './html';
import { searchBox } from './search';
import { ArticleView, Frame, Link, ListLine, Markup } from './view';

/** 广东集约化 platform: `content/post_N.html`, lists as `newList`, a `classify` table on disclosure records. */
export const GKMLPT: Markup = {
  pageSize: 20,

  home: (view) =>
    page(
      view,
      view.site.name,
      'index',
      `<div class="w1200">${view.boxes
        .map(
          (box) => `<div class="news-box"><div class="tit"><a href="${box.href}">${box.name}</a></div>
<ul class="newList">${box.lines.map(item).join('\n')}</ul></div>`,
        )
        .join('\n')}
${view.groups.map(({ name, links }) => `<div class="friend"><b>${name}</b>${links.map((link) => anchor(link)).join('')}</div>`).join('\n')}</div>`,
    ),

  directory: (view) =>
    page(
      view,
      `政府信息公开 - ${view.site.name}`,
      'gkmlpt',
      `<div class="gkmlpt"><div class="Position">您的位置：<a href="${view.homeHref}">首页</a> &gt; <span>政府信息公开</span></div>
${view.groups.map(({ name, links }) => `<div class="group"><h3>${name}</h3><ul>${links.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul></div>`).join('\n')}</div>`,
    ),

  list: (view) =>
    page(
      view,
      `${view.name} - ${view.site.name}`,
      'cat',
      `${crumbs(view.crumbs)}
<div class="leftPanel">${view.siblings.map((link) => anchor(link)).join('')}</div>
<div class="rightPanel"><h2>${escapeHtml(view.name)}</h2>
<ul class="newList">${view.lines.map(item).join('\n')}</ul>${view.lines.length ? '' : `<p>${view.emptyText}</p>`}
${pager(view.page, view.pages, view.pageHrefs)}</div>`,
      view.name,
    ),

  article: (view) =>
    page(
      view,
      `${view.title} - ${view.site.name}`,
      'post',
      `${crumbs(view.crumbs)}
${view.hasBox ? box(view) : ''}
<div class="article-content"><h1 class="title">${escapeHtml(view.title)}</h1>
<div class="date-row">${view.published ? `<span class="date">发布时间：${view.published} ${view.time}:05</span>` : ''}<span class="ly">来源：${escapeHtml(view.issuer)}</span></div>
<div class="content">${textOf(view)}
${view.attachments.map((link) => `<p>${anchor(link, ' class="nfw-cms-attachment"')}</p>`).join('\n')}</div></div>
<div class="relate"><h4>相关推荐</h4><ul>${view.related.map(item).join('')}</ul></div>`,
      view.columnName,
      view.published
        ? `<meta name="ArticleTitle" content="${escapeHtml(view.title)}">\n<meta name="PubDate" content="${view.published} ${view.time}">`
        : `<meta name="ArticleTitle" content="${escapeHtml(view.title)}">`,
    ),
};

function page(frame: Frame, name: string, kind: string, body: string, column = '', meta = ''): string {
  return `<!DOCTYPE html>
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>${escapeHtml(name)}</title>
<meta name="SiteName" content="${frame.site.name}">
<meta name="SiteIDCode" content="${frame.site.siteCode}">
${column ? `<meta name="ColumnName" content="${escapeHtml(column)}">` : ''}
${meta}
<script>window.NFCMS_SITE_ID=9901;window.NFCMS_PUB_TYPE="${kind}";</script></head>
<body><div class="top">${toolbar(frame)}${searchBox(frame.site)}</div><div class="header"><a href="${frame.homeHref}">${escapeHtml(frame.unitName)}</a><div class="nav">${frame.nav
    .map((link) => anchor(link))
    .join('')}</div></div>
${body}
<div class="footer">${footerLines(frame)
    .map((line) => `<p>${line}</p>`)
    .join('')}</div></body></html>`;
}

const item = (line: ListLine) =>
  `<li><a href="${escapeHtml(line.href)}" target="_blank">${escapeHtml(line.title)}</a>${line.date ? `<span class="time">${line.date}</span>` : ''}</li>`;

const crumbs = (links: readonly Link[]) =>
  `<div class="Position">您的位置：${links.map((link) => anchor(link)).join(' &gt; ')}</div>`;

function box(view: ArticleView): string {
  const fields: [string, string][] = [
    ['索引号', view.indexNumber],
    ['分类', '卫生、体育'],
    ['发布机构', view.issuer],
    ['成文日期', view.formed ?? ''],
    ['名称', view.title],
    ['文号', view.number ?? ''],
    ['发布日期', view.published ?? ''],
    ['主题词', ''],
  ];
  const rows = [0, 2, 4, 6].map(
    (start) =>
      `<tr>${fields
        .slice(start, start + 2)
        .map(
          ([label, value]) =>
            `<td class="first">${label}:</td><td class="second"><span>${escapeHtml(value)}</span></td>`,
        )
        .join('')}</tr>`,
  );
  return `<div class="classify"><table>${rows.join('\n')}</table></div>`;
}

function pager(current: number, pages: number, hrefs: readonly string[]): string {
  const link = (page: number, text: string, name: string) => `<a class="${name}" href="${hrefs[page - 1]}">${text}</a>`;
  const numbers = Array.from({ length: pages }, (_, index) =>
    link(index + 1, String(index + 1), index + 1 === current ? 'current' : ''),
  );
  const next = current < pages ? [link(current + 1, '下一页', 'next')] : [];
  return `<div class="page">${[link(1, '第一页', 'first'), ...numbers, ...next, link(pages, '最后一页', 'last')].join('\n')}</div>`;
}
