import { Inject, Injectable } from '@nestjs/common';
import { DataSource, EntityManager } from 'typeorm';
import { whoAsks } from '@app/platform/scoped-database.client';
import { IdentitySetting, settingChanges, StoredSetting } from './identity-setting';
import { IDENTITY_DATABASE } from './identity.token';
import { appendDeed } from './trail.store';

export async function readSetting(db: Pick<EntityManager, 'query'>): Promise<StoredSetting> {
  const [row] = await db.query(
    `SELECT needs_second_factor AS "needsSecondFactor", min_password_length AS "minPasswordLength", password_days AS "passwordDays",
            kept_passwords AS "keptPasswords", failures_before_lock AS "failuresBeforeLock", lock_minutes AS "lockMinutes",
            session_hours AS "sessionHours", idle_minutes AS "idleMinutes", revision, changed_by AS "changedBy", changed_at AS "changedAt"
       FROM identity_setting`,
  );
  if (!row) throw new Error('identity_setting has no row');
  return row;
}

/** 登录安全设置. */
@Injectable()
export class IdentitySettingStore {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  read(): Promise<StoredSetting> {
    return readSetting(this.db);
  }

  /** Undefined when somebody changed it since `revision`. Running sessions are held to it at once. */
  async save(next: IdentitySetting, revision: number, by: string): Promise<StoredSetting | undefined> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM identity_setting FOR UPDATE`);
      const before = await readSetting(tx);
      if (before.revision !== revision) return undefined;
      const changes = settingChanges(before, next);
      if (Object.keys(changes).length === 0) return before;
      await tx.query(UPDATE_SETTING, [...values(next), by]);
      await tx.query(SHORTEN_SESSIONS, [next.sessionHours, next.idleMinutes]);
      const { accountId, address } = whoAsks();
      const detail = { revision: revision + 1, changes };
      await appendDeed(tx, {
        accountId,
        address,
        account: by,
        action: 'change-security-settings',
        object: 'identity-setting',
        detail,
      });
      return readSetting(tx);
    });
  }
}

const UPDATE_SETTING = `
  UPDATE identity_setting SET needs_second_factor = $1, min_password_length = $2, password_days = $3, kept_passwords = $4,
         failures_before_lock = $5, lock_minutes = $6, session_hours = $7, idle_minutes = $8,
         revision = revision + 1, changed_by = $9, changed_at = now()`;

const values = (next: IdentitySetting): unknown[] => [
  next.needsSecondFactor,
  next.minPasswordLength,
  next.passwordDays,
  next.keptPasswords,
  next.failuresBeforeLock,
  next.lockMinutes,
  next.sessionHours,
  next.idleMinutes,
];

const SHORTEN_SESSIONS = `
  UPDATE session SET ends_at = least(ends_at, created_at + make_interval(hours => $1)),
         expires_at = least(expires_at, created_at + make_interval(hours => $1), last_seen_at + make_interval(mins => $2))
   WHERE expires_at > now()`;
