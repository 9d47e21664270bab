import { Family } from '../family';

/**
 * Channel and item numbers in the address: `/c12192/20250815/i2410578.html`, `/33157/63510/63529/content_1874104.html`;
 * lists `/c12192/index.html`, `/33157/63510/index_2.html`.
 */
export const channels: Family = {
  name: 'channels',
  recognises: ({ url }) =>
    /\/c\d{3,8}\/(?:\d{6,8}\/)?i\d{4,}\.html?$|(?:\/\d{3,8}){2,}\/(?:content_\d{4,}|index(?:_\d+)?)\.html?$|\/c\d{3,8}\/(?:index(?:_\d+)?\.html?)?$/.test(
      url,
    ),
  textMarks: ['article', 'article-content', 'content', 'pages_content', 'zoom', 'view'],
  titleMarks: ['article-title', 'title', 'pages-title'],
};
