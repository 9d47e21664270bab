import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://www.qingtian.example.gov.cn';

describeFamily('lpcms', [
  { name: 'lpcms-article', url: `${SITE}/xxgk-show-199777.html` },
  { name: 'lpcms-list', url: `${SITE}/xxgk-list-qtxtzgg.html` },
]);
