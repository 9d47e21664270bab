import { DocumentPlan } from './plan';

/** 政府信息公开工作年度报告: six parts and the table of applications, other sentences every year. */
const PARTS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、因政府信息公开被申请行政复议、提起行政诉讼情况',
  '五、政府信息公开工作存在的主要问题及改进情况',
  '六、其他需要报告的事项',
];
const SENTENCES = [
  '全年围绕群众关心的教育、医疗、养老等事项及时发布工作信息，栏目内容较上一年度更加充实完整。',
  '办公室牵头梳理公开事项，对照目录逐条核对发布情况，督促承办科室补齐遗漏的内容并按时更新。',
  '组织业务培训和经验交流，邀请熟悉条例的同志讲解答复文书的写法，参训人员普遍反映收获较大。',
  '对收到的申请逐件登记、会商和复核，答复书统一编号存档，没有出现超过法定期限答复的情形。',
  '少数科室主动公开意识不强，部分信息发布之后没有及时维护，图表形式的内容仍然偏少。',
  '下一步将完善审核发布流程，把发布时效纳入科室考核，进一步提高政策解读的通俗性和针对性。',
  '通过政府网站、公告栏和服务大厅同步公开办事指南，方便不使用互联网的群众现场查阅。',
  '配合县政府办公室开展日常检查，对发现的错链和空白栏目立行立改，整改情况全部记录备查。',
];
/** Other words for the other years: who writes a report anew does not copy the last one. */
const OTHER_SENTENCES = [
  '围绕优化营商环境和乡村振兴，集中发布惠企惠农政策，重要文件均配有图示说明和问答材料。',
  '完成网站栏目改版，合并重复栏目，统一信息格式，历史数据全部迁移并抽样校验无误。',
  '选派人员参加市里举办的业务研讨，回来后在全体职工会议上交流了依申请公开案例。',
  '申请事项集中在征地补偿和工程建设两个方面，均先与申请人电话沟通再出具书面答复。',
  '个别信息公开属性认定不够准确，存在应当主动公开却经申请才提供的情况，已经纠正。',
  '准备建立属性动态调整机制，每半年复核一次不予公开的信息，条件具备的及时转为公开。',
  '在镇村便民服务站设置查阅点，配备触摸查询设备，由专人指导老年群众使用。',
  '邀请人大代表和群众代表参观政务服务大厅，听取对公开工作的评价，逐条研究采纳意见。',
];
const PER_PART = 2;
const COLUMNS = ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];

export function isAnnualReport({ title }: Pick<DocumentPlan, 'title'>): boolean {
  return /政府信息公开工作年度报告$/.test(title);
}

/** What the report says in paragraphs. */
export function reportParagraphs({ title }: DocumentPlan, id: number): string[] {
  const start = yearOf(title) * 3 + id;
  const sentences = yearOf(title) % 2 === 0 ? SENTENCES : OTHER_SENTENCES;
  return PARTS.flatMap((heading, part) => {
    const own = Array.from(
      { length: PER_PART },
      (_, at) => sentences[(start + part * PER_PART + at * 3) % sentences.length] ?? '',
    );
    const year = `${yearOf(title)}年度第${part + 1}部分情况如下，统计期限自一月一日起至十二月三十一日止，单位为件。`;
    return part === PARTS.length - 1
      ? [heading, `${yearOf(title)}年度没有其他需要报告的事项。`]
      : [heading, year, ...own];
  });
}

/** 收到和处理政府信息公开申请情况 as a table: eleven applications of people and one of a firm, or as is planted. */
export function reportTable({ title }: DocumentPlan): string[][] {
  const people = yearOf(title) % 5;
  const received = rowOf('一、本年新收政府信息公开申请数量', [11 + people, 1, 0, 0, 0, 0]);
  const isOdd = ODD_SUM.test(title);
  const total = Number(received.at(-1));
  return [
    ['', ...COLUMNS],
    isOdd ? [...received.slice(0, -1), String(total + 1)] : received,
    rowOf('二、上年结转政府信息公开申请数量', [1, 0, 0, 0, 0, 0]),
    rowOf('（一）予以公开', [9 + people, 1, 0, 0, 0, 0]),
    rowOf('（七）总计', [11 + people, 1, 0, 0, 0, 0]),
    rowOf('四、结转下年度继续办理', isOdd ? [1, 1, 0, 0, 0, 0] : [1, 0, 0, 0, 0, 0]),
  ];
}

/** 卫生健康局 2025: the total of what was received is one too many, and so what is left over. */
const ODD_SUM = /卫生健康局2025年/;

function rowOf(label: string, figures: readonly number[]): string[] {
  return [label, ...figures.map(String), String(figures.reduce((sum, figure) => sum + figure, 0))];
}

const yearOf = (title: string): number => Number(/(20\d{2})年/.exec(title)?.[1] ?? 0);
