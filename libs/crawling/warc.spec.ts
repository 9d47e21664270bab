import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as fc from 'fast-check';
import { captureRecord } from './capture.fixture';
import { createCaptureStore } from './capture.store';
import { createFolderStore } from './object.store';
import { fieldsOf, httpHeadOf, readWarcRecord, warcHead } from './warc';

const run = promisify(execFile);

/** Reads files with warcio, the reader of Webrecorder, in a process of its own, and works out every payload's digest. */
const WARCIO = `
  const { createReadStream } = require('node:fs');
  const { createHash } = require('node:crypto');
  const { WARCParser } = require('warcio');
  (async () => {
    const found = [];
    for (const file of process.argv.slice(1))
      for await (const record of new WARCParser(createReadStream(file))) {
        const payload = Buffer.from(await record.readFully());
        found.push({
          type: record.warcType,
          target: record.warcTargetURI,
          date: record.warcDate,
          digest: record.warcHeader('WARC-Payload-Digest'),
          worked: 'sha256:' + createHash('sha256').update(payload).digest('hex'),
          http: record.httpHeaders && [record.httpHeaders.statusline, [...record.httpHeaders.headers]],
          offset: record._offset,
          bytes: payload.length,
          id: record.warcHeader('WARC-Record-ID'),
          refers: record.warcHeader('WARC-Refers-To-Date'),
        });
      }
    process.stdout.write(JSON.stringify(found));
  })();`;

interface Seen {
  readonly [field: string]: unknown;
  readonly type: string;
  readonly digest: string;
  readonly worked: string;
}

async function warcio(folder: string): Promise<Seen[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const { stdout } = await run(process.execPath, ['-e', WARCIO, ...files], { cwd: __dirname, maxBuffer: 1e8 });
  return JSON.parse(stdout);
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'warc-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a standard WARC reader', () => {
  it('reads every record, and its digests agree', async () => {
    const store = createCaptureStore(createFolderStore(folder));
    const body = '<title>清河县人民政府</title>';
    const [first] = await store.putAll([captureRecord(body)]);
    const before = { ...first!, url: 'http://www.qinghe.example/zwgk/', capturedAt: '2026-11-20T02:03:04.567Z' };
    await store.putAll([
      captureRecord(body, { before, capturedAt: '2026-11-21T02:03:04.567Z' }),
      captureRecord(Buffer.from([0, 13, 10, 13, 10, 255]), {
        url: 'http://a.example/b',
        finalUrl: 'http://a.example/b',
      }),
      captureRecord(''),
      captureRecord(body, { via: 'browser' }),
      captureRecord(Buffer.from('89504e470d0a1a0a', 'hex'), { via: 'screenshot', contentType: 'image/png' }),
    ]);
    const records = await warcio(folder);
    const count = (type: string) => records.filter((record) => record.type === type).length;
    expect(records).toHaveLength(8);
    expect(['warcinfo', 'response', 'revisit', 'conversion', 'resource'].map(count)).toEqual([2, 3, 1, 1, 1]);
    for (const { digest, worked } of records.filter(({ type }) => type !== 'warcinfo' && type !== 'revisit'))
      expect(worked).toBe(digest);
    const revisit = records.find(({ type }) => type === 'revisit');
    expect(revisit).toMatchObject({ digest: `sha256:${first!.sha256}`, bytes: 0, refers: '2026-11-20T02:03:04.567Z' });
    expect(new Set(records.map(({ id }) => id)).size).toBe(8);
    const page = records.find(({ target, type }) => type === 'response' && String(target).includes('zwgk'));
    expect(page).toMatchObject({ date: '2026-11-20T02:03:04.567Z', http: ['HTTP/1.1 200 OK', expect.any(Array)] });
  });

  it('reads nothing but our records, whatever a site sends', async () => {
    const store = createCaptureStore(createFolderStore(folder));
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n\r\nWARC/1.1\r\nWARC-Type: response\r\n\r\n', '\0', '\u2028', ':', '中文\r\nX: 1', '\ud800'),
    );
    const record = fc.record({
      url: hostile,
      finalUrl: hostile,
      statusText: hostile,
      httpVersion: hostile,
      address: hostile,
      contentType: hostile,
      headers: fc.array(fc.tuple(hostile, hostile), { maxLength: 8 }),
      via: fc.constantFrom('http' as const, 'browser' as const, 'screenshot' as const),
      body: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    });
    const records = fc.sample(record, { numRuns: 200, seed: 20261120 }).map((changes) => captureRecord('', changes));
    const stored = await store.putAll(records);
    for (const [at, { sha256, location }] of stored.entries())
      expect(await store.get(sha256, location)).toEqual(records[at]?.body);
    const seen = await warcio(folder);
    expect(seen).toHaveLength(201);
    expect(seen.slice(1).map(({ worked }) => worked)).toEqual(stored.map(({ sha256 }) => `sha256:${sha256}`));
  });
});

describe('reading a record back', () => {
  const keys = { id: '<urn:uuid:1>', warcinfoId: '<urn:uuid:0>', sha256: 'a'.repeat(64) };
  const bytesOf = (text: string) => {
    const record = captureRecord(text);
    const block = Buffer.concat([Buffer.from(httpHeadOf(record)), record.body]);
    return Buffer.concat([Buffer.from(warcHead(fieldsOf(record, keys), block.length)), block, Buffer.from('\r\n\r\n')]);
  };

  it('gives what was written', () => {
    expect(readWarcRecord(bytesOf('正文')).payload.toString()).toBe('正文');
  });

  it.each([
    ['cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['with something behind it', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from('x')])],
    ['of another format', (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace('WARC/1.1', 'WARC/9.9'))],
    [
      'without a length',
      (bytes: Buffer) => Buffer.from(bytes.toString('latin1').replace(/Content-Length: \d+/, 'X: 1')),
    ],
    ['of nothing', () => Buffer.alloc(0)],
  ])('refuses one %s', (_what, spoil) => {
    expect(() => readWarcRecord(spoil(bytesOf('正文')))).toThrow();
  });
});
