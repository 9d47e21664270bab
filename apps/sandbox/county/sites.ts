import { SitePlan } from './plan';

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
  },
  {
    id: 'edu',
    name: '明州市清河县教育局',
    style: 'trs',
    charset: 'utf-8',
    siteCode: '3599990056',
    forbidden: [],
  },
];
