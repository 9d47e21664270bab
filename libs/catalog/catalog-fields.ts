import { audienceIn, channelOf, channelsIn, isBareTick, isTicked, methodIn, tiersIn } from './catalog-cells';
import { ColumnRole, REQUIREMENT } from './catalog-columns';
import { CatalogColumn, CatalogHeader } from './catalog-header';
import { basisIn, elementsIn, titlesIn } from './catalog-lists';
import { ResolvedRow } from './catalog-row';
import { Channel, DisclosureItem, DisclosureMethod, Post } from './disclosure-catalog';
import { domainInCell } from './domain-title';
import { GridRow } from './grid';
import { readTimeLimits } from './read-time-limit';

/** 公开事项 from one row. `domain` is the 领域 of the title above, where the row itself names none. */
export function itemOf(
  row: number,
  levels: readonly string[],
  cells: DisclosureItem['cells'],
  view: RowView,
  domain: string | undefined,
): DisclosureItem {
  const timeLimit = view.text('timeLimit');
  const ownDomain = domainInCell(view.text('domain')) ?? domain;
  const post = postOf(view);
  return {
    row,
    group: levels.length > 1 && levels[0] !== levels.at(-1) ? (levels[0] ?? null) : null,
    name: levels.at(-1) ?? '',
    levels,
    elements: view.columns('content').flatMap((column) => elementsIn(view.at(column))),
    basis: basisOf(view),
    timeLimit,
    limits: timeLimit ? readTimeLimits(timeLimit) : [],
    unit: view.text('unit') ?? view.text('division'),
    channels: channelsOf(view),
    audience: audienceOf(view),
    method: methodOf(view),
    tiers: tiersOf(view),
    section: sectionOf(view),
    ...(ownDomain ? { domain: ownDomain } : {}),
    ...(post ? { post } : {}),
    cells,
  };
}

/** A row seen through its header. */
export interface RowView {
  columns(role: ColumnRole): readonly CatalogColumn[];
  /** Text of the first filled column of that role. */
  text(role: ColumnRole): string | null;
  at(column: CatalogColumn): string;
  link(column: CatalogColumn): string | undefined;
}

/** The row's cells by the role of their column, 同上 and merges resolved. */
export function viewOf(row: GridRow, { columns }: CatalogHeader, { texts }: ResolvedRow): RowView {
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

/** 公开要求 names the law, too, where no column does. */
function basisOf(view: RowView): string[] {
  const columns = view.columns('basis');
  if (columns.length > 0) return columns.flatMap((column) => basisIn(view.at(column)));
  const required = view.columns('timeLimit').filter(({ name }) => REQUIREMENT.test(name));
  return required.flatMap((column) => titlesIn(view.at(column)));
}

function channelsOf(view: RowView): Channel[] {
  const listed = view.columns('channel').flatMap((column) => channelsIn(view.at(column)));
  const ticked = view
    .columns('channelTick')
    .map((column) => channelOf(column.name, isTicked(view.at(column))))
    .filter(({ name }) => name !== '');
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

function postOf(view: RowView): Post | undefined {
  const named = POST_ROLES.flatMap((role) => {
    const text = view.text(role);
    return text === null ? [] : [[role, text] as const];
  });
  return named.length > 0 ? Object.fromEntries(named) : undefined;
}

const POST_ROLES = ['division', 'position', 'authority', 'procedure', 'handlingLimit'] as const;

/** 特定群体（请写明） → 特定群体. */
function bareName(name: string): string {
  return name.replace(/[（(].*$/, '');
}
