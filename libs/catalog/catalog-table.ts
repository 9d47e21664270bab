import { cardsAsTable } from './catalog-cards';
import { itemOf, RowView, viewOf } from './catalog-fields';
import { CatalogHeader, hasHeader, headerAt } from './catalog-header';
import { ResolvedRow, resolveRow, textOf } from './catalog-row';
import { CatalogProblem, DisclosureCatalog, DisclosureItem } from './disclosure-catalog';
import { domainInTitle, domainOfRow } from './domain-title';
import { Grid, GridRow, squeezed } from './grid';
import { withAssumedHeader } from './headless-table';

/**
 * 政务公开事项标准目录 read from one table. Columns are told by what their headers mean; lines above the header are its
 * title and name its 领域; a header inside the body (a page break, a second table) takes over from there. A table of
 * cards, one under another, is turned first; one without any header is read by the canonical order of columns when
 * enough of its rows fit (`assumed-header`). Whatever cannot be read is a problem with row and column: `no-header`,
 * `unknown-column`, `no-item-name`, `empty-limit`, `unparsed-limit`, `unresolved-reference`, `unnamed-channel`,
 * `duplicate-row`.
 */
export function readCatalogTable(grid: Grid): DisclosureCatalog {
  if (hasHeader(grid)) return readRows(grid);
  const cards = cardsAsTable(grid);
  if (cards) return readRows(cards);
  const assumed = withAssumedHeader(grid);
  if (!assumed) return { items: [], problems: [problem(null, null, 'no-header', NO_HEADER)] };
  const { items, problems } = readRows(assumed);
  return { items, problems: [problem(items[0]?.row ?? null, null, 'assumed-header', ASSUMED_HEADER), ...problems] };
}

const NO_HEADER = '未找到目录表头：应有“公开事项”及“公开内容”“公开依据”“公开时限”等列';
const ASSUMED_HEADER = '表格没有表头，已按标准目录的列序读取，请逐列核对';

function readRows(grid: Grid): DisclosureCatalog {
  const items: DisclosureItem[] = [];
  const problems: CatalogProblem[] = [];
  let domain = domainInTitle(grid.name ?? '');
  let table: Table | undefined;
  for (let at = 0; at < grid.rows.length; at += 1) {
    const header = headerAt(grid.rows, at);
    if (header) {
      if (!table || !isSameHeader(table.header, header)) problems.push(...unknownColumns(header, grid.rows, at));
      table = { header, above: isSameHeader(table?.header, header) ? table?.above : undefined };
      at += header.height - 1;
      continue;
    }
    const row = grid.rows[at] as GridRow;
    const title = domainOfRow(row);
    if (title !== undefined) {
      // 同上 and empty cells below a new heading do not reach back over it.
      if (title !== domain && table) table = { header: table.header };
      domain = title;
    }
    if (!table || title !== undefined || isBlank(row, table.header) || isNote(row) || isNumberLine(row)) continue;
    const read = readRow(row, table, domain);
    problems.push(...read.problems);
    if (read.item) items.push(read.item);
    table = { ...table, above: read.resolved };
  }
  return { items, problems: [...problems, ...duplicates(items)] };
}

interface Table {
  readonly header: CatalogHeader;
  /** The row before, with 同上 and merged cells resolved. */
  readonly above?: ResolvedRow;
}

interface RowRead {
  readonly item?: DisclosureItem;
  readonly resolved: ResolvedRow;
  readonly problems: readonly CatalogProblem[];
}

function readRow(row: GridRow, { header, above }: Table, domain: string | undefined): RowRead {
  const resolved = resolveRow(row, header, above);
  const { levels } = resolved;
  const name = levels.at(-1);
  const cells = rawCells(row, header);
  if (name === undefined) {
    const text = Object.values(cells).join(' ').slice(0, 40);
    return { resolved, problems: [problem(row.row, null, 'no-item-name', `该行没有公开事项名称：${text}`)] };
  }
  const view = viewOf(row, header, resolved);
  const item = itemOf(row.row, levels, cells, view, domain);
  return { item, resolved, problems: [...limitProblems(item, view), ...channelProblems(item, view)] };
}

function limitProblems(item: DisclosureItem, view: RowView): CatalogProblem[] {
  const column = view.columns('timeLimit')[0]?.label;
  if (column === undefined) return [];
  if (item.timeLimit === null) return [problem(item.row, column, 'empty-limit', '公开时限为空')];
  return item.limits.flatMap(({ kind, wording }) => {
    if (kind === 'unparsed') return [problem(item.row, column, 'unparsed-limit', `未能理解的公开时限：“${wording}”`)];
    if (kind !== 'reference') return [];
    return [problem(item.row, column, 'unresolved-reference', `“${wording}”之上没有可对照的公开时限`)];
  });
}

function channelProblems({ row, channels }: DisclosureItem, view: RowView): CatalogProblem[] {
  const column = view.columns('channel')[0];
  if (!column || channels.length > 0 || view.at(column) === '') return [];
  return [problem(row, column.label, 'unnamed-channel', `公开渠道没有名称：“${view.at(column)}”`)];
}

function unknownColumns(
  { columns, row, height }: CatalogHeader,
  rows: readonly GridRow[],
  at: number,
): CatalogProblem[] {
  const body = rows.slice(at + height);
  return columns
    .filter(
      ({ role, index, name }) =>
        role === undefined && (name !== '' || body.some(({ cells }) => textOf(cells[index]) !== '')),
    )
    .map(({ label }) => problem(row, label, 'unknown-column', `不认识的列“${label}”，其内容只保留原文`));
}

function duplicates(items: readonly DisclosureItem[]): CatalogProblem[] {
  const seen = new Map<string, number>();
  return items.flatMap((item) => {
    const key = JSON.stringify([item.levels, item.elements, item.basis, item.timeLimit, item.unit, item.section]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, item.row);
      return [];
    }
    return [problem(item.row, null, 'duplicate-row', `与第${first}行重复：${item.name}`)];
  });
}

/** Raw text of the row by header; a merged cell's text stands in every row it covers. */
function rawCells({ cells }: GridRow, { columns }: CatalogHeader): Record<string, string> {
  const filled = cells.flatMap((cell, index) => {
    const text = cell.text.trim();
    return text === '' ? [] : [[columns[index]?.label ?? `第${index + 1}列`, text] as const];
  });
  return Object.fromEntries(filled);
}

function isSameHeader(a: CatalogHeader | undefined, b: CatalogHeader): boolean {
  return (
    a !== undefined && a.columns.map(({ label }) => label).join('\n') === b.columns.map(({ label }) => label).join('\n')
  );
}

/** Empty, or nothing but its number. */
function isBlank({ cells }: GridRow, { columns }: CatalogHeader): boolean {
  return cells.every(({ text }, index) => {
    const length = squeezed(text).length;
    return length === 0 || (length <= 6 && columns[index]?.role === 'sequence');
  });
}

/** 注：…, 填表说明 and headings that span the table (二、社会救助领域) are not rows of it. */
function isNote({ cells }: GridRow): boolean {
  const own = cells.filter(({ text, mergedFrom }) => squeezed(text) !== '' && mergedFrom !== 'left');
  const text = squeezed(own[0]?.text ?? '');
  if (own.length !== 1 || cells.length < 3 || own[0]?.mergedFrom) return false;
  const spansTable = cells.filter(({ mergedFrom }) => mergedFrom === 'left').length >= cells.length - 1;
  return spansTable || /^(?:注|说明|备注|填表|附|[（(]?[一二三四五六七八九十]+[)）、])/.test(text);
}

/** 1 2 3 4 … under the header numbers the columns. */
function isNumberLine({ cells }: GridRow): boolean {
  const numbers = cells.map(({ text }) => squeezed(text)).filter(Boolean);
  return numbers.length >= 3 && numbers.every((text, index) => text.replace(/[（()）]/g, '') === String(index + 1));
}

function problem(row: number | null, column: string | null, code: string, message: string): CatalogProblem {
  return { row, column, code, message };
}
