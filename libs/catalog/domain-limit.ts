import { domainInCell } from './domain-title';
import { DomainDictionary, domainOfItem } from './domains';
import { DisclosureItem } from './disclosure-catalog';

/** A row as far as its 领域 is concerned. */
export type DomainRow = Pick<DisclosureItem, 'domain' | 'levels' | 'row'> & {
  /** False for a row of the version that would be replaced. */
  readonly isOfVersion: boolean;
};

/**
 * 领域主管部门 — why somebody who is limited to these 领域 may not decide about these rows, in Chinese; undefined where all
 * of them are within. A row that names no 领域 is nobody's of a 领域.
 */
export function refusalOfDomain(
  own: readonly string[],
  rows: readonly DomainRow[],
  dictionary: DomainDictionary,
): string | undefined {
  for (const row of rows) {
    const name = domainOfItem(row, dictionary)?.name ?? domainInCell(row.domain ?? null);
    if (name !== undefined && own.includes(name)) continue;
    const where = row.isOfVersion ? `第 ${row.row} 行` : `所替代的现行版本第 ${row.row} 行`;
    const whose = name === undefined ? '没有载明领域' : `属于“${name}”领域`;
    return `您只负责${own.map((each) => `“${each}”`).join('、')}领域，${where}${whose}，请由监督人员办理`;
  }
  return undefined;
}
