import * as fc from 'fast-check';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { captureRecord } from './capture.fixture';
import { appendCaptures, CHAIN_START, ChainedCapture, chainOf, NewCapture } from './capture-chain.store';
import { CaptureStore, createCaptureStore } from './capture.store';
import { verifySite } from './evidence.client';
import { createFolderStore } from './object.store';

const LINK: ChainedCapture = {
  sha256: 'a'.repeat(64),
  recordSha256: 'b'.repeat(64),
  url: 'http://www.qinghe.example/',
  finalUrl: 'http://www.qinghe.example/index.html',
  status: 200,
  capturedAt: '2026-11-20T00:00:00.000Z',
  contentType: 'text/html',
  via: 'http',
};

describe('chainOf', () => {
  const other = fc.string({ minLength: 1 });
  const change = fc.oneof(
    fc.record({ url: other }),
    fc.record({ finalUrl: other }),
    fc.record({ sha256: other }),
    fc.record({ recordSha256: other }),
    fc.record({ contentType: fc.option(other) }),
    fc.record({ status: fc.integer({ min: 100, max: 599 }) }),
    fc.record({
      capturedAt: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }).map((at) => at.toISOString()),
    }),
    fc.record({ via: fc.constantFrom('browser' as const, 'screenshot' as const) }),
  );

  it('is another for every change of any field, and for every other past', () => {
    fc.assert(
      fc.property(change, fc.string(), (changes, past) => {
        const changed = { ...LINK, ...changes };
        fc.pre(JSON.stringify(changed) !== JSON.stringify(LINK));
        expect(chainOf(CHAIN_START, changed)).not.toBe(chainOf(CHAIN_START, LINK));
        expect(chainOf(past, LINK)).not.toBe(chainOf(`${past}0`, LINK));
      }),
    );
  });

  it('does not mistake the end of one field for the beginning of the next', () => {
    const one = chainOf(CHAIN_START, { ...LINK, url: 'http://a/","x', finalUrl: 'y' });
    expect(chainOf(CHAIN_START, { ...LINK, url: 'http://a/', finalUrl: 'x","y' })).not.toBe(one);
  });

  it('is the same for one instant, however it is written', () => {
    const at = '2026-11-20T08:00:00+08:00';
    expect(chainOf(CHAIN_START, { ...LINK, capturedAt: at })).toBe(chainOf(CHAIN_START, LINK));
  });
});

describe('证据链 in the database', () => {
  let db: DataSource;
  let drop: (() => Promise<void>) | undefined;
  let folder: string;
  let captures: CaptureStore;
  let sites = 0;

  beforeAll(async () => {
    const database = await testDatabase();
    db = database.dataSource;
    drop = database.drop;
    folder = await mkdtemp(join(tmpdir(), 'chain-'));
    captures = createCaptureStore(createFolderStore(folder));
  }, 120_000);
  afterAll(async () => {
    await drop?.();
    await rm(folder, { recursive: true, force: true });
  });

  async function site(): Promise<{ id: number; homeUrl: string; roundId: number }> {
    const homeUrl = `http://s${(sites += 1)}.qinghe.example/`;
    const id = await new SiteStore(db).saveLooseSite(homeUrl, POLITE);
    const [round] = await db.query(
      `INSERT INTO crawl_round (site_id, reason, today) VALUES ($1, 'first', '2026-11-20') RETURNING id`,
      [id],
    );
    return { id, homeUrl, roundId: round.id };
  }

  async function stored(homeUrl: string, from: number, count: number): Promise<NewCapture[]> {
    const records = Array.from({ length: count }, (_, at) => {
      const url = `${homeUrl}${from + at}.html`;
      return captureRecord(`page ${url}`, { url, finalUrl: url });
    });
    const places = await captures.putAll(records);
    return records.map((record, at) => ({ ...record, via: 'http', bytes: record.body.length, ...places[at]! }));
  }

  const append = ({ id, roundId }: { id: number; roundId: number }, batch: NewCapture[]) =>
    db.transaction((tx) => appendCaptures(tx, { siteId: id, roundId }, batch));

  it('grows by batches, each site for itself, and holds', async () => {
    const [one, two] = [await site(), await site()];
    for (const each of [one, two, one]) await append(each, await stored(each.homeUrl, sites++ * 100, 7));
    const verified = await verifySite(db, one, { captures });
    expect(verified).toMatchObject({ captures: 14, rehashed: 14, expired: 0, broken: null });
    expect(await verifySite(db, two)).toMatchObject({ captures: 7, rehashed: 0, broken: null });
    expect(verified.head).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes the same work twice as one link, in another batch and in the same', async () => {
    const one = await site();
    const batch = await stored(one.homeUrl, 0, 3);
    const ids = await append(one, [...batch, batch[0]!]);
    expect(ids[3]).toBe(ids[0]);
    expect(await append(one, [batch[2]!, ...(await stored(one.homeUrl, 3, 1)), batch[0]!])).toEqual([
      ids[2],
      expect.any(String),
      ids[0],
    ]);
    expect(await verifySite(db, one, { captures })).toMatchObject({ captures: 4, broken: null });
  });

  it('stays one line when many write at once, and when one of them fails', async () => {
    const one = await site();
    const batches = await Promise.all(Array.from({ length: 8 }, (_, at) => stored(one.homeUrl, at * 10, 5)));
    const failing = db.transaction(async (tx) => {
      await appendCaptures(tx, { siteId: one.id, roundId: one.roundId }, await stored(one.homeUrl, 900, 3));
      throw new Error('killed');
    });
    await Promise.all([...batches.map((batch) => append(one, batch)), expect(failing).rejects.toThrow('killed')]);
    expect(await verifySite(db, one)).toMatchObject({ captures: 40, broken: null });
  });

  it('holds for hostile text: what cannot be stored is not chained', async () => {
    const one = await site();
    const [capture] = await stored(one.homeUrl, 0, 1);
    await append(one, [{ ...capture!, contentType: 'text/\0html\ud800', url: `${one.homeUrl}\0"',\\中` }]);
    expect(await verifySite(db, one)).toMatchObject({ captures: 1, broken: null });
  });

  it('cannot be changed or cut through the application', async () => {
    const one = await site();
    await append(one, await stored(one.homeUrl, 0, 2));
    for (const statement of [
      `UPDATE capture SET url = 'x' WHERE site_id = $1`,
      `UPDATE capture SET expired_at = now(), sha256 = repeat('0', 64) WHERE site_id = $1`,
      `DELETE FROM capture WHERE site_id = $1`,
    ])
      await expect(db.query(statement, [one.id])).rejects.toThrow('capture is append-only');
    await db.query(`UPDATE capture SET expired_at = now() WHERE site_id = $1`, [one.id]);
    await expect(db.query(`UPDATE capture SET expired_at = NULL WHERE site_id = $1`, [one.id])).rejects.toThrow();
    expect(await verifySite(db, one, { captures })).toMatchObject({
      captures: 2,
      rehashed: 0,
      expired: 2,
      broken: null,
    });
  });

  it.each([
    ['an address changed', `UPDATE capture SET url = url || '?' WHERE id = $1`, 3],
    ['a time changed', `UPDATE capture SET captured_at = captured_at - interval '1 day' WHERE id = $1`, 3],
    ['a hash changed', `UPDATE capture SET sha256 = repeat('0', 64) WHERE id = $1`, 3],
    ['a record hash changed', `UPDATE capture SET record_sha256 = repeat('0', 64) WHERE id = $1`, 3],
    ['a link changed', `UPDATE capture SET chain = repeat('0', 64) WHERE id = $1`, 3],
    ['a capture removed', `DELETE FROM capture WHERE id = $1`, 4],
    ['two swapped', `UPDATE capture SET chain_position = chain_position * 100 WHERE id = $1`, 4],
  ])('names the first broken link: %s by the owner of the database', async (_what, statement, position) => {
    const one = await site();
    const ids = await append(one, await stored(one.homeUrl, 0, 5));
    await db.query(`ALTER TABLE capture DISABLE TRIGGER capture_append_only`);
    await db.query(statement, [ids[2]]);
    await db.query(`ALTER TABLE capture ENABLE TRIGGER capture_append_only`);
    const { broken } = await verifySite(db, one);
    expect(broken).toMatchObject({
      position,
      captureId: ids[position - 1],
      reason: expect.stringMatching(/[\u4e00-\u9fff]/),
    });
  });

  it('shows by an earlier answer that the end was cut off or all was written anew', async () => {
    const one = await site();
    await append(one, await stored(one.homeUrl, 0, 4));
    const { captures: count, head } = await verifySite(db, one);
    const earlier = { captures: count, head };
    await append(one, await stored(one.homeUrl, 4, 2));
    expect(await verifySite(db, one, { earlier })).toMatchObject({ captures: 6, broken: null });
    await db.query(`ALTER TABLE capture DISABLE TRIGGER capture_append_only`);
    await db.query(`DELETE FROM capture WHERE site_id = $1 AND chain_position > 3`, [one.id]);
    expect(await verifySite(db, one)).toMatchObject({ captures: 3, broken: null }); // the chain alone cannot know
    expect(await verifySite(db, one, { earlier })).toMatchObject({ broken: { position: 4, captureId: null } });
    await db.query(`DELETE FROM capture WHERE site_id = $1`, [one.id]);
    await db.query(`ALTER TABLE capture ENABLE TRIGGER capture_append_only`);
    await append(one, await stored(one.homeUrl, 10, 5));
    expect(await verifySite(db, one)).toMatchObject({ captures: 5, broken: null });
    expect(await verifySite(db, one, { earlier })).toMatchObject({
      broken: { position: 4, reason: expect.stringContaining('重写') },
    });
  });

  it('names the capture whose bytes are gone', async () => {
    const one = await site();
    await append(one, await stored(one.homeUrl, 0, 2));
    const lost = await stored(one.homeUrl, 2, 1);
    await append(one, lost);
    await rm(join(folder, lost[0]!.location.file));
    expect(await verifySite(db, one)).toMatchObject({ broken: null });
    const { broken } = await verifySite(db, one, { captures });
    expect(broken).toMatchObject({ position: 3, reason: expect.stringContaining('is not in the store') });
  });
});
