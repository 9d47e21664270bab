import { roleOfLabel, ColumnRole } from '@app/catalog/catalog-columns';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { cannotTell, defineRule, fail, notApplicable, pass, UnitCatalog } from '@app/evaluation/rule';
import { CatalogRow, listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 目录八要素齐全 — 名称、内容、依据、时限、主体、方式、渠道、公开对象 of every row. */
export const elementMissing = defineRule({
  code: 'CAT-02',
  id: 'element-missing',
  title: '目录要素缺失',
  dimension: '目录',
  basis:
    '苏府办〔2020〕250号 二(二)；市中政办字〔2020〕25号 三(一)（目录至少应包括名称、内容、依据、时限、主体、方式、渠道、公开对象）',
  severity: 'medium',
  machine: 'A',
  subject: 'catalog',
  family: 'catalog',
  parameters: {},
  advice: '请补齐目录所缺的要素，确无内容的写明“无”及原因。',
  isCurable: true,
  doubts: '目录有不认识的列或合并列（公开要求），或某一要素半数以上的行为空（可能合并填写）',

  examine({ catalogs }) {
    const obliging = catalogs.filter(({ kind, items }) => kind !== 'negative' && items.length > 0);
    if (obliging.length === 0) return notApplicable('没有可检查的目录');
    const gaps = obliging.flatMap(gapsOf);
    const certain = gaps.filter(({ isDoubtful }) => !isDoubtful);
    if (certain.length > 0) return fail(sentence(certain), proofOf(certain));
    if (gaps.length > 0) return cannotTell(`${sentence(gaps)}；表格可能另有填写方式，请核实`, proofOf(gaps));
    return pass(`目录${rowsOf(obliging).length}行，八要素齐全`, proofOfCatalogs(obliging));
  },
});

/** An element that a catalog lacks as a whole (no rows named), or in the rows named. */
interface Gap {
  readonly element: string;
  readonly catalog: UnitCatalog;
  readonly rows: readonly CatalogRow[];
  readonly isDoubtful: boolean;
}

interface Element {
  readonly name: string;
  readonly roles: readonly ColumnRole[];
  isEmpty(item: DisclosureItem): boolean;
}

/** 名称 is never empty: a row without one is no item. */
const ELEMENTS: readonly Element[] = [
  { name: '公开内容', roles: ['content'], isEmpty: ({ elements }) => elements.length === 0 },
  { name: '公开依据', roles: ['basis'], isEmpty: ({ basis }) => basis.length === 0 },
  { name: '公开时限', roles: ['timeLimit'], isEmpty: ({ timeLimit }) => !timeLimit },
  { name: '公开主体', roles: ['unit', 'division'], isEmpty: ({ unit }) => !unit },
  { name: '公开渠道', roles: ['channel', 'channelTick'], isEmpty: ({ channels }) => channels.length === 0 },
  {
    name: '公开对象',
    roles: ['audience', 'audienceAll', 'audienceGroup'],
    isEmpty: ({ audience }) => !audience,
  },
  {
    name: '公开方式',
    roles: ['method', 'methodProactive', 'methodOnRequest'],
    isEmpty: ({ method, cells }) =>
      method === 'unknown' && !labels(cells).some((label) => roleOfLabel(label) === 'method'),
  },
];

function gapsOf(catalog: UnitCatalog): Gap[] {
  const used = [...new Set(catalog.items.flatMap(({ cells }) => labels(cells)))];
  const isUnclear = used.some((label) => roleOfLabel(label) === undefined || /要求/u.test(label));
  return ELEMENTS.flatMap(({ name, roles, isEmpty }): Gap[] => {
    const empty = catalog.items.filter(isEmpty);
    if (empty.length === 0) return [];
    const hasColumn = used.some((label) => roles.includes(roleOfLabel(label) as ColumnRole));
    if (!hasColumn && empty.length === catalog.items.length)
      return [{ element: name, catalog, rows: [], isDoubtful: isUnclear }];
    const rows = empty.map((item) => ({ catalog, item }));
    return [{ element: name, catalog, rows, isDoubtful: empty.length * 2 > catalog.items.length }];
  });
}

const labels = (cells: DisclosureItem['cells']) => Object.keys(cells);

function sentence(gaps: readonly Gap[]): string {
  const whole = gaps.filter(({ rows }) => rows.length === 0).map(({ element }) => `“${element}”`);
  const parts = gaps
    .filter(({ rows }) => rows.length > 0)
    .map(({ element, rows }) => `${element}为空${rows.length}行：${listOfRows(rows)}`);
  const rows = Math.max(...gaps.map(({ catalog }) => catalog.items.length));
  const lacking = whole.length > 0 ? `目录${rows}行，没有${whole.join('、')}一栏` : '';
  return [lacking, ...parts].filter(Boolean).join('；');
}

function proofOf(gaps: readonly Gap[]) {
  const rows = [...new Map(gaps.flatMap((gap) => gap.rows).map((row) => [row.item, row])).values()];
  const files = proofOfCatalogs([...new Set(gaps.map(({ catalog }) => catalog))]);
  return rows.length > 0 ? { ...proofOfRows(rows), evidence: files.evidence } : files;
}
