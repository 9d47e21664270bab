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
  { path: '/matches', name: '匹配复核' },
  { path: '/worklists', name: '待办清单' },
  { path: '/objections', name: '异议' },
  { path: '/reports', name: '报告' },
  { path: '/sites', name: '网站与栏目' },
  { path: '/rules', name: '规则' },
  { path: '/deadlines', name: '期限日历' },
  { path: '/calendar', name: '工作日历' },
];

/** What each role is led to; the API decides what it may see. */
export const PLACES: Record<Role, readonly Place[]> = {
  admin: OVERSIGHT,
  supervisor: OVERSIGHT,
  assessor: OVERSIGHT.filter(({ path }) =>
    ['/overview', '/alerts', '/units', '/catalogs', '/reports', '/rules', '/deadlines', '/calendar'].includes(path),
  ),
  unitOfficer: [
    { path: '/desk', name: '首页' },
    { path: '/notices', name: '整改通知' },
    { path: '/alerts', name: '告警' },
    { path: '/catalogs', name: '目录' },
    { path: '/deadlines', name: '期限日历' },
    { path: '/calendar', name: '工作日历' },
    { path: '/rules', name: '规则' },
  ],
};
