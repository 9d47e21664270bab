import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { createCaptureStore } from '@app/crawling/capture.store';
import { createFolderStore } from '@app/crawling/object.store';
import { IdentityStore } from '@app/identity/identity.store';
import { verifyTrail } from '@app/identity/trail-reads.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';
import { County, PASSWORD, twoCounties } from './two-counties.fixture';

let database: TestDatabase;
let db: DataSource;
let app: NestExpressApplication;
let origin = '';
let own: County;
let foreign: County;
const sessions = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-accounts-'));
  ({ own, foreign } = await twoCounties(db, createCaptureStore(createFolderStore(join(dataDir, 'captures')))));
  const identity = new IdentityStore(db);
  const { regionId } = own;
  await identity.createAccount({ login: 'root', name: '平台管理员', role: 'admin' }, PASSWORD);
  await identity.createAccount({ login: 'county', name: '清河管理员', role: 'admin', regionId }, PASSWORD);
  await identity.createAccount({ login: 'jiandu', name: '清河监督员', role: 'supervisor', regionId }, PASSWORD);
  await identity.createAccount({ login: 'shenji', name: '审计', role: 'auditor' }, PASSWORD);
  await identity.createAccount(
    { login: 'other', name: '河阳', role: 'supervisor', regionId: foreign.regionId },
    PASSWORD,
  );
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['root', 'county', 'jiandu', 'shenji', 'other']) sessions.set(login, await logIn(login));
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string, password = PASSWORD) {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ login, password }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { status: response.status, cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

async function ask<T>(
  login: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; body: T }> {
  const { cookie, csrf } = sessions.get(login)!;
  const headers = { cookie, 'x-csrf-token': csrf, 'content-type': 'application/json' };
  const response = await fetch(`${origin}/api${path}`, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  return { status: response.status, body: (text ? JSON.parse(text) : undefined) as T };
}

const idOf = async (login: string): Promise<number> =>
  (await db.query(`SELECT id FROM account WHERE login = $1`, [login]))[0].id;
const create = (by: string, login: string, grant: object) =>
  ask<{ id: number; password: string; title: string }>(by, 'POST', '/accounts', { login, name: login, ...grant });

describe('accounts are administered down the tree', () => {
  it('shows an administrator who holds a role within the reach, and nobody else', async () => {
    const logins = async (by: string) =>
      (await ask<{ rows: { login: string }[] }>(by, 'GET', '/accounts')).body.rows.map(({ login }) => login).sort();
    expect(await logins('county')).toEqual([`clerk${own.regionId}`, 'county', 'jiandu']);
    expect(await logins('root')).toEqual(
      expect.arrayContaining([`clerk${foreign.regionId}`, 'county', 'jiandu', 'other', 'root', 'shenji']),
    );
    expect((await ask('county', 'GET', `/accounts/${await idOf('other')}`)).status).toBe(404);
  });

  it('makes an account with a password that is said once and has to be changed', async () => {
    const { status, body } = await create('county', 'baishi', { role: 'unitOfficer', unitId: own.units[1] });
    expect([status, body.password]).toEqual([201, expect.stringMatching(/^\w{16}$/)]);
    const session = await logIn('baishi', body.password);
    expect(session.status).toBe(200);
    sessions.set('baishi', session);
    expect((await ask('baishi', 'GET', '/alerts')).status).toBe(403);
    expect((await db.query(`SELECT password_hash FROM account WHERE login = 'baishi'`))[0].password_hash).toMatch(
      /^\$argon2id\$/,
    );
  });

  it.each<[string, () => object, number]>([
    ['a unit of the other county', () => ({ role: 'unitOfficer', unitId: foreign.units[0] }), 409],
    ['the other county', () => ({ role: 'supervisor', regionId: foreign.regionId }), 409],
    ['the whole platform', () => ({ role: 'supervisor' }), 409],
    ['an auditor', () => ({ role: 'auditor', regionId: own.regionId }), 409],
    ['a contact without a unit', () => ({ role: 'unitOfficer', regionId: own.regionId }), 409],
    ['a 领域主管部门 without 领域', () => ({ role: 'domainOwner', regionId: own.regionId }), 409],
    ['a role that does not exist', () => ({ role: 'god', regionId: own.regionId }), 400],
    ['a region that does not exist', () => ({ role: 'supervisor', regionId: 999_999 }), 409],
  ])('refuses an administrator of a county: %s', async (what, grant, status) => {
    const before = (await db.query(`SELECT count(*)::int AS n FROM account`))[0].n;
    const answer = await create('county', `refused-${what.length}`, grant());
    expect([answer.status, answer.body.title]).toEqual([status, expect.stringMatching(/[\u4e00-\u9fff]/)]);
    expect((await db.query(`SELECT count(*)::int AS n FROM account`))[0].n).toBe(before);
  });

  it('refuses a login that is taken, and one that is none', async () => {
    const grant = { role: 'reviewer', regionId: own.regionId };
    expect((await create('county', 'jiandu', grant)).status).toBe(409);
    for (const login of ['ab', '-ab', 'a b', 'a\u0000bc', '张三'])
      expect((await create('county', login, grant)).status).toBe(400);
  });

  it('ends the sessions of who is disabled or gets a new password', async () => {
    const id = await idOf('jiandu');
    expect((await ask('jiandu', 'GET', '/alerts')).status).toBe(200);
    expect((await ask('county', 'POST', `/accounts/${id}/disable`)).status).toBe(204);
    expect((await ask('jiandu', 'GET', '/alerts')).status).toBe(401);
    expect((await logIn('jiandu')).status).toBe(401);
    expect((await ask('county', 'POST', `/accounts/${id}/enable`)).status).toBe(204);
    sessions.set('jiandu', await logIn('jiandu'));
    const { body } = await ask<{ password: string }>('county', 'POST', `/accounts/${id}/password`);
    expect((await ask('jiandu', 'GET', '/alerts')).status).toBe(401);
    expect((await logIn('jiandu', body.password)).status).toBe(200);
    await db.query(
      `UPDATE account SET must_change = false, password_hash = (SELECT password_hash FROM account WHERE login = 'root') WHERE login = 'jiandu'`,
    );
    sessions.set('jiandu', await logIn('jiandu'));
  });

  it('leaves to a higher administrator whoever holds a role beyond the reach', async () => {
    const id = await idOf('jiandu');
    const given = await ask<{ id: number }>('root', 'POST', `/accounts/${id}/grants`, { role: 'reviewer' });
    expect(given.status).toBe(201);
    expect((await ask('county', 'POST', `/accounts/${id}/disable`)).status).toBe(409);
    expect((await ask('county', 'DELETE', `/accounts/grants/${given.body.id}`, { reason: 'x' })).status).toBe(404);
    expect((await ask('root', 'DELETE', `/accounts/grants/${given.body.id}`, { reason: '不再评议' })).status).toBe(204);
  });

  it('gives nobody a role by their own hand, and keeps the last administrator of the platform', async () => {
    const [county, root] = [await idOf('county'), await idOf('root')];
    expect(
      (await ask('county', 'POST', `/accounts/${county}/grants`, { role: 'supervisor', regionId: own.regionId }))
        .status,
    ).toBe(409);
    expect((await ask('root', 'POST', `/accounts/${root}/disable`)).status).toBe(409);
    const [grant] = await db.query(`SELECT id FROM role_grant WHERE account_id = $1`, [root]);
    expect((await ask('root', 'DELETE', `/accounts/grants/${grant.id}`, { reason: 'x' })).status).toBe(409);
    expect((await ask('county', 'POST', `/accounts/${county}/disable`)).status).toBe(409);
  });
});

describe('a role is lent', () => {
  const lend = (by: string, body: object) => ask<{ id: number; title: string }>(by, 'POST', '/delegations', body);
  const soon = () => new Date(Date.now() + 86_400_000).toISOString();
  const grantOf = async (login: string): Promise<number> =>
    (
      await db.query(
        `SELECT g.id FROM role_grant g JOIN account a ON a.id = g.account_id WHERE a.login = $1 AND g.revoked_at IS NULL ORDER BY g.id`,
        [login],
      )
    )[0].id;

  it('for a while, to a colleague, who then sees what the lender sees, until it is taken back', async () => {
    const county = await lend('county', {
      grantId: await grantOf('county'),
      toLogin: 'jiandu',
      until: soon(),
      reason: '休假',
    });
    expect(county.status).toBe(409); // an administrator's office is not lent
    const { status, body } = await lend('jiandu', {
      grantId: await grantOf('jiandu'),
      toLogin: 'other',
      until: soon(),
      reason: '出差',
    });
    expect(status).toBe(201);
    expect((await ask('other', 'GET', `/alerts/${own.alertId}`)).status).toBe(200);
    expect((await ask<unknown[]>('jiandu', 'GET', '/delegations')).body).toMatchObject([
      { toLogin: 'other', reason: '出差' },
    ]);
    const again = await lend('other', { grantId: body.id, toLogin: 'county', until: soon(), reason: 'x' });
    expect(again.status).toBe(409); // what is lent is not lent on
    expect((await ask('other', 'DELETE', `/delegations/${body.id}`)).status).toBe(404); // only the lender's to take back
    expect((await ask('jiandu', 'DELETE', `/delegations/${body.id}`)).status).toBe(204);
    expect((await ask('other', 'GET', `/alerts/${own.alertId}`)).status).toBe(404);
  });

  it('and is over at its hour and with the role it was lent from, in log-ins that are open, too', async () => {
    const sees = async () => (await ask('other', 'GET', `/alerts/${own.alertId}`)).status === 200;
    const lent = async () =>
      (await lend('jiandu', { grantId: await grantOf('jiandu'), toLogin: 'other', until: soon(), reason: '出差' })).body
        .id;
    const id = await lent();
    expect(await sees()).toBe(true);
    await db.query(`UPDATE role_grant SET valid_until = now() WHERE id = $1`, [id]);
    expect(await sees()).toBe(false);

    await lent();
    const given = await ask('root', 'POST', `/accounts/${await idOf('jiandu')}/grants`, {
      role: 'supervisor',
      regionId: foreign.regionId,
    });
    expect(given.status).toBe(201);
    expect([await sees(), (await ask('jiandu', 'GET', `/alerts/${own.alertId}`)).status]).toEqual([true, 200]);
    const revoke = `/accounts/grants/${await grantOf('jiandu')}`;
    expect((await ask('root', 'DELETE', revoke, { reason: '调岗' })).status).toBe(204);
    expect([await sees(), (await ask('jiandu', 'GET', `/alerts/${own.alertId}`)).status]).toEqual([false, 404]);
    const back = { role: 'supervisor', regionId: own.regionId };
    expect((await ask('root', 'POST', `/accounts/${await idOf('jiandu')}/grants`, back)).status).toBe(201);
  });

  it.each<[string, () => Promise<object>]>([
    ['what is not one’s own', async () => ({ grantId: await grantOf('other') })],
    ['to oneself', async () => ({ toLogin: 'jiandu' })],
    ['to nobody', async () => ({ toLogin: 'nobody' })],
    ['until yesterday', async () => ({ until: new Date(Date.now() - 86_400_000).toISOString() })],
    ['for more than 90 days', async () => ({ until: new Date(Date.now() + 91 * 86_400_000).toISOString() })],
  ])('but not %s', async (_what, wish) => {
    const whole = { grantId: await grantOf('jiandu'), toLogin: 'other', until: soon(), reason: 'x', ...(await wish()) };
    expect((await lend('jiandu', whole)).status).toBe(409);
  });
});

describe('a machine', () => {
  let id = 0;
  const issue = (body: object) => ask<{ id: number; token: string }>('county', 'POST', `/accounts/${id}/tokens`, body);
  const call = (token: string, method: string, path: string) =>
    fetch(`${origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: method === 'GET' ? undefined : '{}',
    });

  beforeAll(async () => {
    id = (await create('county', 'oa-system', { kind: 'machine', role: 'supervisor', regionId: own.regionId })).body.id;
  });

  it('has no password, and is no administrator', async () => {
    expect((await logIn('oa-system', '')).status).toBe(400);
    expect((await logIn('oa-system', 'x')).status).toBe(401);
    expect((await ask('county', 'POST', `/accounts/${id}/password`)).status).toBe(409);
    expect(
      (await ask('county', 'POST', `/accounts/${id}/grants`, { role: 'admin', regionId: own.regionId })).status,
    ).toBe(409);
  });

  it('reads and writes what its token is for, within its reach, and nothing else', async () => {
    const { status, body } = await issue({ name: 'OA 待办', scopes: ['alerts:read'], days: 30 });
    expect([status, body.token]).toEqual([201, expect.stringMatching(/^mjt_[\w-]{43}$/)]);
    expect((await call(body.token, 'GET', '/alerts')).status).toBe(200);
    expect((await call(body.token, 'GET', `/alerts/${own.alertId}`)).status).toBe(200);
    expect((await call(body.token, 'GET', `/alerts/${foreign.alertId}`)).status).toBe(404);
    expect((await call(body.token, 'POST', '/alerts/confirm')).status).toBe(403);
    expect((await call(body.token, 'GET', '/notices')).status).toBe(403);
    expect((await call(body.token, 'GET', '/session')).status).toBe(403);
    expect((await call(body.token, 'GET', '/accounts')).status).toBe(403);
    const [{ token_sha256: kept }] = await db.query(`SELECT token_sha256 FROM machine_token WHERE id = $1`, [body.id]);
    expect(kept).not.toContain(body.token);
    const [listed] = (await ask<{ hint: string; lastUsedAt: string }[]>('county', 'GET', `/accounts/${id}/tokens`))
      .body;
    expect(listed).toMatchObject({ hint: body.token.slice(-4), lastUsedAt: expect.any(String), state: 'active' });
  });

  it('needs no CSRF token for commands, but a right body', async () => {
    const { body } = await issue({ name: '写', scopes: ['alerts:write'] });
    expect((await call(body.token, 'POST', '/alerts/confirm')).status).toBe(400);
  });

  it('is out as soon as its token is revoked or has ended, or it is disabled', async () => {
    const { body } = await issue({ name: '短', scopes: ['alerts:read'] });
    const seen = async () => (await call(body.token, 'GET', '/alerts')).status;
    expect(await seen()).toBe(200);
    await ask('county', 'POST', `/accounts/${id}/disable`);
    expect(await seen()).toBe(401);
    await ask('county', 'POST', `/accounts/${id}/enable`);
    expect(await seen()).toBe(200);
    await db.query(`UPDATE machine_token SET expires_at = now() - interval '1 second' WHERE id = $1`, [body.id]);
    expect(await seen()).toBe(401);
    await db.query(`UPDATE machine_token SET expires_at = now() + interval '1 day' WHERE id = $1`, [body.id]);
    expect((await ask('county', 'DELETE', `/accounts/${id}/tokens/${body.id}`)).status).toBe(204);
    expect(await seen()).toBe(401);
    expect((await ask('county', 'DELETE', `/accounts/${id}/tokens/${body.id}`)).status).toBe(404);
  });

  it.each([
    ['no token', ''],
    ['the head of one', 'mjt_'],
    ['one that was never given', 'mjt_made-up'],
    ['5,000 characters', 'x'.repeat(5000)],
  ])('is nobody with %s', async (_what, token) => {
    expect((await call(token, 'GET', '/alerts')).status).toBe(401);
  });

  it.each([{ scopes: [] }, { scopes: ['accounts:write'] }, { days: 0 }, { days: 367 }, { name: '' }])(
    'is not given a token with %p',
    async (change) => {
      expect((await issue({ name: 'x', scopes: ['alerts:read'], days: 1, ...change })).status).toBe(400);
    },
  );

  it('is not found by an administrator of another county, nor a person taken for one', async () => {
    const jiandu = await idOf('jiandu');
    expect(
      (await ask('county', 'POST', `/accounts/${jiandu}/tokens`, { name: 'x', scopes: ['alerts:read'] })).status,
    ).toBe(404);
  });
});

describe('regions', () => {
  it('grow below the reach, and never into a loop', async () => {
    const town = await ask<{ id: number }>('county', 'POST', '/regions', {
      name: '白石镇',
      level: 'town',
      parentId: own.regionId,
    });
    expect(town.status).toBe(201);
    const wish = (level: string, parentId: number | null, name = 'x') => ({ name, level, parentId });
    expect((await ask('county', 'POST', '/regions', wish('town', foreign.regionId))).status).toBe(409);
    expect((await ask('county', 'POST', '/regions', wish('city', null))).status).toBe(409);
    expect((await ask('county', 'POST', '/regions', wish('county', town.body.id))).status).toBe(409);
    expect((await ask('county', 'POST', '/regions', wish('town', own.regionId, '白石镇'))).status).toBe(409);
    expect((await ask('county', 'PUT', `/regions/${own.regionId}`, wish('county', town.body.id, '清河'))).status).toBe(
      409,
    );
    expect((await ask('county', 'PUT', `/regions/${foreign.regionId}`, wish('county', null, '河阳'))).status).toBe(409);
    expect(
      (await ask('county', 'PUT', `/regions/${town.body.id}`, wish('town', own.regionId, '白石镇（新）'))).status,
    ).toBe(204);
    expect((await ask('county', 'PUT', '/regions/999999', wish('town', own.regionId))).status).toBe(404);
  });

  it('take a unit along, and with it who sees it', async () => {
    const [{ id: townId }] = await db.query(`SELECT id FROM region WHERE name = '白石镇（新）'`);
    const clerk = await create('county', 'zhen', { role: 'supervisor', regionId: townId });
    const session = await logIn('zhen', clerk.body.password);
    await db.query(`UPDATE account SET must_change = false WHERE login = 'zhen'`);
    sessions.set('zhen', session);
    const seen = async () => (await ask('zhen', 'GET', `/alerts/${own.siblingAlertId}`)).status;
    expect(await seen()).toBe(404);
    expect((await ask('county', 'PUT', `/regions/units/${own.units[1]}`, { regionId: foreign.regionId })).status).toBe(
      409,
    );
    expect((await ask('county', 'PUT', `/regions/units/${foreign.units[1]}`, { regionId: townId })).status).toBe(409);
    expect((await ask('county', 'PUT', `/regions/units/${own.units[1]}`, { regionId: townId })).status).toBe(204);
    expect(await seen()).toBe(200);
    expect((await ask('zhen', 'GET', `/alerts/${own.alertId}`)).status).toBe(404);
  });
});

describe('the trail', () => {
  it('has every change with who made it and from where, holds, and is for auditors', async () => {
    const { status, body } = await ask<{ rows: { action: string; account: string; address: string }[]; total: number }>(
      'shenji',
      'GET',
      '/trail?account=county&size=200',
    );
    expect(status).toBe(200);
    const done = new Set(body.rows.map(({ action }) => action));
    for (const action of [
      'create-account',
      'disable-account',
      'reset-password',
      'create-token',
      'revoke-token',
      'create-region',
      'place-unit',
    ])
      expect([action, done.has(action)]).toEqual([action, true]);
    expect(body.rows.every(({ account, address }) => account === 'county' && /127\.0\.0\.1/.test(address))).toBe(true);
    expect((await ask('shenji', 'POST', '/trail/verification')).body).toMatchObject({ broken: null });
    expect((await verifyTrail(db)).broken).toBeNull();
    for (const login of ['root', 'county', 'jiandu']) expect((await ask(login, 'GET', '/trail')).status).toBe(403);
  });

  it('holds no password and no token', async () => {
    const rows = await db.query(`SELECT FROM audit_entry WHERE detail::text ~ 'mjt_|correct-horse|argon2'`);
    expect(rows).toEqual([]);
  });
});
