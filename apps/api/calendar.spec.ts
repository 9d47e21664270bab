import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { CatalogStore } from '@app/catalog/catalog.store';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore } from '@app/sites/site.store';
import type {
  CalendarChangeView,
  CalendarEditBody,
  CalendarPreviewView,
  CalendarYearView,
  DeadlineCalculationView,
  MovedDeadlineView,
  UnitDeadlinesView,
} from './calendar-views';
import { createApi } from './main';

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

const preview = (edit: CalendarEditBody) => ask<CalendarPreviewView>('POST', '/api/calendar/preview', { edit });
const apply = (edit: CalendarEditBody, versionBefore: string) =>
  ask<{ movedCount: number; version: string }>('POST', '/api/calendar/edits', { edit, versionBefore });

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
    const shown = await preview(NOTICE_2027);
    expect(shown).toMatchObject({ problems: [], movedCount: 1 });
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
    expect((await preview({ ...NOTICE_2027, text })).problems).toEqual(['春节：文中写作共8天，实为7天']);
    const { versionBefore } = await preview(NOTICE_2027);
    const response = await call('POST', '/api/calendar/edits', {
      as: 'admin',
      body: { edit: { ...NOTICE_2027, text }, versionBefore },
    });
    expect(response.status).toBe(409);
    expect(((await response.json()) as { title: string }).title).toBe('春节：文中写作共8天，实为7天');
  });

  it('enters the notice, moves the deadlines and keeps the list', async () => {
    const deadlines = () =>
      ask<UnitDeadlinesView>('GET', `/api/calendar/deadlines?unit=${unitId}&from=2026-11-18&to=2027-03-31`);
    const quarter = async () => (await deadlines()).rows.find(({ instance }) => instance === '2026Q4');
    expect(await quarter()).toMatchObject({ dueOn: null, state: 'unknown' });

    const { versionBefore } = await preview(NOTICE_2027);
    expect(await apply(NOTICE_2027, versionBefore)).toMatchObject({ movedCount: 1 });
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
    const { versionBefore } = await preview(edit);
    await apply(edit, versionBefore);
    const again = await call('POST', '/api/calendar/edits', { as: 'admin', body: { edit, versionBefore } });
    expect(again.status).toBe(409);
    expect(((await again.json()) as { title: string }).title).toContain('刚被他人修改');
    const year = await ask<CalendarYearView>('GET', '/api/calendar');
    expect(year.days.find(({ date }) => date === '2026-11-20')).toMatchObject({
      isWorking: false,
      changed: { source: '通知', by: '系统管理员' },
    });
  });
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

  it('asks an administrator for a unit', async () => {
    expect((await call('GET', '/api/calendar/deadlines', { as: 'admin' })).status).toBe(404);
  });
});
