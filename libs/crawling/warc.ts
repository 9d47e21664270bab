import { CaptureRecord, StoredBefore, TlsSummary } from './capture';

/**
 * The text of WARC 1.1 records (ISO 28500:2017). Everything a site sends passes through `oneLine` or `token`: a line
 * break in a URL or a header would begin a record of the site's own invention.
 */

export type WarcField = readonly [name: string, value: string];

/** What the writer worked out for a record. */
export interface RecordKeys {
  /** `<urn:uuid:…>` */
  readonly id: string;
  readonly warcinfoId: string;
  readonly sha256: string;
  /** Set when the payload is that of an earlier record. */
  readonly before?: StoredBefore;
}

const MAX_URI = 16_384;
const MAX_HEADER = 8_192;
const MAX_HEADERS_BYTES = 65_536;

export const HTTP_RESPONSE = 'application/http;msgtype=response';
const REVISIT = 'http://netpreserve.org/warc/1.1/revisit/';

/** A whole WARC header, the empty line included. `length` is that of the block in bytes. */
export function warcHead(fields: readonly WarcField[], length: number): string {
  const lines = [...fields, ['Content-Length', String(length)] as const];
  return `WARC/1.1\r\n${lines.map(([name, value]) => `${name}: ${oneLine(value)}\r\n`).join('')}\r\n`;
}

/** 文件说明记录: who wrote the file and by which rules. */
export function warcinfoOf(id: string, at: string, software: string): { fields: WarcField[]; block: string } {
  const lines = [
    `software: ${software}`,
    'format: WARC File Format 1.1',
    'conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/',
    'robots: classic',
    'description: content coding and transfer coding are undone; the original header fields stand as X-Orig-*',
  ];
  const fields: WarcField[] = [
    ['WARC-Type', 'warcinfo'],
    ['WARC-Record-ID', id],
    ['WARC-Date', at],
    ['Content-Type', 'application/warc-fields'],
  ];
  return { fields, block: `${lines.join('\r\n')}\r\n` };
}

/** Header of the record of one capture: response or revisit, conversion for a rendered DOM, resource for a picture. */
export function fieldsOf(record: CaptureRecord, keys: RecordKeys): WarcField[] {
  const { before } = keys;
  const type = { http: before ? 'revisit' : 'response', browser: 'conversion', screenshot: 'resource' }[record.via];
  const target = (record.via === 'screenshot' ? 'urn:view:' : '') + uri(record.finalUrl);
  return [
    ['WARC-Type', type],
    ['WARC-Record-ID', keys.id],
    ['WARC-Warcinfo-ID', keys.warcinfoId],
    ['WARC-Date', record.capturedAt],
    ['WARC-Target-URI', target],
    ...(record.url === record.finalUrl ? [] : [['X-Requested-URI', uri(record.url)] as const]),
    ...(before ? revisitFields(record, before) : []),
    ...peerFields(record),
    ['WARC-Payload-Digest', `sha256:${keys.sha256}`],
    ['Content-Type', record.via === 'http' ? HTTP_RESPONSE : (record.contentType ?? 'application/octet-stream')],
  ];
}

function revisitFields({ status }: CaptureRecord, before: StoredBefore): WarcField[] {
  return [
    ['WARC-Profile', REVISIT + (status === 304 ? 'server-not-modified' : 'identical-payload-digest')],
    ['WARC-Refers-To-Target-URI', uri(before.url)],
    ['WARC-Refers-To-Date', before.capturedAt],
  ];
}

/** Address and certificate. WARC has fields for protocol and cipher by proposal, for certificates none. */
function peerFields({ via, httpVersion, address, tls }: CaptureRecord): WarcField[] {
  return [
    ...(address && /^[\d.]+$|^[\da-f:.]+$/i.test(address) ? [['WARC-IP-Address', address] as const] : []),
    ...(via === 'http' ? [['WARC-Protocol', `http/${httpVersion}`] as const] : []),
    ...(tls
      ? [
          ['WARC-Protocol', tls.protocol.replace(/^TLSv/i, 'tls/')] as const,
          ['WARC-Cipher-Suite', tls.cipher] as const,
          [TLS_FIELD, JSON.stringify(tls)] as const,
        ]
      : []),
  ];
}

const TLS_FIELD = 'X-TLS-Certificate';

/**
 * Status line and headers over the decoded body: the fields that describe the transport are kept as `X-Orig-…`, and
 * the length is the body's. Fields beyond 64 kB are counted instead of kept.
 */
export function httpHeadOf(record: CaptureRecord): string {
  const { status, statusText, httpVersion, headers, body } = record;
  const lines: string[] = [];
  let size = 0;
  let dropped = 0;
  for (const [name, value] of headers) {
    const line = `${token(name)}: ${oneLine(value).slice(0, MAX_HEADER)}\r\n`;
    size += line.length;
    if (size > MAX_HEADERS_BYTES) dropped++;
    else lines.push(TRANSPORT.test(line) ? `X-Orig-${line}` : line);
  }
  if (dropped > 0) lines.push(`X-Dropped-Headers: ${dropped}\r\n`);
  const version = /^\d\.\d$/.test(httpVersion) ? httpVersion : '1.1';
  return `HTTP/${version} ${status} ${oneLine(statusText).slice(0, 200)}\r\n${lines.join('')}Content-Length: ${body.length}\r\n\r\n`;
}

const TRANSPORT = /^(?:content-(?:encoding|length)|transfer-encoding):/i;

/** Characters that a field may hold; line breaks and other controls become blanks. */
function oneLine(text: string): string {
  return text.replace(/[\0-\x1f\x7f\x85\u2028\u2029]/g, ' ').trim();
}

function token(name: string): string {
  return name.slice(0, 200).replace(/[^\w!#$%&'*+.^`|~-]/g, '_') || '_';
}

/** A URL as ASCII; what is none is written with its odd characters encoded, so that it stays one word. */
function uri(text: string): string {
  const ascii = URL.canParse(text) ? new URL(text).href : text;
  return ascii
    .slice(0, MAX_URI)
    .toWellFormed()
    .replace(/[^\x21-\x7e]/gu, (character) => encodeURIComponent(character));
}

/** One record read back. */
export interface WarcRecord {
  readonly type: string;
  /** Lower-case names; of a repeated field the last. */
  readonly fields: ReadonlyMap<string, string>;
  readonly http: { readonly statusLine: string; readonly headers: readonly WarcField[] } | null;
  readonly tls: TlsSummary | null;
  readonly payload: Buffer;
}

/**
 * Reads one record as `warcHead` and `httpHeadOf` write them.
 * @throws when the bytes are no such record
 */
export function readWarcRecord(bytes: Buffer): WarcRecord {
  const head = headEnd(bytes, 0);
  const text = bytes.toString('utf8', 0, head);
  if (!text.startsWith('WARC/1.1\r\n')) throw new Error('not a WARC 1.1 record');
  const fields = new Map(fieldLines(text).map(([name, value]) => [name.toLowerCase(), value]));
  const length = Number(fields.get('content-length'));
  if (!Number.isSafeInteger(length) || head + length + 4 !== bytes.length)
    throw new Error('the record is not as long as it says');
  const block = bytes.subarray(head, head + length);
  const tls = fields.get(TLS_FIELD.toLowerCase());
  const isHttp = fields.get('content-type') === HTTP_RESPONSE;
  const bodyAt = isHttp ? headEnd(block, 0) : 0;
  const httpText = block.toString('latin1', 0, bodyAt);
  return {
    type: fields.get('warc-type') ?? '',
    fields,
    http: isHttp ? { statusLine: httpText.split('\r\n')[0] ?? '', headers: fieldLines(httpText) } : null,
    tls: tls ? (JSON.parse(tls) as TlsSummary) : null,
    payload: block.subarray(bodyAt),
  };
}

function headEnd(bytes: Buffer, from: number): number {
  const end = bytes.indexOf('\r\n\r\n', from);
  if (end < 0) throw new Error('a record without the end of its header');
  return end + 4;
}

function fieldLines(text: string): WarcField[] {
  return text
    .split('\r\n')
    .slice(1)
    .filter((line) => line.includes(':'))
    .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()] as const);
}
