import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CaptureStore, createCaptureStore } from './capture.store';

const BYTES = Buffer.from('<title>清河县人民政府</title>'.repeat(100));

let folder: string;
let store: CaptureStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'captures-'));
  store = createCaptureStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

describe('capture store', () => {
  it('gives back what it took, smaller on disk', async () => {
    const { sha256, storedBytes } = await store.put(BYTES);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(storedBytes).toBeLessThan(BYTES.length / 5);
    expect(await store.get(sha256)).toEqual(BYTES);
  });

  it('takes the same bytes once, however often and at once', async () => {
    const all = await Promise.all(Array.from({ length: 8 }, () => store.put(BYTES)));
    expect(new Set(all.map(({ sha256 }) => sha256)).size).toBe(1);
    expect((await filesIn()).map(({ name }) => name)).toEqual([`${all[0]?.sha256}.gz`]);
  });

  it('takes nothing at all', async () => {
    const { sha256 } = await store.put(Buffer.alloc(0));
    expect(await store.get(sha256)).toEqual(Buffer.alloc(0));
  });

  it('notices bytes that were changed on disk', async () => {
    const { sha256 } = await store.put(BYTES);
    const file = join(folder, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.gz`);
    await writeFile(file, gzipSync('forged'));
    await expect(store.get(sha256)).rejects.toThrow('another hash');
    await writeFile(file, 'no gzip');
    await expect(store.get(sha256)).rejects.toThrow();
  });

  it.each(['', '..', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), 'a'.repeat(65), `${'a'.repeat(64)}\n`])(
    'refuses the name %j',
    async (name) => {
      await expect(store.get(name)).rejects.toThrow('not a SHA-256');
    },
  );

  it('says when a capture is missing', async () => {
    await expect(store.get('a'.repeat(64))).rejects.toThrow('ENOENT');
  });

  it('leaves no fragment where writing fails', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(createCaptureStore(join(folder, 'file')).put(BYTES)).rejects.toThrow();
    expect((await filesIn()).map(({ name }) => name)).toEqual(['file']);
  });
});
