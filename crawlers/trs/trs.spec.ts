import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://czj.qinghe.example.gov.cn';

describeFamily('trs', [
  { name: 'trs-article', url: `${SITE}/czdt/tzgg/202610/t20261026_58377.html` },
  { name: 'trs-record', url: 'https://www.qinghe.example.gov.cn/zwgk/zfwj/202611/t20261103_12233.html' },
  { name: 'trs-list', url: `${SITE}/czdt/tzgg/` },
  { name: 'trs-empty-list', url: `${SITE}/zwgk/ghjh/index.html` },
]);
