import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { CatalogRow, listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 负面清单不规范 — what is withheld needs its 依据, its 理由 and the record of its 审核. */
export const negativeListIncomplete = defineRule({
  code: 'CAT-10',
  id: 'negative-list-incomplete',
  title: '负面清单要素不全',
  dimension: '目录',
  basis:
    '江苏省政府办公厅《关于开展基层政务公开标准化规范化试点工作的实施意见》三(三)（非主动公开的列出依据、说明理由、报主管部门审核）；市中政办字〔2020〕25号 三(六)',
  severity: 'medium',
  machine: 'A',
  subject: 'catalog',
  family: 'catalog',
  parameters: { needsReview: true },
  advice: '请为不予公开的事项写明法律法规依据和理由，并附主管部门的审核记录。',
  isCurable: true,
  doubts: '不存疑：按清单文字检查；不要求审核记录的地区把 needsReview 设为假',

  examine({ catalogs }, { parameters }) {
    const rows = rowsOf(catalogs, () => true).filter(isWithheld);
    if (rows.length === 0) return notApplicable('没有负面清单，目录中也没有不予公开的事项');
    const wrong = rows.flatMap((row) => {
      const lacks = lackingIn(row.item, parameters.needsReview);
      return lacks.length > 0 ? [{ row, lacks }] : [];
    });
    if (wrong.length === 0) return pass(`${rows.length}项不予公开的事项依据、理由齐全`, proofOfCatalogs(catalogs));
    const list = listOfRows(
      wrong.map(({ row }) => row),
      (row) => `缺${wrong.find((each) => each.row === row)?.lacks.join('、') ?? ''}`,
    );
    return fail(`不予公开的事项要素不全${wrong.length}项：${list}`, proofOfRows(wrong.map(({ row }) => row)));
  },
});

/** A row of the 负面清单, or one that its own table marks 不予公开. */
function isWithheld({ catalog, item }: CatalogRow): boolean {
  if (catalog.kind === 'negative') return true;
  return Object.entries(item.cells).some(
    ([label, text]) => /属性|方式/u.test(label) && /^(?:[■☑√▲]\s*)?不(?:予)?公开$/u.test(text.trim()),
  );
}

function lackingIn({ basis, cells }: DisclosureItem, needsReview: boolean): string[] {
  const has = (label: RegExp) =>
    Object.entries(cells).some(([name, text]) => label.test(name) && !/^[-—/无]*$/u.test(text.trim()));
  return [
    basis.length > 0 || has(/依据/u) ? '' : '依据',
    has(/理由|原因|说明/u) ? '' : '理由',
    !needsReview || has(/审核|审查|审定|备案/u) ? '' : '审核记录',
  ].filter(Boolean);
}
