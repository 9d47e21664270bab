import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { readEntry } from './read-entry';
import { EntryDraft } from './register-kind';
import { registerKind } from './register-kinds';
import { RegisterStore } from './register.store';

const REQUESTS = registerKind('disclosureRequest');
const ORIGIN = { source: 'import' as const, by: '县财政局联络员', asOf: '2026-11-10' };
const TODAY = '2026-11-18';

let database: TestDatabase;
let store: RegisterStore;
let unitId = 0;

beforeAll(async () => {
  database = await testDatabase();
  store = new RegisterStore(database.dataSource);
  const sites = new SiteStore(database.dataSource);
  const region = await sites.ensureRegion('明州市清河县', TODAY);
  await sites.saveUnits(region.id, [
    {
      unit: { name: '清河县财政局', aliases: [], kind: 'department', registeredOn: null },
      scope: { homeUrl: 'http://czj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] },
      siteName: '清河县财政局',
      email: null,
      contact: null,
    },
  ]);
  unitId = (await sites.units())[0]!.id;
}, 120_000);
afterAll(() => database?.drop());
beforeEach(() => database.dataSource.query(`DELETE FROM register_entry`));

function draft(texts: Record<string, string>): EntryDraft {
  const { entry, problems } = readEntry(REQUESTS, texts);
  if (!entry) throw new Error(JSON.stringify(problems));
  return entry;
}

const request = (number: string, more: Record<string, string> = {}) =>
  draft({ number, receivedOn: '2026-10-12', ...more });
const saved = (drafts: EntryDraft[], asOf = ORIGIN.asOf) =>
  store.save(REQUESTS, [{ unitId, drafts }], { ...ORIGIN, asOf });

describe('register store', () => {
  it('adds, says what changed, and keeps every version', async () => {
    await saved([request('SQ-1'), request('SQ-2')]);
    const [diff] = await saved([request('SQ-1', { answeredOn: '2026-11-02' }), request('SQ-2'), request('SQ-3')]);
    expect(diff!.added.map(({ key }) => key)).toEqual(['SQ-3']);
    expect(diff!.changed).toMatchObject([{ draft: { key: 'SQ-1' }, fields: [{ column: 'answeredOn', before: null }] }]);
    expect(diff!.unchanged.map(({ key }) => key)).toEqual(['SQ-2']);
    const versions = await database.dataSource.query(
      `SELECT version, superseded_at IS NULL AS newest FROM register_entry WHERE key = 'SQ-1' ORDER BY version`,
    );
    expect(versions).toEqual([
      { version: 1, newest: false },
      { version: 2, newest: true },
    ]);
  });

  it('moves the day it is known to hold forward when it is said again, never back', async () => {
    await saved([request('SQ-1')], '2026-11-10');
    await saved([request('SQ-1')], '2026-11-17');
    await saved([request('SQ-1')], '2026-11-12');
    expect(await store.ofUnit(unitId, TODAY)).toMatchObject([{ key: 'SQ-1', asOf: '2026-11-17' }]);
  });

  it('attests each entry with its version and a digest of what it says', async () => {
    await saved([request('SQ-1')]);
    const [first] = await store.ofUnit(unitId, TODAY);
    await saved([request('SQ-1', { answeredOn: '2026-11-02' })]);
    const [second] = await store.ofUnit(unitId, TODAY);
    expect(first!.attestation.url).toBe('台账：依申请公开办理 SQ-1（第1版）');
    expect(second!.attestation.url).toBe('台账：依申请公开办理 SQ-1（第2版）');
    expect(second!.attestation.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(second!.attestation.sha256).not.toBe(first!.attestation.sha256);
  });

  it('keeps a revoked entry in view as such, and takes the same number in again', async () => {
    await saved([request('SQ-1')]);
    const [{ id }] = await database.dataSource.query(`SELECT id FROM register_entry`);
    expect(await store.revoke(unitId, id, { name: '县财政局联络员', note: '登记重复' })).toBe(true);
    expect(await store.revoke(unitId, id, { name: '县财政局联络员', note: '登记重复' })).toBe(false);
    expect(await store.ofUnit(unitId, TODAY)).toMatchObject([{ key: 'SQ-1', isRevoked: true }]);
    const [diff] = await saved([request('SQ-1')]);
    expect(diff!.added).toHaveLength(1);
    const [entry, ...others] = await store.ofUnit(unitId, TODAY);
    expect([entry!.isRevoked, others]).toEqual([undefined, []]);
  });

  it('revokes nothing of another unit', async () => {
    await saved([request('SQ-1')]);
    const [{ id }] = await database.dataSource.query(`SELECT id FROM register_entry`);
    expect(await store.revoke(unitId + 1, id, { name: '某人', note: '' })).toBe(false);
  });

  it('leaves out what was settled before last year, and keeps what is still open', async () => {
    await saved([
      draft({ number: 'SQ-01', receivedOn: '2024-12-31', answeredOn: '2025-01-20' }),
      draft({ number: 'SQ-02', receivedOn: '2024-06-03' }),
      draft({ number: 'SQ-03', receivedOn: '2025-01-01', answeredOn: '2025-01-20' }),
    ]);
    expect((await store.ofUnit(unitId, TODAY)).map(({ key }) => key)).toEqual(['SQ-02', 'SQ-03']);
  });

  it('stores the drafts of all units or none', async () => {
    const units = [
      { unitId, drafts: [request('SQ-1')] },
      { unitId: unitId + 999, drafts: [request('SQ-2')] },
    ];
    await expect(store.save(REQUESTS, units, ORIGIN)).rejects.toThrow();
    expect(await store.ofUnit(unitId, TODAY)).toEqual([]);
  });

  it('gives two who enter the same entry at once one version each', async () => {
    const drafts = ['2026-11-02', '2026-11-03', '2026-11-04'].map((answeredOn) => request('SQ-1', { answeredOn }));
    await Promise.all(drafts.map((each) => saved([each])));
    const rows = await database.dataSource.query(
      `SELECT version, superseded_at IS NULL AS newest FROM register_entry ORDER BY version`,
    );
    expect(rows.map(({ newest }: { newest: boolean }) => newest)).toEqual([false, false, true]);
  });
});
