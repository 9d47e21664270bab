import { anchor, escapeHtml, footerLines, textOf, toolbar } from './html';
import { searchBox } from './search';
import { ArticleView, Frame, Link, ListLine, Markup } from './view';

/** A site whose list pages are empty shells: `/js/list.js` asks `/api/list` and writes the lines. Articles are ordinary pages. */
export const SCRIPTED: Markup = {
  pageSize: 20,

  home: (view) =>
    page(
      view,
      view.site.name,
      `<div class="container">${view.boxes
        .map(
          (box) => `<section><h3>${anchor({ text: box.name, href: box.href })}</h3>
<ul class="list-box">${box.lines.map(line).join('\n')}</ul></section>`,
        )
        .join('\n')}
${view.groups.map(({ name, links }) => `<section><h3>${name}</h3>${links.map((link) => anchor(link)).join(' ')}</section>`).join('\n')}</div>`,
    ),

  directory: (view) =>
    page(
      view,
      `政府信息公开-${view.site.name}`,
      `<div class="breadcrumb">当前位置：<a href="${view.homeHref}">首页</a> &gt; 政府信息公开</div>
${view.groups.map(({ name, links }) => `<section class="tree"><h3>${name}</h3><ul>${links.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul></section>`).join('\n')}`,
    ),

  list: (view) =>
    page(
      view,
      `${view.name}-${view.site.name}`,
      `<div class="breadcrumb">当前位置：${view.crumbs.map((link) => anchor(link)).join(' &gt; ')}</div>
<h2>${escapeHtml(view.name)}</h2>
<div id="app"><ul id="list" class="list-box" data-col="${view.channelId}" data-page="${view.page}"></ul><div id="pager" class="pager"></div></div>
<noscript>请启用 JavaScript 后浏览本页。</noscript>
<script src="/js/list.js"></script>`,
      `<meta name="ColumnName" content="${escapeHtml(view.name)}">`,
    ),

  article: (view) =>
    page(
      view,
      `${view.title}-${view.site.name}`,
      `<div class="breadcrumb">当前位置：${view.crumbs.map((link) => anchor(link)).join(' &gt; ')}</div>
${view.hasBox ? box(view) : ''}
<article><h1>${escapeHtml(view.title)}</h1>
<p class="article-meta">${view.published ? `<span>发布日期：${view.published}</span> ` : ''}<span>信息来源：${escapeHtml(view.issuer)}</span></p>
<div class="article-body">${textOf(view)}
${view.attachments.map((link) => `<p class="attachment">附件：${anchor(link)}</p>`).join('\n')}</div></article>
<aside><h4>热门推荐</h4><ul>${view.related.map(line).join('')}</ul></aside>`,
      `<meta name="ColumnName" content="${escapeHtml(view.columnName)}">\n<meta name="ArticleTitle" content="${escapeHtml(view.title)}">${
        view.published ? `\n<meta name="PubDate" content="${view.published}">` : ''
      }`,
    ),
};

/** What `/js/list.js` is: it fills the shell from `/api/list?col=…&page=…`. */
export const LIST_SCRIPT = `(function () {
  var list = document.getElementById('list');
  var pager = document.getElementById('pager');
  var page = Number(new URLSearchParams(location.search).get('page')) || Number(list.getAttribute('data-page'));
  var escape = function (text) { var box = document.createElement('div'); box.textContent = text; return box.innerHTML; };
  fetch('/api/list?col=' + list.getAttribute('data-col') + '&page=' + page)
    .then(function (answer) { return answer.json(); })
    .then(function (answer) {
      list.innerHTML = answer.rows.map(function (row) {
        return '<li><a href="' + row.url + '">' + escape(row.title) + '</a>' + (row.date ? '<span>' + row.date + '</span>' : '') + '</li>';
      }).join('') || '<li class="empty">暂无数据</li>';
      var links = '';
      for (var number = 1; number <= answer.pages && answer.pages > 1; number += 1) {
        links += number === page ? '<b>' + number + '</b>' : '<a href="' + location.pathname + (number > 1 ? '?page=' + number : '') + '">' + number + '</a>';
      }
      if (page < answer.pages) links += '<a class="next" href="' + location.pathname + '?page=' + (page + 1) + '">下一页</a>';
      pager.innerHTML = links;
      document.body.setAttribute('data-ready', 'true');
    });
})();
`;

function page(frame: Frame, name: string, body: string, meta = ''): string {
  return `<!DOCTYPE html>
<html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(name)}</title>
<meta name="SiteName" content="${frame.site.name}">
<meta name="SiteIDCode" content="${frame.site.siteCode}">
${meta}</head>
<body><header><div>${toolbar(frame)}${searchBox(frame.site)}</div><a href="${frame.homeHref}">${escapeHtml(frame.unitName)}</a><nav>${frame.nav.map((link: Link) => anchor(link)).join('')}</nav></header>
<main>${body}</main>
<footer>${footerLines(frame)
    .map((text) => `<p>${text}</p>`)
    .join('')}</footer></body></html>`;
}

const line = (entry: ListLine) =>
  `<li><a href="${escapeHtml(entry.href)}">${escapeHtml(entry.title)}</a>${entry.date ? `<span>${entry.date}</span>` : ''}</li>`;

function box(view: ArticleView): string {
  const fields: [string, string][] = [
    ['索引号', view.indexNumber],
    ['发文机关', view.issuer],
    ['成文日期', view.formed ?? ''],
    ['发文字号', view.number ?? ''],
    ['发布日期', view.published ?? ''],
    ['效力状态', '有效'],
  ];
  return `<dl class="doc-info">${fields
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${label}</dt><dd>${escapeHtml(value)}</dd>`)
    .join('')}</dl>`;
}
