import { fork } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { stream } from 'exceljs';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { CatalogStore } from '@app/catalog/catalog.store';
import { writeCatalogSheet } from '@app/catalog/catalog-sheet.writer';
import { CatalogThread } from '@app/catalog/catalog-thread.client';
import { migrate, openDatabase } from '@app/platform/database.client';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import type { Figures } from './main';

/** 权力事项 52,603 and 公共服务事项 2,034 of one city (seed 000 二(一)). */
const ROWS = 54_637;
const LIMIT = { seconds: 60, megabytes: 1024, stallMs: 250 };

/**
 * One workbook of all items of a city, with merged cells as offices draw them: read and stored in a process of its own, as
 * by the command line, and then as the API does it with an upload, by a thread of this process.
 */
export async function bench(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjian-bench-'));
  const server = await startEmbeddedPostgres(folder, SILENT, { disposable: true });
  try {
    const file = join(folder, 'city.xlsx');
    await writeWorkbook(file);
    const db = await openDatabase({ databaseUrl: server.url, databasePoolSize: 2 }, SILENT);
    await migrate(db);
    const sites = new SiteStore(db);
    await sites.saveUnits((await sites.ensureRegion('明州市清河县', null)).id, [UNIT]);
    await db.destroy();
    const figures = await measured(file, server.url);
    const upload = await uploaded(file, server.url);
    const isWithin =
      Math.max(Number(figures.seconds), upload.uploadSeconds, upload.previewSeconds) <= LIMIT.seconds &&
      Number(figures.megabytes) <= LIMIT.megabytes &&
      upload.longestStallMs <= LIMIT.stallMs;
    return { rows: ROWS, fileMegabytes: round((await stat(file)).size / 2 ** 20), ...figures, ...upload, isWithin };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const UNIT: UnitEntry = {
  unit: { name: '清河县', aliases: [], kind: 'government', registeredOn: null },
  scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: [], isOwnSite: true, plans: [] },
  siteName: '清河县人民政府门户网站',
  email: null,
  contact: null,
};

async function importOnce(file: string, databaseUrl: string): Promise<Figures> {
  const db = await openDatabase({ databaseUrl, databasePoolSize: 2 }, SILENT);
  const [unit] = await new SiteStore(db).units();
  const begun = performance.now();
  const catalog = await readCatalogFile(file);
  const read = performance.now();
  const source = { name: 'city.xlsx', sha256: '0'.repeat(64) };
  const { added } = await new CatalogStore(db).saveCatalog(unit?.id ?? 0, catalog, source);
  const stored = performance.now();
  const megabytes = round(process.resourceUsage().maxRSS / 1024);
  await db.destroy();
  const exported = performance.now();
  await writeCatalogSheet(catalog.items, '清河县标准目录');
  return {
    items: added.length,
    problems: catalog.problems.length,
    readSeconds: round((read - begun) / 1000),
    storeSeconds: round((stored - read) / 1000),
    seconds: round((stored - begun) / 1000),
    megabytes,
    exportSeconds: round((performance.now() - exported) / 1000),
  };
}

/** `longestStallMs`: the longest time this process answered nobody while the thread previewed and stored the upload. */
async function uploaded(file: string, databaseUrl: string) {
  const db = await openDatabase({ databaseUrl, databasePoolSize: 2 }, SILENT);
  const [unit] = await new SiteStore(db).units();
  const upload = { bytes: await readFile(file), name: 'city.xlsx', unitId: unit?.id ?? 0, kind: 'standard' as const };
  const thread = new CatalogThread(db);
  const stalls = monitorEventLoopDelay({ resolution: 10 });
  stalls.enable();
  const begun = performance.now();
  const { diff } = await thread.preview(upload);
  const previewed = performance.now();
  await thread.saveDraft({ ...upload, by: { accountId: null, name: '性能测试' } });
  const stored = performance.now();
  stalls.disable();
  await db.destroy();
  return {
    unchanged: diff.unchanged,
    previewSeconds: round((previewed - begun) / 1000),
    uploadSeconds: round((stored - previewed) / 1000),
    longestStallMs: Math.round(stalls.max / 1e6),
  };
}

function measured(file: string, databaseUrl: string): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const child = fork(__filename, [file, databaseUrl]);
    child.once('message', (figures) => resolve(figures as Figures));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the importing process ended with ${code}`)));
  });
}

const HEADER = [
  '序号',
  '公开事项',
  '',
  '公开内容（要素）',
  '公开依据',
  '公开时限',
  '公开主体',
  '公开渠道和载体',
  '公开对象',
  '',
  '公开方式',
  '',
  '公开层级',
  '',
];
const LOWER = [
  '',
  '一级事项',
  '二级事项',
  '',
  '',
  '',
  '',
  '',
  '全社会',
  '特定群体（请写明）',
  '主动',
  '依申请公开',
  '县级',
  '乡级',
];
/** Items of one 一级事项, lines of one merged 公开依据, 公开时限 and 公开主体. */
const GROUP = 12;
const BLOCK = 4;

async function writeWorkbook(file: string): Promise<void> {
  const book = new stream.xlsx.WorkbookWriter({ stream: createWriteStream(file), useSharedStrings: true });
  const sheet = book.addWorksheet('目录');
  sheet.addRow(['清河县政务公开事项标准目录']);
  sheet.mergeCells(1, 1, 1, HEADER.length);
  sheet.addRow(HEADER);
  sheet.addRow(LOWER);
  for (const column of [1, 4, 5, 6, 7, 8]) sheet.mergeCells(2, column, 3, column);
  for (const [from, to] of [
    [2, 3],
    [9, 10],
    [11, 12],
    [13, 14],
  ] as const)
    sheet.mergeCells(2, from, 2, to);
  for (let index = 0; index < ROWS; index += 1) {
    const row = sheet.addRow(lineAt(index));
    const last = (size: number) => (index % size === size - 1 || index === ROWS - 1 ? index % size : 0);
    if (last(GROUP)) sheet.mergeCells(row.number - last(GROUP), 2, row.number, 2);
    if (last(BLOCK))
      for (const column of [5, 6, 7]) sheet.mergeCells(row.number - last(BLOCK), column, row.number, column);
    if (index % GROUP === GROUP - 1) row.commit();
  }
  sheet.commit();
  await book.commit();
}

function lineAt(index: number): (string | number)[] {
  const isFirst = (size: number) => index % size === 0;
  const group = Math.floor(index / GROUP);
  return [
    index + 1,
    isFirst(GROUP) ? `行政权力事项第${group + 1}类` : '',
    `第${index + 1}项办理事项的审批结果与监督检查信息`,
    `1.事项名称\n2.办理条件（第${index + 1}项）\n3.办理程序\n4.办理结果\n5.投诉举报电话以及网上投诉渠道`,
    isFirst(BLOCK)
      ? `1.《中华人民共和国政府信息公开条例》（国务院令第711号）\n2.《清河县第${group + 1}类事项管理办法》`
      : '',
    isFirst(BLOCK) ? LIMITS[group % LIMITS.length]! : '',
    isFirst(BLOCK) ? `清河县第${(group % 60) + 1}局` : '',
    '■政府网站  □政府公报\n■两微一端  □发布会/听证会\n□广播电视  □纸质媒体\n□公开查阅点  ■政务服务中心\n□便民服务站  □入户/现场\n□社区/企事业单位/村公示栏（电子屏）\n□精准推送  □其他',
    '√',
    index % 7 === 0 ? '行政相对人' : '',
    '√',
    '',
    '√',
    index % 3 === 0 ? '√' : '',
  ];
}

const LIMITS = [
  '信息形成或者变更之日起20个工作日内公开',
  '自作出行政决定之日起7个工作日内公开；其他信息20个工作日内',
  '每季度首月20日前公开上季度情况',
  '每年1月31日前公开',
  '及时公开',
  '长期公开',
];

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

if (require.main === module) {
  const [file = '', databaseUrl = ''] = process.argv.slice(2);
  importOnce(file, databaseUrl).then(
    (figures) => process.send?.(figures, () => process.exit(0)),
    (error: Error) => {
      process.stderr.write(`${error.stack}\n`);
      process.exit(1);
    },
  );
}
