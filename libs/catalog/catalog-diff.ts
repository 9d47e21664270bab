import { DisclosureItem, Post } from './disclosure-catalog';
import { itemKeys } from './item-key';
import { ownColumns } from './own-columns';

/** One field of an item before and after, as a person reads it; empty where it says nothing. */
export interface FieldChange {
  /** 公开时限, 公开主体 … or the header of a column of the table's own. */
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export interface DiffLine {
  readonly key: string;
  readonly row: number;
  readonly levels: readonly string[];
}

export interface ChangedLine extends DiffLine {
  readonly fields: readonly FieldChange[];
}

/** 目录差异 — what one version says that the other does not. Moving a row changes nothing. */
export interface CatalogDiff {
  readonly added: readonly DiffLine[];
  readonly removed: readonly DiffLine[];
  readonly changed: readonly ChangedLine[];
  readonly unchanged: number;
}

/**
 * Compares two versions. An item is known by its levels; of several with the same levels those that say the same are
 * paired first, the rest in their order.
 */
export function catalogDiff(before: readonly DisclosureItem[], after: readonly DisclosureItem[]): CatalogDiff {
  const old = byLevels(before);
  const diff = { added: [] as DiffLine[], removed: [] as DiffLine[], changed: [] as ChangedLine[], unchanged: 0 };
  for (const [levels, lines] of byLevels(after)) {
    const { same, pairs, left, come } = paired(old.get(levels) ?? [], lines);
    old.delete(levels);
    diff.unchanged += same;
    diff.added.push(...come.map(lineOf));
    diff.removed.push(...left.map(lineOf));
    for (const [was, is] of pairs) diff.changed.push({ ...lineOf(is), fields: fieldChanges(was.item, is.item) });
  }
  for (const lines of old.values()) diff.removed.push(...lines.map(lineOf));
  return diff;
}

/** A difference as a page shows it: all counted, the first lines of each kind. */
export interface ShortDiff {
  readonly added: ShortLines<DiffLine>;
  readonly removed: ShortLines<DiffLine>;
  readonly changed: ShortLines<ChangedLine>;
  readonly unchanged: number;
}

export interface ShortLines<T> {
  readonly total: number;
  readonly lines: readonly T[];
}

export function shortDiff({ added, removed, changed, unchanged }: CatalogDiff, most: number): ShortDiff {
  const short = <T>(lines: readonly T[]) => ({ total: lines.length, lines: lines.slice(0, most) });
  return { added: short(added), removed: short(removed), changed: short(changed), unchanged };
}

/** The fields in which two items differ; empty where both say the same. */
export function fieldChanges(before: DisclosureItem | undefined, after: DisclosureItem | undefined): FieldChange[] {
  const [was, is] = [factsOf(before), factsOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const change = { field, before: was.get(field) ?? '', after: is.get(field) ?? '' };
    return change.before === change.after ? [] : [change];
  });
}

/** Everything an item says, by Chinese field name; where it stands in its file is no part of it. */
export function factsOf(item: DisclosureItem | undefined): Map<string, string> {
  if (!item) return new Map();
  const facts: [string, string | null | undefined][] = [
    ['领域', item.domain],
    ['公开事项', item.levels.join(' > ')],
    ['公开内容（要素）', item.elements.join('\n')],
    ['公开依据', item.basis.join('\n')],
    ['公开时限', item.timeLimit],
    ['公开主体', item.unit],
    ['公开渠道和载体', item.channels.map(({ name, selected }) => `${selected ? '■' : '□'}${name}`).join('\n')],
    ['公开对象', item.audience],
    ['公开方式', METHODS[item.method]],
    ['公开层级', item.tiers.join('、')],
    ['网站栏目', item.section],
    ...POST_FIELDS.map(([key, label]) => [label, item.post?.[key]] as [string, string | undefined]),
  ];
  const own = ownColumns(item).map(([label, text]) => [FIELDS.has(label) ? `${label}（原表）` : label, text] as const);
  return new Map([...facts.filter((fact): fact is [string, string] => Boolean(fact[1])), ...own]);
}

export const METHODS: Readonly<Record<DisclosureItem['method'], string>> = {
  proactive: '主动',
  onRequest: '依申请',
  both: '主动、依申请',
  unknown: '',
};

/** The fields of a 岗位 with their headers. */
export const POST_FIELDS: readonly (readonly [keyof Post, string])[] = [
  ['division', '责任科室'],
  ['position', '岗位'],
  ['authority', '权限'],
  ['procedure', '程序'],
  ['handlingLimit', '办理时限'],
];

/** A column of the source may be called as a field and say something else beside it. */
const FIELDS = new Set([
  '公开内容（要素）',
  '公开依据',
  '公开时限',
  '公开主体',
  '公开渠道和载体',
  '公开对象',
  '公开方式',
  '公开层级',
  '网站栏目',
]);

interface Line {
  readonly item: DisclosureItem;
  readonly key: string;
  readonly facts: string;
}

function byLevels(items: readonly DisclosureItem[]): Map<string, Line[]> {
  const keys = itemKeys(items);
  const groups = new Map<string, Line[]>();
  for (const [index, item] of items.entries()) {
    const levels = item.levels.join(' > ');
    const line = { item, key: keys[index] as string, facts: JSON.stringify([...factsOf(item)]) };
    const group = groups.get(levels);
    if (group) group.push(line);
    else groups.set(levels, [line]);
  }
  return groups;
}

function paired(before: readonly Line[], after: readonly Line[]) {
  const unpaired = new Map<string, Line[]>();
  for (const line of before) unpaired.set(line.facts, [...(unpaired.get(line.facts) ?? []), line]);
  const differing = after.filter(({ facts }) => unpaired.get(facts)?.shift() === undefined);
  const left = [...unpaired.values()].flat().sort((a, b) => a.item.row - b.item.row);
  const pairs = differing.slice(0, left.length).map((line, index) => [left[index] as Line, line] as const);
  return {
    same: after.length - differing.length,
    pairs,
    left: left.slice(pairs.length),
    come: differing.slice(pairs.length),
  };
}

function lineOf({ key, item }: Line): DiffLine {
  return { key, row: item.row, levels: item.levels };
}
