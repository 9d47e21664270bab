import { RulePack } from '@app/evaluation/rule-pack';

const PLAN = '皋政办发〔2020〕147号';

/** 江苏省如皋市 — of 南通, so it inherits the province and not 苏州: no 1 and no 30 working days here. */
export const rugao: RulePack = {
  id: 'rugao',
  name: '江苏省如皋市',
  inherits: 'jiangsu',
  entries: [
    { code: 'CAT-08', basis: `${PLAN} 二(一)`, says: '结合法律法规规章立改废及简政放权实时动态调整', severity: 'medium' },
    { code: 'TIM-05', basis: `${PLAN} 二(二)2`, says: '每季度公开年度重点工作、重要改革和民生实事落实情况', severity: 'high' },
    { code: 'PUB-14', basis: `${PLAN} 二(二)3`, says: '双随机一公开：事项清单、名录库和抽查结果', parameters: { leastPieces: 3 } },
    { code: 'PUB-15', basis: `${PLAN} 二(二)5`, says: '涉及公共利益、社会广泛关注的建议提案原则上公开答复全文', isEnabled: true },
    { code: 'PUB-13', basis: `${PLAN} 二(三)3`, says: '建立数据开放共享平台；未定每个领域的数量', isEnabled: true, parameters: { leastDatasets: 1 } },
    { code: 'CAT-11', basis: `${PLAN} 二(一)3`, says: '编制面向村（居）政务公开事项目录', isEnabled: true },
    { code: 'MEC-02', basis: `${PLAN} 二(四)2`, says: '纳入年度绩效考核，分值权重不低于4%', isEnabled: true, parameters: { percent: 4 } },
    { code: 'MEC-03', basis: `${PLAN} 二(四)2`, says: '对检查中发现的问题限期解决', severity: 'high' },
    { code: 'TIM-12', basis: `${PLAN} 二(四)4`, says: '弄虚作假、隐瞒实情、欺骗公众的依纪依法追责', severity: 'veto' },
  ],
}; // prettier-ignore
