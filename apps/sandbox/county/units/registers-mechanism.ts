import type { EntryPlan } from '../registers';

/** 办事变更、方案、报送系统、培训评估、考核权重. Terms are counted by hand, as in the file of the interaction registers. */
export const MECHANISM: readonly EntryPlan[] = [
  {
    unitId: 'civil',
    kind: 'serviceChange',
    texts: { service: '临时救助申请', approvedOn: '2026-09-30', publishedOn: '2026-10-09', saysStart: '是' },
    planted: { code: 'TIM-09', note: '国庆后首个工作日为10月8日，10月9日公开' },
  },
  {
    unitId: 'civil',
    kind: 'serviceChange',
    texts: { service: '高龄津贴申领', approvedOn: '2026-09-30', publishedOn: '2026-10-08', saysStart: '是' },
    near: { note: '国庆后首个工作日公开', mustNot: ['TIM-09'] },
  },
  {
    unitId: 'edu',
    kind: 'localPlan',
    texts: {
      parent: '明州市教育领域政务公开标准化规范化工作方案',
      parentOn: '2026-08-03',
      plan: '清河县教育局实施方案',
      publishedOn: '2026-09-15',
    },
    planted: { code: 'TIM-10', note: '第30个工作日为9月14日，9月15日公开' },
  },
  {
    unitId: 'health',
    kind: 'localPlan',
    texts: {
      parent: '明州市卫生健康领域政务公开标准化规范化工作方案',
      parentOn: '2026-08-03',
      plan: '清河县卫生健康局实施方案',
      publishedOn: '2026-09-14',
    },
    near: { note: '第30个工作日公开', mustNot: ['TIM-10'] },
  },
  {
    unitId: 'finance',
    kind: 'siteFiling',
    texts: {
      siteName: '清河县财政局',
      url: 'http://czj-old.qinghe.example/',
      state: '正常运行',
      exportedOn: '2026-11-02',
    },
    planted: { code: 'PLT-17', note: '报送系统中仍是旧网址' },
  },
  {
    unitId: 'edu',
    kind: 'siteFiling',
    texts: { siteName: '清河县教育局', url: '{home}', state: '正常运行', exportedOn: '2026-11-02' },
    near: { note: '登记与实际一致', mustNot: ['PLT-17'] },
  },
  {
    unitId: 'edu',
    kind: 'siteFiling',
    texts: {
      siteName: '清河县教育局旧站',
      url: 'http://edu-old.qinghe.example/',
      state: '永久下线',
      exportedOn: '2026-11-02',
    },
    near: { note: '旧网址已登记为下线', mustNot: ['PLT-17'] },
  },
  {
    unitId: 'liuxi',
    kind: 'yearlyDuty',
    texts: { duty: '集中学习培训', heldOn: '2025-05-20', proof: '柳政办〔2025〕11号' },
    planted: { code: 'MEC-01', note: '2025年度没有失效信息清理', instance: '2025' },
  },
  {
    unitId: 'liuxi',
    kind: 'yearlyDuty',
    texts: { duty: '不予公开信息评估', heldOn: '2025-12-10', proof: '评估表' },
  },
  {
    unitId: 'civil',
    kind: 'yearlyDuty',
    texts: { duty: '集中学习培训', heldOn: '2025-01-01', proof: '清民办〔2025〕1号' },
    near: { note: '三项齐全，首日和末日各一次', mustNot: ['MEC-01'], instance: '2025' },
  },
  {
    unitId: 'civil',
    kind: 'yearlyDuty',
    texts: { duty: '不予公开信息评估', heldOn: '2025-06-18', proof: '评估表' },
  },
  {
    unitId: 'civil',
    kind: 'yearlyDuty',
    texts: { duty: '失效信息清理', heldOn: '2025-12-31', proof: '清理清单' },
  },
  {
    unitId: 'emergency',
    kind: 'assessmentWeight',
    texts: { year: '2026', points: '3.5', total: '100', proof: '清考办〔2026〕2号' },
    planted: { code: 'MEC-02', note: '3.5%，低于4%' },
  },
  {
    unitId: 'civil',
    kind: 'assessmentWeight',
    texts: { year: '2026', points: '40', total: '1000', proof: '清考办〔2026〕2号' },
    near: { note: '恰为4%', mustNot: ['MEC-02'] },
  },
];
