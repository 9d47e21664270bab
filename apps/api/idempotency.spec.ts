import { createHash } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { DataSource } from 'typeorm';
import { createCaptureStore } from '@app/crawling/capture.store';
import { createFolderStore } from '@app/crawling/object.store';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';
import { accountsOf, County, PASSWORD, twoCounties } from './two-counties.fixture';

let database: TestDatabase;
let db: DataSource;
let app: NestExpressApplication;
let origin = '';
let county: County;
let office: LoggedIn;

interface LoggedIn {
  readonly cookie: string;
  readonly csrf: string;
}

beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-keys-'));
  county = (await twoCounties(db, createCaptureStore(createFolderStore(join(dataDir, 'captures'))))).own;
  const identity = new IdentityStore(db);
  await accountsOf(identity, county, ['supervisor', 'assessor']);
  await identity.createAccount({ login: 'root', name: '管理员', role: 'admin' }, PASSWORD);
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  office = await logIn('supervisor');
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string): Promise<LoggedIn> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

interface Told {
  readonly status: number;
  readonly isReplayed: boolean;
  readonly type: string | null;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly cookie: string | undefined;
}

async function command(key: string, path: string, body: object, by = office): Promise<Told> {
  const isForm = body instanceof FormData;
  const response = await fetch(`${origin}/api${path}`, {
    method: 'POST',
    headers: {
      cookie: by.cookie,
      'x-csrf-token': by.csrf,
      'idempotency-key': key,
      ...(isForm ? {} : { 'content-type': 'application/json' }),
    },
    body: isForm ? body : JSON.stringify(body),
  });
  return {
    status: response.status,
    isReplayed: response.headers.get('idempotent-replayed') === 'true',
    type: response.headers.get('content-type'),
    text: await response.text(),
    retryAfter: response.headers.get('retry-after'),
    cookie: response.headers.get('set-cookie')?.split(';')[0],
  };
}

const dismissal = (note: string) => ({ ids: [county.siblingAlertId], reason: '其他', note });
const dismiss = (key: string, note: string, by = office) => command(key, '/alerts/dismiss', dismissal(note), by);
const deeds = async () =>
  Number((await db.query(`SELECT count(*) AS count FROM audit_entry WHERE action = 'dismiss-alerts'`))[0].count);
const takeBack = () => db.query(`UPDATE alert SET state = 'open' WHERE id = $1`, [county.siblingAlertId]);

describe('a command with an idempotency key', () => {
  beforeEach(takeBack);

  it('is done once, and answers the same when it is repeated', async () => {
    const before = await deeds();
    const first = await dismiss('once-1', '甲');
    const again = await dismiss('once-1', '甲');
    expect(first).toMatchObject({ status: 200, isReplayed: false });
    expect(JSON.parse(first.text)).toMatchObject({ changed: [county.siblingAlertId] });
    expect(again).toEqual({ ...first, isReplayed: true });
    expect(await deeds()).toBe(before + 1);
  });

  it('is done once when eight come at the same time', async () => {
    const before = await deeds();
    const told = await Promise.all(Array.from({ length: 8 }, () => dismiss('once-8', '乙')));
    expect(await deeds()).toBe(before + 1);
    expect(told.filter(({ status, isReplayed }) => status === 200 && !isReplayed)).toHaveLength(1);
    for (const { status, isReplayed, text, retryAfter } of told) {
      if (status === 200) continue;
      expect({ status, isReplayed, retryAfter }).toEqual({ status: 409, isReplayed: false, retryAfter: '2' });
      expect(text).toMatch(/正在处理/);
    }
  });

  it('is refused with another body, path or method under the same key', async () => {
    expect((await dismiss('other', '丙')).status).toBe(200);
    const before = await deeds();
    for (const told of [await dismiss('other', '丁'), await command('other', '/alerts/undo', dismissal('丙'))]) {
      expect(told).toMatchObject({ status: 422, isReplayed: false, type: 'application/problem+json; charset=utf-8' });
      expect(told.text).toMatch(/已用于另一项操作/);
    }
    expect(await deeds()).toBe(before);
  });

  it('has keys of each account for itself', async () => {
    const root = await logIn('root');
    expect(await dismiss('shared', '戊')).toMatchObject({ status: 200, isReplayed: false });
    expect(await dismiss('shared', '己', root)).toMatchObject({ status: 200, isReplayed: false });
  });

  it('answers a refusal again, without looking again', async () => {
    const refused = await command('refused', '/alerts/dismiss', { ids: [] });
    expect(refused).toMatchObject({ status: 400, isReplayed: false });
    expect(await command('refused', '/alerts/dismiss', { ids: [] })).toEqual({ ...refused, isReplayed: true });
  });

  it('is done anew after a failure of ours', async () => {
    await db.query(`ALTER TABLE alert_event RENAME TO alert_event_away`);
    const failed = await dismiss('failed', '庚');
    await db.query(`ALTER TABLE alert_event_away RENAME TO alert_event`);
    expect(failed).toMatchObject({ status: 500 });
    expect(failed.text).not.toMatch(/alert_event|SELECT|at \w+/);
    expect(await dismiss('failed', '庚')).toMatchObject({ status: 200, isReplayed: false });
  });

  it('is forgotten after a day, and not before', async () => {
    const age = (interval: string) =>
      db.query(`UPDATE command_key SET created_at = now() - $1::interval WHERE key = 'old'`, [interval]);
    await dismiss('old', '辛');
    await age('23 hours 59 minutes');
    expect((await dismiss('old', '辛')).isReplayed).toBe(true);
    await age('1 day 1 minute');
    expect((await dismiss('old', '辛')).isReplayed).toBe(false);
  });

  it('is not begun again when whoever began it is gone', async () => {
    await dismiss('lost', '壬');
    await db.query(
      `UPDATE command_key SET status = NULL, answer = NULL, created_at = now() - interval '6 minutes' WHERE key = 'lost'`,
    );
    const told = await dismiss('lost', '壬');
    expect(told).toMatchObject({ status: 409, retryAfter: null });
    expect(told.text).toMatch(/核对/);
  });

  it.each(['', 'a b', '键', 'x'.repeat(101)])('is refused with the key %j', async (key) => {
    const encoded = Buffer.from(key).toString('latin1');
    const { status, text } = await dismiss(encoded, '癸');
    expect([status, text]).toEqual([400, expect.stringMatching(/Idempotency-Key/)]);
  });

  it('may have a key of a hundred characters', async () => {
    expect((await dismiss('~'.repeat(100), '癸')).status).toBe(200);
  });
});

describe('without a session', () => {
  it('a key is kept for nobody', async () => {
    const [{ count }] = await db.query(`SELECT count(*)::int AS count FROM command_key`);
    expect((await dismiss('nobody', '甲', { cookie: '', csrf: '' })).status).toBe(401);
    expect((await dismiss('no-token', '甲', { ...office, csrf: 'x' })).status).toBe(403);
    expect((await db.query(`SELECT count(*)::int AS count FROM command_key`))[0].count).toBe(count);
  });
});

describe('a file', () => {
  const form = (text: string, year = '2027') => {
    const fields = new FormData();
    fields.set('year', year);
    fields.set('file', new Blob([text]), '放假.csv');
    return fields;
  };
  const TABLE = '日期,休/班,名称\n2027-01-01,休,元旦\n';

  it('is what the key stands for, whatever the boundary of its form', async () => {
    const root = await logIn('root');
    const first = await command('file', '/calendar/sheet', form(TABLE), root);
    expect(first).toMatchObject({ status: 200, isReplayed: false });
    expect(await command('file', '/calendar/sheet', form(TABLE), root)).toEqual({ ...first, isReplayed: true });
    expect((await command('file', '/calendar/sheet', form(`${TABLE}\n`), root)).status).toBe(422);
    expect((await command('file', '/calendar/sheet', form(TABLE, '2028'), root)).status).toBe(422);
  });
});

describe('what is answered once', () => {
  it('is neither kept nor to be guessed from the key: a new password', async () => {
    const before = await logIn('assessor');
    const change = { current: PASSWORD, next: 'another-horse-8' };
    const changed = await command('secret', '/session/password', change, before);
    expect(changed.status).toBe(200);
    const [row] = await db.query(`SELECT request_sha256, status, answer FROM command_key WHERE key = 'secret'`);
    const digest = createHash('sha256').update('["POST","/api/session/password"]').digest('hex');
    expect(row).toEqual({ request_sha256: digest, status: 200, answer: null });
    const after = { cookie: changed.cookie!, csrf: (JSON.parse(changed.text) as { csrf: string }).csrf };
    const again = await command('secret', '/session/password', change, after);
    expect(again).toMatchObject({ status: 409, isReplayed: true });
    expect(again.text).toMatch(/已经完成/);
    expect(again.text).not.toContain(after.csrf);
    const wrong = await command('wrong', '/session/password', { current: 'x', next: 'third-horse-9!' }, after);
    expect(wrong.status).toBe(400);
    expect(await db.query(`SELECT FROM command_key WHERE key = 'wrong'`)).toEqual([]);
  });
});
