import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Job } from 'bullmq';
import { DataSource } from 'typeorm';
import { loadConfig } from '@app/platform/config';
import { SILENT } from '@app/platform/log';
import { EvidenceJob } from '@app/platform/stages.client';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { captureRecord } from './capture.fixture';
import { appendCaptures } from './capture-chain.store';
import { CaptureStore, createCaptureStore } from './capture.store';
import { findChromium } from './chromium.client';
import { verifySite } from './evidence.client';
import { EvidenceWorker } from './evidence.worker';
import { createFolderStore } from './object.store';
import { RetentionStore } from './retention.store';
import { ScreenshotStore } from './screenshot.store';
import { LocalSite, pageOf, serve } from './site.fixture';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let folder: string;
let captures: CaptureStore;
let screenshots: ScreenshotStore;
let worker: EvidenceWorker;
let reason: string | undefined;
const open: LocalSite[] = [];

beforeAll(async () => {
  await findChromium().catch((error: Error) => (reason = error.message));
  if (reason) process.stderr.write(`screenshot specs skipped: ${reason}\n`);
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  folder = await mkdtemp(join(tmpdir(), 'evidence-'));
  const objects = createFolderStore(folder);
  captures = createCaptureStore(objects);
  screenshots = new ScreenshotStore(db);
  const config = loadConfig({ MINGJIAN_DATA: folder });
  const [sites, retention] = [new SiteStore(db), new RetentionStore(db)];
  worker = new EvidenceWorker(config, SILENT, captures, objects, sites, screenshots, retention);
}, 120_000);
afterEach(async () => {
  for (const site of open.splice(0)) await site.close();
});
afterAll(async () => {
  await drop?.();
  await rm(folder, { recursive: true, force: true });
});

/** A site on this machine and a capture of its page. */
async function captured(
  pages: Parameters<typeof serve>[0],
  path = '/',
): Promise<{ siteId: number; captureId: string; url: string }> {
  const site = await serve(pages);
  open.push(site);
  const url = `${site.origin}${path}`;
  const siteId = await new SiteStore(db).saveLooseSite(`${site.origin}/`, { ...POLITE, allowsPrivate: true });
  const [round] = await db.query(
    `INSERT INTO crawl_round (site_id, reason, today) VALUES ($1, 'first', '2026-11-20') RETURNING id`,
    [siteId],
  );
  const record = captureRecord('page', { url, finalUrl: url });
  const [stored] = await captures.putAll([record]);
  const [captureId = ''] = await appendCaptures(db, { siteId, roundId: round.id }, [
    { ...record, via: 'http', bytes: 4, ...stored! },
  ]);
  return { siteId, captureId, url };
}

const job = (data: EvidenceJob, attemptsMade = 0) =>
  ({ data, attemptsMade, opts: { attempts: 5 } }) as Job<EvidenceJob>;
const rendering = (norm: string, spec: () => Promise<void>) =>
  it(norm, async () => (reason ? undefined : spec()), 90_000);

describe('a picture on demand', () => {
  rendering('is taken now, stored as evidence in the chain, and labelled with its own time', async () => {
    const { siteId, captureId, url } = await captured({ '/': pageOf('清河县人民政府') });
    const requestId = await screenshots.request(captureId, 'supervisor');
    const askedAt = Date.now();
    await worker.process(job({ kind: 'screenshot', requestId: requestId as number }));
    await worker.process(job({ kind: 'screenshot', requestId: requestId as number })); // a second run changes nothing
    const [request, ...others] = await screenshots.ofCapture(captureId);
    expect(others).toEqual([]);
    expect(request).toMatchObject({ state: 'done', requestedBy: 'supervisor', screenshotId: expect.any(String) });
    expect(Date.parse(request!.takenAt!)).toBeGreaterThanOrEqual(askedAt);
    const [row] = await db.query(`SELECT * FROM capture WHERE id = $1`, [request!.screenshotId]);
    expect(row).toMatchObject({ via: 'screenshot', url, status: 200, content_type: 'image/png', round_id: null });
    const location = { file: row.warc_file, offset: Number(row.warc_offset), length: row.warc_length };
    expect((await captures.get(row.sha256, location)).subarray(1, 4).toString()).toBe('PNG');
    expect((await captures.record(location)).fields.get('warc-ip-address')).toBe('127.0.0.1');
    expect(await verifySite(db, { id: siteId, homeUrl: url }, { captures })).toMatchObject({
      captures: 2,
      broken: null,
    });
  });

  rendering('shows what is there now, gone pages included', async () => {
    const { captureId } = await captured({ '/': pageOf('首页') }, '/gone.html');
    await worker.process(job({ kind: 'screenshot', requestId: (await screenshots.request(captureId, 's')) as number }));
    const [request] = await screenshots.ofCapture(captureId);
    const [row] = await db.query(`SELECT status FROM capture WHERE id = $1`, [request!.screenshotId]);
    expect(row).toEqual({ status: 404 });
  });

  rendering('is refused with the reason where robots.txt forbids the page', async () => {
    const { captureId } = await captured({ '/robots.txt': 'User-agent: *\nDisallow: /', '/': pageOf('首页') });
    await worker.process(job({ kind: 'screenshot', requestId: (await screenshots.request(captureId, 's')) as number }));
    expect(await screenshots.ofCapture(captureId)).toMatchObject([
      { state: 'failed', screenshotId: null, warning: expect.stringContaining('robots.txt') },
    ]);
  });

  it('ends as failed when all tries are spent, and not before', async () => {
    const { captureId } = await captured({ '/': pageOf('首页') });
    const requestId = (await screenshots.request(captureId, 's')) as number;
    await worker.onFailed(job({ kind: 'screenshot', requestId }, 4));
    expect(await screenshots.ofCapture(captureId)).toMatchObject([{ state: 'pending' }]);
    await worker.onFailed(job({ kind: 'screenshot', requestId }, 5));
    expect(await screenshots.ofCapture(captureId)).toMatchObject([{ state: 'failed' }]);
  });
});

describe('asking for pictures', () => {
  it('is one at a time per page, one a minute per site, and bounded for all', async () => {
    await db.query(`UPDATE screenshot_request SET state = 'failed' WHERE state = 'pending'`);
    const { siteId, captureId } = await captured({ '/': pageOf('首页') });
    const id = await screenshots.request(captureId, 's');
    expect(await screenshots.request(captureId, 's')).toBe(id);
    await screenshots.fail(id as number, '无');
    expect(await screenshots.request(captureId, 's')).toBe('tooSoon');
    await db.query(`UPDATE screenshot_request SET requested_at = now() - interval '2 minutes'`);
    const many = await Promise.all(Array.from({ length: 25 }, () => captured({})));
    const answers = await Promise.all(many.map((one) => screenshots.request(one.captureId, 's')));
    expect(answers.filter((answer) => typeof answer === 'number')).toHaveLength(20);
    expect(answers.filter((answer) => answer === 'busy')).toHaveLength(5);
    expect(siteId).toBeGreaterThan(0);
  });
});

describe('the daily look', () => {
  it('runs, and says what it did', async () => {
    const said: string[] = [];
    const log = { ...SILENT, info: (text: string) => said.push(text) };
    Object.assign(worker, { log });
    await worker.process(job({ kind: 'retention', day: '2026-11-20' }));
    expect(said).toEqual([expect.stringMatching(/^retention: \d+ captures given up, \d+ files of \d+ bytes deleted$/)]);
  });
});
