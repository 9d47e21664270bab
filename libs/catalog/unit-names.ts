import { squeezed } from './grid';

/** A unit as far as its names go. */
export interface NamedUnit {
  readonly id: number;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: string;
}

/** A person's word on a name, by `organNameKey`: the unit meant, or null for no unit at all. */
export type OrganDecisions = Readonly<Record<string, number | null>>;

export interface ResolveOptions {
  /** The unit whose catalog it is: 党政办, 本单位 and 镇级人民政府 mean it. */
  readonly own?: number;
  readonly decisions?: OrganDecisions;
}

/** 公开主体 of a row: the units meant, and the names that mean none we know. */
export interface ResolvedNames {
  readonly resolved: readonly number[];
  readonly unresolved: readonly string[];
}

/**
 * 公开主体 as written → units. Names are parted at 、；/ and before 及, 和 behind an organ; each is a unit's name or
 * alias with or without the places in front, its office (县民政局社会救助股), a kind (各镇（街道）), or what a person decided.
 * A name that fits two units fits none: it goes to the work list.
 */
export function resolveUnitNames(
  text: string,
  units: readonly NamedUnit[],
  { own, decisions = {} }: ResolveOptions = {},
): ResolvedNames {
  const resolved = new Set<number>();
  const unresolved = new Set<string>();
  for (const name of organNames(text)) {
    const decided = decisions[organNameKey(name)];
    if (decided === null) continue;
    const found = decided === undefined ? unitsNamed(name, units, own) : [decided];
    for (const id of found) resolved.add(id);
    if (found.length === 0) unresolved.add(name);
  }
  return { resolved: [...resolved], unresolved: [...unresolved] };
}

/** The names in a 公开主体 cell, in order, each once. */
export function organNames(text: string): string[] {
  const parts = text
    .normalize('NFKC')
    .split(/[、,;\/|·\n\r]+|(?<=[一-鿿])[ \t]+(?=[一-鿿]{3})/)
    .flatMap((part) => part.split(CONJUNCTION))
    .map((part) => squeezed(part).replace(/^(?:\d{1,2}[.)]|[及和与或]|由|其中:?)+|[.。:等]+$/g, ''));
  return [...new Set(parts.filter((part) => /[一-鿿]{2}/.test(part)))];
}

/** One spelling of a name: what a decision is remembered under. */
export function organNameKey(name: string): string {
  return squeezed(name.normalize('NFKC')).replace(/[()“”"'《》<>]/g, '');
}

/** 县民政局和财政局 is two; 自然资源和规划局 is one. */
const CONJUNCTION = /(?<=局|委|委员会|政府|办公室|办事处|中心|公司|镇|乡|街道|部门|单位|医院|学校)(?:以?及|和|与|或)/;

function unitsNamed(name: string, units: readonly NamedUnit[], own: number | undefined): number[] {
  const key = organNameKey(name);
  const same = units.filter((unit) => namesOf(unit).includes(key));
  if (same.length > 0) return same.length === 1 ? ids(same) : [];
  const generic = unitsOfKind(key, units, own);
  if (generic) return generic;
  const direct = [key, organNameKey(name.replace(/\([^()]*\)/g, ''))].map((one) => byPlace(one, units));
  const office = OFFICE.exec(key)?.[1];
  for (const found of [...direct, office ? byPlace(office, units) : [], byDuty(key, units)])
    if (found.length === 1) return ids(found);
  return [];
}

const ids = (units: readonly NamedUnit[]): number[] => units.map(({ id }) => id);

const namesOf = ({ name, aliases }: NamedUnit): string[] => [name, ...aliases].map(organNameKey);

/** 县民政局社会救助股 → 县民政局. */
const OFFICE =
  /^(.{0,14}?(?:局|委员会|委|人民政府|政府|办事处|公司))(?:.{1,12}(?:办公室|科|股|室|处|组|中心|大队|办))$/;

/** 各镇（街道）, 镇级人民政府, 县直各部门, 本单位; undefined for a name of its own. */
function unitsOfKind(key: string, units: readonly NamedUnit[], own: number | undefined): number[] | undefined {
  if (
    /^(?:本(?:单位|机关|部门|局|委|镇|乡|街道|级)|各?单位自身|党政(?:综合)?办(?:公室)?|(?:综合|局|镇|乡)办公室|办公室)$/.test(
      key,
    )
  )
    return own === undefined ? [] : [own];
  const self = units.find(({ id }) => id === own);
  for (const [pattern, kind] of KINDS) {
    if (!pattern.test(key)) continue;
    if (self?.kind === kind && !/^各/.test(key)) return [self.id];
    return ids(units.filter((unit) => unit.kind === kind));
  }
  return undefined;
}

const TOWN = '(?:乡镇街道|乡镇|镇街道|镇乡|镇街|镇|乡|街道)';
const KINDS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^(?:各|全县各|县内各|各有关)?${TOWN}(?:级)?(?:人民)?(?:政府)?(?:街道办事处|街道办|办事处)?$`), 'town'],
  [/^(?:各)?(?:县区|市县|区县|县市区|县|区)级?(?:人民)?政府$/, 'government'],
  [/^(?:(?:县|区|市)(?:直|级)?)?各(?:有关|相关|县直|区直|市直)?(?:部门|单位|委办局)$/, 'department'],
  [/^(?:各)?(?:村居|村社区|村|社区|行政村|居)(?:级|民)?(?:委员会|委会|村民委员会|居民委员会)?$/, 'village'],
];

/** Same name but for the places in front: 民政局 and 县民政局 are 明州市清河县民政局, 市民政局 is not. */
function byPlace(key: string, units: readonly NamedUnit[]): NamedUnit[] {
  const wanted = withoutRank(key);
  if (wanted.length < 2) return [];
  return units.filter((unit) =>
    namesOf(unit).some((name) => {
      const full = withoutRank(name);
      return full === wanted || isBehindPlace(full, wanted) || isBehindPlace(wanted, full);
    }),
  );
}

/** 白石镇人民政府, 白石镇政府 and 白石镇 are one; so are 东门街道办事处 and 东门街道. */
function withoutRank(name: string): string {
  return name.replace(/(?<=[县区市镇乡])(?:人民)?政府$|(?<=街道)(?:办事处|办)$/, '');
}

function isBehindPlace(longer: string, shorter: string): boolean {
  if (longer.length <= shorter.length || !longer.endsWith(shorter)) return false;
  const place = longer.slice(0, -shorter.length);
  return /[省市区县州盟旗]$/.test(place) || /^[县区镇乡市](?=.)/.test(shorter) || isRank(shorter);
}

/** 县 of 县政府: nothing is left of the name but its rank. */
const isRank = (name: string) => /^[县区镇乡市]$/.test(name);

/** 县级民政部门 and 卫健委 → the one bureau with that duty. */
function byDuty(key: string, units: readonly NamedUnit[]): NamedUnit[] {
  const duty = dutyOf(key);
  if (!duty) return [];
  const place = /^.{2,8}[县区]/.exec(key)?.[0] ?? '';
  const isBureau = (name: string) => name.includes(place) && isBureauOf(name, duty);
  return units.filter((unit) => unit.kind === 'department' && namesOf(unit).some(isBureau));
}

function dutyOf(key: string): string | undefined {
  const bare = key.replace(/^(?:各|.{0,6}[县区]|县区|区县)?级?(?=.{2})/, '');
  const stem = BUREAU.exec(bare)?.[1];
  return stem && stem.length >= 2 && !/[市省]级?$|^[市省]/.test(key.slice(0, key.indexOf(stem)))
    ? fullDuty(stem)
    : undefined;
}

function isBureauOf(name: string, duty: string): boolean {
  const stem = BUREAU.exec(name)?.[1] ?? '';
  const own = stem.replace(/^.*[县区市](?=.{2})/, '');
  return fullDuty(own) === duty;
}

const BUREAU = /^(.{2,20}?)(?:(?:行政)?(?:主管)?部门|局|委员会|委)$/;

function fullDuty(stem: string): string {
  return (DUTIES[stem] ?? stem).replace(/[和与]/g, '');
}

/** Short names of bureaus in use everywhere. */
const DUTIES: Readonly<Record<string, string>> = {
  发改: '发展和改革',
  卫健: '卫生健康',
  人社: '人力资源和社会保障',
  住建: '住房和城乡建设',
  文旅: '文化和旅游',
  文广旅: '文化广电和旅游',
  文体广旅: '文体广电和旅游',
  市监: '市场监督管理',
  市场监管: '市场监督管理',
  应急: '应急管理',
  工信: '工业和信息化',
  医保: '医疗保障',
  城管: '城市管理',
  交通: '交通运输',
  退役军人: '退役军人事务',
  审批: '行政审批',
  自然资源规划: '自然资源和规划',
};
