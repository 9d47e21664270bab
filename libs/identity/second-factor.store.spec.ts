import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { IdentityStore, Session } from './identity.store';
import { PasswordStore } from './password.store';
import { Role } from './role';
import { SecondFactorStore } from './second-factor.store';
import { secretBox } from './secret-box.client';
import { totpCode } from './totp.fixture';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let identity: IdentityStore;
let passwords: PasswordStore;
let factor: SecondFactorStore;
const PASSWORD = 'correct-horse-7';
const STEP_MS = 30_000;
const now = () => Date.now();

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  identity = new IdentityStore(db);
  passwords = new PasswordStore(db, identity);
  factor = new SecondFactorStore(db, secretBox(randomBytes(32)));
}, 120_000);
afterAll(() => drop?.());

async function logIn(login: string): Promise<{ session: Session; token: string }> {
  const result = await passwords.logIn(login, PASSWORD);
  if ('refused' in result) throw new Error(result.refused);
  return result;
}

async function account(login: string, role: Role = 'supervisor') {
  await identity.createAccount({ login, name: login, role, unitId: null }, PASSWORD);
  return logIn(login);
}

/** An account with a second factor, whose last code taken lies two minutes back. */
async function enrolled(login: string) {
  const { session, token } = await account(login);
  const { key, sealed } = factor.offer(session.account);
  const result = await factor.enrol(session, sealed, totpCode(key));
  if (!result) throw new Error('not enrolled');
  await db.query(`UPDATE account SET second_factor_step = second_factor_step - 4 WHERE login = $1`, [login]);
  return { id: session.account.id, key, before: token, ...result };
}

describe('setting up a second factor', () => {
  it('ends every session, gives a new one and ten recovery codes, and is asked for from then on', async () => {
    const { before, token, recoveryCodes } = await enrolled('careful');
    expect(await identity.session(before)).toBeUndefined();
    expect((await identity.session(token))?.missing).toBeNull();
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^[A-HJKMNP-Z02-9]{4}(-[A-HJKMNP-Z02-9]{4}){3}$/);
    expect((await logIn('careful')).session.missing).toBe('code');
  });

  it('keeps neither the key nor a code in clear', async () => {
    const { key, recoveryCodes } = await enrolled('hidden');
    const [{ text }] = await db.query(`SELECT account::text AS text FROM account WHERE login = 'hidden'`);
    for (const secret of [key, ...recoveryCodes]) expect(text).not.toContain(secret);
  });

  it('is not done by a wrong code, an offer of ten minutes ago, or one to somebody else', async () => {
    const { session } = await account('doubtful');
    const { session: other } = await account('other');
    const { key, sealed } = factor.offer(session.account);
    const at = now();
    expect(await factor.enrol(session, sealed, '000000', at)).toBeUndefined();
    expect(await factor.enrol(session, sealed, totpCode(key, at + 601_000), at + 601_000)).toBeUndefined();
    expect(await factor.enrol(other, sealed, totpCode(key, at), at)).toBeUndefined();
    expect(await factor.enrol(session, 'v1.forged', totpCode(key, at), at)).toBeUndefined();
    expect(await factor.enrol(session, sealed, totpCode(key, at), at)).toBeDefined();
  });
});

describe('a code', () => {
  it('completes a log-in with a new token; the one that waited is gone', async () => {
    const { key } = await enrolled('shower');
    const { session, token } = await logIn('shower');
    expect(session.isComplete).toBe(false);
    expect(await factor.check(session.account.id, totpCode(key))).toBe('right');
    const renewed = await factor.complete(session);
    expect(await identity.session(token)).toBeUndefined();
    expect(await identity.session(renewed)).toMatchObject({ isComplete: true, missing: null });
  });

  it('is taken once, and none before it after that', async () => {
    const { id, key } = await enrolled('replayed');
    const at = now();
    expect(await factor.check(id, totpCode(key, at), at)).toBe('right');
    expect(await factor.check(id, totpCode(key, at), at)).toBe('wrong');
    expect(await factor.check(id, totpCode(key, at - STEP_MS), at)).toBe('wrong');
    expect(await factor.check(id, totpCode(key, at + STEP_MS), at)).toBe('right');
  });

  it('is taken once by requests side by side', async () => {
    const { id, key } = await enrolled('raced');
    const code = totpCode(key);
    const checks = await Promise.all([1, 2, 3].map(() => factor.check(id, code)));
    expect(checks.filter((check) => check === 'right')).toHaveLength(1);
  });

  it('of two steps away is none', async () => {
    const { id, key } = await enrolled('late');
    const at = now();
    expect(await factor.check(id, totpCode(key, at + 2 * STEP_MS), at)).toBe('wrong');
  });

  it('guessed five times locks the account and ends the log-ins that wait, whatever passwords come in between', async () => {
    const { id, key, token } = await enrolled('guessed');
    const waiting = (await logIn('guessed')).token;
    for (let i = 0; i < 5; i++) {
      expect(await factor.check(id, '000000')).toBe('wrong');
      if (i < 4) await logIn('guessed');
    }
    expect(await identity.session(waiting)).toBeUndefined();
    expect(await factor.check(id, totpCode(key))).toBe('locked');
    expect(await passwords.logIn('guessed', PASSWORD)).toEqual({ refused: 'locked' });
    expect(await identity.session(token)).toBeDefined();
  });

  it('sealed with another key is an operator’s mistake and no wrong code', async () => {
    const { id, key } = await enrolled('moved');
    const foreign = new SecondFactorStore(db, secretBox(randomBytes(32)));
    await expect(foreign.check(id, totpCode(key))).rejects.toThrow(/MINGJIAN_SECRET_KEY/);
  });
});

describe('a recovery code', () => {
  it('works once, however it is typed', async () => {
    const { id, recoveryCodes } = await enrolled('lost');
    const [one = '', two = ''] = recoveryCodes;
    expect([await factor.check(id, one), await factor.check(id, one)]).toEqual(['right', 'wrong']);
    expect(await factor.check(id, ` ${two.toLowerCase().replace(/-/g, ' ')} `)).toBe('right');
  });

  it('is of no use to another account, nor once new ones were made', async () => {
    const { id, recoveryCodes } = await enrolled('renewing');
    const { id: other } = await enrolled('neighbour');
    expect(await factor.check(other, recoveryCodes[0] ?? '')).toBe('wrong');
    const [fresh = ''] = await factor.renewRecoveryCodes(id);
    expect(await factor.check(id, recoveryCodes[0] ?? '')).toBe('wrong');
    expect(await factor.check(id, fresh)).toBe('right');
  });

  it('does not burn while the account is locked', async () => {
    const { id, recoveryCodes } = await enrolled('burning');
    await db.query(`UPDATE account SET failures = 5, locked_until = now() + interval '1 hour' WHERE id = $1`, [id]);
    expect(await factor.check(id, recoveryCodes[0] ?? '')).toBe('locked');
    await db.query(`UPDATE account SET failures = 0, locked_until = NULL WHERE id = $1`, [id]);
    expect(await factor.check(id, recoveryCodes[0] ?? '')).toBe('right');
  });
});

describe('doing without', () => {
  it('is one’s own choice where the setting leaves it, and ends the other sessions', async () => {
    const { token } = await enrolled('lax');
    const session = await identity.session(token);
    const renewed = await factor.remove(session!);
    expect(await identity.session(token)).toBeUndefined();
    expect((await identity.session(renewed ?? ''))?.missing).toBeNull();
    expect((await logIn('lax')).session.missing).toBeNull();
  });

  it('comes by an administrator for who lost everything, and ends all sessions', async () => {
    const { id, token } = await enrolled('helpless');
    expect([await factor.reset(id), await factor.reset(id)]).toEqual([true, false]);
    expect(await identity.session(token)).toBeUndefined();
  });
});

describe('where the setting asks for it', () => {
  beforeAll(() => db.query(`UPDATE identity_setting SET needs_second_factor = true`));
  afterAll(() => db.query(`UPDATE identity_setting SET needs_second_factor = false`));

  it('supervisors set one up before all else, others need none', async () => {
    const { session, token } = await account('obliged');
    expect(session).toMatchObject({ missing: 'secondFactor', isComplete: false });
    expect((await account('free', 'leader')).session.missing).toBeNull();
    const { key, sealed } = factor.offer(session.account);
    const result = await factor.enrol(session, sealed, totpCode(key));
    expect(await identity.session(token)).toBeUndefined();
    expect(await identity.session(result?.token ?? '')).toMatchObject({ missing: null, isComplete: true });
  });

  it('a session that waits is nobody to the database', async () => {
    const { token } = await account('waiting');
    const grants = () =>
      db.transaction(async (tx) => {
        await tx.query(
          `SELECT set_config('mingjian.session', $1, true), set_config('mingjian.roles', 'supervisor', true)`,
          [token],
        );
        return (await tx.query(`SELECT * FROM asking_grants()`)).length;
      });
    expect(await grants()).toBe(0);
    await db.query(
      `UPDATE session SET is_complete = true WHERE account_id = (SELECT id FROM account WHERE login = 'waiting')`,
    );
    expect(await grants()).toBe(1);
  });

  it('it cannot be removed', async () => {
    const { session } = await account('clinging');
    expect(await factor.remove(session)).toBeUndefined();
  });
});
