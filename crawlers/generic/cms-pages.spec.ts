import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://www.qinghe.example.gov.cn';
const NOTICE = '/zwgk/003001/20261103/6c1a7c1e-1a11-4a9a-8a0e-1f0e6e5d8a01.html';

/** 织梦, 帝国, 新点, 万户, SiteServer and tables of 信息公开: systems that need no family of their own. */
describeFamily('generic', [
  { name: 'generic-dede-article', url: `${SITE}/plus/view.php?aid=1203` },
  { name: 'generic-dede-list', url: `${SITE}/gzdt/list_3_2.html` },
  { name: 'generic-ecms-article', url: `${SITE}/html/tzgg/20261103/1233.html` },
  { name: 'generic-epoint-article', url: SITE + NOTICE },
  { name: 'generic-epoint-list', url: `${SITE}/zwgk/003001/subpage.html` },
  { name: 'generic-ezeip-list', url: `${SITE}/newslist.aspx?mtt=12` },
  { name: 'generic-siteserver-article', url: `${SITE}/contents/12/3301.html` },
  { name: 'generic-laypage-list', url: `${SITE}/news/list` },
  { name: 'generic-openness-table', url: `${SITE}/zfxxgk/fdzdgknr/index.html` },
]);
