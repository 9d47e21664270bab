import { UnitPlan } from '../plan';
import { catalogPage, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

/** 云台乡: two listed folders of the county portal, supervised since June only. */
export const YUNTAI: UnitPlan = {
  id: 'yuntai',
  name: '明州市清河县云台乡人民政府',
  aliases: ['清河县云台乡人民政府', '云台乡人民政府', '云台乡'],
  kind: 'town',
  registeredOn: '2026-06-01',
  contact: '云台乡党政综合办公室',
  email: 'yuntai@qinghe.mingzhou.example',
  letters: '云政',
  siteId: 'portal',
  prefix: '/ytx/zwgk',
  scope: ['/ytx/zwgk/', '/ytx/czzj/'],
  homePath: '/ytx/zwgk/index.html',
  isOwnSite: false,
  channels: [
    {
      path: '政务公开 > 通知公告',
      onHome: true,
      planted: plant('PLT-10', '公告类栏目最新一条 2026-04-27，六个月到 10-27 为止；镇在共用门户的列明栏目里'),
      documents: news(['云台乡饮用水水源地保护公告', '云台乡林区防火通告'], '2026-04-27', 8, 21),
    },
  ],
  traits: {
    '财政资金 > 乡级预算': { prefix: '/ytx/czzj' },
    '财政资金 > 财政资金使用情况': { prefix: '/ytx/czzj' },
    '财政资金 > 惠民补助资金': { prefix: '/ytx/czzj' },
  },
  catalogPage: catalogPage({
    title: '云台乡2026年公开事项一览',
    published: '2026-04-02',
    attachments: [{ name: '云台乡政务公开事项标准目录', form: 'xlsx' }],
    near: near('页面标题没有“目录”二字，附件名称就是目录', ['CAT-01']),
  }),
  catalog: {
    near: [near('有机构职能和预算，没有遗漏', ['CAT-05', 'CAT-02'])],
    form: 'xlsx',
    glyphs: 'R£',
    sectionHeader: '网站对应栏目',
    itemLevels: 2,
    rows: [
      row('政策', '规范性文件', LIMIT.twenty, {
        at: '政府信息公开 > 政策 > 规范性文件',
        column: '政府信息公开—政策—规范性文件',
        documents: [
          paper('明州市清河县云台乡人民政府关于印发《云台乡集体资产管理办法》的通知', '2026-08-03', '2026-09-03', {
            number: '云政〔2026〕19号',
            planted: plant('TIM-01', '成文 2026-08-03，20 个工作日到 08-31，发布 09-03；镇在共用门户的列明栏目里'),
          }),
          paper('明州市清河县云台乡人民政府关于印发《云台乡护林员管理办法》的通知', '2026-03-02', '2026-04-10', {
            number: '云政〔2026〕5号',
            near: near('到期日 03-30 早于单位登记日 2026-06-01，不判', ['TIM-01']),
          }),
        ],
      }),
      row('政策', '其他主动公开文件', LIMIT.same, {
        at: '政府信息公开 > 政策 > 其他主动公开文件',
        column: '政府信息公开—政策—其他主动公开文件',
        documents: [
          ...papers(
            ['云台乡人民政府关于做好秋粮收购工作的通知', '云台乡人民政府关于开展义务植树的通知'],
            '2026-09-16',
            { every: 150 },
          ),
          paper('云台乡人民政府关于成立抗旱工作专班的通知', '2026-08-21', '2026-08-20', {
            planted: plant('TIM-14', '公开 08-20，成文 08-21：早于成文一日'),
          }),
          paper('云台乡人民政府关于解除抗旱响应的通知', '2026-09-03', '2026-09-03', {
            near: near('成文当日公开', ['TIM-14']),
          }),
        ],
      }),
      row('财政资金', '乡级预算', LIMIT.approved, {
        at: '财政资金 > 乡级预算',
        column: '财政资金—乡级预算',
        documents: [paper('云台乡人民政府2026年预算', '2026-01-21', '2026-02-04')],
      }),
      row('财政资金', '财政资金使用情况', LIMIT.quarterly, {
        at: '财政资金 > 财政资金使用情况',
        column: '财政资金—财政资金使用情况',
        planted: [plant('TIM-05', '第三季度没有公开，也没有第三季度的情况', { instance: '2026Q3' })],
        near: [near('第一季度在单位登记日 2026-06-01 之前结束，不判', ['TIM-05'], { instance: '2026Q1' })],
        documents: periods((period) => `云台乡${period}财政资金使用情况`, { '2026年第二季度': '2026-06-24' }),
      }),
      row('财政资金', '惠民补助资金', LIMIT.twenty, {
        at: '财政资金 > 惠民补助资金',
        column: '财政资金—惠民补助资金',
        planted: [plant('PUB-02', '栏目存在，没有任何内容；镇在共用门户的列明栏目里')],
      }),
      row('产业发展', '茶产业扶持', LIMIT.twenty, {
        at: null,
        column: '政府信息公开—产业发展—茶产业扶持',
        planted: [plant('PUB-01', '目录写明的栏目在网站上不存在')],
      }),
      row('项目建设', '村道建设项目', LIMIT.twenty, {
        at: '政府信息公开 > 项目建设 > 村道建设项目',
        column: '政府信息公开—项目建设—村道建设项目',
        documents: [
          paper('云台乡村道改造项目竣工公示', '2026-09-18', '2026-10-22', {
            near: near('跨中秋、国庆，第 20 个工作日正是发布日 10-22', ['TIM-01']),
          }),
          ...papers(['云台乡村道改造项目中标公示'], '2026-06-18'),
        ],
      }),
      row('公共服务', '便民服务事项', LIMIT.always, {
        elements: '设定依据、申请条件、办理材料、办理地点、办理时间、联系电话、办理流程、监督投诉电话',
        planted: [plant('PUB-04', '目录列明 8 项要素，两份清单只写了其中少数')],
        at: '政府信息公开 > 公共服务 > 便民服务事项',
        column: '政府信息公开—公共服务—便民服务事项',
        documents: papers(['云台乡便民服务事项清单', '云台乡村级代办点一览表'], '2026-07-09', {
          every: 30,
          body: ['云台乡共有便民服务事项三十六项，村级代办点十二处，名称见村务公开栏。'],
        }),
      }),
      row('村务', '村级财务公开', LIMIT.quarterly, {
        at: null,
        channels: ['社区/企事业单位/村公示栏'],
        near: [near('只选村公示栏', ['PUB-01', 'TIM-05'])],
      }),
      row('机构信息', '机构职能', LIMIT.always, {
        at: '政府信息公开 > 机构信息 > 机构职能',
        column: '政府信息公开—机构信息—机构职能',
        elements: '机构名称、主要职责、办公地址、办公时间、联系电话',
        near: [near('五项要素都写在正文里，“办公地址”写作“地址”', ['PUB-04'])],
        documents: [
          paper('云台乡人民政府机构职能', '2026-06-08', '2026-06-09', {
            body: [
              '机构名称：云台乡人民政府。主要职责：执行上级决定，管理本行政区域的经济、教育、民政等工作。',
              '地址：云台乡集镇街1号。办公时间：工作日上午8:30至12:00，下午14:30至17:30。联系电话：0599-5550100。',
            ],
          }),
        ],
      }),
    ],
  },
};
