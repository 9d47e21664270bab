import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { CaptureRecord, StoredBefore, StoredCapture } from './capture';
import { captureRecord } from './capture.fixture';
import { appendCaptures } from './capture-chain.store';
import { CaptureStore, createCaptureStore } from './capture.store';
import { verifySite } from './evidence.client';
import { createFolderStore, MissingObject, ObjectStore } from './object.store';
import { RetentionStore } from './retention.store';

const DAY_MS = 86_400_000;
const NOW = new Date();
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS);

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let folder: string;
let objects: ObjectStore;
let captures: CaptureStore;
let siteId = 0;
let rounds = 0;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
}, 120_000);
afterAll(() => drop?.());
beforeEach(async () => {
  await db.query('TRUNCATE unit, region, site, server_group, report CASCADE');
  siteId = await new SiteStore(db).saveLooseSite('http://www.qinghe.example/', POLITE);
  folder = await mkdtemp(join(tmpdir(), 'retention-'));
  objects = createFolderStore(folder);
  captures = createCaptureStore(objects);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Stores pages as one batch of one round, so many days ago. */
async function crawl(days: number, pages: Record<string, string>, before: Record<string, StoredBefore> = {}) {
  const [round] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today, state) VALUES ($1, 'first', $2, 'finished') RETURNING id`,
    [siteId, `2026-01-${String((rounds++ % 28) + 1).padStart(2, '0')}`],
  );
  const records: CaptureRecord[] = Object.entries(pages).map(([path, body]) => {
    const url = `http://www.qinghe.example/${path}`;
    return captureRecord(body, { url, finalUrl: url, capturedAt: ago(days).toISOString(), before: before[path] });
  });
  const stored = await captures.putAll(records);
  await appendCaptures(
    db,
    { siteId, roundId: round.id },
    records.map((record, at) => ({
      ...record,
      via: 'http',
      bytes: record.body.length,
      ...(stored[at] as StoredCapture),
    })),
  );
  for (const { file } of stored.map(({ record }) => record)) await utimes(join(folder, file), ago(days), ago(days));
  return Object.fromEntries(Object.keys(pages).map((path, at) => [path, stored[at] as StoredCapture]));
}

const retain = (at = NOW) => new RetentionStore(db).retain(objects, 730, at);
const isThere = (one: StoredCapture) =>
  captures.get(one.sha256, one.location).then(
    () => true,
    (error) => {
      if (error instanceof MissingObject) return false;
      throw error;
    },
  );

async function finding(table: 'finding' | 'alert' | 'notice' | 'report', sha256: string): Promise<void> {
  const content = JSON.stringify({ problems: [{ evidence: [{ url: 'x', sha256 }] }] });
  const [region] = await db.query(`INSERT INTO region (name) VALUES ('清河县') RETURNING id`);
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, '白石镇', 'town') RETURNING id`, [
    region.id,
  ]);
  const [round] = await db.query(`SELECT id FROM crawl_round LIMIT 1`);
  const insert = {
    finding: `WITH o AS (INSERT INTO observation (unit_id, round_id, observed_on, facts, digest) VALUES ($1, $3, '2026-01-01', '{}', 'd') RETURNING id),
                   e AS (INSERT INTO evaluation (observation_id, unit_id, ruleset_version, calendar_version, today, since, coverage, warnings)
                         SELECT id, $1, '1', '1', '2026-01-01', '2026-01-01', '{}', '[]' FROM o RETURNING id)
              INSERT INTO finding (evaluation_id, unit_id, code, subject, outcome, detail) SELECT id, $1, 'TIM-01', 's', 'fail', $2 FROM e`,
    alert: `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, explanation, digest, finding, first_found_on, last_found_on)
            SELECT 'f', $1, 'violation', 'open', 'TIM-01', 't', 'high', 's', 'e', 'd', $2, '2026-01-01', '2026-01-01' WHERE $3::int > 0`,
    notice: `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content)
             SELECT 2026, 1, 'n', $1, 'delivered', '2026-01-01', '2026-01-01', 'x', $2 WHERE $3::int > 0`,
    report: `INSERT INTO report (kind, period, content, created_by) SELECT 'annual', '2026', $2, 'x' WHERE $1::int > 0 AND $3::int > 0`,
  }[table];
  await db.query(insert, [unit.id, content, round.id]);
}

describe('保存期限', () => {
  it('gives up what is old and not the newest of its page, and deletes its file', async () => {
    const old = await crawl(731, { a: 'a1', b: 'b1' });
    const young = await crawl(729, { a: 'a2', b: 'b2' });
    const newest = await crawl(1, { a: 'a3', b: 'b3' });
    expect(await retain()).toMatchObject({ expired: 2, deletedFiles: 0 }); // a day of grace
    expect(await isThere(old.a!)).toBe(true);
    expect(await retain(ago(-2))).toMatchObject({ expired: 2, deletedFiles: 1 }); // two days on, the 729 days are over as well
    expect([await isThere(old.a!), await isThere(young.a!), await isThere(newest.a!)]).toEqual([false, true, true]);
    expect(await retain(ago(-4))).toMatchObject({ expired: 0, deletedFiles: 1, deletedBytes: expect.any(Number) });
    expect(await isThere(young.a!)).toBe(false);
    const site = { id: siteId, homeUrl: 'x' };
    expect(await verifySite(db, site, { captures })).toMatchObject({
      captures: 6,
      rehashed: 2,
      expired: 4,
      broken: null,
    });
  });

  it('keeps the newest capture of a page, however old', async () => {
    const only = await crawl(5_000, { a: 'a' });
    await retain();
    expect(await retain(ago(-2))).toEqual({ expired: 0, deletedFiles: 0, deletedBytes: 0 });
    expect(await isThere(only.a!)).toBe(true);
  });

  it('keeps a whole file while one capture in it is needed', async () => {
    const old = await crawl(800, { a: 'a1', only: 'x' });
    await crawl(1, { a: 'a2' });
    expect(await retain()).toMatchObject({ expired: 1 });
    expect(await retain(ago(-2))).toMatchObject({ deletedFiles: 0 });
    expect(await isThere(old.only!)).toBe(true);
  });

  it.each(['finding', 'alert', 'notice', 'report'] as const)('keeps for ever what a %s rests on', async (table) => {
    const old = await crawl(800, { a: 'a1' });
    await crawl(1, { a: 'a2' });
    await finding(table, old.a!.sha256);
    expect(await retain()).toMatchObject({ expired: 0 });
    expect(await retain(ago(-2))).toMatchObject({ deletedFiles: 0 });
    expect(await isThere(old.a!)).toBe(true);
  });

  it('keeps old bytes that a younger capture refers to', async () => {
    const first = await crawl(900, { a: 'same' });
    const before = { ...first.a!, url: 'http://www.qinghe.example/a', capturedAt: ago(900).toISOString() };
    const again = await crawl(1, { a: 'same' }, { a: before });
    expect(again.a!.location).toEqual(first.a!.location);
    expect(await retain()).toMatchObject({ expired: 1 });
    expect(await retain(ago(-2))).toMatchObject({ deletedFiles: 0 });
    expect(await isThere(again.a!)).toBe(true);
  });

  it('sweeps what a killed batch left, but nothing young and nothing that is not ours', async () => {
    const [orphan] = await captures.putAll([captureRecord('orphan')]);
    const upload = `uploads/aa/${'a'.repeat(64)}`;
    await objects.put(upload, [Buffer.from('x')]);
    await writeFile(join(folder, 'notes.txt'), 'x');
    expect(await retain()).toMatchObject({ deletedFiles: 0 });
    await utimes(join(folder, orphan!.location.file), ago(2), ago(2));
    await utimes(join(folder, upload), ago(2), ago(2));
    expect(await retain()).toMatchObject({ deletedFiles: 1 });
    expect(await isThere(orphan!)).toBe(false);
    expect((await objects.read(upload)).toString()).toBe('x');
  });
});
