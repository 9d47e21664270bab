import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { access, constants, lstat, mkdir, rename, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';

/**
 * Path of a Chromium that can be run: the one named, else the system's, else the one that comes with the package
 * `@sparticuz/chromium`, unpacked once per user. Throws with a reason in Chinese where there is none.
 */
export async function findChromium(named?: string, places: ChromiumPlaces = PLACES): Promise<string> {
  if (named) {
    if (await isExecutable(named)) return named;
    throw new Error(`CHROMIUM_PATH 指定的 ${named} 不存在或不能执行`);
  }
  if (await isExecutable(places.system)) return places.system;
  return unpackedChromium(places.folder);
}

export interface ChromiumPlaces {
  /** Path of the distribution's Chromium. */
  readonly system: string;
  /** Where the packaged one is unpacked to: outlives the process, so that it costs its seconds once. */
  readonly folder: string;
}

const PLACES: ChromiumPlaces = {
  system: '/usr/bin/chromium',
  folder: join(tmpdir(), `mingjian-chromium-${process.getuid?.() ?? 0}`),
};

/**
 * The package would unpack to `/tmp/chromium` and run whatever already lies there, half-written or put there by
 * somebody else. So it is unpacked here: into a folder only this user can write, under a name with the version,
 * written beside and renamed.
 */
async function unpackedChromium(folder: string): Promise<string> {
  const source = packedPath();
  await takeFolder(folder);
  const path = join(folder, `chromium-${source.version}`);
  if (await isExecutable(path)) return path;
  const draft = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  try {
    await pipeline(createReadStream(source.path), createBrotliDecompress(), createWriteStream(draft, { mode: 0o755 }));
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined);
    throw error;
  }
  return path;
}

function packedPath(): { path: string; version: string } {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `没有适用于 ${process.platform}-${process.arch} 的内置浏览器，请安装 Chromium 并设置 CHROMIUM_PATH`,
    );
  }
  try {
    const root = join(dirname(require.resolve('@sparticuz/chromium')), '../..');
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { path: join(root, 'bin/chromium.br'), version };
  } catch {
    throw new Error('未找到浏览器，请安装 Chromium 并设置 CHROMIUM_PATH');
  }
}

async function takeFolder(folder: string): Promise<void> {
  const uid = process.getuid?.() ?? 0;
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === uid && (found.mode & 0o022) === 0) return;
  throw new Error(`浏览器目录 ${folder} 属于其他用户，已拒绝使用`);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
