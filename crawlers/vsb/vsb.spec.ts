import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://jyj.qinghe.example.gov.cn';

describeFamily('vsb', [
  { name: 'vsb-article', url: `${SITE}/info/1183/44994.htm` },
  { name: 'vsb-paged-list', url: 'https://www.qinghe.example.gov.cn/tzgg.htm' },
  { name: 'vsb-list', url: `${SITE}/xwzx/tzgg.htm` },
]);
