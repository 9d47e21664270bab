import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '../sites/site.store';
import { CrawlStore } from './crawl.store';
import { afterAnswer, Pace } from './politeness';
import { ServerFingerprint } from './server-group';
import { ServerGroupStore } from './server-group.store';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let groups: ServerGroupStore;
let hosts = 0;

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  groups = new ServerGroupStore(db);
}, 120_000);
afterAll(() => drop?.());

async function site(): Promise<{ id: number; host: string }> {
  const host = `g${(hosts += 1)}.qinghe.example`;
  return { id: await new SiteStore(db).saveLooseSite(`https://${host}/`, POLITE), host };
}
const groupOf = async (id: number) => (await new SiteStore(db).site(id))?.serverGroup;
const print = (changes: Partial<ServerFingerprint>): ServerFingerprint => ({
  addresses: [],
  certificate: null,
  certificateNames: [],
  alias: null,
  ...changes,
});
const learn = (id: number, changes: Partial<ServerFingerprint>) =>
  groups.saveFingerprint(id, print(changes), new Date());

describe('the pace of a server group', () => {
  it('is kept, so that the back-off doubles over a restart', async () => {
    const { host } = await site();
    const settings = { delayMs: 1_000, backOffMs: 60_000 };
    const fresh = (await groups.state(host))?.pace as Pace;
    expect(fresh).toEqual({ nextAtMs: 0, backOffMs: 0, troubledAtMs: null, troubles: 0 });
    const atMs = Date.parse('2026-11-18T02:00:00.123Z');
    const troubled = afterAnswer(fresh, { outcome: 'slowDown', atMs }, settings);
    await groups.keep(host, troubled, 1);
    const restarted = (await new ServerGroupStore(db).state(host))?.pace as Pace;
    expect(restarted).toEqual(troubled);
    const again = afterAnswer(restarted, { outcome: 'slowDown', atMs: atMs + 61_000 }, settings);
    expect(again.backOffMs).toBe(120_000);
  });

  it('counts the requests of the day, whoever sent them', async () => {
    const { host } = await site();
    const { pace } = (await groups.state(host)) ?? {};
    expect(await groups.keep(host, pace as Pace, 30)).toBe(30);
    expect(await groups.keep(host, pace as Pace, 20)).toBe(50);
    expect((await groups.state(host))?.requestsToday).toBe(50);
  });

  it('knows no group that is not there', async () => {
    expect(await groups.state('nobody.example')).toBeUndefined();
    expect(await groups.keep('nobody.example', { nextAtMs: 0, backOffMs: 0, troubledAtMs: null, troubles: 0 }, 1)).toBe(
      0,
    );
    expect(await groups.setManners('nobody.example', { delayMs: 1 })).toBe(false);
  });
});

describe('settings of a group', () => {
  it('are changed one by one, and refused where they make no sense', async () => {
    const { host } = await site();
    expect(await groups.setManners(host, { dailyRequests: 5_000, bulk: { from: 22, until: 6 } })).toBe(true);
    expect(await groups.setManners(host, { delayMs: 2_000 })).toBe(true);
    expect((await groups.state(host))?.manners).toEqual({
      delayMs: 2_000,
      backOffMs: 60_000,
      concurrency: 1,
      dailyRequests: 5_000,
      bulk: { from: 22, until: 6 },
    });
    await groups.setManners(host, { bulk: null });
    expect((await groups.state(host))?.manners.bulk).toBeNull();
    await expect(groups.setManners(host, { concurrency: 0 })).rejects.toThrow(/concurrency/);
    await expect(groups.setManners(host, { bulk: { from: 24, until: 6 } })).rejects.toThrow(/bulk_from/);
  });
});

describe('regroup', () => {
  it('puts sites on one server together, with the manners of the group', async () => {
    const [one, other, third] = [await site(), await site(), await site()];
    await groups.setManners(one.host, { delayMs: 3_000 });
    await learn(one.id, { addresses: ['8.8.8.8'] });
    await learn(other.id, { addresses: ['8.8.8.8'] });
    await learn(third.id, { addresses: ['8.8.4.4'] });
    await groups.regroup();
    expect(await groupOf(other.id)).toBe(one.host);
    expect(await groupOf(third.id)).toBe(third.host);
    expect((await groups.groups()).find(({ name }) => name === one.host)).toMatchObject({
      delayMs: 3_000,
      sites: [`https://${one.host}/`, `https://${other.host}/`],
    });
  });

  it('leaves what a person placed, until it is given back', async () => {
    const [one, other] = [await site(), await site()];
    await groups.place(other.id, 'platform.example');
    await learn(one.id, { certificate: 'shared' });
    await learn(other.id, { certificate: 'shared' });
    await groups.regroup();
    expect(await groupOf(other.id)).toBe('platform.example');
    expect(await groups.isUnknown(other.id)).toBe(false);
    await groups.place(other.id, null);
    expect(await groupOf(other.id)).toBe(await groupOf(one.id));
  });

  it('moves no site that is being read', async () => {
    const [one, other] = [await site(), await site()];
    await new CrawlStore(db).openRound({ id: other.id, seeds: [] }, '2026-11-18', 'first');
    await learn(one.id, { alias: 'cdn.example' });
    await learn(other.id, { alias: 'cdn.example' });
    await groups.regroup();
    expect(await groupOf(other.id)).toBe(other.host);
  });

  it('looks a server up once a week', async () => {
    const { id } = await site();
    expect(await groups.isUnknown(id)).toBe(true);
    await learn(id, {});
    expect(await groups.isUnknown(id)).toBe(false);
    await groups.saveFingerprint(id, print({}), new Date(Date.now() - 8 * 86_400_000));
    expect(await groups.isUnknown(id)).toBe(true);
  });
});
