import { DataSource } from 'typeorm';
import { loadConfig } from '@app/platform/config';
import { testDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, StoredSite } from '../sites/site.store';
import { ProbeStore } from './probe.store';
import { ProbeWorker } from './probe.worker';
import { ServerGroupStore } from './server-group.store';
import { LocalSite, pageOf, send, serve } from './site.fixture';
import { SiteProber } from './site-prober.client';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let probes: ProbeStore;
let groups: ServerGroupStore;
let worker: ProbeWorker;
const servers: LocalSite[] = [];

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  probes = new ProbeStore(db);
  groups = new ServerGroupStore(db);
  const sites = new SiteStore(db);
  worker = new ProbeWorker(sites, groups, probes, new SiteProber(loadConfig({}), probes, sites));
}, 120_000);
afterAll(() => drop?.());
afterEach(async () => {
  await db.query('DELETE FROM site_probe');
  for (const server of servers.splice(0)) await server.close();
});

async function site(status: number): Promise<StoredSite & { asked: LocalSite['asked'] }> {
  const server = await serve((_request, response) => send(response, status, pageOf('清河县财政局')));
  servers.push(server);
  const sites = new SiteStore(db);
  const id = await sites.saveLooseSite(`${server.origin}/`, {
    delayMs: 0,
    backOffMs: 60_000,
    timeoutMs: 1_000,
    allowsPrivate: true,
  });
  return { ...((await sites.site(id)) as StoredSite), asked: server.asked };
}
const probe = (id: number) => worker.process({ data: { siteId: id } } as Parameters<ProbeWorker['process']>[0]);
const outcomes = async (id: number): Promise<string[]> =>
  (await db.query('SELECT outcome FROM site_probe WHERE site_id = $1 ORDER BY id', [id])).map(
    ({ outcome }: { outcome: string }) => outcome,
  );

describe('a probe', () => {
  it('opens a home page with one request, counted with its group', async () => {
    const open = await site(200);
    await probe(open.id);
    expect(await outcomes(open.id)).toEqual(['opened']);
    expect(open.asked.map(({ url }) => url)).toEqual(['/']);
    expect((await groups.state(open.serverGroup))?.requestsToday).toBe(1);
    expect(await groups.lease(open.serverGroup, 'somebody', 1)).toBe(true);
  });

  it('fails on a server error when another site was opened just now', async () => {
    const [open, broken] = [await site(200), await site(500)];
    await probe(open.id);
    await probe(broken.id);
    expect(await outcomes(broken.id)).toEqual(['failed']);
  });

  it('is void when nothing proves that our own network works', async () => {
    const broken = await site(500);
    await probe(broken.id);
    expect(await outcomes(broken.id)).toEqual(['void']);
  });

  it('is void when the server keeps us out', async () => {
    const [open, closed] = [await site(200), await site(403)];
    await probe(open.id);
    await probe(closed.id);
    expect(await outcomes(closed.id)).toEqual(['void']);
  });

  it('leaves a group that is being read to its reader, and asks that one to look', async () => {
    const open = await site(200);
    await groups.lease(open.serverGroup, 'reader', 60);
    await probe(open.id);
    expect(open.asked).toEqual([]);
    expect(await probes.takeWanted(open.serverGroup)).toEqual([open.id]);
    expect(await probes.takeWanted(open.serverGroup)).toEqual([]);
  });

  it.each([
    ['looks at a server that rests because it does not answer', 3, 1],
    ['leaves a server alone that asked for a rest', 1, 0],
  ])('%s', async (_norm, troubles, requests) => {
    const open = await site(200);
    const untilMs = Date.now() + 600_000;
    await groups.lease(open.serverGroup, 'reader', 60);
    await groups.keep(
      open.serverGroup,
      { nextAtMs: untilMs, backOffMs: 600_000, troubledAtMs: Date.now(), troubles },
      0,
    );
    await groups.rest(open.serverGroup, 'reader', new Date(untilMs));
    await probe(open.id);
    expect(open.asked).toHaveLength(requests);
  });
});

describe('the probes of a week', () => {
  it('are kept as one record, by its hash', async () => {
    const { id, homeUrl } = await site(200);
    expect(await probes.availability(id, homeUrl, '2026-11-18')).toBeNull();
    await probes.save(id, [
      { at: '2026-11-17T02:00:00.000Z', durationMs: 15_000, outcome: 'failed', detail: '超过 15 秒' },
    ]);
    const week = await probes.availability(id, homeUrl, '2026-11-18');
    expect(week).toMatchObject({ probes: 1, failing: 1, evidence: { capturedAt: '2026-11-17T02:00:00.000Z' } });
    expect(await probes.availability(id, homeUrl, '2026-11-18')).toEqual(week);
    const [{ record }] = await db.query('SELECT record FROM probe_record WHERE sha256 = $1', [week?.evidence?.sha256]);
    expect(record).toContain('2026-11-17T02:00:00.000Z\tfailed\t15000\t超过 15 秒');
  });
});
