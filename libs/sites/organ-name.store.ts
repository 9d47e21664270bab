import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { NamedUnit, OrganDecisions, organNameKey } from '@app/catalog/unit-names';

/** A decided name with who decided it; `unitId` null: no unit. */
export interface DecidedOrgan {
  readonly name: string;
  readonly unitId: number | null;
  readonly by: string;
  readonly at: string;
}

/** 公开主体 names: the units of the register, and what people said of names that are none of theirs. */
@Injectable()
export class OrganNameStore {
  constructor(private readonly db: DataSource) {}

  async register(): Promise<NamedUnit[]> {
    return this.db.query(`SELECT id, name, aliases, kind FROM unit ORDER BY id`);
  }

  async decisions(): Promise<OrganDecisions> {
    const rows: { name: string; unit_id: number | null }[] = await this.db.query(
      `SELECT name, unit_id FROM organ_name`,
    );
    return Object.fromEntries(rows.map(({ name, unit_id }) => [name, unit_id]));
  }

  /** Newest first. */
  async decided(): Promise<DecidedOrgan[]> {
    const rows = await this.db.query(
      `SELECT wording AS name, unit_id AS "unitId", decided_by AS by, decided_at AS at FROM organ_name ORDER BY decided_at DESC, name`,
    );
    return rows.map((row: DecidedOrgan) => ({ ...row, at: new Date(row.at).toISOString() }));
  }

  async decide(name: string, unitId: number | null, by: string): Promise<void> {
    await this.db.query(
      `INSERT INTO organ_name (name, wording, unit_id, decided_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (name) DO UPDATE SET unit_id = excluded.unit_id, decided_by = excluded.decided_by, decided_at = now()`,
      [organNameKey(name), name, unitId, by],
    );
  }

  /** Answers false where nothing was decided. */
  async undo(name: string): Promise<boolean> {
    const [, count] = await this.db.query(`DELETE FROM organ_name WHERE name = $1`, [organNameKey(name)]);
    return count > 0;
  }
}
