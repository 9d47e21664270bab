import { channelsIn, isBareTick, isDitto, isTicked } from './catalog-cells';
import { ColumnRole, isSubHeader, roleOfLabel } from './catalog-columns';
import { POST_FIELDS } from './catalog-diff';
import { basisIn, elementsIn } from './catalog-lists';
import { Channel, DisclosureItem } from './disclosure-catalog';
import { Grid, gridOf, SpanningCell } from './grid';
import { ownColumns } from './own-columns';

/** One worksheet of a catalog in the canonical columns; `header` has two rows with merged cells. */
export interface CanonicalSheet {
  readonly name: string | undefined;
  readonly header: readonly (readonly SpanningCell[])[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * 标准目录的规范格式 — items as the two-row table of the 26 national guides: ■/□ for channels, √ for ticks. Reading it
 * gives the same items again: a text that its cell could not carry (levels of a tier list out of order, elements that
 * would be cut elsewhere) gets a column more, and columns of the source's own follow at the end. Worksheets stay apart;
 * a row with 同上 that nothing above answers opens one of its own, so that it does not become a copy of the row before.
 */
export function canonicalSheets(items: readonly DisclosureItem[]): CanonicalSheet[] {
  return bySheet(items).flatMap((group) => {
    const columns = columnsFor(group);
    const rows = group.map((item, index) => columns.map(({ text }) => text(item, index)));
    const header = headerOf(columns);
    return cutBeforeDittos(rows, columns).map((part) => ({ name: group[0]?.sheet, header, rows: part }));
  });
}

/** The sheet as the reader sees it. */
export function canonicalGrid({ name, header, rows }: CanonicalSheet): Grid {
  return { ...gridOf([...header, ...rows.map((row) => row.map((text) => ({ text })))]), name };
}

interface Column {
  readonly top: string;
  readonly sub?: string;
  readonly isOwn?: boolean;
  text(item: DisclosureItem, index: number): string;
}

const LEVEL_NAMES = [...'一二三四五六七八九'].map((digit) => `${digit}级事项`);
const TICK = '√';

function columnsFor(items: readonly DisclosureItem[]): Column[] {
  return [
    sequenceColumn(items),
    ...whereAny(items, { top: '公开领域', text: domainText(items) }),
    ...levelColumns(items),
    ...listColumns(items, '公开内容（要素）', (item) =>
      listCells(item.elements, rawCells(item, 'content'), elementsIn),
    ),
    ...listColumns(items, '公开依据', (item) => listCells(item.basis, rawCells(item, 'basis'), basisIn)),
    { top: '公开时限', text: ({ timeLimit }) => timeLimit ?? '' },
    { top: '公开主体', text: ({ unit }) => unit ?? '' },
    ...POST_FIELDS.flatMap(([key, top]) => whereAny(items, { top, text: ({ post }) => post?.[key] ?? '' })),
    { top: '公开渠道和载体', text: channelText },
    ...whereAny(items, { top: '网站栏目', text: ({ section }) => section ?? '' }),
    ...audienceColumns(items),
    { top: '公开方式', sub: '主动', text: ({ method }) => tick(method === 'proactive' || method === 'both') },
    { top: '公开方式', sub: '依申请公开', text: ({ method }) => tick(method === 'onRequest' || method === 'both') },
    ...tierColumns(items),
    ...additionalColumns(items),
  ];
}

function whereAny(items: readonly DisclosureItem[], column: Column): Column[] {
  return items.some((item, index) => column.text(item, index) !== '') ? [column] : [];
}

/** The file's own numbers where they tell the rows apart; two rows of one number would be read as lines of one item. */
function sequenceColumn(items: readonly DisclosureItem[]): Column {
  const numbers = items.map((item) => rawCells(item, 'sequence').join(''));
  const isTelling = numbers.every(
    (number, index) => number !== '' && !isDitto(number) && number !== numbers[index - 1],
  );
  return { top: '序号', text: (_item, index) => (isTelling ? (numbers[index] ?? '') : String(index + 1)) };
}

/** An empty cell would be read as the domain of the row above. */
function domainText(items: readonly DisclosureItem[]): Column['text'] {
  const isMixed = items.some(({ domain }) => domain) && items.some(({ domain }) => !domain);
  return ({ domain }) => domain ?? (isMixed ? '无' : '');
}

function levelColumns(items: readonly DisclosureItem[]): Column[] {
  const depth = items.reduce((most, { levels }) => Math.max(most, levels.length), 2);
  return Array.from({ length: depth }, (_, place) => ({
    top: '公开事项',
    sub: LEVEL_NAMES[place] ?? '名称',
    text: ({ levels }) => levels[place] ?? '',
  }));
}

function listColumns(
  items: readonly DisclosureItem[],
  top: string,
  cellsOf: (item: DisclosureItem) => readonly string[],
): Column[] {
  const cells = new Map(items.map((item) => [item, cellsOf(item)]));
  const count = [...cells.values()].reduce((most, { length }) => Math.max(most, length), 1);
  return Array.from({ length: count }, (_, place) => ({ top, text: (item) => cells.get(item)?.[place] ?? '' }));
}

/** The fewest cells that read as these values: one where they can be joined, the source's own, or runs of them. */
function listCells(
  values: readonly string[],
  raw: readonly string[],
  read: (text: string) => string[],
): readonly string[] {
  const joined = joinedCell(values, read);
  if (joined !== undefined) return [joined];
  return isSame(raw.flatMap(read), values) ? raw : runsOf(values, read);
}

function joinedCell(values: readonly string[], read: (text: string) => string[]): string | undefined {
  return ['\n', '、', ''].map((mark) => values.join(mark)).find((cell) => isSame(read(cell), values));
}

/** Cut into runs that one cell each can carry; a value that no cell reads back stands alone. */
function runsOf(values: readonly string[], read: (text: string) => string[]): string[] {
  const cells: string[] = [];
  for (let from = 0; from < values.length;) {
    let until = Math.min(values.length, from + LONGEST_RUN);
    let cell = joinedCell(values.slice(from, until), read);
    while (cell === undefined && until > from + 1) cell = joinedCell(values.slice(from, --until), read);
    cells.push(cell ?? values[from] ?? '');
    from = until;
  }
  return cells;
}

const LONGEST_RUN = 30;

function rawCells({ cells }: DisclosureItem, role: ColumnRole): string[] {
  return Object.entries(cells)
    .filter(([label]) => roleOfLabel(label) === role)
    .map(([, text]) => text);
}

/** Channels as a cell writes them: ■政府网站 □政府公报. */
export function channelText(item: DisclosureItem): string {
  const { channels } = item;
  const raw = rawCells(item, 'channel').join('\n');
  if (channels.length === 0) return channelsIn(raw).length === 0 ? raw : '';
  const marked = channels.map(({ name, selected }) => `${selected ? '■' : '□'}${name}`);
  const says = (cell: string) => isSame(channelsIn(cell).map(spoken), channels.map(spoken));
  return [marked.join('\n'), marked.join(' '), raw].find(says) ?? marked.join('\n');
}

const spoken = ({ name, selected }: Channel) => `${selected}${name}`;

/** 全社会 and 特定群体; what a tick column would misread stands in words under 公开范围. */
function audienceColumns(items: readonly DisclosureItem[]): Column[] {
  const isTickable = ({ audience }: DisclosureItem) => {
    const group = groupOf(audience);
    return group === '' || (isTicked(group) && !isBareTick(group));
  };
  return [
    {
      top: '公开对象',
      sub: '全社会',
      text: (item) => tick(isTickable(item) && /^全社会(?:、|$)/.test(item.audience ?? '')),
    },
    {
      top: '公开对象',
      sub: '特定群体（请写明）',
      text: (item) => (isTickable(item) ? groupOf(item.audience) : ''),
    },
    ...whereAny(items, { top: '公开范围', text: (item) => (isTickable(item) ? '' : (item.audience ?? '')) }),
  ];
}

function groupOf(audience: string | null): string {
  return (audience ?? '').replace(/^全社会(?:、|$)/, '');
}

/** One column for each 层级 in an order that fits every row; those that no order fits stand in words under 公开级次. */
function tierColumns(items: readonly DisclosureItem[]): Column[] {
  const wanted = [...new Map(items.map(({ tiers }) => [tiers.join('\n'), tiers])).values()];
  const fitting = wanted
    .slice(0, MOST_TIER_LISTS)
    .reduce<(readonly string[])[]>(
      (taken, tiers) => (tiers.every(isSubHeader) && orderOf([...taken, tiers]) ? [...taken, tiers] : taken),
      [],
    );
  const names = orderOf(fitting) ?? [];
  const ticked = new Set(fitting.map((tiers) => tiers.join('\n')));
  const isTicked = ({ tiers }: DisclosureItem) => ticked.has(tiers.join('\n'));
  return [
    ...(names.length > 0 ? names : ['县级', '乡级']).map((name) => ({
      top: '公开层级',
      sub: name,
      text: (item: DisclosureItem) => tick(isTicked(item) && item.tiers.includes(name)),
    })),
    ...whereAny(items, { top: '公开级次', text: (item) => (isTicked(item) ? '' : item.tiers.join('、')) }),
  ];
}

/** A region has a handful; a file that claims more keeps them in words. */
const MOST_TIER_LISTS = 40;

/** All names in one order that every list keeps to; undefined where lists contradict each other or repeat a name. */
function orderOf(lists: readonly (readonly string[])[]): string[] | undefined {
  const left = new Set(lists.flat());
  const order: string[] = [];
  if (lists.some((list) => new Set(list).size < list.length)) return undefined;
  while (left.size > 0) {
    const next = [...left].find((name) =>
      lists.every((list) => list.slice(0, Math.max(0, list.indexOf(name))).every((earlier) => !left.has(earlier))),
    );
    if (next === undefined) return undefined;
    left.delete(next);
    order.push(next);
  }
  return order;
}

/** Columns of the table's own (备注, 咨询电话 …). A header of two rows stays one where its lower part is known as such. */
function additionalColumns(items: readonly DisclosureItem[]): Column[] {
  const texts = new Map(items.map((item) => [item, new Map(ownColumns(item))]));
  const labels = new Set(items.flatMap((item) => [...(texts.get(item)?.keys() ?? [])]));
  return [...labels].map((label) => {
    const bare = label.replace(/#\d+$/, '');
    const at = bare.indexOf('/');
    const isSplit = at > 0 && isSubHeader(bare.slice(at + 1));
    return {
      top: isSplit ? bare.slice(0, at) : bare,
      ...(isSplit ? { sub: bare.slice(at + 1) } : {}),
      isOwn: true,
      text: (item) => texts.get(item)?.get(label) ?? '',
    };
  });
}

function headerOf(columns: readonly Column[]): SpanningCell[][] {
  const top = columns.flatMap<SpanningCell>((column, index) => {
    if (column.sub === undefined) return [{ text: column.top, rowSpan: 2 }];
    if (isInOneGroup(columns[index - 1], column)) return [];
    const next = columns.slice(index + 1).findIndex((other) => !isInOneGroup(column, other));
    return [{ text: column.top, columnSpan: next === -1 ? columns.length - index : next + 1 }];
  });
  return [top, columns.flatMap(({ sub }) => (sub === undefined ? [] : [{ text: sub }]))];
}

function isInOneGroup(a: Column | undefined, b: Column): boolean {
  return a?.sub !== undefined && b.sub !== undefined && a.top === b.top;
}

function bySheet(items: readonly DisclosureItem[]): DisclosureItem[][] {
  const groups = new Map<string | undefined, DisclosureItem[]>();
  for (const item of items) {
    const group = groups.get(item.sheet);
    if (group) group.push(item);
    else groups.set(item.sheet, [item]);
  }
  return groups.size > 0 ? [...groups.values()] : [[]];
}

function cutBeforeDittos(rows: readonly string[][], columns: readonly Column[]): string[][][] {
  const parts: string[][][] = [[]];
  for (const [index, row] of rows.entries()) {
    const above = rows[index - 1] ?? [];
    const isAlone = row.some((text, at) => !columns[at]?.isOwn && isDitto(text) && text !== above[at]);
    if (isAlone && parts.at(-1)?.length) parts.push([]);
    parts.at(-1)?.push(row);
  }
  return parts;
}

function tick(isSet: boolean): string {
  return isSet ? TICK : '';
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((text, index) => text === b[index]);
}
