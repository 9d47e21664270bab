import { LocalDate } from '@app/calendar/local-date';

/** 单位 — who owes disclosure. */
export interface Unit {
  readonly name: string;
  /** Other names it signs with (简称, 曾用名). */
  readonly aliases: readonly string[];
  readonly kind: 'government' | 'department' | 'town' | 'enterprise' | 'village';
  /** 登记日期: nothing that fell due earlier is judged. */
  readonly registeredOn: LocalDate | null;
}

/** 内容保障方案 — how often one section must be renewed, by the site's own plan. */
export interface SectionPlan {
  /** Section name or path, levels joined by ` > `. */
  readonly section: string;
  /** 更新标准 as written. */
  readonly updateLimit: string;
}

/**
 * 单位的网站范围 — a host, a host with a path prefix, or listed sections of a shared portal.
 * Evidence from outside is refused.
 */
export interface SiteScope {
  readonly homeUrl: string;
  /** Path prefixes on that host that belong to the unit; empty = the whole host. */
  readonly pathPrefixes: readonly string[];
  /** True when the host is the unit's own; its home page is then judged too. */
  readonly isOwnSite: boolean;
  readonly plans: readonly SectionPlan[];
}

/** Whether `url` lies in the unit's scope: same host (and port), and under a prefix where there are any. */
export function isInScope(scope: SiteScope, url: string): boolean {
  const target = parsed(url);
  const home = parsed(scope.homeUrl);
  if (!target || !home || target.host !== home.host) return false;
  return scope.pathPrefixes.length === 0 || scope.pathPrefixes.some((prefix) => target.pathname.startsWith(prefix));
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

/** 单位类型 as the name tells it: 白石镇人民政府 is a town, 乡村振兴局 a department; undefined where it tells nothing. */
export function kindInName(name: string): Unit['kind'] | undefined {
  return KINDS_IN_NAMES.find(([pattern]) => pattern.test(name.trim()))?.[1];
}

/** By what the name ends with, the particular before the general. */
const KINDS_IN_NAMES: readonly (readonly [RegExp, Unit['kind']])[] = [
  [/(?:镇|乡|街道|苏木)(?:党工委|(?:人民)?政府|办事处|街道办)?(?:办公室)?$/u, 'town'],
  [/(?:村|社区)(?:(?:村民|居民)?委员会|[村居]委会)?$/u, 'village'],
  [/(?:^|[省市县区州旗盟])(?:人民)?政府(?:办公[室厅])?$/u, 'government'],
  [/(?:公司|集团|医院|学校|中学|小学|幼儿园|大学|学院|水厂|电厂)$/u, 'enterprise'],
  [/(?:局|委|委员会|办|办公室|中心|厅|部|大队|支队|总队|管理处|联合会|法院|检察院)$/u, 'department'],
];
