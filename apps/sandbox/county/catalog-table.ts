import { CatalogPlan, RowPlan, UnitPlan } from './plan';

/** 公开渠道和载体 as the national guides list them. */
const CHANNELS = [
  '政府网站',
  '政府公报',
  '两微一端',
  '发布会/听证会',
  '广播电视',
  '纸质媒体',
  '公开查阅点',
  '政务服务中心',
  '便民服务站',
  '入户/现场',
  '社区/企事业单位/村公示栏',
  '精准推送',
  '其他',
];
const GLYPHS = {
  '■□': ['■', '□'],
  'R£': ['R', '£'],
  '☑□': ['☑', '□'],
  '√': ['√', '□'],
  selectedOnly: ['', ''],
} as const;

/** A cell of the header: text, and how many columns it spans in the first of two header rows. */
export interface HeaderCell {
  readonly text: string;
  readonly under: readonly string[];
}

/** 政务公开事项标准目录 as a table, before it becomes a file. */
export interface CatalogTable {
  /** Lines above the table. */
  readonly preamble: readonly string[];
  readonly header: readonly HeaderCell[];
  /** Cells of each row, flat, one per leaf column. */
  readonly rows: readonly (readonly string[])[];
  /** Leaf columns whose equal neighbours are merged downwards. */
  readonly merged: readonly number[];
}

export function catalogTable({ name, kind, catalog }: UnitPlan): CatalogTable {
  const levels = catalog.itemLevels === 3 ? ['一级事项', '二级事项', '三级事项'] : ['一级事项', '二级事项'];
  const header: HeaderCell[] = [
    cell('序号'),
    cell('公开事项', levels),
    cell(catalog.glyphs === 'R£' ? '公开内容(要素)及要求' : '公开内容（要素）'),
    cell('公开依据'),
    cell('公开时限'),
    cell('公开主体'),
    cell(catalog.glyphs === 'selectedOnly' ? '公开渠道和载体' : '公开渠道和载体（“■”表示必选项，“□”表示可选项）'),
    cell('公开对象', ['全社会', '特定群体（请写明）']),
    cell('公开方式', ['主动', '依申请公开']),
    cell('公开层级', ['县级', '乡级']),
    ...(catalog.sectionHeader ? [cell(catalog.sectionHeader)] : []),
  ];
  const isTown = kind === 'town';
  const kept = keptColumns(header, catalog.omits ?? []);
  return {
    preamble: ['附件', `${name}政务公开事项标准目录（2026年版）`, `填报单位：${name}　　填报时间：2026年1月`],
    header: header.filter(({ text }) => !catalog.omits?.includes(text)),
    rows: catalog.rows.map((row, index) =>
      cells(row, index, name, isTown, catalog).filter((_text, column) => kept[column]),
    ),
    merged: catalog.itemLevels === 3 ? [1, 2] : [1],
  };
}

/** Leaf columns that stay, in order. */
function keptColumns(header: readonly HeaderCell[], omits: readonly string[]): boolean[] {
  return header.flatMap(({ text, under }) => (under.length > 0 ? under : [text]).map(() => !omits.includes(text)));
}

const cell = (text: string, under: readonly string[] = []): HeaderCell => ({ text, under });

function cells(row: RowPlan, index: number, unit: string, isTown: boolean, catalog: CatalogPlan): string[] {
  const [group = '', ...rest] = row.levels;
  const inner = catalog.itemLevels === 3 && rest.length === 1 ? [...rest, ''] : rest;
  const tick = (isTicked: boolean) => (isTicked ? '√' : '');
  const section = row.column ?? row.at ?? '';
  return [
    String(index + 1),
    group,
    ...inner,
    row.elements,
    row.basis,
    row.timeLimit,
    row.publisher ?? unit,
    channelsText(row, index, catalog.glyphs),
    tick(!row.audience),
    row.audience ?? '',
    tick(row.method === 'proactive'),
    tick(row.method === 'onRequest'),
    tick(!isTown),
    tick(isTown),
    ...(catalog.sectionHeader ? [section] : []),
  ];
}

function channelsText(row: RowPlan, index: number, glyphs: CatalogPlan['glyphs']): string {
  const extra = row.channels.includes('政府网站') && index % 3 === 1 ? ['两微一端'] : [];
  const selected = [...row.channels, ...extra];
  if (glyphs === 'selectedOnly') return selected.join('、');
  const [on, off] = GLYPHS[glyphs];
  const known = CHANNELS.map((name) => `${selected.includes(name) ? on : off}${name}`);
  return [...known, ...selected.filter((name) => !CHANNELS.includes(name)).map((name) => `${on}${name}`)].join(' ');
}

/** Row number of item `index` in the file, counted from 1 including the lines above it. */
export function rowNumber({ catalog, ...unit }: UnitPlan, index: number): number {
  const above = catalog.form === 'xlsx' ? catalogTable({ catalog, ...unit }).preamble.length : 0;
  const hasTwoHeaderRows = catalog.form !== 'csv' || catalog.glyphs === 'selectedOnly';
  return above + (hasTwoHeaderRows ? 2 : 1) + index + 1;
}
