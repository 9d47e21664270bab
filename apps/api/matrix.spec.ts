import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { createCaptureStore } from '@app/crawling/capture.store';
import { createFolderStore } from '@app/crawling/object.store';
import { IdentityStore } from '@app/identity/identity.store';
import { Role, ROLES } from '@app/identity/role';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';
import { accountsOf, County, FOREIGN_MARK, PASSWORD, twoCounties } from './two-counties.fixture';

/**
 * Every route × every role × objects of another county, and of another unit for somebody of a unit: no answer tells of
 * them, no command changes them. A route with a parameter or a command that is not in the tables below fails the spec.
 */
let database: TestDatabase;
let db: DataSource;
let app: NestExpressApplication;
let origin = '';
let own: County;
let foreign: County;
const sessions = new Map<Role, { cookie: string; csrf: string }>();

/** What stands for a parameter of a path, by the beginning of the path; null: nothing that belongs to a county. */
const OBJECTS: Readonly<Record<string, ((county: County) => string | number) | null>> = {
  '/api/accounts/grants/{id}': ({ grantId }) => grantId,
  '/api/accounts/{id}': ({ accountId }) => accountId,
  '/api/alerts/{id}': ({ alertId }) => alertId,
  '/api/calendar/changes/{id}': null,
  '/api/calendar/previews/{id}': null,
  '/api/captures/{id}': ({ captureId }) => captureId,
  '/api/catalogs/{id}': ({ catalogId }) => catalogId,
  '/api/delegations/{id}': ({ grantId }) => grantId,
  '/api/notices/{id}': ({ noticeId }) => noticeId,
  '/api/objections/{id}': ({ objectionId }) => objectionId,
  '/api/registers/{kind}': ({ entryId }) => entryId,
  '/api/rule-settings/{id}': null,
  '/api/rule-trials/backtests/{id}': null,
  '/api/rules/{code}': null,
  '/api/security/sessions/{id}': null,
  '/api/regions/units/{id}': ({ units }) => units[0],
  '/api/regions/{id}': ({ regionId }) => regionId,
  '/api/reports/{id}': ({ reportId }) => reportId,
  '/api/sites/{id}': ({ siteId }) => siteId,
  '/api/units/{id}': ({ units }) => units[0],
};

/** What commands are given; all of it valid but for whose it is. null: a command about nothing of a county. */
const BODIES: Readonly<Record<string, ((county: County) => object) | null>> = {
  'POST /api/accounts': ({ units }) => ({ login: 'intruder', name: 'x', role: 'unitOfficer', unitId: units[0] }),
  'POST /api/accounts/{id}/disable': () => ({}),
  'POST /api/accounts/{id}/enable': () => ({}),
  'POST /api/accounts/{id}/password': () => ({}),
  'POST /api/accounts/{id}/grants': ({ regionId }) => ({ role: 'reviewer', regionId }),
  'DELETE /api/accounts/grants/{id}': () => ({ reason: 'x' }),
  'POST /api/accounts/{id}/tokens': () => ({ name: 'x', scopes: ['alerts:read'] }),
  'DELETE /api/accounts/{id}/tokens/{token}': () => ({}),
  'POST /api/delegations': ({ grantId }) => ({ grantId, toLogin: 'admin', until: '2099-01-01T00:00:00Z', reason: 'x' }),
  'DELETE /api/delegations/{id}': () => ({}),
  'POST /api/regions': ({ regionId }) => ({ name: 'x', level: 'town', parentId: regionId }),
  'PUT /api/regions/{id}': ({ regionId }) => ({ name: String(regionId), level: 'county', parentId: null }),
  'PUT /api/regions/units/{id}': ({ regionId }) => ({ regionId }),
  'POST /api/trail/verification': null,
  'POST /api/alerts/confirm': ({ alertId }) => ({ ids: [alertId] }),
  'POST /api/alerts/dismiss': ({ alertId }) => ({ ids: [alertId], reason: '其他', note: 'x' }),
  'POST /api/alerts/undo': ({ alertId }) => ({ ids: [alertId] }),
  'POST /api/alerts/{id}/comment': () => ({ text: 'x' }),
  'POST /api/alerts/{id}/objection': () => form({ reason: '该件按时公开，见栏目' }),
  'POST /api/calendar/deadline': null,
  'POST /api/calendar/edits': null,
  'POST /api/calendar/preview': null,
  'POST /api/calendar/sheet': null,
  'DELETE /api/calendar/previews/{id}': null,
  'POST /api/captures/{id}/screenshot': () => ({}),
  'POST /api/catalogs': ({ units }) => upload({ unit: String(units[0]), kind: 'standard' }),
  'POST /api/catalogs/preview': ({ units }) => upload({ unit: String(units[0]), kind: 'standard' }),
  'PUT /api/catalogs/four-eyes': null,
  'PATCH /api/catalogs/{id}': () => ({ revision: 1, note: 'x', changes: [] }),
  'POST /api/catalogs/{id}/submit': () => ({}),
  'POST /api/catalogs/{id}/withdraw': () => ({}),
  'POST /api/catalogs/{id}/approve': () => ({ effectiveOn: '2026-12-01' }),
  'POST /api/catalogs/{id}/reject': () => ({ note: 'x' }),
  'POST /api/catalogs/{id}/revise': () => ({}),
  'POST /api/catalogs/{id}/discard': () => ({ note: 'x' }),
  'POST /api/matches': ({ units }) => ({ unitId: units[0], itemKey: FOREIGN_MARK, sectionUrl: null }),
  'DELETE /api/matches': ({ units }) => ({ unitId: units[0], itemKey: FOREIGN_MARK }),
  'POST /api/notices/draft': ({ siblingAlertId }) => ({ alertIds: [siblingAlertId] }),
  'POST /api/notices': ({ siblingAlertId }) => ({ alertIds: [siblingAlertId] }),
  'POST /api/notices/{id}/reply': () => ({ text: '已整改' }),
  'POST /api/notices/{id}/recheck': () => ({}),
  'POST /api/notices/{id}/accept': ({ alertId }) => ({ alertId, note: 'x' }),
  'POST /api/notices/{id}/withdraw': () => ({ note: 'x' }),
  'POST /api/objections/{id}/decision': () => ({ decision: 'rejected', note: '不成立' }),
  'POST /api/reports': () => ({ kind: 'monthly', period: '2026-10' }),
  'POST /api/sites/{id}/crawl': () => ({}),
  'POST /api/sites/{id}/redesign': () => ({}),
  'PUT /api/sites/{id}/manners': () => ({ delayMs: 1, concurrency: 1, dailyRequests: null, bulk: null }),
  'POST /api/alerts/{id}/situation-note': () => ({ decision: 'accepted', note: 'x', until: '2026-12-31' }),
  'POST /api/registers/{kind}': ({ units }) => ({ unitId: units[0], texts: { number: '1', receivedOn: '2026-10-01' } }),
  'POST /api/registers/{kind}/preview': ({ units }) => upload({ unit: String(units[0]) }),
  'POST /api/registers/{kind}/import': ({ units }) => upload({ unit: String(units[0]) }),
  'POST /api/registers/{kind}/entries/{id}/revoke': () => ({ note: 'x' }),
  'POST /api/rule-settings': ({ units }) => ({ code: 'TIM-01', unitId: units[0], isEnabled: false, reason: 'x' }),
  'POST /api/rule-settings/{id}/submit': null,
  'POST /api/rule-settings/{id}/approve': null,
  'POST /api/rule-settings/{id}/reject': null,
  'POST /api/rule-settings/{id}/withdraw': null,
  'POST /api/rule-trials/check': null,
  'POST /api/rule-trials/try': ({ units }) => ({
    subject: 'item',
    expression: 'true',
    unitId: units[0],
    unit: units[0],
  }),
  'POST /api/rule-trials/backtests': ({ units }) => ({
    code: 'TIM-01',
    unitIds: [units[0]],
    from: '2026-01-01',
    to: '2026-12-31',
  }),
  'DELETE /api/rule-trials/backtests/{id}': null,
  'POST /api/word-lists': null,
  'POST /api/word-lists/withdraw': null,
  'PUT /api/rules/packs/chosen': null,
  'POST /api/rules/{code}/precision-reset': null,
  'PUT /api/security/settings': null,
  'DELETE /api/security/sessions': null,
  'DELETE /api/security/sessions/{id}': null,
  'POST /api/security/second-factor': null,
  'POST /api/security/second-factor/confirm': null,
  'POST /api/security/second-factor/recovery-codes': null,
  'POST /api/security/second-factor/remove': null,
  'POST /api/security/second-factor/reset': ({ regionId }) => ({ login: `clerk${regionId}` }),
  'POST /api/security/sign-on/link': ({ regionId }) => ({ login: `clerk${regionId}`, subject: 'x' }),
  'POST /api/security/sign-on/unlink': ({ regionId }) => ({ login: `clerk${regionId}` }),
  'POST /api/session/code': null,
  'POST /api/desk/recheck': null,
  'POST /api/session': null,
  'DELETE /api/session': null,
  'POST /api/session/password': null,
  'POST /api/worklists/limits/preview': null,
  'POST /api/worklists/limits': null,
  'POST /api/worklists/limits/undo': null,
  'POST /api/worklists/organs': ({ units }) => ({ name: '某局', unitId: units[0] }),
  'POST /api/worklists/organs/undo': null,
  'POST /api/worklists/domains': null,
  'POST /api/worklists/domains/undo': null,
};

beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-matrix-'));
  ({ own, foreign } = await twoCounties(db, createCaptureStore(createFolderStore(join(dataDir, 'captures')))));
  const identity = new IdentityStore(db);
  await accountsOf(identity, own, ROLES);
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const role of ROLES) sessions.set(role, await logIn(role));
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ login, password: PASSWORD });
  const response = await fetch(`${origin}/api/session`, { method: 'POST', headers, body });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly policy: 'public' | Role[];
}

async function routes(): Promise<Route[]> {
  const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, { 'x-policy': 'public' | Role[] }>>;
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      policy: operation['x-policy'],
    })),
  );
}

const objectOf = (path: string) => {
  const prefix = Object.keys(OBJECTS).find((known) => path === known || path.startsWith(`${known}/`));
  return prefix === undefined ? undefined : OBJECTS[prefix];
};

async function call(role: Role, { method, path }: Route, county: County): Promise<{ status: number; text: string }> {
  const { cookie, csrf } = sessions.get(role)!;
  const place = path
    .replace('{kind}', 'disclosureRequest')
    .replace('{code}', 'TIM-01')
    .replace(/\{\w+\}/g, String(objectOf(path)?.(county) ?? 999_999));
  const unit = `unit=${county.units[0]}&q=${encodeURIComponent(FOREIGN_MARK)}`;
  const body = method === 'GET' ? undefined : BODIES[`${method} ${path}`]?.(county);
  const isForm = body instanceof FormData;
  const response = await fetch(`${origin}${place}${method === 'GET' ? `?${unit}` : ''}`, {
    method,
    headers: { cookie, 'x-csrf-token': csrf, ...(isForm ? {} : { 'content-type': 'application/json' }) },
    body: isForm ? body : body && JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

function upload(fields: Record<string, string>): FormData {
  const data = form(fields);
  data.set('file', new Blob(['公开事项,公开时限\n预算,20个工作日内\n'], { type: 'text/csv' }), '目录.csv');
  return data;
}

/** A digest of every protected table; of those that name a unit, of the rows of these units. */
async function stateOf(units: readonly number[]): Promise<Record<string, string>> {
  const tables: { name: string; hasUnit: boolean }[] = await db.query(
    `SELECT relname AS name, EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'unit_id') AS "hasUnit"
       FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relrowsecurity ORDER BY 1`,
  );
  const digests = tables.map(async ({ name, hasUnit }) => {
    const [{ digest }] = await db.query(
      `SELECT md5(string_agg(t::text, '|' ORDER BY t::text)) AS digest FROM ${name} t ${hasUnit ? 'WHERE unit_id = ANY ($1)' : ''}`,
      hasUnit ? [units] : [],
    );
    return [name, digest] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}

describe('the matrix of routes, roles and foreign objects', () => {
  it('knows every route: what its parameters stand for, and what its commands are given', async () => {
    const all = await routes();
    expect(all.filter(({ policy }) => policy === undefined)).toEqual([]);
    expect(all.filter(({ path }) => /\{/.test(path) && objectOf(path) === undefined)).toEqual([]);
    const commands = all.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);
    expect(commands.filter((command) => BODIES[command] === undefined)).toEqual([]);
    expect(Object.keys(BODIES).filter((command) => !commands.includes(command))).toEqual([]);
  });

  it('lets somebody of the county see its own objects, so that a refusal below means something', async () => {
    for (const route of (await routes()).filter(({ method, path }) => method === 'GET' && objectOf(path)))
      if (!/\/(?:file|image|raw|warc|change)|\/reports\//.test(route.path) && route.policy.includes('supervisor'))
        expect({ path: route.path, status: (await call('supervisor', route, own)).status }).toEqual({
          path: route.path,
          status: 200,
        });
  });

  it('answers nobody of one county with anything of the other, and changes nothing there', async () => {
    const before = await stateOf(foreign.units);
    let cells = 0;
    const leaks: unknown[] = [];
    for (const route of await routes()) {
      // Not with these sessions: they end what the rest of the walk needs.
      if (route.policy === 'public' || /\/api\/(?:session|security\/sessions)/.test(route.path)) continue;
      const needsObject = Boolean(objectOf(route.path)) && route.path.includes('{id}');
      for (const role of ROLES) {
        const { status, text } = await call(role, route, foreign);
        cells++;
        const isLeak = text.includes(FOREIGN_MARK) || (needsObject && status < 400) || status >= 500;
        if (isLeak) leaks.push({ role, route: `${route.method} ${route.path}`, status, text: text.slice(0, 200) });
      }
    }
    expect(leaks).toEqual([]);
    expect(cells).toBeGreaterThan(400);
    expect(await stateOf(foreign.units)).toEqual(before);
  }, 240_000);

  it('shows somebody of a unit nothing of the neighbour', async () => {
    const neighbour: County = { ...own, alertId: own.siblingAlertId, units: [own.units[1], own.units[0]] };
    for (const path of ['/api/alerts/{id}', '/api/units/{id}']) {
      const { status } = await call('unitOfficer', { method: 'GET', path, policy: [] }, neighbour);
      expect({ path, status }).toEqual({ path, status: 404 });
    }
    const { text } = await call('unitOfficer', { method: 'GET', path: '/api/alerts', policy: [] }, neighbour);
    expect((JSON.parse(text) as { total: number }).total).toBe(0);
  });

  it('shows a 领域 nothing of another', async () => {
    const other: County = { ...own, alertId: own.otherDomainAlertId };
    const { status } = await call('domainOwner', { method: 'GET', path: '/api/alerts/{id}', policy: [] }, other);
    expect(status).toBe(404);
    expect((await call('domainOwner', { method: 'GET', path: '/api/alerts/{id}', policy: [] }, own)).status).toBe(200);
  });
});
