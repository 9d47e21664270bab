import { TimeLimit } from '@app/catalog/time-limit';
import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { isDecisionRow, isPenaltyRow } from '@app/evaluation/limit-choice';
import { spokenAmount } from '../wording';
import { CatalogRow, listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 时限宽于上位 — a row that allows more time than the law, or two rows of one item that disagree. */
export const limitTooWide = defineRule({
  code: 'CAT-06',
  id: 'limit-too-wide',
  title: '时限冲突或宽于法定',
  dimension: '目录',
  basis:
    '《中华人民共和国政府信息公开条例》（国务院令第711号）第二十六条；国办发〔2018〕118号（行政许可、行政处罚决定7个工作日，条款待核对原文）；苏府办〔2020〕250号 二(二)（公开标准统一）',
  severity: 'medium',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: { workdays: 20, decisionWorkdays: 7 },
  advice: '请按法定期限修改公开时限；法律、法规另有规定的，请在公开依据中写明。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：法律、法规另有规定的从其规定',

  examine({ catalogs }, { parameters }) {
    const rows = rowsOf(catalogs).filter(({ item }) => item.limits.some(isTerm));
    if (rows.length === 0) return notApplicable('没有以天数计的公开时限');
    const wide = rows.filter((row) => widest(row, parameters));
    const torn = conflicts(rows.filter((row) => !wide.includes(row)));
    if (wide.length + torn.length === 0)
      return pass(`${rows.length}行公开时限均不宽于法定期限`, proofOfCatalogs(catalogs));
    const parts = [
      wide.length > 0 ? `宽于法定期限${wide.length}行：${listOfRows(wide, (row) => spokenWidth(row, parameters))}` : '',
      torn.length > 0
        ? `同一事项时限不一${torn.length}行：${listOfRows(torn, ({ item }) => `（${item.timeLimit}）`)}`
        : '',
    ];
    return cannotTell(`${parts.filter(Boolean).join('；')}，请核实`, proofOfRows([...wide, ...torn]));
  },
});

interface Terms {
  readonly workdays: number;
  readonly decisionWorkdays: number;
}

function isTerm({ kind, amount, unit }: TimeLimit): boolean {
  return kind === 'afterEvent' && amount !== undefined && unit !== undefined && unit !== 'hour';
}

/** The limit of a row that is wider than allowed. */
function widest({ item }: CatalogRow, terms: Terms): TimeLimit | undefined {
  return item.limits.filter(isTerm).find((limit) => isWider(limit, allowed(item.levels, limit, terms)));
}

/** 许可、处罚决定 7, everything else 20 working days. */
function allowed(levels: readonly string[], limit: TimeLimit, { workdays, decisionWorkdays }: Terms): number {
  const isOfDecision = /(?:许可|处罚)/u.test(limit.wording) || isPenaltyRow(levels.slice(-1));
  const isDecision = limit.trigger === 'decision_made' && isOfDecision && isDecisionRow(levels, limit);
  return isDecision ? decisionWorkdays : workdays;
}

/** Five working days fill at least seven days; a month is never less than 28. */
function isWider({ amount = 0, unit }: TimeLimit, workdays: number): boolean {
  const days = { workday: 0, hour: 0, day: amount, week: amount * 7, month: amount * 30, year: amount * 365 }[
    unit ?? 'day'
  ];
  return unit === 'workday' ? amount > workdays : days > Math.ceil(workdays / 5) * 7;
}

function spokenWidth(row: CatalogRow, terms: Terms): string {
  const limit = widest(row, terms);
  return limit ? `（${spokenAmount(limit)}，法定${allowed(row.item.levels, limit, terms)}个工作日）` : '';
}

/** Rows of the same item, unit and content with another term than the first of them. */
function conflicts(rows: readonly CatalogRow[]): CatalogRow[] {
  const first = new Map<string, string>();
  return rows.filter(({ item }) => {
    const key = JSON.stringify([item.domain, item.levels, item.elements, item.unit, item.tiers, item.method]);
    const terms = item.limits.filter(isTerm).map(spokenAmount).join();
    const known = first.get(key);
    if (known === undefined) first.set(key, terms);
    return known !== undefined && known !== terms;
  });
}
