import { UnitPlan } from '../plan';
import { catalogNotice, catalogPage, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

const EPIDEMIC = (period: string) => `清河县${period}法定传染病疫情信息`;
const WATER = (period: string) => `清河县${period}饮用水卫生监测结果`;

/** 县卫生健康局: an own site in the 广东 style; one section sits behind a challenge page. */
export const HEALTH: UnitPlan = {
  id: 'health',
  name: '明州市清河县卫生健康局',
  aliases: ['清河县卫生健康局', '县卫生健康局', '县卫健局'],
  kind: 'department',
  registeredOn: '2024-01-01',
  contact: '县卫生健康局办公室',
  email: 'health@qinghe.mingzhou.example',
  letters: '清卫',
  siteId: 'health',
  prefix: '',
  scope: [],
  homePath: '/',
  isOwnSite: true,
  near: near('首页最新一条 2026-11-04，到今天正好 14 天，没有超过', ['PLT-08']),
  channels: [
    {
      path: '卫健动态',
      folder: 'wjdt',
      onHome: true,
      near: near('动态类栏目最新一条 2026-11-04，到今天正好 14 天', ['PLT-09']),
      documents: news(
        ['县医院开展义诊活动', '全县家庭医生签约服务推进会召开', '县疾控中心开展健康讲座'],
        '2026-11-04',
        36,
        5,
      ),
    },
    {
      path: '通知公告',
      folder: 'tzgg',
      onHome: true,
      near: near('公告类栏目最新一条 2026-05-18，到今天正好六个月', ['PLT-10']),
      documents: news(['关于2026年护士执业资格考试的通知', '关于开展卫生监督抽检的公告'], '2026-05-18', 12, 20),
    },
    {
      path: '健康科普',
      folder: 'jkkp',
      updateLimit: '最迟1个月内必须有更新',
      planted: plant('PLT-11', '更新标准最迟1个月，最新一条 2026-09-04，到 10-04 为止'),
      documents: news(['冬季呼吸道疾病防护知识', '高血压患者用药提示', '儿童口腔保健知识'], '2026-09-04', 14, 15),
    },
  ],
  traits: {
    '政府信息公开 > 疾病防控 > 预防接种信息': { isUndatedList: true },
    '政府信息公开 > 医疗服务 > 医疗机构校验': { folder: 'xxgk/yljgxy', weather: 'challenge' },
    '政府信息公开 > 老龄健康 > 医养结合机构信息': { emptyText: '暂无相关信息' },
  },
  catalogPage: catalogPage(catalogNotice('明州市清河县卫生健康局', '2024-05-13'), {
    near: near('目录页 2024 年发布，但平台没有观察满一年，不能认定没有更新', ['CAT-08']),
  }),
  catalog: {
    planted: [plant('CAT-05', '目录没有部门预算、决算（条例第二十条第（七）项）')],
    form: 'html',
    glyphs: '√',
    itemLevels: 2,
    rows: [
      row('行政许可', '医疗机构设置审批', LIMIT.mixed, {
        basis: '《中华人民共和国行政许可法》；《医疗机构管理条例》；国办发〔2018〕118号',
        documents: [
          paper('准予设置医疗机构行政许可决定书（清卫医〔2026〕2号）', '2026-03-03', '2026-03-17', {
            decision: 'licence',
            number: '清卫医〔2026〕2号',
            planted: plant('TIM-02', '决定 2026-03-03，7 个工作日到 03-12，发布 03-17'),
          }),
          ...papers(
            [
              '准予设置医疗机构行政许可决定书（清卫医〔2026〕7号）',
              '准予设置医疗机构行政许可决定书（清卫医〔2026〕5号）',
            ],
            '2026-09-17',
            { decision: 'licence', every: 55 },
          ),
        ],
      }),
      row('行政许可', '公共场所卫生许可', LIMIT.licence, {
        documents: [
          paper('准予公共场所卫生行政许可决定书（清卫公〔2026〕31号）', '2026-10-20', '2026-11-02', {
            decision: 'licence',
            number: '清卫公〔2026〕31号',
            planted: plant('TIM-02', '决定 2026-10-20，7 个工作日到 10-29，发布 11-02'),
          }),
          paper('准予公共场所卫生行政许可决定书（清卫公〔2026〕18号）', '2026-06-15', '2026-06-29', {
            decision: 'licence',
            number: '清卫公〔2026〕18号',
            planted: plant('TIM-02', '决定 2026-06-15，06-19 端午放假，7 个工作日到 06-25，发布 06-29'),
          }),
          paper('准予公共场所卫生行政许可决定书（清卫公〔2026〕12号）', '2026-05-06', '2026-05-14', {
            decision: 'licence',
            number: '清卫公〔2026〕12号',
            near: near('05-09 周六调休上班，第 7 个工作日正是发布日 05-14', ['TIM-02', 'TIM-01']),
          }),
          paper('准予公共场所卫生行政许可决定书（清卫公〔2026〕5号）', '2026-02-10', '2026-02-26', {
            decision: 'licence',
            number: '清卫公〔2026〕5号',
            near: near('跨春节，第 7 个工作日正是发布日 02-26', ['TIM-02', 'TIM-01']),
          }),
        ],
      }),
      row('行政许可', '放射诊疗许可', '自作出行政许可决定之日起7日内', {
        documents: [
          paper('准予放射诊疗行政许可决定书（清卫放〔2026〕3号）', '2026-07-06', '2026-07-15', {
            decision: 'licence',
            number: '清卫放〔2026〕3号',
            near: near('行政许可的“7日”是否按工作日计须由人认定；第 7 个工作日正是发布日 07-15', ['TIM-01', 'TIM-02']),
          }),
        ],
      }),
      row('行政处罚', '卫生行政处罚决定', LIMIT.decision, {
        near: [near('只公开具有一定社会影响的处罚决定，空栏目不能认定未公开', ['PUB-02'])],
      }),
      row('监督检查', '随机抽查计划', '每年3月31日前', {
        planted: [plant('TIM-06', '2026 年度计划应于 03-31 前公开，没有公开')],
        documents: [paper('清河县卫生健康局2024年度随机抽查计划', '2024-03-15', '2024-03-20')],
      }),
      row('监督检查', '随机抽查结果', LIMIT.quarterly, {
        planted: [plant('TIM-05', '第一季度内没有公开，也没有第一季度的结果', { instance: '2026Q1' })],
        documents: periods((period) => `清河县${period}卫生监督随机抽查结果`, {
          '2026年第三季度': '2026-09-16',
          '2026年第二季度': '2026-06-12',
          '2025年第四季度': '2025-12-17',
        }),
      }),
      row('疾病防控', '法定传染病疫情信息', LIMIT.monthlyBy10, {
        near: [near('每月都在 10 日前公开，含期限当天 2026-08-10', ['TIM-06', 'TIM-05'])],
        documents: periods(EPIDEMIC, {
          '2026年10月': '2026-11-06',
          '2026年9月': '2026-10-09',
          '2026年8月': '2026-09-08',
          '2026年7月': '2026-08-10',
          '2026年6月': '2026-07-08',
          '2026年5月': '2026-06-05',
          '2026年4月': '2026-05-08',
          '2026年3月': '2026-04-08',
          '2026年2月': '2026-03-06',
          '2026年1月': '2026-02-06',
          '2025年12月': '2026-01-07',
        }),
      }),
      row('疾病防控', '预防接种信息', LIMIT.twentyShort, {
        documents: [
          {
            title: '清河县预防接种门诊一览表',
            published: '2026-04-16',
            dated: 'nowhere',
            planted: plant('TIM-13', '页面和列表都没有发布日期'),
          },
          ...papers(['清河县2026年流感疫苗接种安排', '清河县适龄女孩HPV疫苗接种安排'], '2026-09-11', { every: 70 }),
        ],
      }),
      row('妇幼健康', '免费孕前优生健康检查', LIMIT.always, {
        documents: [
          {
            title: '清河县免费孕前优生健康检查服务指南',
            published: '2026-03-12',
            dated: 'listOnly',
            near: near('正文没有日期，列表里有', ['TIM-13']),
          },
        ],
      }),
      row('医疗服务', '医疗机构名录', LIMIT.sixMonths, {
        near: [near('最新一条 2026-10-12，在六个月内', ['TIM-05'])],
        documents: [
          paper('清河县医疗机构名录（2026年10月）', '2026-10-09', '2026-10-12', {
            attachments: [{ name: '清河县医疗机构名录', form: 'xlsx', state: 'wrongType' }],
            planted: plant('PUB-06', '附件写明是 xlsx，下载到的是网页'),
          }),
          paper('清河县医疗机构名录（2026年4月）', '2026-04-13', '2026-04-15', {
            attachments: [{ name: '医疗机构名录', form: 'xlsx' }],
          }),
        ],
      }),
      row('医疗服务', '医疗机构校验', LIMIT.sixMonths, {
        near: [near('栏目被验证页挡住，没有读到，不能下结论', ['PUB-02', 'TIM-05', 'TIM-01'])],
        documents: papers(['清河县2026年度医疗机构校验结果公告', '清河县2025年度医疗机构校验结果公告'], '2026-03-20', {
          every: 200,
        }),
      }),
      row('医疗服务', '医疗服务价格', '每半年公开一次', {
        planted: [plant('TIM-05', '上半年没有公开')],
        documents: [
          paper('清河县公立医疗机构服务项目价格公示', '2026-07-20', '2026-07-22'),
          paper('清河县公立医疗机构服务项目价格调整公示', '2025-12-11', '2025-12-15'),
        ],
      }),
      row('卫生人员', '医师多机构执业备案', LIMIT.always, {
        method: 'onRequest',
        audience: '相关当事人',
        at: null,
        channels: ['政务服务中心'],
        near: [near('依申请公开且只选线下渠道', ['PUB-01', 'PUB-02'])],
      }),
      row('政策文件', '卫生健康政策文件', LIMIT.twentyLong, {
        documents: [
          paper('明州市清河县卫生健康局关于加强基层医疗卫生服务能力建设的通知', '2026-01-26', '2026-03-03', {
            number: '清卫发〔2026〕6号',
            planted: plant('TIM-01', '成文 2026-01-26，跨春节、02-14 与 02-28 调休，20 个工作日到 02-28，发布 03-03'),
          }),
          paper('明州市清河县卫生健康局关于印发2026年基层卫生工作要点的通知', '2026-02-03', '2026-03-09', {
            number: '清卫发〔2026〕8号',
            near: near('跨春节，第 20 个工作日正是发布日 03-09；只按周末算会到 03-03', ['TIM-01']),
          }),
          paper('明州市卫生健康委员会关于做好今冬明春传染病防控工作的通知', '2026-08-17', '2026-10-16', {
            issuer: '明州市卫生健康委员会',
            number: '明卫疾控〔2026〕19号',
            near: near('转载上级文件，制发机关不是本单位', ['TIM-01']),
          }),
        ],
      }),
      row('卫生应急', '突发公共卫生事件处置', LIMIT.twenty, {
        planted: [plant('PUB-03', '栏目里只有情况说明')],
        documents: [
          paper('关于2026年突发公共卫生事件的情况说明', '2026-06-30', '2026-07-01', {
            body: ['2026年上半年，我县未发生突发公共卫生事件，暂无处置信息。特此说明。'],
          }),
        ],
      }),
      row('公共卫生', '基本公共卫生服务项目', LIMIT.twenty, {
        documents: papers(
          [
            '清河县2026年基本公共卫生服务项目实施方案',
            '清河县2026年老年人健康体检安排',
            '清河县慢性病患者健康管理工作方案',
            '清河县0-6岁儿童健康管理工作方案',
          ],
          '2026-08-21',
          { every: 31 },
        ),
      }),
      row('公共卫生', '饮用水卫生监测', LIMIT.quarterlyBy20, {
        near: [near('每季度都按时，含期限当天 2026-10-20', ['TIM-06', 'TIM-05'])],
        documents: periods(WATER, {
          '2026年第三季度': '2026-10-20',
          '2026年第二季度': '2026-07-17',
          '2026年第一季度': '2026-04-17',
          '2025年第四季度': '2026-01-19',
        }),
      }),
      row('老龄健康', '医养结合机构信息', LIMIT.twenty, {
        planted: [plant('PUB-02', '栏目存在，没有任何内容')],
      }),
      row('年度报告', '政府信息公开年度报告', LIMIT.yearlyJanuary, {
        near: [near('01-30（周五）公开，期限 01-31', ['TIM-06'])],
        documents: periods((period) => `明州市清河县卫生健康局${period}政府信息公开工作年度报告`, {
          '2025年': '2026-01-30',
          '2024年': '2025-01-23',
        }),
      }),
      row('机构信息', '机构职能', LIMIT.always, {
        documents: [paper('明州市清河县卫生健康局机构职能', '2026-01-14', '2026-01-16')],
      }),
    ],
  },
};
