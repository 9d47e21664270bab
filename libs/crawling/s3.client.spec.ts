import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { captureRecord } from './capture.fixture';
import { createCaptureStore } from './capture.store';
import { MissingObject, ObjectStore } from './object.store';
import { createS3Store, S3Options } from './s3.client';
import { KEYS, S3Server, s3Server } from './s3-server.fixture';

const NAME = 'warc/0a/0a0a0a0a-0000-4000-8000-000000000000.warc.gz';
let server: S3Server;
beforeAll(async () => {
  server = await s3Server('evidence');
});
afterAll(() => server?.close());
beforeEach(() => {
  server.asked.length = 0;
  server.trouble = [];
});

const store = (changes: Partial<S3Options> = {}): ObjectStore =>
  createS3Store({ ...KEYS, endpoint: server.endpoint, bucket: 'evidence', retryMs: [1, 1], ...changes });

describe('S3 store', () => {
  it('puts, reads whole and in part, lists and deletes', async () => {
    await store().put(NAME, [Buffer.from('清河'), Buffer.from('县')]);
    expect((await store().read(NAME)).toString()).toBe('清河县');
    expect((await store().read(NAME, { offset: 3, length: 3 })).toString()).toBe('河');
    const names = async () => {
      const found = [];
      for await (const object of store().list()) found.push(object);
      return found;
    };
    expect(await names()).toEqual([{ name: NAME, bytes: 9, storedAt: expect.any(Date) }]);
    await store().delete(NAME);
    await store().delete(NAME);
    expect(await names()).toEqual([]);
  });

  it('lists beyond the first thousand, and only what is ours', async () => {
    const here = store();
    const names = Array.from({ length: 1_005 }, (_, at) => `warc/ff/${String(at).padStart(36, '0')}.warc.gz`);
    for (let at = 0; at < names.length; at += 50)
      await Promise.all(names.slice(at, at + 50).map((name) => here.put(name, [Buffer.from('x')])));
    await server.addForeign('evidence/notes & plans.txt');
    const found = [];
    for await (const { name } of here.list()) found.push(name);
    expect(found).toEqual(names);
    expect(server.asked.filter((line) => line.startsWith('GET'))).toHaveLength(2);
  });

  it('says when an object is missing or too short', async () => {
    await expect(store().read(NAME)).rejects.toThrow(MissingObject);
    await store().put(NAME, [Buffer.from('abc')]);
    await expect(store().read(NAME, { offset: 1, length: 9 })).rejects.toThrow('ends before');
    await expect(store().read(NAME, { offset: 10, length: 9 })).rejects.toThrow('ends before');
  });

  it('is refused with a wrong secret, a wrong key or a missing bucket, without trying again', async () => {
    for (const wrong of [{ secretAccessKey: 'x' }, { accessKeyId: 'x' }, { region: 'x' }])
      await expect(store(wrong).put(NAME, [Buffer.from('x')])).rejects.toThrow('403 SignatureDoesNotMatch');
    expect(server.asked).toHaveLength(3);
    await expect(store({ bucket: 'other' }).put(NAME, [Buffer.from('x')])).rejects.toThrow('404 NoSuchBucket');
  });

  it('tries again after a server error or a cut connection, and gives up in the end', async () => {
    server.trouble = [503, 0];
    await store().put(NAME, [Buffer.from('again')]);
    expect((await store().read(NAME)).toString()).toBe('again');
    server.trouble = [500, 500, 500];
    await expect(store().read(NAME)).rejects.toThrow('500');
    server.trouble = [0, 0, 0];
    await expect(store().read(NAME)).rejects.toThrow(`S3 GET ${NAME}`);
  });

  it('goes nowhere but to its endpoint', async () => {
    server.trouble = [307];
    await expect(store().read(NAME)).rejects.toThrow('307');
  });

  it('gives up on a server that says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    await expect(store({ endpoint, timeoutMs: 50, retryMs: [] }).read(NAME)).rejects.toThrow();
    silent.closeAllConnections();
    silent.close();
  });

  it.each(['../secrets', 'warc/00/../x', ''])('refuses the name %j', async (name) => {
    await expect(store().read(name)).rejects.toThrow('not the name');
    expect(server.asked).toEqual([]);
  });

  it('holds captures like a folder does', async () => {
    const captures = createCaptureStore(store());
    const [one, two] = await captures.putAll([captureRecord('一'), captureRecord('二')]);
    expect((await captures.get(two!.sha256, two!.location)).toString()).toBe('二');
    expect((await captures.record(one!.record, one!.recordSha256)).http?.statusLine).toBe('HTTP/1.1 200 OK');
  });
});
