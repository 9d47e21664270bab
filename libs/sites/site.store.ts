import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dayOf, LocalDate } from '@app/calendar/local-date';
import { SiteScope, Unit } from './unit';

export interface Region {
  readonly id: number;
  readonly name: string;
  /** The day judged by: the virtual today of a sandbox, otherwise the day in Shanghai. */
  readonly today: LocalDate;
  readonly isVirtual: boolean;
}

/** A unit with where it publishes, as one row of an imported list. */
export interface UnitEntry {
  readonly unit: Unit;
  readonly scope: SiteScope;
  readonly siteName: string;
  readonly email: string | null;
  readonly contact: string | null;
}

/** Fetch limits of a site; the sandbox turns the delay off and admits its loopback address. */
export interface SiteManners {
  readonly delayMs: number;
  /** First pause after trouble; doubles. */
  readonly backOffMs: number;
  readonly timeoutMs: number;
  readonly allowsPrivate: boolean;
}

export interface StoredUnit {
  readonly id: number;
  readonly siteId: number;
  readonly unit: Unit;
  readonly scope: SiteScope;
  readonly email: string | null;
  readonly contact: string | null;
}

export interface StoredSite extends SiteManners {
  readonly id: number;
  readonly name: string;
  readonly homeUrl: string;
  readonly serverGroup: string;
  readonly maxPages: number;
  readonly expectedMinPages: number;
  /** When its next round is due; null before its first one ended. */
  readonly nextRoundAt: Date | null;
}

/** What a repeated import changed; units are never removed, only reported as absent. */
export interface ImportDiff {
  readonly added: string[];
  readonly changed: string[];
  readonly removed: string[];
}

/** 夜间 — when full rounds of a new site run, full hours in Shanghai. */
const NIGHT = { from: 22, until: 6 };

export const POLITE: SiteManners = { delayMs: 1000, backOffMs: 60_000, timeoutMs: 15_000, allowsPrivate: false };

/** Regions, units and the sites they publish on. */
@Injectable()
export class SiteStore {
  constructor(private readonly db: DataSource) {}

  /** The region of this installation; created on first use. `virtualToday` is set once, by the sandbox. */
  async ensureRegion(name: string, virtualToday: LocalDate | null): Promise<Region> {
    await this.db.query(
      `INSERT INTO region (name, virtual_today) SELECT $1, $2 WHERE NOT EXISTS (SELECT FROM region)`,
      [name, virtualToday],
    );
    return this.region();
  }

  /** Throws when nothing was imported yet. */
  async region(at = new Date()): Promise<Region> {
    const [row] = await this.db.query(`SELECT id, name, virtual_today::text AS today FROM region ORDER BY id LIMIT 1`);
    if (!row) throw new Error('no region yet: import units first');
    return { id: row.id, name: row.name, today: row.today ?? dayOf(at), isVirtual: row.today !== null };
  }

  /** As `region`, but with an empty name before anything was imported, so that an administrator can log in first. */
  async regionOrEmpty(at = new Date()): Promise<Omit<Region, 'id'>> {
    const [row] = await this.db.query(`SELECT name, virtual_today::text AS today FROM region ORDER BY id LIMIT 1`);
    return { name: row?.name ?? '', today: row?.today ?? dayOf(at), isVirtual: Boolean(row?.today) };
  }

  async isEmpty(): Promise<boolean> {
    const [{ count }] = await this.db.query(`SELECT count(*)::int AS count FROM unit`);
    return count === 0;
  }

  /** Adds and changes units with their sites in one transaction; repeating it is a diff. */
  async saveUnits(regionId: number, entries: readonly UnitEntry[], manners: SiteManners = POLITE): Promise<ImportDiff> {
    const before = new Map((await this.units()).map((stored) => [stored.unit.name, stored]));
    const diff: ImportDiff = { added: [], changed: [], removed: [] };
    await this.db.transaction(async (tx) => {
      for (const entry of entries) {
        const known = before.get(entry.unit.name);
        if (!known) diff.added.push(entry.unit.name);
        else if (isDifferent(known, entry)) diff.changed.push(entry.unit.name);
        else continue;
        const siteId = await saveSite(tx, entry, manners);
        await saveUnit(tx, regionId, siteId, entry);
      }
    });
    const named = new Set(entries.map(({ unit }) => unit.name));
    for (const name of before.keys()) if (!named.has(name)) diff.removed.push(name);
    return diff;
  }

  /** A site without a unit, as `crawl --store` leaves it; its limits are those of the newest call. */
  async saveLooseSite(homeUrl: string, manners: SiteManners & { readonly maxPages?: number }): Promise<number> {
    const group = new URL(homeUrl).host;
    await this.db.query(
      `INSERT INTO server_group (name, delay_ms, back_off_ms) VALUES ($1, $2, $3)
       ON CONFLICT (name) DO UPDATE SET delay_ms = excluded.delay_ms, back_off_ms = excluded.back_off_ms`,
      [group, manners.delayMs, manners.backOffMs],
    );
    const [row] = await this.db.query(
      `INSERT INTO site (name, home_url, server_group, allows_private, timeout_ms, max_pages, group_origin)
       VALUES ($1, $2, $3, $4, $5, coalesce($6, 2000), CASE WHEN $4 THEN 'manual' ELSE 'derived' END)
       ON CONFLICT (home_url) DO UPDATE SET allows_private = excluded.allows_private, max_pages = excluded.max_pages RETURNING id`,
      [new URL(homeUrl).host, homeUrl, group, manners.allowsPrivate, manners.timeoutMs, manners.maxPages ?? null],
    );
    return row.id;
  }

  async units(): Promise<StoredUnit[]> {
    return (await this.db.query(`${UNIT_ROWS} ORDER BY u.id`)).map(storedUnit);
  }

  async unitsOfSite(siteId: number): Promise<StoredUnit[]> {
    return (await this.db.query(`${UNIT_ROWS} WHERE c.site_id = $1 ORDER BY u.id`, [siteId])).map(storedUnit);
  }

  /** Undefined when there is no such unit. */
  async unit(unitId: number): Promise<StoredUnit | undefined> {
    const [row] = await this.db.query(`${UNIT_ROWS} WHERE u.id = $1`, [unitId]);
    return row && storedUnit(row);
  }

  async sites(): Promise<StoredSite[]> {
    return (await this.db.query(`${SITE_ROWS} ORDER BY s.id`)).map(storedSite);
  }

  async site(siteId: number): Promise<StoredSite | undefined> {
    const [row] = await this.db.query(`${SITE_ROWS} WHERE s.id = $1`, [siteId]);
    return row && storedSite(row);
  }

  /**
   * Where a round of the site begins and how far it goes: the whole host when a unit owns it or none is known, otherwise
   * the parts its units answer for.
   */
  async reach(site: { readonly id: number; readonly homeUrl: string }): Promise<{ seeds: string[]; scope: SiteScope }> {
    const scopes = (await this.unitsOfSite(site.id)).map((stored) => stored.scope);
    const isWhole = scopes.length === 0 || scopes.some(({ pathPrefixes }) => pathPrefixes.length === 0);
    return {
      seeds: scopes.length === 0 ? [site.homeUrl] : [...new Set(scopes.map(({ homeUrl }) => homeUrl))],
      scope: {
        homeUrl: site.homeUrl,
        pathPrefixes: isWhole ? [] : [...new Set(scopes.flatMap(({ pathPrefixes }) => pathPrefixes))],
        isOwnSite: true,
        plans: [],
      },
    };
  }

  /** What rounds of the site bring is learnt anew from now on, by a full round that is due at once. */
  async measureAnew(siteId: number): Promise<void> {
    await this.db.query(`UPDATE site SET measured_since = now(), next_round_at = now() WHERE id = $1`, [siteId]);
  }

  /** 确认改版: what a round of the site brings is held against rounds from now on only. */
  async acceptRedesign(siteId: number): Promise<void> {
    await this.db.query(`UPDATE site SET measured_since = now() WHERE id = $1`, [siteId]);
  }

  /** First and last day on which each URL of a site was seen. */
  async sightings(siteId: number): Promise<Record<string, { firstSeenOn: LocalDate; lastSeenOn: LocalDate }>> {
    const rows = await this.db.query(
      `SELECT url, first_seen_on::text AS first, last_seen_on::text AS last FROM sighting WHERE site_id = $1`,
      [siteId],
    );
    return Object.fromEntries(
      rows.map((row: Row) => [row.url, { firstSeenOn: row.first as string, lastSeenOn: row.last as string }]),
    );
  }
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- rows come untyped from SQL and are shaped right below
type Row = Record<string, any>;
type Queryable = Pick<DataSource, 'query'>;

const UNIT_ROWS = `
  SELECT u.id, u.name, u.aliases, u.kind, u.registered_on::text AS registered_on, u.email, u.contact,
         c.site_id, c.home_url, c.path_prefixes, c.is_own_site, c.plans
    FROM unit u JOIN unit_scope c ON c.unit_id = u.id`;

const SITE_ROWS = `
  SELECT s.id, s.name, s.home_url, s.server_group, s.allows_private, s.max_pages, s.expected_min_pages, s.timeout_ms, s.next_round_at, g.delay_ms, g.back_off_ms
    FROM site s JOIN server_group g ON g.name = s.server_group`;

const storedUnit = (row: Row): StoredUnit => ({
  id: row.id,
  siteId: row.site_id,
  unit: { name: row.name, aliases: row.aliases, kind: row.kind, registeredOn: row.registered_on },
  scope: {
    homeUrl: row.home_url,
    pathPrefixes: row.path_prefixes,
    isOwnSite: row.is_own_site,
    plans: row.plans,
  },
  email: row.email,
  contact: row.contact,
});

const storedSite = (row: Row): StoredSite => ({
  id: row.id,
  name: row.name,
  homeUrl: row.home_url,
  serverGroup: row.server_group,
  allowsPrivate: row.allows_private,
  maxPages: row.max_pages,
  expectedMinPages: row.expected_min_pages,
  timeoutMs: row.timeout_ms,
  delayMs: row.delay_ms,
  backOffMs: row.back_off_ms,
  nextRoundAt: row.next_round_at,
});

function isDifferent(known: StoredUnit, entry: UnitEntry): boolean {
  const facts = (value: Pick<StoredUnit, 'unit' | 'scope' | 'email' | 'contact'>) =>
    JSON.stringify([
      value.unit.aliases,
      value.unit.kind,
      value.unit.registeredOn,
      value.scope.homeUrl,
      value.scope.pathPrefixes,
      value.scope.isOwnSite,
      value.scope.plans.map((plan) => [plan.section, plan.updateLimit]),
      value.email,
      value.contact,
    ]);
  return facts(known) !== facts(entry);
}

/**
 * A site is a host: units that share it are read in one round. The server group is the host until its server is looked
 * up; full rounds run at night. A sandbox is on one address, reads each site by itself and at any hour.
 */
async function saveSite(tx: Queryable, { scope, siteName }: UnitEntry, manners: SiteManners): Promise<number> {
  const { host: group, origin } = new URL(scope.homeUrl);
  await tx.query(
    `INSERT INTO server_group (name, delay_ms, back_off_ms, bulk_from, bulk_until) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (name) DO NOTHING`,
    [group, manners.delayMs, manners.backOffMs, ...(manners.allowsPrivate ? [null, null] : [NIGHT.from, NIGHT.until])],
  );
  const [row] = await tx.query(
    `INSERT INTO site (name, home_url, server_group, allows_private, timeout_ms, group_origin)
     VALUES ($1, $2, $3, $4, $5, CASE WHEN $4 THEN 'manual' ELSE 'derived' END)
     ON CONFLICT (home_url) DO UPDATE SET name = excluded.name RETURNING id`,
    [siteName, `${origin}/`, group, manners.allowsPrivate, manners.timeoutMs],
  );
  return row.id;
}

async function saveUnit(tx: Queryable, regionId: number, siteId: number, entry: UnitEntry): Promise<void> {
  const { unit, scope } = entry;
  const [row] = await tx.query(
    `INSERT INTO unit (region_id, name, aliases, kind, registered_on, contact, email) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (region_id, name) DO UPDATE SET aliases = excluded.aliases, kind = excluded.kind,
       registered_on = excluded.registered_on, contact = excluded.contact, email = excluded.email RETURNING id`,
    [regionId, unit.name, unit.aliases, unit.kind, unit.registeredOn, entry.contact, entry.email],
  );
  await tx.query(
    `INSERT INTO unit_scope (unit_id, site_id, home_url, path_prefixes, is_own_site, plans) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (unit_id) DO UPDATE SET site_id = excluded.site_id, home_url = excluded.home_url, path_prefixes = excluded.path_prefixes,
       is_own_site = excluded.is_own_site, plans = excluded.plans`,
    [row.id, siteId, scope.homeUrl, scope.pathPrefixes, scope.isOwnSite, JSON.stringify(scope.plans)],
  );
}
