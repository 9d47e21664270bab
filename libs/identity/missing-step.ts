import type { Role } from './role';

/** 登录步骤 — what a session has yet to do before it may do anything else. */
export type MissingStep = 'code' | 'secondFactor' | 'password';

/** Roles that need a second factor where the setting asks for it: they accuse, or decide who may. */
export const SECOND_FACTOR_ROLES: readonly Role[] = ['supervisor', 'admin'];

/** What is known of a session when it comes with a request. */
export interface SessionFacts {
  /** False until the second factor has been shown. */
  readonly isComplete: boolean;
  readonly method: 'password' | 'oidc';
  readonly hasSecondFactor: boolean;
  readonly needsSecondFactor: boolean;
  readonly roles: readonly Role[];
  /** The password is a first or an old one. Of no concern to who logged in without it. */
  readonly mustChange: boolean;
}

/** In this order: who cannot show the second factor does not get to change the password. */
export function missingStep(facts: SessionFacts): MissingStep | null {
  if (!facts.isComplete && facts.hasSecondFactor) return 'code';
  if (!facts.hasSecondFactor && mustHaveSecondFactor(facts)) return 'secondFactor';
  return facts.mustChange && facts.method === 'password' ? 'password' : null;
}

export function mustHaveSecondFactor({
  needsSecondFactor,
  roles,
}: Pick<SessionFacts, 'needsSecondFactor' | 'roles'>): boolean {
  return needsSecondFactor && roles.some((role) => SECOND_FACTOR_ROLES.includes(role));
}
