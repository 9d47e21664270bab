import { channelText } from './canonical-table';
import { roleOfLabel } from './catalog-columns';
import { METHODS, POST_FIELDS } from './catalog-diff';
import { readCatalogTable } from './catalog-table';
import { CatalogProblem, DisclosureItem } from './disclosure-catalog';
import { gridOfText } from './grid';
import { ownColumns } from './own-columns';

/** One row as a person edits it: the text of each column, levels and 层级 one by one. */
export interface RowTexts {
  readonly sequence: string;
  readonly domain: string;
  readonly levels: readonly string[];
  readonly elements: string;
  readonly basis: string;
  readonly timeLimit: string;
  readonly unit: string;
  readonly channels: string;
  readonly audience: string;
  readonly method: DisclosureItem['method'];
  readonly tiers: readonly string[];
  readonly section: string;
  readonly post: Readonly<Record<(typeof POST_FIELDS)[number][0], string>>;
  /** Columns of the table's own, by header. */
  readonly own: Readonly<Record<string, string>>;
}

/** The texts an editor starts from; `itemFromTexts` of them says the same again. */
export function rowTexts(item: DisclosureItem): RowTexts {
  return {
    sequence: Object.entries(item.cells).find(([label]) => roleOfLabel(label) === 'sequence')?.[1] ?? '',
    domain: item.domain ?? '',
    levels: item.levels,
    elements: item.elements.join('\n'),
    basis: item.basis.join('\n'),
    timeLimit: item.timeLimit ?? '',
    unit: item.unit ?? '',
    channels: channelText(item),
    audience: item.audience ?? '',
    method: item.method,
    tiers: item.tiers,
    section: item.section ?? '',
    post: Object.fromEntries(POST_FIELDS.map(([key]) => [key, item.post?.[key] ?? ''])) as RowTexts['post'],
    own: Object.fromEntries(ownColumns(item)),
  };
}

/** Reads edited texts the way an imported row is read; no item where they give it no name. */
export function itemFromTexts(
  texts: RowTexts,
  row: number,
): { readonly item: DisclosureItem | undefined; readonly problems: readonly CatalogProblem[] } {
  const columns = columnsOf(texts).filter(([header, text]) => text.trim() !== '' || ALWAYS.has(header));
  const grid = gridOfText([columns.map(([header]) => header), columns.map(([, text]) => text.trim())], row - 1);
  const { items, problems } = readCatalogTable(grid);
  const [item] = items;
  return { item: item && { ...item, row }, problems: problems.filter(({ code }) => code !== 'unknown-column') };
}

/** The item with the fields whose text was changed; those left alone stay exactly as they were read. */
export function editedItem(original: DisclosureItem, texts: RowTexts): ReturnType<typeof itemFromTexts> {
  const read = itemFromTexts(texts, original.row);
  if (!read.item) return read;
  const before = rowTexts(original);
  const { elements, basis, channels, tiers } = original;
  const kept = {
    ...(texts.elements === before.elements ? { elements } : {}),
    ...(texts.basis === before.basis ? { basis } : {}),
    ...(texts.channels === before.channels ? { channels } : {}),
    ...(texts.tiers.join('\n') === before.tiers.join('\n') ? { tiers } : {}),
  };
  const sheet = original.sheet === undefined ? {} : { sheet: original.sheet };
  return { ...read, item: { ...read.item, ...kept, ...sheet } };
}

/** Without these there would be no header, and an empty limit no problem. */
const ALWAYS = new Set(['公开时限', '公开主体', '公开内容（要素）']);

function columnsOf(texts: RowTexts): [header: string, text: string][] {
  const levels = texts.levels.map((level) => level.trim()).filter(Boolean);
  return [
    ['序号', texts.sequence],
    ['公开领域', texts.domain],
    ...(levels.length > 0 ? levels : ['']).map((level, place): [string, string] => [
      `公开事项/${LEVELS[place]}`,
      level,
    ]),
    ['公开内容（要素）', texts.elements],
    ['公开依据', texts.basis],
    ['公开时限', texts.timeLimit],
    ['公开主体', texts.unit],
    ...POST_FIELDS.map(([key, header]): [string, string] => [header, texts.post[key]]),
    ['公开渠道和载体', texts.channels],
    ['网站栏目', texts.section],
    ['公开范围', texts.audience],
    ['公开属性', METHODS[texts.method]],
    ...texts.tiers.map((tier): [string, string] => [`公开层级/${tier.replace(/\s/g, '')}`, '√']),
    ...Object.entries(texts.own).map(([header, text]): [string, string] => [header.replace(/#\d+$/, ''), text]),
  ];
}

const LEVELS = [...'一二三四五六七八九'].map((digit) => `${digit}级事项`);
