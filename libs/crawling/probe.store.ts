import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { addDays, LocalDate } from '@app/calendar/local-date';
import { availabilityOf, AvailabilityWeek, Probe, probeRecord, WATCHED_DAYS } from './availability';

/** 可用性探测 as they were made, and whether our own network was up meanwhile. */
@Injectable()
export class ProbeStore {
  constructor(private readonly db: DataSource) {}

  async save(siteId: number, probes: readonly Probe[]): Promise<void> {
    await this.db.query(
      `INSERT INTO site_probe (site_id, probed_at, duration_ms, outcome, detail)
       SELECT $1, line.at, line."durationMs", line.outcome, left(line.detail, 500)
         FROM jsonb_to_recordset($2::jsonb) AS line (at timestamptz, "durationMs" int, outcome text, detail text)`,
      [siteId, JSON.stringify(probes)],
    );
  }

  /** The probes of the seven full days before `today`, oldest first. */
  async week(siteId: number, today: LocalDate): Promise<Probe[]> {
    const rows = await this.db.query(
      `SELECT probed_at AS at, duration_ms AS "durationMs", outcome, detail FROM site_probe
        WHERE site_id = $1 AND probed_at >= $2::timestamptz AND probed_at < $3::timestamptz ORDER BY probed_at, id`,
      [siteId, `${addDays(today, -WATCHED_DAYS)}T00:00:00+08:00`, `${today}T00:00:00+08:00`],
    );
    return rows.map((row: Omit<Probe, 'at'> & { at: Date }) => ({ ...row, at: row.at.toISOString() }));
  }

  /** 可用性 of the week before `today`, with its probes kept as evidence; null where the site was not probed. */
  async availability(siteId: number, homeUrl: string, today: LocalDate): Promise<AvailabilityWeek | null> {
    const probes = await this.week(siteId, today);
    const week = availabilityOf(probes, today);
    if (!week) return null;
    const record = probeRecord(homeUrl, probes);
    const sha256 = createHash('sha256').update(record).digest('hex');
    await this.db.query(
      `INSERT INTO probe_record (sha256, site_id, record) VALUES ($1, $2, $3) ON CONFLICT (sha256) DO NOTHING`,
      [sha256, siteId, record],
    );
    const capturedAt = probes.at(-1)?.at as string;
    return { ...week, evidence: { url: homeUrl, capturedAt, sha256 } };
  }

  /** When each site was probed last; null: never. */
  async lastProbes(): Promise<{ siteId: number; lastAt: Date | null }[]> {
    return this.db.query(
      `SELECT s.id AS "siteId", (SELECT max(probed_at) FROM site_probe WHERE site_id = s.id) AS "lastAt" FROM site s ORDER BY s.id`,
    );
  }

  /** Whether a site of another server group was opened within the last minutes: then our own network works. */
  async othersOpened(group: string, minutes: number): Promise<boolean> {
    const [row] = await this.db.query(
      `SELECT EXISTS (SELECT FROM site_probe p JOIN site s ON s.id = p.site_id
         WHERE s.server_group <> $1 AND p.outcome = 'opened' AND p.probed_at > now() - make_interval(mins => $2)) AS yes`,
      [group, minutes],
    );
    return row.yes;
  }

  /** Asks whoever holds the lease of the site's server group to look at the site between two pages. */
  async want(siteId: number): Promise<void> {
    await this.db.query(`UPDATE site SET probe_wanted_at = now() WHERE id = $1`, [siteId]);
  }

  /** Takes the sites of the group that are waiting to be looked at; what was asked for more than an hour ago has lapsed. */
  async takeWanted(group: string): Promise<number[]> {
    const [rows] = await this.db.query(
      `UPDATE site SET probe_wanted_at = NULL WHERE server_group = $1 AND probe_wanted_at > now() - interval '1 hour' RETURNING id`,
      [group],
    );
    return rows.map(({ id }: { id: number }) => id);
  }

  /** Probes older than the week that is judged, and than what a notice may still quote, go. */
  async forget(days: number): Promise<void> {
    await this.db.query(`DELETE FROM site_probe WHERE probed_at < now() - make_interval(days => $1)`, [days]);
  }
}
