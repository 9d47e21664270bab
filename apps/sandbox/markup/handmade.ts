import { anchor, escapeHtml, footerLines, textOf } from './html';
import { searchBox } from './search';
import { Frame, Link, ListLine, Markup } from './view';

/** A hand-made site of the old school: tables, `[2026-03-05]` behind the link, no meta tags, no record box. */
export const HANDMADE: Markup = {
  pageSize: 12,

  home: (view) =>
    page(
      view,
      view.site.name,
      `<table width="1000" align="center"><tr>${view.boxes
        .map(
          (box) => `<td valign="top" width="50%"><b><a href="${box.href}">${box.name}</a></b>
<ul>${box.lines.map(line).join('\n')}</ul></td>`,
        )
        .join('\n')}</tr></table>
${view.groups.map(({ name, links }) => `<p align="center">${name}：${links.map((link) => anchor(link)).join(' ')}</p>`).join('\n')}`,
    ),

  directory: (view) =>
    page(
      view,
      `信息公开 - ${view.site.name}`,
      `<p>当前位置：<a href="${view.homeHref}">首页</a> &gt;&gt; 政府信息公开</p>
<table width="1000" align="center">${view.groups
        .map(
          ({ name, links }) =>
            `<tr><td width="160">${name}</td><td>${links.map((link) => anchor(link)).join('&nbsp;&nbsp;')}</td></tr>`,
        )
        .join('\n')}</table>`,
    ),

  list: (view) =>
    page(
      view,
      `${view.name} - ${view.site.name}`,
      `<table width="1000" align="center"><tr><td class="left" width="200" valign="top">${view.siblings
        .map((link) => anchor(link))
        .join('<br>')}</td>
<td valign="top">${crumbs(view.crumbs)}
<h2>${escapeHtml(view.name)}</h2>
<ul>${view.lines.map(line).join('\n')}</ul>${view.lines.length ? '' : `<p>${view.emptyText}</p>`}
<p class="fy">共 ${view.pages} 页 当前第 ${view.page} 页 ${pager(view.page, view.pages, view.pageHrefs)}</p></td></tr></table>`,
    ),

  article: (view) =>
    page(
      view,
      `${view.title} - ${view.site.name}`,
      `<table width="1000" align="center"><tr><td>${crumbs(view.crumbs)}
<h2 align="center">${escapeHtml(view.title)}</h2>
<p align="center">${view.published ? `【时间：${view.published} ${view.time}】 ` : ''}【来源：${escapeHtml(view.issuer)}】 【打印】【关闭】</p>
${view.number ? `<p align="center">${escapeHtml(view.number)}</p>` : ''}
<div class="nr">${textOf(view)}
${view.attachments.length ? `<p>附件：${view.attachments.map((link) => anchor(link)).join('；')}</p>` : ''}</div>
<p>上一条：${view.previous ? anchor(view.previous) : '没有了'}<br>下一条：${view.next ? anchor(view.next) : '没有了'}</p></td>
<td class="right" width="220" valign="top"><b>推荐阅读</b><ul>${view.related.map(line).join('')}</ul></td></tr></table>`,
    ),
};

function page(frame: Frame, name: string, body: string): string {
  return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${escapeHtml(name)}</title></head>
<body><table width="1000" align="center"><tr><td><a href="${frame.homeHref}">${escapeHtml(frame.unitName)}</a>${searchBox(frame.site)}</td></tr>
<tr><td>${frame.nav.map((link: Link) => anchor(link)).join(' | ')}</td></tr></table>
${body}
<center>${footerLines(frame).join('<br>')}</center></body></html>`;
}

const line = (entry: ListLine) =>
  `<li><a href="${escapeHtml(entry.href)}">${escapeHtml(entry.title)}</a>${entry.date ? ` [${entry.date}]` : ''}</li>`;

const crumbs = (links: readonly Link[]) => `<p>当前位置：${links.map((link) => anchor(link)).join(' &gt;&gt; ')}</p>`;

function pager(current: number, pages: number, hrefs: readonly string[]): string {
  const parts = [anchor({ text: '首页', href: hrefs[0] ?? '' })];
  if (current > 1) parts.push(anchor({ text: '上一页', href: hrefs[current - 2] ?? '' }));
  if (current < pages) parts.push(anchor({ text: '下一页', href: hrefs[current] ?? '' }));
  return [...parts, anchor({ text: '末页', href: hrefs[pages - 1] ?? '' })].join(' ');
}
