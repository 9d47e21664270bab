import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { workCalendar } from '@app/calendar/holiday-notices';
import { CatalogStore } from '@app/catalog/catalog.store';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { migrate, openDatabase } from '@app/platform/database.client';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { scheduleOf } from '@app/evaluation/schedule';
import { KeyedItem, ScheduleStore } from '@app/evaluation/schedule.store';
import type { Figures } from './main';

/** The size that the ministry's pilot names: 54,637 rows in the catalogs of one county. */
const ROWS = 54_637;
const UNITS = 109;
const TODAY = '2026-11-18';

/** Wordings in about the shares they have in real catalogs, periods rather more often than there. */
const WORDINGS = [
  '信息形成或者变更之日起20个工作日内公开',
  '信息形成或者变更之日起20个工作日内予以公开',
  '自作出行政决定之日起7个工作日内公开；其他信息20个工作日内',
  '每季度首月20日前公开上季度情况',
  '每月10日前公开',
  '每年1月31日前公开上一年度报告',
  '每季度结束后15个工作日内公开',
  '每半年公开一次',
  '每年公开',
  '最迟6个月内必须有更新',
  '及时公开',
  '长期公开',
];

/**
 * A year of obligations of a large catalog: worked out, stored, and worked out again after one row changed. First as the
 * catalog of one unit, its rows at hand; then as the product does it, shared out to the units of a county and read from
 * the database.
 */
export async function bench(): Promise<Figures> {
  const items = rows();
  const calendar = workCalendar();
  const span = { from: '2026-01-01', until: '2026-12-31', calendar };
  const [pureSeconds, instances] = await timed(async () =>
    items.reduce((sum, { item }) => sum + scheduleOf(item, span).length, 0),
  );

  const folder = await mkdtemp(join(tmpdir(), 'mingjian-bench-'));
  const server = await startEmbeddedPostgres(folder, SILENT, { disposable: true });
  try {
    const db = await openDatabase({ databaseUrl: server.url, databasePoolSize: 2 }, SILENT);
    await migrate(db);
    const figures = await stored(db, items);
    await db.destroy();
    return { rows: ROWS, instances, pureSeconds, ...figures };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function stored(db: DataSource, items: readonly KeyedItem[]): Promise<Figures> {
  const region = await db.query(`INSERT INTO region (name) VALUES ('明州市清河县') RETURNING id`);
  const unitId = await newUnit(db, region[0].id, '清河县人民政府');
  const store = new ScheduleStore(db, new CatalogStore(db));
  const when = { calendar: workCalendar(), today: TODAY };
  const [firstSeconds, first] = await timed(() => store.refreshItems(unitId, items, when));
  const changed = items.map((each, index) => (index === 27_000 ? withLimit(each, '每月20日前公开') : each));
  const [oneRowSeconds, one] = await timed(() => store.refreshItems(unitId, changed, when));
  const [nothingSeconds, none] = await timed(() => store.refreshItems(unitId, changed, when));
  const [readSeconds, lines] = await timed(() => store.lines(unitId, '2026-11-18', '2026-12-31'));
  return {
    firstComputed: first.computed,
    firstSeconds,
    oneRowComputed: one.computed,
    oneRowSeconds,
    unchangedComputed: none.computed,
    unchangedSeconds: nothingSeconds,
    linesRead: lines.length,
    readSeconds,
    ...(await county(db, region[0].id, items)),
    rssMegabytes: Math.round(process.memoryUsage().rss / 1_048_576),
  };
}

function rows(): KeyedItem[] {
  return Array.from({ length: ROWS }, (_row, index) => {
    const name = `公开事项${index}`;
    const item: DisclosureItem = {
      row: index + 4,
      group: `第${index % 26}领域`,
      name,
      levels: [`第${index % 26}领域`, name],
      elements: [],
      basis: [],
      timeLimit: null,
      limits: [],
      unit: '清河县人民政府',
      channels: [],
      audience: null,
      method: 'proactive',
      tiers: [],
      section: null,
      cells: {},
    };
    return withLimit({ key: item.levels.join(' > '), item }, WORDINGS[index % WORDINGS.length] ?? '');
  });
}

function withLimit({ key, item }: KeyedItem, timeLimit: string): KeyedItem {
  return { key, item: { ...item, timeLimit, limits: readTimeLimits(timeLimit) } };
}

/** Rows shared out to units, imported and kept; then one row of one unit is imported anew. */
async function county(db: DataSource, regionId: number, items: readonly KeyedItem[]): Promise<Figures> {
  const catalogs = new CatalogStore(db);
  const store = new ScheduleStore(db, catalogs);
  const [{ today }] = await db.query(`SELECT current_date::text AS today`);
  const when = { calendar: workCalendar(), today };
  const share = Math.ceil(items.length / UNITS);
  const unitIds: number[] = [];
  const save = (unitId: number, rows: readonly KeyedItem[]) =>
    catalogs.saveCatalog(unitId, { items: rows.map(({ item }) => item), problems: [] }, SOURCE);
  for (let unit = 0; unit < UNITS; unit += 1) {
    const unitId = await newUnit(db, regionId, `清河县第${unit + 1}局`);
    await save(unitId, items.slice(unit * share, (unit + 1) * share));
    unitIds.push(unitId);
  }
  const keepAll = async () => {
    const refreshed = [];
    for (const unitId of unitIds) refreshed.push((await store.keep(unitId, when))?.computed ?? 0);
    return refreshed.reduce((sum, each) => sum + each, 0);
  };
  const [countySeconds, countyComputed] = await timed(keepAll);
  const [first, ...rest] = items.slice(0, share) as [KeyedItem, ...KeyedItem[]];
  await save(unitIds[0] as number, [withLimit(first, '每月20日前公开'), ...rest]);
  const [countyOneRowSeconds, countyOneRowComputed] = await timed(keepAll);
  return { countyComputed, countySeconds, countyOneRowComputed, countyOneRowSeconds };
}

const SOURCE = { name: 'county.xlsx', sha256: '0'.repeat(64) };

async function newUnit(db: DataSource, regionId: number, name: string): Promise<number> {
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, $2, 'government') RETURNING id`, [
    regionId,
    name,
  ]);
  return unit.id;
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const from = performance.now();
  const result = await work();
  return [Math.round(performance.now() - from) / 1000, result];
}
