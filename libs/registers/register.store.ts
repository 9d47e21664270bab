import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { canonicalContent, RegisterDiff, registerDiff } from './register-diff';
import { EntryDraft, RegisterContent, RegisterEntry, RegisterKind, RegisterSource } from './register-kind';
import { REGISTER_KINDS, registerKind } from './register-kinds';

/** Drafts of one unit. */
export interface UnitDrafts {
  readonly unitId: number;
  readonly drafts: readonly EntryDraft[];
}

export interface EntryOrigin {
  readonly source: RegisterSource;
  readonly by: string;
  /** 登记时点: the region's today. */
  readonly asOf: LocalDate;
  readonly note?: string;
}

type Queryable = Pick<DataSource, 'query'>;

/** 台账: what is in force, and every version before it. Nothing is ever overwritten or deleted. */
@Injectable()
export class RegisterStore {
  constructor(private readonly db: DataSource) {}

  /** What storing would add and change. */
  async preview(kind: RegisterKind, { unitId, drafts }: UnitDrafts): Promise<RegisterDiff> {
    return registerDiff(kind, await inForce(this.db, kind, unitId), drafts);
  }

  /**
   * Stores the drafts of all units or none of them. A changed entry is a new version; one that is said again unchanged is
   * known to hold up to `asOf`. Storing the same again changes nothing else.
   */
  async save(kind: RegisterKind, units: readonly UnitDrafts[], origin: EntryOrigin): Promise<RegisterDiff[]> {
    return this.db.transaction(async (tx) => {
      const diffs: RegisterDiff[] = [];
      for (const { unitId, drafts } of [...units].sort((a, b) => a.unitId - b.unitId)) {
        await lockRegister(tx, unitId);
        const diff = registerDiff(kind, await inForce(tx, kind, unitId), drafts);
        const fresh = [...diff.added, ...diff.changed.map(({ draft }) => draft)];
        await supersede(tx, kind, { unitId, drafts: fresh });
        await insert(tx, kind, { unitId, drafts: fresh }, origin);
        await confirm(tx, kind, { unitId, drafts: diff.unchanged }, origin);
        diffs.push(diff);
      }
      return diffs;
    });
  }

  /** Takes an entry out of force; false when there is none in force. Its versions stay. */
  async revoke(unitId: number, id: number, by: { readonly name: string; readonly note: string }): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      await lockRegister(tx, unitId);
      const [rows] = await tx.query(
        `UPDATE register_entry SET revoked_at = now(), revoked_by = $3, revoked_note = $4
          WHERE id = $1 AND unit_id = $2 AND superseded_at IS NULL AND revoked_at IS NULL RETURNING id`,
        [id, unitId, by.name, by.note],
      );
      return rows.length > 0;
    });
  }

  /**
   * Entries of a unit as rules read them: about days from 1 January of the year before `today` on, and older ones that
   * are still open. The order is that of their names, so that the same entries give the same value.
   */
  async ofUnit(unitId: number, today: LocalDate): Promise<RegisterEntry[]> {
    const from = `${Number(today.slice(0, 4)) - 1}-01-01`;
    const rows: StoredEntry[] = await this.db.query(
      `SELECT kind, key, version, content, occurred_on::text AS "occurredOn", as_of::text AS "asOf", source, digest,
              revoked_at IS NOT NULL AS "isRevoked", coalesce(revoked_at, confirmed_at) AS "confirmedAt"
         FROM register_entry
        WHERE unit_id = $1 AND superseded_at IS NULL
          AND (occurred_on >= $2 OR revoked_at >= $2::date OR content ->> 'until' >= $4
               OR (revoked_at IS NULL AND $3::jsonb ? kind
                   AND NOT EXISTS (SELECT FROM jsonb_array_elements_text($3::jsonb -> kind) AS c WHERE content ? c)))
        ORDER BY kind, key COLLATE "C"`,
      [unitId, from, JSON.stringify(SETTLED_BY), today],
    );
    return rows.map(entryOf);
  }
}

/** By kind, the columns that settle a matter; kinds that are never open are not in it. */
const SETTLED_BY = Object.fromEntries(REGISTER_KINDS.flatMap(({ id, settled }) => (settled ? [[id, settled]] : [])));

interface StoredEntry {
  readonly kind: RegisterEntry['kind'];
  readonly key: string;
  readonly version: number;
  readonly content: RegisterContent;
  readonly occurredOn: LocalDate;
  readonly asOf: LocalDate;
  readonly source: RegisterSource;
  readonly digest: string;
  readonly isRevoked: boolean;
  readonly confirmedAt: Date;
}

function entryOf({ version, digest, isRevoked, confirmedAt, ...entry }: StoredEntry): RegisterEntry {
  const { title } = registerKind(entry.kind);
  const url = `台账：${title} ${entry.key}（第${version}版）`;
  const attestation = { url, capturedAt: confirmedAt.toISOString(), sha256: digest };
  return { ...entry, ...(isRevoked ? { isRevoked } : {}), attestation };
}

/** Two who store for one unit take turns. */
async function lockRegister(tx: Queryable, unitId: number): Promise<void> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('register_entry'), $1)`, [unitId]);
}

async function inForce(tx: Queryable, kind: RegisterKind, unitId: number): Promise<Map<string, RegisterContent>> {
  const rows: { key: string; content: RegisterContent }[] = await tx.query(
    `SELECT key, content FROM register_entry
      WHERE unit_id = $1 AND kind = $2 AND superseded_at IS NULL AND revoked_at IS NULL`,
    [unitId, kind.id],
  );
  return new Map(rows.map(({ key, content }) => [key, content]));
}

/** The newest version steps back, revoked or not, so that the next one is the only one to be asked. */
async function supersede(tx: Queryable, kind: RegisterKind, { unitId, drafts }: UnitDrafts): Promise<void> {
  await tx.query(
    `UPDATE register_entry SET superseded_at = now()
      WHERE unit_id = $1 AND kind = $2 AND key = ANY($3::text[]) AND superseded_at IS NULL`,
    [unitId, kind.id, drafts.map(({ key }) => key)],
  );
}

async function insert(
  tx: Queryable,
  kind: RegisterKind,
  { unitId, drafts }: UnitDrafts,
  origin: EntryOrigin,
): Promise<void> {
  const rows = drafts.map(({ key, occurredOn, content }) => ({
    key,
    occurred_on: occurredOn,
    content,
    digest: createHash('sha256')
      .update(canonicalContent(kind, key, content))
      .digest('hex'),
  }));
  await tx.query(
    `INSERT INTO register_entry (unit_id, kind, key, version, content, occurred_on, digest, source, entered_by, as_of, note)
     SELECT $1, $2, r.key, 1 + (SELECT coalesce(max(version), 0) FROM register_entry o WHERE o.unit_id = $1 AND o.kind = $2 AND o.key = r.key),
            r.content, r.occurred_on, r.digest, $4, $5, $6, $7
       FROM jsonb_to_recordset($3::jsonb) AS r (key text, content jsonb, occurred_on date, digest text)`,
    [unitId, kind.id, JSON.stringify(rows), origin.source, origin.by, origin.asOf, origin.note ?? ''],
  );
}

async function confirm(
  tx: Queryable,
  kind: RegisterKind,
  { unitId, drafts }: UnitDrafts,
  { asOf }: EntryOrigin,
): Promise<void> {
  await tx.query(
    `UPDATE register_entry SET as_of = greatest(as_of, $4::date), confirmed_at = now()
      WHERE unit_id = $1 AND kind = $2 AND key = ANY($3::text[]) AND superseded_at IS NULL AND revoked_at IS NULL`,
    [unitId, kind.id, drafts.map(({ key }) => key), asOf],
  );
}
