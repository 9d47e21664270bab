import { Family } from '../family';

/**
 * 博达 VSB（网站群）— 云南、青海、西藏 and universities: `/info/1183/44994.htm`, lists `tzgg.htm` with older pages below
 * (`tzgg/12.htm`, counted downwards), text in `vsb_content`.
 */
export const vsb: Family = {
  name: 'vsb',
  recognises: ({ url, html }) =>
    /\/info\/\d+\/\d+\.html?$/.test(url) ||
    /vsb(?:_content|screen)|pb_sys_common|_showDynClicks?\b|wbtreeid=/.test(html) ||
    /id="line_u\d+_\d/.test(html),
  textMarks: ['vsb_content', 'vsb_content_2', 'vsb_content_4', 'v_news_content'],
  titleMarks: ['show_title', 'c-title', 'artitle', 'arti-title', 'content-title'],
};
