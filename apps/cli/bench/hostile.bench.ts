import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { ResponseHead } from '@app/crawling/capture';
import { fetchPage, MAX_PAGE_BYTES, PageOutcome } from '@app/crawling/page.client';
import { createHttpClient, HttpClient } from '@app/crawling/http.client';
import { extract } from '../../../crawlers';
import { HOSTILE_INPUTS, HostileInput } from './hostile-inputs';
import { serveTricks, TRICKS } from './hostile-server';
import type { Figures } from './main';

/** What one hostile answer cost and came to. */
export interface HostileLine {
  readonly input: string;
  /** Megabytes of decoded text; 0 where none was given to the reader. */
  readonly megabytes: number;
  readonly cpuMs: number;
  readonly seconds: number;
  /** Peak of the process above what it held before. */
  readonly grownMegabytes: number;
  readonly outcome: string;
}

const SIZES = [100_000, 1_000_000, 5_000_000, MAX_PAGE_BYTES];
/** CPU per megabyte of decoded text for decoding, effective status and extraction together, and memory for any page. */
const BOUND = { cpuMsPerMegabyte: 200, megabytes: 600 };
/** Shorter than the product's 15 s, so that the tricks that wait for the deadline do not take an hour. */
const TIMEOUT_MS = 3_000;

/**
 * 恶意页面 — every input in a process of its own, warmed with honest pages; then what servers do on the wire. A table on
 * stderr, the worst of it as figures. `--only WORDS` runs the inputs whose name holds these words.
 */
export async function bench(): Promise<Figures> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { only: { type: 'string' } } });
  const names = [...HOSTILE_INPUTS, ...TRICKS]
    .map(({ name }) => name)
    .filter((name) => name.includes(values.only ?? ''));
  const server = await childThat('serve', []);
  const origin = String(await server.said());
  const lines: HostileLine[] = [];
  process.stderr.write(`${HEAD}\n`);
  for (const name of names) {
    const child = await childThat('read', [name, origin]);
    for (const line of (await child.said()) as HostileLine[]) {
      lines.push(line);
      process.stderr.write(`${printed(line)}\n`);
    }
    child.end();
  }
  server.end();
  const over = lines.filter(isOver);
  return {
    inputs: names.length,
    lines: lines.length,
    overTheBound: over.length,
    worstCpuMsPerMegabyte: Math.max(...lines.map(rateOf)),
    worstMegabytes: Math.max(...lines.map(({ grownMegabytes }) => grownMegabytes)),
    offenders: [...new Set(over.map(({ input }) => input))].join('; '),
  };
}

const HEAD = '      MB    CPU ms  ms/MB  + MB   s  input → outcome';

function printed(line: HostileLine): string {
  const { input, megabytes, cpuMs, seconds, grownMegabytes, outcome } = line;
  const columns = [
    megabytes.toFixed(1).padStart(8),
    String(cpuMs).padStart(9),
    (line.megabytes === 0 ? '–' : String(rateOf(line))).padStart(6),
    String(grownMegabytes).padStart(5),
    String(Math.round(seconds)).padStart(3),
  ];
  return `${columns.join(' ')}  ${isOver(line) ? 'OVER ' : ''}${input} → ${outcome}`;
}

/** Unpacking to the limit is work, too: where nothing was given to the reader, the page's size limit is the measure. */
function rateOf({ megabytes, cpuMs }: HostileLine): number {
  return Math.round(cpuMs / (megabytes === 0 ? MAX_PAGE_BYTES / 1_000_000 : Math.max(megabytes, 0.1)));
}

function isOver(line: HostileLine): boolean {
  return rateOf(line) > BOUND.cpuMsPerMegabyte || line.grownMegabytes > BOUND.megabytes;
}

interface Child {
  said(): Promise<unknown>;
  end(): void;
}

async function childThat(task: 'serve' | 'read', words: readonly string[]): Promise<Child> {
  const child = fork(__filename, [task, ...words], { serialization: 'advanced' });
  const gone = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`${task} ${words[0]} ended with ${code}`)),
  );
  gone.catch(() => undefined);
  return {
    said: () => Promise.race([once(child, 'message').then(([message]) => message as unknown), gone]),
    end: () => void child.kill('SIGKILL'),
  };
}

async function read(name: string, origin: string): Promise<HostileLine[]> {
  const honest = HOSTILE_INPUTS[0] as HostileInput;
  for (let at = 0; at < 30; at += 1) await readOnce(answering(honest.make(50_000), honest.contentType), HONEST_URL);
  const input = HOSTILE_INPUTS.find((each) => each.name === name);
  if (!input) return [await trickLine(name, origin)];
  const lines: HostileLine[] = [];
  for (const size of SIZES) {
    const client = answering(input.make(size).subarray(0, MAX_PAGE_BYTES), input.contentType);
    lines.push(await leastOf(size < 1_000_000 ? 5 : 2, () => measured(name, client, HONEST_URL)));
  }
  return lines;
}

/** The first readings also compile what this kind of page needs; a worker that runs for days has done that. */

async function leastOf(times: number, reading: () => Promise<HostileLine>): Promise<HostileLine> {
  const lines: HostileLine[] = [];
  for (let at = 0; at < times; at += 1) lines.push(await reading());
  const grownMegabytes = Math.max(...lines.map((line) => line.grownMegabytes));
  const least = lines.reduce((best, line) => (line.cpuMs < best.cpuMs ? line : best));
  return { ...least, grownMegabytes };
}

const HONEST_URL = 'http://www.qinghe.example/zwgk/index.html';

async function trickLine(name: string, origin: string): Promise<HostileLine> {
  const client = createHttpClient({ allowPrivateOrigins: [origin], timeoutMs: TIMEOUT_MS });
  const at = TRICKS.findIndex((trick) => trick.name === name);
  try {
    return await measured(name, client, `${origin}/${at}/`);
  } finally {
    await client.close();
  }
}

async function measured(input: string, client: HttpClient, url: string): Promise<HostileLine> {
  const rss = process.memoryUsage().rss;
  const from = performance.now();
  const cpu = process.cpuUsage();
  const { outcome, characters } = await readOnce(client, url);
  const { user, system } = process.cpuUsage(cpu);
  return {
    input,
    megabytes: characters / 1_000_000,
    cpuMs: Math.round((user + system) / 1_000),
    seconds: (performance.now() - from) / 1_000,
    grownMegabytes: Math.max(0, Math.round((process.resourceUsage().maxRSS * 1_024 - rss) / 1_048_576)),
    outcome,
  };
}

/** The way of every page: bytes, decoding, effective status, redirects in the page, extraction. */
async function readOnce(client: HttpClient, url: string): Promise<{ outcome: string; characters: number }> {
  const fetched: PageOutcome = await fetchPage(client, { url });
  if (!fetched.ok) return { outcome: fetched.failure.kind, characters: 0 };
  if (fetched.html === null) return { outcome: 'no text', characters: 0 };
  const page = extract({ url, html: fetched.html });
  const outcome = `${page.kind}, ${page.links.length} links, ${page.entries.length} entries, ${page.text.length} characters`;
  return { outcome, characters: fetched.body.length };
}

const HEAD_OF_NONE: ResponseHead = { statusText: 'OK', httpVersion: '1.1', headers: [], address: null, tls: null };

function answering(body: Buffer, contentType = 'text/html'): HttpClient {
  return {
    userAgent: 'bench',
    send: async ({ url }) => ({
      ok: true,
      answer: {
        finalUrl: url,
        status: 200,
        headers: { 'content-type': contentType },
        body,
        isCut: false,
        head: HEAD_OF_NONE,
      },
    }),
    close: async () => undefined,
  };
}

async function child([task, ...words]: readonly string[]): Promise<void> {
  const [name = '', origin = ''] = words;
  process.send?.(task === 'serve' ? (await serveTricks()).origin : await read(name, origin));
}

if (require.main === module) void child(process.argv.slice(2));
