import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { countyPages } from './county-pages';
import { BARE, crawlee, Ground, OURS, RunCost, scrapy, Side } from './crawl-sides';
import type { Figures } from './main';

/** 8,000 pages of 50 kB, and five rounds in which every side has its turn. */
const PAGES = 8_000;
const ROUNDS = 5;

/**
 * 采集速度 — CPU per page over loopback, the server in a process of its own: the product with extraction and durable
 * storage, PostgreSQL counted, beside peers that store nothing. A table on stderr, the product's figures as JSON.
 * `--pages N`, `--rounds N`, `--peers` (installs @crawlee/cheerio into the temporary folder), `--memory` (only the
 * product, with its resident memory by tenths of the run).
 */
export async function bench(): Promise<Figures> {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: {
      pages: { type: 'string', default: String(PAGES) },
      rounds: { type: 'string', default: String(ROUNDS) },
      peers: { type: 'boolean', default: false },
      memory: { type: 'boolean', default: false },
    },
  });
  const wanted = Number(values.pages);
  return onGround(wanted, async (ground) => {
    if (values.memory) return memoryOf(await OURS.run(ground));
    const sides = [OURS, BARE, crawlee(values.peers), scrapy()].filter((side): side is Side => side !== undefined);
    const costs = new Map<Side, RunCost[]>(sides.map((side) => [side, []]));
    for (let round = 0; round < Number(values.rounds); round += 1)
      for (const side of sides) costs.get(side)?.push(await side.run(ground));
    return figuresOf(costs);
  });
}

async function onGround<T>(wantedPages: number, work: (ground: Ground) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mingjian-bench-'));
  const server = fork(join(__dirname, 'county-server.js'), [String(wantedPages)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const postgres = await startEmbeddedPostgres(folder, SILENT, { exclusive: true });
  try {
    const [port] = await once(server.stdout as NodeJS.ReadableStream, 'data');
    const postmaster = readFileSync(join(folder, 'postgres/cluster/postmaster.pid'), 'utf8');
    const { articles } = countyPages(wantedPages);
    const origin = `http://127.0.0.1:${Number(port)}`;
    return await work({ origin, wantedPages, articles, folder, postgres, postgresPid: parseInt(postmaster, 10) });
  } finally {
    await postgres.stop();
    server.disconnect();
    rmSync(folder, { recursive: true, force: true });
  }
}

const HEAD = '  CPU ms/page  of it PostgreSQL  × ours   pages/s  peak MB  fields right  side';

function figuresOf(costs: ReadonlyMap<Side, readonly RunCost[]>): Figures {
  const medianOf = (side: Side, of: (cost: RunCost) => number) => median((costs.get(side) ?? []).map(of));
  const ours = medianOf(OURS, ({ cpuMsPerPage }) => cpuMsPerPage);
  process.stderr.write(`${HEAD}\n`);
  const figures: Record<string, number> = { pages: medianOf(OURS, ({ pages }) => pages) };
  for (const side of costs.keys()) {
    const cpu = medianOf(side, ({ cpuMsPerPage }) => cpuMsPerPage);
    const columns = [
      cpu.toFixed(2).padStart(13),
      medianOf(side, ({ postgresMsPerPage }) => postgresMsPerPage)
        .toFixed(2)
        .padStart(16),
      (ours / cpu).toFixed(2).padStart(7),
      medianOf(side, ({ pagesPerSecond }) => pagesPerSecond)
        .toFixed(0)
        .padStart(9),
      medianOf(side, ({ peakMb }) => peakMb)
        .toFixed(0)
        .padStart(8),
      `${(medianOf(side, ({ right }) => right) * 100).toFixed(1)} %`.padStart(13),
    ];
    process.stderr.write(`${columns.join(' ')}  ${side.name}\n`);
    figures[`${side.name}: CPU ms/page`] = Math.round(cpu * 1_000) / 1_000;
    figures[`${side.name}: fields right`] = Math.round(medianOf(side, ({ right }) => right) * 10_000) / 10_000;
  }
  return figures;
}

function memoryOf({ pages, cpuMsPerPage, peakMb, samplesMb, right }: RunCost): Figures {
  const tenths = Array.from({ length: 10 }, (_, at) => {
    const part = samplesMb.slice(
      Math.floor((at * samplesMb.length) / 10),
      Math.floor(((at + 1) * samplesMb.length) / 10),
    );
    return Math.round(median(part));
  });
  return { pages, cpuMsPerPage, right, peakMb: Math.round(peakMb), megabytesByTenths: tenths.join(' ') };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
