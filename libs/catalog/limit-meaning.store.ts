import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Queryable } from './catalog-rows.store';
import { LimitMeanings, MeantLimit, meaningKey } from './limit-meaning';

/** A decided wording with who decided it. */
export interface DecidedMeaning {
  readonly key: string;
  /** As the catalog had it. */
  readonly wording: string;
  readonly limits: readonly MeantLimit[];
  readonly by: string;
  readonly at: string;
}

/** 时限释义: what people said a wording asks for, remembered for the same wording in every catalog. */
@Injectable()
export class LimitMeaningStore {
  constructor(private readonly db: DataSource) {}

  async meanings(): Promise<LimitMeanings> {
    return meaningsIn(this.db);
  }

  /** Newest first. */
  async decided(): Promise<DecidedMeaning[]> {
    const rows = await this.db.query(
      `SELECT wording AS key, quoted AS wording, limits, decided_by AS by, decided_at AS at FROM limit_meaning ORDER BY decided_at DESC, wording`,
    );
    return rows.map((row: DecidedMeaning) => ({ ...row, at: new Date(row.at).toISOString() }));
  }

  async decide(wording: string, limits: readonly MeantLimit[], by: string): Promise<void> {
    await this.db.query(
      `INSERT INTO limit_meaning (wording, quoted, limits, decided_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (wording) DO UPDATE SET limits = excluded.limits, decided_by = excluded.decided_by, decided_at = now()`,
      [meaningKey(wording), wording, JSON.stringify(limits), by],
    );
  }

  /** Answers false where nothing was decided. */
  async undo(wording: string): Promise<boolean> {
    const [, count] = await this.db.query(`DELETE FROM limit_meaning WHERE wording = $1`, [meaningKey(wording)]);
    return count > 0;
  }
}

export async function meaningsIn(db: Queryable): Promise<LimitMeanings> {
  const rows: { wording: string; limits: MeantLimit[] }[] = await db.query(`SELECT wording, limits FROM limit_meaning`);
  return new Map(rows.map(({ wording, limits }) => [wording, limits]));
}
