import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HttpException } from '@nestjs/common';
import { NestExpressApplication } from '@nestjs/platform-express';
import express, { ErrorRequestHandler } from 'express';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';
import { ACCOUNT_LIMITS, limitByAddress } from './rate.guard';

const PASSWORD = 'correct-horse-7';

let database: TestDatabase;
const apps: NestExpressApplication[] = [];
let origin = '';
const sessions: Record<string, { cookie: string; csrf: string }> = {};

beforeAll(async () => {
  database = await testDatabase();
  const identity = new IdentityStore(database.dataSource);
  for (const login of ['first', 'second']) {
    await identity.createAccount({ login, name: login, role: 'supervisor' }, PASSWORD);
  }
  origin = await serve();
  for (const login of ['first', 'second']) sessions[login] = await logIn(login);
}, 120_000);

afterAll(async () => {
  for (const app of apps) await app.close();
  await database?.drop();
});

async function serve(settings: Record<string, string> = {}): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-rates-'));
  const env = { DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent', ...settings };
  const app = await createApi(loadConfig(env));
  apps.push(app);
  await app.listen(0, '127.0.0.1');
  return app.getUrl();
}

async function logIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

function ask(login: string, method: string, path: string, body?: FormData): Promise<Response> {
  const { cookie, csrf } = sessions[login]!;
  return fetch(`${origin}/api${path}`, { method, headers: { cookie, 'x-csrf-token': csrf }, body });
}

/** How many pass until the first that does not, and that one. */
async function untilRefused(one: () => Promise<Response>, most: number): Promise<{ passed: number; last: Response }> {
  for (let passed = 0; passed <= most * 2; passed++) {
    const last = await one();
    if (last.status === 429) return { passed, last };
    await last.arrayBuffer();
  }
  throw new Error('never refused');
}

describe('an account', () => {
  it('is told with every answer what is left', async () => {
    const { headers } = await ask('first', 'GET', '/units');
    expect(headers.get('ratelimit-policy')).toBe('"read";q=1200;w=60');
    expect(headers.get('ratelimit')).toMatch(/^"read";r=1\d{3};t=\d+$/);
    expect(headers.get('retry-after')).toBeNull();
  });

  const file = () => {
    const form = new FormData();
    form.set('unit', '1');
    form.set('kind', 'standard');
    form.set('file', new Blob(['%PDF-1.7']), 'a.csv');
    return form;
  };
  it.each([
    ['export', () => ask('first', 'GET', '/alerts/export.xlsx')],
    ['upload', () => ask('first', 'POST', '/catalogs/preview', file())],
    ['command', () => ask('first', 'DELETE', '/matches?unitId=0&itemKey=x')],
  ] as const)(
    'is refused what it asks for too often, with when to come again: %s',
    async (kind, one) => {
      const { most } = ACCOUNT_LIMITS[kind];
      const begun = Date.now();
      const { passed, last } = await untilRefused(one, most);
      const grown = Math.ceil(((Date.now() - begun) / 60_000) * most);
      expect(passed).toBeGreaterThanOrEqual(most);
      expect(passed).toBeLessThanOrEqual(most + grown);
      expect(last.headers.get('content-type')).toMatch('application/problem+json');
      expect(((await last.json()) as { title: string }).title).toMatch(/过于频繁/);
      expect(Number(last.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(last.headers.get('ratelimit')).toMatch(`"${kind}";r=0;t=`);
    },
    120_000,
  );

  it('may still do the rest, and others all of it', async () => {
    expect((await ask('first', 'GET', '/units')).status).toBe(200);
    expect((await ask('second', 'GET', '/alerts/export.xlsx')).status).toBe(200);
  });
});

describe('an address', () => {
  /** The address an application takes a request to come from, with `limit` requests for each. */
  async function asked(trusted: string, limit: number, forwarded: string[]): Promise<number[]> {
    const server = express()
      .set('trust proxy', trusted)
      .use(limitByAddress({ most: limit, seconds: 3_600 }))
      .use((_request, response) => void response.status(200).end())
      .use(((error: HttpException, _request, response, _next) => {
        response.status(error.getStatus()).end();
      }) as ErrorRequestHandler)
      .listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const statuses: number[] = [];
    for (const each of forwarded)
      statuses.push((await fetch(`http://127.0.0.1:${port}/`, { headers: { 'x-forwarded-for': each } })).status);
    await new Promise((resolve) => server.close(resolve));
    return statuses;
  }

  it('is the one that the trusted proxy names last, whatever stands before it', async () => {
    const forwarded = ['198.51.100.1, 203.0.113.9', '198.51.100.2, 203.0.113.9', '203.0.113.9', '203.0.113.10'];
    expect(await asked('loopback', 2, forwarded)).toEqual([200, 200, 429, 200]);
  });

  it('is the connection itself where it is no trusted proxy', async () => {
    expect(await asked('203.0.113.1', 2, ['198.51.100.1', '198.51.100.2', '198.51.100.3'])).toEqual([200, 200, 429]);
  });

  it('of IPv6 is the network of one subscriber', async () => {
    const forwarded = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:3::1'];
    expect(await asked('loopback', 1, forwarded)).toEqual([200, 429, 200]);
  });

  it('that nobody vouches for is not counted as another by attempts to log in', async () => {
    const bare = await serve({ TRUSTED_PROXIES: '203.0.113.1' });
    const wrong = (at: number) =>
      fetch(`${bare}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': `198.51.100.${at}` },
        body: JSON.stringify({ login: `nobody-${at}`, password: 'x' }),
      });
    await Promise.all(Array.from({ length: 20 }, (_, at) => wrong(at)));
    expect((await wrong(20)).status).toBe(429);
  }, 60_000);
});
