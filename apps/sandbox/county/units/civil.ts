import { UnitPlan } from '../plan';
import { LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

const SUBSISTENCE = (period: string) => `清河县${period}城乡低保资金发放情况`;

/** 县民政局: an own, hand-made site; one list never answers, one folder is closed to crawlers. */
export const CIVIL: UnitPlan = {
  id: 'civil',
  name: '明州市清河县民政局',
  aliases: ['清河县民政局', '县民政局'],
  kind: 'department',
  registeredOn: '2024-01-01',
  contact: '县民政局办公室',
  email: 'civil@qinghe.mingzhou.example',
  letters: '清民',
  siteId: 'civil',
  prefix: '',
  scope: [],
  homePath: '/',
  isOwnSite: true,
  channels: [
    {
      path: '民政动态',
      onHome: true,
      documents: news(
        ['县民政局走访慰问困难群众', '全县养老服务工作会议召开', '社会工作者培训班开班'],
        '2026-11-16',
        40,
        4,
      ),
    },
    {
      path: '通知公告',
      onHome: true,
      planted: plant('PLT-10', '公告类栏目最新一条 2026-05-08，六个月到 11-08 为止'),
      documents: news(['关于社会组织年度检查的通知', '关于清明节祭扫服务的公告'], '2026-05-08', 10, 25),
    },
  ],
  traits: {
    '政府信息公开 > 殡葬服务 > 殡葬服务收费': { isUndatedList: true },
    '政府信息公开 > 养老服务 > 养老机构名录': { weather: 'hang' },
    '政府信息公开 > 区划地名 > 地名命名更名': { weather: 'robots', prefix: '/neibu' },
    '政府信息公开 > 养老服务 > 养老机构等级评定': { emptyText: '暂无信息！' },
  },
  sideCatalogs: [
    {
      kind: 'negative',
      header: ['序号', '公开事项', '公开内容', '公开依据', '公开主体', '不予公开理由', '主管部门审核情况'],
      rows: [
        [
          '1',
          '收养登记个人档案',
          '收养人、送养人和被收养人的个人信息',
          '《中华人民共和国民法典》第一千一百一十条',
          '清河县民政局',
          '涉及个人隐私',
          '2026年1月报明州市民政局审核',
        ],
      ],
    },
  ],
  catalog: {
    planted: [plant('CAT-05', '目录没有机构职能、部门预算（条例第二十条第（二）、（七）项）')],
    near: [
      near('没有目录页，但有栏目没有读到，目录也可能在门户网站', ['CAT-01']),
      near('负面清单依据、理由、审核齐全', ['CAT-10']),
    ],
    form: 'csv',
    glyphs: '■□',
    itemLevels: 2,
    rows: [
      row('社会救助', '最低生活保障标准', LIMIT.twenty, {
        documents: [
          paper('明州市清河县民政局关于调整城乡最低生活保障标准的通知', '2026-04-07', '2026-05-12', {
            number: '清民〔2026〕21号',
            planted: plant('TIM-01', '成文 2026-04-07，扣除五一假期，20 个工作日到 05-08，发布 05-12'),
          }),
        ],
      }),
      row('社会救助', '城乡低保资金发放', LIMIT.monthly, {
        planted: [plant('TIM-05', '9 月没有公开，也没有 9 月的情况', { instance: '2026-09' })],
        documents: periods(SUBSISTENCE, {
          '2026年10月': '2026-10-26',
          '2026年8月': '2026-08-26',
          '2026年7月': '2026-07-24',
          '2026年6月': '2026-06-25',
          '2026年5月': '2026-05-26',
          '2026年4月': '2026-04-24',
          '2026年3月': '2026-03-25',
          '2026年2月': '2026-02-25',
          '2026年1月': '2026-01-26',
        }),
      }),
      row('社会救助', '临时救助资金发放', LIMIT.quarterly, {
        near: [near('第三季度情况在季度结束后 10-12 公开，标题写明季度', ['TIM-05'], { instance: '2026Q3' })],
        documents: periods((period) => `清河县${period}临时救助资金发放情况`, {
          '2026年第三季度': '2026-10-12',
          '2026年第二季度': '2026-06-29',
          '2026年第一季度': '2026-03-31',
        }),
      }),
      row('社会救助', '特困人员供养', LIMIT.twentyShort, {
        documents: papers(['关于调整特困人员救助供养标准的通知', '清河县特困人员认定办法'], '2026-06-12', {
          every: 80,
        }),
      }),
      row('养老服务', '养老机构名录', LIMIT.sixMonths, {
        near: [near('列表页一直不应答，没有读到，不能下结论', ['PUB-02', 'TIM-05', 'TIM-01'])],
        documents: papers(['清河县养老机构名录'], '2026-02-11'),
      }),
      row('养老服务', '养老服务补贴', LIMIT.twenty, {
        at: '政府信息公开 > 养老服务 > 高龄津贴和养老服务补贴发放',
        documents: [
          paper('清河县高龄津贴发放办法', '2026-03-02', '2026-06-11', {
            near: near('栏目只是名称相近，对应关系不确定，不能认定', ['TIM-01', 'PUB-02']),
          }),
        ],
      }),
      row('养老服务', '养老机构等级评定', LIMIT.twenty, {
        planted: [plant('PUB-02', '栏目存在，没有任何内容')],
      }),
      row('殡葬服务', '殡葬服务收费', LIMIT.twenty, {
        documents: [
          {
            title: '清河县殡葬服务收费项目及标准',
            published: '2026-03-19',
            dated: 'nowhere',
            planted: plant('TIM-13', '页面和列表都没有发布日期'),
          },
          {
            title: '清河县惠民殡葬政策',
            published: '2026-02-05',
            dated: 'nowhere',
            planted: plant('TIM-13', '页面和列表都没有发布日期'),
          },
        ],
      }),
      row('社会组织', '社会组织成立登记', LIMIT.licence, {
        documents: [
          paper('准予社会组织成立登记行政许可决定书（清民社许〔2026〕9号）', '2026-07-07', '2026-07-21', {
            decision: 'licence',
            number: '清民社许〔2026〕9号',
            planted: plant('TIM-02', '决定 2026-07-07，7 个工作日到 07-16，发布 07-21'),
          }),
          paper('准予社会组织成立登记行政许可决定书（清民社许〔2026〕15号）', '2026-11-09', '2026-11-18', {
            decision: 'licence',
            number: '清民社许〔2026〕15号',
            near: near('第 7 个工作日正是今天，今天发布', ['TIM-02', 'TIM-01']),
          }),
        ],
      }),
      row('社会组织', '社会组织年检结果', '每年6月底前', {
        near: [near('期限当天 2026-06-30 公开', ['TIM-06'])],
        documents: periods((period) => `清河县${period}社会组织年检结果公告`, { '2025年度': '2026-06-30' }),
      }),
      row('社会事务', '婚姻登记', LIMIT.always, {
        documents: papers(['清河县婚姻登记办事指南', '清河县婚姻登记机关一览表'], '2026-05-21', { every: 70 }),
      }),
      row('区划地名', '地名命名更名', LIMIT.twenty, {
        near: [near('栏目所在目录被 robots.txt 禁止采集，没有读取，不能下结论', ['PUB-02', 'TIM-01'])],
        documents: [paper('关于命名清河县新建道路的公告', '2026-03-16', '2026-07-01')],
      }),
      row('慈善事业', '慈善募捐信息', LIMIT.twenty, {
        planted: [plant('PUB-03', '栏目里只有情况说明')],
        documents: [
          paper('关于慈善募捐信息公开的说明', '2026-05-06', '2026-05-08', {
            body: ['本年度我局未开展慈善募捐活动，暂无慈善募捐信息。特此说明。'],
          }),
        ],
      }),
      row('儿童福利', '儿童福利机构', LIMIT.twenty, {
        channels: ['公开查阅点', '社区/企事业单位/村公示栏'],
        near: [near('只选线下渠道，栏目空也不能判', ['PUB-02'])],
      }),
      row('福彩公益金', '福利彩票公益金使用情况', '每年6月底前', {
        planted: [plant('TIM-06', '应于 2026-06-30 前公开，没有公开')],
        documents: [paper('清河县2023年度福利彩票公益金使用情况公告', '2024-06-13', '2024-06-17')],
      }),
      row('残疾人福利', '残疾人两项补贴', LIMIT.twenty, {
        documents: [
          paper('清河县困难残疾人生活补贴和重度残疾人护理补贴标准', '2026-04-01', '2026-04-09', {
            attachments: [{ name: '残疾人两项补贴标准表', form: 'pdf', state: 'empty' }],
            planted: plant('PUB-06', '附件长度为 0 字节'),
          }),
        ],
      }),
      row('政策资金', '最低生活保障家庭经济核对', LIMIT.sixMonths, {
        near: [near('最新一条 2026-05-20，六个月到 2026-11-20 才满', ['TIM-05'])],
        warnings: ['2026-11-20'],
        documents: papers(['清河县居民家庭经济状况核对工作情况'], '2026-05-20'),
      }),
      row('年度报告', '政府信息公开年度报告', LIMIT.yearlyJanuary, {
        near: [near('01-27 公开，早于期限', ['TIM-06'])],
        documents: periods((period) => `明州市清河县民政局${period}政府信息公开工作年度报告`, {
          '2025年': '2026-01-27',
        }),
      }),
    ],
  },
};
