import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { REFERENCE_DUTIES, ReferenceDuty } from '@app/catalog/reference-duties';
import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { proofOfCatalogs, rowsOf } from './rows';

/** 事项遗漏 — a duty of 条例 §20 or §21 that no row of the unit's catalogs answers. */
export const dutyOmitted = defineRule({
  code: 'CAT-05',
  id: 'duty-omitted',
  title: '目录疑有遗漏',
  dimension: '目录',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条、第二十一条；苏府办〔2020〕250号 二(二)（事项无遗漏）',
  severity: 'medium',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: { exempt: '', leastRows: 5 },
  advice: '请对照条例第二十条、第二十一条补充遗漏的事项；不属于本单位职责的，请说明。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定；exempt 列出本地不要求的条项（如 20-8、20-14），条款注明待核对的以官方文本为准',

  examine({ catalogs }, { observation, parameters }) {
    const rows = rowsOf(catalogs, (kind) => kind === 'standard' || kind === 'supplementary');
    const exempt = new Set(parameters.exempt.split(/[\s,，、;；]+/u));
    const owed = REFERENCE_DUTIES.filter(
      ({ id, owedBy }) => !exempt.has(id) && owedBy.some((kind) => kind === observation.unit.kind),
    );
    if (owed.length === 0) return notApplicable('本单位类型没有对照清单');
    if (rows.length < parameters.leastRows) return notApplicable(`目录不足${parameters.leastRows}行，不作对照`);
    const omitted = owed.filter(({ words }) => !rows.some(({ item }) => words.test(wordsOf(item))));
    const proof = proofOfCatalogs(catalogs);
    if (omitted.length === 0) return pass(`对照${owed.length}项法定主动公开内容，未见遗漏`, proof);
    return cannotTell(
      `对照${owed.length}项法定主动公开内容，目录中未见${omitted.length}项：${omitted.map(named).join('、')}，请核实`,
      proof,
    );
  },
});

/** Cut, so that a cell of a whole law's text costs no more than any other. */
const wordsOf = ({ levels, elements, domain = '' }: DisclosureItem) =>
  [domain, ...levels, ...elements].join(' ').slice(0, 2000);

const named = ({ clause, name, isUnverified }: ReferenceDuty) =>
  `${name}（${clause}${isUnverified ? '，待核对' : ''}）`;
