import { z } from 'zod';
import { Dashboard } from './dashboard';

export interface GrafanaOptions {
  /** Where Grafana answers, with its path if it has one: `https://grafana.qinghe.example/board`. */
  readonly url: string;
  /** A service account's token; role Editor is enough for folders and dashboards, data sources need Admin. */
  readonly token: string;
  readonly timeoutMs?: number;
}

/** PostgreSQL as a data source; `password` is written and never comes back. */
export interface PostgresDatasource {
  readonly uid: string;
  readonly name: string;
  /** `host:port` */
  readonly address: string;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly sslmode: 'disable' | 'require' | 'verify-ca' | 'verify-full';
}

export type Upserted = 'created' | 'updated';

export interface GrafanaClient {
  /** Version and state of Grafana's own database; `version` is absent where Grafana hides it. */
  health(): Promise<{ readonly database: string; readonly version?: string }>;
  upsertFolder(folder: { readonly uid: string; readonly title: string }): Promise<Upserted>;
  /** Stores the dashboard under its uid, over what was there; `url` is its path on the server. */
  upsertDashboard(
    dashboard: Dashboard,
    folderUid: string,
  ): Promise<{ readonly uid: string; readonly url: string; readonly version: number }>;
  upsertDatasource(datasource: PostgresDatasource): Promise<Upserted>;
}

export type GrafanaErrorKind =
  | 'badOption'
  | 'unreachable'
  | 'timeout'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'refused'
  | 'failed'
  | 'redirected'
  | 'unreadable';

/** What went wrong, in a word to decide by and a sentence to read; the token is in neither. */
export class GrafanaError extends Error {
  constructor(
    readonly kind: GrafanaErrorKind,
    message: string,
    readonly status?: number,
  ) {
    super(message);
    this.name = 'GrafanaError';
  }
}

/**
 * Grafana's HTTP API, as much of it as storing dashboards takes.
 * @throws GrafanaError `badOption` at once; the calls reject with the other kinds
 */
export function grafanaClient(options: GrafanaOptions): GrafanaClient {
  const server = checkedServer(options);
  const call = <T>(request: Request, shape: z.ZodType<T>) => send(server, request, shape);
  return {
    health: () => call({ method: 'GET', path: ['api', 'health'] }, HEALTH),
    upsertFolder: ({ uid, title }) =>
      updateOrCreate(
        () => call({ method: 'PUT', path: ['api', 'folders', uid], body: { title, overwrite: true } }, ANYTHING),
        () => call({ method: 'POST', path: ['api', 'folders'], body: { uid, title } }, ANYTHING),
      ),
    upsertDashboard: (dashboard, folderUid) =>
      call(
        { method: 'POST', path: ['api', 'dashboards', 'db'], body: { dashboard, folderUid, overwrite: true } },
        STORED_DASHBOARD,
      ),
    upsertDatasource: (datasource) =>
      updateOrCreate(
        () => call({ method: 'PUT', path: DATASOURCE_PATH(datasource), body: bodyOf(datasource) }, ANYTHING),
        () => call({ method: 'POST', path: ['api', 'datasources'], body: bodyOf(datasource) }, ANYTHING),
      ),
  };
}

const HEALTH = z.object({ database: z.string(), version: z.string().optional() });
const STORED_DASHBOARD = z.object({ uid: z.string(), url: z.string(), version: z.number() });
const ANYTHING = z.object({});
const DATASOURCE_PATH = ({ uid }: PostgresDatasource) => ['api', 'datasources', 'uid', uid];

const TIMEOUT_MS = 15_000;
const MAX_ANSWER_BYTES = 5_000_000;

interface Server {
  readonly url: URL;
  readonly token: string;
  readonly timeoutMs: number;
}

interface Request {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: readonly string[];
  readonly body?: unknown;
}

function checkedServer({ url: address, token, timeoutMs = TIMEOUT_MS }: GrafanaOptions): Server {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol))
    throw new GrafanaError('badOption', `the address of Grafana must start with http:// or https://`);
  if (url.username || url.password || url.search || url.hash)
    throw new GrafanaError('badOption', 'the address of Grafana is host, port and path only; log in by token');
  if (!/^[\x21-\x7e]+$/.test(token)) throw new GrafanaError('badOption', 'the token is empty or has blanks in it');
  return { url, token, timeoutMs };
}

async function updateOrCreate(update: () => Promise<unknown>, create: () => Promise<unknown>): Promise<Upserted> {
  try {
    await update();
    return 'updated';
  } catch (error) {
    if (!(error instanceof GrafanaError && error.kind === 'notFound')) throw error;
  }
  await create();
  return 'created';
}

function bodyOf({ uid, name, address, database, user, password, sslmode }: PostgresDatasource): unknown {
  return {
    uid,
    name,
    type: 'grafana-postgresql-datasource',
    access: 'proxy',
    url: address,
    user,
    jsonData: { database, sslmode, postgresVersion: 1500, maxOpenConns: 5, maxIdleConns: 2, connMaxLifetime: 14400 },
    secureJsonData: { password },
  };
}

async function send<T>(server: Server, request: Request, shape: z.ZodType<T>): Promise<T> {
  const url = new URL(server.url);
  const base = url.pathname.replace(/\/+$/, '');
  url.pathname = [base, ...request.path.map(encodeURIComponent)].join('/');
  const what = `${request.method} ${url.href}`;
  const { status, text } = await exchange(server, request, url, what);
  const answer = parsed(text);
  if (status < 200 || status > 299) throw refusal(status, what, answer);
  const checked = shape.safeParse(answer);
  if (!checked.success)
    throw new GrafanaError('unreadable', `${what} answered ${status}, but not as Grafana does`, status);
  return checked.data;
}

async function exchange(
  { token, timeoutMs }: Server,
  { method, body }: Request,
  url: URL,
  what: string,
): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(url, {
      method,
      // The token goes to the address that was given and to no other.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json', authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: response.status, text: await limitedText(response, what) };
  } catch (error) {
    if (error instanceof GrafanaError) throw error;
    if ((error as Error).name === 'TimeoutError')
      throw new GrafanaError('timeout', `${what} did not answer within ${timeoutMs} ms`);
    throw new GrafanaError('unreachable', `${what}: ${reasonOf(error as Error)}`);
  }
}

async function limitedText(response: Response, what: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop by an error cancels the rest of the body.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_ANSWER_BYTES)
      throw new GrafanaError('unreadable', `${what} answered more than ${MAX_ANSWER_BYTES} bytes`, response.status);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** fetch says "fetch failed" and hides the reason behind it. */
function reasonOf(error: Error): string {
  const cause = error.cause as Partial<NodeJS.ErrnoException> | undefined;
  return cause?.message || cause?.code || error.message;
}

/** The JSON of an answer; undefined for anything else, such as a proxy's page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const KINDS: Readonly<Record<number, GrafanaErrorKind>> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
};

function refusal(status: number, what: string, answer: unknown): GrafanaError {
  const kind = KINDS[status] ?? (status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'redirected');
  const said = z.object({ message: z.string() }).safeParse(answer);
  const message = said.success ? `: ${said.data.message.slice(0, 300)}` : '';
  return new GrafanaError(kind, `${what} answered ${status}${message}`, status);
}
