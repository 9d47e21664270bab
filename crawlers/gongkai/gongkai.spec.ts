import { describeFamily } from '../family-pages.fixture';

const SECTION =
  'http://www.qinghe.example.gov.cn/gongkai/site_qinghexsljj/channel_c_5f9fa491ab327f36e4c13060_n_1605682825.1353';

describeFamily('gongkai', [
  { name: 'gongkai-article', url: `${SECTION}/doc_69cc5aa63c2e4a15b02b91e4.html` },
  { name: 'gongkai-list', url: `${SECTION}/` },
]);
