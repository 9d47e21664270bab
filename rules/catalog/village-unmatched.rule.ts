import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { counterpartsIn } from './counterparts';
import { listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 村居目录对应 — an item of the 面向村（居）目录 that the township's own catalog does not know. */
export const villageUnmatched = defineRule({
  code: 'CAT-11',
  id: 'village-unmatched',
  title: '村居事项无对应',
  dimension: '目录',
  basis: '苏府办〔2020〕250号 二(十)（与村务公开内容对应一致）',
  severity: 'low',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: { similarity: 0.6 },
  advice: '请核对面向村（居）目录与本单位目录，使同一事项的名称和内容对应一致。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：名称不同的可能是同一事项',

  examine({ catalogs }, { parameters }) {
    const village = rowsOf(catalogs, (kind) => kind === 'village');
    const own = rowsOf(catalogs, (kind) => kind === 'standard' || kind === 'supplementary');
    if (village.length === 0 || own.length === 0) return notApplicable('没有面向村（居）目录，或没有可对照的目录');
    const known = counterpartsIn(
      own.map(({ item }) => item),
      parameters.similarity,
    );
    const alone = village.filter(({ item }) => !known(item.name));
    if (alone.length === 0) return pass(`面向村（居）目录${village.length}项均有对应事项`, proofOfCatalogs(catalogs));
    return cannotTell(
      `面向村（居）目录${village.length}项中${alone.length}项在本单位目录没有对应事项：${listOfRows(alone)}，请核实`,
      proofOfRows(alone),
    );
  },
});
