import { describeFamily } from '../family-pages.fixture';

const SITE = 'https://www.qinghe.example.gov.cn';
const BUREAU = 'https://fgw.mingzhou.example.gov.cn';

describeFamily('ucap', [
  { name: 'ucap-article', url: `${SITE}/qinghe/gfxwj/202609/0d3f5a7791c24e2cb1d8e6f40a9b3c57.shtml` },
  { name: 'ucap-list', url: `${SITE}/qinghe/tzgg/list.shtml` },
  { name: 'ucap-json-shell', url: `${BUREAU}/mzfgw/zcjd/common_list.shtml` },
  {
    name: 'ucap-json',
    url: `${BUREAU}/common/search/5ad7f285c40d4f478a7b43b9fcd67d70?_isAgg=true&_isJson=true&_pageSize=2&_template=index&_rangeTimeGte=&_channelName=&page=1`,
  },
]);
