import { RulePack } from '@app/evaluation/rule-pack';

/** The text at hand carries no document number. */
const PILOT = '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》';

/** 江苏省 — what the provincial pilot asks for; 苏政办发〔2020〕42号 was read in part only and sets no value here. */
export const jiangsu: RulePack = {
  id: 'jiangsu',
  name: '江苏省',
  inherits: 'national',
  entries: [
    {
      code: 'CAT-10',
      basis: `${PILOT}三(三)`,
      says: '非主动公开的列出法律法规依据、充分说明理由，并报设区市主管部门审核',
      parameters: { needsReview: true },
    },
    {
      code: 'PUB-13',
      basis: `${PILOT}三(九)`,
      says: '每个试点领域发布2个以上数据信息',
      isEnabled: true,
      parameters: { leastDatasets: 2 },
    },
    { code: 'TIM-11', basis: `${PILOT}三(十)`, says: '对公开时限实时监督监控，及时进行预警', isEnabled: true },
    { code: 'INT-09', basis: `${PILOT}三(十)`, says: '电话、现场及网上投诉件的处理、跟踪、反馈', isEnabled: true },
  ],
};
