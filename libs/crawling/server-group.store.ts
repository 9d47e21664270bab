import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { FRESH_PACE, Pace } from './politeness';
import { GroupedSite, GroupManners, ServerFingerprint, serverGroupsOf } from './server-group';

/** What is known of a group when a worker takes it up. */
export interface GroupState {
  readonly manners: GroupManners;
  readonly pace: Pace;
  /** Requests so far on this day in Shanghai. */
  readonly requestsToday: number;
}

/**
 * 服务器组 — one worker at a time reads the sites of one server, and nobody while it is left alone. Pace and budget lie
 * here and not with the worker: a restart, or another worker, goes on where the last one stopped.
 */
@Injectable()
export class ServerGroupStore {
  constructor(private readonly db: DataSource) {}

  /** Takes or keeps the lease of a server group for `seconds`; false while another worker holds it. */
  async lease(group: string, holder: string, seconds: number): Promise<boolean> {
    const [rows] = await this.db.query(
      `UPDATE server_group SET leased_by = $2, leased_until = now() + make_interval(secs => $3)
        WHERE name = $1 AND (leased_by = $2 OR leased_until < now()) RETURNING name`,
      [group, holder, seconds],
    );
    return rows.length === 1;
  }

  async release(group: string, holder: string): Promise<void> {
    await this.db.query(
      `UPDATE server_group SET leased_by = NULL, leased_until = '-infinity' WHERE name = $1 AND leased_by = $2`,
      [group, holder],
    );
  }

  /** 退避: gives the lease back and leaves the server group alone, whoever asks, until then. */
  async rest(group: string, holder: string, until: Date): Promise<void> {
    await this.db.query(
      `UPDATE server_group SET leased_by = NULL, leased_until = $3 WHERE name = $1 AND leased_by = $2`,
      [group, holder, until],
    );
  }

  /** Until when the group is left alone; undefined when it is free or a worker reads it. */
  async restsUntil(group: string): Promise<Date | undefined> {
    const [row] = await this.db.query(
      `SELECT leased_until AS "until" FROM server_group WHERE name = $1 AND leased_by IS NULL AND leased_until > now()`,
      [group],
    );
    return row?.until;
  }

  /** Undefined when there is no such group. */
  async state(group: string): Promise<GroupState | undefined> {
    const [row] = await this.db.query(
      `SELECT g.delay_ms, g.back_off_ms, g.concurrency, g.daily_requests, g.bulk_from, g.bulk_until, g.back_off_now_ms, g.troubles,
              nullif(g.next_at, '-infinity') AS next_at, g.troubled_at, coalesce(d.requests, 0) AS requests
         FROM server_group g LEFT JOIN server_group_day d ON d.name = g.name AND d.day = ${TODAY} WHERE g.name = $1`,
      [group],
    );
    if (!row) return undefined;
    const pace: Pace = {
      nextAtMs: row.next_at?.getTime() ?? FRESH_PACE.nextAtMs,
      backOffMs: row.back_off_now_ms,
      troubledAtMs: row.troubled_at?.getTime() ?? null,
      troubles: row.troubles,
    };
    return { manners: mannersOf(row), pace, requestsToday: row.requests };
  }

  /** Keeps the pace after answers, and counts the requests they took; answers how many the day has seen. */
  async keep(group: string, pace: Pace, requests: number): Promise<number> {
    const [row] = await this.db.query(
      `WITH kept AS (
         UPDATE server_group SET next_at = to_timestamp($2::float8 / 1000), back_off_now_ms = $3,
                troubled_at = to_timestamp($4::float8 / 1000), troubles = $5 WHERE name = $1 RETURNING name)
       INSERT INTO server_group_day AS d (name, day, requests) SELECT name, ${TODAY}, $6::int FROM kept
       ON CONFLICT (name, day) DO UPDATE SET requests = d.requests + excluded.requests RETURNING requests`,
      [group, pace.nextAtMs, pace.backOffMs, pace.troubledAtMs, pace.troubles, requests],
    );
    return row?.requests ?? 0;
  }

  /** Every group with its settings and the addresses of its sites. */
  async groups(): Promise<(GroupManners & { name: string; requestsToday: number; sites: string[] })[]> {
    const rows = await this.db.query(
      `SELECT g.*, coalesce(d.requests, 0) AS requests, array_agg(s.home_url ORDER BY s.home_url) AS sites
         FROM server_group g JOIN site s ON s.server_group = g.name
         LEFT JOIN server_group_day d ON d.name = g.name AND d.day = ${TODAY} GROUP BY g.name, d.requests ORDER BY g.name`,
    );
    return rows.map((row: GroupRow & { name: string; requests: number; sites: string[] }) => ({
      name: row.name,
      ...mannersOf(row),
      requestsToday: row.requests,
      sites: row.sites,
    }));
  }

  /** Changes what is given; false when there is no such group. Takes effect with the next batch. */
  async setManners(group: string, changes: Partial<GroupManners>): Promise<boolean> {
    const state = await this.state(group);
    if (!state) return false;
    const { delayMs, backOffMs, concurrency, dailyRequests, bulk } = { ...state.manners, ...changes };
    await this.db.query(
      `UPDATE server_group SET delay_ms = $2, back_off_ms = $3, concurrency = $4, daily_requests = $5, bulk_from = $6, bulk_until = $7
        WHERE name = $1`,
      [group, delayMs, backOffMs, concurrency, dailyRequests, bulk?.from ?? null, bulk?.until ?? null],
    );
    return true;
  }

  /** 人工指定: puts a site into a group for good; null gives it back to what its server shows. */
  async place(siteId: number, group: string | null): Promise<void> {
    if (group === null) {
      await this.db.query(`UPDATE site SET group_origin = 'derived' WHERE id = $1`, [siteId]);
      return this.regroup();
    }
    await this.db.transaction(async (tx) => {
      await tx.query(NEW_GROUP, [siteId, group]);
      await tx.query(`UPDATE site SET server_group = $2, group_origin = 'manual' WHERE id = $1`, [siteId, group]);
    });
  }

  /** Whether the site's server is to be looked up: nobody grouped it by hand, and it was not looked up for a week. */
  async isUnknown(siteId: number): Promise<boolean> {
    const [row] = await this.db.query(
      `SELECT group_origin = 'derived' AND coalesce((fingerprint->>'at')::timestamptz < now() - interval '7 days', true) AS yes
         FROM site WHERE id = $1`,
      [siteId],
    );
    return row?.yes ?? false;
  }

  async saveFingerprint(siteId: number, fingerprint: ServerFingerprint, at: Date): Promise<void> {
    const stored = JSON.stringify({ ...fingerprint, at: at.toISOString() });
    await this.db.query(`UPDATE site SET fingerprint = $2 WHERE id = $1`, [siteId, stored]);
  }

  /** Groups all sites by what is known of their servers. A site that is being read stays where it is until its next plan. */
  async regroup(): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock($1)`, [REGROUP_LOCK]);
      const sites: (GroupedSite & { isRunning: boolean })[] = await tx.query(
        `SELECT s.id, regexp_replace(s.home_url, '^https?://([^/]+).*$', '\\1') AS host, s.server_group AS "group", s.group_origin AS origin,
                s.fingerprint, EXISTS (SELECT FROM crawl_round r WHERE r.site_id = s.id AND r.state = 'running') AS "isRunning"
           FROM site s ORDER BY s.id`,
      );
      const groups = serverGroupsOf(sites);
      for (const { id, group, isRunning } of sites) {
        const wanted = groups.get(id);
        if (isRunning || wanted === undefined || wanted === group) continue;
        await tx.query(NEW_GROUP, [id, wanted]);
        await tx.query(`UPDATE site SET server_group = $2 WHERE id = $1`, [id, wanted]);
      }
    });
  }
}

const REGROUP_LOCK = 0x67726f75;
const TODAY = `(now() AT TIME ZONE 'Asia/Shanghai')::date`;

/** A new group begins with the manners and the pace of the group its first site comes from. */
const NEW_GROUP = `
  INSERT INTO server_group (name, delay_ms, back_off_ms, concurrency, daily_requests, bulk_from, bulk_until, next_at, back_off_now_ms, troubled_at, troubles)
  SELECT $2, g.delay_ms, g.back_off_ms, g.concurrency, g.daily_requests, g.bulk_from, g.bulk_until, g.next_at, g.back_off_now_ms, g.troubled_at, g.troubles
    FROM site s JOIN server_group g ON g.name = s.server_group WHERE s.id = $1
  ON CONFLICT (name) DO NOTHING`;

interface GroupRow {
  readonly delay_ms: number;
  readonly back_off_ms: number;
  readonly concurrency: number;
  readonly daily_requests: number | null;
  readonly bulk_from: number | null;
  readonly bulk_until: number | null;
}

const mannersOf = (row: GroupRow): GroupManners => ({
  delayMs: row.delay_ms,
  backOffMs: row.back_off_ms,
  concurrency: row.concurrency,
  dailyRequests: row.daily_requests,
  bulk: row.bulk_from === null || row.bulk_until === null ? null : { from: row.bulk_from, until: row.bulk_until },
});
