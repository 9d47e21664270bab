import { Family } from '../family';

/**
 * 山东政务公开平台（淄博、济南、聊城）: articles `/gongkai/site_x/channel_x/doc_5fed8cfb….html`, lists
 * `/gongkai/site_x/channel_x/`, without `site_` for the government itself; further pages by `?page=2`.
 */
export const gongkai: Family = {
  name: 'gongkai',
  recognises: ({ url, html }) =>
    /\/(?:channel_[\w.]+\/(?:doc_[0-9a-f]{16,32}\.html)?|site_\w+\/channel_)/.test(url) ||
    /\/gongkai\/(?:site_\w+\/)?channel_[\w.]+\/doc_[0-9a-f]{16,32}\.html/.test(html),
  textMarks: ['article-content', 'doc-content', 'content-detail', 'wip_art_con', 'main-txt'],
  titleMarks: ['article-title', 'doc-title', 'wip_art_tit', 'main-fl-tit'],
};
