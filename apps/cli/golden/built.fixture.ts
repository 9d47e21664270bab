import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tryLock } from '@app/platform/machine-lock.client';

const ROOT = join(__dirname, '../../..');

/** The command line as `npm install` builds it. */
export const MAIN = join(ROOT, 'dist/apps/cli/main.js');

interface Part {
  readonly script: string;
  /** Written anew by every build that changes something. */
  readonly product: string;
  readonly sources: readonly string[];
  has(path: string): boolean;
}

const PARTS: readonly Part[] = [
  {
    script: 'build:server',
    product: 'dist/.tsbuildinfo',
    sources: ['apps', 'libs', 'crawlers', 'rules', 'dashboards'],
    has: (path) => /\.ts$/.test(path) && !/\.(?:spec|fixture)\.ts$|^apps\/web\//.test(path),
  },
  {
    script: 'build:web',
    product: 'dist/apps/web/public/index.html',
    sources: ['apps/web', 'apps/api/views.ts', 'libs/alerting/alert.ts'],
    has: (path) => /\.(?:tsx?|css|html|svg)$/.test(path) && !/\.spec\.ts$/.test(path),
  },
];

/**
 * Builds what is missing in dist/ or older than its sources, once for all specs of a run; specs that drive the product
 * call this first. Throws with the compiler's words when it does not build.
 */
export async function builtProduct(): Promise<void> {
  const lock = await lockBuild();
  try {
    for (const part of PARTS) if (isStale(part)) build(part);
  } finally {
    await lock.release();
  }
}

async function lockBuild() {
  for (;;) {
    const lock = await tryLock(ROOT, 'build');
    if (lock) return lock;
    await sleep(200);
  }
}

function isStale({ product, sources, has }: Part): boolean {
  const file = join(ROOT, product);
  if (!existsSync(file)) return true;
  const builtMs = statSync(file).mtimeMs;
  return sources.flatMap(filesUnder).some((path) => has(path) && statSync(join(ROOT, path)).mtimeMs > builtMs);
}

/** Paths from the root; a file stands for itself. */
function filesUnder(path: string): string[] {
  if (!existsSync(join(ROOT, path))) return [];
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path), { recursive: true, encoding: 'utf8' }).map((name) => join(path, name));
}

function build({ script, product }: Part): void {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', script], { cwd: ROOT, encoding: 'utf8' });
  if (status === 0 && existsSync(join(ROOT, product))) return;
  throw new Error(`the product cannot be driven, because npm run ${script} failed:\n${stdout}${stderr}`);
}
