import { Family } from '../family';

/**
 * 拓尔思 TRS WCM（海云）— 重庆、江西、贵州 and many ministries: `/202402/t20240301_6423112.html`, pages of a list written by
 * `createPageHTML(pages, current, "index", "html")` (read by the generic paging), GBK on older sites.
 */
export const trs: Family = {
  name: 'trs',
  recognises: ({ url, html }) =>
    /\/t\d{8}_\d+(?:_wap)?\.s?html?$/.test(url) || /createPageHTML\s?\(|TRS_(?:Editor|UEDITOR|PreAppend)/i.test(html),
  textMarks: ['trs_editor', 'trs_ueditor', 'trs_preappend', 'trs_paper_default', 'zoom', 'xl-content', 'gknbxq_detail'],
  titleMarks: ['xl-title', 'xilan_tit', 'article-title', 'gknbxq_tit'],
};
