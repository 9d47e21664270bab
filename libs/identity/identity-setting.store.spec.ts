import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { settingChanges, StoredSetting } from './identity-setting';
import { IdentitySettingStore } from './identity-setting.store';
import { IdentityStore } from './identity.store';
import { PasswordStore } from './password.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let store: IdentitySettingStore;
let before: StoredSetting;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  store = new IdentitySettingStore(db);
  before = await store.read();
}, 120_000);
afterAll(() => drop?.());

describe('登录安全设置', () => {
  it('is saved with its next revision, by name, and in the trail with what changed', async () => {
    const saved = await store.save({ ...before, idleMinutes: 30 }, before.revision, 'admin');
    expect(saved).toMatchObject({ idleMinutes: 30, revision: before.revision + 1, changedBy: 'admin' });
    const [entry] = await db.query(`SELECT account, action, detail FROM audit_entry ORDER BY id DESC LIMIT 1`);
    expect(entry).toEqual({
      account: 'admin',
      action: 'change-security-settings',
      detail: { revision: before.revision + 1, changes: { idleMinutes: { from: 120, to: 30 } } },
    });
  });

  it('is not saved over what somebody else saved in between', async () => {
    expect(await store.save({ ...before, idleMinutes: 60 }, before.revision, 'admin')).toBeUndefined();
    expect((await store.read()).idleMinutes).toBe(30);
  });

  it('writes nothing where nothing changes', async () => {
    const now = await store.read();
    expect((await store.save(now, now.revision, 'admin'))?.revision).toBe(now.revision);
  });

  it('holds running sessions to a shorter time at once', async () => {
    const identity = new IdentityStore(db);
    await identity.createAccount({ login: 'runner', name: 'x', role: 'auditor' }, 'correct-horse-7');
    const result = await new PasswordStore(db, identity).logIn('runner', 'correct-horse-7');
    if ('refused' in result) throw new Error(result.refused);
    await db.query(`UPDATE session SET created_at = now() - interval '90 minutes'`);
    const now = await store.read();
    await store.save({ ...now, sessionHours: 1 }, now.revision, 'admin');
    expect(await identity.session(result.token)).toBeUndefined();
  });

  it('names what differs only', () => {
    expect(settingChanges(before, { ...before, needsSecondFactor: true })).toEqual({
      needsSecondFactor: { from: false, to: true },
    });
  });
});
