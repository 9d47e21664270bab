import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ListCanary, SiteMeasures } from '@app/crawling/canary';
import { FETCH_FAILURES, FetchFailure, FetchFailureKind } from '@app/crawling/capture';
import { ServerGroupStore } from '@app/crawling/server-group.store';
import { StoredSite } from '@app/sites/site.store';
import { SiteFailureKind, SiteRound, SiteRow, SiteSection, SiteView } from './views';

const MOST_FAILURES = 500;
const MOST_ROUNDS = 10;
const MOST_PROBES = 20;

/** Sites as the operator sees them: how they were read, what is missing, and how their servers are treated. */
@Injectable()
export class SiteReads {
  constructor(
    private readonly db: DataSource,
    private readonly groups: ServerGroupStore,
  ) {}

  async rows(): Promise<SiteRow[]> {
    const [rows, failures]: [RowSource[], Map<number, SiteFailureKind[]>] = await Promise.all([
      this.db.query(`${ROWS} ORDER BY s.id`),
      this.failureKinds(),
    ]);
    return rows.map((row) => siteRow(row, failures));
  }

  /** Undefined when the site is gone meanwhile. */
  async view(site: StoredSite): Promise<SiteView | undefined> {
    const { id, serverGroup } = site;
    const [[row], kinds, state, all, rounds, measures, days, failedProbes, sections, failures] = await Promise.all([
      this.db.query(`${ROWS} WHERE s.id = $1`, [id]) as Promise<RowSource[]>,
      this.failureKinds(),
      this.groups.state(serverGroup),
      this.groups.groups(),
      this.db.query(ROUNDS, [id, MOST_ROUNDS]) as Promise<RoundSource[]>,
      this.measures(id),
      this.db.query(DAYS, [id]),
      this.db.query(FAILED_PROBES, [id, MOST_PROBES]),
      this.db.query(SECTIONS, [id]) as Promise<SectionSource[]>,
      this.failures(id),
    ]);
    if (!row || !state) return undefined;
    const { delayMs, concurrency, dailyRequests, bulk } = state.manners;
    return {
      ...siteRow(row, kinds),
      group: {
        name: serverGroup,
        origin: row.groupOrigin,
        sites: all.find(({ name }) => name === serverGroup)?.sites ?? [],
        ...{ delayMs, concurrency, dailyRequests, bulk },
        requestsToday: state.requestsToday,
        backOffMs: state.pace.backOffMs,
        troubles: state.pace.troubles,
      },
      rounds: rounds.map(({ gap, suspended, ...round }) => ({ ...siteRound(round), gap, suspended })),
      measures,
      days,
      failedProbes,
      sections: sections.map(({ nextVisitAt, ...section }) => ({ ...section, nextVisitAt: iso(nextVisitAt) })),
      failuresList: failures,
    };
  }

  private async measures(siteId: number): Promise<SiteView['measures']> {
    const [row]: { measures: SiteMeasures & { doubtful?: string[] } }[] = await this.db.query(
      `SELECT measures FROM crawl_round WHERE site_id = $1 AND measures IS NOT NULL ORDER BY id DESC LIMIT 1`,
      [siteId],
    );
    if (!row) return null;
    const { articles, titled, dated, entries, canaries, doubtful = [] } = row.measures;
    const marked = (canary: ListCanary) => ({ ...canary, isDoubtful: doubtful.includes(canary.url) });
    return { articles, titled, dated, entries, canaries: canaries.map(marked) };
  }

  private async failures(siteId: number): Promise<SiteView['failuresList']> {
    const rows: { url: string; failure: FetchFailure }[] = await this.db.query(
      `SELECT t.url, t.outcome AS failure FROM crawl_task t
        WHERE t.round_id = (SELECT max(id) FROM crawl_round WHERE site_id = $1) AND t.state = 'failed'
        ORDER BY t.outcome->>'kind', t.id LIMIT $2`,
      [siteId, MOST_FAILURES],
    );
    return rows.map(({ url, failure: { kind, detail = null, at = null } }) => ({
      url,
      kind,
      text: FETCH_FAILURES[kind]?.text ?? kind,
      detail,
      at,
    }));
  }

  private async failureKinds(): Promise<Map<number, SiteFailureKind[]>> {
    const rows: { site: number; kind: string; count: number; sample: string }[] = await this.db.query(`
      SELECT r.site_id AS site, t.outcome->>'kind' AS kind, count(*)::int AS count, min(t.url) AS sample
        FROM (SELECT site_id, max(id) AS id FROM crawl_round GROUP BY site_id) r
        JOIN crawl_task t ON t.round_id = r.id AND t.state = 'failed' GROUP BY 1, 2 ORDER BY 1, 3 DESC`);
    const bySite = new Map<number, SiteFailureKind[]>();
    for (const { site, kind, count, sample } of rows) {
      const known = FETCH_FAILURES[kind as FetchFailureKind];
      const line = { kind, text: known?.text ?? kind, remedy: known?.remedy ?? '', count, sample };
      bySite.set(site, [...(bySite.get(site) ?? []), line]);
    }
    return bySite;
  }
}

interface RoundSource extends Omit<SiteRound, 'startedAt' | 'finishedAt' | 'lateSeconds'> {
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly dueAt: Date | null;
  readonly gap: string | null;
  readonly suspended: string | null;
}

interface RowSource extends Pick<SiteRow, 'id' | 'name' | 'homeUrl' | 'units' | 'serverGroup'> {
  readonly groupOrigin: SiteView['group']['origin'];
  readonly nextRoundAt: Date | null;
  readonly restsUntil: Date | null;
  readonly availability: SiteRow['availability'];
  /** As JSON, so instants are text. */
  readonly round:
    | (Omit<RoundSource, 'startedAt' | 'finishedAt' | 'dueAt'> &
        Record<'startedAt' | 'finishedAt' | 'dueAt', string | null>)
    | null;
}

type SectionSource = Omit<SiteSection, 'nextVisitAt'> & { nextVisitAt: Date | null };

const iso = (at: Date | null) => at?.toISOString() ?? null;
const dateOf = (text: string | null) => (text === null ? null : new Date(text));

function siteRow(row: RowSource, failures: ReadonlyMap<number, SiteFailureKind[]>): SiteRow {
  const { id, name, homeUrl, units, serverGroup, round, availability } = row;
  return {
    ...{ id, name, homeUrl, units, serverGroup, availability },
    round: round && roundOfJson(round),
    gap: round?.gap ?? null,
    suspended: round?.suspended ?? null,
    failures: failures.get(id) ?? [],
    nextRoundAt: iso(row.nextRoundAt),
    restsUntil: iso(row.restsUntil),
  };
}

function roundOfJson({ startedAt, finishedAt, dueAt, ...round }: NonNullable<RowSource['round']>): SiteRound {
  const started = dateOf(startedAt) as Date;
  return siteRound({ ...round, startedAt: started, finishedAt: dateOf(finishedAt), dueAt: dateOf(dueAt) });
}

function siteRound(round: Omit<RoundSource, 'gap' | 'suspended'>): SiteRound {
  const { id, state, scope, reason, startedAt, finishedAt, dueAt, pages, expectedPages, pending } = round;
  const late = dueAt && Math.max(0, Math.round((startedAt.getTime() - dueAt.getTime()) / 1_000));
  return {
    ...{ id, state, scope, reason, pages, expectedPages, pending },
    startedAt: startedAt.toISOString(),
    finishedAt: iso(finishedAt),
    lateSeconds: late,
  };
}

const ROUND = `
  r.id, r.state, r.scope, r.reason, r.gap, r.suspended, r.started_at AS "startedAt", r.finished_at AS "finishedAt", r.due_at AS "dueAt",
  (SELECT count(*)::int FROM crawl_task t WHERE t.round_id = r.id AND t.via = 'http' AND t.state = 'done') AS pages,
  (SELECT count(*)::int FROM crawl_task t WHERE t.round_id = r.id AND t.state = 'pending') AS pending,
  CASE WHEN r.scope = 'full' THEN
    (SELECT (SELECT count(*)::int FROM crawl_task t WHERE t.round_id = b.id AND t.via = 'http' AND t.state = 'done') FROM crawl_round b
      WHERE b.site_id = r.site_id AND b.id < r.id AND b.state = 'finished' AND b.gap IS NULL AND b.scope = 'full' ORDER BY b.id DESC LIMIT 1) END AS "expectedPages"`;

const ROWS = `
  SELECT s.id, s.name, s.home_url AS "homeUrl", s.server_group AS "serverGroup", s.group_origin AS "groupOrigin", s.next_round_at AS "nextRoundAt",
         (SELECT leased_until FROM server_group g WHERE g.name = s.server_group AND g.leased_by IS NULL AND g.leased_until > now()) AS "restsUntil",
         ARRAY(SELECT u.name FROM unit_scope c JOIN unit u ON u.id = c.unit_id WHERE c.site_id = s.id ORDER BY u.id) AS units,
         (SELECT to_jsonb(newest) FROM (SELECT ${ROUND} FROM crawl_round r WHERE r.site_id = s.id ORDER BY r.id DESC LIMIT 1) newest) AS round,
         (SELECT CASE WHEN count(*) > 0 THEN jsonb_build_object('probes', count(*) FILTER (WHERE outcome <> 'void'),
                   'failing', count(*) FILTER (WHERE outcome = 'failed'), 'isVoid', count(*) FILTER (WHERE outcome = 'void')) END
            FROM site_probe p WHERE p.site_id = s.id AND p.probed_at > now() - interval '7 days') AS availability
    FROM site s`;

const ROUNDS = `SELECT ${ROUND} FROM crawl_round r WHERE r.site_id = $1 ORDER BY r.id DESC LIMIT $2`;

const DAYS = `
  SELECT (probed_at AT TIME ZONE 'Asia/Shanghai')::date::text AS day, (count(*) FILTER (WHERE outcome <> 'void'))::int AS probes,
         (count(*) FILTER (WHERE outcome = 'failed'))::int AS failing, (count(*) FILTER (WHERE outcome = 'void'))::int AS "isVoid"
    FROM site_probe WHERE site_id = $1 AND probed_at > now() - interval '8 days' GROUP BY 1 ORDER BY 1 DESC`;

const FAILED_PROBES = `
  SELECT to_char(probed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at, duration_ms AS "durationMs", outcome, detail
    FROM site_probe WHERE site_id = $1 AND outcome <> 'opened' ORDER BY probed_at DESC LIMIT $2`;

/** Sections of every unit on the site, with the rows that are matched to them. */
const SECTIONS = `
  SELECT u.id AS "unitId", u.name AS "unitName", s->>'url' AS url, s->>'name' AS name, s->'path' AS path,
         jsonb_array_length(s->'entries') AS entries,
         (SELECT max(e->>'publishedOn') FROM jsonb_array_elements(s->'entries') e) AS "newestOn",
         s->'evidence'->0->>'capturedAt' AS "lastReadAt", v.next_visit_at AS "nextVisitAt", s->>'gap' AS gap,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('key', i->>'key', 'row', (i->'item'->>'row')::int, 'name', i->'item'->>'name',
                   'isCertain', (i->>'isCertain')::boolean)), '[]') FROM jsonb_array_elements(o.facts->'items') i
           WHERE i->'section'->>'url' = s->>'url') AS items
    FROM unit_scope c JOIN unit u ON u.id = c.unit_id
    JOIN LATERAL (SELECT facts FROM observation o WHERE o.unit_id = u.id ORDER BY o.round_id DESC, o.id DESC LIMIT 1) o ON true
    CROSS JOIN LATERAL jsonb_array_elements(o.facts->'sections') WITH ORDINALITY AS line (s, at)
    LEFT JOIN page_visit v ON v.site_id = c.site_id AND v.url = s->>'url'
   WHERE c.site_id = $1 ORDER BY u.id, line.at`;
