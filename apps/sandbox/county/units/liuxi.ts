import { UnitPlan } from '../plan';
import { catalogPage, catalogText, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

/** 柳溪镇: a path of the county portal. */
export const LIUXI: UnitPlan = {
  id: 'liuxi',
  name: '明州市清河县柳溪镇人民政府',
  aliases: ['清河县柳溪镇人民政府', '柳溪镇人民政府', '柳溪镇'],
  kind: 'town',
  registeredOn: '2025-01-01',
  contact: '柳溪镇党政综合办公室',
  email: 'liuxi@qinghe.mingzhou.example',
  letters: '柳政',
  siteId: 'portal',
  prefix: '/lxz',
  scope: ['/lxz/'],
  homePath: '/lxz/index.html',
  isOwnSite: false,
  channels: [
    {
      path: '柳溪动态',
      onHome: true,
      planted: plant('PLT-09', '动态类栏目最新一条 2026-10-15，到 11-18 已 34 天；镇在共用门户上'),
      documents: news(['柳溪镇召开河道清淤推进会', '柳溪镇开展消防安全演练'], '2026-10-15', 18, 8),
    },
    {
      path: '公示公告',
      onHome: true,
      near: near('公告类栏目最新一条 2026-05-18，到今天正好六个月', ['PLT-10']),
      documents: news(['柳溪镇公益性岗位人员公示', '柳溪镇集体资产租赁公告'], '2026-05-18', 7, 24),
    },
  ],
  catalogPage: catalogPage({
    ...catalogText('明州市清河县柳溪镇人民政府', '2024-03-15', [
      '镇政府文件：公开时限为信息形成之日起20个工作日内，公开主体为柳溪镇人民政府。',
      '财政预决算：公开时限为批准后20日内，公开主体为柳溪镇人民政府。',
    ]),
    earlier: [{ on: '2025-10-20' }],
  }),
  catalog: {
    planted: [
      plant('CAT-02', '“小型工程招投标”没有公开依据，“办事指南”没有公开内容'),
      plant('CAT-05', '目录没有机构职能（条例第二十条第（二）项）'),
      plant('CAT-08', '目录页 2025-10-20 采集时与今天一字不差，394 天没有变化，超过 365 天'),
    ],
    form: 'docx',
    glyphs: '■□',
    itemLevels: 2,
    rows: [
      row('政策文件', '镇政府文件', LIMIT.twenty, {
        documents: [
          paper('明州市清河县柳溪镇人民政府关于印发《柳溪镇防汛应急预案》的通知', '2026-09-07', '2026-10-12', {
            number: '柳政〔2026〕24号',
            planted: plant(
              'TIM-01',
              '成文 2026-09-07，扣除中秋、国庆，10-10 周六调休上班正是第 20 个工作日，发布 10-12',
            ),
          }),
          ...papers(
            ['柳溪镇人民政府关于印发2026年工作要点的通知', '柳溪镇人民政府关于开展安全生产大检查的通知'],
            '2026-06-24',
            { every: 70 },
          ),
        ],
      }),
      row('工程建设', '小型工程招投标', LIMIT.twenty, {
        basis: '',
        documents: papers(
          ['柳溪镇村道硬化工程中标公告', '柳溪镇文化广场改造工程招标公告', '柳溪镇饮水管网工程招标公告'],
          '2026-08-28',
          { every: 40 },
        ),
      }),
      row('社会救助', '临时救助情况', LIMIT.quarterlyBy20, {
        planted: [plant('TIM-06', '第三季度情况应于 2026-10-20 前公开，没有公开', { instance: '2026Q3' })],
        documents: periods((period) => `柳溪镇${period}临时救助情况`, {
          '2026年第二季度': '2026-07-13',
          '2026年第一季度': '2026-04-14',
          '2025年第四季度': '2026-01-13',
        }),
      }),
      row('住房保障', '农村危房改造对象', LIMIT.twenty, {
        documents: [
          paper('柳溪镇2026年农村危房改造对象公示', '2026-06-15', '2026-07-14', {
            near: near('06-19 端午放假，第 20 个工作日正是发布日 07-14', ['TIM-01']),
          }),
        ],
      }),
      row('应急管理', '防汛抗旱信息', LIMIT.prompt, {
        documents: [
          paper('柳溪镇2026年汛期值班安排', '2026-04-09', '2026-06-30', {
            near: near('时限是“及时公开”，没有天数', ['TIM-01', 'TIM-05']),
          }),
        ],
      }),
      row('便民服务', '办事指南', LIMIT.always, {
        elements: '',
        documents: papers(
          ['林木采伐许可申请办事指南', '老年优待证办理指南', '农村土地承包合同查询指南'],
          '2026-05-15',
          { every: 20 },
        ),
      }),
      row('村务公开', '村级事务', LIMIT.monthly, {
        channels: ['社区/企事业单位/村公示栏', '入户/现场'],
        near: [near('只选线下渠道，栏目空也不能判', ['PUB-02', 'TIM-05'])],
      }),
      row('农田建设', '高标准农田项目', LIMIT.twenty, {
        at: null,
        planted: [plant('PUB-01', '网站没有对应栏目，也没有相近内容；镇在共用门户上')],
      }),
      row('退役军人', '优抚对象待遇', LIMIT.twenty, {
        planted: [plant('PUB-02', '栏目存在，没有任何内容；镇在共用门户上')],
      }),
      row('环境卫生', '垃圾分类', LIMIT.sixMonths, {
        near: [near('最新一条 2026-05-20，六个月到 2026-11-20 才满', ['TIM-05'])],
        warnings: ['2026-11-20'],
        documents: papers(['柳溪镇生活垃圾分类工作情况', '柳溪镇垃圾分类宣传活动'], '2026-05-20', { every: 100 }),
      }),
      row('财政预决算', '镇级预算', LIMIT.approved, {
        documents: [paper('柳溪镇人民政府2026年预算', '2026-01-20', '2026-02-03')],
      }),
      row('国土管理', '宅基地审批', '自作出批准决定之日起20个工作日内', {
        documents: papers(
          ['柳溪镇2026年第二季度农村宅基地审批结果', '柳溪镇2026年第一季度农村宅基地审批结果'],
          '2026-07-02',
          { every: 90 },
        ),
      }),
    ],
  },
};
