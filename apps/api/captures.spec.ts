import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { captureRecord } from '@app/crawling/capture.fixture';
import { appendCaptures } from '@app/crawling/capture-chain.store';
import { CaptureRecord, StoredCapture } from '@app/crawling/capture';
import { CaptureStore, createCaptureStore } from '@app/crawling/capture.store';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { keyOf } from '@app/crawling/url-key';
import { createFolderStore } from '@app/crawling/object.store';
import { pageOf } from '@app/observation/site.fixture';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';
import { CaptureChangeView, CaptureRowView, CaptureView, PageLifeView } from './views';

const PASSWORD = 'correct-horse-7';
const PORTAL = 'http://www.qinghe.example';
const HTML = '<script>alert(1)</script><title>白石镇</title>';
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

let database: TestDatabase | undefined;
let db: DataSource;
let app: NestExpressApplication | undefined;
let origin = '';
let dataDir = '';
let captures: CaptureStore;
let siteId = 0;
let rounds = 0;
const units: number[] = [];
const cookies = new Map<string, { cookie: string; csrf: string }>();

beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, [onPortal('白石镇', '/baishi/'), onPortal('柳溪镇', '/liuxi/')]);
  units.push(...(await sites.units()).map(({ id }) => id));
  siteId = (await sites.sites())[0]!.id;
  const identity = new IdentityStore(db);
  for (const role of ['supervisor', 'assessor'] as const)
    await identity.createAccount({ login: role, name: role, role, unitId: null }, PASSWORD);
  for (const [at, login] of ['baishi', 'liuxi'].entries())
    await identity.createAccount({ login, name: login, role: 'unitOfficer', unitId: units[at]! }, PASSWORD);
  dataDir = mkdtempSync(join(tmpdir(), 'mingjian-captures-'));
  captures = createCaptureStore(createFolderStore(join(dataDir, 'captures')));
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['supervisor', 'assessor', 'baishi', 'liuxi']) cookies.set(login, await logIn(login));
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
  await rm(dataDir, { recursive: true, force: true });
});

const onPortal = (name: string, path: string): UnitEntry => ({
  unit: { name, aliases: [], kind: 'town', registeredOn: null },
  scope: { homeUrl: `${PORTAL}/`, pathPrefixes: [path], isOwnSite: false, plans: [] },
  siteName: '清河县人民政府门户网站',
  email: null,
  contact: null,
});

async function logIn(login: string): Promise<{ cookie: string; csrf: string }> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

function ask(login: string, path: string, method = 'GET'): Promise<Response> {
  const { cookie, csrf } = cookies.get(login)!;
  return fetch(`${origin}/api/captures${path}`, { method, headers: { cookie, 'x-csrf-token': csrf } });
}

/** One capture of a path of the portal, in a round of its own unless it is a picture. */
async function captured(path: string, body: string | Buffer, changes: Partial<CaptureRecord> = {}) {
  const url = `${PORTAL}${path}`;
  const [round] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state) VALUES ($1, 'first', $2, 'finished') RETURNING id`,
    [siteId, `2026-10-${String((rounds += 1)).padStart(2, '0')}`],
  );
  const record = captureRecord(body, { url, finalUrl: url, ...changes });
  const [stored] = (await captures.putAll([record])) as [StoredCapture];
  const roundId = record.via === 'screenshot' ? null : round.id;
  const [id] = await appendCaptures(db, { siteId, roundId }, [{ ...record, bytes: record.body.length, ...stored }]);
  return { id: id!, url, ...stored };
}

/** What extraction would have read of a capture. */
async function readAs(id: string, changes: Partial<ExtractedPage>): Promise<void> {
  const page = pageOf('/', { kind: 'article', ...changes });
  await db.query(`INSERT INTO document (capture_id, kind, page) VALUES ($1, $2, $3)`, [id, page.kind, page]);
}

/** The task by which the newest round came to a capture, or found in vain. */
async function visited(url: string, end: { readonly captureId: string } | { readonly failure: string }): Promise<void> {
  const isRead = 'captureId' in end;
  await db.query(
    `INSERT INTO crawl_task (round_id, url, key, priority, depth, state, capture_id, outcome)
     SELECT max(id), $1, $2, 1, 1, $3, $4, $5 FROM crawl_round`,
    [url, keyOf(url), isRead ? 'done' : 'failed', isRead ? end.captureId : null, isRead ? {} : { kind: end.failure }],
  );
}

describe('what changed between captures of one address', () => {
  const path = '/baishi/change.html';
  let first: string;
  let last: string;

  beforeAll(async () => {
    const versions = ['检查自10月15日起。\n浏览次数：1', '检查自10月15日起。\n浏览次数：2', '检查自10月20日起。'];
    const ids: string[] = [];
    for (const [at, text] of versions.entries()) {
      const { id, url } = await captured(path, `<p>${at}</p>`);
      await readAs(id, { title: '通知', text });
      await visited(url, { captureId: id });
      ids.push(id);
    }
    [first, last] = [ids[0]!, ids[2]!];
    await captured('/baishi/other.html', '<p>x</p>');
    await visited(`${PORTAL}${path}`, { failure: 'timeout' });
  });

  it('compares with the version before, or with the one that is named', async () => {
    const view = (await (await ask('baishi', `/${last}/change?from=${first}`)).json()) as CaptureChangeView;
    expect(view).toMatchObject({ from: { id: first }, to: { id: last }, change: { isChanged: true, fields: [] } });
    expect(view.change.blocks.map(({ kind }) => kind)).toEqual(['edited']);
    const before = (await (await ask('baishi', `/${last}/change`)).json()) as CaptureChangeView;
    expect(Number(before.from.id)).toBe(Number(first) + 1);
  });

  it('tells its life: seen from round to round, edited once, and a timeout is no removal', async () => {
    const life = (await (await ask('baishi', `/${last}/life`)).json()) as PageLifeView;
    expect(life.edits).toHaveLength(1);
    expect(life).toMatchObject({ firstSeenOn: expect.stringMatching(/^2026-10/), removed: null, missedOn: null });
    await captured('/baishi/other2.html', '<p>x</p>');
    await visited(`${PORTAL}${path}`, { failure: 'notFound' });
    const once = (await (await ask('baishi', `/${last}/life`)).json()) as PageLifeView;
    expect(once).toMatchObject({ removed: null, missedOn: expect.stringMatching(/^2026-10/) });
    await captured('/baishi/other3.html', '<p>x</p>');
    await visited(`${PORTAL}${path}`, { failure: 'softNotFound' });
    const twice = (await (await ask('baishi', `/${last}/life`)).json()) as PageLifeView;
    expect(twice.removed).toMatchObject({ how: 'gone', since: once.missedOn });
  });

  it('refuses other addresses, unread captures, the first version and other units', async () => {
    const picture = await captured('/baishi/other.html', PNG);
    expect((await ask('baishi', `/${last}/change?from=${picture.id}`)).status).toBe(409);
    expect((await ask('baishi', `/${picture.id}/change?from=${picture.id}`)).status).toBe(404);
    expect((await ask('baishi', `/${first}/change`)).status).toBe(404);
    expect((await ask('baishi', `/${last}/change?from=x`)).status).toBe(400);
    for (const view of ['change', 'life']) expect((await ask('liuxi', `/${last}/${view}`)).status).toBe(404);
  });
});

describe('the capture viewer', () => {
  it('shows what was captured, when, from whom, and its place in the chain', async () => {
    const tls = {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      subject: 'CN=www.qinghe.example',
      issuer: 'CN=CA',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      fingerprint256: 'AA',
    };
    const one = await captured('/baishi/1.html', HTML, { tls });
    const dates = [
      { value: '2026-10-09', from: 'label', label: '发布日期' },
      { value: '2026-10-01', from: 'list' },
    ] as const;
    await readAs(one.id, { title: '白石镇', text: '正文', dates });
    const view = (await (await ask('supervisor', `/${one.id}`)).json()) as CaptureView;
    expect(view).toMatchObject({
      id: one.id,
      url: one.url,
      sha256: one.sha256,
      status: 200,
      statusLine: 'HTTP/1.1 200 OK',
      address: '192.0.2.7',
      tls,
      isIntact: true,
      expiredAt: null,
      title: '白石镇',
      text: '正文',
      read: { kind: 'article', dates: [{ value: '2026-10-09', from: 'label', label: '发布日期' }], entries: [] },
      chain: {
        position: expect.any(Number),
        value: expect.stringMatching(/^[0-9a-f]{64}$/),
        recordSha256: one.recordSha256,
      },
      screenshots: [],
    });
    expect(view.headers).toContainEqual({ name: 'Server', value: 'nginx' });
    const search = new URLSearchParams({ url: one.url, sha256: one.sha256 });
    expect(await (await ask('supervisor', `/evidence?${search}`)).json()).toMatchObject({ id: one.id });
    expect((await ask('supervisor', `/evidence?${new URLSearchParams({ url: 'x', sha256: one.sha256 })}`)).status).toBe(
      404,
    );
  });

  it('hands the bytes over as a file nobody opens by accident', async () => {
    const one = await captured('/baishi/2.html', HTML);
    const response = await ask('assessor', `/${one.id}/raw`);
    expect(await response.text()).toBe(HTML);
    const headers = Object.fromEntries(response.headers);
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe(`attachment; filename="capture-${one.id}.bin"`);
    expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    const [entry] = await db.query(
      `SELECT account, object FROM audit_entry WHERE action = 'download' ORDER BY id DESC LIMIT 1`,
    );
    expect(entry).toEqual({ account: 'assessor', object: `capture:${one.id}` });
  });

  it('hands over a WARC file, whole also where the bytes were stored earlier', async () => {
    const first = await captured('/baishi/warc.html', HTML);
    const before = { ...first, capturedAt: '2026-11-20T02:03:04.567Z' };
    const again = await captured('/baishi/warc.html', HTML, { before });
    const textOf = async (id: string) => {
      const response = await ask('assessor', `/${id}/warc`);
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="capture-${id}.warc.gz"`);
      return gunzipSync(Buffer.from(await response.arrayBuffer())).toString();
    };
    expect((await textOf(first.id)).match(/WARC-Type: \w+/g)).toEqual(['WARC-Type: response']);
    const text = await textOf(again.id);
    expect(text.match(/WARC-Type: \w+/g)).toEqual(['WARC-Type: response', 'WARC-Type: revisit']);
    expect(text).toContain(HTML);
  });

  it('shows a picture, and nothing that only says it is one', async () => {
    const picture = await captured('/baishi/', PNG, { via: 'screenshot', contentType: 'image/png' });
    const forged = await captured('/baishi/f', HTML, { via: 'screenshot', contentType: 'image/png' });
    const page = await captured('/baishi/p', PNG);
    const response = await ask('supervisor', `/${picture.id}/image`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect((await ask('supervisor', `/${forged.id}/image`)).status).toBe(404);
    expect((await ask('supervisor', `/${page.id}/image`)).status).toBe(404);
  });

  it('lists the captures of an address over time, and where they changed', async () => {
    const first = await captured('/baishi/3.html', '一');
    const same = await captured('/baishi/3.html', '一');
    const other = await captured('/baishi/3.html', '二');
    const rows = (await (
      await ask('supervisor', `?${new URLSearchParams({ url: first.url })}`)
    ).json()) as CaptureRowView[];
    expect(rows.map(({ id, isChanged }) => [id, isChanged])).toEqual([
      [other.id, true],
      [same.id, false],
      [first.id, true],
    ]);
    expect(await (await ask('supervisor', `?url=http://nobody.example/`)).json()).toEqual([]);
  });

  it('says so when bytes were given up, are gone or were forged', async () => {
    const expired = await captured('/baishi/4.html', '四');
    await db.query(`UPDATE capture SET expired_at = now() WHERE id = $1`, [expired.id]);
    expect(await (await ask('supervisor', `/${expired.id}`)).json()).toMatchObject({ isIntact: null, headers: [] });
    for (const form of ['raw', 'warc']) expect((await ask('supervisor', `/${expired.id}/${form}`)).status).toBe(410);
    const gone = await captured('/baishi/5.html', '五');
    await rm(join(dataDir, 'captures', gone.location.file));
    expect(await (await ask('supervisor', `/${gone.id}`)).json()).toMatchObject({ isIntact: false });
    const response = await ask('supervisor', `/${gone.id}/raw`);
    expect([response.status, ((await response.json()) as { title: string }).title]).toEqual([
      410,
      expect.stringContaining('核验证据链'),
    ]);
  });
});

describe('a unit officer', () => {
  const paths = (id: string, url: string, sha256: string) => [
    `/${id}`,
    `/${id}/raw`,
    `/${id}/warc`,
    `/evidence?${new URLSearchParams({ url, sha256 })}`,
  ];
  const statuses = async (login: string, one: { id: string; url: string; sha256: string }) => {
    const asked = paths(one.id, one.url, one.sha256).map(async (path) => (await ask(login, path)).status);
    return [...new Set(await Promise.all(asked))];
  };
  const accuse = (unitId: number, sha256: string, kind = 'violation', state = 'open') =>
    db.query(
      `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
       VALUES ($2 || $3, $1, $3, $4, 'TIM-01', 'timeliness', 'high', 's', 'e', 'd', $5, '2026-11-18', '2026-11-18')`,
      [unitId, sha256, kind, state, JSON.stringify({ evidence: [{ sha256 }] })],
    );

  it('sees captures of the own part of the portal and nothing of its neighbours', async () => {
    const one = await captured('/baishi/own.html', '自己的');
    expect(await statuses('baishi', one)).toEqual([200]);
    expect(await statuses('liuxi', one)).toEqual([404]);
    const search = `?${new URLSearchParams({ url: one.url })}`;
    expect(await (await ask('baishi', search)).json()).toHaveLength(1);
    expect(await (await ask('liuxi', search)).json()).toEqual([]);
  });

  it('sees what is held against it, wherever it stands, but no proposal nobody has confirmed', async () => {
    const one = await captured('/zwgk/shared.html', '共用栏目');
    expect(await statuses('liuxi', one)).toEqual([404]);
    await accuse(units[1]!, one.sha256, 'proposal', 'proposed');
    expect(await statuses('liuxi', one)).toEqual([404]);
    await accuse(units[1]!, one.sha256);
    expect(await statuses('liuxi', one)).toEqual([200]);
    expect(await statuses('baishi', one)).toEqual([404]);
  });

  it('asks for no pictures', async () => {
    const one = await captured('/baishi/shot.html', '页');
    expect((await ask('baishi', `/${one.id}/screenshot`, 'POST')).status).toBe(403);
  });
});

describe('a picture on demand', () => {
  it('is queued once, written down, and not for every minute of a site', async () => {
    const one = await captured('/baishi/6.html', '六');
    const [first, second] = [
      await ask('supervisor', `/${one.id}/screenshot`, 'POST'),
      await ask('supervisor', `/${one.id}/screenshot`, 'POST'),
    ];
    expect([first.status, second.status]).toEqual([202, 202]);
    expect(await first.json()).toEqual(await second.json());
    const other = await captured('/baishi/7.html', '七');
    expect((await ask('supervisor', `/${other.id}/screenshot`, 'POST')).status).toBe(429);
    const view = (await (await ask('supervisor', `/${one.id}`)).json()) as CaptureView;
    expect(view.screenshots).toMatchObject([{ state: 'pending', requestedBy: 'supervisor', screenshotId: null }]);
  });

  it('is not taken of a picture', async () => {
    const picture = await captured('/baishi/8', PNG, { via: 'screenshot', contentType: 'image/png' });
    expect((await ask('supervisor', `/${picture.id}/screenshot`, 'POST')).status).toBe(409);
  });

  it.each(['x', '-1', '1.5', '9'.repeat(19), '%00'])('is not found under the number %s', async (id) => {
    expect([400, 404]).toContain((await ask('supervisor', `/${id}/screenshot`, 'POST')).status);
    expect([400, 404]).toContain((await ask('supervisor', `/${id}`)).status);
  });
});
