import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SettingActor, SettingContent, SettingVersion, stepOf, VersionState, VersionStep } from './setting-version';

/** One step in the life of a version, or of a rule as a whole. */
export interface SettingEvent {
  readonly at: string;
  readonly by: string;
  readonly kind: VersionState | 'precisionReset' | 'packChosen';
  readonly note: string;
}

/** A version as people read it. */
export interface StoredSetting extends SettingVersion {
  readonly createdName: string;
  readonly createdAt: string;
  readonly unitId: number | null;
  readonly events: readonly SettingEvent[];
}

/** Why a setting was not changed, in Chinese. */
export class SettingRefused extends Error {}

/** 规则设置. Versions and what happened to them are only ever added; how a version stands is its newest event. */
@Injectable()
export class RuleSettingStore {
  constructor(private readonly db: DataSource) {}

  /** Versions that were approved and not taken back. */
  async approved(): Promise<SettingVersion[]> {
    return (await this.db.query(`${VERSIONS} WHERE state.kind = 'approved' ORDER BY s.line, s.version`)).map(versionOf);
  }

  /** Every version, of one rule where `code` is given; newest line first, newest version first. */
  async all(code: string | null = null): Promise<StoredSetting[]> {
    return this.stored(`WHERE $1::text IS NULL OR s.code = $1`, code);
  }

  async get(id: number): Promise<StoredSetting | undefined> {
    return (await this.stored(`WHERE s.id = $1`, id))[0];
  }

  /** The next version of a line, or the first of a new one. Versions before it that nobody approved are set aside. */
  async create(content: SettingContent, unitId: number | null, by: SettingActor, line?: number): Promise<number> {
    return this.db.transaction(async (tx) => {
      const held = line === undefined ? undefined : await heldLine(tx, line);
      if (line !== undefined && held === undefined) throw new SettingRefused('没有这项设置');
      if (held && held.code !== content.code) throw new SettingRefused('同一项设置不能换用另一条规则，请另建一项');
      const [{ place }] =
        line === undefined ? await tx.query(`SELECT nextval('rule_setting_line') AS place`) : [{ place: line }];
      for (const { id } of held?.open ?? []) await record(tx, { id, kind: 'replaced', by, note: '' });
      const [{ id }] = await tx.query(
        `INSERT INTO rule_setting (line, version, code, unit_id, effective_from, effective_to, content, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
        [
          Number(place),
          (held?.newest ?? 0) + 1,
          content.code,
          unitId,
          content.effectiveFrom,
          content.effectiveTo ?? null,
          JSON.stringify(content),
          by.login,
        ],
      );
      await record(tx, { id, kind: 'draft', by, note: content.reason });
      return id;
    });
  }

  /** Takes one step; throws SettingRefused with the reason where it cannot be taken. */
  async step(id: number, step: VersionStep, by: SettingActor, note = ''): Promise<VersionState> {
    return this.db.transaction(async (tx) => {
      const version = await lockedVersion(tx, id);
      const next = stepOf(version, step, { by: by.login, isFourEyes: await isFourEyes(tx) });
      if ('refused' in next) throw new SettingRefused(next.refused);
      await record(tx, { id, kind: next.to, by, note });
      return next.to;
    });
  }

  async isFourEyes(): Promise<boolean> {
    return isFourEyes(this.db);
  }

  /** 选用的规则包; null = every rule by its built-in values. */
  async pack(): Promise<string | null> {
    const [row] = await this.db.query(`SELECT rule_pack AS pack FROM region ORDER BY id LIMIT 1`);
    return row?.pack ?? null;
  }

  async choosePack(pack: string | null, by: SettingActor, note: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.query(`UPDATE region SET rule_pack = $1`, [pack]);
      await tx.query(
        `INSERT INTO rule_setting_change (by_login, by_name, kind, note) VALUES ($1, $2, 'packChosen', $3)`,
        [by.login, by.name, note],
      );
    });
  }

  /** Cases decided before now no longer count for the precision of the rule. */
  async resetPrecision(code: string, by: SettingActor, note: string): Promise<void> {
    await this.db.query(
      `INSERT INTO rule_setting_change (code, by_login, by_name, kind, note) VALUES ($1, $2, $3, 'precisionReset', $4)`,
      [code, by.login, by.name, note],
    );
  }

  /** When each rule's precision was last reset, and by whom. */
  async precisionResets(): Promise<(SettingEvent & { readonly code: string })[]> {
    const rows = await this.db.query(
      `SELECT DISTINCT ON (code) code, at, by_name AS by, kind, note FROM rule_setting_change
        WHERE kind = 'precisionReset' ORDER BY code, id DESC`,
    );
    return rows.map((row: { at: Date }) => ({ ...row, at: row.at.toISOString() }));
  }

  private async stored(where: string, value: unknown): Promise<StoredSetting[]> {
    const rows = await this.db.query(`${VERSIONS} ${where} ORDER BY s.line DESC, s.version DESC`, [value]);
    return rows.map((row: VersionRow) => ({
      ...versionOf(row),
      createdName: row.createdName,
      createdAt: row.createdAt.toISOString(),
      unitId: row.unitId,
      events: row.events,
    }));
  }
}

type Queryable = Pick<DataSource, 'query'>;

interface VersionRow extends Omit<SettingVersion, 'content'> {
  readonly content: SettingContent;
  readonly unit: string | null;
  readonly createdName: string;
  readonly createdAt: Date;
  readonly unitId: number | null;
  readonly events: SettingEvent[];
}

/** The unit's name is as it is now, so that a setting outlives a renaming. */
const VERSIONS = `
  SELECT s.id, s.line, s.version, s.content, u.name AS unit, s.unit_id AS "unitId", state.kind AS state, s.created_by AS "createdBy",
         s.created_at AS "createdAt", coalesce(first.by_name, s.created_by) AS "createdName",
         (SELECT json_agg(json_build_object('at', to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'by', c.by_name,
                          'kind', c.kind, 'note', c.note) ORDER BY c.id)
            FROM rule_setting_change c WHERE c.setting_id = s.id) AS events
    FROM rule_setting s
    LEFT JOIN unit u ON u.id = s.unit_id
    JOIN LATERAL (SELECT kind FROM rule_setting_change c WHERE c.setting_id = s.id ORDER BY c.id DESC LIMIT 1) state ON true
    LEFT JOIN LATERAL (SELECT by_name FROM rule_setting_change c WHERE c.setting_id = s.id ORDER BY c.id LIMIT 1) first ON true`;

function versionOf({ id, line, version, content, unit, state, createdBy }: VersionRow): SettingVersion {
  return { id, line, version, content: unit ? { ...content, unit } : content, state, createdBy };
}

/** Two that write to one line, or decide about one version, take turns. */
async function heldLine(
  tx: Queryable,
  line: number,
): Promise<{ newest: number; code: string; open: { id: number }[] } | undefined> {
  await tx.query(`SELECT pg_advisory_xact_lock($1, $2)`, [SETTING_LOCK, line]);
  const rows: { id: number; version: number; code: string; state: VersionState }[] = await tx.query(
    `SELECT s.id, s.version, s.code, (SELECT kind FROM rule_setting_change c WHERE c.setting_id = s.id ORDER BY c.id DESC LIMIT 1) AS state
       FROM rule_setting s WHERE s.line = $1 ORDER BY s.version DESC`,
    [line],
  );
  const [newest] = rows;
  if (!newest) return undefined;
  const open = rows.filter(({ state }) => state === 'draft' || state === 'submitted');
  return { newest: newest.version, code: newest.code, open };
}

const SETTING_LOCK = 0x72756c65;

async function lockedVersion(tx: Queryable, id: number): Promise<Pick<SettingVersion, 'state' | 'createdBy'>> {
  const [row] = await tx.query(`SELECT line FROM rule_setting WHERE id = $1`, [id]);
  if (!row) throw new SettingRefused('没有这个版本');
  await tx.query(`SELECT pg_advisory_xact_lock($1, $2)`, [SETTING_LOCK, row.line]);
  const [version] = await tx.query(`${VERSIONS} WHERE s.id = $1`, [id]);
  return version;
}

async function isFourEyes(db: Queryable): Promise<boolean> {
  const [row] = await db.query(`SELECT four_eyes AS "isFourEyes" FROM region ORDER BY id LIMIT 1`);
  return row?.isFourEyes ?? true;
}

async function record(
  tx: Queryable,
  { id, kind, by, note }: { id: number; kind: VersionState; by: SettingActor; note: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO rule_setting_change (setting_id, by_login, by_name, kind, note) VALUES ($1, $2, $3, $4, $5)`,
    [id, by.login, by.name, kind, note],
  );
}
