import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { REFERENCE_DUTIES, ReferenceDuty } from '@app/catalog/reference-duties';
import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { otherTier } from '@app/evaluation/tier';
import { coreName, normalName } from '@app/observation/names';
import { UnitObservation } from '@app/observation/observation';
import { ObservedSuperior } from '@app/observation/superiors';
import { counterpartsIn } from './counterparts';
import { proofOfCatalogs, rowsOf } from './rows';

/**
 * 事项遗漏 — a duty of 条例 §20 or §21 that no row of the unit's catalogs answers, or an item that a catalog above (of the
 * county, of the bureau in charge, of the city, a national guide) lists for this level in a 领域 the unit's catalog has.
 */
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
  parameters: { exempt: '', leastRows: 5, similarity: 0.6 },
  advice: '请对照条例第二十条、第二十一条和上级目录补充遗漏的事项；不属于本单位职责的，请说明。',
  isCurable: true,
  doubts:
    '只提请核实，从不自行认定；exempt 列出本地不要求的条项（如 20-8、20-14），条款注明待核对的以官方文本为准；上级目录只对照本单位已有的领域，名称不同的可能是同一事项',

  examine({ catalogs }, { observation, parameters }) {
    const rows = rowsOf(catalogs, (kind) => kind === 'standard' || kind === 'supplementary').map(({ item }) => item);
    const exempt = new Set(parameters.exempt.split(/[\s,，、;；]+/u));
    const owed = REFERENCE_DUTIES.filter(
      ({ id, owedBy }) => !exempt.has(id) && owedBy.some((kind) => kind === observation.unit.kind),
    );
    const lists = listedAbove(observation, rows, parameters.similarity);
    if (owed.length === 0 && lists.length === 0) return notApplicable('本单位类型没有对照清单，也没有可对照的上级目录');
    if (rows.length < parameters.leastRows) return notApplicable(`目录不足${parameters.leastRows}行，不作对照`);
    const omitted = owed.filter(({ words }) => !rows.some((item) => words.test(wordsOf(item))));
    const short = lists.filter(({ missing }) => missing.length > 0);
    const { url, evidence } = proofOfCatalogs(catalogs);
    const proof = { url, evidence: [...evidence, ...lists.map(({ superior }) => superior.evidence)] };
    const said = [...(owed.length > 0 ? [dutiesSaid(owed, omitted)] : []), ...lists.map(listSaid)].join('；');
    return omitted.length + short.length === 0 ? pass(said, proof) : cannotTell(`${said}，请核实`, proof);
  },
});

interface ListedAbove {
  readonly superior: ObservedSuperior;
  readonly owed: number;
  readonly missing: ObservedSuperior['items'];
}

/** What each catalog above lists for this level, and of it what the unit's catalog has under no name like it. */
function listedAbove(
  { unit, superiors = [] }: UnitObservation,
  rows: readonly DisclosureItem[],
  least: number,
): ListedAbove[] {
  const isKnown = counterpartsIn(rows, least);
  const words = normalName(rows.map(wordsOf).join('\n'));
  return superiors.flatMap((superior) => {
    const owed = superior.items.filter((item) => item.tiers.length > 0 && !otherTier(item, unit.kind));
    const missing = owed.filter(({ name }) => !isKnown(name) && !words.includes(coreName(name)));
    return owed.length > 0 ? [{ superior, owed: owed.length, missing }] : [];
  });
}

/** So many items are named one by one. */
const MOST_NAMED = 20;

function dutiesSaid(owed: readonly ReferenceDuty[], omitted: readonly ReferenceDuty[]): string {
  const compared = `对照${owed.length}项法定主动公开内容`;
  if (omitted.length === 0) return `${compared}，未见遗漏`;
  return `${compared}，目录中未见${omitted.length}项：${omitted.map(named).join('、')}`;
}

function listSaid({ superior, owed, missing }: ListedAbove): string {
  const domains = [...new Set(superior.items.map(({ domain }) => domain))].join('、');
  const compared = `对照${superior.unit}目录“${domains}”领域本级应公开的${owed}项`;
  if (missing.length === 0) return `${compared}，未见遗漏`;
  const names = missing.slice(0, MOST_NAMED).map(({ row, name }) => `“${name}”（该目录第${row}行）`);
  return `${compared}，目录中未见${missing.length}项：${names.join('、')}${missing.length > MOST_NAMED ? '等' : ''}`;
}

/** Cut, so that a cell of a whole law's text costs no more than any other. */
const wordsOf = ({ levels, elements, domain = '' }: DisclosureItem) =>
  [domain, ...levels, ...elements].join(' ').slice(0, 2000);

const named = ({ clause, name, isUnverified }: ReferenceDuty) =>
  `${name}（${clause}${isUnverified ? '，待核对' : ''}）`;
