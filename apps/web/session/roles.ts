import type { Role, SessionView } from '../../api/views';

/** Whether somebody holds one of these roles; only what is offered on screen hangs on it, the API decides. */
export const holds = ({ roles }: SessionView['account'], ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.includes(role));

/** Who confirms, dismisses, sends notices and decides objections. */
export const supervises = (account: SessionView['account']): boolean => holds(account, 'admin', 'supervisor');
