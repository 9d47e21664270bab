import { SitePlan } from './plan';
import { near, plant } from './words';

/** The sites of the county, one per markup convention seen in the field, and a second TRS site in UTF-8. */
export const SITES: readonly SitePlan[] = [
  {
    id: 'portal',
    name: '明州市清河县人民政府门户网站',
    style: 'hanweb',
    charset: 'utf-8',
    siteCode: '3599990001',
    forbidden: [],
  },
  {
    id: 'finance',
    name: '明州市清河县财政局',
    style: 'trs',
    charset: 'gb2312',
    siteCode: '3599990012',
    forbidden: [],
  },
  {
    id: 'health',
    name: '明州市清河县卫生健康局',
    style: 'gkmlpt',
    charset: 'utf-8',
    siteCode: '3599990023',
    forbidden: [],
    outage: { failing: 9, planted: plant('PLT-12', '一周 168 次探测中 9 次打不开，占 5.35%，达到 5%') },
  },
  {
    id: 'market',
    name: '明州市清河县市场监督管理局',
    style: 'scripted',
    charset: 'utf-8',
    siteCode: '3599990034',
    forbidden: [],
  },
  {
    id: 'civil',
    name: '明州市清河县民政局',
    style: 'handmade',
    charset: 'utf-8',
    siteCode: '3599990045',
    forbidden: ['/neibu/'],
    outage: {
      isVoid: 12,
      near: near('一天中有 12 次对照探测同时失败，当天有效探测不足 20 次，不能下结论', ['PLT-12']),
    },
  },
  {
    id: 'edu',
    name: '明州市清河县教育局',
    style: 'trs',
    charset: 'utf-8',
    siteCode: '3599990056',
    forbidden: [],
    outage: { failing: 8, near: near('一周 168 次探测中 8 次打不开，占 4.76%，不到 5%', ['PLT-12']) },
  },
];
