import { Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { StoredCapture } from './capture';
import { appendCaptures } from './capture-chain.store';
import { DOCUMENT_SHAPE, FoundTask, unique } from './found-tasks';
import { PRIORITY } from './frontier';
import { MOST_TAKES, PageDocument, storableJson, StoredTask, TaskOutcome } from './task-outcome';
import { Sightings } from './task.reader';

type Tx = Pick<EntityManager, 'query'>;
type ReadPage = TaskOutcome & { readonly kind: 'page' };

/** What a worker brings home at once. `stored` tells where the evidence of each page lies, in their order. */
export interface Batch {
  readonly roundId: number;
  readonly outcomes: readonly TaskOutcome[];
  readonly stored: readonly StoredCapture[];
  /** Tasks a round may have. */
  readonly maxTasks: number;
}

/**
 * 批次 — tasks are taken and brought back by the dozen. What was taken stands in the round until it is brought back, so
 * that a page which kills its workers is known; everything else of a batch exists from one transaction on or not at all.
 */
@Injectable()
export class BatchStore {
  constructor(private readonly db: DataSource) {}

  /**
   * The next tasks of a round, best first; the lease of the server group keeps other workers away. A task that was in
   * work when a worker died comes last and alone: with others around it, it would drag them along.
   */
  async take(roundId: number, count: number): Promise<StoredTask[]> {
    const next: StoredTask[] = await this.db.query(
      `SELECT id, url, via, depth, list_page AS "listPage", attempts, takes, shape IS NOT DISTINCT FROM '${DOCUMENT_SHAPE}' AS "isDocument" FROM crawl_task
        WHERE round_id = $1 AND state = 'pending' AND not_before <= now() ORDER BY priority, id LIMIT $2`,
      [roundId, count],
    );
    const free = next.findIndex(({ takes }) => takes > 0);
    if (free === 0) return next.slice(0, 1);
    const tasks = free < 0 ? next : next.slice(0, free);
    if (tasks.length > 0) await this.noteTaken(roundId, tasks);
    return tasks;
  }

  /** Queues what is known from elsewhere than a page of the round. */
  async add(roundId: number, tasks: readonly FoundTask[], maxTasks: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM crawl_round WHERE id = $1 FOR UPDATE`, [roundId]);
      await addTasks(tx, roundId, tasks, maxTasks);
    });
  }

  /** From now on, and until they are brought back, a worker's death counts against these tasks. */
  async noteTaken(roundId: number, tasks: readonly StoredTask[]): Promise<void> {
    const ids = tasks.map(({ id }) => id);
    await this.db.query(`UPDATE crawl_round SET taken = $2 WHERE id = $1`, [roundId, ids]);
  }

  /** The worker lives and gives back what it has not read. */
  async putBack(roundId: number): Promise<void> {
    await this.db.query(`UPDATE crawl_round SET taken = '{}' WHERE id = $1 AND taken <> '{}'`, [roundId]);
  }

  /** What a dead worker had taken is counted; a page that was in work at `MOST_TAKES` deaths fails as unreadable. */
  async noteDeaths(roundId: number): Promise<void> {
    await this.db.query(NOTE_DEATHS, [roundId, MOST_TAKES, PRIORITY.suspect, new Date().toISOString()]);
  }

  /** What the round saw so far, for a worker that takes it up. */
  async sightings(roundId: number): Promise<Sightings> {
    const bytes = await this.db.query(
      `SELECT sha256, count(*)::int AS count FROM capture WHERE round_id = $1 AND via = 'http' GROUP BY sha256`,
      [roundId],
    );
    const lists = await this.db.query(
      `SELECT shape, min(id)::float8 AS id FROM crawl_task WHERE round_id = $1 AND shape LIKE 'list:%' GROUP BY shape`,
      [roundId],
    );
    return {
      bytes: new Map(bytes.map(({ sha256, count }: { sha256: string; count: number }) => [sha256, count])),
      lists: new Map(lists.map(({ shape, id }: { shape: string; id: number }) => [shape, id])),
    };
  }

  /** Brings a batch home in one transaction. A task that was brought home before stays as it is: nothing is doubled. */
  async save({ roundId, outcomes, stored, maxTasks }: Batch): Promise<void> {
    await this.db.transaction(async (tx) => {
      const ids = outcomes.map(({ task }) => task.id);
      const [[round]] = await tx.query(RETURN_TASKS, [roundId, ids]);
      if (!round) return;
      const pending = await pendingAmong(tx, ids);
      const located = withPlaces(outcomes, stored).filter(({ page }) => pending.has(page.task.id));
      const captureIds = await appendCaptures(
        tx,
        { siteId: round.siteId, roundId },
        located.map(({ page, place }) => ({ ...page.capture, ...place })),
      );
      await saveDocuments(
        tx,
        located.map(({ page }, at) => ({ captureId: captureIds[at] as string, document: page.document })),
      );
      const found = unique(located.flatMap(({ page }) => page.found));
      if (found.length > 0) await addTasks(tx, roundId, found, maxTasks);
      const captures = new Map(located.map(({ page }, at) => [page.task.id, captureIds[at]]));
      const lines = outcomes.filter(({ task }) => pending.has(task.id)).map((each) => lineOf(each, captures));
      await tx.query(END_TASKS, [storableJson(lines), PRIORITY.retry]);
    });
  }
}

/** Stores what was extracted of captures; what was extracted of them before is replaced. */
export async function saveDocuments(
  tx: Tx,
  documents: readonly { readonly captureId: string; readonly document: PageDocument }[],
): Promise<void> {
  if (documents.length === 0) return;
  const rows = documents.map((_, at) => `($${at * 3 + 1}::bigint, $${at * 3 + 2}, $${at * 3 + 3}::jsonb)`);
  await tx.query(
    `INSERT INTO document (capture_id, kind, page) VALUES ${rows.join(', ')}
     ON CONFLICT (capture_id) DO UPDATE SET kind = excluded.kind, page = excluded.page, extracted_at = now()`,
    documents.flatMap(({ captureId, document }) => [captureId, document.kind, document.json]),
  );
}

/** Queues what was found: the best of what is new, up to the limits of its shape and of the round. */
export async function addTasks(tx: Tx, roundId: number, found: readonly FoundTask[], maxTasks: number): Promise<void> {
  await tx.query(ADD_TASKS, [roundId, storableJson(found.map((task, place) => ({ ...task, place }))), maxTasks]);
}

async function pendingAmong(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.query(`SELECT id FROM crawl_task WHERE id = ANY ($1::bigint[]) AND state = 'pending'`, [ids]);
  return new Set(rows.map(({ id }: { id: string }) => id));
}

function withPlaces(
  outcomes: readonly TaskOutcome[],
  stored: readonly StoredCapture[],
): { page: ReadPage; place: StoredCapture }[] {
  const pages = outcomes.filter((outcome): outcome is ReadPage => outcome.kind === 'page');
  return pages.map((page, at) => ({ page, place: stored[at] as StoredCapture }));
}

/** How a task ends, as `END_TASKS` reads it. */
function lineOf(outcome: TaskOutcome, captures: ReadonlyMap<string, string | undefined>) {
  const { id } = outcome.task;
  switch (outcome.kind) {
    case 'page':
      return {
        id,
        state: 'done',
        tried: 0,
        captureId: captures.get(id),
        shape: outcome.listDigest,
        outcome: outcome.validators,
      };
    case 'attachment':
      return { id, state: 'done', tried: 1, outcome: attachmentLine(outcome) };
    case 'failure':
      return { id, state: outcome.isFinal ? 'failed' : 'pending', tried: 1, outcome: outcome.failure };
  }
}

function attachmentLine({ state, at, read }: TaskOutcome & { kind: 'attachment' }) {
  return { state, at, ...(read ? { read } : {}) };
}

/** Locks the round, so that its limits are counted exactly and no two inserts wait for each other. */
const RETURN_TASKS = `
  UPDATE crawl_round SET taken = ARRAY(SELECT unnest(taken) EXCEPT SELECT unnest($2::bigint[]))
   WHERE id = $1 AND state = 'running' RETURNING site_id AS "siteId"`;

const END_TASKS = `
  UPDATE crawl_task t
     SET state = line.state, attempts = t.attempts + line.tried, takes = 0, capture_id = line."captureId",
         priority = CASE WHEN line.state = 'pending' THEN $2 ELSE t.priority END,
         outcome = line.outcome, shape = coalesce(t.shape, line.shape)
    FROM jsonb_to_recordset($1::jsonb)
         AS line (id bigint, state text, tried int, "captureId" bigint, outcome jsonb, shape text)
   WHERE t.id = line.id`;

const NOTE_DEATHS = `
  WITH dead AS (SELECT unnest(taken) AS id FROM crawl_round WHERE id = $1),
  counted AS (
    UPDATE crawl_task t
       SET takes = takes + 1, priority = $3,
           state = CASE WHEN takes + 1 >= $2 THEN 'failed' ELSE state END,
           outcome = CASE WHEN takes + 1 >= $2
                     THEN jsonb_build_object('url', url, 'kind', 'unreadable', 'at', $4::text, 'detail', '读取该网页时采集进程多次中止')
                     ELSE outcome END
      FROM dead WHERE t.id = dead.id AND t.state = 'pending')
  UPDATE crawl_round SET taken = '{}' WHERE id = $1 AND taken <> '{}'`;

const ADD_TASKS = `
  WITH fresh AS (
    SELECT line.*, row_number() OVER (PARTITION BY line.shape ORDER BY line.priority, line.place) AS nth
      FROM jsonb_to_recordset($2::jsonb) AS line (url text, key text, via text, priority int, depth int,
           "listPage" int, shape text, "shapeLimit" int, place int)
     WHERE NOT EXISTS (SELECT FROM crawl_task t WHERE t.round_id = $1 AND t.key = line.key AND t.via = line.via))
  INSERT INTO crawl_task (round_id, url, key, via, priority, depth, list_page, shape)
  SELECT $1, url, key, via, priority, depth, "listPage", shape FROM fresh
   WHERE shape IS NULL OR nth + (SELECT count(*) FROM crawl_task t WHERE t.round_id = $1 AND t.shape = fresh.shape) <= "shapeLimit"
   ORDER BY priority, place
   LIMIT greatest(0, $3 - (SELECT count(*) FROM crawl_task WHERE round_id = $1))
  ON CONFLICT (round_id, key, via) DO NOTHING`;
