import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CatalogStore } from '@app/catalog/catalog.store';
import { DisclosureItem, isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { itemKeys } from '@app/catalog/item-key';
import { ScheduledDeadline, scheduleOf, scheduleYear } from './schedule';
import { otherTier } from './tier';

export interface KeyedItem {
  readonly key: string;
  readonly item: DisclosureItem;
  /** Why the row is another level's to disclose (公开层级); its deadlines are kept and are not this unit's. */
  readonly otherTier?: string;
}

/** How many rows were worked out again, left as they were, and taken out. */
export interface ScheduleRefresh {
  readonly computed: number;
  readonly kept: number;
  readonly removed: number;
}

/** One line of a unit's 期限日历. */
export interface ScheduledLine {
  readonly itemKey: string;
  readonly item: string;
  readonly group: string | null;
  readonly isOnline: boolean;
  readonly instance: string;
  readonly kind: string;
  readonly label: string;
  readonly dueOn: LocalDate | null;
  readonly sentence: string;
}

interface When {
  readonly calendar: WorkCalendar;
  readonly today: LocalDate;
}

/** 期限排定 of every unit: kept beside the catalog and touched only where a row, the calendar or the year changed. */
@Injectable()
export class ScheduleStore {
  constructor(
    private readonly db: DataSource,
    private readonly catalogs: CatalogStore,
  ) {}

  /** Brings the schedule of a unit up to its catalog in force; reads no rows where nothing changed since. */
  async keep(unitId: number, when: When): Promise<ScheduleRefresh | undefined> {
    const state = await this.catalogState(unitId, when.today);
    if (!(await this.isStale(unitId, state, when))) return undefined;
    const items = await this.catalogs.items(unitId, when.today);
    const keys = itemKeys(items);
    const [{ kind }] = await this.db.query(`SELECT kind FROM unit WHERE id = $1`, [unitId]);
    const keyed = items.map((item, index): KeyedItem => {
      const tier = otherTier(item, kind);
      return { key: keys[index] ?? item.name, item, ...(tier ? { otherTier: tier } : {}) };
    });
    const refresh = await this.refreshItems(unitId, keyed, when);
    await this.db.query(
      `INSERT INTO unit_schedule (unit_id, catalog_state, calendar_version, first_year) VALUES ($1, $2, $3, $4)
       ON CONFLICT (unit_id) DO UPDATE SET catalog_state = excluded.catalog_state, calendar_version = excluded.calendar_version,
         first_year = excluded.first_year, refreshed_at = now()`,
      [unitId, state, when.calendar.version, scheduleYear(when.today).year],
    );
    return refresh;
  }

  /** As `refresh`, where the rows are at hand. Repeating it computes nothing. */
  async refreshItems(unitId: number, items: readonly KeyedItem[], { calendar, today }: When): Promise<ScheduleRefresh> {
    const { year, from, until } = scheduleYear(today);
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock($1, $2)`, [SCHEDULE_LOCK, unitId]);
      const known = await knownDigests(tx, unitId, calendar.version, year);
      const wanted = new Map(items.map((keyed) => [keyed.key, { ...keyed, digest: digestOf(keyed) }]));
      const stale = [...wanted].filter(([key, { digest }]) => known.current.get(key) !== digest);
      const removed = known.keys.filter((key) => !wanted.has(key));
      const outdated = [...removed, ...stale.map(([key]) => key)];
      if (outdated.length > 0)
        await tx.query(`DELETE FROM scheduled_item WHERE unit_id = $1 AND item_key = ANY($2)`, [unitId, outdated]);
      for (let at = 0; at < stale.length; at += BATCH) {
        const batch = stale.slice(at, at + BATCH).map(([key, { item, digest, otherTier: tier }]) => ({
          key,
          digest,
          name: item.name,
          group: item.group,
          online: isOnlineVerifiable(item) && !tier,
          deadlines: scheduleOf(item, { from, until, calendar }).map((due) =>
            tier ? { ...due, sentence: `${tier}；${due.sentence}` } : due,
          ),
        }));
        await insert(tx, unitId, batch, { version: calendar.version, year });
      }
      return { computed: stale.length, kept: wanted.size - stale.length, removed: removed.length };
    });
  }

  /** What falls due from `from` to `to`, and what has no day because the calendar ends; in order of days. */
  async lines(unitId: number, from: LocalDate, to: LocalDate): Promise<ScheduledLine[]> {
    return this.db.query(
      `SELECT s.item_key AS "itemKey", i.name AS item, i.item_group AS "group", i.is_online AS "isOnline", s.instance, s.kind, s.label,
              s.due_on::text AS "dueOn", s.sentence
         FROM obligation_schedule s JOIN scheduled_item i ON i.unit_id = s.unit_id AND i.item_key = s.item_key
        WHERE s.unit_id = $1 AND (s.due_on BETWEEN $2 AND $3 OR s.due_on IS NULL)
        ORDER BY s.due_on NULLS LAST, s.item_key, s.instance LIMIT $4`,
      [unitId, from, to, MOST_LINES],
    );
  }

  private async isStale(unitId: number, state: string, { calendar, today }: When): Promise<boolean> {
    const [row] = await this.db.query(
      `SELECT catalog_state = $2 AND calendar_version = $3 AND first_year = $4 AS fresh FROM unit_schedule WHERE unit_id = $1`,
      [unitId, state, calendar.version, scheduleYear(today).year],
    );
    return !row?.fresh;
  }

  /** Names the versions in force on `today`, so that a schedule can be told from one of other versions. */
  private async catalogState(unitId: number, today: LocalDate): Promise<string> {
    const [row] = await this.db.query(
      `SELECT coalesce(string_agg(id || '.' || revision, ',' ORDER BY id), '') AS state FROM catalog
        WHERE unit_id = $1 AND state IN ('inForce', 'superseded')
          AND (effective_on IS NULL OR effective_on <= $2) AND (effective_to IS NULL OR effective_to >= $2)`,
      [unitId, today],
    );
    return row.state;
  }
}

const SCHEDULE_LOCK = 0x64756573;
const BATCH = 2000;
/** A screen shows no more; a longer span has to be asked for in parts. */
const MOST_LINES = 5000;

type Queryable = Pick<DataSource, 'query'>;

/** What of a row decides its schedule, and what is shown with it. */
function digestOf({ item, otherTier: tier }: KeyedItem): string {
  const facts = [item.name, item.group, item.timeLimit, item.limits, isOnlineVerifiable(item), ...(tier ? [tier] : [])];
  return createHash('sha1').update(JSON.stringify(facts)).digest('base64url');
}

async function knownDigests(
  db: Queryable,
  unitId: number,
  version: string,
  year: number,
): Promise<{ keys: string[]; current: Map<string, string> }> {
  const rows: { key: string; digest: string; current: boolean }[] = await db.query(
    `SELECT item_key AS key, item_digest AS digest, calendar_version = $2 AND first_year = $3 AS current FROM scheduled_item WHERE unit_id = $1`,
    [unitId, version, year],
  );
  return {
    keys: rows.map(({ key }) => key),
    current: new Map(rows.filter(({ current }) => current).map(({ key, digest }) => [key, digest])),
  };
}

interface Scheduled {
  readonly key: string;
  readonly digest: string;
  readonly name: string;
  readonly group: string | null;
  readonly online: boolean;
  readonly deadlines: readonly ScheduledDeadline[];
}

async function insert(
  tx: Queryable,
  unitId: number,
  batch: readonly Scheduled[],
  { version, year }: { version: string; year: number },
): Promise<void> {
  await tx.query(
    `INSERT INTO scheduled_item (unit_id, item_key, item_digest, calendar_version, first_year, name, item_group, is_online)
     SELECT $1, line.key, line.digest, $2, $3, line.name, line.group, line.online
       FROM jsonb_to_recordset($4::jsonb) AS line (key text, digest text, name text, "group" text, online boolean)`,
    [unitId, version, year, JSON.stringify(batch.map(({ deadlines: _deadlines, ...line }) => line))],
  );
  await tx.query(
    `INSERT INTO obligation_schedule (unit_id, item_key, instance, kind, label, due_on, sentence)
     SELECT $1, line.key, line.instance, line.kind, line.label, line."dueOn", line.sentence
       FROM jsonb_to_recordset($2::jsonb) AS line (key text, instance text, kind text, label text, "dueOn" date, sentence text)`,
    [unitId, JSON.stringify(batch.flatMap(({ key, deadlines }) => deadlines.map((each) => ({ key, ...each }))))],
  );
}
