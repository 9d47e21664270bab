import { UnitPlan } from '../plan';
import { LIMIT, near, plant, row } from '../words';

/** 县供水公司: 公共企事业单位 whose rows are all offline or on request, so that it takes no part in scoring. */
export const WATER: UnitPlan = {
  id: 'water',
  name: '明州市清河县供水有限公司',
  aliases: ['清河县供水有限公司', '县供水公司'],
  kind: 'enterprise',
  registeredOn: '2025-01-01',
  contact: '县供水公司综合部',
  email: 'water@qinghe.mingzhou.example',
  letters: '清供水',
  siteId: 'portal',
  prefix: '/gsgs',
  scope: ['/gsgs/'],
  homePath: '/gsgs/index.html',
  isOwnSite: false,
  channels: [],
  catalog: {
    form: 'csv',
    glyphs: 'selectedOnly',
    itemLevels: 2,
    planted: [
      plant('CAT-03', '6 行中 1 行时限不能解读，16.7%，超过 5%'),
      plant('CAT-06', '水价标准写 30 个工作日，条例第二十六条为 20 个工作日'),
    ],
    near: [near('企业没有目录页，目录可能集中发布在门户网站', ['CAT-01'])],
    rows: [
      row('供水服务', '用水报装', LIMIT.always, {
        channels: ['公开查阅点', '其他（营业厅）'],
        near: [near('只选线下渠道，栏目空也不能判', ['PUB-01', 'PUB-02'])],
      }),
      row('供水服务', '停水通知', '停水前告知用户', {
        channels: ['社区/企事业单位/村公示栏'],
        near: [near('只选线下渠道', ['PUB-01', 'PUB-02'])],
        at: null,
      }),
      row('水质信息', '出厂水水质', LIMIT.monthly, {
        channels: ['其他（营业厅）'],
        near: [near('只选线下渠道，没有栏目也不能判', ['PUB-01', 'PUB-02', 'TIM-05'])],
        at: null,
      }),
      row('收费标准', '水价标准', '自信息形成或者变更之日起30个工作日内', {
        channels: ['其他（营业厅）'],
        at: null,
        near: [near('只选线下渠道', ['PUB-01', 'PUB-02', 'TIM-05'])],
      }),
      row('用户信息', '用水户缴费记录', '自收到申请之日起20个工作日内', {
        method: 'onRequest',
        channels: ['其他（营业厅）'],
        audience: '用水户本人',
        at: null,
        near: [near('依申请公开事项', ['PUB-01'])],
      }),
      row('用户信息', '水表检定', '自收到申请之日起20个工作日内', {
        method: 'onRequest',
        channels: ['其他（营业厅）'],
        audience: '用水户本人',
        at: null,
        near: [near('依申请公开事项', ['PUB-01'])],
      }),
    ],
  },
};
