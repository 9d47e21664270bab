import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderStore, MissingObject } from '@app/crawling/object.store';
import { UploadStore } from './upload.store';

let folder: string;
let uploads: UploadStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uploads-'));
  uploads = new UploadStore(createFolderStore(folder));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('files people hand in', () => {
  it('come back by their hash, handed in once or twice', async () => {
    const sha256 = await uploads.put(Buffer.from('%PDF-1.7'));
    expect(await uploads.put(Buffer.from('%PDF-1.7'))).toBe(sha256);
    expect((await uploads.get(sha256)).toString()).toBe('%PDF-1.7');
  });

  it('are refused when they were changed, and missed when they are gone', async () => {
    const sha256 = await uploads.put(Buffer.from('%PDF-1.7'));
    await writeFile(join(folder, 'uploads', sha256.slice(0, 2), sha256), 'forged');
    await expect(uploads.get(sha256)).rejects.toThrow('another hash');
    await expect(uploads.get('0'.repeat(64))).rejects.toThrow(MissingObject);
  });

  it.each(['', '../../etc/passwd', 'A'.repeat(64), `${'a'.repeat(64)}\n`])('have no name like %j', async (sha256) => {
    await expect(uploads.get(sha256)).rejects.toThrow('not the name');
  });
});
