import { ObservationStore } from '@app/observation/observation.store';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { readEntry } from '@app/registers/read-entry';
import { registerKind } from '@app/registers/register-kinds';
import { RegisterStore } from '@app/registers/register.store';
import { SiteStore } from '@app/sites/site.store';
import { itemOf, observationOf } from './evaluation.fixture';
import { JudgedObservation, RecordStore } from './records.store';

const TODAY = '2026-11-18';
let database: TestDatabase;
let observations: ObservationStore;
let registers: RegisterStore;
let records: RecordStore;
let unitId = 0;
let roundId = 0;

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db } = database;
  observations = new ObservationStore(db);
  registers = new RegisterStore(db);
  records = new RecordStore(db, observations, registers);
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', TODAY);
  const scope = { homeUrl: 'http://jyj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] };
  const unit = { name: '清河县教育局', aliases: [], kind: 'department' as const, registeredOn: null };
  await sites.saveUnits(region.id, [{ unit, scope, siteName: '清河县教育局', email: null, contact: null }]);
  const [stored] = await sites.units();
  unitId = stored!.id;
  [{ id: roundId }] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state, finished_at) VALUES ($1, 'first', $2, 'finished', now()) RETURNING id`,
    [stored!.siteId, TODAY],
  );
}, 120_000);
afterAll(() => database?.drop());
beforeEach(async () => {
  for (const table of ['register_entry', 'notice_problem', 'notice', 'alert_event', 'alert', 'observation'])
    await database.dataSource.query(`DELETE FROM ${table}`);
});

async function observed(): Promise<JudgedObservation> {
  const id = await observations.save(unitId, roundId, observationOf([itemOf('及时公开')]));
  return { id, ...(await observations.get(id))! };
}

async function register(number: string, answeredOn = ''): Promise<void> {
  const kind = registerKind('disclosureRequest');
  const { entry } = readEntry(kind, { number, receivedOn: '2026-10-12', answeredOn });
  await registers.save(kind, [{ unitId, drafts: [entry!] }], { source: 'form', by: '联络员', asOf: TODAY });
}

async function alert(code: string, state = 'open', events: [kind: string, at: string][] = []): Promise<number> {
  const { dataSource: db } = database;
  const [{ id }] = await db.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, section, explanation, digest, finding, first_found_on, last_found_on)
     VALUES ($1, $2, 'violation', $3, $1, 'f', 'high', 'site', '教育动态', '…', 'd', '{"title": "动态要闻不更新"}', $4, $4) RETURNING id`,
    [code, unitId, state, TODAY],
  );
  for (const [kind, at] of events)
    await db.query(`INSERT INTO alert_event (alert_id, at, actor, kind, key) VALUES ($1, $2, '系统', $3, $4)`, [
      id,
      at,
      kind,
      `${id}-${kind}-${at}`,
    ]);
  return id;
}

describe('records of an observation', () => {
  it('leaves an observation alone where there are none', async () => {
    const stored = await observed();
    expect((await records.attach(stored, TODAY)).id).toBe(stored.id);
  });

  it('stores the observation once more with what was registered, and only when that changed', async () => {
    const first = await observed();
    await register('SQ-1');
    const second = await records.attach(first, TODAY);
    expect(second.id).toBeGreaterThan(first.id);
    expect(second.observation.records?.entries).toMatchObject([{ key: 'SQ-1', asOf: TODAY }]);
    const again = await records.attach({ ...second, ...(await observations.get(second.id))! }, TODAY);
    expect(again.id).toBe(second.id);
    await register('SQ-1', '2026-11-02');
    const third = await records.attach(again, TODAY);
    expect(third.id).toBeGreaterThan(second.id);
    const before = (await observations.get(second.id))!.observation.records?.entries[0];
    expect(before?.content).not.toHaveProperty('answeredOn');
  });

  it('finds the same facts when the round is observed again with the records known', async () => {
    const first = await observed();
    await register('SQ-1');
    const second = await records.attach(first, TODAY);
    const known = await observations.records(unitId);
    const again = { ...observationOf([itemOf('及时公开')]), records: known };
    expect(await observations.save(unitId, roundId, again)).toBe(second.id);
  });

  it('judges an older observation with what it holds', async () => {
    const first = await observed();
    await register('SQ-1');
    await records.attach(first, TODAY);
    await register('SQ-2');
    expect(await records.attach(first, TODAY)).toBe(first);
  });
});

describe('own cases', () => {
  const notice = async (alertIds: number[], state = 'delivered', issuedOn = '2026-10-19') => {
    const { dataSource: db } = database;
    const serial = Math.floor(Number(alertIds[0]));
    const [{ id }] = await db.query(
      `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content)
       VALUES (2026, $1::int, '清公开整〔2026〕' || ($1::int)::text || '号', $2, $3, $4, '2026-11-17', '监督员', '{}') RETURNING id`,
      [serial, unitId, state, issuedOn],
    );
    for (const alertId of alertIds)
      await db.query(`INSERT INTO notice_problem (notice_id, alert_id, ordinal) VALUES ($1, $2, $3)`, [
        id,
        alertId,
        alertIds.indexOf(alertId) + 1,
      ]);
  };

  it('counts what of a notice is open and contested', async () => {
    const [one, two] = [await alert('PLT-09', 'notified'), await alert('PLT-10', 'notified')];
    await notice([one, two]);
    await database.dataSource.query(`UPDATE alert SET is_contested = true WHERE id = $1`, [two]);
    const { cases } = await records.of(unitId, TODAY);
    expect(cases).toMatchObject([
      { kind: 'notice', state: 'delivered', rectifyBy: '2026-11-17', open: 2, contested: 1 },
    ]);
  });

  it('keeps settled notices for a year', async () => {
    await notice([await alert('PLT-09', 'resolved')], 'closed', '2025-11-18');
    expect((await records.of(unitId, TODAY)).cases).toHaveLength(1);
    expect((await records.of(unitId, '2026-11-19')).cases).toHaveLength(0);
  });

  it('knows a problem that came back after it was resolved from one that was dismissed', async () => {
    await alert('PLT-09', 'open', [
      ['opened', '2026-06-01T01:00:00Z'],
      ['resolved', '2026-08-02T16:30:00Z'],
      ['reopened', '2026-11-01T01:00:00Z'],
    ]);
    await alert('PLT-10', 'open', [
      ['resolved', '2026-07-01T01:00:00Z'],
      ['dismissed', '2026-08-01T01:00:00Z'],
      ['reopened', '2026-09-01T01:00:00Z'],
    ]);
    await alert('MEC-03', 'open', [
      ['resolved', '2026-08-01T01:00:00Z'],
      ['reopened', '2026-09-01T01:00:00Z'],
    ]);
    const { cases } = await records.of(unitId, TODAY);
    expect(cases).toMatchObject([
      {
        kind: 'recurrence',
        code: 'PLT-09',
        title: '动态要闻不更新',
        place: '教育动态',
        // 16:30 UTC is the next day in Shanghai.
        resolvedOn: '2026-08-03',
        returnedOn: '2026-11-01',
        isOver: false,
      },
    ]);
  });
});
