import { anchor, escapeHtml, footerLines, longDay, textOf, toolbar } from './html';
import { searchBox } from './search';
import { ArticleView, Frame, Link, ListLine, Markup } from './view';

/** TRS WCM: `tYYYYMMDD_id.html` in folders by month, relative links, pages written by `createPageHTML`, GBK on older sites. */
export const TRS: Markup = {
  pageSize: 20,

  home: (view) =>
    page(
      view,
      view.site.name,
      `<div class="index-main">
${view.boxes
  .map(
    (
      box,
    ) => `<div class="box"><div class="box-tit"><a href="${box.href}">${box.name}</a><span><a href="${box.href}">更多</a></span></div>
<ul class="box-list">${box.lines.map((line) => `<li><span class="date">${line.date ?? ''}</span>${title(line)}</li>`).join('\n')}</ul></div>`,
  )
  .join('\n')}
${view.groups.map(({ name, links }) => `<div class="links"><strong>${name}</strong>${links.map((link) => anchor(link)).join('|')}</div>`).join('\n')}
</div>`,
    ),

  directory: (view) =>
    page(
      view,
      `政府信息公开_${view.site.name}`,
      `<div class="weizhi">您现在的位置：<a href="${view.homeHref}">首页</a> &gt; 政府信息公开</div>
<div class="xxgkml">${view.groups
        .map(
          ({ name, links }) => `<h3>${name}</h3><ul>${links.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul>`,
        )
        .join('\n')}</div>`,
    ),

  list: (view) =>
    page(
      view,
      `${view.name}_${view.site.name}`,
      `${crumbs(view.crumbs)}
<div class="subnav">${view.siblings.map((link) => anchor(link)).join('<br>')}</div>
<div class="gl-right"><h2>${escapeHtml(view.name)}</h2>
<ul class="gl-list">
${view.lines.map((line) => `<li>${title(line)}<span>${line.date ?? ''}</span></li>`).join('\n')}
</ul>${view.lines.length ? '' : view.emptyText}
<div class="page"><script>createPageHTML(${view.pages}, ${view.page - 1}, "index", "html");</script></div></div>`,
    ),

  article: (view) =>
    page(
      view,
      `${view.title}_${view.site.name}`,
      `${crumbs(view.crumbs)}
${view.hasBox ? box(view) : ''}
<div class="xl-main"><h1 class="xl-title">${escapeHtml(view.title)}</h1>
<div class="xl-info">${view.published ? `发布时间：${view.published} ${view.time}&nbsp;&nbsp;` : ''}来源：${escapeHtml(view.issuer)}&nbsp;&nbsp;【字体：<a href="javascript:;">大</a> <a href="javascript:;">中</a> <a href="javascript:;">小</a>】 <a href="javascript:window.print();">打印</a></div>
<div class="TRS_Editor">
${textOf(view)}
</div>
${view.attachments.length ? `<div class="fj">附件下载：<ul>${view.attachments.map((link) => `<li>${anchor(link)}</li>`).join('')}</ul></div>` : ''}</div>
<div class="xgwj"><h3>相关阅读</h3><ul>${view.related.map((line) => `<li>${title(line)}<span>${line.date}</span></li>`).join('')}</ul></div>`,
      view.published ? `<meta name="PubDate" content="${view.published} ${view.time}:12">` : '',
    ),
};

function page(frame: Frame, name: string, body: string, meta = ''): string {
  return `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=${frame.site.charset}" />
<title>${escapeHtml(name)}</title>
<meta name="SiteName" content="${frame.site.name}" />
${meta}
<script src="/images/page.js" type="text/javascript"></script></head>
<body><div class="top">${toolbar(frame)}${searchBox(frame.site)}</div><div class="header"><a href="${frame.homeHref}">${escapeHtml(frame.unitName)}</a>
<div class="menu">${frame.nav.map((link) => anchor(link)).join(' | ')}</div></div>
<div class="content">${body}</div>
<div class="foot">${footerLines(frame).join('<br />')}</div></body></html>`;
}

const crumbs = (links: readonly Link[]) =>
  `<div class="weizhi">您现在的位置：${links.map((link) => anchor(link)).join(' &gt; ')}</div>`;

const title = (line: ListLine) =>
  `<a href="${escapeHtml(line.href)}" title="${escapeHtml(line.title)}">${escapeHtml(line.title)}</a>`;

function box(view: ArticleView): string {
  const fields: [string, string][] = [
    ['索引号', view.indexNumber],
    ['发布机构', view.issuer],
    ['生成日期', view.formed ? longDay(view.formed) : ''],
    ['文号', view.number ?? ''],
    ['主题分类', '财政、金融、审计/财政'],
    ['公开日期', view.published ? longDay(view.published) : ''],
    ['公开方式', '主动公开'],
  ];
  return `<div class="zfxxgk-box"><ul>${fields.map(([label, value]) => `<li><b>${label}：</b>${escapeHtml(value)}</li>`).join('')}</ul></div>`;
}
