import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IDENTITY_DATABASE } from '@app/identity/identity.token';

/** One command of one account, as its header `Idempotency-Key` names it. */
export interface CommandKey {
  readonly accountId: number;
  readonly key: string;
  /** Of method, path and body: a key stands for one request. */
  readonly digest: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly contentType: string | null;
  /** Null where the command was done, but what it answered is not kept. */
  readonly answer: string | null;
}

export type Claim =
  | { readonly kind: 'first' }
  /** `isLost`: it has been running for so long that whoever did it is gone. */
  | { readonly kind: 'running'; readonly isLost: boolean }
  | { readonly kind: 'other' }
  | ({ readonly kind: 'done' } & KeptAnswer);

const KEPT = `interval '1 day'`;
/** No command takes longer; what takes longer is done by a worker. */
const LONGEST = `interval '5 minutes'`;

/** 幂等键 — which commands were done already, and what they answered; for a day. */
@Injectable()
export class CommandKeyStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** Of many at once exactly one is the first. */
  async claim({ accountId, key, digest }: CommandKey): Promise<Claim> {
    await this.db.query(`DELETE FROM command_key WHERE created_at < now() - ${KEPT}`);
    const [claimed] = await this.db.query(
      `INSERT INTO command_key (account_id, key, request_sha256) VALUES ($1, $2, $3)
       ON CONFLICT (account_id, key) DO NOTHING RETURNING key`,
      [accountId, key, digest],
    );
    if (claimed) return { kind: 'first' };
    const [row] = await this.db.query(
      `SELECT request_sha256 AS digest, status, content_type AS "contentType", answer, created_at < now() - ${LONGEST} AS "isLost"
         FROM command_key WHERE account_id = $1 AND key = $2`,
      [accountId, key],
    );
    // Given up between the two statements: whoever repeats it again will be the first.
    if (!row) return { kind: 'running', isLost: false };
    if (row.digest !== digest) return { kind: 'other' };
    if (row.status === null) return { kind: 'running', isLost: row.isLost };
    return { kind: 'done', status: row.status, contentType: row.contentType, answer: row.answer };
  }

  async keep({ accountId, key }: CommandKey, { status, contentType, answer }: KeptAnswer): Promise<void> {
    await this.db.query(
      `UPDATE command_key SET status = $3, content_type = $4, answer = $5 WHERE account_id = $1 AND key = $2`,
      [accountId, key, status, contentType, answer],
    );
  }

  /** As if it had never been asked for. */
  async giveUp({ accountId, key }: CommandKey): Promise<void> {
    await this.db.query(`DELETE FROM command_key WHERE account_id = $1 AND key = $2 AND status IS NULL`, [
      accountId,
      key,
    ]);
  }
}
