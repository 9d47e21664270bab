import { Grant, isOfficeRole, Role, ROLES } from './role';

/** Who asks. */
export interface Account {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly kind: 'person' | 'machine';
  /** In force now, in the order of `ROLES`; without one there is nothing the account may do. */
  readonly roles: readonly Role[];
  readonly grants: readonly HeldGrant[];
  /** The first of `roles`: what screens greet the account as; rights never rest on it. */
  readonly role: Role;
  /** The unit of a 单位联络员 who holds no office role; null for everybody else. */
  readonly unitId: number | null;
  readonly unitName: string | null;
  readonly mustChange: boolean;
}

/** A grant with the name of its unit. */
export type HeldGrant = Grant & { readonly unitName: string | null };

/** What `accountOf` needs to know; unit names belong to the units of the grants. */
export interface AccountFacts {
  readonly id: number;
  readonly login: string;
  readonly name: string;
  readonly kind: 'person' | 'machine';
  readonly mustChange: boolean;
  readonly grants: readonly HeldGrant[];
}

export function accountOf({ grants, ...facts }: AccountFacts): Account {
  const roles = ROLES.filter((role) => grants.some((grant) => grant.role === role));
  const unit = roles.some(isOfficeRole) ? undefined : grants.find(({ unitId }) => unitId !== null);
  return {
    ...facts,
    roles,
    grants,
    role: roles[0] ?? 'unitOfficer',
    unitId: unit?.unitId ?? null,
    unitName: unit?.unitName ?? null,
  };
}

/** The account with no more than these of its roles, as a request acts that only they are allowed to make. */
export function actingAs(account: Account, roles: readonly Role[]): Account {
  const grants = account.grants.filter(({ role }) => roles.includes(role));
  return accountOf({ ...account, grants });
}

/** 领域 to which all that the account may see is limited; null when one of its grants has no such limit. */
export function domainsOf({ grants }: { readonly grants: readonly Pick<Grant, 'domain'>[] }): readonly string[] | null {
  const domains = grants.map(({ domain }) => domain);
  return domains.some((domain) => domain === null) ? null : [...new Set(domains as string[])];
}

export const hasRole = (account: Pick<Account, 'roles'>, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => account.roles.includes(role));

/** Somebody of a unit and of no office: sees the unit's own affairs and none of the office's doubts. */
export const isUnitOnly = (account: Pick<Account, 'roles'>): boolean => !account.roles.some(isOfficeRole);
