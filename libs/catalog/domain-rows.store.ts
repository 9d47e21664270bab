import { Queryable } from './catalog-rows.store';
import { Actor, CatalogKind, CatalogRefused } from './catalog-version';
import { DomainRow, refusalOfDomain } from './domain-limit';
import { domainDictionary } from './domains';

/** What is to be decided about; with `on`, the day from which it would stand in for what is in force. */
export interface DecidedVersion {
  readonly id: number;
  readonly unitId: number;
  readonly kind: CatalogKind;
  readonly on?: string;
}

/** Why somebody limited to some 领域 may not take a step with this version; undefined where nothing is in the way. */
export async function refusalByDomain(
  db: Queryable,
  { domains = null }: Pick<Actor, 'domains'>,
  version: DecidedVersion,
): Promise<string | undefined> {
  if (domains === null) return undefined;
  const aliases = await db.query(`SELECT alias, domain FROM domain_alias`);
  return refusalOfDomain(domains, await domainRows(db, version), domainDictionary(aliases));
}

/** @throws CatalogRefused */
export async function mustBeWithinDomains(db: Queryable, by: Actor, version: DecidedVersion): Promise<void> {
  const refusal = await refusalByDomain(db, by, version);
  if (refusal) throw new CatalogRefused(refusal);
}

/**
 * One row for each 领域 and path of levels, the version's own first. What it would end counts, too: a draft that leaves
 * out the rows of another 领域 decides about them.
 */
async function domainRows(db: Queryable, { id, unitId, kind, on }: DecidedVersion): Promise<DomainRow[]> {
  const rows: (Omit<DomainRow, 'domain'> & { readonly domain: string | null })[] = await db.query(
    `SELECT i.content ->> 'domain' AS domain, i.content -> 'levels' AS levels, min((i.content ->> 'row')::int) AS row,
            i.catalog_id = $1 AS "isOfVersion"
       FROM disclosure_item i JOIN catalog c ON c.id = i.catalog_id
      WHERE c.id = $1 OR ($4::date IS NOT NULL AND c.unit_id = $2 AND c.kind = $3 AND c.state IN ('inForce', 'superseded')
                          AND (c.effective_to IS NULL OR c.effective_to >= $4::date))
      GROUP BY 1, 2, 4 ORDER BY "isOfVersion" DESC, row`,
    [id, unitId, kind, on ?? null],
  );
  return rows.map(({ domain, ...row }) => ({ ...row, ...(domain === null ? {} : { domain }) }));
}
