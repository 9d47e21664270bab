import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { RegisterContent, RegisterKind, RegisterSource } from './register-kind';

/** Units the asking account reaches. */
export type RegisterScope = 'all' | readonly number[];

export interface RegisterFilter {
  readonly unit?: number;
  readonly q?: string;
  /** 未办结: nothing of what would settle the matter is registered. */
  readonly state?: 'open' | 'revoked';
  readonly from?: LocalDate;
  readonly to?: LocalDate;
}

/** A version of an entry with whose it is. */
export interface RegisterRow {
  readonly id: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly key: string;
  readonly version: number;
  readonly content: RegisterContent;
  readonly occurredOn: LocalDate;
  readonly asOf: LocalDate;
  readonly source: RegisterSource;
  readonly enteredBy: string;
  readonly enteredAt: Date;
  readonly note: string;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokedNote: string | null;
}

/** Entries as people look for them: filtered, counted and paged by PostgreSQL. */
@Injectable()
export class RegisterListStore {
  constructor(private readonly db: DataSource) {}

  async page(
    kind: RegisterKind,
    scope: RegisterScope,
    filter: RegisterFilter,
    paging: { readonly limit: number; readonly offset: number },
  ): Promise<{ rows: RegisterRow[]; total: number }> {
    const { sql, values } = conditions(kind, scope, filter);
    const [{ total }] = await this.db.query(`SELECT count(*)::int AS total ${FROM} WHERE ${sql}`, values);
    const rows = await this.db.query(
      `${COLUMNS} ${FROM} WHERE ${sql} ORDER BY r.occurred_on DESC, r.id DESC
        LIMIT ${Math.trunc(paging.limit)} OFFSET ${Math.trunc(paging.offset)}`,
      values,
    );
    return { rows: rows.map(numbered), total };
  }

  /** How many entries of each kind are in force within the scope. */
  async counts(scope: RegisterScope): Promise<Map<string, number>> {
    const rows: { kind: string; count: number }[] = await this.db.query(
      `SELECT kind, count(*)::int AS count FROM register_entry
        WHERE superseded_at IS NULL AND revoked_at IS NULL AND ($1::int[] IS NULL OR unit_id = ANY ($1)) GROUP BY kind`,
      [scope === 'all' ? null : scope],
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  }

  /** All versions of the entry that one of them names, newest first; empty where the scope does not reach it. */
  async versions(kind: RegisterKind, scope: RegisterScope, id: number): Promise<RegisterRow[]> {
    const rows = await this.db.query(
      `${COLUMNS} ${FROM} JOIN register_entry named ON (named.unit_id, named.kind, named.key) = (r.unit_id, r.kind, r.key)
        WHERE named.id = $1 AND r.kind = $2 AND ($3::int[] IS NULL OR r.unit_id = ANY ($3)) ORDER BY r.version DESC`,
      [id, kind.id, scope === 'all' ? null : scope],
    );
    return rows.map(numbered);
  }
}

const FROM = `FROM register_entry r JOIN unit u ON u.id = r.unit_id`;
const COLUMNS = `
  SELECT r.id, r.unit_id AS "unitId", u.name AS "unitName", r.key, r.version, r.content, r.occurred_on::text AS "occurredOn",
         r.as_of::text AS "asOf", r.source, r.entered_by AS "enteredBy", r.entered_at AS "enteredAt", r.note,
         r.revoked_at AS "revokedAt", r.revoked_by AS "revokedBy", r.revoked_note AS "revokedNote"`;

/** bigint comes as text. */
function numbered(row: RegisterRow): RegisterRow {
  return { ...row, id: Number(row.id) };
}

function conditions(
  { id, settled = [] }: RegisterKind,
  scope: RegisterScope,
  { unit, q = '', state, from, to }: RegisterFilter,
): { sql: string; values: unknown[] } {
  const values: unknown[] = [id];
  const parts = ['r.kind = $1', 'r.superseded_at IS NULL', `r.revoked_at IS ${state === 'revoked' ? 'NOT ' : ''}NULL`];
  const add = (sql: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  if (scope !== 'all') add((place) => `r.unit_id = ANY (${place}::int[])`, scope);
  if (unit !== undefined) add((place) => `r.unit_id = ${place}`, unit);
  if (from) add((place) => `r.occurred_on >= ${place}::date`, from);
  if (to) add((place) => `r.occurred_on <= ${place}::date`, to);
  if (state === 'open') add((place) => `NOT r.content ?| ${place}::text[]`, settled);
  for (const word of q.split(/\s+/).filter(Boolean).slice(0, 5))
    add(
      (place) => `concat_ws(' ', u.name, r.key, r.content::text) ILIKE '%' || ${place} || '%'`,
      word.replace(/[\\%_]/g, '\\$&'),
    );
  return { sql: parts.join(' AND '), values };
}
