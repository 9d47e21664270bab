import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://ybj.qinghe.example.gov.cn';

describeFamily('openness', [
  { name: 'openness-article', url: `${SITE}/OpennessContent/show/2198223.html` },
  { name: 'openness-list', url: `${SITE}/OpennessContent/showList/784/34502/page_1.html` },
]);
