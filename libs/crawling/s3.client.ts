import { setTimeout as sleep } from 'node:timers/promises';
import type { AwsV4Signer } from 'aws4fetch';
import { Agent, request } from 'undici';
import { checkedName, MissingObject, ObjectStore, StoredObject } from './object.store';
import { sha256Of } from './warc.writer';

/** An S3-compatible store, addressed by path: `endpoint/bucket/name`. */
export interface S3Options {
  /** Origin, optionally with a path; may be a private address: the operator has chosen it. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** For one attempt, from connecting to the last byte. */
  readonly timeoutMs?: number;
  /** Pauses between attempts. */
  readonly retryMs?: readonly number[];
}

const TIMEOUT_MS = 60_000;
const RETRY_MS = [300, 1_000, 3_000];
/** Nothing we store is larger. */
const MAX_ANSWER_BYTES = 160 * 1024 * 1024;

interface Call {
  readonly method: 'GET' | 'PUT' | 'DELETE';
  /** Object name, or empty for the bucket itself. */
  readonly name: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

interface Answer {
  readonly status: number;
  readonly bytes: Buffer;
}

/**
 * Objects in an S3-compatible store. Requests go to the endpoint and nowhere else: redirects are not followed. What
 * may pass (network, 429, 5xx) is tried again; every request may be repeated, since an object never changes.
 */
export function createS3Store(options: S3Options): ObjectStore {
  const agent = new Agent({ connect: { timeout: 10_000 }, connections: 8 });
  const send = (call: Call) => sendWithRetries(options, agent, call);
  return {
    async put(name, chunks) {
      const body = Buffer.concat(chunks);
      const { status, bytes } = await send({ method: 'PUT', name: checkedName(name), body });
      if (status !== 200) throw failure('PUT', name, status, bytes);
    },
    async read(name, range) {
      const headers = range ? { range: `bytes=${range.offset}-${range.offset + range.length - 1}` } : undefined;
      const { status, bytes } = await send({ method: 'GET', name: checkedName(name), headers });
      if (status === 404) throw new MissingObject(`${name} is not in the store`);
      if (status === 416 || (range && status === 206 && bytes.length < range.length))
        throw new Error(`${name} ends before ${(range?.offset ?? 0) + (range?.length ?? 0)}`);
      if (status !== (range ? 206 : 200)) throw failure('GET', name, status, bytes);
      return bytes;
    },
    async delete(name) {
      const { status, bytes } = await send({ method: 'DELETE', name: checkedName(name) });
      if (status !== 204 && status !== 200 && status !== 404) throw failure('DELETE', name, status, bytes);
    },
    async *list() {
      for (let marker: string | undefined = ''; marker !== undefined;) {
        const { status, bytes } = await send({
          method: 'GET',
          name: '',
          query: `marker=${encodeURIComponent(marker)}`,
        });
        if (status !== 200) throw failure('LIST', options.bucket, status, bytes);
        const xml = bytes.toString('utf8');
        const entries = entriesOf(xml);
        yield* entries.filter(({ name }) => isOurs(name));
        marker = /<IsTruncated>true</.test(xml) ? entries.at(-1)?.name : undefined;
      }
    },
  };
}

async function sendWithRetries(options: S3Options, agent: Agent, call: Call): Promise<Answer> {
  const pauses = options.retryMs ?? RETRY_MS;
  for (let attempt = 0; ; attempt++) {
    const outcome = await sendOnce(options, agent, call).catch((error: Error) => error);
    const isPassing = outcome instanceof Error || outcome.status === 429 || outcome.status >= 500;
    if (!isPassing) return outcome;
    const pauseMs = pauses[attempt];
    if (pauseMs !== undefined) await sleep(pauseMs);
    else if (outcome instanceof Error) throw new Error(`S3 ${call.method} ${call.name}: ${outcome.message}`);
    else return outcome;
  }
}

async function sendOnce(options: S3Options, agent: Agent, call: Call): Promise<Answer> {
  const { method, body = Buffer.alloc(0) } = call;
  const { url, headers } = await signed(options, call);
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const response = await request(url, {
    dispatcher: agent,
    method,
    headers,
    body: method === 'PUT' ? body : null,
    signal,
  });
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) throw new Error('the answer is larger than anything we store');
    chunks.push(chunk);
  }
  return { status: response.statusCode, bytes: Buffer.concat(chunks) };
}

let signer: Promise<typeof AwsV4Signer> | undefined;

/** The hash of the body is part of the signature, so that the server refuses bytes that were damaged on the way. */
async function signed(options: S3Options, { method, name, query, headers, body }: Call) {
  signer ??= import('aws4fetch').then((module) => module.AwsV4Signer); // not loaded where files lie in a folder
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = options;
  const url = `${endpoint.replace(/\/+$/, '')}/${bucket}${name ? `/${name}` : ''}${query ? `?${query}` : ''}`;
  const hash = sha256Of(body ?? Buffer.alloc(0));
  const signing = await new (await signer)({
    method,
    url,
    headers: { ...headers, 'x-amz-content-sha256': hash },
    service: 's3',
    region,
    accessKeyId,
    secretAccessKey,
  }).sign();
  return { url: signing.url.href, headers: Object.fromEntries(signing.headers as unknown as [string, string][]) };
}

/** The first version of the list operation, which every S3-compatible store has; in order of keys. */
function entriesOf(xml: string): StoredObject[] {
  return [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, entry = '']) => ({
    name: textOf(entry, 'Key') ?? '',
    bytes: Number(textOf(entry, 'Size')),
    storedAt: new Date(textOf(entry, 'LastModified') ?? ''),
  }));
}

/** Other keys of the bucket are somebody else's. */
function isOurs(name: string): boolean {
  try {
    return checkedName(name) === name;
  } catch {
    return false;
  }
}

const ENTITIES: Readonly<Record<string, string>> = { quot: '"', apos: "'", lt: '<', gt: '>', amp: '&' };

function textOf(xml: string, tag: string): string | undefined {
  const text = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml)?.[1];
  return text?.replace(/&(quot|apos|lt|gt|amp);/g, (_whole, name: string) => ENTITIES[name] ?? '');
}

/** S3 names the reason in XML; the rest of the answer stays out of our logs. */
function failure(action: string, name: string, status: number, bytes: Buffer): Error {
  const code = textOf(bytes.toString('utf8', 0, 4_000), 'Code') ?? '';
  return new Error(`S3 ${action} ${name}: ${status} ${code.slice(0, 60)}`.trim());
}
