import { hash } from '@node-rs/argon2';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { IdentityStore } from './identity.store';
import { PasswordStore } from './password.store';

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
}, 120_000);
afterAll(() => drop?.());

const account = (login: string) => identity.createAccount({ login, name: login, role: 'supervisor' }, PASSWORD);
const set = (login: string, change: string) => db.query(`UPDATE account SET ${change} WHERE login = $1`, [login]);
const setting = (change: string) => db.query(`UPDATE identity_setting SET ${change}`);

async function session(login: string, password = PASSWORD) {
  const result = await passwords.logIn(login, password);
  if ('refused' in result) throw new Error(result.refused);
  return result.session;
}

const lockOf = async (login: string) => {
  const [row] = await db.query(
    `SELECT failures, coalesce(round(extract(epoch FROM locked_until - now()) / 60), 0)::int AS minutes FROM account WHERE login = $1`,
    [login],
  );
  return row;
};

const fail = async (login: string, times: number) => {
  for (let i = 0; i < times; i++) expect(await passwords.logIn(login, 'wrong')).toEqual({ refused: 'wrong' });
};

describe('logging in', () => {
  it.each([
    ['a wrong password', 'reader', 'wrong'],
    ['an unknown login', 'nobody', PASSWORD],
    ['an account without password', 'linked', PASSWORD],
    ['a machine account', 'machine', PASSWORD],
  ])('refuses %s alike, and no sooner than 400 ms', async (_norm, login, password) => {
    for (const each of ['reader', 'linked', 'machine']) await account(each);
    await set('linked', 'password_hash = NULL');
    await set('machine', `password_hash = NULL, kind = 'machine'`);
    const before = Date.now();
    expect(await passwords.logIn(login, password)).toEqual({ refused: 'wrong' });
    expect(Date.now() - before).toBeGreaterThanOrEqual(395);
  });

  it('refuses who holds no role any more', async () => {
    await account('former');
    await db.query(
      `UPDATE role_grant SET revoked_at = now(), revoked_by = 'x' WHERE account_id = (SELECT id FROM account WHERE login = 'former')`,
    );
    expect(await passwords.logIn('former', PASSWORD)).toEqual({ refused: 'noRole' });
  });

  it('hashes anew what was hashed with other parameters', async () => {
    await account('old');
    await db.query(`UPDATE account SET password_hash = $1 WHERE login = 'old'`, [
      await hash(PASSWORD, { memoryCost: 8192, timeCost: 1 }),
    ]);
    await session('old');
    const [{ password_hash: renewed }] = await db.query(`SELECT password_hash FROM account WHERE login = 'old'`);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    await session('old');
  });
});

describe('the lock', () => {
  it('comes with the fifth wrong password, and is told to who knows the right one', async () => {
    await account('locked');
    await fail('locked', 5);
    expect(await lockOf('locked')).toEqual({ failures: 5, minutes: 15 });
    expect(await passwords.logIn('locked', PASSWORD)).toEqual({ refused: 'locked' });
    expect(await passwords.logIn('locked', 'wrong')).toEqual({ refused: 'wrong' });
  });

  it('does not come after four, and what was wrong before is forgiven', async () => {
    await account('patient');
    await fail('patient', 4);
    await session('patient');
    expect(await lockOf('patient')).toEqual({ failures: 0, minutes: 0 });
  });

  it('grows with every further failure, and a right password neither shortens nor lengthens it', async () => {
    await account('stubborn');
    await fail('stubborn', 5);
    await set('stubborn', 'locked_until = NULL');
    await fail('stubborn', 1);
    await passwords.logIn('stubborn', PASSWORD);
    expect(await lockOf('stubborn')).toEqual({ failures: 6, minutes: 30 });
  });

  it('is not told any more where telling would help to guess', async () => {
    await account('guessed');
    await fail('guessed', 9);
    expect(await passwords.logIn('guessed', PASSWORD)).toEqual({ refused: 'wrong' });
  });

  it('ends by itself', async () => {
    await account('waited');
    await fail('waited', 5);
    await set('waited', `locked_until = now() - interval '1 second'`);
    await session('waited');
    expect(await lockOf('waited')).toEqual({ failures: 0, minutes: 0 });
  });

  it('counts guesses side by side one by one', async () => {
    await account('stormed');
    await Promise.all(Array.from({ length: 12 }, () => passwords.logIn('stormed', 'wrong')));
    expect((await lockOf('stormed')).failures).toBe(12);
  });
});

describe('changing the password', () => {
  it('ends every session and gives a new one', async () => {
    await account('changer');
    const old = await passwords.logIn('changer', PASSWORD);
    const first = await session('changer');
    const result = await passwords.change(first, PASSWORD, 'Tong-Xin9shui');
    if (!('token' in result) || !('token' in old)) throw new Error('refused');
    expect(await identity.session(old.token)).toBeUndefined();
    expect(await identity.session(result.token)).toMatchObject({ account: { login: 'changer' }, missing: null });
  });

  it('needs the current one, and wrong ones count', async () => {
    await account('thief');
    const own = await session('thief');
    for (let i = 0; i < 5; i++)
      expect(await passwords.change(own, 'not it', 'Tong-Xin9shui')).toEqual({ refused: 'wrong' });
    expect(await passwords.change(own, PASSWORD, 'Tong-Xin9shui')).toEqual({ refused: 'locked' });
  });

  it('holds the new one to the rules of the setting', async () => {
    await account('ruled');
    const own = await session('ruled');
    await setting('min_password_length = 16');
    const result = await passwords.change(own, PASSWORD, 'Ruled-Xin9');
    expect(result).toEqual({ problems: ['至少 16 位', '不能含账号或姓名'] });
    await setting('min_password_length = 10');
  });

  it('refuses what was used of late, and takes it again after kept_passwords others', async () => {
    await account('circling');
    await setting('kept_passwords = 2');
    let current = PASSWORD;
    const change = async (next: string) => {
      const result = await passwords.change(await session('circling', current), current, next);
      if ('token' in result) current = next;
      return 'token' in result;
    };
    expect(await change('Tong-Xin9shui')).toBe(true);
    expect([await change(PASSWORD), await change('Tong-Xin9shui')]).toEqual([false, false]);
    expect(await change('Bai-shi4zhen')).toBe(true);
    expect(await change(PASSWORD)).toBe(true);
    await setting('kept_passwords = 0');
    expect([await change(PASSWORD), await change('Bai-shi4zhen')]).toEqual([false, true]);
    await setting('kept_passwords = 5');
  });
});

describe('a password', () => {
  it('given by others must be changed first', async () => {
    await identity.createAccount({ login: 'fresh', name: '新人', role: 'admin', mustChange: true }, PASSWORD);
    const own = await session('fresh');
    expect(own.missing).toBe('password');
    const result = await passwords.change(own, PASSWORD, 'Tong-Xin9shui');
    expect('token' in result && (await identity.session(result.token))?.missing).toBeNull();
  });

  it('runs out after password_days where the setting says so', async () => {
    await account('aging');
    await set('aging', `password_changed_at = now() - interval '91 days'`);
    expect((await session('aging')).missing).toBeNull();
    await setting('password_days = 90');
    expect((await session('aging')).missing).toBe('password');
    await set('aging', `password_changed_at = now() - interval '89 days'`);
    expect((await session('aging')).missing).toBeNull();
    await setting('password_days = 0');
  });
});
