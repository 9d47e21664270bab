import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { cannotTell, defineRule, notApplicable, pass } from '@app/evaluation/rule';
import { REPEALED_TEXTS, RepealedText } from './repealed-texts';
import { CatalogRow, listOfRows, proofOfCatalogs, proofOfRows, rowsOf } from './rows';

/** 依据过期 — a row that rests on a text no longer in force. */
export const basisRepealed = defineRule({
  code: 'CAT-07',
  id: 'basis-repealed',
  title: '公开依据过期',
  dimension: '目录',
  basis: '皋政办发〔2020〕147号 二(一)（结合法律法规规章立改废实时动态调整）',
  severity: 'low',
  machine: 'S',
  subject: 'catalog',
  family: 'catalog',
  parameters: {},
  advice: '请按现行有效的法律、法规和文件修改公开依据。',
  isCurable: true,
  doubts: '只提请核实，从不自行认定：已废止文本清单待核对官方文本',

  examine({ catalogs }) {
    const rows = rowsOf(catalogs, () => true).filter(({ item }) => item.basis.length > 0);
    if (rows.length === 0) return notApplicable('目录没有公开依据');
    const found = rows.flatMap((row) => repealedIn(row.item).map((text) => ({ row, text })));
    if (found.length === 0) return pass(`${rows.length}行公开依据未见已废止文本`, proofOfCatalogs(catalogs));
    const texts = [...new Set(found.map(({ text }) => text))];
    return cannotTell(`${texts.map((text) => said(text, found)).join('；')}，请核实`, proofOfRows(rowsIn(found)));
  },
});

interface Cited {
  readonly row: CatalogRow;
  readonly text: RepealedText;
}

const rowsIn = (found: readonly Cited[]) => [...new Set(found.map(({ row }) => row))];

/** A basis that names the successor too knows of the change. */
function repealedIn({ basis }: DisclosureItem): RepealedText[] {
  const whole = basis.join(' ').normalize('NFKC').replace(/\s+/gu, '').slice(0, 5000);
  return REPEALED_TEXTS.filter(({ cited, successor }) => cited.test(whole) && !whole.includes(numberOf(successor)));
}

/** 国务院令第711号, or the title of a law. */
function numberOf(successor: string): string {
  return (
    /第\d+号/.exec(successor)?.[0] ?? /《([^》]+)》/.exec(successor)?.[1]?.replace('中华人民共和国', '') ?? successor
  );
}

function said(text: RepealedText, found: readonly Cited[]): string {
  const rows = found.filter((each) => each.text === text).map(({ row }) => row);
  const check = text.isUnverified ? '，待核对' : '';
  return `${text.name}已由${text.successor}替代${check}，仍被引用${rows.length}行：${listOfRows(rows)}`;
}
