import { RulePack } from '@app/evaluation/rule-pack';

const PLAN = '市中政办字〔2020〕25号';

/** 山东省枣庄市市中区. 鲁政办发〔2020〕11号 and 枣政办发〔2020〕9号 are named there and were not read: they set nothing here. */
export const shandongZaozhuang: RulePack = {
  id: 'shandong-zaozhuang',
  name: '山东省枣庄市市中区',
  inherits: 'national',
  entries: [
    { code: 'CAT-01', basis: `${PLAN} 二(一)`, says: '目录在区政府门户网站发布', severity: 'high' },
    { code: 'CAT-02', basis: `${PLAN} 三(一)`, says: '目录至少包括名称、内容、依据、时限、主体、方式、渠道、公开对象', severity: 'medium' },
    { code: 'CAT-10', basis: `${PLAN} 三(六)`, says: '负面清单事项具体、依据充分、更新及时；未要求审核记录', parameters: { needsReview: false } },
    { code: 'CNT-06', basis: `${PLAN} 三(二)`, says: '印发公文标注“此件公开发布”“此件依申请公开”', severity: 'high' },
    { code: 'TIM-15', basis: `${PLAN} 三(二)`, says: '对失效的政府信息进行清理，及时公开清理结果', severity: 'medium' },
    { code: 'MEC-01', basis: `${PLAN} 三(二)、四(二)`, says: '每年至少集中培训一次；每年度评估不予公开信息、清理失效信息', isEnabled: true, parameters: { trainings: 1, reviews: 1, cleanUps: 1 } },
    { code: 'MEC-02', basis: `${PLAN} 三(六)`, says: '纳入考核体系，分值权重不低于4%', isEnabled: true, parameters: { percent: 4 } },
  ],
}; // prettier-ignore
