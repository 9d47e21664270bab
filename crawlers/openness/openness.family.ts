import { Family } from '../family';

/**
 * Openness（安徽、内蒙古东部 …）: articles `/OpennessContent/show/2198223.html`, `/News/show/1064.html`; lists
 * `/OpennessContent/showList/784/34502/page_1.html`, `/News/showList/2718/page_1.html`, also below `/openness/` and as
 * `BranchOpennessContent`; further pages count up in the file name.
 */
export const openness: Family = {
  name: 'openness',
  recognises: ({ url, html }) =>
    /\/(?:Branch)?(?:OpennessContent|OpennessInfo|News|Content)\/show(?:List)?\/[\w/]*\d+(?:\.html)?$/.test(url) ||
    /\/(?:Branch)?OpennessContent\/show(?:List)?\//.test(html),
  textMarks: ['contentbox', 'content_box', 'conbox', 'newscontent', 'openness-content', 'xxgk-content'],
  titleMarks: ['contenttitle', 'content-title', 'newstitle', 'openness-title'],
};
