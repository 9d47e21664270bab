import { LookupFunction } from 'node:net';
import { Agent, Dispatcher } from 'undici';
import { originOf, refusalOfUrl } from './address';
import { FetchFailure, FetchFailureKind, ResponseHead } from './capture';
import { checkedLookup, plainLookup, ResolveHost, resolveAll } from './checked-lookup.client';
import { decodedBody } from './content-coding.client';
import { looksLikeLogin } from './effective-status';
import { detailOfError, kindOfError } from './fetch-error';
import { Peer, Witness, witnessingAgent } from './peer.client';
import { retryAfterMs } from './politeness';

export interface HttpOptions {
  /** Who may be asked about the crawler: an address or URL, printed in the User-Agent. ASCII. */
  readonly contact?: string;
  readonly connectTimeoutMs?: number;
  /** From the first packet to the last byte, redirects included: a server that drips bytes gains nothing. */
  readonly timeoutMs?: number;
  /** Origins (`http://127.0.0.1:8080`) admitted although private: exactly these, and not where they redirect. */
  readonly allowPrivateOrigins?: readonly string[];
  /** Resolves a host to all its addresses; the system's resolver by default. */
  readonly lookup?: ResolveHost;
}

export interface HttpRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Cap on decoded bytes; the answer fails as tooLarge, or is cut there when `cutsAtLimit`. */
  readonly maxBytes: number;
  readonly cutsAtLimit?: boolean;
  readonly timeoutMs?: number;
  /** Whether redirects may leave the host (robots.txt, a page's scripts); by default they end as wrongHost. */
  readonly mayLeaveHost?: boolean;
}

/** What a server answered in the end, redirects followed, content coding undone. */
export interface HttpAnswer {
  readonly finalUrl: string;
  readonly status: number;
  /** Lower-case names; repeated headers joined by a comma, Set-Cookie left out. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** True when the body was cut at `maxBytes`. */
  readonly isCut: boolean;
  /** The answer as evidence: every header as it came, and who sent it. */
  readonly head: ResponseHead;
}

export type HttpOutcome =
  { readonly ok: true; readonly answer: HttpAnswer } | { readonly ok: false; readonly failure: FetchFailure };

/** Keeps connections; `close` ends them. */
export interface HttpClient {
  readonly userAgent: string;
  /** Never throws: what can go wrong on the way is a FetchFailure. */
  send(request: HttpRequest): Promise<HttpOutcome>;
  close(): Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
export const TIMEOUT_MS = 15_000;
const MAX_REDIRECTS = 5;

export function createHttpClient(options: HttpOptions = {}): HttpClient {
  const { timeoutMs = TIMEOUT_MS, allowPrivateOrigins = [] } = options;
  const admitted = new Set(allowPrivateOrigins.map((origin) => originOf(origin) ?? origin));
  const userAgent = userAgentOf(options.contact);
  // Two agents, so that an admitted origin shares neither connections nor the resolver's leave with any other.
  const checked = agentOf(options, checkedLookup(options.lookup ?? resolveAll));
  const unchecked = agentOf(options, plainLookup(options.lookup ?? resolveAll));

  return {
    userAgent,
    send: (request) => {
      const isAdmitted = (url: string) => admitted.has(originOf(url) ?? '');
      const open = (url: string) => (isAdmitted(url) ? unchecked : checked);
      const refusal = (url: string) => (isAdmitted(url) ? undefined : refusalOfUrl(url));
      return follow({ request, userAgent, open, refusal, timeoutMs: request.timeoutMs ?? timeoutMs });
    },
    close: async () => {
      await Promise.all([checked.destroy(), unchecked.destroy()]);
    },
  };
}

/** The crawler's honest name. Anything but printable ASCII in `contact` would break the header and is dropped. */
export function userAgentOf(contact?: string): string {
  const ascii = (contact ?? '').replace(/[^\x20-\x7e]|[()\\]/g, '').trim();
  return `Mingjian/0.1 (government disclosure supervision; ${ascii || 'contact the supervising office'})`;
}

interface Journey {
  readonly request: HttpRequest;
  readonly userAgent: string;
  readonly timeoutMs: number;
  open(url: string): Agent;
  refusal(url: string): string | undefined;
}

/** Sends the request and follows redirects by hand, each hop checked like the first, under one deadline. */
async function follow(journey: Journey): Promise<HttpOutcome> {
  const { request, timeoutMs } = journey;
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(new Error('deadline')), timeoutMs);
  const trip: Trip = { url: request.url, method: request.method ?? 'GET', cookies: new Map(), hasLeft: false };
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const refused = journey.refusal(trip.url);
      if (refused) return failed(request.url, 'refusedAddress', { detail: refused });
      const answer = await exchange(journey, trip, deadline.signal);
      if ('kind' in answer) return failed(request.url, answer.kind, answer);
      if (!('location' in answer)) return { ok: true, answer };
      const departure = departureOf(request, trip.url, answer.location, journey);
      if (departure) return failed(request.url, departure.kind, { ...departure, status: answer.status });
      moveOn(trip, answer);
    }
    return failed(request.url, 'redirectLoop');
  } catch (error) {
    if (deadline.signal.aborted) return failed(request.url, 'timeout', { detail: `超过 ${timeoutMs / 1000} 秒` });
    return failed(request.url, kindOfError(error), { detail: detailOfError(error) });
  } finally {
    clearTimeout(timer);
  }
}

/** Where a journey stands. */
interface Trip {
  url: string;
  method: 'GET' | 'POST';
  readonly cookies: Map<string, string>;
  /** Another host was reached: neither cookies nor the caller's headers follow there. */
  hasLeft: boolean;
}

function moveOn(trip: Trip, { location, status }: { readonly location: string; readonly status: number }): void {
  if (new URL(location).host !== new URL(trip.url).host) {
    trip.hasLeft = true;
    trip.cookies.clear();
  }
  if (status < 307) trip.method = 'GET';
  trip.url = location;
}

interface Trouble {
  readonly kind: FetchFailureKind;
  readonly status?: number;
  readonly detail?: string;
  readonly retryAfterMs?: number;
}

type Hop = HttpAnswer | { readonly location: string; readonly status: number } | Trouble;

async function exchange(journey: Journey, trip: Trip, signal: AbortSignal): Promise<Hop> {
  const { request } = journey;
  const { url, method } = trip;
  const body = method === 'POST' && !trip.hasLeft ? (request.body ?? null) : null;
  const headers = headersOf(journey, trip);
  const witness: Witness = {};
  const target = { ...targetOf(url), method, headers, body, signal, responseHeaders: 'raw' as const, opaque: witness };
  const response = answered(await journey.open(url).request(target));
  const { statusCode: status } = response;
  rememberCookies(response, trip.cookies);
  const location = status >= 300 && status < 400 && status !== 304 ? locationOf(response, url) : undefined;
  if (!location) return bodyOf(request, url, response);
  await letGo(response);
  return { location, status };
}

/** Drops a body nobody reads: a short one is drained so that the connection can serve the next hop. */
async function letGo({ headers, body }: Response): Promise<void> {
  if (Number(headers['content-length'] ?? Infinity) <= 16_384) return body.dump();
  body.on('error', () => undefined).destroy();
}

async function bodyOf(request: HttpRequest, url: string, response: Response): Promise<Hop> {
  const { statusCode: status } = response;
  const { headers, head } = response;
  const { maxBytes, cutsAtLimit = false } = request;
  if (!cutsAtLimit && Number(headers['content-length'] ?? 0) > maxBytes) {
    await letGo(response);
    return { kind: 'tooLarge', status, detail: `${headers['content-length']} 字节` };
  }
  const wire = await readUpTo(response, maxBytes);
  if (wire.isCut && !cutsAtLimit) return { kind: 'tooLarge', status, detail: `超过 ${maxBytes} 字节` };
  const decoded = await decodedBody(wire.bytes, headers['content-encoding'], maxBytes);
  if (!decoded.ok) return { kind: decoded.kind, status, detail: decoded.detail };
  return { finalUrl: url, status, headers, body: decoded.bytes, isCut: wire.isCut, head };
}

/** Reads at most `maxBytes` off the wire; ends the connection where there is more. */
async function readUpTo(response: Response, maxBytes: number): Promise<{ bytes: Buffer; isCut: boolean }> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) return { bytes: Buffer.concat(chunks, length).subarray(0, maxBytes), isCut: true };
  }
  return { bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length), isCut: false };
}

/** Why the hop to `location` ends the journey: it leads inside, asks for credentials, or leaves the host. */
function departureOf(request: HttpRequest, from: string, location: string, journey: Journey): Trouble | undefined {
  const refused = journey.refusal(location);
  if (refused) return { kind: 'refusedAddress', detail: `跳转到不允许访问的地址：${refused}` };
  if (request.mayLeaveHost || new URL(location).host === new URL(from).host) return undefined;
  if (looksLikeLogin(location)) return { kind: 'login', detail: `跳转到登录页 ${new URL(location).host}` };
  return { kind: 'wrongHost', detail: `跳转到 ${new URL(location).host}` };
}

function targetOf(url: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(url);
  return { origin, path: `${pathname}${search}` };
}

function headersOf(journey: Journey, trip: Trip): Record<string, string> {
  const cookie = [...trip.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    'user-agent': journey.userAgent,
    accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
    'accept-language': 'zh-CN,zh;q=0.9',
    'accept-encoding': 'gzip, deflate, br',
    ...(cookie ? { cookie } : {}),
    ...(trip.hasLeft ? {} : journey.request.headers),
  };
}

/** Cookies live for one journey on one host: some sites redirect to themselves until the session cookie comes back. */
function rememberCookies(response: Response, cookies: Map<string, string>): void {
  for (const cookie of response.cookies.slice(0, 20)) {
    const pair = /^([\w!#$%&'*+.^`|~-]{1,100})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,2000})/.exec(cookie);
    if (pair?.[1]) cookies.set(pair[1], pair[2] ?? '');
  }
}

/** The absolute target; undefined where the header is missing or no http(s) URL, so that the answer stands as it is. */
function locationOf(response: Response, base: string): string | undefined {
  const location = latin1ToUtf8(response.head.headers.find(([name]) => /^location$/i.test(name))?.[1]);
  if (!location || !URL.canParse(location, base)) return undefined;
  const target = new URL(location, base);
  target.hash = '';
  return target.href;
}

/** Header bytes arrive as latin1; servers put raw UTF-8 paths there. */
function latin1ToUtf8(header: string | undefined): string | undefined {
  return header && /[\x80-\xff]/.test(header) ? Buffer.from(header, 'latin1').toString('utf8') : header;
}

/** One answer as it arrived. */
interface Response {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: readonly string[];
  readonly head: ResponseHead;
  readonly body: Dispatcher.ResponseData['body'];
}

function answered(data: Dispatcher.ResponseData<Witness>): Response {
  const raw = data.headers as unknown as readonly string[];
  const pairs: (readonly [string, string])[] = [];
  const headers = Object.create(null) as Record<string, string>;
  const cookies: string[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name, value] = [raw[at] as string, raw[at + 1] as string];
    pairs.push([name, value]);
    const key = name.toLowerCase();
    if (key === 'set-cookie') cookies.push(value);
    else headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  const peer: Peer = data.opaque?.peer?.() ?? { address: null, tls: null };
  // undici speaks HTTP/1.1 and does not say when a server answers as 1.0.
  const head = { statusText: data.statusText, httpVersion: '1.1', headers: pairs, ...peer };
  return { statusCode: data.statusCode, headers, cookies, head, body: data.body };
}

function agentOf({ connectTimeoutMs = CONNECT_TIMEOUT_MS }: HttpOptions, lookup: LookupFunction): Agent {
  const connect = { lookup, timeout: connectTimeoutMs };
  return witnessingAgent(connect, {
    connections: 8,
    pipelining: 1,
    keepAliveTimeout: 10_000,
    maxHeaderSize: 32_768,
    // The deadline of the journey ends a slow answer; undici's own timers only stand behind it.
    headersTimeout: 120_000,
    bodyTimeout: 120_000,
  });
}

function failed(url: string, kind: FetchFailureKind, trouble: Omit<Trouble, 'kind'> = {}): HttpOutcome {
  const { status, detail, retryAfterMs: retryMs } = trouble;
  const failure = { url, kind, status, at: new Date().toISOString(), detail, retryAfterMs: retryMs };
  return { ok: false, failure };
}

/** Retry-After of an answer, against the real clock. */
export function retryAfterOf(answer: HttpAnswer): number | undefined {
  return retryAfterMs(answer.headers['retry-after'], new Date());
}
