import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { Workbook } from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { composeNotice } from '@app/rectification/notice';
import { writeNoticeDocx } from '@app/rectification/notice-docx.writer';
import { noticeMail } from '@app/rectification/notice-mail';
import { confirmedAlert } from '@app/rectification/notice.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';

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
  for (const role of ['admin', 'supervisor', 'assessor'] as const)
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

/** A path exactly as written: fetch would put it in order first. */
function rawGet(path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ hostname: hostname.replace(/[[\]]/g, ''), port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => (body += part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject).end();
  });
}
