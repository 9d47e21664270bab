import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { rereadLimits } from '@app/catalog/reread-limits.store';
import { objectStoreOf } from '@app/crawling/capture.module';
import { createCaptureStore } from '@app/crawling/capture.store';
import { Config, loadConfig } from '@app/platform/config';
import { openDatabase } from '@app/platform/database.client';
import { EmbeddedPostgres, startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { log } from '@app/platform/logger';
import { prepareDatabase } from '@app/platform/prepare-database.client';
import { IdentityStore } from '@app/identity/identity.store';
import { SiteStore } from '@app/sites/site.store';
import { Answer } from './commands';
import { firstAdministrator } from './first-administrator';
import { alertTable, Progress, progressOf, progressSentence } from './progress';
import { installSandbox, SandboxPlace, sandboxPlace, scoreSandbox } from './sandbox-county';
import { ChildProgram, ownDataFolder, supervise, Supervision } from './supervisor';

/** Sentences for the person at the terminal; stdout is kept for answers. */
const say = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** `start`: everything in one place; returns when it was stopped. */
export async function startCommand(): Promise<Answer> {
  return run(loadConfig(), { withWeb: true, once: false });
}

/** `demo`: the sandbox county; `--once` scores one complete round against what was planted, and ends. */
export async function demoCommand({ once = false }: { once?: boolean; json?: boolean }): Promise<Answer> {
  return run({ ...loadConfig(), sandbox: true }, { withWeb: !once, once });
}

interface Running {
  readonly config: Config;
  readonly db: DataSource;
  readonly sandbox: SandboxPlace | undefined;
  readonly children: Supervision;
}

async function run(config: Config, { withWeb, once }: { withWeb: boolean; once: boolean }): Promise<Answer> {
  await ownDataFolder(config.dataDir);
  say(config.databaseUrl ? '使用 DATABASE_URL 指定的数据库。' : `数据目录 ${config.dataDir}，正在启动内置数据库……`);
  const server = config.databaseUrl ? undefined : await startEmbeddedPostgres(config.dataDir, log, { exclusive: true });
  const settings = { ...config, databaseUrl: config.databaseUrl ?? server?.url };
  try {
    const db = await openDatabase(settings, log);
    try {
      return await runOn(settings, db, server, { withWeb, once });
    } finally {
      await db.destroy();
    }
  } finally {
    await server?.stop();
  }
}

async function runOn(
  config: Config,
  db: DataSource,
  server: EmbeddedPostgres | undefined,
  { withWeb, once }: { withWeb: boolean; once: boolean },
): Promise<Answer> {
  const applied = await prepareDatabase(db, config);
  if (applied.length > 0) say(`数据库结构已就绪（本次升级 ${applied.length} 项）。`);
  const reread = await rereadLimits(db);
  if (reread > 0) say(`本版本对公开时限的解读有更新，已重新解读目录 ${reread} 行。`);
  const sandbox = await prepare(config, db);
  const children = supervise(programs(config, sandbox, withWeb), log);
  server?.onExit((reason) => {
    say(`内置数据库已退出（${reason}），平台随之停止。`);
    void children.stop(1);
  });
  const running = { config, db, sandbox, children };
  if (once) return runOnce(running);
  await children.ready;
  void report(running).catch((error: Error) => log.warn(`progress: ${error.message}`));
  return { exitCode: await children.ended };
}

/** Loads the sandbox into an empty folder, or makes the first administrator of a real one. */
async function prepare(config: Config, db: DataSource): Promise<SandboxPlace | undefined> {
  const sites = new SiteStore(db);
  const place = sandboxPlace(config.dataDir);
  if (config.sandbox && (await sites.isEmpty())) {
    say('首次启动：正在装入演示县（虚构的明州市清河县）……');
    await installSandbox(db, place, { captures: createCaptureStore(objectStoreOf(config)), say });
  }
  await firstAdministrator(new IdentityStore(db), say);
  const isSandbox = !(await sites.isEmpty()) && (await sites.region()).isVirtual;
  return isSandbox ? place : undefined;
}

function programs(config: Config, sandbox: SandboxPlace | undefined, withWeb: boolean): ChildProgram[] {
  const env = { DATABASE_URL: config.databaseUrl ?? '', MINGJIAN_DATA: config.dataDir };
  const script = (app: string) => join(__dirname, '..', app, 'main.js');
  return [
    ...(sandbox ? [{ name: 'sandbox', script: script('sandbox'), env: sandbox.environment() }] : []),
    { name: 'worker', script: script('worker'), env },
    { name: 'scheduler', script: script('scheduler'), env },
    ...(withWeb ? [{ name: 'api', script: script('api'), env }] : []),
  ];
}

/** Says what is going on until the running rounds are judged, then shows the alerts and where to look at them. */
async function report(running: Running): Promise<void> {
  const { db, config, children } = running;
  await untilJudged(db, () => children.ended);
  say(await alertTable(db));
  const web = `http://${config.host === '127.0.0.1' ? '127.0.0.1' : config.host}:${config.port}`;
  say(`平台已就绪：${web} ${running.sandbox ? `（演示账号见 ${running.sandbox.accountsFile}）` : ''}`);
  say('按 Ctrl-C 停止。');
}

async function runOnce({ db, sandbox, children }: Running): Promise<Answer> {
  if (!sandbox)
    throw new Error('the database holds a real county; demo --once needs a folder of its own (MINGJIAN_DATA)');
  const isWhole = await untilJudged(db, () => children.ended);
  if (!isWhole) return { exitCode: await children.ended };
  const value = await scoreSandbox(db, sandbox);
  const text = `${await alertTable(db)}\n预埋问题 ${value.truth.planted} 处，发现 ${value.truth.found} 处；误报 ${value.truth.falseAlarms} 条。`;
  await children.stop();
  return { value, text };
}

/** True when every site was read and judged; false when the processes ended before. */
async function untilJudged(db: DataSource, ended: () => Promise<number>): Promise<boolean> {
  let isEnded = false;
  void ended().then(() => (isEnded = true));
  const startedAt = Date.now();
  for (let said = ''; !isEnded; await sleep(500)) {
    const progress = await progressOf(db);
    if (progress.isDone) {
      say(conclusion(progress, said === '' ? null : Math.round((Date.now() - startedAt) / 1000)));
      return true;
    }
    const sentence = progressSentence(progress);
    if (sentence !== said && (Date.now() - startedAt) % 2000 < 600) say(sentence);
    said = sentence;
  }
  return false;
}

/** `seconds`: null when all was read and judged before we came. */
function conclusion(progress: Progress, seconds: number | null): string {
  if (progress.sites === 0) return progressSentence(progress);
  if (seconds === null) return `数据目录中已有一轮完整的采集与检查：${progressSentence(progress)}。`;
  return `${progressSentence(progress)}\n一轮采集与检查完成，用时 ${seconds} 秒。`;
}
