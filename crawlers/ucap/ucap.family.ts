import { Family } from '../family';
import { jsonPaging } from '../generic/json-list';

/** `'/common/search/<channel>?_isAgg=true&_isJson=true&_pageSize=20&_template=index&page=' + page` */
const LIST_ADDRESS =
  /["'`]((?:https?:)?[\w/.:-]{0,120}\/(?:common\/search|searchList|search)\/[0-9a-f]{32}\?[^"'`\s<>]{0,300}_isJson=true[^"'`\s<>]{0,200})["'`]/;

/**
 * 开普 ucap（集约化平台）— 苏州、宿迁、新疆、黑龙江、甘肃、海南 and several ministries: `/202203/<32 hex>.shtml`,
 * `/c103254/202101/261324.shtml`, `/c101928/c7661080/content.shtml`; lists `list.shtml`, `list_2.shtml` …, written by
 * `createPageHTML('page_div', pages, current, 'list', 'shtml', rows)`, or as JSON from `/common/search/<channel>`.
 */
export const ucap: Family = {
  name: 'ucap',
  recognises: ({ url, html }) =>
    /\/[0-9a-f]{32}(?:_\d+)?\.shtml$|\/c\d{4,8}\/(?:\d{6}\/)?(?:c\d*_?)?\d+(?:\/content)?\.shtml$|\/(?:common\/search|searchList)\/[0-9a-f]{32}\b/.test(
      url,
    ) ||
    (/ucap|pageHTML|_isJson/i.test(html) &&
      /<ucap(?:title|content)|UCAP-CONTENT|createPageHTML\s?\(\s?['"]page_div|_isJson=true/i.test(html)),
  textMarks: ['ucap-content', 'zoomcon', 'zoom', 'xxgk_content', 'article-content', 'pages_content'],
  titleMarks: ['article-title', 'xxgk_title', 'mainbox-title', 'pages-title'],
  pagingOf: (page, url, resolve) => jsonPaging(page, url, resolve, LIST_ADDRESS),
};
