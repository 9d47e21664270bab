import { Family } from '../family';
import { unfoldDatastore } from './datastore';

/**
 * 大汉 jcms — 浙江、山东、江苏 and others: articles `/art/2025/5/16/art_1_2.html`, lists `/col/col1/index.html` whose
 * rows stand as XML in a script and whose further pages come from dataproxy.
 */
export const hanweb: Family = {
  name: 'hanweb',
  recognises: ({ url, html }) =>
    /\/art\/\d{4}\/\d{1,2}\/\d{1,2}\/art_\d|\/col\/col\d+\/|\/jpage\/dataproxy|\/jpaas-[a-z]+-/.test(url) ||
    /<datastore>|jpage\.js|\.jpage\(|\/jpaas-(?:web|publish|jact)/.test(html),
  textMarks: ['zoom', 'bt-content', 'bt_content', 'article-content', 'main-txt', 'xxgk_content', 'wenzhang'],
  titleMarks: ['bt-title', 'article-title', 'xxgk_title', 'main-fl-tit', 'sp_title'],
  unfold: ({ html }) => unfoldDatastore(html),
};
