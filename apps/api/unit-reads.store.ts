import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitScope } from '@app/alerting/alert-list.store';
import { DisclosureItem, isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { FETCH_FAILURES, FetchFailure } from '@app/crawling/capture';
import { otherTier } from '@app/evaluation/tier';
import { Unit } from '@app/sites/unit';
import { OverviewView, UnitRow, UnitView } from './views';

/** Figures of units for the screens, each one query over the newest evaluation and round. */
@Injectable()
export class UnitReads {
  constructor(private readonly db: DataSource) {}

  async units(scope: UnitScope): Promise<UnitRow[]> {
    const rows = await this.db.query(`${UNIT_ROWS} ${within(scope)} ORDER BY u.id`, scopeValues(scope));
    return rows.map(unitRow);
  }

  /** Undefined when there is none or the scope does not reach it. */
  async unit(scope: UnitScope, id: number): Promise<UnitView | undefined> {
    if (scope !== 'all' && !scope.includes(id)) return undefined;
    const [row] = await this.db.query(`${UNIT_ROWS} WHERE u.id = $1`, [id]);
    if (!row) return undefined;
    const [items, failures] = await Promise.all([this.items(id), this.failuresOfUnit(id)]);
    return { ...unitRow(row), email: row.email, contact: row.contact, itemsList: items, failuresList: failures };
  }

  /** The site of a unit; `isCrawling` from the moment a recheck was asked for (`askedAt`) until what was read is judged for the unit. */
  async crawlOf(unitId: number, askedAt?: Date): Promise<{ siteId: number; isCrawling: boolean } | undefined> {
    const [row] = await this.db.query(
      `SELECT c.site_id AS "siteId",
              coalesce(r.state = 'running', false)
              OR coalesce(r.finished_at > now() - interval '5 minutes', false) AND NOT EXISTS (
                   SELECT FROM evaluation e JOIN observation o ON o.id = e.observation_id
                    WHERE o.unit_id = c.unit_id AND o.round_id = r.id AND e.reconciled_at IS NOT NULL)
              OR coalesce($2::timestamptz > greatest(coalesce(r.started_at, '-infinity'), now() - interval '5 minutes'), false) AS "isCrawling"
         FROM unit_scope c
         LEFT JOIN LATERAL (SELECT id, state, started_at, finished_at FROM crawl_round r
                             WHERE r.site_id = c.site_id ORDER BY id DESC LIMIT 1) r ON true
        WHERE c.unit_id = $1`,
      [unitId, askedAt ?? null],
    );
    return row;
  }

  async overview(today: string): Promise<OverviewView> {
    const [units, [counts], byCode, [funnel], [crawl]] = await Promise.all([
      this.units('all'),
      this.db.query(COUNTS, [today]),
      this.db.query(
        `SELECT code, min(finding->>'title') AS title, count(*)::int AS count FROM alert
          WHERE state IN ('open', 'confirmed', 'notified') GROUP BY code ORDER BY count DESC, code`,
      ),
      this.db.query(FUNNEL),
      this.db.query(CRAWL),
    ]);
    const sum = (pick: (unit: UnitRow) => number) => units.reduce((total, unit) => total + pick(unit), 0);
    return {
      today,
      counts,
      coverage: {
        items: sum(({ items }) => items),
        onlineVerifiable: sum(({ onlineVerifiable }) => onlineVerifiable),
        judged: sum(({ judged }) => judged),
      },
      byUnit: units.map(({ id, name, violations, proposals, warnings, onlineVerifiable, items, gap, failures }) => ({
        id,
        name,
        violations,
        proposals,
        warnings,
        onlineVerifiable,
        items,
        gap,
        failures,
      })),
      byCode,
      funnel,
      crawl: { ...crawl, finishedAt: crawl.finishedAt?.toISOString() ?? null },
    };
  }

  private async items(unitId: number): Promise<UnitView['itemsList']> {
    const rows: (Omit<UnitView['itemsList'][number], 'isOnline'> & {
      item: DisclosureItem;
      kind: Unit['kind'];
    })[] = await this.db.query(
      `SELECT (SELECT kind FROM unit WHERE id = $1) AS kind, match->>'key' AS key, (match->'item'->>'row')::int AS row, match->'item'->>'name' AS name, match->'item'->>'group' AS "group",
              match->'item'->>'timeLimit' AS "timeLimit", match->'item' AS item, match->'section'->>'name' AS section, match->'section'->>'url' AS "sectionUrl",
              match->>'basis' AS basis, (match->>'isCertain')::boolean AS "isCertain",
              jsonb_array_length(match->'documents') AS documents, match->'candidates' AS candidates
         FROM (SELECT facts FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1) o
         CROSS JOIN LATERAL jsonb_array_elements(o.facts->'items') AS match ORDER BY 2`,
      [unitId],
    );
    return rows.map(({ item, kind, ...row }) => ({
      ...row,
      isOnline: isOnlineVerifiable(item) && !otherTier(item, kind),
    }));
  }

  private async failuresOfUnit(unitId: number): Promise<UnitView['failuresList']> {
    const rows: { failure: FetchFailure }[] = await this.db.query(
      `SELECT failure FROM (SELECT facts FROM observation WHERE unit_id = $1 ORDER BY round_id DESC, id DESC LIMIT 1) o
         CROSS JOIN LATERAL jsonb_array_elements(o.facts->'failures') AS failure LIMIT 500`,
      [unitId],
    );
    return rows.map(({ failure }) => ({
      url: failure.url,
      kind: failure.kind,
      text: FETCH_FAILURES[failure.kind]?.text ?? failure.kind,
      at: failure.at,
    }));
  }
}

type UnitSource = UnitRow & { email: string | null; contact: string | null; crawledAt: Date | null };

const unitRow = ({ email: _email, contact: _contact, crawledAt, ...row }: UnitSource): UnitRow => ({
  ...row,
  lastCrawledAt: crawledAt?.toISOString() ?? null,
});

const within = (scope: UnitScope) => (scope === 'all' ? '' : 'WHERE u.id = ANY($1::int[])');
const scopeValues = (scope: UnitScope) => (scope === 'all' ? [] : [scope]);

const TODAY = `coalesce((SELECT virtual_today FROM region LIMIT 1), (now() AT TIME ZONE 'Asia/Shanghai')::date)`;

const UNIT_ROWS = `
  SELECT u.id, u.name, u.kind, u.email, u.contact, s.name AS "siteName", c.home_url AS "homeUrl", coalesce(c.is_own_site, false) AS "isOwnSite",
         coalesce((e.coverage->>'items')::int, 0) AS items, coalesce((e.coverage->>'onlineVerifiable')::int, 0) AS "onlineVerifiable",
         coalesce((e.coverage->>'judged')::int, 0) AS judged,
         (SELECT count(*)::int FROM alert a WHERE a.unit_id = u.id AND a.state IN ('open', 'confirmed', 'notified')) AS violations,
         (SELECT count(*)::int FROM alert a WHERE a.unit_id = u.id AND a.state = 'proposed') AS proposals,
         (SELECT count(*)::int FROM alert a WHERE a.unit_id = u.id AND a.state = 'warning') AS warnings,
         (SELECT count(*)::int FROM notice n WHERE n.unit_id = u.id AND n.state NOT IN ('closed', 'withdrawn') AND n.rectify_by < ${TODAY}) AS "overdueNotices",
         o.observed_on::text AS "lastObservedOn", r.finished_at AS "crawledAt", coalesce(o.gap, r.gap) AS gap, coalesce(o.failures, 0) AS failures
    FROM unit u LEFT JOIN unit_scope c ON c.unit_id = u.id LEFT JOIN site s ON s.id = c.site_id
    LEFT JOIN LATERAL (SELECT observed_on, facts->>'gap' AS gap, jsonb_array_length(facts->'failures') AS failures
                         FROM observation o WHERE o.unit_id = u.id ORDER BY o.round_id DESC, o.id DESC LIMIT 1) o ON true
    LEFT JOIN LATERAL (SELECT coverage FROM evaluation e WHERE e.unit_id = u.id ORDER BY e.today DESC, e.observation_id DESC, e.id DESC LIMIT 1) e ON true
    LEFT JOIN LATERAL (SELECT gap, finished_at FROM crawl_round r WHERE r.site_id = c.site_id AND r.state = 'finished' ORDER BY r.id DESC LIMIT 1) r ON true`;

const COUNTS = `
  SELECT count(*) FILTER (WHERE state = 'open')::int AS open, count(*) FILTER (WHERE state = 'proposed')::int AS proposed,
         count(*) FILTER (WHERE state = 'warning')::int AS warning, count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed,
         count(*) FILTER (WHERE state = 'notified')::int AS notified, count(*) FILTER (WHERE state = 'resolved')::int AS resolved,
         count(*) FILTER (WHERE state = 'dismissed')::int AS dismissed, count(*) FILTER (WHERE is_contested)::int AS contested,
         count(*) FILTER (WHERE first_found_on = $1 AND state IN ('open', 'proposed'))::int AS "newToday",
         (SELECT count(*)::int FROM notice WHERE state NOT IN ('closed', 'withdrawn') AND rectify_by < $1::date) AS "overdueNotices"
    FROM alert`;

const FUNNEL = `
  SELECT (SELECT count(*)::int FROM alert WHERE state NOT IN ('dismissed', 'proposed', 'warning')) AS alerts,
         (SELECT count(DISTINCT alert_id)::int FROM notice_problem WHERE state <> 'withdrawn') AS noticed,
         (SELECT count(DISTINCT p.alert_id)::int FROM notice_problem p WHERE p.state <> 'withdrawn' AND EXISTS (SELECT FROM reply r WHERE r.notice_id = p.notice_id)) AS replied,
         (SELECT count(DISTINCT alert_id)::int FROM notice_problem WHERE state = 'closed') AS closed`;

const CRAWL = `
  SELECT count(*)::int AS sites,
         coalesce(sum((SELECT count(*) FROM capture c WHERE c.round_id = r.id)), 0)::int AS pages,
         coalesce(sum((SELECT count(*) FROM crawl_task t WHERE t.round_id = r.id AND t.state = 'failed')), 0)::int AS failures,
         max(r.finished_at) AS "finishedAt"
    FROM site s LEFT JOIN LATERAL (SELECT id, finished_at FROM crawl_round r WHERE r.site_id = s.id ORDER BY r.id DESC LIMIT 1) r ON true`;
