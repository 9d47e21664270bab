import { Family } from '../family';

/**
 * 龙讯 EX8（安徽、四川 and others）: articles `/public/35/60799051.html`, `/zfxxgk/public/29601/49919891.html`,
 * `/openness/public/6603391/33455771.html`, `/xwzx/tzgg/8959644.html`; lists `/public/column/35?type=4&catId=…`,
 * `/content/column/…?pageIndex=2`. Text in `j-fontContent`, the record in a table `xxgk_table`.
 */
export const lonsun: Family = {
  name: 'lonsun',
  recognises: ({ url, html }) =>
    /\/public\/(?:column\/)?\d+(?:\/\d+\.html|\?|$)|\/content\/(?:column|article)\/\d+/.test(url) ||
    [/j-fontContent/, /ls-article-info/, /ls-page-container/].some((mark) => mark.test(html)),
  textMarks: ['j-fontcontent', 'wzcon', 'ls-article-info', 'newscontnet', 'gzk-article'],
  titleMarks: ['wztit', 'newstitle', 'ls-article-title', 'xxgk_bt'],
};
