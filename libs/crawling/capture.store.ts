import { randomUUID } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { CaptureLocation, CaptureRecord, StoredCapture } from './capture';
import { ObjectStore } from './object.store';
import { readWarcRecord, WarcRecord } from './warc';
import { captureMember, sha256Of, warcinfoMember, WarcMember } from './warc.writer';

const expand = promisify(gunzip);

/** A record that decompresses to more is not one of ours. */
const MAX_RECORD_BYTES = 64 * 1024 * 1024;
const MAX_BODY_BYTES = MAX_RECORD_BYTES - 1024 * 1024;
/** A file that has grown so large is closed, and the batch goes on in another. */
const FULL_FILE_BYTES = 64 * 1024 * 1024;

/** Compression at level 1 takes about 3 ms for so many. */
const BREATH_BYTES = 512 * 1024;

/** 网页快照库 — captures as WARC files (ISO 28500): one file per batch, never changed afterwards. */
export interface CaptureStore {
  /**
   * Stores a batch; the files are whole and durable when it returns, in the order of `records`. What was written of a
   * batch that failed is referred to by nothing and swept away by retention.
   */
  putAll(records: readonly CaptureRecord[]): Promise<readonly StoredCapture[]>;
  /** The captured bytes. @throws when file or record is missing or damaged, or the bytes have another hash */
  get(sha256: string, location: CaptureLocation): Promise<Buffer>;
  /** A whole record: headers, address, certificate. @throws when file or record is missing or damaged */
  record(location: CaptureLocation, recordSha256?: string): Promise<WarcRecord>;
  /** The capture as a WARC file of its own, the record with its bytes before it where that is another. @throws as above */
  exported(stored: StoredCapture): Promise<Buffer>;
}

export function createCaptureStore(objects: ObjectStore): CaptureStore {
  const packed = async (location: CaptureLocation, recordSha256?: string): Promise<Buffer> => {
    if (location.length > MAX_RECORD_BYTES) throw new Error(`${location.file}: a record of ${location.length} bytes`);
    const bytes = await objects.read(location.file, location);
    if (recordSha256 === undefined || sha256Of(bytes) === recordSha256) return bytes;
    throw new Error(`${location.file} at ${location.offset}: the stored record has another hash`);
  };
  const read = async (location: CaptureLocation, recordSha256?: string): Promise<WarcRecord> =>
    readWarcRecord(await expand(await packed(location, recordSha256), { maxOutputLength: MAX_RECORD_BYTES }));
  return {
    async putAll(records) {
      const stored: StoredCapture[] = [];
      while (stored.length < records.length) stored.push(...(await putFile(objects, records.slice(stored.length))));
      return stored;
    },
    async get(sha256, location) {
      const { payload } = await read(location);
      if (sha256Of(payload) !== sha256) throw new Error(`capture ${sha256}: the stored bytes have another hash`);
      return payload;
    },
    record: read,
    async exported({ sha256, location, record, recordSha256 }) {
      const own = await packed(record, recordSha256);
      const { payload } = await read(location);
      if (sha256Of(payload) !== sha256) throw new Error(`capture ${sha256}: the stored bytes have another hash`);
      const isWhole = location.file === record.file && location.offset === record.offset;
      return isWhole ? own : Buffer.concat([await packed(location), own]);
    },
  };
}

/** One file from the first of the records, all of them unless it gets too large. */
async function putFile(objects: ObjectStore, records: readonly CaptureRecord[]): Promise<StoredCapture[]> {
  const uuid = randomUUID();
  const file = `warc/${uuid.slice(0, 2)}/${uuid}.warc.gz`;
  const { id, bytes } = await warcinfoMember();
  const chunks = [bytes];
  const stored: StoredCapture[] = [];
  let offset = bytes.length;
  let sinceBreath = 0;
  for (const record of records) {
    sinceBreath += record.body.length;
    if (sinceBreath > BREATH_BYTES) {
      sinceBreath = 0;
      await breath(); // heartbeats and answers of other sites get their turn
    }
    if (record.body.length > MAX_BODY_BYTES) throw new Error(`${record.url}: ${record.body.length} bytes are too many`);
    const member = await captureMember(record, id);
    stored.push(placed(record, member, { file, offset, length: member.bytes.length }));
    chunks.push(member.bytes);
    offset += member.bytes.length;
    if (offset > FULL_FILE_BYTES) break;
  }
  await objects.put(file, chunks);
  return stored;
}

function placed({ before }: CaptureRecord, member: WarcMember, record: CaptureLocation): StoredCapture {
  const location = member.isRevisit && before ? before.location : record;
  return { sha256: member.sha256, location, record, recordSha256: sha256Of(member.bytes) };
}
