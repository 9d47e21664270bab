import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { exited, nextLine, spawnTypescript, TYPESCRIPT_LOADER } from '@app/platform/typescript-child.fixture';
import { createFolderStore, MissingObject } from './object.store';

const NAME = 'warc/0a/0a0a0a0a-0000-4000-8000-000000000000.warc.gz';
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'objects-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const files = async (below: string) =>
  (await readdir(join(folder, below), { recursive: true, withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Stores batches without end, and says each name once it is stored. */
const storeForever = (into: string) => `
  const { createFolderStore } = load('libs/crawling/object.store');
  const { createCaptureStore } = load('libs/crawling/capture.store');
  const { captureRecord } = load('libs/crawling/capture.fixture');
  const { randomBytes } = require('node:crypto');
  const store = createCaptureStore(createFolderStore(${JSON.stringify(into)}));
  const body = randomBytes(200_000);
  for (;;) {
    const stored = await store.putAll(Array.from({ length: 20 }, () => captureRecord(body)));
    process.stdout.write(stored[0].location.file + '\\n');
  }`;

describe('folder store', () => {
  it('gives the whole or a part, and says when there is less', async () => {
    const store = createFolderStore(folder);
    await store.put(NAME, [Buffer.from('abc'), Buffer.from('def')]);
    expect((await store.read(NAME)).toString()).toBe('abcdef');
    expect((await store.read(NAME, { offset: 2, length: 3 })).toString()).toBe('cde');
    await expect(store.read(NAME, { offset: 4, length: 3 })).rejects.toThrow('ends before 7');
    await store.delete(NAME);
    await store.delete(NAME);
    await expect(store.read(NAME)).rejects.toThrow(MissingObject);
  });

  it('lists what is there, and clears old drafts away', async () => {
    const store = createFolderStore(folder);
    const list = async () => {
      const found = [];
      for await (const object of store.list()) found.push([object.name, object.bytes]);
      return found;
    };
    expect(await list()).toEqual([]);
    await store.put(NAME, [Buffer.from('abc')]);
    await mkdir(join(folder, 'drafts'), { recursive: true });
    for (const name of ['old', 'young']) await writeFile(join(folder, 'drafts', name), 'x');
    await writeFile(join(folder, 'warc', 'stray.txt'), 'x');
    await utimes(join(folder, 'drafts', 'old'), 0, 0);
    expect(await list()).toEqual([[NAME, 3]]);
    expect(await readdir(join(folder, 'drafts'))).toEqual(['young']);
  });

  it('is killed at any moment and leaves no half file under a name', async () => {
    for (let round = 0; round < 6; round++) {
      const child = spawnTypescript(storeForever(folder));
      await nextLine(child);
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 60));
      child.kill('SIGKILL');
      await exited(child);
    }
    const stored = await files('warc');
    expect(stored.length).toBeGreaterThanOrEqual(6);
    for (const file of stored) {
      const text = gunzipSync(await readFile(file)).toString('latin1'); // throws on a cut member
      expect(text.split('WARC/1.1\r\n')).toHaveLength(22);
      expect(text.endsWith('\r\n\r\n')).toBe(true);
    }
  }, 120_000);

  it('fails where the disk takes no more, and leaves nothing', async () => {
    const script = `${TYPESCRIPT_LOADER}
      const { createFolderStore } = load('libs/crawling/object.store');
      createFolderStore(${JSON.stringify(folder)})
        .put('${NAME}', [Buffer.alloc(4_000), Buffer.alloc(4_000_000)])
        .then(() => console.log('stored'), (error) => console.log(error.code));`;
    // The shell allows no file beyond 1,000 blocks: a write ends in the middle, as on a full disk.
    const limited = ['-c', 'ulimit -f 1000; exec "$0" -e "$1"', process.execPath, script];
    expect(await nextLine(spawn('sh', limited, { stdio: ['ignore', 'pipe', 'pipe'] }))).toBe('EFBIG');
    expect([...(await files('drafts')), ...(await files('warc'))]).toEqual([]);
  });
});
