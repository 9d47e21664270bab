import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://wgl.qinghe.example.gov.cn';

describeFamily('channels', [
  { name: 'channels-article', url: `${SITE}/c12192/20260815/i2410578.html` },
  { name: 'channels-list', url: `${SITE}/c12192/index.html` },
]);
