/** 角色 — what an account may do; held by grants, over a region with all below it, one unit, or one 领域. */
export const ROLES = [
  'admin',
  'supervisor',
  'assessor',
  'domainOwner',
  'leader',
  'reviewer',
  'auditor',
  'unitOfficer',
] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  admin: '系统管理员',
  supervisor: '监督人员',
  assessor: '考评组',
  domainOwner: '领域主管部门',
  leader: '分管领导',
  reviewer: '第三方评议',
  auditor: '审计人员',
  unitOfficer: '单位联络员',
};

/** 角色授予 — one role, where, and until when. Without region and unit it reaches the whole platform. */
export interface Grant {
  readonly id: number;
  readonly role: Role;
  readonly regionId: number | null;
  readonly unitId: number | null;
  /** 领域 by its name in the dictionary; null = all. */
  readonly domain: string | null;
  readonly validFrom: Date;
  readonly validUntil: Date | null;
  /** The grant this one stands in for (临时代理). */
  readonly delegatedFrom: number | null;
}

/** Where a grant is to reach, as somebody wants it. */
export interface Place {
  readonly regionId: number | null;
  readonly unitId: number | null;
  readonly domain: string | null;
}

/** The tree 省—市—县—乡镇—村 with the units in it, as far as a decision needs it. */
export interface PlaceTree {
  /** Parent of a region; null at the top, undefined for a region that does not exist. */
  parentOf(regionId: number): number | null | undefined;
  /** Region of a unit; undefined for a unit that does not exist. */
  regionOf(unitId: number): number | undefined;
}

/** Whether all that `inner` reaches lies within what `outer` reaches. */
export function reaches(outer: Place, inner: Place, tree: PlaceTree): boolean {
  if (outer.domain !== null && outer.domain !== inner.domain) return false;
  if (outer.unitId !== null) return outer.unitId === inner.unitId;
  if (outer.regionId === null) return true;
  const start = inner.unitId === null ? inner.regionId : tree.regionOf(inner.unitId);
  // A loop in the tree is somebody's mistake; it must not hold up everybody.
  const passed = new Set<number>();
  for (let at = start; at !== null && at !== undefined && !passed.has(at); at = tree.parentOf(at)) {
    if (at === outer.regionId) return true;
    passed.add(at);
  }
  return false;
}

/**
 * Whether somebody with these grants may give or take a role there (分级管理): administrators within their own reach,
 * never beyond it. Nobody but an administrator of the whole platform makes auditors, so that those who administer a
 * region do not choose who reads what they did.
 */
export function mayGrant(own: readonly Grant[], wanted: Place & { readonly role: Role }, tree: PlaceTree): boolean {
  return own.some((grant) => {
    if (grant.role !== 'admin' || !reaches(grant, wanted, tree)) return false;
    return wanted.role !== 'auditor' || (grant.regionId === null && grant.domain === null);
  });
}

/**
 * Whether somebody with these grants may act on the log-in of a person: only who could have given all that the person
 * holds, so that nobody comes by more than his own through another's account. Who holds nothing is for who administers
 * the whole platform.
 */
export function mayAdminister(
  own: readonly Grant[],
  held: readonly (Place & { readonly role: Role })[],
  tree: PlaceTree,
): boolean {
  const everywhere = { role: 'admin', regionId: null, unitId: null, domain: null } as const;
  return (held.length > 0 ? held : [everywhere]).every((grant) => mayGrant(own, grant, tree));
}

/** Whether a grant may be lent for a time: what is itself lent, an administrator's and an auditor's office may not. */
export function mayDelegate(grant: Grant): boolean {
  return grant.delegatedFrom === null && grant.role !== 'admin' && grant.role !== 'auditor';
}

/** A loan lasts at most so long; who is away longer has a successor. */
export const LONGEST_DELEGATION_DAYS = 90;

/** Roles that a single unit holds; all others belong to the office. */
export const isOfficeRole = (role: Role): boolean => role !== 'unitOfficer';
