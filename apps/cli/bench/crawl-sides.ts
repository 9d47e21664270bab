import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { migrate, openDatabase } from '@app/platform/database.client';
import { EmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { migrateQueues } from '@app/platform/queues.client';
import { ArticleTruth } from './county-pages';
import { CRAWLEE, SCRAPY } from './crawl-peers';
import { endedChildrenMs, residentMb, treeMs } from './process-cost';

/** Requests under way at once, for every side. */
const CONCURRENCY = 16;
const SAMPLE_MS = 200;
const CLI = join(__dirname, '../main.js');
const PEERS = join(tmpdir(), 'mingjian-bench-peers');
const PYTHON = '/usr/bin/python3';

/** Where one run finds what it needs. */
export interface Ground {
  readonly origin: string;
  readonly wantedPages: number;
  readonly articles: readonly ArticleTruth[];
  /** Holds what the runs leave. */
  readonly folder: string;
  readonly postgres: EmbeddedPostgres;
  readonly postgresPid: number;
}

/** What one run cost: CPU of all processes of the side, PostgreSQL's included. */
export interface RunCost {
  readonly pages: number;
  readonly cpuMsPerPage: number;
  readonly postgresMsPerPage: number;
  readonly pagesPerSecond: number;
  readonly peakMb: number;
  /** Resident memory through the run. */
  readonly samplesMb: readonly number[];
  /** Share of articles whose title, date and 文号 were read right. */
  readonly right: number;
}

export interface Side {
  readonly name: string;
  run(ground: Ground): Promise<RunCost>;
}

/** The product: evidence, frontier and documents stored, on a database of its own for every run. */
export const OURS: Side = {
  name: 'mingjian crawl --store',
  async run(ground) {
    const { postgres, postgresPid, origin, wantedPages } = ground;
    const url = await freshDatabase(postgres);
    const data = mkdtempSync(join(ground.folder, 'data-'));
    const before = treeMs(postgresPid);
    const words = ['crawl', `${origin}/`, '--store', '--json', '--allow-private', '--delay', '0'];
    const limits = ['--concurrency', String(CONCURRENCY), '--max-pages', String(wantedPages * 2)];
    const env = { DATABASE_URL: url, MINGJIAN_DATA: data, LOG_LEVEL: 'warn' };
    const run = await measured([process.execPath, CLI, ...words, ...limits], env);
    // What the server put off belongs to the run, too.
    await asAdmin(postgres, (client) => client.query('CHECKPOINT'));
    const postgresMs = treeMs(postgresPid) - before;
    const read = await fieldsIn(url, origin);
    rmSync(data, { recursive: true, force: true });
    return costOf(run, postgresMs, rightShare(ground.articles, read));
  },
};

/** undici and htmlparser2 in one loop that stores nothing. */
export const BARE = peer('undici + htmlparser2, nothing stored', (fields) => [
  process.execPath,
  join(__dirname, 'bare-loop.js'),
  ...fields,
]);

/** @crawlee/cheerio, from a temporary folder; installed there when `isInstalled` is asked to. Undefined without it. */
export function crawlee(mayInstall: boolean): Side | undefined {
  const isThere = () => existsSync(join(PEERS, 'node_modules/@crawlee/cheerio'));
  if (!isThere() && mayInstall) installPeers();
  if (!isThere()) return undefined;
  const script = join(PEERS, 'crawl.mjs');
  writeFileSync(script, CRAWLEE);
  return peer('@crawlee/cheerio, tuned', (fields) => [process.execPath, script, ...fields]);
}

/** Scrapy of the system; undefined without it. */
export function scrapy(): Side | undefined {
  if (!existsSync(PYTHON) || spawnSync(PYTHON, ['-c', 'import scrapy, lxml']).status !== 0) return undefined;
  mkdirSync(PEERS, { recursive: true });
  const script = join(PEERS, 'crawl.py');
  writeFileSync(script, SCRAPY);
  return peer('Scrapy, tuned', (fields) => [PYTHON, script, ...fields]);
}

function installPeers(): void {
  mkdirSync(PEERS, { recursive: true });
  writeFileSync(join(PEERS, 'package.json'), '{"private":true}');
  const words = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '@crawlee/cheerio@3'];
  const { status, stderr } = spawnSync('npm', words, { cwd: PEERS, encoding: 'utf8' });
  if (status !== 0) process.stderr.write(`@crawlee/cheerio could not be installed: ${stderr.slice(-400)}\n`);
}

function peer(
  name: string,
  command: (words: readonly [origin: string, fieldsFile: string]) => readonly string[],
): Side {
  return {
    name,
    async run({ origin, folder, articles }) {
      const fields = join(folder, 'fields.tsv');
      const run = await measured(command([origin, fields]), {});
      const lines = readFileSync(fields, 'utf8').split('\n');
      const read = new Map(lines.map((line) => [line.split('\t')[0] ?? '', line]));
      return costOf(run, 0, rightShare(articles, read));
    },
  };
}

interface Run {
  readonly pages: number;
  readonly cpuMs: number;
  readonly seconds: number;
  readonly peakMb: number;
  readonly samplesMb: readonly number[];
}

async function measured([program = '', ...words]: readonly string[], env: Record<string, string>): Promise<Run> {
  const cpuBefore = endedChildrenMs();
  const from = performance.now();
  const child = spawn(program, words, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (said += chunk));
  const samplesMb: number[] = [];
  let peakMb = 0;
  const sampler = setInterval(() => {
    const resident = residentMb(child.pid as number);
    if (!resident) return;
    samplesMb.push(resident.now);
    peakMb = resident.peak;
  }, SAMPLE_MS);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(sampler);
  if (code !== 0) throw new Error(`${[program, ...words].join(' ')} ended with ${code}`);
  const { pages } = JSON.parse(said) as { pages: number };
  const seconds = (performance.now() - from) / 1_000;
  return { pages, cpuMs: endedChildrenMs() - cpuBefore, seconds, peakMb, samplesMb };
}

function costOf({ pages, cpuMs, seconds, peakMb, samplesMb }: Run, postgresMs: number, right: number): RunCost {
  return {
    pages,
    cpuMsPerPage: (cpuMs + postgresMs) / pages,
    postgresMsPerPage: postgresMs / pages,
    pagesPerSecond: pages / seconds,
    peakMb,
    samplesMb,
    right,
  };
}

function rightShare(articles: readonly ArticleTruth[], read: ReadonlyMap<string, string>): number {
  const right = articles.filter(({ path, title, publishedOn, documentNumber }) => {
    return read.get(path) === [path, title, publishedOn, documentNumber].join('\t');
  });
  return right.length / articles.length;
}

let databases = 0;

/** Migrated before the clock runs: an installation does that once. */
async function freshDatabase(postgres: EmbeddedPostgres): Promise<string> {
  const name = `bench_${(databases += 1)}`;
  const url = new URL(postgres.url);
  await asAdmin(postgres, (client) => client.query(`CREATE DATABASE ${name} OWNER ${url.username}`));
  url.pathname = `/${name}`;
  await asAdmin(postgres, (client) => client.query('CREATE EXTENSION IF NOT EXISTS pg_trgm'), name);
  const db = await openDatabase({ databaseUrl: url.href }, SILENT);
  await migrate(db);
  await migrateQueues({ databaseUrl: url.href });
  await db.destroy();
  return url.href;
}

async function asAdmin<T>(postgres: EmbeddedPostgres, work: (client: Client) => Promise<T>, name?: string): Promise<T> {
  const url = new URL(postgres.adminUrl);
  if (name) url.pathname = `/${name}`;
  const client = new Client({ connectionString: url.href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** What the documents of the round say, in the form the peers write. */
async function fieldsIn(url: string, origin: string): Promise<ReadonlyMap<string, string>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `SELECT substr(c.url, $1) AS path, d.page->>'title' AS title, d.page->>'publishedOn' AS "publishedOn", d.page->>'documentNumber' AS number
         FROM capture c JOIN document d ON d.capture_id = c.id`,
      [origin.length + 1],
    );
    return new Map(
      rows.map(({ path, title, publishedOn, number }) => [path, [path, title, publishedOn, number].join('\t')]),
    );
  } finally {
    await client.end();
  }
}
