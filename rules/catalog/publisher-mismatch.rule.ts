import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 主体错配 — rows whose 公开主体 is a unit nobody knows, or another than the one whose catalog it is. */
export const publisherMismatch = defineRule({
  code: 'CAT-09',
  id: 'publisher-mismatch',
  title: '公开主体错配',
  dimension: '目录',
  basis: '苏府办〔2020〕250号 二(三)（明确单位、处室、岗位）',
  severity: 'low',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: {},
  advice: '请核对公开主体：写登记的单位名称；由其他单位公开的事项请移出本单位目录。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定；名称由人工对应后不再提请',

  examine({ catalogs }, { observation }) {
    const { organs } = observation;
    if (!organs) return notApplicable('没有单位名册，不作对照');
    const rows = rowsOf(catalogs).filter(({ item }) => item.unit);
    if (rows.length === 0) return notApplicable('目录没有公开主体');
    const of = (unit: string | null) => organs[unit ?? ''];
    const unknown = rows.filter(({ item }) => (of(item.unit)?.unresolved.length ?? 0) > 0);
    const foreign = rows.filter(({ item }) => {
      const names = of(item.unit);
      return names !== undefined && !names.isOwn && names.unresolved.length === 0 && names.resolved.length > 0;
    });
    if (unknown.length + foreign.length === 0)
      return pass(`${rows.length}行公开主体均为本单位`, proofOfCatalogs(catalogs));
    const say = ({ item }: (typeof rows)[number]) => `（${item.unit}）`;
    const parts = [
      unknown.length > 0 ? `名称不在单位名册${unknown.length}行：${listOfRows(unknown, say)}` : '',
      foreign.length > 0 ? `属于其他单位${foreign.length}行：${listOfRows(foreign, say)}` : '',
    ];
    return cannotTell(`公开主体${parts.filter(Boolean).join('；')}，请核实`, proofOfRows([...unknown, ...foreign]));
  },
});
