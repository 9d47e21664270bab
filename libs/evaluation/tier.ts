import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { kindInName, Unit } from '@app/sites/unit';

/**
 * 公开层级 — why a row ticked for other levels of government is not this unit's to disclose, in Chinese; undefined where it
 * is. The national guides tick 县级 and 乡级 in one table, and bureaus and towns copy it whole: a row ticked only for 乡级
 * is the towns' even in a bureau's catalog, and the other way round. Without ticks, with ticks nobody can place, and for
 * enterprises, which stand at no level, every row applies.
 */
export function otherTier({ tiers }: Pick<DisclosureItem, 'tiers'>, kind: Unit['kind']): string | undefined {
  const level = LEVEL_OF[kind];
  if (!level || tiers.length === 0) return undefined;
  const ticked = tiers.map(levelsIn);
  if (ticked.some((levels) => levels.length === 0 || levels.includes(level))) return undefined;
  return `公开层级只勾选“${tiers.join('、')}”，不是${LEVEL_NAME[level]}的公开事项`;
}

/**
 * 单位类型 of a unit that nobody registered: a department, unless that would leave rows out; then by its name, else by the
 * level for which all of its rows are ticked, else one at no level. A wrong guess would leave its duties out.
 */
export function likelyKind(name: string, items: readonly Pick<DisclosureItem, 'tiers'>[]): Unit['kind'] {
  const isOf = (kind: Unit['kind']) => items.every((item) => otherTier(item, kind) === undefined);
  if (isOf('department')) return 'department';
  return kindInName(name) ?? (isOf('town') ? 'town' : isOf('village') ? 'village' : 'enterprise');
}

type Level = 'county' | 'town' | 'village';

const LEVEL_OF: Readonly<Record<Unit['kind'], Level | undefined>> = {
  government: 'county',
  department: 'county',
  town: 'town',
  village: 'village',
  enterprise: undefined,
};

const LEVEL_NAME: Readonly<Record<Level, string>> = { county: '县级', town: '乡级', village: '村级' };

/** 县级, 区级, 市级 (a county may be a city), 乡级, 镇街, 乡（镇、街道）, 乡村级, 村（社区）. */
function levelsIn(tier: string): Level[] {
  const beyondVillage = tier.replace(/社区|[村居]/gu, '');
  return [
    ...(/[县区市州旗]/u.test(beyondVillage) ? (['county'] as const) : []),
    ...(/[乡镇街]|苏木/u.test(beyondVillage) ? (['town'] as const) : []),
    ...(beyondVillage === tier ? [] : (['village'] as const)),
  ];
}
