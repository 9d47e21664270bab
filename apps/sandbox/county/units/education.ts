import { UnitPlan } from '../plan';
import { catalogNotice, catalogPage, LIMIT, near, news, paper, papers, periods, plant, row } from '../words';

/** 县教育局: an own site in the TRS style (UTF-8); the sub-tree 义务教育 is down. */
export const EDUCATION: UnitPlan = {
  id: 'edu',
  name: '明州市清河县教育局',
  aliases: ['清河县教育局', '县教育局'],
  kind: 'department',
  registeredOn: '2024-01-01',
  contact: '县教育局办公室',
  email: 'edu@qinghe.mingzhou.example',
  letters: '清教',
  siteId: 'edu',
  prefix: '',
  scope: [],
  homePath: '/',
  isOwnSite: true,
  channels: [
    {
      path: '教育新闻 > 教育动态',
      folder: 'jyxw/jydt',
      onHome: true,
      documents: news(['全县中小学秋季运动会举行', '校园科技节开幕', '教师技能比赛举行'], '2026-11-16', 42, 4),
    },
    {
      path: '教育新闻 > 通知公告',
      folder: 'jyxw/tzgg',
      onHome: true,
      documents: news(['关于2026年下半年普通话测试的通知', '关于中小学教师资格考试面试的公告'], '2026-10-28', 16, 14),
    },
    {
      path: '教育新闻 > 名师风采',
      folder: 'jyxw/msfc',
      updateLimit: '至少每月更新1次',
      planted: plant('PLT-11', '更新标准每月至少1次，最新一条 2026-08-14，9 月、10 月没有更新'),
      documents: news(['名师风采：扎根山区的数学教师', '名师风采：小学语文教研带头人'], '2026-08-14', 8, 28),
    },
  ],
  traits: {
    '政府信息公开 > 义务教育 > 招生入学政策': { folder: 'zfxxgk/ywjy/zsrx', weather: 'down' },
    '政府信息公开 > 义务教育 > 学区划分': { folder: 'zfxxgk/ywjy/xqhf', weather: 'articlesDown' },
    '政府信息公开 > 义务教育 > 控辍保学': { folder: 'zfxxgk/ywjy/kcbx', weather: 'down' },
  },
  catalogPage: catalogPage(catalogNotice('明州市清河县教育局', '2025-11-18'), {
    near: near('目录 2025-11-18 发布，到今天正好 365 天', ['CAT-08', 'CAT-01']),
  }),
  sideCatalogs: [
    {
      kind: 'supplementary',
      header: [
        ...['序号', '一级事项', '二级事项', '公开内容', '公开依据', '公开时限', '公开主体'],
        ...['公开渠道和载体', '公开对象', '公开方式', '公开层级'],
      ],
      rows: [
        [
          ...['1', '村级教学点', '教学点公示', '教学点公示的文件、数据或公告，包括标题、正文、发布机构和日期'],
          ...['《中华人民共和国义务教育法》', LIMIT.always, '明州市清河县教育局', '社区/企事业单位/村公示栏'],
          ...['全社会', '主动', '县级'],
        ],
      ],
    },
  ],
  catalog: {
    planted: [
      plant('CAT-04', '“教学点公示”在标准目录和补充目录中名称、内容相同'),
      plant('CAT-05', '目录没有机构职能、部门预算（条例第二十条第（二）、（七）项）'),
      plant('CAT-09', '“教师资格认定”的公开主体“清河县教师发展中心”不在单位名册'),
    ],
    form: 'xlsx',
    glyphs: '☑□',
    itemLevels: 2,
    rows: [
      row('义务教育', '招生入学政策', LIMIT.twenty, {
        near: [near('栏目返回 503，没有读到，不能下结论', ['PUB-02', 'TIM-01'])],
        documents: papers(['清河县2026年义务教育招生入学工作意见'], '2026-06-05'),
      }),
      row('义务教育', '学区划分', '每年6月底前', {
        near: [near('列表读得到，文章返回 500，内容未知，不能下结论', ['PUB-02', 'TIM-06', 'TIM-13'])],
        documents: papers(
          ['清河县2026年义务教育学校学区划分方案', '清河县2025年义务教育学校学区划分方案'],
          '2026-06-12',
          { every: 365 },
        ),
      }),
      row('义务教育', '控辍保学', LIMIT.quarterly, {
        near: [near('栏目返回 503，没有读到，不能下结论', ['PUB-02', 'TIM-05'])],
        documents: papers(['清河县控辍保学工作情况'], '2026-03-13'),
      }),
      row('学前教育', '幼儿园名录', LIMIT.twenty, {
        documents: papers(['清河县幼儿园名录（2026年秋季）', '清河县幼儿园名录（2026年春季）'], '2026-09-04', {
          every: 180,
          attachments: [{ name: '幼儿园名录', form: 'xlsx' }],
        }),
      }),
      row('学前教育', '普惠性幼儿园认定', LIMIT.twenty, {
        documents: [
          paper('明州市清河县教育局关于公布2026年普惠性民办幼儿园认定结果的通知', '2026-06-08', '2026-07-09', {
            number: '清教〔2026〕33号',
            planted: plant('TIM-01', '成文 2026-06-08，06-19 端午放假，20 个工作日到 07-07，发布 07-09'),
          }),
          paper('明州市清河县教育局关于普惠性民办幼儿园年度考核结果的通知', '2026-05-25', '2026-06-23', {
            number: '清教〔2026〕29号',
            near: near('06-19 端午放假，第 20 个工作日正是发布日 06-23', ['TIM-01']),
          }),
        ],
      }),
      row('民办教育', '民办学校办学许可', LIMIT.licence, {
        documents: [
          paper('准予民办学校办学行政许可决定书（清教许〔2026〕2号）', '2026-04-01', '2026-04-15', {
            decision: 'licence',
            number: '清教许〔2026〕2号',
            planted: plant('TIM-02', '决定 2026-04-01，04-06 清明放假，7 个工作日到 04-13，发布 04-15'),
          }),
          paper('准予民办学校办学行政许可决定书（清教许〔2026〕6号）', '2026-09-21', '2026-10-08', {
            decision: 'licence',
            number: '清教许〔2026〕6号',
            near: near('跨中秋、国庆，第 7 个工作日正是发布日 10-08', ['TIM-02', 'TIM-01']),
          }),
        ],
      }),
      row('民办教育', '民办学校年检结果', '每年5月31日前', {
        near: [near('05-29（周五）公开，期限 05-31', ['TIM-06'])],
        documents: periods((period) => `清河县${period}民办学校年检结果公告`, { '2025年度': '2026-05-29' }),
      }),
      row('学生资助', '学生资助政策', LIMIT.twentyLong, {
        documents: papers(
          ['清河县家庭经济困难学生认定办法', '清河县普通高中助学金实施细则', '清河县生源地助学贷款指南'],
          '2026-08-27',
          { every: 60 },
        ),
      }),
      row('学生资助', '资助资金发放情况', LIMIT.quarterly, {
        planted: [plant('TIM-05', '第三季度没有公开，也没有第三季度的情况', { instance: '2026Q3' })],
        documents: periods((period) => `清河县${period}学生资助资金发放情况`, {
          '2026年第二季度': '2026-06-17',
          '2026年第一季度': '2026-03-19',
        }),
      }),
      row('学生资助', '营养改善计划', '每学期公开一次', {
        near: [near('“每学期”没有对应的日历区间，不能换算', ['TIM-05', 'TIM-06'])],
        documents: papers(['清河县农村义务教育学生营养改善计划实施情况'], '2026-01-09'),
      }),
      row('校外培训', '校外培训机构名单', '及时更新，最迟3个月内必须有更新', {
        planted: [plant('TIM-05', '最迟 3 个月内必须更新，最新一条 2026-07-10，到 10-10 为止')],
        documents: papers(
          ['清河县校外培训机构白名单（2026年7月）', '清河县校外培训机构白名单（2026年4月）'],
          '2026-07-10',
          { every: 87 },
        ),
      }),
      row('教师管理', '教师招聘', LIMIT.twenty, {
        near: [near('与教师资格认定同属一个一级事项，各有栏目', ['PUB-02'])],
        documents: papers(['清河县2026年公开招聘教师公告', '清河县2026年公开招聘教师拟聘人员公示'], '2026-08-04', {
          every: 55,
        }),
      }),
      row('教师管理', '教师资格认定', LIMIT.twenty, {
        publisher: '清河县教师发展中心',
        documents: papers(['清河县2026年下半年教师资格认定公告', '清河县2026年上半年教师资格认定公告'], '2026-10-13', {
          every: 180,
        }),
      }),
      row('校园安全', '校园安全检查', LIMIT.twenty, {
        planted: [plant('PUB-03', '栏目里只有情况说明')],
        documents: [
          paper('关于校园安全检查信息的情况说明', '2026-05-19', '2026-05-21', {
            body: ['因2026年上半年未组织专项检查，暂无校园安全检查信息公开。特此说明。'],
          }),
        ],
      }),
      row('教育经费', '教育收费', LIMIT.twenty, {
        documents: [
          paper('清河县2026年秋季学期课后服务收费公示', '2026-10-28', '2026-11-06', {
            absentOn: '2026-11-10',
            planted: plant('TIM-12', '载明 11-06 发布，11-10 读取栏目时没有这一条，相差 4 天，超过 3 天'),
          }),
          paper('清河县2026年秋季学期教辅材料收费公示', '2026-10-28', '2026-11-07', {
            absentOn: '2026-11-10',
            near: near('载明 11-07 发布，11-10 读取栏目时还没有，相差正好 3 天', ['TIM-12']),
          }),
          paper('清河县2026年秋季中小学收费项目和标准', '2026-08-18', '2026-08-25', {
            attachments: [{ name: '2026年秋季收费项目和标准', form: 'pdf', state: 'serverError' }],
            near: near('附件返回 500：服务器故障，说明不了附件不存在', ['PUB-06']),
          }),
        ],
      }),
      row('学校管理', '学校食堂检查', '每年11月20日前', {
        near: [near('期限 2026-11-20 还没到', ['TIM-06'])],
        warnings: ['2026-11-20'],
        documents: [paper('清河县2024年秋季学校食堂检查情况', '2024-11-11', '2024-11-15')],
      }),
      row('年度报告', '政府信息公开年度报告', LIMIT.yearlyJanuary, {
        documents: periods(
          (period) => `明州市清河县教育局${period}政府信息公开工作年度报告`,
          { '2025年': '2026-02-27' },
          { '2025年': { planted: plant('TIM-06', '2025 年报告应于 2026-01-31 前公开，02-27 才公开') } },
        ),
      }),
      row('村级教学点', '教学点公示', LIMIT.always, {
        at: null,
        channels: ['社区/企事业单位/村公示栏'],
        near: [near('只选线下渠道', ['PUB-01', 'PUB-02'])],
      }),
    ],
  },
};
