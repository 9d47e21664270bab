import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityStore } from '@app/identity/identity.store';
import { Role, ROLES } from '@app/identity/role';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
const sessions = new Map<Role, { cookie: string; csrf: string }>();
const units: number[] = [];
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, ['白石镇', '柳溪镇'].map(onPortal));
  units.push(...(await sites.units()).map(({ id }) => id));
  const identity = new IdentityStore(db);
  for (const role of ROLES)
    await identity.createAccount(
      {
        login: role,
        name: role,
        role,
        unitId: role === 'unitOfficer' ? units[0] : null,
        domain: role === 'domainOwner' ? '财政预决算' : null,
      },
      PASSWORD,
    );
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-api-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const role of ROLES) sessions.set(role, await logIn(role));
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const onPortal = (name: string): UnitEntry => ({
  unit: { name, aliases: [], kind: 'town', registeredOn: null },
  scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: [`/${name}/`], isOwnSite: false, plans: [] },
  siteName: '清河县人民政府门户网站',
  email: null,
  contact: null,
});

async function logIn(login: string, password = PASSWORD): Promise<{ cookie: string; csrf: string }> {
  const response = await call('POST', '/api/session', { body: { login, password } });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

function call(
  method: string,
  path: string,
  { role, csrf = true, body }: { role?: Role; csrf?: boolean; body?: unknown } = {},
): Promise<Response> {
  const session = role && sessions.get(role);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (session) headers.cookie = session.cookie;
  if (session && csrf) headers['x-csrf-token'] = session.csrf;
  return fetch(`${origin}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

interface Route {
  readonly method: string;
  readonly path: string;
  readonly policy: 'public' | Role[] | undefined;
  readonly security: unknown;
}

async function routes(): Promise<Route[]> {
  const document = (await (await call('GET', '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, { 'x-policy'?: 'public' | Role[]; security?: unknown }>>;
  };
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: path.replace(/\{\w+\}/g, '999999'),
      policy: operation['x-policy'],
      security: operation.security,
    })),
  );
}

describe('every route', () => {
  it('declares who may call it', async () => {
    const all = await routes();
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ policy }) => policy === undefined)).toEqual([]);
  });

  it('is described as open only when it is public', async () => {
    for (const { policy, security } of await routes())
      if (policy === 'public') expect(security).toEqual([]);
      else expect(security).not.toEqual([]);
  });

  it('answers 401 without a session unless it is public', async () => {
    for (const { method, path, policy } of await routes()) {
      const { status } = await call(method, path, { body: method === 'GET' ? undefined : {} });
      if (policy === 'public') expect({ path, status }).not.toEqual({ path, status: 403 });
      else expect({ method, path, status }).toEqual({ method, path, status: 401 });
    }
  });

  it('answers 403 to roles it does not name', async () => {
    for (const role of ROLES)
      for (const { method, path, policy } of await routes()) {
        if (policy === 'public' || policy?.includes(role)) continue;
        const { status } = await call(method, path, { role, body: method === 'GET' ? undefined : {} });
        expect({ role, method, path, status }).toEqual({ role, method, path, status: 403 });
      }
  });

  it('refuses commands without the CSRF token of the session', async () => {
    for (const { method, path, policy } of await routes()) {
      if (method === 'GET' || policy === 'public' || !policy) continue;
      const { status } = await call(method, path, { role: policy[0], csrf: false, body: {} });
      expect({ method, path, status }).toEqual({ method, path, status: 403 });
    }
  });

  it('answers bad input with a problem in Chinese and never with 500', async () => {
    for (const { method, path, policy } of await routes()) {
      if (policy === 'public' || !policy || path === '/api/session') continue;
      for (const body of method === 'GET' ? [undefined] : [{}, { ids: 'x', alertIds: -1, reason: 7, kind: [] }]) {
        const response = await call(method, `${path}${method === 'GET' ? '?page=x&unit=x&state=%00' : ''}`, {
          role: policy[0],
          body,
        });
        expect({ method, path, isServerError: response.status >= 500 }).toEqual({ method, path, isServerError: false });
        if (response.status >= 400)
          expect(((await response.json()) as { title: string }).title).toMatch(/[\u4e00-\u9fff]/);
      }
    }
  });
});

describe('a unit officer', () => {
  beforeAll(async () => {
    for (const unitId of units)
      await database!.dataSource.query(
        `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
         SELECT 'v1|' || $1::int || '|' || kind, $1::int, kind, state, 'TIM-01', 'timeliness', 'high', 'site', '逾期公开', 'd', '{"title":"逾期公开","evidence":[]}', '2026-11-18', '2026-11-18'
           FROM (VALUES ('violation', 'open'), ('proposal', 'proposed')) AS line (kind, state)`,
        [unitId],
      );
  });

  const foreign = async () => {
    const [row] = await database!.dataSource.query(`SELECT id FROM alert WHERE unit_id = $1 AND kind = 'violation'`, [
      units[1],
    ]);
    return row.id as number;
  };

  it('sees the own violations and neither proposals nor other units', async () => {
    const page = (await (await call('GET', '/api/alerts?kind=violation,proposal', { role: 'unitOfficer' })).json()) as {
      rows: { unitId: number; kind: string }[];
      total: number;
      counts: { unit: unknown[] };
    };
    expect(page.rows.map(({ unitId, kind }) => [unitId, kind])).toEqual([[units[0], 'violation']]);
    expect(page.counts.unit).toHaveLength(1);
  });

  it('sees a proposal once the office has confirmed it, and a resolved alert by its number', async () => {
    const db = database!.dataSource;
    const [proposal] = await db.query(`SELECT id FROM alert WHERE unit_id = $1 AND kind = 'proposal'`, [units[0]]);
    expect((await call('GET', `/api/alerts/${proposal.id}`, { role: 'unitOfficer' })).status).toBe(404);
    await db.query(`UPDATE alert SET state = 'confirmed' WHERE id = $1`, [proposal.id]);
    expect((await call('GET', `/api/alerts/${proposal.id}`, { role: 'unitOfficer' })).status).toBe(200);
    const [own] = await db.query(`SELECT id FROM alert WHERE unit_id = $1 AND kind = 'violation'`, [units[0]]);
    await db.query(`UPDATE alert SET state = 'resolved' WHERE id = $1`, [own.id]);
    expect((await call('GET', `/api/alerts/${own.id}`, { role: 'unitOfficer' })).status).toBe(200);
    await db.query(`UPDATE alert SET state = 'open' WHERE id = $1`, [own.id]);
    await db.query(`UPDATE alert SET state = 'proposed' WHERE id = $1`, [proposal.id]);
  });

  it('cannot widen the scope by naming another unit', async () => {
    const page = (await (await call('GET', `/api/alerts?unit=${units[1]}`, { role: 'unitOfficer' })).json()) as {
      total: number;
    };
    expect(page.total).toBe(0);
    const desk = (await (await call('GET', `/api/desk?unit=${units[1]}`, { role: 'unitOfficer' })).json()) as {
      unit: { id: number };
    };
    expect(desk.unit.id).toBe(units[0]);
  });

  it.each(['/api/alerts/', '/api/units/'])('finds nothing of another unit under %s', async (path) => {
    const id = path === '/api/units/' ? units[1] : await foreign();
    expect((await call('GET', `${path}${id}`, { role: 'unitOfficer' })).status).toBe(404);
  });

  it('cannot object for another unit', async () => {
    const form = new FormData();
    form.set('reason', '该件按时公开，见栏目');
    const session = sessions.get('unitOfficer')!;
    const response = await fetch(`${origin}/api/alerts/${await foreign()}/objection`, {
      method: 'POST',
      headers: { cookie: session.cookie, 'x-csrf-token': session.csrf },
      body: form,
    });
    expect(response.status).toBe(404);
  });
});

describe('what is offered on an alert', () => {
  it.each(ROLES.filter((role) => !['auditor', 'unitOfficer'].includes(role)))('is what %s may do', async (role) => {
    const page = (await (await call('GET', '/api/alerts', { role })).json()) as { rows: { actions: string[] }[] };
    const offered = new Set(page.rows.flatMap(({ actions }) => actions));
    expect([...offered].sort()).toEqual(['admin', 'supervisor'].includes(role) ? ['confirm', 'dismiss'] : []);
  });
});

describe('a recheck from the desk', () => {
  let session: { cookie: string; csrf: string };
  const recheck = async () => {
    const headers = { cookie: session.cookie, 'x-csrf-token': session.csrf };
    return (await fetch(`${origin}/api/desk/recheck`, { method: 'POST', headers })).status;
  };
  beforeAll(async () => {
    const identity = new IdentityStore(database!.dataSource);
    await identity.createAccount({ login: 'second', name: '柳溪镇', role: 'unitOfficer', unitId: units[1] }, PASSWORD);
    session = await logIn('second');
  });

  const round = (state: 'running' | 'finished') =>
    database!.dataSource.query(
      `INSERT INTO crawl_round (site_id, reason, today, state, finished_at)
       SELECT site_id, 'manual', '2026-11-18', $2, CASE $2 WHEN 'finished' THEN now() - interval '1 hour' END
         FROM unit_scope WHERE unit_id = $1`,
      [units[1], state],
    );

  it('waits for a round of the site that is running', async () => {
    await round('running');
    expect(await recheck()).toBe(409);
    await database!.dataSource.query(`DELETE FROM crawl_round`);
  });

  it('is under way from the moment it is asked for', async () => {
    expect([await recheck(), await recheck()]).toEqual([202, 409]);
  });

  it('is possible once in ten minutes', async () => {
    await round('finished');
    expect(await recheck()).toBe(429);
  });
});

describe('the server', () => {
  it('answers a wrong log-in without telling which part was wrong', async () => {
    const answers = await Promise.all(
      [
        { login: 'supervisor', password: 'wrong' },
        { login: 'nobody', password: 'wrong' },
      ].map(async (body) => (await (await call('POST', '/api/session', { body })).json()) as { title: string }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });

  it.each([
    ['broken JSON', '{"login":', 400],
    ['an oversized body', JSON.stringify({ login: 'x'.repeat(2_000_000) }), 413],
  ])('refuses %s', async (_norm, body, status) => {
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch('application/problem+json');
  });

  it('sets a cookie scripts cannot read, and headers against framing and foreign scripts', async () => {
    const response = await call('POST', '/api/session', { body: { login: 'assessor', password: PASSWORD } });
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/i);
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/default-src 'self'/);
    expect(policy).toMatch(/script-src 'self'(;|$)/);
    expect(policy).toMatch(/frame-ancestors 'none'/);
  });
});
