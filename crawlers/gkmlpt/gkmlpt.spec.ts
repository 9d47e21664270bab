import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://wjj.qinghe.example.gov.cn';

describeFamily('gkmlpt', [
  { name: 'gkmlpt-article', url: `${SITE}/bmwj/content/post_58779.html` },
  { name: 'gkmlpt-list', url: `${SITE}/bmwj/index.html` },
  { name: 'gkmlpt-shell', url: `${SITE}/gkmlpt/index` },
]);
