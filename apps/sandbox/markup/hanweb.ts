import { anchor, escapeHtml, footerLines, textOf, toolbar } from './html';
import { searchBox } from './search';
import { ArticleView, Frame, Link, ListLine, Markup } from './view';

/** 大汉 jcms: `/col/colN/index.html` and `/art/Y/M/D/art_N_M.html`, meta tags of 网页标签, a record box as a table. */
export const HANWEB: Markup = {
  pageSize: 15,

  home: (view) =>
    page(
      view,
      view.unitName,
      '',
      `<div class="main home">
${view.boxes
  .map(
    (
      box,
    ) => `<div class="tab-box"><h3>${anchor({ text: box.name, href: box.href })}<a class="more" href="${box.href}">更多&gt;&gt;</a></h3>
<ul>${box.lines.map((line) => `<li>${title(line)}<span class="bt-date">[${line.date?.slice(5) ?? ''}]</span></li>`).join('\n')}</ul></div>`,
  )
  .join('\n')}
${view.groups.map(({ name, links }) => `<div class="zt-box"><h3>${name}</h3>${links.map((link) => anchor(link)).join(' ')}</div>`).join('\n')}
</div>`,
    ),

  directory: (view) =>
    page(
      view,
      '政府信息公开',
      columnMeta('政府信息公开'),
      `${crumbs([
        { text: '首页', href: view.homeHref },
        { text: '政府信息公开', href: '' },
      ])}
<div class="xxgk-tree">${view.groups
        .map(
          ({ name, links }) => `<dl><dt>${name}</dt>${links.map((link) => `<dd>${anchor(link)}</dd>`).join('')}</dl>`,
        )
        .join('\n')}</div>`,
    ),

  list: (view) =>
    page(
      view,
      view.name,
      columnMeta(view.name),
      `${crumbs(view.crumbs)}
<div class="left-nav"><ul>${view.siblings.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul></div>
<div class="list-right"><div class="list-title">${escapeHtml(view.name)}</div>
<div class="list-con"><ul class="list-ul">
${view.lines.map((line) => `<li>${title(line)}<span>${line.date ?? ''}</span></li>`).join('\n')}
</ul>${view.lines.length ? '' : `<p class="nodata">${view.emptyText}</p>`}</div>
${view.pages > 1 ? pager(view.page, view.pages, view.pageHrefs) : ''}</div>`,
    ),

  article: (view) =>
    page(
      view,
      view.title,
      `${columnMeta(view.columnName)}
<meta name="ArticleTitle" content="${escapeHtml(view.title)}">
${view.published ? `<meta name="PubDate" content="${view.published} ${view.time}">` : ''}
<meta name="ContentSource" content="${escapeHtml(view.issuer)}">`,
      `${crumbs(view.crumbs)}
${view.hasBox ? box(view) : ''}
<div class="art-con"><h1 class="bt-title">${escapeHtml(view.title)}</h1>
<div class="bt-attr">${view.published ? `<span>发布日期：${view.published} ${view.time}</span>` : ''}<span>来源：${escapeHtml(view.issuer)}</span><span>浏览次数：<em id="hits"></em></span><span>字号：[大 中 小]</span></div>
<div id="zoom" class="bt-content"><!--<$[信息内容]>begin-->
${textOf(view)}
${view.attachments.map((link, index) => `<p>附件${index + 1}：${anchor(link)}</p>`).join('\n')}
<!--<$[信息内容]>end--></div>
<div class="bt-pn">${view.previous ? `上一篇：${anchor(view.previous)}` : ''} ${view.next ? `下一篇：${anchor(view.next)}` : ''}</div></div>
<div class="right-tj"><h4>推荐阅读</h4><ul>${view.related.map((line) => `<li>${title(line)}<em>${line.date}</em></li>`).join('')}</ul></div>`,
    ),
};

function page(frame: Frame, name: string, meta: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="UTF-8">
<title>${escapeHtml(name === frame.unitName ? frame.site.name : `${frame.site.name} ${name}`)}</title>
<meta name="SiteName" content="${frame.site.name}">
<meta name="SiteDomain" content="www.qinghe.mingzhou.example">
<meta name="SiteIDCode" content="${frame.site.siteCode}">
${meta}
<link rel="stylesheet" href="/images/style.css"></head>
<body><div class="top"><a class="logo" href="${frame.homeHref}">${escapeHtml(frame.unitName)}</a>
<div class="tool">${toolbar(frame)} <script>document.write(new Date().toLocaleDateString('zh-CN'))</script>
${searchBox(frame.site)}</div>
<ul class="nav">${frame.nav.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul></div>
<div class="wrap">${body}</div>
<div class="footer">${footerLines(frame)
    .map((line) => `<p>${line}</p>`)
    .join('')}</div></body></html>`;
}

const columnMeta = (name: string) =>
  `<meta name="ColumnName" content="${escapeHtml(name)}">\n<meta name="ColumnType" content="${escapeHtml(name)}">`;

const crumbs = (links: readonly Link[]) =>
  `<div class="position">当前位置：${links.map((link) => anchor(link)).join(' &gt; ')}</div>`;

const title = (line: ListLine) =>
  `<a target="_blank" title="${escapeHtml(line.title)}" href="${escapeHtml(line.href)}">${escapeHtml(line.title)}</a>`;

function box(view: ArticleView): string {
  const cells: [string, string][] = [
    ['索&nbsp;引&nbsp;号', view.indexNumber],
    ['主题分类', '综合政务'],
    ['发布机构', view.issuer],
    ['成文日期', view.formed ?? ''],
    ['文&nbsp;&nbsp;&nbsp;&nbsp;号', view.number ?? '无'],
    ['发布日期', view.published ?? ''],
    ['名&nbsp;&nbsp;&nbsp;&nbsp;称', view.title],
    ['有&nbsp;效&nbsp;性', '有效'],
  ];
  const rows = [0, 2, 4, 6].map(
    (start) =>
      `<tr>${cells
        .slice(start, start + 2)
        .map(([label, value]) => `<td class="t">${label}：</td><td>${escapeHtml(value)}</td>`)
        .join('')}</tr>`,
  );
  return `<table class="xxgk-table" width="100%">${rows.join('\n')}</table>`;
}

function pager(current: number, pages: number, hrefs: readonly string[]): string {
  const link = (text: string, page: number) => `<a href="${escapeHtml(hrefs[page - 1] ?? '')}">${text}</a>`;
  const parts = [link('首页', 1)];
  if (current > 1) parts.push(link('上一页', current - 1));
  for (let page = 1; page <= pages; page += 1)
    parts.push(page === current ? `<b>${page}</b>` : link(String(page), page));
  if (current < pages) parts.push(link('下一页', current + 1));
  parts.push(link('尾页', pages));
  return `<div class="default_pgContainer">${parts.join(' ')} 共${pages}页</div>`;
}
