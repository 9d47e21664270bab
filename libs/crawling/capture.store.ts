import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

const compress = promisify(gzip);
const expand = promisify(gunzip);

/** Level 1: see README, measured. */
const LEVEL = 1;

/** 网页快照的字节 — files named by the SHA-256 of what they hold, so that evidence cannot be changed unseen. */
export interface CaptureStore {
  /** Idempotent; `storedBytes` is the size on disk. */
  put(bytes: Buffer): Promise<{ readonly sha256: string; readonly storedBytes: number }>;
  /** Throws when the name is malformed, the file is missing or its content is not what the name says. */
  get(sha256: string): Promise<Buffer>;
}

export function createCaptureStore(folder: string): CaptureStore {
  return {
    async put(bytes) {
      const sha256 = hashOf(bytes);
      const path = pathOf(folder, sha256);
      const stored = await stat(path).catch(() => undefined);
      if (stored) return { sha256, storedBytes: stored.size };
      const packed = await compress(bytes, { level: LEVEL });
      await writeWhole(path, packed);
      return { sha256, storedBytes: packed.length };
    },
    async get(sha256) {
      const bytes = await expand(await readFile(pathOf(folder, sha256)));
      if (hashOf(bytes) !== sha256) throw new Error(`capture ${sha256}: the stored bytes have another hash`);
      return bytes;
    },
  };
}

/** `ab/cd/<sha256>.gz`; only a SHA-256 in lower-case hex makes a path, so nothing a site sends can. */
function pathOf(folder: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new Error(`not a SHA-256 in lower-case hex: ${JSON.stringify(sha256).slice(0, 80)}`);
  return join(folder, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.gz`);
}

/** Readers see the whole file or none: written beside and renamed. Two writers of one hash write the same bytes. */
async function writeWhole(path: string, bytes: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}-${randomBytes(6).toString('hex')}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  try {
    await writeFile(draft, bytes);
    await rename(draft, path);
  } catch (error) {
    await unlink(draft).catch(() => undefined); // a full disk leaves no fragments behind
    throw error;
  }
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
