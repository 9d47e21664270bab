import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { onBehalf } from '@app/platform/scoped-database.client';
import { IdentityStore } from './identity.store';
import { PasswordStore } from './password.store';
import { SessionStore, sha256 } from './session.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let identity: IdentityStore;
let passwords: PasswordStore;
let sessions: SessionStore;
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  identity = new IdentityStore(db);
  passwords = new PasswordStore(db, identity);
  sessions = new SessionStore(db);
}, 120_000);
afterAll(() => drop?.());

const account = async (login: string) => {
  await identity.createAccount({ login, name: login, role: 'supervisor' }, PASSWORD);
  return login;
};

async function loggedIn(login: string): Promise<string> {
  const result = await passwords.logIn(login, PASSWORD);
  if ('refused' in result) throw new Error(result.refused);
  return result.token;
}

const sessionOf = async (token: string) => {
  const session = await identity.session(token);
  if (!session) throw new Error('no session');
  return session;
};

describe('accounts', () => {
  it('are created once for each login', async () => {
    await account('once');
    expect(await identity.createAccount({ login: 'once', name: 'x', role: 'admin' }, 'another-1')).toBe(false);
  });

  it('keep no token and no password in clear', async () => {
    const token = await loggedIn(await account('secret'));
    const [{ text }] = await db.query(
      `SELECT (SELECT string_agg(session::text, ' ') FROM session) || (SELECT string_agg(account::text, ' ') FROM account) AS text`,
    );
    expect(text).not.toContain(token);
    expect(text).not.toContain(PASSWORD);
  });

  it('leave a trail that is only added to', async () => {
    await identity.record('reader', 'export', 'alerts');
    await expect(db.query(`DELETE FROM audit_entry`)).rejects.toThrow(/append-only/);
    await expect(db.query(`UPDATE audit_entry SET action = 'x'`)).rejects.toThrow(/append-only/);
  });
});

describe('a session', () => {
  it('tells who asks', async () => {
    const { account: who, missing } = await sessionOf(await loggedIn(await account('reader')));
    expect(who).toMatchObject({ login: 'reader', role: 'supervisor', unitId: null });
    expect(missing).toBeNull();
  });

  it('has another token for every log-in', async () => {
    await account('twice');
    expect(await loggedIn('twice')).not.toBe(await loggedIn('twice'));
  });

  it('ends on log-out', async () => {
    const token = await loggedIn(await account('leaver'));
    await identity.logOut(token);
    expect(await identity.session(token)).toBeUndefined();
  });

  it('ends when its account is disabled, and comes back with none of it', async () => {
    const token = await loggedIn(await account('dismissed'));
    await db.query(`UPDATE account SET disabled_at = now() WHERE login = 'dismissed'`);
    expect(await identity.session(token)).toBeUndefined();
    expect(await passwords.logIn('dismissed', PASSWORD)).toEqual({ refused: 'wrong' });
  });

  it.each([
    ['when nobody has used it for idle_minutes', `expires_at = now() - interval '1 second'`],
    [
      'after session_hours, however much it is used',
      `ends_at = now() - interval '1 second', expires_at = now() - interval '1 second'`,
    ],
  ])('ends %s', async (_norm, change) => {
    const token = await loggedIn(await account('sleeper'));
    await db.query(`UPDATE session SET ${change} WHERE token_sha256 = $1`, [sha256(token)]);
    expect(await identity.session(token)).toBeUndefined();
  });

  it('is put off by use, a minute after it was last written, and never beyond its end', async () => {
    const token = await loggedIn(await account('worker'));
    const minutesLeft = async () => {
      const [row] = await db.query(
        `SELECT round(extract(epoch FROM expires_at - now()) / 60)::int AS left, round(extract(epoch FROM ends_at - now()) / 60)::int AS whole,
                now() - last_seen_at < interval '10 seconds' AS "isSeen" FROM session WHERE token_sha256 = $1`,
        [sha256(token)],
      );
      return row;
    };
    const wind = (set: string) => db.query(`UPDATE session SET ${set} WHERE token_sha256 = $1`, [sha256(token)]);
    expect(await minutesLeft()).toEqual({ left: 120, whole: 720, isSeen: true });
    await wind(`last_seen_at = now() - interval '50 seconds', expires_at = now() + interval '60 minutes'`);
    await identity.session(token);
    expect(await minutesLeft()).toMatchObject({ left: 60, isSeen: false });
    await wind(`last_seen_at = now() - interval '70 seconds'`);
    await identity.session(token);
    expect(await minutesLeft()).toMatchObject({ left: 120, isSeen: true });
    await wind(
      `last_seen_at = now() - interval '70 seconds', expires_at = now() + interval '3 minutes', ends_at = now() + interval '5 minutes'`,
    );
    await identity.session(token);
    expect(await minutesLeft()).toMatchObject({ left: 5 });
  });

  it('is listed with where and what it came from, and ended one by one or all others at once', async () => {
    await account('traveller');
    const away = await onBehalf(() => loggedIn('traveller'), {
      token: '',
      roles: [],
      address: '10.1.2.3',
      agent: 'x'.repeat(900),
    });
    const [here, third] = [await loggedIn('traveller'), await loggedIn('traveller')];
    const { account: who, id } = await sessionOf(here);
    const list = await sessions.of(who.id);
    expect(list).toHaveLength(3);
    expect(list.find(({ address }) => address === '10.1.2.3')?.agent).toHaveLength(300);
    const awayId = (await sessionOf(away)).id;
    expect(await sessions.end(who.id + 1, awayId)).toBe(false);
    expect([await sessions.end(who.id, awayId), await sessions.end(who.id, awayId)]).toEqual([true, false]);
    expect(await identity.session(away)).toBeUndefined();
    expect(await sessions.endOthers(who.id, id)).toBe(1);
    expect(await identity.session(third)).toBeUndefined();
    expect(await identity.session(here)).toBeDefined();
  });
});
