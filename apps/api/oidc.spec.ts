import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityStore } from '@app/identity/identity.store';
import { logInAt, OidcProvider, oidcProvider } from '@app/identity/oidc-provider.fixture';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';

/** The whole way through a real OpenID Connect server and back. */
let database: TestDatabase;
let provider: OidcProvider;
let app: NestExpressApplication;
let origin = '';
const PASSWORD = 'correct-horse-7';

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

beforeAll(async () => {
  database = await testDatabase();
  const port = await freePort();
  origin = `http://127.0.0.1:${port}`;
  provider = await oidcProvider(`${origin}/api/oidc/callback`);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-oidc-'));
  app = await createApi(
    loadConfig({
      DATABASE_URL: database.url,
      MINGJIAN_DATA: dataDir,
      LOG_LEVEL: 'silent',
      PUBLIC_URL: origin,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
      OIDC_NAME: '明州市统一身份认证',
    }),
  );
  await app.listen(port, '127.0.0.1');
}, 120_000);

afterAll(async () => {
  await app?.close();
  provider?.stop();
  await database?.drop();
});

async function account(login: string, { hasPassword = false, change = '' } = {}): Promise<void> {
  await new IdentityStore(database.dataSource).createAccount({ login, name: login, role: 'supervisor' }, PASSWORD);
  const changes = [...(hasPassword ? [] : ['password_hash = NULL']), ...(change ? [change] : [])];
  if (changes.length > 0)
    await database.dataSource.query(`UPDATE account SET ${changes.join(', ')} WHERE login = $1`, [login]);
}

interface Visit {
  readonly status: number;
  readonly location: string;
  readonly cookies: readonly string[];
}

async function visit(address: string, cookie = ''): Promise<Visit> {
  const response = await fetch(address, { redirect: 'manual', headers: { cookie } });
  return {
    status: response.status,
    location: response.headers.get('location') ?? '',
    cookies: response.headers.getSetCookie(),
  };
}

const named = (cookies: readonly string[], name: string) =>
  cookies.find((cookie) => cookie.startsWith(`${name}=`)) ?? '';
const valueOf = (cookie: string) => cookie.split(';')[0] ?? '';

async function start(returnTo = '/alerts?state=open') {
  const begun = await visit(`${origin}/api/oidc/start?returnTo=${encodeURIComponent(returnTo)}`);
  return { ...begun, browser: valueOf(named(begun.cookies, 'mingjian_oidc')) };
}

/** Logs in as a subject; answers what the callback did. */
async function logIn(subject: string, returnTo?: string): Promise<Visit & { readonly session: string }> {
  const { location, browser } = await start(returnTo);
  const back = await visit(await logInAt(location, subject), browser);
  return { ...back, session: valueOf(named(back.cookies, 'mingjian_session')) };
}

const sessionOf = async (cookie: string) => {
  const response = await fetch(`${origin}/api/session`, { headers: { cookie } });
  return {
    status: response.status,
    view: (await response.json()) as { account: { login: string }; missing: string | null; csrf: string },
  };
};

const lastDeed = async () =>
  (await database.dataSource.query(`SELECT account, action, detail FROM audit_entry ORDER BY id DESC LIMIT 1`))[0];

describe('the log-in page', () => {
  it('is told the name of the button', async () => {
    expect(await (await fetch(`${origin}/api/oidc`)).json()).toEqual({ name: '明州市统一身份认证' });
  });

  it('leads to the provider with a cookie of this browser that comes back from there', async () => {
    const { status, location, cookies } = await start();
    expect([status, new URL(location).origin]).toEqual([303, provider.issuer]);
    expect(named(cookies, 'mingjian_oidc')).toMatch(/Max-Age=600; Path=\/;.*HttpOnly; SameSite=Lax/);
  });
});

describe('somebody whom an administrator registered', () => {
  it('gets in at the first time, back to where he was, with a session like any other', async () => {
    await account('zhangsan');
    const { status, location, session, cookies } = await logIn('1:zhangsan');
    expect([status, location]).toEqual([303, '/alerts?state=open']);
    expect(named(cookies, 'mingjian_session')).toMatch(/HttpOnly; SameSite=Strict/);
    expect(named(cookies, 'mingjian_oidc')).toMatch(/Expires=Thu, 01 Jan 1970/);
    expect(await sessionOf(session)).toMatchObject({
      status: 200,
      view: { account: { login: 'zhangsan' }, missing: null },
    });
    expect(await lastDeed()).toMatchObject({ account: 'zhangsan', action: 'log-in', detail: { method: 'oidc' } });
  });

  it('is known by the subject from then on, whatever his name is', async () => {
    await database.dataSource.query(`UPDATE account SET login = 'zhang.san' WHERE login = 'zhangsan'`);
    expect((await sessionOf((await logIn('1:zhangsan')).session)).view.account.login).toBe('zhang.san');
  });

  it('is not somebody else of the same name', async () => {
    await account('wangwu');
    await logIn('5:wangwu');
    const { location, session } = await logIn('6:wangwu');
    expect([location, session]).toEqual(['/?sso=unknown', '']);
  });

  it('shows the second factor here, too', async () => {
    await account('zhaoliu', { change: `second_factor = 'x', second_factor_since = now()` });
    const { session } = await logIn('8:zhaoliu');
    expect((await sessionOf(session)).view.missing).toBe('code');
    expect((await fetch(`${origin}/api/security`, { headers: { cookie: session } })).status).toBe(403);
  });
});

describe('nobody gets in', () => {
  it.each([
    ['who is not registered', '9:stranger', 'unknown', {}],
    ['whose account is disabled', '2:disabled', 'disabled', { change: 'disabled_at = now()' }],
    ['by the name of an account that has a password', '3:owner', 'hasPassword', { hasPassword: true }],
    ['as a machine', '4:machine', 'unknown', { change: `kind = 'machine'` }],
  ])('%s', async (_norm, subject, reason, options) => {
    if (subject !== '9:stranger') await account(subject.split(':')[1] ?? '', options);
    const { location, session } = await logIn(subject);
    expect([location, session]).toEqual([`/?sso=${reason}`, '']);
    expect(await lastDeed()).toMatchObject({ action: 'log-in-refused', detail: { method: 'oidc', reason, subject } });
  });

  it('any more once the account is disabled', async () => {
    await account('leaver');
    const { session } = await logIn('7:leaver');
    await database.dataSource.query(`UPDATE account SET disabled_at = now() WHERE login = 'leaver'`);
    expect((await sessionOf(session)).status).toBe(401);
    expect((await logIn('7:leaver')).location).toBe('/?sso=disabled');
  });

  it('with a role that has ended', async () => {
    await account('former');
    await database.dataSource.query(
      `UPDATE role_grant SET valid_until = now(), valid_from = now() - interval '1 day' WHERE account_id = (SELECT id FROM account WHERE login = 'former')`,
    );
    expect((await logIn('10:former')).location).toBe('/?sso=noRole');
  });
});

describe('an answer of the provider', () => {
  beforeAll(() => account('lisi'));
  const answered = async () => {
    const begun = await start();
    return { ...begun, answer: await logInAt(begun.location, '11:lisi') };
  };

  it('counts once', async () => {
    const { answer, browser } = await answered();
    expect((await visit(answer, browser)).location).toBe('/alerts?state=open');
    expect((await visit(answer, browser)).location).toBe('/?sso=state');
  });

  it('counts for the browser that asked, and no other', async () => {
    const { answer, browser } = await answered();
    expect((await visit(answer)).location).toBe('/?sso=state');
    expect((await visit(answer, (await start()).browser)).location).toBe('/?sso=state');
    expect((await visit(answer, browser)).location).toBe('/alerts?state=open');
  });

  it('with another state is none', async () => {
    const { answer, browser } = await answered();
    const forged = new URL(answer);
    forged.searchParams.set('state', 'forged');
    expect((await visit(forged.href, browser)).location).toBe('/?sso=state');
  });

  it('to the nonce of another log-in is none', async () => {
    const { answer, browser } = await answered();
    await database.dataSource.query(`UPDATE oidc_sign_in SET nonce = 'other'`);
    expect(await visit(answer, browser)).toMatchObject({ status: 303, location: '/?sso=failed' });
  });

  it('with the verifier of another log-in is none', async () => {
    const { answer, browser } = await answered();
    await database.dataSource.query(`UPDATE oidc_sign_in SET code_verifier = repeat('x', 43)`);
    expect((await visit(answer, browser)).location).toBe('/?sso=failed');
  });

  it('with another code is none', async () => {
    const { answer, browser } = await answered();
    const forged = new URL(answer);
    forged.searchParams.set('code', 'forged');
    expect((await visit(forged.href, browser)).location).toBe('/?sso=failed');
  });

  it('after ten minutes is none', async () => {
    const { answer, browser } = await answered();
    await database.dataSource.query(`UPDATE oidc_sign_in SET created_at = now() - interval '11 minutes'`);
    expect((await visit(answer, browser)).location).toBe('/?sso=state');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/api/session'])(
    'leads nowhere but home for %s',
    async (returnTo) => {
      expect((await logIn('11:lisi', returnTo)).location).toBe('/');
    },
  );
});

describe('an account with a password', () => {
  const post = (path: string, body: object, { cookie, csrf }: { cookie: string; csrf: string }) =>
    fetch(`${origin}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie, 'x-csrf-token': csrf },
      body: JSON.stringify(body),
    });
  let own: { cookie: string; csrf: string };

  beforeAll(async () => {
    await account('qianqi', { hasPassword: true });
    const response = await post('/api/session', { login: 'qianqi', password: PASSWORD }, { cookie: '', csrf: '' });
    own = {
      cookie: valueOf(named(response.headers.getSetCookie(), 'mingjian_session')),
      csrf: ((await response.json()) as { csrf: string }).csrf,
    };
  });

  /** As its owner does on 我的账号与安全; the session cookie does not come back from the provider. */
  async function link(subject: string): Promise<string> {
    const response = await post('/api/security/sign-on/link', { password: PASSWORD }, own);
    const { address } = (await response.json()) as { address: string };
    const browser = valueOf(named(response.headers.getSetCookie(), 'mingjian_oidc'));
    return (await visit(await logInAt(address, subject), browser)).location;
  }

  it('is linked by its owner, with the password once more', async () => {
    expect((await logIn('20:qianqi')).location).toBe('/?sso=hasPassword');
    expect((await post('/api/security/sign-on/link', { password: 'wrong' }, own)).status).toBe(400);
    expect(await link('20:qianqi')).toBe('/security?sso=linked');
    expect((await sessionOf((await logIn('20:qianqi')).session)).view.account.login).toBe('qianqi');
  });

  it('is not linked to what opens another account', async () => {
    await account('sunba');
    await logIn('21:sunba');
    expect(await link('21:sunba')).toBe('/security?sso=taken');
  });

  it('is parted again, and log-ins that came by the provider end', async () => {
    const { session } = await logIn('20:qianqi');
    expect((await post('/api/security/sign-on/unlink', { password: PASSWORD }, own)).status).toBe(204);
    expect((await sessionOf(session)).status).toBe(401);
    expect((await sessionOf(own.cookie)).status).toBe(200);
    expect((await logIn('20:qianqi')).location).toBe('/?sso=hasPassword');
  });

  it('keeps the provider as its only way in until it has a password', async () => {
    await account('zhoujiu');
    const { session } = await logIn('22:zhoujiu');
    const { view } = await sessionOf(session);
    const refused = await post('/api/security/sign-on/unlink', {}, { cookie: session, csrf: view.csrf });
    expect(refused.status).toBe(409);
  });
});

describe('beginning', () => {
  it('is possible sixty times a minute from one address', async () => {
    const statuses = [];
    for (let i = 0; i < 61; i++) statuses.push((await start()).status);
    expect(statuses.at(-1)).toBe(429);
    expect(statuses[0]).toBe(303);
  });
});
