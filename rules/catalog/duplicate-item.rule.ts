import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { bigrams, normalName } from '@app/observation/names';
import { CatalogRow, listOfRows, placeOf, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 事项重复 — the same item with the same content twice, in one catalog or in two. */
export const duplicateItem = defineRule({
  code: 'CAT-04',
  id: 'duplicate-item',
  title: '目录事项重复',
  dimension: '目录',
  basis: '苏府办〔2020〕250号 二(二)（梳理不重复、事项无遗漏、公开标准统一）',
  severity: 'low',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: { similarity: 0.92 },
  advice: '请合并重复的事项；确属不同事项的，请在名称或内容中写明区别。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定',

  examine({ catalogs }, { parameters }) {
    const rows = rowsOf(catalogs, (kind) => kind !== 'negative' && kind !== 'village');
    if (rows.length < 2) return notApplicable('目录不足两行');
    const twins = twinsIn(rows, parameters.similarity);
    if (twins.length === 0) return pass(`目录${rows.length}行，未见重复事项`, proofOfCatalogs(catalogs));
    const list = listOfRows(
      twins.map(({ row }) => row),
      (row) => `与${placeOf(twins.find((twin) => twin.row === row)?.of ?? row)}`,
    );
    return cannotTell(`疑似重复的事项${twins.length}处：${list}，请核实`, proofOfRows(twins.map(({ row }) => row)));
  },
});

interface Twin {
  readonly row: CatalogRow;
  readonly of: CatalogRow;
}

/** A block holds the rows of one name; beyond so many, names are too general to compare each with each. */
const MOST_IN_BLOCK = 200;

/** Rows compared only with those of the same name: cost stays linear in the rows. */
function twinsIn(rows: readonly CatalogRow[], similarity: number): Twin[] {
  const blocks = new Map<string, Compared[]>();
  const twins: Twin[] = [];
  for (const row of rows) {
    const key = row.item.levels.map(normalName).join('>');
    const block = blocks.get(key) ?? [];
    blocks.set(key, block);
    const compared = { row, text: bigrams(normalName(row.item.elements.join(''))) };
    const of = block.find((other) => isTwin(compared, other, similarity));
    if (of) twins.push({ row, of: of.row });
    else if (block.length < MOST_IN_BLOCK) block.push(compared);
  }
  return twins;
}

interface Compared {
  readonly row: CatalogRow;
  readonly text: ReadonlySet<string>;
}

/** Rows of other units, levels of government, or groups of readers complete each other. */
function isTwin(one: Compared, other: Compared, least: number): boolean {
  const [a, b] = [one.row.item, other.row.item];
  if ((a.unit ?? '') !== (b.unit ?? '') || a.tiers.join() !== b.tiers.join() || a.method !== b.method) return false;
  if ((a.domain ?? '') !== (b.domain ?? '') || (a.audience ?? '') !== (b.audience ?? '')) return false;
  return likeness(one.text, other.text) >= least;
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 1;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}
