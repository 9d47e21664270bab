import { ColumnRole, roleOf } from './catalog-columns';
import { domainInTitle } from './domain-title';
import { Grid, GridCell, GridRow, squeezed } from './grid';

/**
 * A table of cards (莘县 style: one item under another, each line a name and its value, sometimes two pairs in a line)
 * turned into a table with one header row and one row per card; undefined where the table holds no cards. A card ends
 * where a name comes again; its row number is that of its first line.
 */
export function cardsAsTable({ name, rows }: Grid): Grid | undefined {
  const lines = rows.filter(({ cells }) => cells.some(({ text }) => squeezed(text) !== ''));
  const paired = lines.map((row) => ({ row, pairs: pairsIn(row) }));
  if (!areCards(paired.map(({ pairs }) => pairs))) return undefined;

  const labels = new Set<string>();
  const cards: Card[] = [];
  for (const { row, pairs } of paired) {
    const [title] = pairs.length === 0 ? row.cells : [];
    if (title && (cards.length > 0 || domainInTitle(title.text)))
      cards.push({ row: row.row, values: new Map(), title });
    for (const { label, value } of pairs) {
      const card = cards.at(-1);
      if (!card || card.title || card.values.has(label))
        cards.push({ row: row.row, values: new Map([[label, value]]) });
      else card.values.set(label, value);
      labels.add(label);
    }
  }
  const header = { row: lines[0]?.row ?? 1, cells: [...labels].map((text) => ({ text })) };
  return { name, rows: [header, ...cards.map((card) => rowOf(card, [...labels]))] };
}

interface Pair {
  readonly label: string;
  readonly value: GridCell;
}

interface Card {
  readonly row: number;
  readonly values: Map<string, GridCell>;
  /** A line that is no pair: the title of the cards below, or text that fits nowhere. */
  readonly title?: GridCell;
}

const CORE: readonly ColumnRole[] = ['content', 'basis', 'timeLimit', 'unit', 'channel', 'section'];

function areCards(lines: readonly (readonly Pair[])[]): boolean {
  const pairs = lines.flat();
  const roles = new Set(pairs.map(({ label }) => roleOf([label])));
  const core = CORE.filter((role) => roles.has(role)).length;
  const known = pairs.filter(({ label }) => roleOf([label]) !== undefined).length;
  const unpaired = lines.filter(({ length }) => length === 0).length;
  return roles.has('level') && core >= 2 && known * 10 >= pairs.length * 6 && unpaired * 3 <= lines.length;
}

/** Names and values of one line; none where a text in the place of a name is too long for one. */
function pairsIn({ cells }: GridRow): Pair[] {
  const own = cells.filter(({ mergedFrom }) => mergedFrom !== 'left');
  // 公开事项 beside 一级事项 and 二级事项 groups the lines and is no name of its own.
  const from = own.length % 2 === 1 && isLabel(own[0]) && isLabel(own[1]) ? 1 : 0;
  const pairs: Pair[] = [];
  for (let at = from; at + 1 < own.length; at += 2) {
    const [label, value] = [own[at] as GridCell, own[at + 1] as GridCell];
    const text = squeezed(label.text).replace(/[:：]$/, '');
    if (text === '' && squeezed(value.text) === '') continue;
    if (text === '' || text.length > 20) return [];
    pairs.push({ label: text, value });
  }
  return pairs;
}

function isLabel(cell: GridCell | undefined): boolean {
  return cell !== undefined && cell.text.length <= 20 && roleOf([squeezed(cell.text)]) !== undefined;
}

function rowOf({ row, values, title }: Card, labels: readonly string[]): GridRow {
  if (title && domainInTitle(title.text)) return { row, cells: [{ text: title.text }] };
  // Behind the last column, where it is a row without a name and shows up as a problem.
  if (title) return { row, cells: [...labels.map(() => ({ text: '' })), { text: title.text }] };
  return {
    row,
    cells: labels.map((label) => ({ text: values.get(label)?.text ?? '', link: values.get(label)?.link })),
  };
}
