import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IDENTITY_DATABASE } from './identity.token';
import { TRAIL_START, TrailEntry, trailLink } from './trail';

export interface TrailFilter {
  /** Login. */
  readonly account?: string;
  readonly action?: string;
  /** Beginning of the object: `notice:`, `unit:12`. */
  readonly object?: string;
  readonly address?: string;
  /** First and last day, inclusive, as days in China. */
  readonly from?: string;
  readonly to?: string;
}

export interface TrailRow {
  readonly id: number;
  readonly at: Date;
  readonly account: string;
  /** Name of the account now; null for what was typed as a login and belongs to nobody. */
  readonly name: string | null;
  readonly address: string | null;
  readonly unitName: string | null;
  readonly action: string;
  readonly object: string;
  readonly detail: unknown;
}

/** Whether the chain holds from the first entry to the newest. */
export interface TrailState {
  readonly entries: number;
  /** The newest link; keep it elsewhere: an end that was cut off shows in no other way. */
  readonly head: string;
  readonly broken: { readonly id: number; readonly at: string; readonly reason: string } | null;
}

/** An earlier `TrailState`, to compare with. */
export interface EarlierTrail {
  readonly entries: number;
  readonly head: string;
}

/** 操作记录 as auditors read and check it. */
@Injectable()
export class TrailReads {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  async page(filter: TrailFilter, paging: { readonly limit: number; readonly offset: number }) {
    const { sql, values } = conditions(filter);
    const [{ total }] = await this.db.query(`SELECT count(*)::int AS total FROM audit_entry e WHERE ${sql}`, values);
    const rows: TrailRow[] = await this.db.query(
      `SELECT e.id::int, e.at, e.account, a.name, e.address, u.name AS "unitName", e.action, e.object, e.detail
         FROM audit_entry e LEFT JOIN account a ON a.id = e.account_id LEFT JOIN unit u ON u.id = e.unit_id
        WHERE ${sql} ORDER BY e.id DESC LIMIT ${Math.trunc(paging.limit)} OFFSET ${Math.trunc(paging.offset)}`,
      values,
    );
    return { rows, total: total as number };
  }

  /** Actions that were ever done, for the filter. */
  async actions(): Promise<string[]> {
    const rows: { action: string }[] = await this.db.query(`SELECT DISTINCT action FROM audit_entry ORDER BY 1`);
    return rows.map(({ action }) => action);
  }

  verify(earlier?: EarlierTrail): Promise<TrailState> {
    return verifyTrail(this.db, earlier);
  }
}

/** Walks the whole chain, a batch at a time; names the first entry that does not hold. */
export async function verifyTrail(db: Pick<DataSource, 'query'>, earlier?: EarlierTrail): Promise<TrailState> {
  let [entries, head, after] = [0, TRAIL_START, '0'];
  for (;;) {
    const batch: (TrailEntry & { readonly chain: string })[] = await db.query(BATCH, [after]);
    for (const entry of batch) {
      const link = trailLink(head, entry);
      if (link !== entry.chain) return broken(entry, '内容与链值不符：本条被改动，或之前有记录被删除、插入');
      [entries, head, after] = [entries + 1, link, entry.id];
      if (earlier && entries === earlier.entries && head !== earlier.head)
        return broken(entry, '与先前留存的链值不同：到本条为止的记录被整体改写');
    }
    if (batch.length < BATCH_SIZE) break;
  }
  const isShorter = earlier !== undefined && entries < earlier.entries;
  const cut = {
    id: Number(after),
    at: '',
    reason: `先前有 ${earlier?.entries} 条，现在只有 ${entries} 条：末尾被截断`,
  };
  return { entries, head, broken: isShorter ? cut : null };

  function broken({ id, at }: TrailEntry, reason: string): TrailState {
    return { entries, head, broken: { id: Number(id), at, reason } };
  }
}

const BATCH_SIZE = 5_000;
const BATCH = `
  SELECT id::text, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, account_id AS "accountId", account, address,
         unit_id AS "unitId", action, object, detail::text, chain
    FROM audit_entry e WHERE e.id > $1::bigint ORDER BY e.id LIMIT ${BATCH_SIZE}`;

function conditions({ account, action, object, address, from, to }: TrailFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts = ['true'];
  const add = (value: unknown, sql: (place: string) => string) => {
    if (value === undefined || value === '') return;
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  add(account, (place) => `e.account = ${place}`);
  add(action, (place) => `e.action = ${place}`);
  add(object, (place) => `starts_with(e.object, ${place})`);
  add(address, (place) => `e.address = ${place}`);
  add(from, (place) => `e.at >= ${place}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  add(to, (place) => `e.at < (${place}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  return { sql: parts.join(' AND '), values };
}
