import type { Role } from '../../api/views';

export interface Place {
  readonly path: string;
  readonly name: string;
}

const OVERSIGHT: readonly Place[] = [
  { path: '/overview', name: '总览' },
  { path: '/alerts', name: '告警' },
  { path: '/notices', name: '整改通知' },
  { path: '/units', name: '单位' },
  { path: '/catalogs', name: '目录' },
  { path: '/registers', name: '台账' },
  { path: '/matches', name: '匹配复核' },
  { path: '/worklists', name: '待办清单' },
  { path: '/objections', name: '异议' },
  { path: '/reports', name: '报告' },
  { path: '/sites', name: '网站与栏目' },
  { path: '/rules', name: '规则' },
  { path: '/deadlines', name: '期限日历' },
  { path: '/calendar', name: '工作日历' },
];

const ADMINISTRATION: readonly Place[] = [{ path: '/accounts', name: '账号' }];

const among = (...paths: readonly string[]) => OVERSIGHT.filter(({ path }) => paths.includes(path));

/** What each role is led to; the API decides what it may see. */
const PLACES: Record<Role, readonly Place[]> = {
  admin: [...OVERSIGHT, ...ADMINISTRATION],
  supervisor: OVERSIGHT,
  assessor: among(
    '/overview',
    '/alerts',
    '/units',
    '/catalogs',
    '/registers',
    '/reports',
    '/rules',
    '/deadlines',
    '/calendar',
  ),
  domainOwner: among('/overview', '/alerts', '/units', '/catalogs', '/rules', '/deadlines', '/calendar'),
  leader: among('/overview', '/alerts', '/notices', '/units', '/reports'),
  reviewer: among('/alerts', '/units', '/reports', '/rules'),
  auditor: [
    { path: '/trail', name: '操作记录' },
    { path: '/rules', name: '规则' },
  ],
  unitOfficer: [
    { path: '/desk', name: '首页' },
    { path: '/notices', name: '整改通知' },
    { path: '/alerts', name: '告警' },
    { path: '/catalogs', name: '目录' },
    { path: '/registers', name: '台账' },
    { path: '/deadlines', name: '期限日历' },
    { path: '/calendar', name: '工作日历' },
    { path: '/rules', name: '规则' },
  ],
};

/** All that somebody's roles lead to, each place once. Somebody of an office and of a unit begins with the office. */
export function placesOf(roles: readonly Role[]): readonly Place[] {
  const places = new Map(roles.flatMap((role) => PLACES[role]).map((place) => [place.path, place]));
  return [...places.values()];
}
