import { createHash, randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip, gzipSync } from 'node:zlib';
import { CaptureRecord } from './capture';
import { fieldsOf, httpHeadOf, warcHead, warcinfoOf, WarcField } from './warc';

const compress = promisify(gzip);

/** Level 1: see README, measured. */
const LEVEL = 1;
/** Below this a call into the thread pool costs more than the work. */
const SMALL_BYTES = 256 * 1024;
const END = Buffer.from('\r\n\r\n');

/** One gzip member that holds one record. */
export interface WarcMember {
  readonly bytes: Buffer;
  /** Hash of the payload. */
  readonly sha256: string;
  /** The payload is that of `before`; this record holds the headers only. */
  readonly isRevisit: boolean;
}

/** Begins a file: its id goes into every record of it. */
export async function warcinfoMember(): Promise<{ id: string; bytes: Buffer }> {
  const id = recordId();
  const { fields, block } = warcinfoOf(id, new Date().toISOString(), 'Mingjian/0.1');
  return { id, bytes: await memberOf(fields, [Buffer.from(block)]) };
}

/** The record of one capture. An answer 304, and bytes that were stored already, become a revisit record. */
export async function captureMember(record: CaptureRecord, warcinfoId: string): Promise<WarcMember> {
  const capturedAt = new Date(record.capturedAt).toISOString();
  const isUnchanged = record.status === 304 && record.before !== undefined;
  const sha256 = isUnchanged ? record.before.sha256 : (record.sha256 ?? sha256Of(record.body));
  const before = record.via === 'http' && record.before?.sha256 === sha256 ? record.before : undefined;
  const fields = fieldsOf({ ...record, capturedAt }, { id: recordId(), warcinfoId, sha256, before });
  const head = record.via === 'http' ? [headerBytes(httpHeadOf(record))] : [];
  const bytes = await memberOf(fields, before ? head : [...head, record.body]);
  return { bytes, sha256, isRevisit: before !== undefined };
}

export function sha256Of(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

async function memberOf(fields: readonly WarcField[], block: readonly Buffer[]): Promise<Buffer> {
  const length = block.reduce((sum, { length: each }) => sum + each, 0);
  const bytes = Buffer.concat([Buffer.from(warcHead(fields, length)), ...block, END]);
  return bytes.length < SMALL_BYTES ? gzipSync(bytes, { level: LEVEL }) : compress(bytes, { level: LEVEL });
}

const recordId = () => `<urn:uuid:${randomUUID()}>`;

/** Header bytes were read as latin1 and go back as they came; what cannot have come from the wire is UTF-8. */
function headerBytes(text: string): Buffer {
  return Buffer.from(text, /[^\0-\xff]/.test(text) ? 'utf8' : 'latin1');
}
