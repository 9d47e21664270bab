import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { IdentityStore } from './identity.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let identity: IdentityStore;
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  identity = new IdentityStore(db);
}, 120_000);
afterAll(() => drop?.());

const account = async (login: string) => {
  await identity.createAccount({ login, name: login, role: 'supervisor' }, PASSWORD);
  return login;
};

async function loggedIn(login: string): Promise<string> {
  const result = await identity.logIn(login, PASSWORD);
  if ('refused' in result) throw new Error(result.refused);
  return result.token;
}

describe('accounts and sessions', () => {
  it('creates a login once', async () => {
    await account('once');
    expect(await identity.createAccount({ login: 'once', name: 'x', role: 'admin' }, 'another-1')).toBe(false);
  });

  it('opens a session that tells who asks', async () => {
    const token = await loggedIn(await account('reader'));
    expect((await identity.session(token))?.account).toMatchObject({
      login: 'reader',
      role: 'supervisor',
      unitId: null,
    });
  });

  it.each([
    ['a wrong password', 'reader', 'wrong'],
    ['an unknown login', 'nobody', PASSWORD],
  ])('refuses %s alike', async (_norm, login, password) => {
    await account('reader');
    expect(await identity.logIn(login, password)).toEqual({ refused: 'wrong' });
  });

  it('locks after five wrong passwords, and then refuses the right one too', async () => {
    await account('locked');
    for (let i = 0; i < 5; i++) await identity.logIn('locked', 'wrong');
    expect(await identity.logIn('locked', PASSWORD)).toEqual({ refused: 'locked' });
  });

  it('does not lock after four', async () => {
    await account('patient');
    for (let i = 0; i < 4; i++) await identity.logIn('patient', 'wrong');
    expect(await identity.logIn('patient', PASSWORD)).toHaveProperty('session');
  });

  it('ends a session on log-out', async () => {
    const token = await loggedIn(await account('leaver'));
    await identity.logOut(token);
    expect(await identity.session(token)).toBeUndefined();
  });

  it('ends every session when the password changes, and gives a new one', async () => {
    await account('changer');
    const [first, second] = [await loggedIn('changer'), await loggedIn('changer')];
    const id = (await identity.session(first))?.account.id ?? 0;
    expect(await identity.changePassword(id, 'not it', 'new-password-9')).toBeUndefined();
    const renewed = await identity.changePassword(id, PASSWORD, 'new-password-9');
    expect(await identity.session(first)).toBeUndefined();
    expect(await identity.session(second)).toBeUndefined();
    expect(await identity.session(renewed ?? '')).toBeDefined();
  });

  it('does not know an expired session', async () => {
    const token = await loggedIn(await account('sleeper'));
    await db.query(`UPDATE session SET expires_at = now() - interval '1 second'`);
    expect(await identity.session(token)).toBeUndefined();
  });

  it('keeps no token and no password in clear', async () => {
    const token = await loggedIn(await account('secret'));
    const [{ text }] = await db.query(
      `SELECT (SELECT string_agg(session::text, ' ') FROM session) || (SELECT string_agg(account::text, ' ') FROM account) AS text`,
    );
    expect(text).not.toContain(token);
    expect(text).not.toContain(PASSWORD);
  });

  it('keeps the record of actions append-only', async () => {
    await identity.record('reader', 'export', 'alerts');
    await expect(db.query(`DELETE FROM audit_entry`)).rejects.toThrow(/append-only/);
    await expect(db.query(`UPDATE audit_entry SET action = 'x'`)).rejects.toThrow(/append-only/);
  });
});
