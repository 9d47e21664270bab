import { Job } from 'bullmq';
import { CalendarPreviews } from '@app/calendar/calendar-preview.store';
import { CalendarStore } from '@app/calendar/calendar.store';
import { CatalogStore } from '@app/catalog/catalog.store';
import { ObservationStore } from '@app/observation/observation.store';
import { CalendarJob } from '@app/platform/stages.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import { CalendarEffects } from './calendar-effect.store';
import { CalendarPreviewWorker } from './calendar-preview.worker';
import { itemOf } from './evaluation.fixture';

const ROWS = 2500;
let database: TestDatabase | undefined;
let previews: CalendarPreviews;
let calendars: CalendarStore;

beforeAll(async () => {
  database = await testDatabase();
  const db = database.dataSource;
  [previews, calendars] = [new CalendarPreviews(db), new CalendarStore(db)];
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, [
    {
      unit: { name: '县财政局', aliases: [], kind: 'department', registeredOn: null },
      scope: { homeUrl: 'http://czj.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] },
      siteName: '清河县财政局',
      email: null,
      contact: null,
    },
  ]);
  const [unit] = await sites.units();
  const items = Array.from({ length: ROWS }, (_row, index) => {
    const { item } = itemOf('每季度结束后15个工作日内公开', [], `事项${index}`);
    return { ...item, row: index + 3, tiers: index === 0 ? ['乡级'] : ['县级'] };
  });
  const source = { name: 'catalog.xlsx', sha256: 'f'.repeat(64) };
  await new CatalogStore(db).saveCatalog(unit!.id, { items, problems: [] }, source);
}, 120_000);
afterAll(() => database?.drop());

function workerWith(kept: CalendarPreviews = previews): CalendarPreviewWorker {
  const db = database!.dataSource;
  const sites = new SiteStore(db);
  const effects = new CalendarEffects(db, sites, new CatalogStore(db), new ObservationStore(db));
  return new CalendarPreviewWorker(kept, calendars, effects, sites);
}
const jobOf = (previewId: number, attemptsMade = 1) =>
  ({ data: { previewId }, attemptsMade, opts: { attempts: 2 } }) as Job<CalendarJob>;
/** In the term of the third quarter, so that its deadline moves. */
const DAY_OFF = { kind: 'day', day: '2026-10-12', isWorking: false, name: '县庆', source: '县通知' } as const;
const ask = async () => previews.ask(DAY_OFF, { login: 'admin', versionBefore: (await calendars.current()).version });

/** The process dies after `steps` stretches were stored. */
class DyingPreviews extends CalendarPreviews {
  constructor(private steps: number) {
    super(database!.dataSource);
  }

  override async add(...step: Parameters<CalendarPreviews['add']>): Promise<boolean> {
    if (this.steps === 0) throw new Error('killed');
    this.steps -= 1;
    return super.add(...step);
  }
}

describe('推算变动的截止日', () => {
  it('goes through every row in stretches and finds each deadline that moves, of the own level only', async () => {
    const id = await ask();
    await workerWith().process(jobOf(id));
    expect(await previews.get(id)).toMatchObject({
      state: 'done',
      rowsDone: ROWS,
      rowsTotal: ROWS,
      movedCount: ROWS - 1,
    });
    expect((await previews.moved(id, 1))[0]).toMatchObject({
      unit: '县财政局',
      item: '事项1',
      instance: '2026Q3',
      from: '2026-10-27',
      to: '2026-10-28',
    });
  });

  it('finds the same when it is killed and done once more', async () => {
    const id = await ask();
    await expect(workerWith(new DyingPreviews(2)).process(jobOf(id))).rejects.toThrow('killed');
    expect(await previews.get(id)).toMatchObject({ state: 'running', rowsDone: 2000, movedCount: 1999 });
    await workerWith().process(jobOf(id));
    expect(await previews.get(id)).toMatchObject({ state: 'done', rowsDone: ROWS, movedCount: ROWS - 1 });
  });

  it('stops where nobody wants it any more', async () => {
    const id = await ask();
    await previews.stop(id);
    await workerWith().process(jobOf(id));
    expect(await previews.get(id)).toMatchObject({ state: 'stopped', rowsDone: 0 });
  });

  it('says that it failed only when all tries are spent', async () => {
    const id = await ask();
    await workerWith().onFailed(jobOf(id, 1), new Error('broken'));
    expect((await previews.get(id))?.state).toBe('waiting');
    await workerWith().onFailed(jobOf(id, 2), new Error('broken'));
    expect(await previews.get(id)).toMatchObject({ state: 'failed', problem: expect.stringContaining('请重新预览') });
  });

  it('fails on an edit that cannot be made, and on a calendar that has changed', async () => {
    const versionBefore = (await calendars.current()).version;
    const impossible = await previews.ask({ kind: 'dayRemoved', day: '2026-11-21' }, { login: 'admin', versionBefore });
    await workerWith().process(jobOf(impossible));
    expect(await previews.get(impossible)).toMatchObject({ state: 'failed', problem: '2026-11-21没有调整过' });
    const late = await previews.ask(DAY_OFF, { login: 'admin', versionBefore: 'other' });
    await workerWith().process(jobOf(late));
    expect(await previews.get(late)).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('刚被他人修改'),
    });
  });
});
