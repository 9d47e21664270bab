import { UnitPlan } from '../plan';
import { catalogPage, catalogText, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

/** 白石镇: no site of its own; a path of the county portal. */
export const BAISHI: UnitPlan = {
  id: 'baishi',
  name: '明州市清河县白石镇人民政府',
  aliases: ['清河县白石镇人民政府', '白石镇人民政府', '白石镇'],
  kind: 'town',
  registeredOn: '2025-01-01',
  contact: '白石镇党政综合办公室',
  email: 'baishi@qinghe.mingzhou.example',
  letters: '白政',
  siteId: 'portal',
  prefix: '/bsz',
  scope: ['/bsz/'],
  homePath: '/bsz/index.html',
  isOwnSite: false,
  channels: [
    {
      path: '白石动态',
      onHome: true,
      near: near('动态类栏目最新一条 2026-11-05，没有超过 14 天', ['PLT-09']),
      documents: news(
        ['白石镇开展人居环境整治', '白石镇召开秋冬防火部署会', '白石镇举办重阳节活动'],
        '2026-11-05',
        24,
        6,
      ),
    },
    {
      path: '通知公告',
      onHome: true,
      documents: [
        paper('白石镇2026年耕地地力保护补贴发放公示', '2026-07-06', '2026-07-09'),
        ...news(['白石镇农村自建房巡查公告', '白石镇临时停水通知'], '2026-11-02', 8, 22),
      ],
    },
    {
      path: '文明实践',
      updateLimit: '最迟3个月内必须有更新',
      planted: plant('PLT-11', '更新标准最迟3个月，最新一条 2026-06-30，到 09-30 为止'),
      documents: news(['白石镇新时代文明实践活动', '白石镇志愿服务活动'], '2026-06-30', 6, 30),
    },
  ],
  catalogPage: catalogPage(
    {
      ...catalogText('明州市清河县白石镇人民政府', '2024-06-03', [
        '镇政府文件：公开时限为信息形成之日起20个工作日内，公开主体为白石镇人民政府。',
        '农村危房改造：公开时限为信息形成之日起20个工作日内，公开主体为白石镇人民政府。',
      ]),
      earlier: [
        { on: '2025-09-15', body: ['公开时限：镇政府文件为信息形成之日起20个工作日内，公开主体为白石镇人民政府。'] },
        { on: '2026-03-02' },
      ],
    },
    { near: near('载明 2024 年发布，但 2025-09-15 与 2026-03-02 之间改过正文，没有满一年', ['CAT-08']) },
  ),
  sideCatalogs: [
    {
      kind: 'village',
      header: [
        '序号',
        '一级事项',
        '二级事项',
        '公开内容',
        '公开依据',
        '公开时限',
        '公开主体',
        '公开渠道和载体',
        '公开对象',
        '公开方式',
      ],
      rows: [
        villageRow('1', '村务监督', '村级财务'),
        villageRow('2', '社会救助', '低保对象公示'),
        villageRow('3', '集体资产', '集体鱼塘发包'),
      ],
    },
  ],
  catalog: {
    planted: [
      plant('CAT-05', '目录没有机构职能（条例第二十条第（二）项）'),
      plant('CAT-11', '面向村（居）目录的“集体鱼塘发包”在镇目录中没有对应事项'),
    ],
    form: 'html',
    glyphs: '■□',
    itemLevels: 2,
    rows: [
      row('政策文件', '镇政府文件', LIMIT.twenty, {
        documents: [
          paper('明州市清河县白石镇人民政府关于印发《白石镇森林防灭火工作方案》的通知', '2026-03-16', '2026-04-20', {
            number: '白政〔2026〕11号',
            planted: plant(
              'TIM-01',
              '成文 2026-03-16，04-06 清明放假，20 个工作日到 04-14，发布 04-20；镇在共用门户上',
            ),
          }),
          paper('明州市清河县人民政府关于印发《清河县城市养犬管理办法》的通知', '2026-01-12', '2026-05-20', {
            issuer: '明州市清河县人民政府',
            number: '清政规〔2026〕1号',
            near: near('转载县政府文件，制发机关不是本镇', ['TIM-01']),
          }),
          ...papers(
            ['白石镇人民政府关于成立防汛抗旱指挥部的通知', '白石镇人民政府关于印发2026年工作要点的通知'],
            '2026-05-29',
            { every: 60 },
          ),
        ],
      }),
      row('财政预决算', '镇级预算', LIMIT.approved, {
        documents: [paper('白石镇人民政府2026年预算', '2026-01-22', '2026-02-05')],
      }),
      row('财政预决算', '镇级决算', LIMIT.same, {
        documents: [paper('白石镇人民政府2025年决算', '2026-08-26', '2026-09-09')],
      }),
      row('社会救助', '低保对象公示', LIMIT.twentyShort, {
        documents: papers(
          ['白石镇2026年第三批低保对象公示', '白石镇2026年第二批低保对象公示', '白石镇2026年第一批低保对象公示'],
          '2026-09-02',
          { every: 75 },
        ),
      }),
      row('涉农补贴', '耕地地力保护补贴', LIMIT.twenty, {
        near: [near('本栏目空，但公示发在通知公告里：放错栏目', ['PUB-02'])],
      }),
      row('涉农补贴', '农机购置补贴', LIMIT.quarterly, {
        planted: [
          plant('PUB-02', '栏目存在，没有任何内容；镇在共用门户上。按季度的义务同时缺期', { alsoAllowed: ['TIM-05'] }),
        ],
      }),
      row('征地补偿', '征收土地公告', LIMIT.twenty, {
        documents: [
          paper('白石镇清河大道延伸段征收土地公告', '2026-10-22', '2026-11-16', {
            near: near('20 个工作日到 11-19，11-16 已公开', ['TIM-01']),
          }),
        ],
      }),
      row('乡村振兴', '衔接资金项目', LIMIT.quarterly, {
        planted: [plant('TIM-05', '第二季度没有公开，也没有第二季度的情况', { instance: '2026Q2' })],
        documents: periods((period) => `白石镇${period}衔接资金项目进展`, {
          '2026年第三季度': '2026-09-15',
          '2026年第一季度': '2026-03-18',
        }),
      }),
      row('公共文化', '文化活动', '半年至少更新1次', {
        documents: papers(['白石镇第三届茶文化节', '白石镇元宵灯会'], '2026-06-10', { every: 100 }),
      }),
      row('村务监督', '村级财务', LIMIT.quarterly, {
        channels: ['社区/企事业单位/村公示栏'],
        near: [near('只选村公示栏，网站栏目空也不能判', ['PUB-02', 'TIM-05'])],
      }),
      row('安全生产', '安全检查情况', LIMIT.monthly, {
        planted: [plant('TIM-05', '8 月没有公开，也没有 8 月的情况', { instance: '2026-08' })],
        documents: periods((period) => `白石镇${period}安全检查情况`, {
          '2026年10月': '2026-10-28',
          '2026年9月': '2026-09-24',
          '2026年7月': '2026-07-27',
          '2026年6月': '2026-06-26',
          '2026年5月': '2026-05-27',
          '2026年4月': '2026-04-27',
          '2026年3月': '2026-03-27',
          '2026年2月': '2026-02-27',
          '2026年1月': '2026-01-27',
        }),
      }),
      row('信访办理', '信访事项办理情况', '每月20日前公开上月情况', {
        near: [near('10 月情况的期限 2026-11-20 还没到', ['TIM-06'], { instance: '2026-10' })],
        warnings: ['2026-11-20'],
        documents: periods((period) => `白石镇${period}信访事项办理情况`, {
          '2026年9月': '2026-10-16',
          '2026年8月': '2026-09-17',
          '2026年7月': '2026-08-19',
          '2026年6月': '2026-07-17',
          '2026年5月': '2026-06-16',
          '2026年4月': '2026-05-19',
          '2026年3月': '2026-04-17',
          '2026年2月': '2026-03-18',
          '2026年1月': '2026-02-12',
          '2025年12月': '2026-01-19',
        }),
      }),
      row('便民服务', '办事指南', LIMIT.always, {
        documents: papers(
          ['城乡居民医保参保登记办事指南', '农村宅基地申请办事指南', '高龄津贴申领办事指南', '临时救助申请办事指南'],
          '2026-06-17',
          { every: 14 },
        ),
      }),
      row('河湖管理', '河长制工作', LIMIT.twenty, {
        at: null,
        planted: [plant('PUB-01', '网站没有对应栏目，也没有相近内容；镇在共用门户上')],
      }),
      row('环境保护', '人居环境整治', LIMIT.twenty, {
        near: [near('两条分别发布在第 20 个工作日当天', ['TIM-01'])],
        documents: [
          paper('白石镇农村人居环境整治提升方案', '2026-04-20', '2026-05-20'),
          paper('白石镇生活污水治理方案', '2026-08-10', '2026-09-07'),
        ],
      }),
    ],
  },
};

/** Village matters are posted on the board of the village. */
function villageRow(number: string, group: string, name: string): string[] {
  const basis = '《中华人民共和国村民委员会组织法》第三十条';
  return [
    number,
    group,
    name,
    `${name}的金额、对象和结果`,
    basis,
    LIMIT.quarterly,
    '白石镇',
    '村公示栏',
    '本村村民',
    '主动',
  ];
}
