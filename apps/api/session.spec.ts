import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityStore } from '@app/identity/identity.store';
import { Role } from '@app/identity/role';
import { totpCode } from '@app/identity/totp.fixture';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { createApi } from './main';
import { EnrolledView, SecondFactorOfferView, SecuritySettingsView, SecurityView, SessionView } from './views';

/** Logging in and one's own security, as a browser meets them, on a platform that is reached over TLS. */
let database: TestDatabase;
let app: NestExpressApplication;
let origin = '';
const PASSWORD = 'correct-horse-7';
const COOKIE = '__Host-mingjian_session';
let regions: number[] = [];

beforeAll(async () => {
  database = await testDatabase();
  const sites = new SiteStore(database.dataSource);
  const city = await sites.ensureRegion('明州市', '2026-11-18');
  const [county] = await database.dataSource.query(
    `INSERT INTO region (name, parent_id) VALUES ('明州市清河县', $1) RETURNING id`,
    [city.id],
  );
  regions = [city.id, county.id];
  app = await createApi(
    loadConfig({
      DATABASE_URL: database.url,
      MINGJIAN_DATA: mkdtempSync(join(tmpdir(), 'mingjian-session-')),
      LOG_LEVEL: 'silent',
      PUBLIC_URL: 'https://jd.qinghe.example',
    }),
  );
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

interface Browser {
  cookie: string;
  csrf: string;
}

const sql = (text: string, values: unknown[] = []) => database.dataSource.query(text, values);

const account = (login: string, role: Role = 'supervisor', change: { regionId?: number; mustChange?: boolean } = {}) =>
  new IdentityStore(database.dataSource).createAccount({ login, name: login, role, ...change }, PASSWORD);

/** One request; a new cookie and token are taken over as a browser does. */
async function call<T>(browser: Browser, method: string, path: string, body?: unknown) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
      ...(browser.cookie ? { cookie: browser.cookie, 'x-csrf-token': browser.csrf } : {}),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const set = response.headers.getSetCookie().find((cookie) => cookie.startsWith(COOKIE));
  const text = await response.text();
  const answer = text ? (JSON.parse(text) as T & { csrf?: string; session?: SessionView; title?: string }) : undefined;
  if (set) Object.assign(browser, { cookie: set.split(';')[0], csrf: answer?.csrf ?? answer?.session?.csrf ?? '' });
  return { status: response.status, answer: answer as T & { title: string }, set };
}

async function logIn(login: string, password = PASSWORD) {
  const browser: Browser = { cookie: '', csrf: '' };
  const result = await call<SessionView>(browser, 'POST', '/api/session', { login, password });
  return { browser, ...result };
}

const deeds = async (login: string): Promise<string[]> =>
  (await sql(`SELECT action FROM audit_entry WHERE account = $1 ORDER BY id`, [login])).map(
    ({ action }: { action: string }) => action,
  );

describe('the session cookie', () => {
  it('cannot be read by scripts, sent from elsewhere or over plain connections, or planted by a neighbour', async () => {
    await account('reader');
    const { set } = await logIn('reader');
    expect(set).toMatch(/^__Host-mingjian_session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });

  it('of another name is none', async () => {
    await account('plain');
    const { browser } = await logIn('plain');
    const cookie = browser.cookie.replace('__Host-', '');
    expect((await call({ ...browser, cookie }, 'GET', '/api/session')).status).toBe(401);
  });

  it('is another after every log-in, and the one before it opens nothing any more', async () => {
    await account('again');
    const { browser } = await logIn('again');
    const before = { ...browser };
    await call(browser, 'POST', '/api/session', { login: 'again', password: PASSWORD });
    expect(browser.cookie).not.toBe(before.cookie);
    expect((await call(before, 'GET', '/api/session')).status).toBe(401);
    expect((await call(browser, 'GET', '/api/session')).status).toBe(200);
  });
});

describe('a first log-in', () => {
  it('sets a password of one’s own before all else, and is told the rules', async () => {
    await account('fresh', 'admin', { mustChange: true });
    const { browser, answer } = await logIn('fresh');
    expect(answer.missing).toBe('password');
    for (const path of ['/api/alerts', '/api/security', '/api/security/settings', '/api/rules'])
      expect((await call(browser, 'GET', path)).status).toBe(403);
    const { answer: words } = await call<{ rules: string[] }>(browser, 'GET', '/api/session/password');
    expect(words.rules.join()).toMatch(/10–128 位/);
    const change = (next: string) =>
      call<SessionView>(browser, 'POST', '/api/session/password', { current: PASSWORD, next });
    expect((await change('Fresh-12345')).answer.title).toMatch(/^新密码不符合要求：.*账号或姓名/);
    expect((await change(PASSWORD)).answer.title).toMatch(/最近 5 个/);
    expect((await change('Tong-Xin9shui')).answer.missing).toBeNull();
    expect((await call(browser, 'GET', '/api/alerts')).status).toBe(200);
    expect(await deeds('fresh')).toEqual(['log-in', 'change-password']);
  });
});

describe('我的账号与安全', () => {
  it('says what one holds and where one is logged in, and ends log-ins', async () => {
    await account('owner', 'leader', { regionId: regions[1] });
    const [here, away, third] = [await logIn('owner'), await logIn('owner'), await logIn('owner')];
    const { answer } = await call<SecurityView>(here.browser, 'GET', '/api/security');
    expect(answer.grants).toEqual([
      {
        id: expect.any(Number),
        role: 'leader',
        place: '明州市清河县及所辖',
        domain: null,
        validUntil: null,
        isDelegated: false,
      },
    ]);
    expect(answer.sessions).toHaveLength(3);
    expect(answer.sessions.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
    expect(answer.sessions[0]).toMatchObject({ agent: 'Chrome · Windows', address: '127.0.0.1', method: 'password' });
    expect(answer.secondFactor).toEqual({ since: null, recoveryCodes: 0, isRequired: false });
    expect(answer.signOn).toBeNull();
    const other = answer.sessions.find(({ isCurrent }) => !isCurrent)?.id ?? '';
    expect((await call(here.browser, 'DELETE', `/api/security/sessions/${other}`)).answer).toEqual({ ended: 1 });
    expect((await call(here.browser, 'DELETE', `/api/security/sessions/${other}`)).status).toBe(404);
    expect((await call(here.browser, 'DELETE', '/api/security/sessions')).answer).toEqual({ ended: 1 });
    for (const { browser } of [away, third]) expect((await call(browser, 'GET', '/api/session')).status).toBe(401);
    expect((await call(here.browser, 'GET', '/api/session')).status).toBe(200);
  });

  it('ends no log-in of another', async () => {
    await account('neighbour', 'leader');
    const [mine, other] = [await logIn('owner'), await logIn('neighbour')];
    const { answer } = await call<SecurityView>(other.browser, 'GET', '/api/security');
    const id = answer.sessions[0]?.id ?? '';
    expect((await call(mine.browser, 'DELETE', `/api/security/sessions/${id}`)).status).toBe(404);
    expect((await call(other.browser, 'GET', '/api/session')).status).toBe(200);
  });
});

async function enrol(browser: Browser, proof: object = { password: PASSWORD }) {
  const { answer } = await call<SecondFactorOfferView>(browser, 'POST', '/api/security/second-factor', proof);
  const { answer: enrolled } = await call<EnrolledView>(browser, 'POST', '/api/security/second-factor/confirm', {
    offer: answer.offer,
    code: totpCode(answer.key),
  });
  await sql(`UPDATE account SET second_factor_step = second_factor_step - 4`);
  return { key: answer.key, ...enrolled };
}

describe('a second factor', () => {
  it('is set up with the password, and then asked for before anything else', async () => {
    await account('careful');
    const { browser } = await logIn('careful');
    expect((await call(browser, 'POST', '/api/security/second-factor', { password: 'wrong' })).status).toBe(400);
    const { key, recoveryCodes } = await enrol(browser);
    expect(recoveryCodes).toHaveLength(10);
    expect((await call(browser, 'GET', '/api/alerts')).status).toBe(200);

    const second = await logIn('careful');
    expect(second.answer.missing).toBe('code');
    for (const [method, path] of [
      ['GET', '/api/alerts'],
      ['GET', '/api/security'],
      ['POST', '/api/session/password'],
      ['POST', '/api/security/second-factor'],
      ['DELETE', '/api/security/sessions'],
    ] as const)
      expect((await call(second.browser, method, path, method === 'POST' ? {} : undefined)).status).toBe(403);
    const show = (code: string) => call<SessionView>(second.browser, 'POST', '/api/session/code', { code });
    expect((await show('000000')).answer.title).toMatch(/动态口令不正确/);
    const before = { ...second.browser };
    const code = totpCode(key);
    expect((await show(code)).answer.missing).toBeNull();
    expect((await call(before, 'GET', '/api/session')).status).toBe(401);
    expect((await call(second.browser, 'GET', '/api/alerts')).status).toBe(200);
    expect((await show(code)).status).toBe(409);

    const third = await logIn('careful');
    expect((await call(third.browser, 'POST', '/api/session/code', { code })).status).toBe(400);
    expect((await call(third.browser, 'POST', '/api/session/code', { code: recoveryCodes[0] })).status).toBe(200);
    expect(await deeds('careful')).toEqual(expect.arrayContaining(['set-second-factor', 'log-in', 'log-in-refused']));
  });

  it('is removed, and its codes renewed, only with one of its codes', async () => {
    await account('lax');
    const { browser } = await logIn('lax');
    const { recoveryCodes } = await enrol(browser);
    const [one, two] = recoveryCodes;
    const post = (path: string, body: object) =>
      call<EnrolledView>(browser, 'POST', `/api/security/second-factor${path}`, body);
    expect((await post('', { password: PASSWORD })).status).toBe(400);
    expect((await post('/remove', { code: '000000' })).status).toBe(400);
    const renewed = await post('/recovery-codes', { code: one });
    expect(renewed.answer.recoveryCodes).toHaveLength(10);
    expect((await post('/remove', { code: two })).status).toBe(400);
    expect((await post('/remove', { code: renewed.answer.recoveryCodes[0] })).status).toBe(200);
    expect((await logIn('lax')).answer.missing).toBeNull();
  });

  it('is reset by an administrator who could have given the account all it holds, and by no other', async () => {
    await account('lost', 'supervisor', { regionId: regions[1] });
    await account('above', 'auditor');
    await account('countyAdmin', 'admin', { regionId: regions[1] });
    await account('elsewhere', 'admin', {
      regionId: (await sql(`INSERT INTO region (name) VALUES ('河阳县') RETURNING id`))[0].id,
    });
    for (const login of ['lost', 'above']) await enrol((await logIn(login)).browser);
    const running = await sql(
      `SELECT count(*)::int AS count FROM session s JOIN account a ON a.id = s.account_id WHERE a.login = 'lost'`,
    );
    expect(running[0].count).toBe(1);
    const county = (await logIn('countyAdmin')).browser;
    const elsewhere = (await logIn('elsewhere')).browser;
    const reset = async (browser: Browser, login: string) =>
      (await call(browser, 'POST', '/api/security/second-factor/reset', { login, reason: '手机遗失' })).status;
    expect(await reset(elsewhere, 'lost')).toBe(404);
    expect(await reset(county, 'above')).toBe(404);
    expect(await reset(county, 'nobody')).toBe(404);
    expect(await reset(county, 'countyAdmin')).toBe(409);
    expect(await reset(county, 'lost')).toBe(204);
    expect(await reset(county, 'lost')).toBe(409);
    const after = await sql(
      `SELECT count(*)::int AS count FROM session s JOIN account a ON a.id = s.account_id WHERE a.login = 'lost'`,
    );
    expect(after[0].count).toBe(0);
    expect(await deeds('countyAdmin')).toContain('reset-second-factor');
  });
});

describe('登录安全设置', () => {
  let whole: Browser;
  beforeAll(async () => {
    await account('root', 'admin');
    whole = (await logIn('root')).browser;
  });
  const read = async (browser = whole) =>
    (await call<SecuritySettingsView>(browser, 'GET', '/api/security/settings')).answer;

  it('are changed by who administers the whole platform, with the revision that was read', async () => {
    const now = await read();
    const save = (changes: object, browser = whole) =>
      call<SecuritySettingsView>(browser, 'PUT', '/api/security/settings', { ...now, ...changes });
    expect((await save({ idleMinutes: 4 })).status).toBe(400);
    expect((await save({ idleMinutes: 30.5 })).status).toBe(400);
    const county = (await logIn('countyAdmin')).browser;
    expect((await read(county)).revision).toBe(now.revision);
    expect((await save({ idleMinutes: 30 }, county)).status).toBe(403);
    expect((await save({ idleMinutes: 30 })).answer).toMatchObject({
      idleMinutes: 30,
      revision: now.revision + 1,
      changedBy: 'root',
    });
    expect((await save({ idleMinutes: 60 })).status).toBe(409);
  });

  it('that ask for a second factor stop supervisors and administrators at once until they have one', async () => {
    await account('obliged');
    await account('spared', 'assessor');
    const running = (await logIn('obliged')).browser;
    const now = await read();
    await call(whole, 'PUT', '/api/security/settings', { ...now, needsSecondFactor: true });
    for (const browser of [running, whole]) expect((await call(browser, 'GET', '/api/alerts')).status).toBe(403);
    expect((await logIn('spared')).answer.missing).toBeNull();
    expect((await call(running, 'POST', '/api/security/second-factor', {})).status).toBe(400);
    const fresh = await logIn('obliged');
    expect(fresh.answer.missing).toBe('secondFactor');
    await enrol(fresh.browser, {});
    expect((await call(fresh.browser, 'GET', '/api/alerts')).status).toBe(200);
    const { key } = await enrol(whole);
    const { answer } = await call<SessionView>(whole, 'POST', '/api/security/second-factor/remove', {
      code: totpCode(key),
    });
    expect(answer).toMatchObject({ title: '按安全设置，您的角色必须使用动态口令，不能停用' });
  });
});

describe('the address', () => {
  it('is the one a proxy on this machine saw, for the limits and the trail', async () => {
    await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.9, 203.0.113.7' },
      body: JSON.stringify({ login: 'proxied', password: 'wrong' }),
    });
    expect(await sql(`SELECT address FROM audit_entry WHERE account = 'proxied'`)).toEqual([
      { address: '203.0.113.7' },
    ]);
  });
});

/** Last: it uses up what this address may get wrong in a minute. */
describe('guessing', () => {
  it('is slowed for a login, known or not, in the same words', async () => {
    await account('target');
    const answers: Record<string, [number, string][]> = {};
    for (const login of ['target', 'nobody']) {
      answers[login] = [];
      for (let i = 0; i < 11; i++) {
        const { status, answer } = await logIn(login, 'wrong');
        answers[login]?.push([status, answer.title]);
        await sql(`UPDATE account SET failures = 0, locked_until = NULL WHERE login = $1`, [login]);
      }
    }
    expect(answers['target']).toEqual(answers['nobody']);
    expect(answers['target']?.[9]).toEqual([401, '账号或密码不正确']);
    expect(answers['target']?.[10]).toEqual([429, '登录尝试过于频繁，请稍后再试']);
  });
});
