import { isDeepStrictEqual } from 'node:util';
import { DataSource } from 'typeorm';
import { jsonOf, Queryable } from './catalog-rows.store';
import { readTimeLimits } from './read-time-limit';
import { TimeLimit } from './time-limit';

/**
 * Reads every stored 公开时限 once more, so that a release that reads better leaves no old reading in the rows: a term
 * once taken for a limit would accuse until the next import. The words stay as they are. Answers the rows changed;
 * repeating it changes none. Schedules follow, because the version's revision does.
 */
export async function rereadLimits(db: DataSource): Promise<number> {
  return db.transaction(async (tx) => {
    const stored: { phrase: string; limits: readonly TimeLimit[] }[] = await tx.query(
      `SELECT DISTINCT content->>'timeLimit' AS phrase, content->'limits' AS limits
         FROM disclosure_item WHERE content->>'timeLimit' <> ''`,
    );
    const outdated = new Map<string, readonly TimeLimit[]>();
    for (const { phrase, limits } of stored) {
      const read = JSON.parse(jsonOf(readTimeLimits(phrase))) as TimeLimit[];
      if (!isDeepStrictEqual(read, limits)) outdated.set(phrase, read);
    }
    return outdated.size === 0 ? 0 : replace(tx, outdated);
  });
}

async function replace(tx: Queryable, outdated: ReadonlyMap<string, readonly TimeLimit[]>): Promise<number> {
  const lines = [...outdated].map(([phrase, limits]) => ({ phrase, limits }));
  const [{ rows }] = await tx.query(
    `WITH changed AS (
       UPDATE disclosure_item SET content = jsonb_set(content, '{limits}', line.limits)
         FROM jsonb_to_recordset($1::jsonb) AS line (phrase text, limits jsonb)
        WHERE content->>'timeLimit' = line.phrase AND content->'limits' IS DISTINCT FROM line.limits
       RETURNING catalog_id),
     versions AS (
       UPDATE catalog SET revision = revision + 1 WHERE id IN (SELECT catalog_id FROM changed))
     SELECT count(*)::int AS rows FROM changed`,
    [jsonOf(lines)],
  );
  return rows;
}
