import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DomainAlias } from './domains';

export interface DecidedAlias extends DomainAlias {
  readonly by: string;
  readonly at: string;
}

/** 领域别名: names a region added to the dictionary. */
@Injectable()
export class DomainAliasStore {
  constructor(private readonly db: DataSource) {}

  /** Newest first. */
  async aliases(): Promise<DecidedAlias[]> {
    const rows = await this.db.query(
      `SELECT alias, domain, decided_by AS by, decided_at AS at FROM domain_alias ORDER BY decided_at DESC, alias`,
    );
    return rows.map((row: DecidedAlias) => ({ ...row, at: new Date(row.at).toISOString() }));
  }

  async decide({ alias, domain }: DomainAlias, by: string): Promise<void> {
    await this.db.query(
      `INSERT INTO domain_alias (alias, domain, decided_by) VALUES ($1, $2, $3)
       ON CONFLICT (alias) DO UPDATE SET domain = excluded.domain, decided_by = excluded.decided_by, decided_at = now()`,
      [alias, domain, by],
    );
  }

  /** Answers false where nothing was decided. */
  async undo(alias: string): Promise<boolean> {
    const [, count] = await this.db.query(`DELETE FROM domain_alias WHERE alias = $1`, [alias]);
    return count > 0;
  }
}
