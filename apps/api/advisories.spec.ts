import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { Workbook } from 'exceljs';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { composeNotice } from '@app/rectification/notice';
import { writeNoticeDocx } from '@app/rectification/notice-docx.writer';
import { noticeMail } from '@app/rectification/notice-mail';
import { confirmedAlert } from '@app/rectification/notice.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';
import { securityHeaders } from './security-headers';

/**
 * Classes of published advisories against tools that show, mail and export what they found on websites, and what holds
 * each here. Those against the crawler are in libs/crawling/advisories.spec.ts.
 *
 * | class                               | advisories                                                            | held by                                    |
 * | ----------------------------------- | --------------------------------------------------------------------- | ------------------------------------------ |
 * | stored XSS by what a site prints    | CVE-2025-52558, -62780, CVE-2026-27645, -29038, CVE-2023-40577,       | below; golden/browser.spec.ts              |
 * |                                     | CVE-2023-45815 (snapshots in our origin)                              | captures.spec.ts; below                    |
 * | CSS injection                       | GHSA-v4v2-8h88-65qj, GHSA-4j9m-cxq4-9c36                              | below: no crawled text in a style          |
 * | template injection                  | CVE-2024-32651, GHSA-4r7v-whpg-8rx3, GHSA-pwgc-w4x9-gw67              | below; notice-docx.writer.spec.ts          |
 * | missing authorisation               | CVE-2026-35490, -32230, GHSA-vwgh (by substring)                      | access.spec.ts: every route × every role   |
 * | sessions that survive a password    | GHSA-g9v2-wqcj-j99g, GHSA-88j4-pcx8-q4q3                              | below; identity.store.spec.ts              |
 * | CSRF, foreign origins               | GHSA-3v57, GHSA-mj22-23ff-2hrr                                        | access.spec.ts; below                      |
 * | path traversal, zip slip            | CVE-2026-25527, -29065, GHSA-mh42-m7cg-49fr                           | below; object names: capture.store.spec.ts |
 * | prototype pollution, mass assignment| CVE-2024-21534                                                        | below                                      |
 * | formulas in exports                 | (CWE-1236)                                                            | below; report-writers.spec.ts              |
 * | header injection                    | CVE-2022-31150, GHSA-xc8x-vp79-p3wm (mails)                           | below; mail.client.spec.ts                 |
 * | SQL and filter injection            | CWE-89                                                                | below; hostile-requests.spec.ts            |
 * | SSRF by addresses that are stored   | CVE-2026-27696, GHSA-rph4-96w6-q594                                   | below; libs/crawling/advisories.spec.ts    |
 * | open redirect                       | CWE-601                                                               | below; own-path.spec.ts, oidc.spec.ts      |
 * | log and trail injection             | CWE-117                                                               | below; logger.spec.ts                      |
 * | unrestricted resource consumption   | CWE-770                                                               | below; rate.guard.spec.ts, hostile-…       |
 *
 * The ten of OWASP's API Security Top 10 (2023) have a test each at the end, named by their numbers.
 */
const HOSTILE = `=HYPERLINK("http://evil.example","x")<script>alert(1)</script><img src=x onerror=alert(1)>"'</style>{{7*7}}\${7*7}<%= 7*7 %>#{7*7}$&$\`$'%s\r\nBcc: a@evil.example`;
const PASSWORD = 'correct-horse-7';

let database: TestDatabase;
let app: NestExpressApplication;
let origin = '';
let dataDir = '';
/** Logging in is limited to twenty a minute. */
let office: LoggedIn;
let admin: LoggedIn;

interface LoggedIn {
  readonly cookie: string;
  readonly csrf: string;
}

beforeAll(async () => {
  database = await testDatabase();
  const db = database.dataSource;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  const unit: UnitEntry = {
    unit: { name: '白石镇', aliases: [], kind: 'town', registeredOn: null },
    scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: ['/bsz/'], isOwnSite: false, plans: [] },
    siteName: '清河县人民政府门户网站',
    email: null,
    contact: null,
  };
  await sites.saveUnits(region.id, [unit]);
  const identity = new IdentityStore(db);
  for (const role of ['admin', 'supervisor', 'assessor', 'auditor'] as const)
    await identity.createAccount({ login: role, name: role, role, unitId: null }, PASSWORD);
  await db.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
     SELECT 'hostile', id, 'violation', 'open', 'TIM-01', 'timeliness', 'high', $1, $1, 'd',
            jsonb_build_object('title', $1::text, 'evidence', '[]'::jsonb), '2026-11-18', '2026-11-18' FROM unit`,
    [HOSTILE],
  );
  dataDir = mkdtempSync(join(tmpdir(), 'mingjian-api-'));
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  office = await logIn('supervisor');
  admin = await logIn('admin');
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string): Promise<LoggedIn> {
  const response = await post('/api/session', JSON.stringify({ login, password: PASSWORD }));
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

const get = (path: string, session?: LoggedIn, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    headers: { ...headers, ...(session ? { cookie: session.cookie } : {}) },
    redirect: 'manual',
  });

const post = (path: string, body: string, session?: LoggedIn, headers: Record<string, string> = {}) =>
  fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}),
      ...headers,
    },
    body,
  });

describe('what a website prints', () => {
  it('leaves as JSON that no browser takes for a page, word for word', async () => {
    const response = await get('/api/alerts', office);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { rows } = (await response.json()) as { rows: { explanation: string }[] };
    expect(rows[0]?.explanation).toBe(HOSTILE);
  });

  it('is nowhere handed to the page as markup, style or script', () => {
    const files = readdirSync(join(__dirname, '../web'), { recursive: true, encoding: 'utf8' });
    const sources = files.filter((name) => /\.tsx?$/.test(name) && !/\.spec\./.test(name));
    expect(sources.length).toBeGreaterThan(50);
    for (const name of sources) {
      const source = readFileSync(join(__dirname, '../web', name), 'utf8');
      expect([
        name,
        /dangerouslySetInnerHTML|\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write/.test(source),
      ]).toEqual([name, false]);
      expect([name, /\beval\(|new Function\(|srcDoc=|cssText|<style/.test(source)]).toEqual([name, false]);
      // A link whose target is a value from elsewhere is drawn by OpenLink, which knows http and https only.
      const links = [...source.matchAll(/href=\{([^}]*)\}/g)].map(([, target = '']) => target);
      const own = links.filter((target) => !/^`\/|^exportPath\(|^(?:to|path|home)$/.test(target));
      expect([name, own]).toEqual([name, name.endsWith('parts/external.tsx') ? ['url'] : []]);
    }
  });

  it.each(['/api/alerts', '/api/nothing', '/', '/alerts/1', '/nothing.js', '/%00', '/..%2f..%2fetc%2fpasswd'])(
    'is shown under a policy that runs our scripts only: %s',
    async (path) => {
      const { headers } = await get(path, office);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).not.toMatch(/unsafe-|https?:|\*/);
      for (const part of [`script-src 'self'`, `object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`])
        expect(policy.split(';').map((each) => each.trim())).toContain(part);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
    },
  );

  it('is text in a spreadsheet, no formula', async () => {
    const response = await get('/api/alerts/export.xlsx', office);
    const bytes = Buffer.from(await response.arrayBuffer());
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const texts: string[] = [];
    workbook.eachSheet((sheet) =>
      sheet.eachRow((row) => row.eachCell((cell) => void (cell.text.includes('HYPERLINK') && texts.push(cell.text)))),
    );
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).not.toMatch(/^[=+@-]/);
    for (const [path, part] of Object.entries(unzipSync(bytes)))
      if (path.endsWith('.xml')) expect([path, /<f[ >]|<hyperlink /.test(strFromU8(part))]).toEqual([path, false]);
  });

  it('fills no template: notices and mails carry it word for word', async () => {
    const words = HOSTILE.replace(/[\r\n]+/g, ' ');
    const content = composeNotice({
      number: '清政公开督〔2026〕1号',
      unit: '白石镇人民政府',
      issuedOn: '2026-11-20',
      rectifyBy: '2026-11-25',
      office: '清河县人民政府办公室',
      alerts: [confirmedAlert({ explanation: words, item: words })],
      contact: '沈明，0575-00000000',
    });
    expect(noticeMail(content, null).body.split(words)).toHaveLength(3);
    const xml = strFromU8(unzipSync(await writeNoticeDocx(content))['word/document.xml'] ?? new Uint8Array());
    const shown = xml
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&');
    expect(shown).toContain(words);
    expect(shown).not.toContain('49');
  });
});

describe('sessions', () => {
  it('end everywhere when the password changes, and when one logs out', async () => {
    const [first, second] = [await logIn('assessor'), await logIn('assessor')];
    expect((await get('/api/session', first)).status).toBe(200);
    const changed = await post(
      '/api/session/password',
      JSON.stringify({ current: PASSWORD, next: 'another-horse-8' }),
      first,
    );
    expect(changed.status).toBe(200);
    for (const old of [first, second]) expect((await get('/api/session', old)).status).toBe(401);
    const cookie = changed.headers.get('set-cookie')?.split(';')[0] ?? '';
    const renewed = { cookie, csrf: ((await changed.json()) as { csrf: string }).csrf };
    expect((await get('/api/session', renewed)).status).toBe(200);
    const headers = { cookie, 'x-csrf-token': renewed.csrf };
    await fetch(`${origin}/api/session`, { method: 'DELETE', headers });
    expect((await get('/api/session', renewed)).status).toBe(401);
  });

  it('are not taken from whoever logs in with one', async () => {
    const fixed = 'mingjian_session=0123456789abcdef0123456789abcdef';
    const response = await post('/api/session', JSON.stringify({ login: 'admin', password: PASSWORD }), undefined, {
      cookie: fixed,
    });
    expect(response.headers.get('set-cookie')).not.toContain('0123456789abcdef');
    expect((await get('/api/session', { cookie: fixed, csrf: '' })).status).toBe(401);
  });
});

describe('pages of other origins', () => {
  it('are told nothing by CORS', async () => {
    const headers = {
      origin: 'http://evil.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'x-csrf-token',
    };
    for (const method of ['OPTIONS', 'GET'] as const) {
      const response = await fetch(`${origin}/api/alerts`, { method, headers });
      for (const name of [
        'access-control-allow-origin',
        'access-control-allow-credentials',
        'access-control-allow-headers',
      ])
        expect([method, name, response.headers.get(name)]).toEqual([method, name, null]);
    }
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'change nothing by a form of type %s, with the cookie but without the token',
    async (type) => {
      const { cookie } = office;
      const response = await post('/api/alerts/confirm', '{"ids":[1]}', undefined, {
        cookie,
        'content-type': type,
        origin: 'http://evil.example',
      });
      expect(response.status).toBe(403);
    },
  );

  it('have no other token: not that of another session, none, or many', async () => {
    const [mine, other] = [office, await logIn('supervisor')];
    for (const csrf of [other.csrf, '', 'undefined', `${mine.csrf},${mine.csrf}`, mine.csrf.slice(1)])
      expect((await post('/api/alerts/confirm', '{"ids":[1]}', { ...mine, csrf })).status).toBe(403);
  });
});

describe('bodies', () => {
  it.each([
    '{"__proto__":{"polluted":1},"ids":[999999]}',
    '{"constructor":{"prototype":{"polluted":1}},"ids":[999999]}',
    '{"ids":{"__proto__":{"polluted":1},"length":1}}',
    '[{"__proto__":{"polluted":1}}]',
  ])('pollute no prototype: %s', async (body) => {
    const response = await post('/api/alerts/confirm', body, office);
    expect([200, 400]).toContain(response.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('pollute none by query either', async () => {
    const response = await get('/api/alerts?__proto__[polluted]=1&constructor[prototype][polluted]=1&q[$ne]=1', office);
    expect([200, 400]).toContain(response.status);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('give nobody a role, a unit or another account', async () => {
    const wish = {
      login: 'supervisor',
      password: PASSWORD,
      role: 'admin',
      account: { role: 'admin' },
      mustChange: false,
    };
    const response = await post('/api/session', JSON.stringify(wish));
    expect(((await response.json()) as { account: { role: string } }).account.role).toBe('supervisor');
  });

  it.each([
    ['deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['of a number without end', `{"ids":[1e999]}`],
    ['of a thousand fields', `{${Array.from({ length: 1_000 }, (_, at) => `"f${at}":1`).join(',')}}`],
    ['of broken characters', '{"ids":[1],"note":"\\ud800\\u0000"}'],
  ])('that are %s are refused or read, never a server error', async (_norm, body) => {
    expect([200, 400]).toContain((await post('/api/alerts/confirm', body, office)).status);
  });
});

describe('text that no database holds', () => {
  it.each(['/api/alerts?q=%00', '/api/alerts?unit=%00&code=%00', '/api/alerts?q=%ed%a0%80', '/api/units?q=%00'])(
    'is bad input and no failure of ours: %s',
    async (path) => expect([200, 400]).toContain((await get(path, office)).status),
  );
});

describe('paths and names', () => {
  it.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fetc%2fpasswd',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cpackage.json',
    '/assets/../../../api/main.js',
    '/api/../../package.json',
    '/.env',
    '//etc/passwd',
    '/%00/package.json',
    '/package.json',
  ])('lead out of the web folder nowhere: %s', async (path) => {
    const { status, body } = await rawGet(path);
    expect(body).not.toMatch(/root:|"dependencies"|use strict/);
    expect([status, status < 500]).toEqual([status, true]);
  });

  it.each([
    '/api/captures/..%2f..%2f1/raw',
    '/api/captures/1;drop/raw',
    "/api/captures/1'--/raw",
    '/api/objections/..%2f1/file',
    '/api/reports/..%2f..%2fetc/file.docx',
    '/api/catalogs/%00/export.xlsx',
  ])('name no file of ours: %s', async (path) => {
    const { status } = await get(path, admin);
    expect([400, 403, 404]).toContain(status);
  });

  it('of files that are handed in stay names', async () => {
    const form = new FormData();
    form.set('unitId', '1');
    form.set('file', new Blob(['公开事项,公开时限\n甲,每年\n']), '../../../../tmp/x\r\nX-Evil: 1.csv');
    const session = office;
    const headers = { cookie: session.cookie, 'x-csrf-token': session.csrf };
    const response = await fetch(`${origin}/api/catalogs`, { method: 'POST', headers, body: form });
    expect([201, 400, 404]).toContain(response.status);
    expect(response.headers.get('x-evil')).toBeNull();
    const stray = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => /\.csv|\.\./.test(name));
    expect(stray).toEqual([]);
  });
});

describe('headers', () => {
  it('are split by no word of a request', async () => {
    for (const word of ['x%0d%0aSet-Cookie:%20a=b', 'x%0aX-Evil:1', '%e5%98%8a%e5%98%8dX-Evil:1']) {
      const response = await get(`/api/alerts?q=${word}&sort=${word}`, office);
      expect(response.headers.get('x-evil')).toBeNull();
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  it('of a foreign host lead nobody there', async () => {
    const forged: Record<string, string>[] = [
      { 'x-forwarded-host': 'evil.example' },
      { 'x-forwarded-proto': 'javascript' },
    ];
    for (const headers of forged) {
      const response = await get('/api/openapi.json', undefined, headers);
      expect(await response.text()).not.toContain('evil.example');
      expect(response.headers.get('location')).toBeNull();
    }
  });

  it('do not name the software', async () => {
    expect((await get('/api/alerts')).headers.get('x-powered-by')).toBeNull();
  });
});

describe('API1:2023 broken object level authorisation', () => {
  it('what is another unit’s does not exist: no number of an object tells of it', async () => {
    const db = database.dataSource;
    const [unit] = await db.query(
      `INSERT INTO unit (name, kind, region_id) SELECT '柳溪镇', 'town', id FROM region LIMIT 1 RETURNING id`,
    );
    const identity = new IdentityStore(db);
    await identity.createAccount({ login: 'liuxi', name: '柳溪镇', role: 'unitOfficer', unitId: unit.id }, PASSWORD);
    const officer = await logIn('liuxi');
    const [alert] = await db.query(`SELECT id FROM alert WHERE fingerprint = 'hostile'`);
    const foreign = await get(`/api/alerts/${alert.id}`, officer);
    const nothing = await get('/api/alerts/999999', officer);
    expect([foreign.status, await foreign.text()]).toEqual([404, await nothing.text()]);
    expect((await get(`/api/alerts/${alert.id}`, office)).status).toBe(200);
  });
});

describe('API2:2023 broken authentication', () => {
  it.each([
    ['another scheme', { authorization: 'Basic c3VwZXJ2aXNvcjpjb3JyZWN0LWhvcnNlLTc=' }],
    ['a token without a signature', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.' }],
    ['a token nobody gave out', { authorization: `Bearer mjt_${'A'.repeat(43)}` }],
    ['a name in a header', { 'x-forwarded-user': 'admin', 'x-remote-user': 'admin', 'x-user-id': '1' }],
    ['a session in the address', {}],
  ])('nobody is who he says by %s', async (_norm, headers) => {
    const token = office.cookie.split('=')[1];
    expect((await get(`/api/alerts?mingjian_session=${token}&token=${token}`, undefined, headers)).status).toBe(401);
  });

  it('no answer, and no row of the database, holds what a session or a password is proved by', async () => {
    const [{ rows }] = await database.dataSource.query(
      `SELECT string_agg(a::text, ' ') || (SELECT string_agg(s::text, ' ') FROM session s) AS rows FROM account a`,
    );
    expect(rows).not.toContain(PASSWORD);
    expect(rows).not.toContain(office.cookie.split('=')[1]);
    expect(rows).toContain('$argon2id$');
  });
});

describe('API3:2023 broken object property level authorisation', () => {
  it('a command takes the fields of its schema: others are not stored, whoever sends them', async () => {
    const wish = { ids: [1], note: 'x', state: 'resolved', severity: 'tip', unitId: 999, is_contested: true };
    const before = await database.dataSource.query(`SELECT severity, unit_id, is_contested FROM alert ORDER BY id`);
    await post('/api/alerts/confirm', JSON.stringify(wish), office);
    const after = await database.dataSource.query(`SELECT severity, unit_id, is_contested FROM alert ORDER BY id`);
    expect(after).toEqual(before);
    expect((await database.dataSource.query(`SELECT FROM alert WHERE state = 'resolved'`)).length).toBe(0);
  });

  it('no schema of an answer has a field for digests, keys or hashes of secrets', async () => {
    const { components } = (await (await get('/api/openapi.json')).json()) as { components: { schemas: object } };
    const names = [...JSON.stringify(components.schemas).matchAll(/"(\w+)":\{"(?:type|anyOf|\$ref)"/g)].map(
      ([, name]) => name!,
    );
    expect(names.length).toBeGreaterThan(500);
    expect(names.filter((name) => /hash|digest|salt|secret|tokenSha|passwordH|recoveryHash/i.test(name))).toEqual([]);
  });
});

describe('API4:2023 unrestricted resource consumption', () => {
  it.each([
    '/api/alerts?size=100000',
    '/api/alerts?page=99999999',
    '/api/catalogs/1?size=100000',
    '/api/accounts?size=201',
  ])('pages have a largest size: %s', async (path) => expect((await get(path, admin)).status).toBe(400));

  it('what is asked for is counted, and says how much is left', async () => {
    for (const [path, kind] of [
      ['/api/units', 'read'],
      ['/api/alerts/export.xlsx', 'export'],
    ])
      expect((await get(path!, admin)).headers.get('ratelimit')).toMatch(new RegExp(`^"${kind}";r=\\d+;t=\\d+$`));
  });
});

describe('API5:2023 broken function level authorisation', () => {
  it('no spelling of an address opens a function to who may not use it', async () => {
    for (const path of [
      '/api/accounts',
      '/api/accounts/',
      '/API/accounts',
      '/api//accounts',
      '/api/./accounts',
      '/api/%61ccounts',
      '/api/accounts;x=1',
      '/api/accounts.json',
    ]) {
      const { status } = await rawGet(path, { cookie: office.cookie });
      expect([path, [403, 404].includes(status)]).toEqual([path, true]);
    }
    expect((await get('/api/accounts', admin)).status).toBe(200);
  });
});

describe('API6:2023 unrestricted access to sensitive business flows', () => {
  it('an account is made once, however often the form is sent', async () => {
    const body = JSON.stringify({ login: 'made-once', name: '张明', role: 'assessor' });
    const headers = { 'idempotency-key': 'made-once' };
    const statuses = await Promise.all(
      [1, 2, 3].map(async () => (await post('/api/accounts', body, admin, headers)).status),
    );
    expect(statuses.sort()).toEqual([201, 409, 409]);
    expect((await database.dataSource.query(`SELECT FROM account WHERE login = 'made-once'`)).length).toBe(1);
  });
});

describe('API7:2023 server side request forgery', () => {
  it('an address that somebody stores is called by nobody here', async () => {
    const calls: string[] = [];
    const inside = createServer((request, response) => {
      calls.push(request.url ?? '');
      response.end('secret');
    }).listen(0, '127.0.0.1');
    await once(inside, 'listening');
    const address = `http://127.0.0.1:${(inside.address() as AddressInfo).port}/latest/meta-data/`;
    const encoded = encodeURIComponent(address);
    const [{ id }] = await database.dataSource.query(`SELECT id FROM unit ORDER BY id LIMIT 1`);
    await post('/api/matches', JSON.stringify({ unitId: id, itemKey: 'x', sectionUrl: address }), office);
    await get(`/api/captures?url=${encoded}`, office);
    await get(`/api/captures/evidence?url=${encoded}&sha256=${'a'.repeat(64)}`, office);
    await get(`/api/oidc/start?returnTo=${encoded}`);
    await get('/api/health', undefined, { host: address, 'x-forwarded-host': address, referer: address });
    const form = new FormData();
    form.set('unit', String(id));
    form.set('kind', 'standard');
    form.set(
      'file',
      new Blob([
        `<table><tr><th>公开事项</th></tr><tr><td><img src="${address}">甲</td></tr></table><link rel=stylesheet href="${address}">`,
      ]),
      'a.html',
    );
    const headers = { cookie: office.cookie, 'x-csrf-token': office.csrf };
    await fetch(`${origin}/api/catalogs/preview`, { method: 'POST', headers, body: form });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(calls).toEqual([]);
    expect(await (await fetch(address)).text()).toBe('secret');
    expect(calls).toHaveLength(1);
    inside.close();
  });
});

describe('API8:2023 security misconfiguration', () => {
  it('every answer bears the headers, refusals and files too', async () => {
    for (const path of ['/api/health', '/api/alerts', '/api/nothing', '/api/alerts/export.xlsx', '/nothing']) {
      const { headers } = await get(path, office);
      for (const [name, value] of [
        ['content-security-policy', /default-src 'self'/],
        ['permissions-policy', /camera=\(\)/],
        ['cross-origin-opener-policy', /^same-origin$/],
        ['cross-origin-resource-policy', /^same-origin$/],
        ['x-frame-options', /^SAMEORIGIN$/],
        ['x-content-type-options', /^nosniff$/],
      ] as const)
        expect([path, name, headers.get(name)]).toEqual([path, name, expect.stringMatching(value)]);
      if (path.startsWith('/api/')) expect([path, headers.get('cache-control')]).toEqual([path, 'no-store']);
      expect([path, headers.get('strict-transport-security')]).toEqual([path, null]);
    }
  });

  it('https is promised where it is spoken, and only there', () => {
    const promised = (publicUrl: string) => {
      const told: Record<string, unknown> = {};
      const response = {
        locals: {},
        setHeader: (name: string, value: unknown) => (told[name] = value),
        removeHeader: () => undefined,
      };
      for (const handler of securityHeaders({ publicUrl })) handler({} as never, response as never, () => undefined);
      return told['Strict-Transport-Security'];
    };
    expect(promised('https://jdpt.example.gov.cn')).toBe('max-age=31536000');
    expect(promised('http://jdpt.example.gov.cn')).toBeUndefined();
  });

  it('a page is given a number of its own each time, and its style sheets no other leave', async () => {
    const policies = await Promise.all(
      [1, 2, 3].map(async () => (await get('/api/health')).headers.get('content-security-policy')),
    );
    const numbers = policies.map((policy) => /style-src 'self' 'nonce-([A-Za-z0-9+/]{22}==)'/.exec(policy ?? '')?.[1]);
    expect(new Set(numbers).size).toBe(3);
    expect(numbers).not.toContain(undefined);
  });
});

describe('API9:2023 improper inventory management', () => {
  it('every route that is served is described, and every one described is served', async () => {
    const { paths } = (await (await get('/api/openapi.json')).json()) as { paths: Record<string, object> };
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    );
    const { router } = app.getHttpAdapter().getInstance() as {
      router: { stack: { route?: { path: string; methods: Record<string, boolean> } }[] };
    };
    const served = router.stack.flatMap(({ route }) =>
      route ? Object.keys(route.methods).map((method) => `${method} ${route.path}`) : [],
    );
    expect(served.sort()).toEqual(described.sort());
  });
});

describe('API10:2023 unsafe consumption of APIs', () => {
  it('words of the provider of single sign-on, or who pretends to be it, lead to a page of ours only', async () => {
    for (const path of [
      '/api/oidc/callback?state=x&code=y&iss=http://evil.example',
      '/api/oidc/callback?error=access_denied&error_uri=http://evil.example&state=http://evil.example',
    ]) {
      const response = await get(path);
      const to = response.headers.get('location') ?? '/';
      expect([path, new URL(to, origin).origin]).toEqual([path, origin]);
    }
  });
});

describe('open redirect', () => {
  it.each([
    '//evil.example/%2e%2e',
    '//evil.example/',
    '/\\evil.example',
    '/%5cevil.example/..',
    '/https://evil.example',
    '/assets//evil.example/..',
    '/api/oidc/start?returnTo=//evil.example',
    '/api/oidc/start?returnTo=https:evil.example',
    '/api/oidc/start?returnTo=/\\evil.example',
  ])('no address leads to another house: %s', async (path) => {
    const { location } = await rawGet(path);
    expect(new URL(location ?? '/', origin).origin).toBe(origin);
  });
});

describe('injection', () => {
  it.each([`' OR '1'='1`, `x') OR TRUE --`, `%' OR 1=1 OR explanation LIKE '%`, `\\`, `_`, `%`])(
    'a word to look for is a word to look for: %s',
    async (word) => {
      const response = await get(`/api/alerts?q=${encodeURIComponent(word)}&code=NO-SUCH`, office);
      expect([response.status, ((await response.json()) as { total: number }).total]).toEqual([200, 0]);
    },
  );

  it('no sort, page or day is a piece of a statement', async () => {
    for (const query of ['sort=id;DROP TABLE alert', 'page=1;--', `dueFrom=2026-01-01' OR '1`, 'size=1 UNION SELECT'])
      expect([query, (await get(`/api/alerts?${query}`, office)).status]).toEqual([query, 400]);
  });
});

describe('the trail and the log', () => {
  it('hold a line for a deed, whatever its words: no line is forged, no cell becomes a formula', async () => {
    const login = `=1+1\r\n2026-12-01 admin 登录`;
    await post('/api/session', JSON.stringify({ login, password: 'x' }));
    const [row] = await database.dataSource.query(
      `SELECT account, address FROM audit_entry WHERE action = 'log-in-refused' ORDER BY id DESC LIMIT 1`,
    );
    expect(row.account).toBe(login);
    const auditor = await logIn('auditor');
    const bytes = Buffer.from(await (await get('/api/trail/export.xlsx', auditor)).arrayBuffer());
    const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
    expect(sheet).not.toMatch(/<f[ >]/);
    const workbook = new Workbook();
    await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
    const cells: string[] = [];
    workbook.eachSheet((each) => each.eachRow((line) => line.eachCell((cell) => void cells.push(cell.text))));
    const told = cells.filter((text) => text.includes('1+1'));
    expect(told.length).toBeGreaterThan(0);
    for (const text of told) expect(text).not.toMatch(/^[=+@-]/);
  });
});

describe('archives', () => {
  it('are read in memory: no entry of a workbook becomes a file, wherever its name leads', async () => {
    const slip = zipSync({
      '[Content_Types].xml': Buffer.from('<Types/>'),
      'xl/workbook.xml': Buffer.from('<workbook/>'),
      '../../../../../../tmp/mingjian-slip.csv': Buffer.from('x'),
      '/etc/mingjian-slip.csv': Buffer.from('x'),
      'C:\\mingjian-slip.csv': Buffer.from('x'),
    });
    const form = new FormData();
    form.set('unit', '1');
    form.set('kind', 'standard');
    form.set('file', new Blob([Buffer.from(slip)]), 'a.xlsx');
    const headers = { cookie: office.cookie, 'x-csrf-token': office.csrf };
    const response = await fetch(`${origin}/api/catalogs/preview`, { method: 'POST', headers, body: form });
    expect([200, 400]).toContain(response.status);
    expect(await response.text()).not.toContain('mingjian-slip');
    for (const folder of [dataDir, tmpdir(), '/etc'])
      expect(readdirSync(folder).filter((name) => name.includes('mingjian-slip'))).toEqual([]);
  });
});

/** A path exactly as written: fetch would put it in order first. */
function rawGet(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string; location?: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname: hostname.replace(/[[\]]/g, ''), port, path, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, location: response.headers.location }),
      );
    });
    asked.on('error', reject).end();
  });
}
