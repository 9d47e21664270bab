import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import ts from 'typescript';

const ROOT = join(__dirname, '../../..');
/** Where patterns meet text that others wrote: pages, catalogs, robots.txt, headers, uploads. */
const FOLDERS = ['crawlers', 'libs', 'rules', 'apps/api', 'apps/worker'];
/** Longer texts are cut before a pattern sees them, or read by patterns that `bench -- hostile` holds to linear cost. */
const LENGTH = 4_000;
/** A thousand times what an innocent pattern takes; one that backtracks without end never comes back. */
const MOST_MS = 3_000;

interface Pattern {
  readonly place: string;
  readonly source: string;
  readonly flags: string;
}

function patterns(): Pattern[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
    .filter((file) => file.endsWith('.ts') && !/\.(?:spec|fixture)\.ts$|\/migrations\/|\/fixtures\//.test(file))
    .flatMap(patternsIn);
}

function patternsIn(file: string): Pattern[] {
  const parsed = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: Pattern[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = parsed.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ place: `${file}:${line}`, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return found;
}

/** What the pattern itself names, as the beginning of a text and the part that is repeated in it. */
function attacks({ source }: Pattern): (readonly [start: string, part: string])[] {
  const plain = source.replace(/\\[dwsSbBWDpPu](?:\{[^}]*\})?|[()[\]{}|?*+^$.\\]/g, ' ');
  const words = [...new Set(plain.split(/\s+/).filter((word) => word !== ''))].slice(0, 24);
  const atoms = [...new Set([...plain.replace(/\s/g, ''), ...' 1a中<"\n\t:-'])].slice(0, 60);
  const pairs = atoms.slice(0, 12).flatMap((one, at) => [one + (atoms[at + 1] ?? ' '), ` ${one}`, `${one}1`]);
  return [...atoms, ...words, ...pairs].flatMap((part) => [['', part] as const, [words[0] ?? '', part] as const]);
}

/** Runs patterns in a thread that can be ended; tells each pattern's slowest attack in milliseconds, as it goes. */
const RUNNER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { work, length } = workerData;
  for (const { index, source, flags, attacks } of work) {
    parentPort.postMessage({ index });
    const pattern = new RegExp(source, flags.replace(/[gy]/g, ''));
    let slowest = 0;
    for (const [start, part] of attacks) {
      const text = start + part.repeat(Math.ceil(length / part.length)) + '\\u0001';
      const { user } = process.cpuUsage();
      pattern.test(text);
      slowest = Math.max(slowest, (process.cpuUsage().user - user) / 1000);
    }
    parentPort.postMessage({ index, slowest });
  }`;

interface Told {
  readonly index: number;
  readonly slowest?: number;
}

/** The patterns that took too long, or never came back. */
async function slowPatterns(all: readonly Pattern[]): Promise<string[]> {
  const slow: string[] = [];
  for (let next = 0; next < all.length;) {
    const work = all.slice(next).map((pattern, at) => ({ ...pattern, index: next + at, attacks: attacks(pattern) }));
    const stuckAt = await new Promise<number | undefined>((resolve, reject) => {
      const worker = new Worker(RUNNER, { eval: true, workerData: { work, length: LENGTH } });
      let current = next;
      let timer: NodeJS.Timeout | undefined;
      worker.on('message', ({ index, slowest }: Told) => {
        current = index;
        clearTimeout(timer);
        timer = setTimeout(() => void worker.terminate().then(() => resolve(current)), MOST_MS * 3);
        if (slowest !== undefined && slowest > MOST_MS)
          slow.push(`${all[index]?.place} took ${Math.round(slowest)} ms`);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        clearTimeout(timer);
        if (code === 0) resolve(undefined);
      });
    });
    if (stuckAt === undefined) return slow;
    slow.push(`${all[stuckAt]?.place} never came back`);
    next = stuckAt + 1;
  }
  return slow;
}

describe('patterns on text that others wrote', () => {
  it('are all found', () => {
    expect(existsSync(join(ROOT, 'crawlers'))).toBe(true);
    expect(patterns().length).toBeGreaterThan(500);
  });

  it('are told apart: one that backtracks without end is caught', async () => {
    const bad = { place: 'bad', source: '^(?:a+)+$', flags: '' };
    const good = { place: 'good', source: '^a+$', flags: '' };
    expect(await slowPatterns([good, bad, good])).toEqual(['bad never came back']);
  }, 120_000);

  it('come back from every adversarial text', async () => {
    expect(await slowPatterns(patterns())).toEqual([]);
  }, 600_000);
});
