import type { SignOnOutcome } from '../../api/views';

/** How a log-in at the provider ended, in words; `/?sso=…` brings it. */
const OUTCOMES: Record<SignOnOutcome, string> = {
  state: '登录已过期，或不是在本浏览器发起的，请重新登录。',
  failed: '统一身份认证没有完成，请重试；多次不成请联系管理员。',
  unknown: '您在统一身份认证的账号还没有在本平台登记，请联系本单位的系统管理员。',
  disabled: '账号已停用，请联系管理员。',
  hasPassword: '该账号使用密码登录。请先用密码登录，再到“我的账号与安全”中关联统一身份认证。',
  noRole: '账号目前没有任何角色，请联系管理员。',
  linked: '已关联统一身份认证，以后可以直接从登录页进入。',
  taken: '这个统一身份认证账号已关联本平台的另一个账号。',
};

/** Null for an address that brings none. */
export function signOnOutcome(search: string): string | null {
  const outcome = new URLSearchParams(search).get('sso');
  return outcome !== null && Object.hasOwn(OUTCOMES, outcome) ? OUTCOMES[outcome as SignOnOutcome] : null;
}

/** Where the provider leads back to: the page that asked for the log-in, without what an earlier try left there. */
export function signOnStart(path: string, search: string): string {
  const rest = new URLSearchParams(search);
  rest.delete('sso');
  return `/api/oidc/start?returnTo=${encodeURIComponent(`${path}${rest.size > 0 ? `?${rest}` : ''}`)}`;
}
