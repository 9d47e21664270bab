import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { StoredCapture } from './capture';
import { captureRecord } from './capture.fixture';
import { CaptureStore, createCaptureStore } from './capture.store';
import { createFolderStore, MissingObject } from './object.store';

const PAGE = '<title>清河县人民政府</title>'.repeat(100);
const hash = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex');

let folder: string;
let store: CaptureStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'captures-'));
  store = createCaptureStore(createFolderStore(folder));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const filesIn = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('capture store', () => {
  it('puts a batch into one file and gives every capture back, smaller on disk', async () => {
    const bodies = [PAGE, '', Buffer.from([0, 255, 13, 10, 13, 10, 0]), 'x'.repeat(300_000)];
    const stored = await store.putAll(bodies.map((body, at) => captureRecord(body, { url: `http://a.example/${at}` })));
    const files = await filesIn();
    expect(files).toHaveLength(1);
    expect((await readFile(files[0]!)).length).toBeLessThan(4_000);
    for (const [at, body] of bodies.entries()) {
      const { sha256, location } = stored[at] as StoredCapture;
      expect(sha256).toBe(hash(Buffer.from(body)));
      expect(await store.get(sha256, location)).toEqual(Buffer.from(body));
    }
  });

  it('keeps headers, address and certificate of each capture', async () => {
    const tls = {
      protocol: 'TLSv1.3',
      cipher: 'TLS_AES_256_GCM_SHA384',
      subject: 'O=清河县人民政府办公室, CN=www.qinghe.example',
      issuer: 'CN=Test CA',
      validFrom: '2026-01-01T00:00:00.000Z',
      validTo: '2027-01-01T00:00:00.000Z',
      fingerprint256: 'AA:BB',
    };
    const [stored] = await store.putAll([captureRecord(PAGE, { tls })]);
    const record = await store.record(stored!.record, stored!.recordSha256);
    expect(record.tls).toEqual(tls);
    expect(record.fields.get('warc-ip-address')).toBe('192.0.2.7');
    expect(record.fields.get('warc-date')).toBe('2026-11-20T02:03:04.567Z');
    expect(record.fields.get('x-requested-uri')).toBe('http://www.qinghe.example/zwgk/');
    expect(record.http?.statusLine).toBe('HTTP/1.1 200 OK');
    expect(record.http?.headers).toEqual([
      ['Server', 'nginx'],
      ['Content-Type', 'text/html; charset=utf-8'],
      ['X-Orig-Content-Encoding', 'gzip'],
      ['X-Orig-Content-Length', '77'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Content-Length', String(Buffer.byteLength(PAGE))],
    ]);
  });

  it('refers to bytes it has already, and keeps the new headers', async () => {
    const [first] = await store.putAll([captureRecord(PAGE)]);
    const before = { ...first!, url: 'http://www.qinghe.example/zwgk/', capturedAt: '2026-11-20T02:03:04.567Z' };
    const [same, notModified, changed] = await store.putAll([
      captureRecord(PAGE, { before }),
      captureRecord('', { before, status: 304, statusText: 'Not Modified' }),
      captureRecord(`${PAGE}!`, { before }),
    ]);
    for (const again of [same!, notModified!]) {
      expect(again.sha256).toBe(first!.sha256);
      expect(again.location).toEqual(first!.location);
      expect(again.record).not.toEqual(first!.record);
      expect((await store.record(again.record, again.recordSha256)).type).toBe('revisit');
      expect(await store.get(again.sha256, again.location)).toEqual(Buffer.from(PAGE));
    }
    expect(changed!.location).toEqual(changed!.record);
    expect(await store.get(changed!.sha256, changed!.location)).toEqual(Buffer.from(`${PAGE}!`));
  });

  it('stores a rendered page and a picture as what they are', async () => {
    const [dom, image] = await store.putAll([
      captureRecord(PAGE, { via: 'browser' }),
      captureRecord(Buffer.from('89504e47', 'hex'), { via: 'screenshot', contentType: 'image/png' }),
    ]);
    const [domRecord, imageRecord] = [await store.record(dom!.record), await store.record(image!.record)];
    expect([domRecord.type, imageRecord.type]).toEqual(['conversion', 'resource']);
    expect(domRecord.payload.toString()).toBe(PAGE);
    expect(imageRecord.fields.get('warc-target-uri')).toBe('urn:view:http://www.qinghe.example/zwgk/index.html');
    expect(await store.get(image!.sha256, image!.location)).toEqual(Buffer.from('89504e47', 'hex'));
  });

  it('notices bytes, headers and places that were changed', async () => {
    const [stored] = await store.putAll([captureRecord(PAGE), captureRecord('second')]);
    const { sha256, location, recordSha256 } = stored!;
    const [file] = (await filesIn()) as [string];
    const whole = await readFile(file);
    const forged = gunzipSync(whole.subarray(location.offset, location.offset + location.length))
      .toString('latin1')
      .replace('nginx', 'nginy');
    await expect(store.get('b'.repeat(64), location)).rejects.toThrow('another hash');
    await expect(store.get(sha256, { ...location, offset: location.offset + 1 })).rejects.toThrow();
    await expect(store.get(sha256, { ...location, length: location.length + 50 })).rejects.toThrow();
    await expect(store.get(sha256, { ...location, length: 2 ** 40 })).rejects.toThrow('a record of');
    const packed = gzipSync(Buffer.from(forged, 'latin1'));
    await writeFile(file, Buffer.concat([whole.subarray(0, location.offset), packed]));
    const moved = { ...location, length: packed.length };
    expect((await store.get(sha256, moved)).toString()).toBe(PAGE); // the bytes are the same, the headers are not
    await expect(store.record(moved, recordSha256)).rejects.toThrow('another hash');
    await expect(store.exported({ ...stored!, record: moved })).rejects.toThrow('another hash');
    await writeFile(file, 'no gzip');
    await expect(store.get(sha256, location)).rejects.toThrow('ends before');
  });

  it('inflates no more than a record may hold', async () => {
    const [stored] = await store.putAll([captureRecord('x')]);
    const [file] = (await filesIn()) as [string];
    const bomb = gzipSync(Buffer.alloc(80 * 1024 * 1024));
    await writeFile(file, bomb);
    await expect(store.get(stored!.sha256, { ...stored!.location, offset: 0, length: bomb.length })).rejects.toThrow();
    await expect(store.putAll([captureRecord(Buffer.alloc(64 * 1024 * 1024))])).rejects.toThrow('too many');
  });

  it.each([
    '',
    '..',
    '../../etc/passwd',
    'warc/00/../../x.warc.gz',
    `warc/00/${'a'.repeat(36)}.warc.gz\n`,
    '/etc/passwd',
  ])('refuses the file %j', async (file) => {
    await expect(store.get('a'.repeat(64), { file, offset: 0, length: 1 })).rejects.toThrow('not the name');
  });

  it('says when a file is missing', async () => {
    const file = `warc/00/${'0'.repeat(36)}.warc.gz`;
    await expect(store.get('a'.repeat(64), { file, offset: 0, length: 1 })).rejects.toThrow(MissingObject);
  });

  it('leaves no fragment where writing fails', async () => {
    await writeFile(join(folder, 'warc'), '');
    await expect(store.putAll([captureRecord(PAGE)])).rejects.toThrow();
    expect(await filesIn()).toEqual([join(folder, 'warc')]);
  });

  it('stores nothing for an empty batch', async () => {
    expect(await store.putAll([])).toEqual([]);
    expect(await filesIn()).toEqual([]);
  });
});

describe('what a site sends', () => {
  const HOSTILE = 'x\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n';

  it('begins no record and no header of its own', async () => {
    const [stored] = await store.putAll([
      captureRecord(PAGE, {
        url: `http://a.example/${HOSTILE}`,
        finalUrl: HOSTILE,
        statusText: HOSTILE,
        httpVersion: HOSTILE,
        address: HOSTILE,
        contentType: HOSTILE,
        headers: [
          [HOSTILE, HOSTILE],
          ['', 'empty'],
          ['名称', '值\u2028\u0085\0'],
        ],
      }),
    ]);
    const record = await store.record(stored!.record);
    const text = gunzipSync(await packed(stored!)).toString('latin1');
    expect(text.split('WARC/1.1\r\n')).toHaveLength(2);
    expect(record.fields.has('warc-ip-address')).toBe(false);
    expect(record.http?.headers.map(([name]) => name)).toEqual([
      expect.stringMatching(/^x____WARC_1.1__WARC-Type__response__$/),
      '_',
      '__',
      'Content-Length',
    ]);
    expect(await store.get(stored!.sha256, stored!.location)).toEqual(Buffer.from(PAGE));
  });

  it('may be long: headers are cut at 8 kB each and 64 kB together, and the rest is counted', async () => {
    const headers = Array.from({ length: 20 }, (_, at) => [`x-${at}`, 'v'.repeat(10 * 1024 * 1024)] as const);
    const url = `http://a.example/${'u'.repeat(1024 * 1024)}`;
    const [stored] = await store.putAll([captureRecord(PAGE, { headers, url, finalUrl: url })]);
    const record = await store.record(stored!.record);
    expect(record.http?.headers).toHaveLength(9);
    expect(record.http?.headers.at(-2)).toEqual(['X-Dropped-Headers', '13']);
    expect(record.fields.get('warc-target-uri')).toHaveLength(16_384);
  });

  const packed = async ({ record }: StoredCapture) =>
    (await readFile(join(folder, record.file))).subarray(record.offset, record.offset + record.length);
});
