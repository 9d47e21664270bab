import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { captureRecord } from '@app/crawling/capture.fixture';
import { appendCaptures } from '@app/crawling/capture-chain.store';
import { objectStoreOf } from '@app/crawling/capture.module';
import { createCaptureStore } from '@app/crawling/capture.store';
import { Config, loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '@app/sites/site.store';
import { evidenceVerify } from './evidence-verify.command';

const HOME = 'http://www.qinghe.example/';
let database: TestDatabase | undefined;
let config: Config;
let file = '';

beforeAll(async () => {
  database = await testDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'verify-'));
  config = loadConfig({ MINGJIAN_DATA: dataDir });
  const siteId = await new SiteStore(database.dataSource).saveLooseSite(HOME, POLITE);
  await new SiteStore(database.dataSource).saveLooseSite('http://empty.qinghe.example/', POLITE);
  const [round] = await database.dataSource.query(
    `INSERT INTO crawl_round (site_id, reason, today) VALUES ($1, 'first', '2026-11-20') RETURNING id`,
    [siteId],
  );
  const record = captureRecord('正文');
  const [stored] = await createCaptureStore(objectStoreOf(config)).putAll([record]);
  file = join(dataDir, 'captures', stored!.location.file);
  await appendCaptures(database.dataSource, { siteId, roundId: round.id }, [
    { ...record, via: 'http', bytes: record.body.length, ...stored! },
  ]);
}, 120_000);
afterAll(async () => {
  await database?.drop();
  await rm(config.dataDir, { recursive: true, force: true });
});

const verify = (options = {}) => evidenceVerify(database!.dataSource, config, options);

describe('mingjian evidence verify', () => {
  it('says that every chain holds, with its newest link', async () => {
    const { value, text, exitCode } = await verify();
    expect(exitCode).toBe(0);
    expect(value).toMatchObject({ ok: true, sites: [{ site: HOME, captures: 1, rehashed: 0 }, { captures: 0 }] });
    expect(text).toMatch(/^http:\/\/www\.qinghe\.example\/ {2}1 条快照完整/);
    expect((await verify({ site: HOME, bytes: true })).value).toMatchObject({ ok: true, sites: [{ rehashed: 1 }] });
  });

  it.each([['http://www.qinghe.example/other/'], ['qinghe']])('refuses the site %s with exit code 2', async (site) => {
    await expect(verify({ site })).rejects.toMatchObject({ exitCode: 2 });
  });

  it('compares with an earlier answer', async () => {
    const answer = (await verify()).value as { sites: { site: string; head: string }[] };
    const kept = join(config.dataDir, 'kept.json');
    await writeFile(kept, JSON.stringify(answer));
    expect((await verify({ earlier: kept })).exitCode).toBe(0);
    const other = answer.sites.map((one) => (one.site === HOME ? { ...one, head: 'f'.repeat(64) } : one));
    await writeFile(kept, JSON.stringify({ sites: other }));
    expect(await verify({ earlier: kept })).toMatchObject({ exitCode: 1, text: expect.stringContaining('重写') });
    await writeFile(kept, '{}');
    await expect(verify({ earlier: kept })).rejects.toMatchObject({ exitCode: 2 });
    await expect(verify({ earlier: `${kept}-missing` })).rejects.toMatchObject({ exitCode: 2 });
  });

  it('names the capture whose file is gone, and exits 1', async () => {
    await rm(file);
    expect((await verify({ site: HOME })).exitCode).toBe(0);
    const { value, text, exitCode } = await verify({ site: HOME, bytes: true });
    expect(exitCode).toBe(1);
    expect(value).toMatchObject({ ok: false, sites: [{ broken: { position: 1 } }] });
    expect(text).toContain('第 1 条快照不成立');
  });
});
