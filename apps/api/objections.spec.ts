import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { loadConfig } from '@app/platform/config';
import { Stages } from '@app/platform/stages.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { addAlert, addEvaluation, addUnit, storedFinding } from '@app/rectification/stored-case.fixture';
import { createApi } from './main';

const PASSWORD = 'correct-horse-7';
const URL = 'http://www.qinghe.example/bsz/shjz/1.html';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
let unitId = 0;
let officer: Session;
let supervisor: Session;
const observed: unknown[] = [];

interface Session {
  readonly cookie: string;
  readonly 'x-csrf-token': string;
}

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  unitId = await addUnit(db, '白石镇');
  await addEvaluation(db, unitId, []);
  const identity = new IdentityStore(db);
  await identity.createAccount({ login: 'jiandu', name: '监督员', role: 'supervisor' }, PASSWORD);
  await identity.createAccount({ login: 'baishi', name: '周宁', role: 'unitOfficer', unitId }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-objections-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  jest.spyOn(app.get(Stages, { strict: false }), 'observe').mockImplementation(async (job) => {
    await Promise.resolve(observed.push(job));
  });
  [officer, supervisor] = [await signIn('baishi'), await signIn('jiandu')];
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function signIn(login: string): Promise<Session> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, 'x-csrf-token': ((await response.json()) as { csrf: string }).csrf };
}

async function raised(subject: string, formedOn: string): Promise<number> {
  const alertId = await addAlert(database!.dataSource, unitId, storedFinding({ subject, family: 'timeliness' }));
  const body = new FormData();
  body.set('reason', '信息在收到批复后才形成');
  body.set('formedOn', formedOn);
  const path = `${origin}/api/alerts/${alertId}/objection`;
  const response = await fetch(path, { method: 'POST', headers: { ...officer }, body });
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: number }).id;
}

async function decide(id: number, upheld: boolean): Promise<number> {
  const response = await fetch(`${origin}/api/objections/${id}/decision`, {
    method: 'POST',
    headers: { ...supervisor, 'content-type': 'application/json' },
    body: JSON.stringify({ upheld, decision: '经核属实' }),
  });
  return response.status;
}

describe('POST /api/objections/:id/decision', () => {
  const rulings = () => new ObservationStore(database!.dataSource).rulings(unitId);

  it('changes nothing where the objection is rejected', async () => {
    expect(await decide(await raised(`item:甲|url:${URL}`, '2026-10-15'), false)).toBe(204);
    expect(await rulings()).toEqual({});
    expect(observed).toEqual([]);
  });

  it('fixes the stated day of formation and has the unit observed again', async () => {
    expect(await decide(await raised(`item:乙|url:${URL}`, '2026-10-15'), true)).toBe(204);
    expect(await rulings()).toEqual({ [URL]: '2026-10-15' });
    expect(observed).toEqual([{ unitId, roundId: expect.any(Number) as number }]);
  });

  it('does not observe again for an alert without a document', async () => {
    expect(await decide(await raised('item:丙|section', '2026-10-15'), true)).toBe(204);
    expect(observed).toHaveLength(1);
  });

  it('refuses a day that has not come', async () => {
    expect(await decide(await raised(`item:丁|url:${URL}`, '2099-01-01'), true)).toBe(409);
    expect(await rulings()).toEqual({ [URL]: '2026-10-15' });
  });
});
