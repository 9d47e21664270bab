import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { POLITE, SiteStore } from '@app/sites/site.store';
import { serversList, serversPlace, serversSet, sitesTrust } from './servers.command';

let database: TestDatabase;
const HOST = 'czj.qinghe.example';
const HOME = `https://${HOST}/`;

beforeAll(async () => {
  database = await testDatabase();
  await new SiteStore(database.dataSource).saveLooseSite(HOME, POLITE);
}, 120_000);
afterAll(() => database?.drop());

describe('servers', () => {
  it('shows groups with their settings and sites', async () => {
    expect(await serversList(database.dataSource)).toEqual([
      {
        name: HOST,
        delayMs: 1_000,
        backOffMs: 60_000,
        concurrency: 1,
        dailyRequests: null,
        bulk: null,
        requestsToday: 0,
        sites: [HOME],
      },
    ]);
  });

  it('sets what is given and leaves the rest', async () => {
    const db = database.dataSource;
    expect(await serversSet(db, HOST, { delay: '2000', night: '22-6', daily: '8000' })).toMatchObject({
      delayMs: 2_000,
      bulk: { from: 22, until: 6 },
      dailyRequests: 8_000,
      concurrency: 1,
    });
    expect(await serversSet(db, HOST, { night: 'none', daily: 'none' })).toMatchObject({
      delayMs: 2_000,
      bulk: null,
      dailyRequests: null,
    });
  });

  it.each([
    ['nothing', {}, /nothing to set/],
    ['a pause that is none', { delay: '0' }, /--delay: expected a whole number from 100/],
    ['half an hour', { night: '22:30-6' }, /--night: expected full hours/],
    ['the 24th hour', { night: '22-24' }, /--night/],
    ['too many at once', { concurrency: '17' }, /--concurrency/],
    ['words', { daily: 'many' }, /--daily/],
  ])('refuses %s', async (_norm, settings, message) => {
    await expect(serversSet(database.dataSource, HOST, settings)).rejects.toThrow(message);
  });

  it('refuses a group or site nobody knows', async () => {
    await expect(serversSet(database.dataSource, 'x.example', { delay: '500' })).rejects.toThrow(/no server group/);
    await expect(serversPlace(database.dataSource, 'https://x.example/', 'p')).rejects.toThrow(/no site/);
  });

  it('places a site by hand and gives it back', async () => {
    expect(await serversPlace(database.dataSource, HOME, 'platform')).toEqual({ site: HOME, group: 'platform' });
    expect(await serversPlace(database.dataSource, HOST, 'auto')).toEqual({ site: HOST, group: HOST });
  });
});

describe('sites trust', () => {
  it('learns anew what is normal', async () => {
    await sitesTrust(database.dataSource, HOME);
    const [row] = await database.dataSource.query(
      `SELECT measured_since > now() - interval '1 minute' AS yes FROM site`,
    );
    expect(row.yes).toBe(true);
  });
});
