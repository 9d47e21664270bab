import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://www.qinghe.example.gov.cn';

describeFamily('lonsun', [
  { name: 'lonsun-article', url: `${SITE}/public/35/60799051.html` },
  { name: 'lonsun-list', url: `${SITE}/public/column/35?type=4&catId=6716251&action=list` },
]);
