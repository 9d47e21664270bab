import { normalName } from './names';

/**
 * 谁制作、谁公开 (《政府信息公开条例》第十条) — whether a printed organ is the unit itself. Names are compared as printed:
 * 明州市清河县教育局 and 清河县教育局 are one, 清河县教育局基础教育科 is part of it, 明州市教育局 is another.
 */
export function isSameOrgan(printed: string, names: readonly string[]): boolean {
  const organ = normalOrgan(printed);
  return names.some((name) => isOneOf(organ, normalOrgan(name)));
}

/**
 * Whether the print may be a short form of one of the names: 教育局, 县教体局, 镇政府, 白石镇党政办. Enough to keep a text
 * from being counted as another's, never enough to accuse: what may be the unit's is doubt.
 */
export function mayBeSameOrgan(printed: string, names: readonly string[]): boolean {
  const short = regionAndRest(normalOrgan(printed));
  return isSameOrgan(printed, names) || names.some((name) => isShortForm(short, regionAndRest(normalOrgan(name))));
}

/** Organs printed one after another: 清河县教育局 清河县财政局. */
export function organsIn(printed: string): string[] {
  return printed
    .split(/[\s、，,;；/|]+/u)
    .map((part) => part.trim())
    .filter((part) => part.length >= 2);
}

/** Whether the text names an organ at all (and not a person, a newspaper or 本站). */
export function namesOrgan(text: string): boolean {
  const organ = normalName(text);
  return ORGAN_TAIL.test(organ) && !/^(?:本站|本网站?|网站|原创)/u.test(organ);
}

/** The organ whose text a title says it is: 明州市教育局 of 明州市教育局关于…的通知; null where it does not say. */
export function organOfTitle(title: string): string | null {
  const head = TITLE_HEAD.exec(title.normalize('NFKC').replace(/\s+/gu, ''))?.[1];
  return head && ORGAN_TAIL.test(head) ? head : null;
}

/** 转发 of another organ's text, by its title or a central document number. */
export function isReprintTitle(title: string): boolean {
  return /^(?:\[?转发\]?|【转发】|\(转发\)|转载)|转发.{0,40}(?:通知|意见|办法|方案|决定)/u.test(
    title.normalize('NFKC'),
  );
}

const ORGAN_TAIL =
  /(?:人民政府|政府|委员会|办公室|办公厅|国务院|[局厅部委办署院会]|中心|大队|支队|分局|街道办事处|街道办|法院|检察院|指挥部|领导小组|[处科股站所])$/u;
const TITLE_HEAD = /^((?:[^关《“"(]|(?!关于)关){2,40}?)(?:关于|印发|转发)/u;
/** Up to the last 省市县区…: 市场, 市政, 乡村, 区划 are no regions. */
const REGION = /^.{0,20}(?:[省县州盟旗镇]|市(?!场|政)|区(?!划|块)|乡(?!村)|街道)/u;
const REGION_END = /[省市区县州盟旗]$/u;

/** 镇人民政府 and 镇政府 are one. */
function normalOrgan(printed: string): string {
  return normalName(printed).replace('人民政府', '政府');
}

interface OrganParts {
  /** 明州市清河县, 县 or nothing. */
  readonly region: string;
  readonly rest: string;
}

function regionAndRest(organ: string): OrganParts {
  const region = REGION.exec(organ)?.[0] ?? '';
  return { region, rest: organ.slice(region.length) };
}

function isShortForm(one: OrganParts, other: OrganParts): boolean {
  if (!isSameRegion(one.region, other.region)) return false;
  if (/(?:[镇乡]|街道)$/u.test(one.region) && one.region.length > 2) return true;
  if (one.rest === '' || other.rest === '') return false;
  return one.rest[0] === other.rest[0] && one.rest.at(-1) === other.rest.at(-1);
}

/** 县 is this county, no region is any, 清河县 is 明州市清河县. */
function isSameRegion(one: string, other: string): boolean {
  const [short = '', long = ''] = one.length <= other.length ? [one, other] : [other, one];
  return long.endsWith(short);
}

function isOneOf(organ: string, name: string): boolean {
  if (name.length < 2 || organ.length < 2) return false;
  if (organ === name) return true;
  if (organ.startsWith(name)) return isOwnOffice(organ.slice(name.length));
  return endsAfterRegion(organ, name) || endsAfterRegion(name, organ);
}

/** 办公室, 基础教育科, 执法大队: an office of the unit, not a unit under it. */
function isOwnOffice(rest: string): boolean {
  return rest.length <= 14 && /(?:办公室|办公厅|[处科股室组办]|中心|大队|党组|党委|机关)$/u.test(rest);
}

/** The longer name is the shorter one with its region in front: 明州市 + 清河县教育局. */
function endsAfterRegion(longer: string, shorter: string): boolean {
  if (!longer.endsWith(shorter) || longer.length === shorter.length) return false;
  const region = longer.slice(0, -shorter.length);
  return REGION_END.test(region) && /^.{1,8}[县区市镇乡旗]|^.{1,8}街道/u.test(shorter);
}
