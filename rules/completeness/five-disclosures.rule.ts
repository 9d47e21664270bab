import { cannotTell, defineRule, notApplicable, pass, unseen } from '@app/evaluation/rule';
import { ItemObservation } from '@app/observation/observation';
import { homeProof } from '../site-subject';

/** 五公开, by the words in which catalogs name their rows; a row may speak of several. */
const FIVE: readonly (readonly [name: string, words: RegExp])[] = [
  ['决策公开', /决策|征求意见|预公开|规划|计划|会议|规范性文件|政策文件|政策解读|听证/u],
  ['执行公开', /执行|进展|落实|实施情况|重点工作|民生实事|审计|督查|政府采购|招标|项目建设|预算/u],
  ['管理公开', /许可|处罚|强制|检查|执法|权责|权力清单|责任清单|监管|双随机|收费|负面清单|备案/u],
  ['服务公开', /办事|服务|指南|救助|补贴|救济|招生|就业|社保|登记|申领|公证|养老|便民/u],
  ['结果公开', /结果|绩效|评估|统计|答复|年度报告|决算|验收|公报|考核|发放/u],
];

/** 五公开覆盖 — each of the five has a row, and something is published for it. A tip, from names alone. */
export const fiveDisclosures = defineRule({
  code: 'PUB-11',
  id: 'five-disclosures',
  title: '五公开覆盖不全',
  dimension: '完整性',
  basis: '皋政办发〔2020〕147号 二(二)（决策、执行、管理、服务、结果五公开）',
  severity: 'tip',
  machine: 'S',
  subject: 'site',
  family: 'five-disclosures',
  parameters: { leastRows: 10, onlyGovernment: true },
  advice: '请对照决策、执行、管理、服务、结果五个方面补充公开事项和内容。',
  isCurable: true,
  doubts: '只作提示：事项属于哪一公开由名称推断；部门、乡镇职能不同，默认只看县级政府（onlyGovernment）',

  examine(_site, { observation, parameters: { leastRows, onlyGovernment } }) {
    const { items, unit, isComplete, gap } = observation;
    if (onlyGovernment && unit.kind !== 'government') return notApplicable('只检查县级政府的目录');
    if (items.length < leastRows) return notApplicable(`目录不足${leastRows}项，不作覆盖检查`);
    if (!isComplete) return unseen(`本次采集不完整（${gap ?? '原因未记录'}），不作覆盖检查`);
    const states = FIVE.map(([name, words]) => ({ name, rows: items.filter((item) => words.test(item.key)) }));
    const without = states.filter(({ rows }) => rows.length === 0).map(({ name }) => `${name}没有事项`);
    const unproved = states
      .filter(({ rows }) => rows.length > 0 && !rows.some(isPublished))
      .map(({ name, rows }) => `${name}有${rows.length}项，均未见内容`);
    const faults = [...without, ...unproved];
    const proof = homeProof(observation);
    const counts = states.map(({ name, rows }) => `${name}${rows.length}项`).join('、');
    if (faults.length > 0) return cannotTell(`${faults.join('；')}（按事项名称归类：${counts}），请核实`, proof);
    return pass(`五公开均有事项和内容（按事项名称归类：${counts}）`, proof);
  },
});

function isPublished({ documents, elsewhere, unassigned = [] }: ItemObservation): boolean {
  return documents.length + elsewhere.length + unassigned.length > 0;
}
