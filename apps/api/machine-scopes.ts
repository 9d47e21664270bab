/**
 * What a machine's token may be good for: an area of the API, to read or to write. People's own affairs (session, security,
 * accounts, the trail) are no machine's.
 */
export const TOKEN_AREAS = {
  alerts: '告警',
  notices: '整改通知',
  objections: '异议',
  units: '单位',
  catalogs: '目录',
  captures: '网页快照',
  reports: '报告',
  registers: '台账',
  calendar: '工作日历',
  rules: '规则',
  sites: '网站与栏目',
} as const;
export type TokenArea = keyof typeof TOKEN_AREAS;
export type TokenScope = `${TokenArea}:${'read' | 'write'}`;

export const TOKEN_SCOPES = (Object.keys(TOKEN_AREAS) as TokenArea[]).flatMap((area): TokenScope[] => [
  `${area}:read`,
  `${area}:write`,
]) as [TokenScope, ...TokenScope[]];

/** The scope that a request needs of a token: by the first word of its path below /api, and whether it changes anything. */
export function scopeOf(method: string, path: string): string {
  const [, area = ''] = /^\/api\/([\w-]+)/.exec(path) ?? [];
  return `${area}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}
