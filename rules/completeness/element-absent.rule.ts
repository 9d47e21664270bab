import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';

/** 要素不全 — what the row lists as 公开内容 does not stand in its documents. Only proposes. */
export const elementAbsent = defineRule({
  code: 'PUB-04',
  id: 'element-absent',
  title: '公开要素不全',
  dimension: '完整性',
  basis:
    '事项目录载明的公开内容（要素）；江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(一)(二)（条款待核对原文）',
  severity: 'medium',
  machine: 'S',
  subject: 'item',
  family: 'elements',
  parameters: { leastPercent: 90 },
  advice: '请对照目录补充缺少的要素；确不涉及的，在页面上写明。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：按要素名称和常见别名在正文、附件中查找；附件未能读取的不提请',

  appliesTo: ({ item }) => item.elementsSeen !== undefined,

  examine({ item }, { parameters }) {
    const { elementsSeen: seen, documents, section } = item;
    if (!isOnlineVerifiable(item.item)) return notApplicable('公开渠道不含网站或为依申请公开，不在线核验');
    if (!seen || documents.length === 0) return notApplicable('没有可供对照的信息');
    const { wanted, missing, isAllRead } = seen;
    const [document] = documents;
    const evidence = documents.flatMap((each) => (each.evidence ? [each.evidence] : [])).slice(0, 5);
    const proof = { url: section?.url ?? document?.url ?? '', evidence };
    const shown = wanted.length - missing.length;
    const said = `目录列明${wanted.length}项要素，在${documents.length}条信息中见到${shown}项`;
    if (shown * 100 >= wanted.length * parameters.leastPercent) return pass(said, proof);
    if (!isAllRead) return unseen(`${said}；有正文或附件未能读取，不作判断`, proof);
    return cannotTell(
      `${said}，未见${missing
        .slice(0, 6)
        .map((each) => `“${each}”`)
        .join('、')}，请核实`,
      proof,
    );
  },
});
