import { UnitPlan } from '../plan';
import { catalogNotice, catalogPage, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

const SAMPLING = (period: string) => `清河县${period}食品安全监督抽检信息通告`;
const COMPLAINT = (period: string) => `清河县${period}消费投诉信息公示`;

/** 县市场监督管理局: an own site whose lists are loaded by script; its articles are ordinary pages. */
export const MARKET: UnitPlan = {
  id: 'market',
  name: '明州市清河县市场监督管理局',
  aliases: ['清河县市场监督管理局', '县市场监督管理局', '县市场监管局'],
  kind: 'department',
  registeredOn: '2024-01-01',
  contact: '县市场监管局法规科',
  email: 'market@qinghe.mingzhou.example',
  letters: '清市监',
  siteId: 'market',
  prefix: '',
  scope: [],
  homePath: '/',
  isOwnSite: true,
  channels: [
    {
      path: '工作动态',
      planted: plant('PLT-09', '动态类栏目（列表由脚本加载）最新一条 2026-10-30，到 11-18 已 19 天'),
      documents: news(
        ['县市场监管局开展电梯安全检查', '农贸市场计量专项整治启动', '“诚信兴商宣传月”活动启动'],
        '2026-10-30',
        17,
        6,
      ),
    },
    {
      path: '通知公告',
      onHome: true,
      documents: news(
        ['关于2026年度企业年报公示的公告', '关于电动自行车充电设施检查的通告', '特种设备作业人员考试通知'],
        '2026-11-12',
        18,
        9,
      ),
    },
  ],
  traits: {
    '政府信息公开 > 双随机 > 随机抽查事项清单': { isUndatedList: true },
  },
  catalogPage: catalogPage(catalogNotice('明州市清河县市场监督管理局', '2026-05-20')),
  catalog: {
    omits: ['公开对象'],
    planted: [
      plant('CAT-02', '目录没有“公开对象”一栏，只算一处'),
      plant('CAT-05', '目录没有部门预算、决算（条例第二十条第（七）项）'),
    ],
    form: 'csv',
    glyphs: 'selectedOnly',
    itemLevels: 2,
    rows: [
      row('行政处罚', '行政处罚决定', LIMIT.decision, {
        basis: '《中华人民共和国行政处罚法》第四十八条；国办发〔2018〕118号',
        documents: [
          paper('行政处罚决定书（清市监处罚〔2026〕57号）', '2026-08-05', '2026-08-20', {
            decision: 'penalty',
            number: '清市监处罚〔2026〕57号',
            planted: plant('TIM-02', '决定 2026-08-05，7 个工作日到 08-14，发布 08-20；列表由脚本加载'),
          }),
          paper('行政处罚决定书（清市监处罚〔2026〕71号）', '2026-09-28', '2026-10-13', {
            decision: 'penalty',
            number: '清市监处罚〔2026〕71号',
            near: near('跨国庆并有 10-10 调休，第 7 个工作日正是发布日 10-13', ['TIM-02', 'TIM-01']),
          }),
          ...papers(
            Array.from({ length: 10 }, (_, index) => `行政处罚决定书（清市监处罚〔2026〕${50 - index * 4}号）`),
            '2026-07-24',
            { decision: 'penalty', every: 15 },
          ),
        ],
      }),
      row('行政许可', '食品经营许可', LIMIT.licence, {
        documents: [
          paper('准予食品经营行政许可决定书（清市监食许〔2026〕14号）', '2026-02-11', '2026-03-02', {
            decision: 'licence',
            number: '清市监食许〔2026〕14号',
            planted: plant('TIM-02', '决定 2026-02-11，跨春节、02-14 调休，7 个工作日到 02-27，发布 03-02'),
          }),
          ...papers(
            [
              '准予食品经营行政许可决定书（清市监食许〔2026〕88号）',
              '准予食品经营行政许可决定书（清市监食许〔2026〕63号）',
              '准予食品经营行政许可决定书（清市监食许〔2026〕40号）',
            ],
            '2026-10-23',
            { decision: 'licence', every: 50 },
          ),
        ],
      }),
      row('抽检信息', '食品安全监督抽检', LIMIT.monthly, {
        planted: [plant('TIM-05', '6 月没有公开，也没有 6 月的通告', { instance: '2026-06' })],
        documents: periods(SAMPLING, {
          '2026年10月': '2026-10-29',
          '2026年9月': '2026-09-24',
          '2026年8月': '2026-08-27',
          '2026年7月': '2026-07-29',
          '2026年5月': '2026-05-28',
          '2026年4月': '2026-04-28',
          '2026年3月': '2026-03-26',
          '2026年2月': '2026-02-26',
          '2026年1月': '2026-01-28',
        }),
      }),
      row('抽检信息', '产品质量监督抽查', LIMIT.quarterly, {
        near: [near('每季度都有', ['TIM-05'])],
        documents: periods((period) => `清河县${period}产品质量监督抽查结果`, {
          '2026年第三季度': '2026-09-22',
          '2026年第二季度': '2026-06-24',
          '2026年第一季度': '2026-03-24',
        }),
      }),
      row('双随机', '随机抽查事项清单', LIMIT.twenty, {
        documents: [
          {
            title: '清河县市场监督管理局随机抽查事项清单（第二版）',
            published: '2026-05-14',
            dated: 'nowhere',
            planted: plant('TIM-13', '页面和列表都没有发布日期；列表由脚本加载'),
          },
          paper('清河县市场监督管理局随机抽查事项清单（第三版）', '2026-08-11', '2026-08-14'),
        ],
      }),
      row('双随机', '年度抽查计划', '每年3月31日前', {
        documents: periods(
          (period) => `清河县市场监督管理局${period}双随机抽查计划`,
          { '2026年度': '2026-04-08' },
          { '2026年度': { planted: plant('TIM-06', '2026 年度计划应于 03-31 前公开，04-08 才公开') } },
        ),
      }),
      row('特种设备', '特种设备检验情况', LIMIT.sixMonths, {
        planted: [plant('TIM-05', '最迟 6 个月内必须更新，最新一条 2026-04-20，到 10-20 为止')],
        documents: papers(['清河县在用电梯定期检验情况', '清河县压力容器定期检验情况'], '2026-04-20', { every: 90 }),
      }),
      row('消费维权', '消费投诉信息公示', LIMIT.quarterlyBy20, {
        near: [near('每季度都按时，含期限当天 2026-07-20', ['TIM-06', 'TIM-05'])],
        documents: periods(COMPLAINT, {
          '2026年第三季度': '2026-10-16',
          '2026年第二季度': '2026-07-20',
          '2026年第一季度': '2026-04-15',
          '2025年第四季度': '2026-01-14',
        }),
      }),
      row('知识产权', '知识产权保护', LIMIT.twentyLong, {
        documents: [
          paper('清河县市场监督管理局关于加强地理标志保护的通知', '2026-05-06', '2026-06-03', {
            number: '清市监发〔2026〕19号',
            planted: plant('TIM-01', '成文 2026-05-06，05-09 周六调休上班，20 个工作日到 06-02，发布 06-03'),
          }),
          paper('清河县市场监督管理局关于开展商标代理检查的通知', '2026-08-26', '2026-09-22', {
            number: '清市监发〔2026〕30号',
            near: near('09-20 周日调休上班，第 20 个工作日正是发布日 09-22', ['TIM-01']),
          }),
        ],
      }),
      row('广告监管', '广告监测结果', LIMIT.twenty, {
        planted: [plant('PUB-02', '栏目存在，脚本加载后列表仍为空')],
      }),
      row('价格收费', '涉企收费清单', LIMIT.twenty, {
        documents: [
          paper('清河县涉企收费清单（2026年版）', '2026-04-21', '2026-04-24', {
            attachments: [{ name: '清河县涉企收费清单', form: 'xlsx', state: 'missing' }],
            planted: plant('PUB-06', '附件链接返回 404；文章在脚本列表之后'),
          }),
        ],
      }),
      row('企业信用', '严重违法失信名单', LIMIT.twenty, {
        documents: papers(
          ['关于将部分企业列入严重违法失信名单的公告', '关于将部分企业移出严重违法失信名单的公告'],
          '2026-09-03',
          { every: 80 },
        ),
      }),
      row('机构信息', '机构职能', LIMIT.always, {
        documents: [paper('清河县市场监督管理局机构职能', '2026-02-24', '2026-02-26')],
      }),
      row('年度报告', '政府信息公开年度报告', LIMIT.yearlyJanuary, {
        planted: [plant('TIM-06', '2025 年报告应于 2026-01-31 前公开，没有公开')],
        documents: periods((period) => `清河县市场监督管理局${period}政府信息公开工作年度报告`, {
          '2024年': '2025-01-20',
          '2023年': '2024-01-24',
        }),
      }),
      row('消费维权', '投诉举报登记', LIMIT.always, {
        method: 'onRequest',
        at: null,
        channels: ['政务服务中心'],
        audience: '投诉人',
        near: [near('依申请公开且只选线下渠道', ['PUB-01', 'PUB-02'])],
      }),
      row('食品安全', '食品安全宣传', LIMIT.always, {
        at: null,
        channels: ['社区/企事业单位/村公示栏', '入户/现场'],
        near: [near('只选线下渠道，网站没有栏目也不能判', ['PUB-01', 'PUB-02'])],
      }),
    ],
  },
};
