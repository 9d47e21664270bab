import { DisclosureItem } from './disclosure-catalog';
import { domainInCell, domainInTitle } from './domain-title';
import { squeezed } from './grid';

/** 领域 — a field of 基层政务公开标准化规范化 with the names it goes by and who is in charge of it. */
export interface Domain {
  readonly name: string;
  readonly aliases: readonly string[];
  /** 主管部门 as 皋政办发〔2020〕147号 附件2 and 苏府办〔2020〕250号 附件1 name them, without their place. */
  readonly competent: readonly string[];
  /** One of the 26 试点领域 of 国办发〔2019〕54号; others came later or were added by a region. */
  readonly isPilot: boolean;
}

/** A name that a region added; a `domain` not known yet is a new 领域. */
export interface DomainAlias {
  readonly alias: string;
  readonly domain: string;
}

/** 领域 by every name it is known by. */
export type DomainDictionary = ReadonlyMap<string, Domain>;

const pilot = (name: string, aliases: string, competent: string): Domain => ({
  name,
  aliases: listed(aliases),
  competent: listed(competent),
  isPilot: true,
});
const later = (name: string, aliases = '', competent = ''): Domain => ({
  name,
  aliases: listed(aliases),
  competent: listed(competent),
  isPilot: false,
});

/** The 26 in the order of 皋政办发〔2020〕147号 附件2, then later ones. */
export const DOMAINS: readonly Domain[] = [
  pilot('重大建设项目', '重大建设项目批准和实施', '发改委 自然资源和规划局 水务局 行政审批局'),
  pilot('税收管理', '税收', '税务局'),
  pilot('国有土地上房屋征收', '国有土地上房屋征收与补偿 国有土地上房屋征收和补偿 房屋征收', '住建局'),
  pilot('保障性住房', '住房保障', '住建局'),
  pilot('农村危房改造', '', '住建局'),
  pilot('市政服务', '', '城管局 住建局'),
  pilot('环境保护', '生态环境', '生态环境局'),
  pilot('公共法律服务', '', '司法局'),
  pilot('城市综合执法', '', '城管局'),
  pilot('社会救助', '', '民政局'),
  pilot('医疗卫生', '卫生健康', '卫健委'),
  pilot('国土空间规划', '城乡规划', '自然资源和规划局'),
  pilot('征地补偿', '农村集体土地征收', '自然资源和规划局'),
  pilot('财政预决算', '财政预算决算', '财政局'),
  pilot('安全生产', '', '应急管理局'),
  pilot('救灾', '救灾生产', '应急管理局'),
  pilot('涉农补贴', '涉农补偿', '农业农村局'),
  pilot('扶贫', '乡村振兴 脱贫攻坚 扶贫开发', '农业农村局'),
  pilot('公共资源交易', '公共资源配置', '行政审批局'),
  pilot('食品药品监管', '食品药品', '市场监管局'),
  pilot('公共文化服务', '公共文化', '文体广电和旅游局 文广旅局'),
  pilot('就业创业', '就业', '人社局'),
  pilot('社会保险', '', '人社局'),
  pilot('养老服务', '', '民政局'),
  pilot('户籍管理', '户籍', '公安局'),
  pilot('义务教育', '', '教育局'),
  later('交通运输', '交通', '交通运输局'),
  later('统计', '', '统计局'),
  later('水利', '', '水利局'),
  later('旅游', '', '文体广电和旅游局'),
  later('自然资源', '', '自然资源和规划局'),
  later('医疗保障', '医保', '医疗保障局'),
];

/** The dictionary with what a region added. An alias of the region goes before a built-in one. */
export function domainDictionary(added: readonly DomainAlias[] = []): DomainDictionary {
  const dictionary = new Map<string, Domain>();
  for (const domain of DOMAINS)
    for (const name of [domain.name, ...domain.aliases]) dictionary.set(keyOf(name), domain);
  for (const { alias, domain } of added) {
    const known = dictionary.get(keyOf(domain)) ?? later(domain);
    dictionary.set(keyOf(known.name), known);
    dictionary.set(keyOf(alias), known);
  }
  return dictionary;
}

/**
 * 领域 named by a text: a cell (社会救助领域), a level, or a title (清河县社会救助领域基层政务公开标准目录). Only whole
 * names count; a text that names several, or one that merely holds a name (救灾物资储备), names none.
 */
export function domainOf(text: string, dictionary: DomainDictionary = BUILT_IN): Domain | undefined {
  return dictionary.get(keyOf(domainInCell(text) ?? '')) ?? dictionary.get(keyOf(domainInTitle(text) ?? ''));
}

/** 领域 of a row: as its column or the title above says, otherwise by the one level that is a 领域. */
export function domainOfItem(
  { domain, levels }: Pick<DisclosureItem, 'domain' | 'levels'>,
  dictionary: DomainDictionary = BUILT_IN,
): Domain | undefined {
  const named = domain === undefined ? undefined : domainOf(domain, dictionary);
  if (named) return named;
  const found = new Set(levels.flatMap((level) => domainOf(level, dictionary) ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}

/** Every name of the 领域 that rows belong to; a 领域 nobody knows goes by what its column or title says. */
export function domainNames(items: readonly Pick<DisclosureItem, 'domain' | 'levels'>[]): string[] {
  const names = items.flatMap((item) => {
    const known = domainOfItem(item);
    return known ? [known.name, ...known.aliases] : (domainInCell(item.domain ?? null) ?? []);
  });
  return [...new Set(names)];
}

/** The name under which rows of one 领域 meet; undefined for a row of none. */
export function domainKey(item: Pick<DisclosureItem, 'domain' | 'levels'>): string | undefined {
  return domainOfItem(item)?.name ?? domainInCell(item.domain ?? null);
}

function listed(names: string): string[] {
  return names.split(' ').filter(Boolean);
}

/** * marks the ones a county took on; full-width signs and blanks differ from table to table. */
function keyOf(name: string): string {
  return squeezed(name.normalize('NFKC')).replace(/[*“”"'《》]/g, '');
}

const BUILT_IN = domainDictionary();
