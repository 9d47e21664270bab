import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { readTableBytes } from '@app/catalog/table-file.reader';
import { IdentityStore } from '@app/identity/identity.store';
import { Role } from '@app/identity/role';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { registerKind } from '@app/registers/register-kinds';
import { readRegisterSheet } from '@app/registers/register-sheet';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';
import {
  RegisterEntryView,
  RegisterHistoryView,
  RegisterImportView,
  RegisterKindsView,
  RegisterListView,
  RegisterSavedView,
} from './register-views';
import { ProblemJson } from './views';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
let own = 0;
let other = 0;
const PASSWORD = 'correct-horse-7';
const sessions = new Map<string, { cookie: string; csrf: string }>();
const ACCOUNTS: readonly (readonly [string, Role])[] = [
  ['office', 'supervisor'],
  ['assessor', 'assessor'],
  ['officer', 'unitOfficer'],
];

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, ['白石镇', '柳溪镇'].map(onPortal));
  [own, other] = (await sites.units()).map(({ id }) => id) as [number, number];
  const identity = new IdentityStore(db);
  for (const [login, role] of ACCOUNTS)
    await identity.createAccount({ login, name: login, role, unitId: role === 'unitOfficer' ? own : null }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-api-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const [login] of ACCOUNTS) {
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: PASSWORD }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    sessions.set(login, { cookie, csrf: ((await response.json()) as { csrf: string }).csrf });
  }
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

beforeEach(() => database!.dataSource.query(`DELETE FROM register_entry`));

const onPortal = (name: string): UnitEntry => ({
  unit: { name, aliases: [`${name}政府`], kind: 'town', registeredOn: null },
  scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: [`/${name}/`], isOwnSite: false, plans: [] },
  siteName: '清河县人民政府门户网站',
  email: null,
  contact: null,
});

async function bytes(login: string, method: string, path: string, body?: object) {
  const session = sessions.get(login)!;
  const isForm = body instanceof FormData;
  return fetch(`${origin}/api/registers${path}`, {
    method,
    headers: {
      cookie: session.cookie,
      'x-csrf-token': session.csrf,
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  });
}

async function ask<T>(login: string, method: string, path: string, body?: object) {
  const response = await bytes(login, method, path, body);
  const text = await response.text();
  return { status: response.status, answer: (text ? JSON.parse(text) : undefined) as T };
}

const REQUEST = { number: 'SQ-1', receivedOn: '2026-10-12' };
const enter = (login: string, texts: object = REQUEST, unitId = own, kind = 'disclosureRequest') =>
  ask<RegisterSavedView & ProblemJson>(login, 'POST', `/${kind}`, { unitId, texts });

function sheet(content: string, fields: Record<string, string> = {}, name = '台账.csv'): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.set(key, value);
  form.set('file', new Blob([content]), name);
  return form;
}
const importing = (login: string, form: FormData, act = 'import') =>
  ask<RegisterImportView & ProblemJson>(login, 'POST', `/disclosureRequest/${act}`, form);
const listed = async (login: string, query = '') =>
  (await ask<RegisterListView>(login, 'GET', `/disclosureRequest${query}`)).answer;

describe('台账 by form', () => {
  it('registers, corrects as a new version and keeps what was before', async () => {
    expect((await enter('officer')).answer).toEqual({ result: 'added', key: 'SQ-1' });
    expect((await enter('officer', { ...REQUEST, answeredOn: '2026-11-02' })).answer.result).toBe('changed');
    expect((await enter('officer', { ...REQUEST, answeredOn: '2026-11-02' })).answer.result).toBe('unchanged');
    const { rows, total } = await listed('officer');
    expect([total, rows[0]?.version, rows[0]?.content.answeredOn, rows[0]?.source]).toEqual([
      1,
      2,
      '2026-11-02',
      'form',
    ]);
    const { answer } = await ask<RegisterHistoryView>('officer', 'GET', `/disclosureRequest/entries/${rows[0]!.id}`);
    expect(answer.versions.map(({ version }) => version)).toEqual([2, 1]);
  });

  it('says what is wrong in Chinese and stores nothing', async () => {
    const { status, answer } = await enter('officer', { number: '13912345678', receivedOn: '去年' });
    expect(status).toBe(400);
    expect(answer.title).toMatch(/手机号.*；.*应为日期/);
    expect(answer.title).not.toContain('1391');
    expect((await listed('officer')).total).toBe(0);
  });

  it('takes an entry back with a reason, once', async () => {
    await enter('officer');
    const [{ id }] = (await listed('officer')).rows as unknown as [RegisterEntryView];
    const revoke = (note: string) =>
      ask<ProblemJson>('officer', 'POST', `/disclosureRequest/entries/${id}/revoke`, { note });
    expect((await revoke(' ')).status).toBe(400);
    expect((await revoke('登记重复')).status).toBe(204);
    expect((await revoke('登记重复')).status).toBe(400);
    expect((await listed('officer')).total).toBe(0);
    expect((await listed('officer', '?state=revoked')).rows[0]?.revoked).toMatchObject({
      by: 'officer',
      note: '登记重复',
    });
  });

  it('writes every command into the trail', async () => {
    await enter('officer');
    const rows = await database!.dataSource.query(
      `SELECT action, object FROM audit_entry WHERE account = 'officer' AND action LIKE '%register%' ORDER BY id DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ action: 'enter-register', object: 'register:disclosureRequest' }]);
  });
});

describe('whose 台账', () => {
  it('is the unit’s own for its officer', async () => {
    await enter('office', { ...REQUEST, number: 'SQ-other-1' }, other);
    expect((await listed('office')).total).toBe(1);
    expect((await listed('officer')).total).toBe(0);
    expect((await listed('officer', `?unit=${other}`)).total).toBe(0);
    const [{ id }] = (await listed('office')).rows as unknown as [RegisterEntryView];
    expect((await ask('officer', 'GET', `/disclosureRequest/entries/${id}`)).status).toBe(404);
    expect((await ask('officer', 'POST', `/disclosureRequest/entries/${id}/revoke`, { note: '无' })).status).toBe(404);
    expect((await enter('officer', REQUEST, other)).status).toBe(404);
    expect(
      (await importing('officer', sheet('申请编号,收到日期\nSQ-1,2026-10-12\n', { unit: String(other) }))).status,
    ).toBe(404);
    const named = await importing('officer', sheet('单位,申请编号,收到日期\n柳溪镇,SQ-1,2026-10-12\n'));
    expect(named.answer).toMatchObject({ isStored: false, problems: [{ row: 2, column: '单位' }] });
    const { answer } = await ask<RegisterKindsView>('officer', 'GET', '');
    expect(answer.units.map(({ id: unit }) => unit)).toEqual([own]);
  });

  it('lets only the office decide about 情况说明, and everybody of the case read it', async () => {
    const texts = {
      item: '财政 > 决算',
      decision: '采纳',
      decidedOn: '2026-11-18',
      until: '2026-12-31',
      reason: '未发生',
    };
    expect((await enter('officer', texts, own, 'situationNote')).status).toBe(403);
    expect((await enter('office', texts, own, 'situationNote')).status).toBe(200);
    expect((await ask<RegisterListView>('officer', 'GET', '/situationNote')).answer.total).toBe(1);
    const { answer } = await ask<RegisterKindsView>('officer', 'GET', '');
    expect(answer.kinds.find(({ id }) => id === 'situationNote')).toMatchObject({ canEnter: false, count: 1 });
  });

  it('is read and not entered by assessors', async () => {
    expect((await enter('assessor')).status).toBe(403);
    expect((await ask('assessor', 'GET', '/disclosureRequest')).status).toBe(200);
  });
});

describe('台账 by file', () => {
  const FILE = '登记号,收到日期,答复日期\nSQ-1,2026/10/12,\nSQ-2,2026/10/13,2026/11/3\n';

  it('says what it would change before anything is stored', async () => {
    await enter('officer');
    const { answer } = await importing('officer', sheet(FILE), 'preview');
    expect(answer).toMatchObject({
      fileName: '台账.csv',
      rows: 2,
      addedCount: 1,
      changedCount: 0,
      unchanged: 1,
      isStored: false,
    });
    expect((await listed('officer')).total).toBe(1);
  });

  it('stores it whole, and repeated changes nothing', async () => {
    expect((await importing('officer', sheet(FILE))).answer).toMatchObject({ addedCount: 2, isStored: true });
    expect((await importing('officer', sheet(FILE))).answer).toMatchObject({
      addedCount: 0,
      changedCount: 0,
      unchanged: 2,
    });
    expect((await listed('officer')).rows.map(({ version }) => version)).toEqual([1, 1]);
  });

  it('stores nothing of a file with one bad row, and names row and column', async () => {
    const { status, answer } = await importing('officer', sheet(`${FILE}SQ-3,明天,\n`));
    expect(status).toBe(200);
    expect(answer).toMatchObject({ isStored: false, problems: [{ row: 4, column: '收到日期' }] });
    expect((await listed('officer')).total).toBe(0);
  });

  it('gives rows to the units they name, by name or alias, each of them once', async () => {
    const file = '单位,申请编号,收到日期\n白石镇,SQ-1,2026-10-12\n柳溪镇政府,SQ-1,2026-10-12\n';
    expect((await importing('office', sheet(file))).answer).toMatchObject({ addedCount: 2, isStored: true });
    expect((await listed('office', `?unit=${other}`)).total).toBe(1);
    const twice = await importing('office', sheet(`${file}白石镇政府,SQ-1,2026-10-12\n`));
    expect(twice.answer.problems[0]).toMatchObject({ row: 4, column: '单位' });
    expect(
      (await importing('office', sheet('申请编号,收到日期\nSQ-9,2026-10-12\n'))).answer.problems[0]?.message,
    ).toMatch(/没有写明单位/);
  });

  it.each<[string, FormData, number, RegExp]>([
    ['a PDF', sheet('%PDF-1.7'), 400, /表格/],
    ['nothing', new FormData(), 400, /请选择/],
    ['a file too large', sheet('a'.repeat(6 * 1024 * 1024)), 413, /过大/],
  ])('refuses %s', async (_what, form, status, title) => {
    const refused = await importing('officer', form);
    expect(refused.status).toBe(status);
    expect(refused.answer.title).toMatch(title);
  });
});

describe('台账 as .xlsx', () => {
  it('exports what is read again as the same, and runs nothing', async () => {
    const remark = '=HYPERLINK("http://evil.example","x")';
    await enter('officer', { ...REQUEST, answeredOn: '2026-11-02', remark });
    const response = await bytes('officer', 'GET', '/disclosureRequest/export.xlsx');
    expect(response.headers.get('content-type')).toMatch(/spreadsheetml/);
    const grid = readTableBytes(Buffer.from(await response.arrayBuffer()));
    expect(grid.rows[1]?.cells.some(({ text }) => text === `'${remark}`)).toBe(true);
    const { entries, problems } = readRegisterSheet(registerKind('disclosureRequest'), grid);
    expect(problems).toEqual([]);
    expect(entries[0]).toMatchObject({
      unit: '白石镇',
      entry: { content: { ...REQUEST, answeredOn: '2026-11-02', remark } },
    });
  });

  it('offers a template of every kind whose headers are read', async () => {
    const { answer } = await ask<RegisterKindsView>('officer', 'GET', '');
    expect(answer.kinds).toHaveLength(13);
    for (const { id } of answer.kinds) {
      const response = await bytes('officer', 'GET', `/${id}/template.xlsx`);
      const grid = readTableBytes(Buffer.from(await response.arrayBuffer()));
      expect(readRegisterSheet(registerKind(id), grid).problems).toEqual([
        { row: null, column: null, message: '表头之下没有内容' },
      ]);
    }
  });
});

describe('台账 that is not there', () => {
  it.each([
    ['/secret', 404],
    ['/disclosureRequest/entries/424242', 404],
    ['/disclosureRequest/entries/abc', 404],
    ['/disclosureRequest?page=0', 400],
  ])('%s is %i', async (path, status) => {
    expect((await ask('office', 'GET', path)).status).toBe(status);
  });

  it('is found by words, state and day', async () => {
    await enter('officer', { ...REQUEST, remark: '征地 补偿' });
    await enter('officer', { number: 'SQ-2', receivedOn: '2026-10-20', answeredOn: '2026-11-02' });
    const numbers = async (query: string) => (await listed('officer', query)).rows.map(({ key }) => key);
    expect(await numbers('')).toEqual(['SQ-2', 'SQ-1']);
    expect(await numbers('?state=open')).toEqual(['SQ-1']);
    expect(await numbers(`?q=${encodeURIComponent('补偿')}`)).toEqual(['SQ-1']);
    expect(await numbers('?from=2026-10-13')).toEqual(['SQ-2']);
    expect(await numbers('?to=2026-10-12')).toEqual(['SQ-1']);
    expect(await numbers('?size=1&page=2')).toEqual(['SQ-1']);
  });
});

describe('情况说明认定', () => {
  const alert = async (code = 'PUB-03') => {
    const finding = { title: '以情况说明代替公开', itemKey: '财政 > 决算', url: 'http://www.qinghe.example/n.html' };
    const [{ id }] = await database!.dataSource.query(
      `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
       VALUES (gen_random_uuid()::text, $1, 'proposal', 'proposed', $2, 'completeness', 'medium', 'item:财政 > 决算', '…', 'd', $3, '2026-11-18', '2026-11-18') RETURNING id`,
      [own, code, finding],
    );
    return id as number;
  };
  const decide = async (login: string, id: number, body: object) => {
    const session = sessions.get(login)!;
    const response = await fetch(`${origin}/api/alerts/${id}/situation-note`, {
      method: 'POST',
      headers: { cookie: session.cookie, 'x-csrf-token': session.csrf, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return response.status;
  };
  const stateOf = async (id: number) =>
    (await database!.dataSource.query(`SELECT state FROM alert WHERE id = $1`, [id]))[0].state as string;
  const rulings = async () => (await ask<RegisterListView>('office', 'GET', '/situationNote')).answer.rows;

  it('is kept with its expiry when accepted; the next evaluation settles the alert', async () => {
    const id = await alert();
    expect(await decide('office', id, { decision: '采纳', until: '2026-12-31', reason: '未发生' })).toBe(204);
    expect(await stateOf(id)).toBe('proposed');
    expect((await rulings())[0]?.content).toMatchObject({ item: '财政 > 决算', decision: '采纳', until: '2026-12-31' });
  });

  it('confirms the alert when refused', async () => {
    const id = await alert();
    expect(await decide('office', id, { decision: '不采纳', reason: '本期已发生' })).toBe(204);
    expect(await stateOf(id)).toBe('confirmed');
    expect((await rulings())[0]?.content).toMatchObject({ decision: '不采纳' });
  });

  it('is refused without an expiry, in the past, for other alerts and to units', async () => {
    const id = await alert();
    expect(await decide('office', id, { decision: '采纳', reason: '未发生' })).toBe(400);
    expect(await decide('office', id, { decision: '采纳', until: '2026-11-17', reason: '未发生' })).toBe(400);
    expect(await decide('office', id, { decision: '采纳', until: '2026-11-18', reason: ' ' })).toBe(400);
    expect(await decide('officer', id, { decision: '采纳', until: '2026-12-31', reason: '未发生' })).toBe(403);
    expect(await decide('office', await alert('PUB-01'), { decision: '不采纳', reason: '无' })).toBe(400);
    expect(await decide('office', 424_242, { decision: '不采纳', reason: '无' })).toBe(404);
    expect(await rulings()).toEqual([]);
  });
});
