import { defineRule, fail, notApplicable, pass } from '@app/evaluation/rule';
import { listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 公开时限可解析 — limits of which nobody can say what they ask for, more than a few. */
export const limitUnparsed = defineRule({
  code: 'CAT-03',
  id: 'limit-unparsed',
  title: '公开时限不能解读',
  dimension: '目录',
  basis: '苏府办〔2020〕250号 二(二)（目录要素“时限”）',
  severity: 'low',
  machine: 'A',
  subject: 'catalog',
  family: 'catalog',
  parameters: { maxPercent: 5 },
  advice: '请把公开时限写成可以推算的期限，如“信息形成或者变更之日起20个工作日内”“每季度首月20日前”。',
  isCurable: true,
  doubts: '不存疑：按目录文字计数，人工已解读的不计',

  examine({ catalogs }, { parameters }) {
    const rows = rowsOf(catalogs).filter(({ item }) => item.timeLimit);
    if (rows.length === 0) return notApplicable('没有载明公开时限的目录事项');
    const unread = rows.filter(({ item }) => item.limits.some(({ kind }) => kind === 'unparsed'));
    const share = `${rows.length}行公开时限中，${unread.length}行不能解读`;
    if (unread.length * 100 <= rows.length * parameters.maxPercent)
      return pass(`${share}（不超过${parameters.maxPercent}%）`, proofOfCatalogs(catalogs));
    const words = listOfRows(unread, ({ item }) => `（${item.timeLimit}）`);
    return fail(`${share}，超过${parameters.maxPercent}%：${words}`, proofOfRows(unread));
  },
});
