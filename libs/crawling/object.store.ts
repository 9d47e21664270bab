import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface StoredObject {
  readonly name: string;
  readonly bytes: number;
  readonly storedAt: Date;
}

export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** Whole files that never change, by names of our own making. */
export interface ObjectStore {
  /** Durable and whole when it returns; on an error nothing stands under the name. */
  put(name: string, chunks: readonly Buffer[]): Promise<void>;
  /** Exactly the bytes of the range, or the whole. @throws MissingObject, or when the object is shorter */
  read(name: string, range?: ByteRange): Promise<Buffer>;
  /** Nothing happens where there is no such object. */
  delete(name: string): Promise<void>;
  list(): AsyncIterable<StoredObject>;
}

export class MissingObject extends Error {}

/** Two hex digits spread the files over 256 folders. Nothing a site or a person sends makes such a name. */
const NAME = /^[a-z]{1,20}\/[0-9a-f]{2}\/[0-9a-f-]{36,64}(?:\.warc\.gz)?$/;
const DRAFTS = 'drafts';
const DRAFT_AGE_MS = 24 * 3_600_000;

/** @throws on a name that is not one of ours */
export function checkedName(name: string): string {
  if (NAME.test(name) && !name.endsWith('\n')) return name;
  throw new Error(`not the name of a stored object: ${JSON.stringify(name).slice(0, 80)}`);
}

/** Objects as files of a folder. Written as a draft, forced to disk and renamed: readers see the whole file or none. */
export function createFolderStore(folder: string): ObjectStore {
  const pathOf = (name: string) => join(folder, checkedName(name));
  return {
    async put(name, chunks) {
      const path = pathOf(name);
      const draft = join(folder, DRAFTS, randomUUID());
      await mkdir(dirname(draft), { recursive: true });
      await mkdir(dirname(path), { recursive: true });
      try {
        await writeDraft(draft, chunks);
        await rename(draft, path);
      } catch (error) {
        await unlink(draft).catch(() => undefined); // a full disk leaves no fragments behind
        throw error;
      }
      await syncFolder(dirname(path));
    },
    async read(name, range) {
      const file = await open(pathOf(name)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ENOENT' ? new MissingObject(`${name} is not in the store`) : error;
      });
      try {
        const { offset, length } = range ?? { offset: 0, length: (await file.stat()).size };
        const bytes = Buffer.allocUnsafe(length);
        const { bytesRead } = await file.read(bytes, 0, length, offset);
        if (bytesRead < length) throw new Error(`${name} ends before ${offset + length}`);
        return bytes;
      } finally {
        await file.close();
      }
    },
    delete: (name) => rm(pathOf(name), { force: true }),
    async *list() {
      await dropOldDrafts(join(folder, DRAFTS));
      for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
        const path = join(entry.parentPath, entry.name);
        const name = path.slice(folder.length + 1);
        if (!entry.isFile() || !NAME.test(name)) continue;
        const found = await stat(path).catch(() => undefined);
        if (found) yield { name, bytes: found.size, storedAt: found.mtime };
      }
    },
  };
}

async function writeDraft(path: string, chunks: readonly Buffer[]): Promise<void> {
  const file = await open(path, 'wx', 0o640);
  try {
    for (const chunk of chunks) await file.writeFile(chunk);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}

/** What a killed process left; the files of the living are younger. */
async function dropOldDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > DRAFT_AGE_MS) await rm(join(folder, name), { force: true });
  }
}
