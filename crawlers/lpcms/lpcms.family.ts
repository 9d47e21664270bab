import { Family } from '../family';

/**
 * `news-show` systems（四川达州、江西吉安 …）: articles `/news-show-147131.html`, `/xxgk-show-199777.html`, lists
 * `/xxgk-list-tzgg.html`, `/xxgk-list-tzgg-2.html`. Lists filled by a POST interface need the browser.
 */
export const lpcms: Family = {
  name: 'lpcms',
  recognises: ({ url, html }) =>
    /\/(?:news|xxgk|content|gov|zt)-(?:show-\d+|list-[\w-]+)\.html$/.test(url) ||
    /\/(?:news|xxgk)-show-\d+\.html/.test(html),
  textMarks: ['content', 'article-con', 'news-con', 'show-con', 'showcontent'],
  titleMarks: ['article-title', 'show-title', 'news-title'],
};
