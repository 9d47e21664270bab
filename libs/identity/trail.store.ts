import { EntityManager } from 'typeorm';
import { TRAIL_START, TrailEntry, trailLink } from './trail';

/** Names our advisory lock among those of the database. */
const TRAIL_LOCK = 0x74726169;

/** What happened, before it has its place in the trail. */
export interface Deed {
  readonly accountId?: number | null;
  readonly account: string;
  readonly address?: string | null;
  readonly unitId?: number | null;
  readonly action: string;
  readonly object: string;
  readonly detail?: unknown;
}

/** 操作记录: one chain, only added to. Adds an entry inside the caller's transaction; other writers wait until it ends, so that the chain is one line. */
export async function appendDeed(tx: Pick<EntityManager, 'query'>, deed: Deed): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock($1)`, [TRAIL_LOCK]);
  const [last] = await tx.query(`SELECT chain FROM audit_entry ORDER BY id DESC LIMIT 1`);
  const [entry]: TrailEntry[] = await tx.query(
    `SELECT nextval(pg_get_serial_sequence('audit_entry', 'id'))::text AS id, $1::integer AS "accountId", $2::text AS account,
            $3::text AS address, $4::integer AS "unitId", $5::text AS action, $6::text AS object, $7::jsonb::text AS detail,
            to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
    [
      deed.accountId ?? null,
      deed.account.replace(/\0/g, ''),
      deed.address ?? null,
      deed.unitId ?? null,
      deed.action,
      deed.object.replace(/\0/g, ''),
      JSON.stringify(deed.detail ?? {}),
    ],
  );
  if (!entry) throw new Error('the trail gave no entry');
  const { id, at, accountId, account, address, unitId, action, object, detail } = entry;
  await tx.query(
    `INSERT INTO audit_entry (id, at, account_id, account, address, unit_id, action, object, detail, chain) OVERRIDING SYSTEM VALUE
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [id, at, accountId, account, address, unitId, action, object, detail, trailLink(last?.chain ?? TRAIL_START, entry)],
  );
}
