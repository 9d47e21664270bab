import { audienceIn, channelsIn, isBareTick, isTicked, methodIn, tiersIn } from './catalog-cells';
import { CatalogColumn, CatalogHeader, headerAt } from './catalog-header';
import { basisIn, elementsIn } from './catalog-lists';
import { ResolvedRow, resolveRow, textOf } from './catalog-row';
import { ColumnRole } from './catalog-columns';
import { CatalogProblem, Channel, DisclosureCatalog, DisclosureItem, DisclosureMethod } from './disclosure-catalog';
import { Grid, GridRow, squeezed } from './grid';
import { readTimeLimits } from './read-time-limit';
import { TimeLimit } from './time-limit';

/**
 * 政务公开事项标准目录 read from one table. Columns are told by what their headers mean; lines above the header are its
 * title; a header inside the body (a page break, a second table) takes over from there. Whatever cannot be read is a
 * problem with row and column: `no-header`, `unknown-column`, `no-item-name`, `empty-limit`, `unparsed-limit`,
 * `unresolved-reference`, `unnamed-channel`, `duplicate-row`.
 */
export function readCatalogTable(grid: Grid): DisclosureCatalog {
  const items: DisclosureItem[] = [];
  const problems: CatalogProblem[] = [];
  let table: Table | undefined;
  for (let at = 0; at < grid.rows.length; at += 1) {
    const header = headerAt(grid.rows, at);
    if (header) {
      if (!table || !isSameHeader(table.header, header)) problems.push(...unknownColumns(header, grid.rows, at));
      table = { header, above: isSameHeader(table?.header, header) ? table?.above : undefined };
      at += header.height - 1;
      continue;
    }
    const row = grid.rows[at];
    if (!table || !row || isBlank(row, table.header) || isNote(row) || isNumberLine(row)) continue;
    const read = readRow(row, table);
    problems.push(...read.problems);
    if (read.item) items.push(read.item);
    table = { ...table, above: read.resolved };
  }
  if (!table) problems.push(problem(null, null, 'no-header', NO_HEADER));
  return { items, problems: [...problems, ...duplicates(items)] };
}

const NO_HEADER = '未找到目录表头：应有“公开事项”及“公开内容”“公开依据”“公开时限”等列';

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

function readRow(row: GridRow, { header, above }: Table): RowRead {
  const resolved = resolveRow(row, header, above);
  const { levels } = resolved;
  const name = levels.at(-1);
  const cells = rawCells(row, header);
  if (name === undefined) {
    const text = Object.values(cells).join(' ').slice(0, 40);
    return { resolved, problems: [problem(row.row, null, 'no-item-name', `该行没有公开事项名称：${text}`)] };
  }
  const view = viewOf(row, header, resolved);
  const timeLimit = view.text('timeLimit');
  const limits = timeLimit ? readTimeLimits(timeLimit) : [];
  const channels = channelsOf(view);
  const item: DisclosureItem = {
    row: row.row,
    group: levels.length > 1 && levels[0] !== name ? (levels[0] ?? null) : null,
    name,
    levels,
    elements: view.columns('content').flatMap(({ index }) => elementsIn(resolved.texts[index] ?? '')),
    basis: view.columns('basis').flatMap(({ index }) => basisIn(resolved.texts[index] ?? '')),
    timeLimit,
    limits,
    unit: view.text('unit') ?? view.text('division'),
    channels,
    audience: audienceOf(view),
    method: methodOf(view),
    tiers: tiersOf(view),
    section: sectionOf(view),
    cells,
  };
  return { item, resolved, problems: [...limitProblems(item, limits, view), ...channelProblems(item, view)] };
}

/** A row seen through its header. */
interface RowView {
  columns(role: ColumnRole): readonly CatalogColumn[];
  /** Text of the first filled column of that role. */
  text(role: ColumnRole): string | null;
  at(column: CatalogColumn): string;
  link(column: CatalogColumn): string | undefined;
}

function viewOf(row: GridRow, { columns }: CatalogHeader, { texts }: ResolvedRow): RowView {
  const of = (role: ColumnRole) => columns.filter((column) => column.role === role);
  return {
    columns: of,
    text: (role) =>
      of(role)
        .map(({ index }) => texts[index] ?? '')
        .find((text) => text !== '') ?? null,
    at: ({ index }) => texts[index] ?? '',
    link: ({ index }) => row.cells[index]?.link,
  };
}

function channelsOf(view: RowView): Channel[] {
  const listed = view.columns('channel').flatMap((column) => channelsIn(view.at(column)));
  const ticked = view
    .columns('channelTick')
    .map((column) => ({ name: column.name, selected: isTicked(view.at(column)) }));
  return [...listed, ...ticked];
}

function audienceOf(view: RowView): string | null {
  const all = view
    .columns('audienceAll')
    .filter((column) => isTicked(view.at(column)))
    .map(() => '全社会');
  const groups = view
    .columns('audienceGroup')
    .filter((column) => isTicked(view.at(column)))
    .map((column) => (isBareTick(view.at(column)) ? bareName(column.name) : view.at(column)));
  const said = view.text('audience');
  return [...all, ...groups].join('、') || (said && audienceIn(said));
}

function methodOf(view: RowView): DisclosureMethod {
  const ticked = (role: ColumnRole) => view.columns(role).some((column) => isTicked(view.at(column)));
  const [isProactive, isOnRequest] = [ticked('methodProactive'), ticked('methodOnRequest')];
  if (isProactive && isOnRequest) return 'both';
  if (isProactive || isOnRequest) return isProactive ? 'proactive' : 'onRequest';
  return methodIn(view.text('method') ?? '');
}

function tiersOf(view: RowView): string[] {
  const ticked = view
    .columns('tierTick')
    .filter((column) => isTicked(view.at(column)))
    .map(({ name }) => name);
  return ticked.length > 0 ? ticked : tiersIn(view.text('tier') ?? '');
}

/** The row's own section or address; 点击查看 means the link behind it. */
function sectionOf(view: RowView): string | null {
  for (const column of view.columns('section')) {
    const text = view.at(column);
    const link = view.link(column);
    if (link && /^(?:点击|查看|链接|直达|详情|进入|一键|$)/.test(text)) return link;
    if (text !== '' && !isBareTick(text)) return text;
  }
  return null;
}

function limitProblems(item: DisclosureItem, limits: readonly TimeLimit[], view: RowView): CatalogProblem[] {
  const column = view.columns('timeLimit')[0]?.label;
  if (column === undefined) return [];
  if (item.timeLimit === null) return [problem(item.row, column, 'empty-limit', '公开时限为空')];
  return limits.flatMap(({ kind, wording }) => {
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

/** 特定群体（请写明） → 特定群体. */
function bareName(name: string): string {
  return name.replace(/[（(].*$/, '');
}

function problem(row: number | null, column: string | null, code: string, message: string): CatalogProblem {
  return { row, column, code, message };
}
