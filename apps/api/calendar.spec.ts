import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { Job } from 'bullmq';
import { CalendarEdit } from '@app/calendar/calendar-edit';
import { CalendarPreviews } from '@app/calendar/calendar-preview.store';
import { CalendarStore } from '@app/calendar/calendar.store';
import { CatalogStore } from '@app/catalog/catalog.store';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { IdentityStore } from '@app/identity/identity.store';
import { CalendarEffects } from '@app/evaluation/calendar-effect.store';
import { CalendarPreviewWorker } from '@app/evaluation/calendar-preview.worker';
import { ObservationStore } from '@app/observation/observation.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { CalendarJob } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import type {
  CalendarChangeView,
  CalendarEditBody,
  CalendarPreviewView,
  CalendarYearView,
  DeadlineCalculationView,
  HolidaySheetView,
  MovedDeadlineView,
  PreviewProgressView,
  UnitDeadlinesView,
} from './calendar-views';
import { createApi } from './main';
import type { DeadlineView } from './views';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
let unitId = 0;
const sessions = new Map<string, { cookie: string; csrf: string }>();
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, [
    {
      unit: { name: '白石镇', aliases: [], kind: 'town', registeredOn: null },
      scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: ['/bsz/'], isOwnSite: false, plans: [] },
      siteName: '清河县人民政府门户网站',
      email: null,
      contact: null,
    },
  ]);
  unitId = (await sites.units())[0]?.id ?? 0;
  await saveCatalog(['每季度结束后15个工作日内公开', '每月10日前公开']);
  const identity = new IdentityStore(db);
  await identity.createAccount({ login: 'admin', name: '系统管理员', role: 'admin' }, PASSWORD);
  await identity.createAccount({ login: 'officer', name: '联络员', role: 'unitOfficer', unitId }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-calendar-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const login of ['admin', 'officer']) {
    const response = await call('POST', '/api/session', { body: { login, password: PASSWORD } });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    sessions.set(login, { cookie, csrf: ((await response.json()) as { csrf: string }).csrf });
  }
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function saveCatalog(limits: string[]): Promise<void> {
  const items = limits.map((timeLimit, index) => ({
    row: index + 3,
    group: null,
    name: `事项${index + 1}`,
    levels: [`事项${index + 1}`],
    elements: [],
    basis: [],
    timeLimit,
    limits: readTimeLimits(timeLimit),
    unit: '白石镇',
    channels: [],
    audience: null,
    method: 'proactive' as const,
    tiers: [],
    section: null,
    cells: {},
  }));
  const source = { name: 'catalog.xlsx', sha256: 'f'.repeat(64) };
  await new CatalogStore(database!.dataSource).saveCatalog(unitId, { items, problems: [] }, source);
}

function call(method: string, path: string, { as, body }: { as?: string; body?: unknown } = {}): Promise<Response> {
  const session = as === undefined ? undefined : sessions.get(as);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (session) Object.assign(headers, { cookie: session.cookie, 'x-csrf-token': session.csrf });
  return fetch(`${origin}${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
}

async function ask<T>(method: string, path: string, body?: unknown, as = 'admin'): Promise<T> {
  const response = await call(method, path, { as, body });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** What the worker does, in this process; the queue itself is tested elsewhere. */
async function workOut(previewId: number): Promise<void> {
  const { dataSource: db } = database!;
  const [sites, catalogs] = [new SiteStore(db), new CatalogStore(db)];
  const effects = new CalendarEffects(db, sites, catalogs, new ObservationStore(db));
  const worker = new CalendarPreviewWorker(new CalendarPreviews(db), new CalendarStore(db), effects, sites);
  await worker.process({ data: { previewId } } as Job<CalendarJob>);
}

const look = (edit: CalendarEditBody) => ask<CalendarPreviewView>('POST', '/api/calendar/preview', { edit });
const progress = (id: number | null) => ask<PreviewProgressView>('GET', `/api/calendar/previews/${id}`);
async function preview(edit: CalendarEditBody): Promise<CalendarPreviewView & PreviewProgressView> {
  const shown = await look(edit);
  await workOut(shown.id!);
  return { ...(await progress(shown.id)), ...shown };
}
const apply = (id: number | null) =>
  ask<{ movedCount: number; version: string }>('POST', '/api/calendar/edits', { preview: id });
/** Stored as another administrator's. */
async function previewOfAnother(edit: CalendarEditBody): Promise<number> {
  const { version } = await new CalendarStore(database!.dataSource).current();
  const previews = new CalendarPreviews(database!.dataSource);
  const id = await previews.ask(edit as CalendarEdit, { login: 'other', versionBefore: version });
  await previews.finish(id);
  return id;
}
async function refused(id: number | null): Promise<string> {
  const response = await call('POST', '/api/calendar/edits', { as: 'admin', body: { preview: id } });
  expect(response.status).toBe(409);
  return ((await response.json()) as { title: string }).title;
}

const NOTICE_2027: CalendarEditBody = {
  kind: 'notice',
  year: 2027,
  text: `一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日至11日放假调休，共7天。2月14日（周日）上班。
三、清明节：4月3日至5日放假，共3天。
四、劳动节：5月1日至5日放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日放假，共1天。
六、中秋节：9月15日放假，共1天。
七、国庆节：10月1日至7日放假调休，共7天。10月9日（周六）上班。`,
};

describe('工作日历', () => {
  it('shows a year day by day and says that the next one is missing', async () => {
    const year = await ask<CalendarYearView>('GET', '/api/calendar', undefined, 'officer');
    expect(year).toMatchObject({ year: 2026, isCovered: true, isEntered: false, canEdit: false, enterableYear: 2027 });
    expect(year.days).toHaveLength(365);
    expect(year.days.find(({ date }) => date === '2026-10-10')).toMatchObject({ isWorking: true, reason: '调休上班' });
    expect(year.alarm?.title).toBe('2027年放假安排尚未收录');
    expect(await ask<CalendarYearView>('GET', '/api/calendar?year=2027')).toMatchObject({ isCovered: false, days: [] });
    const overview = await ask<{ calendarAlarm: { title: string } }>('GET', '/api/overview');
    expect(overview.calendarAlarm.title).toBe('2027年放假安排尚未收录');
  });

  it('previews a notice with the deadlines that move, and changes nothing', async () => {
    const asked = await look(NOTICE_2027);
    expect(await progress(asked.id)).toMatchObject({ state: 'waiting', rowsDone: 0, movedCount: 0, moved: [] });
    const shown = await preview(NOTICE_2027);
    expect(shown).toMatchObject({ problems: [], state: 'done', rowsDone: 2, rowsTotal: 2, movedCount: 1 });
    expect(shown.moved[0]).toMatchObject({
      unit: '白石镇',
      item: '事项1',
      instance: '2026Q4',
      from: null,
      to: '2027-01-22',
    });
    expect(shown.days.find(({ date }) => date === '2027-02-14')).toMatchObject({ isWorking: true, before: null });
    expect((await ask<CalendarYearView>('GET', '/api/calendar?year=2027')).isCovered).toBe(false);
  });

  it('says what is wrong with a pasted text instead of reading half of it', async () => {
    const text = NOTICE_2027.text.replace('共7天。2月14日', '共8天。2月14日');
    expect(await look({ ...NOTICE_2027, text })).toEqual({
      id: null,
      problems: ['春节：文中写作共8天，实为7天'],
      days: [],
    });
  });

  it('enters the notice, moves the deadlines and keeps the list', async () => {
    const deadlines = () =>
      ask<UnitDeadlinesView>('GET', `/api/calendar/deadlines?unit=${unitId}&from=2026-11-18&to=2027-03-31`);
    const quarter = async () => (await deadlines()).rows.find(({ instance }) => instance === '2026Q4');
    expect(await quarter()).toMatchObject({ dueOn: null, state: 'unknown' });

    expect(await apply((await preview(NOTICE_2027)).id)).toMatchObject({ movedCount: 1 });
    expect(await quarter()).toMatchObject({ dueOn: '2027-01-22', state: 'upcoming', workingDaysLeft: 46 });
    expect((await ask<CalendarYearView>('GET', '/api/calendar?year=2027')).alarm).toBeNull();

    const [change] = await ask<CalendarChangeView[]>('GET', '/api/calendar/changes');
    expect(change).toMatchObject({ by: '系统管理员', movedCount: 1 });
    const moved = await ask<MovedDeadlineView[]>('GET', `/api/calendar/changes/${change?.id}`);
    expect(moved).toMatchObject([{ unitId, from: null, to: '2027-01-22' }]);
  });

  it('refuses an edit made on a calendar that has changed since', async () => {
    const edit: CalendarEditBody = {
      kind: 'day',
      day: '2026-11-20',
      isWorking: false,
      name: '停止办公',
      source: '通知',
    };
    const { id } = await preview(edit);
    const others = await previewOfAnother(edit);
    await apply(id);
    await expect(apply(others)).rejects.toThrow(/404/);
    const late = await look({ ...edit, day: '2026-11-23' });
    expect(await refused(late.id)).toContain('尚未推算完');
    await workOut(late.id!);
    await database!.dataSource.query(`UPDATE calendar_preview SET version_before = 'other' WHERE id = $1`, [late.id]);
    expect(await refused(late.id)).toContain('刚被他人修改');
    const year = await ask<CalendarYearView>('GET', '/api/calendar');
    expect(year.days.find(({ date }) => date === '2026-11-20')).toMatchObject({
      isWorking: false,
      changed: { source: '通知', by: '系统管理员' },
    });
  });
});

describe('放假安排的表格', () => {
  async function upload(content: string, year = 2026, as = 'admin'): Promise<Response> {
    const session = sessions.get(as)!;
    const form = new FormData();
    form.set('year', String(year));
    form.set('file', new Blob([content]), '放假.csv');
    const headers = { cookie: session.cookie, 'x-csrf-token': session.csrf };
    return fetch(`${origin}/api/calendar/sheet`, { method: 'POST', headers, body: form });
  }
  const readSheet = async (content: string, year?: number) =>
    (await (await upload(content, year)).json()) as HolidaySheetView;

  it('is read, looked at, and entered as the days that differ', async () => {
    const { days, problems } = await readSheet('日期,休/班,名称\n10月1日,休,国庆节\n12月7日,休,县庆\n12月12日,班,\n');
    expect(problems).toEqual([]);
    const shown = await preview({ kind: 'sheet', year: 2026, source: '清河县放假通知', days });
    expect(shown.days.map(({ date, reason }) => [date, reason])).toEqual([
      ['2026-12-07', '县庆'],
      ['2026-12-12', '调休上班'],
    ]);
    await apply(shown.id);
    const year = await ask<CalendarYearView>('GET', '/api/calendar');
    expect(year.days.find(({ date }) => date === '2026-12-07')).toMatchObject({
      isWorking: false,
      changed: { source: '清河县放假通知' },
    });
    expect((await look({ kind: 'sheet', year: 2026, source: '再次', days })).problems).toEqual([
      '表中各日与现行日历相同，不需要录入',
    ]);
  });

  it('is entered in no part when a word is not understood', async () => {
    expect(await readSheet('日期,休/班,名称\n10月1日,休,国庆节\n12月12日,调休,\n')).toEqual({
      days: [],
      problems: ['第3行：“调休”不知是休还是班'],
    });
  });

  it.each<[string, string, number, string, number]>([
    ['a PDF', '%PDF-1.7', 2026, 'admin', 400],
    ['a year of another century', '日期,休/班,名称', 1999, 'admin', 400],
    ['a unit officer', '日期,休/班,名称', 2026, 'officer', 403],
    ['more than a megabyte', 'x'.repeat(1024 * 1024 + 1), 2026, 'admin', 413],
  ])('refuses %s', async (_norm, content, year, as, status) =>
    expect((await upload(content, year, as)).status).toBe(status),
  );
});

describe('预览', () => {
  const edit: CalendarEditBody = { kind: 'rollOver', rollOver: 3 };

  it('is stopped by the next one, and by hand', async () => {
    const [first, second] = [await look(edit), await look(edit)];
    expect((await progress(first.id)).state).toBe('stopped');
    expect((await call('DELETE', `/api/calendar/previews/${second.id}`, { as: 'admin' })).status).toBe(204);
    await workOut(second.id!);
    expect(await progress(second.id)).toMatchObject({ state: 'stopped', rowsDone: 0 });
  });

  it('says so when the calendar changed before it was worked out', async () => {
    const { id } = await look(edit);
    await database!.dataSource.query(`UPDATE calendar_preview SET version_before = 'other' WHERE id = $1`, [id]);
    await workOut(id!);
    expect(await progress(id)).toMatchObject({ state: 'failed', problem: '工作日历刚被他人修改，请重新预览' });
  });

  it.each(['0', '-1', '424242', '99999999999'])('finds no preview %s', async (id) =>
    expect((await call('GET', `/api/calendar/previews/${id}`, { as: 'admin' })).status).toBe(404),
  );
});

describe('期限推算', () => {
  const calculate = (body: object) => ask<DeadlineCalculationView>('POST', '/api/calendar/deadline', body, 'officer');

  it('counts each limit of a cell, with pauses and an extension', async () => {
    const { parts } = await calculate({
      phrase: '信息形成之日起20个工作日内',
      from: '2026-09-28',
      pauses: [{ from: '2026-10-12', to: '2026-10-16', reason: '征求第三方意见' }],
      extension: { amount: 5, unit: 'workday', reason: '经批准' },
    });
    expect(parts[0]?.deadline?.on).toBe('2026-11-13');
    expect(parts[0]?.deadline?.sentence).toMatch(/5个工作日不计入）至11月6日；经批准延长5个工作日/);
  });

  it('says where a law counts 日 as working days', async () => {
    const { parts } = await calculate({ phrase: '作出行政处罚决定之日起7日内', from: '2026-09-28' });
    expect(parts[0]?.caution).toContain('第八十五条');
  });

  it('makes no day up', async () => {
    expect((await calculate({ phrase: '及时公开', from: '2026-09-28' })).parts).toEqual([
      { wording: '及时公开', kind: 'prompt', deadline: null, problem: '“及时公开”没有可计算的截止日', caution: null },
    ]);
  });
});

describe('期限日历', () => {
  it('is that of the own unit for its officer, whatever unit is asked for', async () => {
    const view = await ask<UnitDeadlinesView>('GET', '/api/calendar/deadlines?unit=999999', undefined, 'officer');
    expect(view.unit).toEqual({ id: unitId, name: '白石镇' });
    expect(view.rows.length).toBeGreaterThan(12);
  });

  it('shows of a planned day how it was counted, and of a named one nothing', async () => {
    const { rows } = await ask<UnitDeadlinesView>('GET', `/api/calendar/deadlines?unit=${unitId}`);
    const stepsOf = (instance: string, itemKey: string) => {
      const dueOn = rows.find((row) => row.instance === instance && row.itemKey === itemKey)?.dueOn ?? '';
      const query = new URLSearchParams({ unit: '999999', itemKey, instance, dueOn });
      return ask<{ deadline: DeadlineView | null }>(
        'GET',
        `/api/calendar/deadlines/steps?${query}`,
        undefined,
        'officer',
      );
    };
    const { deadline } = await stepsOf('2026Q3', '事项1');
    expect(deadline?.on).toBe('2026-10-27');
    expect(deadline?.steps.filter(({ counted }) => counted)).toHaveLength(15);
    expect(await stepsOf('2026-09', '事项2')).toEqual({ deadline: null });
  });

  it('asks an administrator for a unit', async () => {
    expect((await call('GET', '/api/calendar/deadlines', { as: 'admin' })).status).toBe(404);
  });
});
