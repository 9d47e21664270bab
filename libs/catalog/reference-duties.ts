/** 法定主动公开内容 — one duty of 《政府信息公开条例》（国务院令第711号） with the words by which a catalog row answers it. */
export interface ReferenceDuty {
  /** 20-1 … 20-15, 21-1 …: clause and number. */
  readonly id: string;
  readonly clause: string;
  readonly name: string;
  /** Kinds of units that owe it whatever their business is. */
  readonly owedBy: readonly ('government' | 'department' | 'town')[];
  /** A row whose levels or elements hold one of these answers it. */
  readonly words: RegExp;
  /** Its wording or its debtor was not read in the official text. */
  readonly isUnverified: boolean;
}

const duty = (
  id: string,
  name: string,
  owedBy: ReferenceDuty['owedBy'],
  words: RegExp,
  { isUnverified = false } = {},
): ReferenceDuty => {
  const [clause = '', number = ''] = id.split('-');
  const article = clause === '20' ? '第二十条' : clause === '21' ? '第二十一条' : '第四十九条';
  const item = clause === '20' ? `第（${CHINESE[Number(number)] ?? number}）项` : '';
  return { id, clause: `${article}${item}`, name, owedBy, words, isUnverified };
};

const CHINESE = ['', ...'一二三四五六七八九十', '十一', '十二', '十三', '十四', '十五'];

const GOVERNMENT = ['government'] as const;
const COUNTY = ['government', 'department'] as const;
const EVERYBODY = ['government', 'department', 'town'] as const;

/**
 * §20 (1)–(14) and §21 of 《政府信息公开条例》. What only some organs do (许可, 处罚, 收费 …) is owed by the government's own
 * catalog, not by every bureau's. (15) names no content. The list for towns in §21 第二款, and who owes what below the
 * county government, were not read in the official text.
 */
export const REFERENCE_DUTIES: readonly ReferenceDuty[] = [
  duty('20-1', '行政法规、规章和规范性文件', GOVERNMENT, /规范性文件|规章|行政法规|政策文件|政府文件|法规文件/),
  duty(
    '20-2',
    '机关职能、机构设置',
    EVERYBODY,
    /机关职能|机构职能|机构设置|机构信息|机构概况|职能职责|主要职责|领导(?:分工|信息|简介)/,
  ),
  duty('20-3', '国民经济和社会发展规划、专项规划', GOVERNMENT, /规划/),
  duty('20-4', '国民经济和社会发展统计信息', GOVERNMENT, /统计/),
  duty(
    '20-5',
    '行政许可的依据、条件、程序以及办理结果',
    GOVERNMENT,
    /行政许可|许可|行政审批|审批(?:结果|事项)|权责清单|权力清单/,
    {
      isUnverified: true,
    },
  ),
  duty('20-6', '行政处罚、行政强制的依据、条件、程序和处罚决定', GOVERNMENT, /行政处罚|处罚|行政强制|行政执法/, {
    isUnverified: true,
  }),
  duty('20-7', '财政预算、决算信息', EVERYBODY, /预算|决算|预决算/),
  duty('20-8', '行政事业性收费项目及其依据、标准', GOVERNMENT, /收费/, { isUnverified: true }),
  duty('20-9', '政府集中采购项目的目录、标准及实施情况', GOVERNMENT, /采购/),
  duty('20-10', '重大建设项目的批准和实施情况', GOVERNMENT, /重大(?:建设)?项目|重点(?:建设)?项目|工程建设/),
  duty(
    '20-11',
    '扶贫、教育、医疗、社会保障、促进就业等政策措施及实施情况',
    GOVERNMENT,
    /扶贫|乡村振兴|教育|医疗|社会保障|社会保险|就业|民生/,
  ),
  duty('20-12', '突发公共事件的应急预案、预警信息及应对情况', GOVERNMENT, /应急|突发|预警/),
  duty(
    '20-13',
    '环境保护、公共卫生、安全生产、食品药品、产品质量监督检查情况',
    GOVERNMENT,
    /环境|卫生|安全生产|食品|药品|产品质量|监督检查/,
  ),
  duty(
    '20-14',
    '公务员招考的职位、名额、报考条件以及录用结果',
    GOVERNMENT,
    /公务员|招考|录用|招录|人事(?:信息|任免|考试)/,
  ),
  duty(
    '21-1',
    '市政建设、公共服务、公益事业、土地征收、房屋征收、治安管理、社会救助',
    GOVERNMENT,
    /市政|公共服务|公益|征收|征地|治安|社会救助|低保/,
  ),
  duty(
    '21-2',
    '农业农村政策、土地承包、宅基地、征收、筹资筹劳、社会救助',
    ['town'],
    /农业|农村|涉农|惠农|土地|宅基地|征收|征地|筹资|社会救助|低保|村务/,
    {
      isUnverified: true,
    },
  ),
  duty('49-1', '政府信息公开工作年度报告', COUNTY, /年度报告|年报|信息公开报告/, { isUnverified: true }),
];
