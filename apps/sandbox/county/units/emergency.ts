import { UnitPlan } from '../plan';
import { catalogPage, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

/** 县应急管理局: a bureau without a site of its own, under a path of the county portal. */
export const EMERGENCY: UnitPlan = {
  id: 'emergency',
  name: '明州市清河县应急管理局',
  aliases: ['清河县应急管理局', '县应急管理局', '县应急局'],
  kind: 'department',
  registeredOn: '2024-01-01',
  contact: '县应急管理局办公室',
  email: 'emergency@qinghe.mingzhou.example',
  letters: '清应急',
  siteId: 'portal',
  prefix: '/yjglj',
  scope: ['/yjglj/'],
  homePath: '/yjglj/index.html',
  isOwnSite: false,
  channels: [
    {
      path: '应急动态',
      onHome: true,
      planted: plant('PLT-09', '动态类栏目最新一条 2026-10-21，到 11-18 已 28 天'),
      documents: news(
        ['县应急管理局开展烟花爆竹检查', '森林火灾扑救演练举行', '防灾减灾知识进社区'],
        '2026-10-21',
        22,
        6,
      ),
    },
    {
      path: '通知公告',
      onHome: true,
      documents: news(['关于冬春季森林防火禁火令的通告', '关于安全生产考试的通知'], '2026-11-05', 9, 20),
    },
  ],
  catalogPage: catalogPage({
    title: '清河县应急管理局政务公开事项标准目录',
    published: '2026-02-10',
    body: [
      '目录列明公开事项、公开内容、公开依据、公开时限、公开主体、公开渠道和公开对象，全文如下。',
      '安全生产许可：公开时限为作出决定之日起7个工作日内，公开主体为清河县应急管理局。',
    ],
    near: near('目录直接印在页面上，没有附件', ['CAT-01', 'CAT-08']),
  }),
  catalog: {
    planted: [plant('CAT-05', '目录没有机构职能、部门预算（条例第二十条第（二）、（七）项）')],
    form: 'csv',
    glyphs: '■□',
    sectionHeader: '网站所属栏目',
    itemLevels: 2,
    rows: [
      row('安全生产', '安全生产许可', LIMIT.licence, {
        documents: [
          paper('准予危险化学品经营行政许可决定书（清应急许〔2026〕4号）', '2026-04-28', '2026-05-11', {
            decision: 'licence',
            number: '清应急许〔2026〕4号',
            near: near('跨五一并有 05-09 调休，第 7 个工作日正是发布日 05-11', ['TIM-02', 'TIM-01']),
          }),
          ...papers(['准予危险化学品经营行政许可决定书（清应急许〔2026〕9号）'], '2026-09-03', { decision: 'licence' }),
        ],
      }),
      row('安全生产', '重大事故隐患挂牌督办', LIMIT.twenty, {
        documents: [
          paper('明州市清河县应急管理局关于对重大火灾隐患挂牌督办的通知', '2026-07-13', '2026-08-13', {
            number: '清应急〔2026〕28号',
            planted: plant('TIM-01', '成文 2026-07-13，20 个工作日到 08-10，发布 08-13；单位在门户的子路径上'),
          }),
          paper('明州市清河县应急管理局关于对矿山重大隐患挂牌督办的通知', '2026-10-12', '2026-11-09', {
            number: '清应急〔2026〕41号',
            near: near('第 20 个工作日正是发布日 11-09', ['TIM-01']),
          }),
        ],
      }),
      row('安全生产', '事故调查报告', LIMIT.twenty, {
        documents: [
          paper('清河县“5·14”一般机械伤害事故调查报告', '2026-09-14', '2026-10-16', {
            near: near('跨中秋、国庆，第 20 个工作日正是发布日 10-16', ['TIM-01']),
          }),
        ],
      }),
      row('安全生产', '执法检查计划', '每年3月31日前', {
        near: [near('期限当天 2026-03-31 公开', ['TIM-06'])],
        documents: periods((period) => `清河县应急管理局${period}安全生产执法检查计划`, { '2026年度': '2026-03-31' }),
      }),
      row('安全生产', '安全生产形势分析', LIMIT.quarterlyBy20, {
        planted: [],
        near: [near('第四季度的期限 2027-01-20 还没到', ['TIM-06'], { instance: '2026Q4' })],
        documents: periods(
          (period) => `清河县${period}安全生产形势分析`,
          {
            '2026年第三季度': '2026-10-15',
            '2026年第二季度': '2026-07-16',
            '2026年第一季度': '2026-04-23',
            '2025年第四季度': '2026-01-16',
          },
          {
            '2026年第一季度': {
              planted: plant('TIM-06', '应于 2026-04-20 前公开，04-23 才公开', { instance: '2026Q1' }),
            },
          },
        ),
      }),
      row('救灾', '救灾物资储备', LIMIT.sixMonths, {
        near: [near('最新一条 2026-05-26，六个月到 11-26 才满，还有 6 个工作日', ['TIM-05', 'TIM-11'])],
        documents: papers(['清河县救灾物资储备情况'], '2026-05-26'),
      }),
      row('救灾', '灾情信息', LIMIT.twenty, {
        planted: [plant('PUB-03', '栏目里只有情况说明')],
        documents: [
          paper('关于灾情信息的情况说明', '2026-07-08', '2026-07-10', {
            body: ['2026年上半年，我县未发生需要发布的灾情，暂无灾情信息。特此说明。'],
          }),
        ],
      }),
      row('救灾', '自然灾害救助资金', LIMIT.twenty, {
        planted: [plant('PUB-02', '栏目存在，没有任何内容')],
      }),
      row('应急管理', '应急演练', LIMIT.twenty, {
        at: null,
        column: '政府信息公开 > 应急管理 > 应急演练',
        planted: [plant('PUB-01', '目录写明的栏目在网站上不存在')],
      }),
      row('防灾减灾', '应急避难场所', LIMIT.twenty, {
        documents: [
          paper('清河县应急避难场所一览表', '2026-05-11', '2026-05-13', {
            attachments: [{ name: '清河县应急避难场所一览表', form: 'pdf', state: 'missing' }],
            planted: plant('PUB-06', '附件链接返回 404；单位在门户的子路径上'),
          }),
        ],
      }),
      row('行政处罚', '安全生产行政处罚', LIMIT.decision, {
        near: [near('处罚决定都在 7 个工作日内公开', ['TIM-02', 'TIM-01', 'PUB-02'])],
        documents: papers(
          [
            '行政处罚决定书（清应急罚〔2026〕12号）',
            '行政处罚决定书（清应急罚〔2026〕8号）',
            '行政处罚决定书（清应急罚〔2026〕3号）',
          ],
          '2026-09-10',
          { decision: 'penalty', every: 45 },
        ),
      }),
      row('年度报告', '政府信息公开年度报告', LIMIT.yearlyJanuary, {
        documents: periods((period) => `明州市清河县应急管理局${period}政府信息公开工作年度报告`, {
          '2025年': '2026-01-29',
        }),
      }),
    ],
  },
};
