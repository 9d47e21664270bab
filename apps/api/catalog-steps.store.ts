import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { Actor, CatalogStep, CatalogVersion, stepsFor } from '@app/catalog/catalog-version';
import { refusalByDomain } from '@app/catalog/domain-rows.store';
import { Account, domainsOf } from '@app/identity/account';
import { PlaceTreeStore } from '@app/identity/place-tree.store';
import { Grant, PlaceTree, reaches, Role } from '@app/identity/role';
import { mayChange } from './catalog-view';

/** Who reviews: the office, and 领域主管部门 where every row is of their 领域. */
export const REVIEWERS: readonly Role[] = ['admin', 'supervisor', 'domainOwner'];
const REVIEW_STEPS: readonly CatalogStep[] = ['approve', 'reject'];
/** Nobody is limited by 领域: the usual case, for which the tree of places is not read. */
const isUnlimited = (grants: readonly Grant[]) => grants.every(({ domain }) => domain === null);

/** What somebody may do with catalogs, by the grants that reach their unit and the 领域 to which these are limited. */
@Injectable()
export class CatalogSteps {
  constructor(
    private readonly db: DataSource,
    private readonly places: PlaceTreeStore,
  ) {}

  /** The account as it acts on a catalog of this unit. */
  async actor({ id, name, grants }: Account, unitId: number): Promise<Actor> {
    const by = { accountId: id, name };
    if (isUnlimited(grants)) return { ...by, domains: null };
    return { ...by, domains: domainsOf({ grants: reaching(grants, unitId, await this.places.tree()) }) };
  }

  /** The steps open to the account, version by version. */
  async open(
    account: Account,
    versions: readonly CatalogVersion[],
    day: { readonly today: LocalDate; readonly isFourEyes: boolean },
  ): Promise<CatalogStep[][]> {
    const grants = account.grants.filter(({ role }) => REVIEWERS.includes(role));
    const steps = (version: CatalogVersion) => stepsFor(version, account.id, day.isFourEyes);
    if (isUnlimited(grants)) return versions.map((version) => (mayChange(account) ? steps(version) : []));
    const tree = await this.places.tree();
    const open: CatalogStep[][] = [];
    for (const version of versions) {
      const held = reaching(grants, version.unitId, tree);
      open.push(await this.within(held, version, { steps: steps(version), today: day.today }));
    }
    return open;
  }

  private async within(
    held: readonly Grant[],
    version: CatalogVersion,
    { steps, today }: { readonly steps: readonly CatalogStep[]; readonly today: LocalDate },
  ): Promise<CatalogStep[]> {
    const office = held.filter(({ role }) => role !== 'domainOwner');
    const open: CatalogStep[] = [];
    for (const step of steps) {
      const grants = REVIEW_STEPS.includes(step) ? held : office;
      if (grants.length === 0) continue;
      const decided = step === 'approve' ? { ...version, on: today } : version;
      const refusal = await refusalByDomain(this.db, { domains: domainsOf({ grants }) }, decided);
      if (!refusal) open.push(step);
    }
    return open;
  }
}

function reaching(grants: readonly Grant[], unitId: number, tree: PlaceTree): Grant[] {
  const unit = { regionId: null, unitId, domain: null };
  return grants.filter((grant) => reaches({ ...grant, domain: null }, unit, tree));
}
