import { Family } from '../family';
import { unfoldDirectory } from './directory';

/**
 * 广东省政府网站集约化平台 and its disclosure platform gkmlpt: `/content/post_1892839.html`,
 * `/gkmlpt/content/0/508/post_508890.html`; the disclosure directory itself is filled by script,
 * from JSON lists at `/gkmlpt/api/all/<section>?page=1&sid=<site>`.
 */
export const gkmlpt: Family = {
  name: 'gkmlpt',
  recognises: ({ url, html }) =>
    /\/content\/m?post_\d+\.html$|\/gkmlpt(?:\/|$)/.test(url) ||
    /NFCMS_SITE_ID|nfw-cms-/.test(html) ||
    /\/gkmlpt\//.test(html),
  textMarks: ['zw', 'article-content', 'content', 'con-content', 'articlecontent'],
  titleMarks: ['zw-title', 'title', 'content_title'],
  unfold: unfoldDirectory,
};
