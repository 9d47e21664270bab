import { localDate, LocalDate } from '@app/calendar/local-date';
import { Grid, GridRow, squeezed } from '@app/catalog/grid';
import { PLAN_COLUMNS, sheetWith, SITE_COLUMNS, UNIT_COLUMNS, UnitsProblem, UnitsSheet } from './units-sheet';
import { SectionPlan, SiteScope, Unit } from './unit';

/** A unit with where it publishes, as the lists name it. */
export interface ListedUnit {
  readonly unit: Unit;
  readonly scope: SiteScope;
  readonly siteName: string;
  readonly email: string | null;
  readonly contact: string | null;
}

export interface UnitsTable {
  readonly units: readonly ListedUnit[];
  readonly problems: readonly UnitsProblem[];
}

/**
 * 单位名录 from its worksheets: 单位, 网站 and 栏目保障, told apart by their headers, which are read by meaning.
 * A unit with any unusable row, in whichever sheet, is left out whole; the problem says where to look.
 */
export function readUnitsTable(sheets: readonly Grid[]): UnitsTable {
  const problems: Problems = [];
  const units = sheetWith(sheets, UNIT_COLUMNS, problems);
  const sites = sheetWith(sheets, SITE_COLUMNS, problems);
  const plans = sheetWith(sheets, PLAN_COLUMNS, problems);
  if (!units || !sites) return { units: [], problems };

  const drafts = unitDrafts(units, problems);
  addSites(sites, drafts, problems);
  if (plans) addPlans(plans, drafts, problems);
  for (const draft of drafts.values())
    if (!draft.site && !draft.isSpoilt)
      spoil(draft, problems, { ...draft.at, column: null }, `“${draft.unit.name}”在“网站”表中没有网址`);
  return { units: [...drafts.values()].flatMap(entryOf), problems };
}

type Problems = UnitsProblem[];
type Place = Omit<UnitsProblem, 'message'>;

interface Draft {
  readonly at: Place;
  readonly unit: Unit;
  readonly email: string | null;
  readonly contact: string | null;
  site?: Pick<ListedUnit, 'siteName'> & Omit<SiteScope, 'plans'>;
  readonly plans: SectionPlan[];
  /** A row of it cannot be used. */
  isSpoilt: boolean;
}

/** In this order: 街道办 is no bureau and 村委会 no commission. */
const KINDS: readonly [RegExp, Unit['kind']][] = [
  [/^(?:县|市|区|州|省)?(?:人民)?政府$|^政府办/, 'government'],
  [/乡|镇|街道/, 'town'],
  [/村|居|社区/, 'village'],
  [/企事?业|公司|事业单位/, 'enterprise'],
  [/部门|局|委|办/, 'department'],
];

function unitDrafts(table: UnitsSheet, problems: Problems): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  const claimed = new Map<string, string>();
  for (const row of table.rows) {
    const draft = unitDraft(table, row, problems);
    if (!draft) continue;
    const names = [draft.unit.name, ...draft.unit.aliases];
    const twice = names.find((name) => claimed.has(name));
    if (twice) {
      spoil(
        draft,
        problems,
        table.place(row, drafts.has(draft.unit.name) ? 'name' : 'aliases'),
        `“${twice}”已由“${claimed.get(twice)}”使用，一个名称只能属于一个单位`,
      );
      const first = drafts.get(draft.unit.name);
      if (first) first.isSpoilt = true;
      else drafts.set(draft.unit.name, draft);
      continue;
    }
    names.forEach((name) => claimed.set(name, draft.unit.name));
    drafts.set(draft.unit.name, draft);
  }
  return drafts;
}

function unitDraft(table: UnitsSheet, row: GridRow, problems: Problems): Draft | undefined {
  const text = (column: string) => table.cell(row, column);
  const name = text('name');
  if (!name) {
    problems.push({ ...table.place(row, 'name'), message: '单位名称为空' });
    return undefined;
  }
  const kind = KINDS.find(([pattern]) => pattern.test(squeezed(text('kind'))))?.[1];
  const registeredOn = dayIn(text('registeredOn'));
  const unit: Unit = {
    name,
    aliases: listed(text('aliases')),
    kind: kind ?? 'department',
    registeredOn: registeredOn ?? null,
  };
  const draft: Draft = {
    at: table.place(row, 'name'),
    unit,
    email: text('email') || null,
    contact: text('contact') || null,
    plans: [],
    isSpoilt: false,
  };
  const fault = (column: string, message: string) => spoil(draft, problems, table.place(row, column), message);
  if (!kind) fault('kind', `类型应为政府、部门、乡镇、公共企事业单位或村居，实为“${text('kind')}”`);
  if (registeredOn === undefined) fault('registeredOn', `登记日期应写作 2026-01-31，实为“${text('registeredOn')}”`);
  if (draft.email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email)) fault('email', `邮箱“${draft.email}”不完整`);
  return draft;
}

function addSites(table: UnitsSheet, drafts: ReadonlyMap<string, Draft>, problems: Problems): void {
  for (const row of table.rows) {
    const draft = draftOf(table, row, drafts, problems);
    if (!draft) continue;
    const fault = (column: string, message: string) => spoil(draft, problems, table.place(row, column), message);
    const home = webAddress(table.cell(row, 'homeUrl'));
    if (draft.site) fault('unit', `“${draft.unit.name}”的网站写了两行；几处栏目请写在同一行的范围前缀里`);
    else if (!home) fault('homeUrl', `首页网址应以 http:// 或 https:// 开头，实为“${table.cell(row, 'homeUrl')}”`);
    else draft.site = siteOf(table, row, home, fault);
  }
}

function siteOf(
  table: UnitsSheet,
  row: GridRow,
  home: URL,
  fault: (column: string, message: string) => void,
): Draft['site'] {
  const own = squeezed(table.cell(row, 'isOwnSite'));
  const isOwnSite = /^(?:是|√|有|y|yes|true|1)$/i.test(own);
  if (!isOwnSite && own && !/^(?:否|不是|无|n|no|false|0)$/i.test(own))
    fault('isOwnSite', `独立网站应填“是”或“否”，实为“${own}”`);
  const written = listed(table.cell(row, 'prefixes'));
  const prefixes = written.map((prefix) => pathOn(home, prefix));
  const wrong = written[prefixes.indexOf(undefined)];
  if (wrong !== undefined) fault('prefixes', `范围前缀应以 / 开头，或是本网站的网址，实为“${wrong}”`);
  if (!isOwnSite && written.length === 0)
    fault('prefixes', '没有独立网站的单位应写明范围前缀，否则会把整个网站算作它的');
  return {
    siteName: table.cell(row, 'siteName') || home.host,
    homeUrl: home.href,
    pathPrefixes: prefixes.filter((prefix) => prefix !== undefined),
    isOwnSite,
  };
}

function addPlans(table: UnitsSheet, drafts: ReadonlyMap<string, Draft>, problems: Problems): void {
  for (const row of table.rows) {
    const draft = draftOf(table, row, drafts, problems);
    if (!draft) continue;
    const section = listed(table.cell(row, 'section'), /\s*(?:>|＞|—+|\/)\s*/).join(' > ');
    const updateLimit = table.cell(row, 'updateLimit');
    if (!section) spoil(draft, problems, table.place(row, 'section'), '栏目为空');
    else if (!updateLimit) spoil(draft, problems, table.place(row, 'updateLimit'), `栏目“${section}”没有更新标准`);
    else draft.plans.push({ section, updateLimit });
  }
}

function draftOf(
  table: UnitsSheet,
  row: GridRow,
  drafts: ReadonlyMap<string, Draft>,
  problems: Problems,
): Draft | undefined {
  const name = table.cell(row, 'unit');
  const draft = drafts.get(name) ?? [...drafts.values()].find(({ unit }) => unit.aliases.includes(name));
  if (!draft) problems.push({ ...table.place(row, 'unit'), message: name ? `“单位”表中没有“${name}”` : '单位为空' });
  return draft;
}

function spoil(draft: Draft, problems: Problems, at: Place, message: string): void {
  draft.isSpoilt = true;
  problems.push({ ...at, message });
}

function entryOf({ unit, site, plans, email, contact, isSpoilt }: Draft): ListedUnit[] {
  if (isSpoilt || !site) return [];
  const { siteName, ...scope } = site;
  return [{ unit, scope: { ...scope, plans }, siteName, email, contact }];
}

const listed = (text: string, separator = /[、，,；;\n\r]+/): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter(Boolean);

/** Null for an empty cell, undefined for text that is no day. */
function dayIn(text: string): LocalDate | null | undefined {
  if (!text) return null;
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s+0?0:00(?::00)?)?$/.exec(text);
  return match ? localDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

function webAddress(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return url.username || url.password ? undefined : url;
}

/** A path prefix as written, or the path of an address on the same host; `/bsz` means the folder, not `/bszx` too. */
function pathOn(home: URL, prefix: string): string | undefined {
  const url = webAddress(prefix);
  const path =
    prefix.startsWith('/') && !prefix.startsWith('//') ? prefix : url?.host === home.host ? url.pathname : undefined;
  return path === undefined || /\/$|\.\w+$/.test(path) ? path : `${path}/`;
}
