import { Grid, GridCell, GridRow, squeezed } from '@app/catalog/grid';

/** Something in the lists a person has to look at; `row` counts from 1 as in the file, null where it concerns the sheet. */
export interface UnitsProblem {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
  /** Chinese: what was expected and what was found. */
  readonly message: string;
}

/** A worksheet of the list with its columns found. */
export interface UnitsSheet {
  readonly rows: readonly GridRow[];
  cell(row: GridRow, column: string): string;
  place(row: GridRow, column: string): Omit<UnitsProblem, 'message'>;
}

/** The first sheet whose header has the telling columns; a problem where there is none or a required column lacks. */
export function sheetWith(sheets: readonly Grid[], wanted: Columns, problems: UnitsProblem[]): UnitsSheet | undefined {
  for (const sheet of sheets) {
    const header = headerOf(sheet, wanted);
    if (!header) continue;
    const lacking = Object.entries(wanted.required).find(([key]) => !header.columns.has(key))?.[1];
    if (!lacking) return unitsSheet(sheet, header);
    const row = sheet.rows[header.index]?.row ?? null;
    problems.push({
      sheet: sheet.name ?? null,
      row,
      column: lacking,
      message: `“${wanted.title}”表缺少“${lacking}”列`,
    });
    return undefined;
  }
  if (!wanted.isOptional) problems.push({ sheet: null, row: null, column: null, message: absence(wanted) });
  return undefined;
}

function absence({ title, required }: Columns): string {
  const columns = Object.values(required).map((name) => `“${name}”`);
  return `没有找到“${title}”表：应有一张含 ${columns.join('、')} 列的工作表`;
}

function unitsSheet(sheet: Grid, { columns, index }: Header): UnitsSheet {
  const titles = sheet.rows[index]?.cells ?? [];
  const textAt = (cells: readonly GridCell[], column: string) => cells[columns.get(column) ?? -1]?.text.trim();
  return {
    rows: sheet.rows.slice(index + 1).filter(isFilled),
    cell: ({ cells }, column) => textAt(cells, column) ?? '',
    place: ({ row }, column) => ({ sheet: sheet.name ?? null, row, column: textAt(titles, column) ?? null }),
  };
}

const isFilled = ({ cells }: GridRow) =>
  cells.some(({ text, mergedFrom }) => text.trim() !== '' && mergedFrom !== 'left');

interface Header {
  readonly columns: ReadonlyMap<string, number>;
  /** Of the header among the sheet's rows. */
  readonly index: number;
}

function headerOf(sheet: Grid, { headers, telling }: Columns): Header | undefined {
  for (const [index, { cells }] of sheet.rows.slice(0, HEADER_WITHIN).entries()) {
    const columns = new Map<string, number>();
    cells.forEach(({ text }, column) => {
      const key = Object.keys(headers).find((name) => !columns.has(name) && headers[name]?.test(squeezed(text)));
      if (key) columns.set(key, column);
    });
    if (telling.every((key) => columns.has(key))) return { columns, index };
  }
  return undefined;
}

/** What a sheet must hold. */
export interface Columns {
  readonly title: string;
  /** By what the header says, whitespace removed. */
  readonly headers: Readonly<Record<string, RegExp>>;
  /** Headers that must be there, with what to call them. */
  readonly required: Readonly<Record<string, string>>;
  /** Headers that make the sheet this one. */
  readonly telling: readonly string[];
  readonly isOptional?: boolean;
}

export const UNIT_COLUMNS: Columns = {
  title: '单位',
  headers: {
    name: /^(?:单位)?(?:名称|全称)$|^单位$/,
    aliases: /别名|简称|曾用名/,
    kind: /类型|类别|性质/,
    registeredOn: /(?:登记|纳入|接入).*(?:日期|时间)/,
    contact: /联络[人员]|联系人/,
    email: /邮箱|邮件|e-?mail/i,
  },
  required: { name: '名称', kind: '类型' },
  telling: ['name', 'kind'],
};
export const SITE_COLUMNS: Columns = {
  title: '网站',
  headers: {
    unit: /^(?:主办)?单位(?:名称)?$/,
    siteName: /网站名称|站点名称/,
    homeUrl: /首页|网址|网站地址|url/i,
    prefixes: /范围|前缀|路径/,
    isOwnSite: /独立|自有|自建/,
  },
  required: { unit: '单位', homeUrl: '首页网址' },
  telling: ['unit', 'homeUrl'],
};
export const PLAN_COLUMNS: Columns = {
  title: '栏目保障',
  headers: {
    unit: /^(?:主办|保障|责任)?单位(?:名称)?$/,
    section: /栏目/,
    updateLimit: /更新(?:标准|频率|周期|要求|时限)/,
  },
  required: { unit: '单位', section: '栏目', updateLimit: '更新标准' },
  telling: ['section', 'updateLimit'],
  isOptional: true,
};
const HEADER_WITHIN = 10;
