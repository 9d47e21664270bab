import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { recoverAccount } from './account-recovery.store';
import { IdentityStore } from './identity.store';
import { PasswordStore } from './password.store';
import { verifyTrail } from './trail-reads.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let identity: IdentityStore;
let passwords: PasswordStore;
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  identity = new IdentityStore(db);
  passwords = new PasswordStore(db, identity);
  await identity.createAccount({ login: 'admin', name: '系统管理员', role: 'admin' }, PASSWORD);
}, 120_000);
afterAll(() => drop?.());

const grants = (login: string) =>
  db.query(
    `SELECT g.role, g.valid_until IS NULL AS "isLasting" FROM role_grant g JOIN account a ON a.id = g.account_id
      WHERE a.login = $1 AND g.revoked_at IS NULL ORDER BY g.id`,
    [login],
  );

describe('an account that is recovered from the command line', () => {
  it('has a new password, and no lock, second factor or session from before', async () => {
    const before = await passwords.logIn('admin', PASSWORD);
    if ('refused' in before) throw new Error(before.refused);
    await db.query(
      `UPDATE account SET failures = 9, locked_until = now() + interval '1 hour', second_factor = 'sealed', second_factor_since = now(),
              recovery_codes = '{a}' WHERE login = 'admin'`,
    );
    const recovered = await recoverAccount(db, 'admin');
    expect(recovered).toMatchObject({ login: 'admin', wasDisabled: false, wasLocked: true, hadSecondFactor: true });
    expect(recovered.becameAdministrator).toBe(false);
    expect(await identity.session(before.token)).toBeUndefined();
    expect(await passwords.logIn('admin', PASSWORD)).toHaveProperty('refused');
    const after = await passwords.logIn('admin', recovered.password);
    expect(after).toHaveProperty('token');
    const [account] = await db.query(
      `SELECT must_change, second_factor, recovery_codes, locked_until FROM account WHERE login = 'admin'`,
    );
    expect(account).toEqual({ must_change: true, second_factor: null, recovery_codes: [], locked_until: null });
  });

  it('stands in the trail without its password', async () => {
    const { password } = await recoverAccount(db, 'admin');
    const [deed] = await db.query(
      `SELECT account, action, object, detail::text FROM audit_entry ORDER BY id DESC LIMIT 1`,
    );
    expect(deed).toMatchObject({
      account: '命令行',
      action: 'recover-account',
      object: expect.stringMatching(/^account:\d+$/),
    });
    expect(deed.detail).not.toContain(password);
    expect((await verifyTrail(db)).broken).toBeNull();
  });

  it('administers the platform where nobody else does for good', async () => {
    await identity.createAccount({ login: 'second', name: '第二人', role: 'supervisor' }, PASSWORD);
    await db.query(`UPDATE role_grant SET valid_until = now() + interval '1 day' WHERE role = 'admin'`);
    expect(await recoverAccount(db, 'second')).toMatchObject({ becameAdministrator: true });
    expect(await grants('second')).toEqual([
      { role: 'supervisor', isLasting: true },
      { role: 'admin', isLasting: true },
    ]);
    expect(await recoverAccount(db, 'admin')).toMatchObject({ becameAdministrator: false });
  });

  it('has its own ending role replaced by a lasting one', async () => {
    await db.query(
      `UPDATE role_grant SET revoked_at = now(), revoked_by = 'x' WHERE role = 'admin' AND valid_until IS NULL`,
    );
    await db.query(`UPDATE account SET disabled_at = now() WHERE login = 'admin'`);
    expect(await recoverAccount(db, 'admin')).toMatchObject({ wasDisabled: true, becameAdministrator: true });
    expect(await grants('admin')).toEqual([{ role: 'admin', isLasting: true }]);
  });

  it.each([
    ['that is not there', 'nobody', /没有登录名为nobody的账号/],
    ['of a machine', 'oa', /机器账号没有密码/],
  ])('is refused %s, and nothing changes', async (_norm, login, refusal) => {
    await db.query(`INSERT INTO account (login, name, kind) VALUES ('oa', 'OA系统', 'machine') ON CONFLICT DO NOTHING`);
    const state = () => db.query(`SELECT (SELECT max(id) FROM audit_entry) AS deeds, count(*) FROM role_grant`);
    const before = await state();
    await expect(recoverAccount(db, login)).rejects.toThrow(refusal);
    expect(await state()).toEqual(before);
  });
});
