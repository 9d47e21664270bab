import { UnitPlan } from '../plan';
import { LIMIT, near, row } from '../words';

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
    rows: [
      row('供水服务', '用水报装', LIMIT.always, {
        channels: ['公开查阅点', '其他（营业厅）'],
        near: [near('只选线下渠道，栏目空也不能判', ['PUB-01', 'PUB-02'])],
      }),
      row('供水服务', '停水通知', '提前24小时', {
        channels: ['社区/企事业单位/村公示栏'],
        near: [near('只选线下渠道', ['PUB-01', 'PUB-02'])],
        at: null,
      }),
      row('水质信息', '出厂水水质', LIMIT.monthly, {
        channels: ['其他（营业厅）'],
        near: [near('只选线下渠道，没有栏目也不能判', ['PUB-01', 'PUB-02', 'TIM-05'])],
        at: null,
      }),
      row('收费标准', '水价标准', LIMIT.same, {
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
