import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { cmsPage } from './cms-page';
import { county, SandboxCounty } from './county/county';
import { curable, fixed } from './county/fix';
import { encodeGbk } from './markup/gbk';
import { searchPage } from './markup/search';
import { SitePage, sitePages, SitePages } from './markup/site-pages';

export interface ServeOptions {
  /** One port per site in the order of the answer; free ports are chosen where none is given. */
  readonly ports?: readonly number[];
  readonly host?: '127.0.0.1';
  /** File that keeps the repairs made in the 网站后台 over a restart. */
  readonly stateFile?: string;
  /** How long the hanging list page keeps a client waiting before its connection is cut; for ever unless given. */
  readonly hangMs?: number;
}

export interface ServedSite {
  readonly id: string;
  readonly name: string;
  /** Without a slash at the end. */
  readonly url: string;
}

export interface ServedCounty {
  readonly sites: readonly ServedSite[];
  readonly ports: readonly number[];
  /** Requests so far for addresses that robots.txt forbids, the 网站后台 not counted. */
  trespasses(): number;
  close(): Promise<void>;
}

const CMS = '/__cms';

/** Serves the county's sites on loopback, each on a port of its own, and the 网站后台 beside them. */
export async function serveCounty(options: ServeOptions = {}): Promise<ServedCounty> {
  const { host = '127.0.0.1', hangMs } = options;
  const content = new Content(options.stateFile);
  const base = county();
  const servers = base.sites.map(({ id }) =>
    createServer((request, response) => answer(content, id, request, response, hangMs)),
  );
  await listenAll(servers, host, options.ports ?? []);
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  const sites = base.sites.map(({ id, name }, index) => ({ id, name, url: `http://${host}:${ports[index]}` }));
  content.open(Object.fromEntries(sites.map(({ id, url }) => [id, url])));
  return {
    sites,
    ports,
    trespasses: () => content.trespasses,
    close: () => Promise.all(servers.map(stop)).then(() => undefined),
  };
}

/** What the sites show now: the county with the repairs made so far. */
class Content {
  trespasses = 0;
  private readonly stateFile?: string;
  private fixes: string[] = [];
  private bases: Record<string, string> = {};
  private pages = new Map<string, SitePages>();
  private current: SandboxCounty = county();

  constructor(stateFile?: string) {
    this.stateFile = stateFile;
    this.fixes = stateFile ? readFixes(stateFile) : [];
  }

  open(bases: Record<string, string>): void {
    this.bases = bases;
    this.render();
  }

  page(siteId: string, path: string): SitePage | undefined {
    const site = this.current.sites.find(({ id }) => id === siteId);
    if (site?.forbidden.some((folder) => path.startsWith(folder))) this.trespasses += 1;
    return this.pages.get(siteId)?.get(path)?.() ?? searchPage(this.current, siteId, path);
  }

  charset(siteId: string): string {
    return this.current.sites.find(({ id }) => id === siteId)?.charset ?? 'utf-8';
  }

  cms(siteId: string): string {
    return cmsPage(curable(county(), siteId), this.fixes);
  }

  /** Whether there is such a defect on the site; repairing twice changes nothing. */
  fix(siteId: string, id: string): boolean {
    if (!curable(county(), siteId).some(({ defect }) => defect.id === id)) return false;
    if (!this.fixes.includes(id)) this.fixes.push(id);
    if (this.stateFile) writeFixes(this.stateFile, this.fixes);
    this.render();
    return true;
  }

  private render(): void {
    this.current = fixed(county(), this.fixes);
    this.pages = new Map(this.current.sites.map(({ id }) => [id, sitePages(this.current, id, this.bases)]));
  }
}

function answer(
  content: Content,
  siteId: string,
  request: IncomingMessage,
  response: ServerResponse,
  hangMs?: number,
): void {
  const path = request.url ?? '/';
  const { pathname, searchParams } = new URL(path, 'http://site');
  if (pathname === `${CMS}/fix` && request.method === 'POST') {
    const found = content.fix(siteId, searchParams.get('id') ?? '');
    return void (found ? response.writeHead(303, { location: CMS }) : response.writeHead(404)).end();
  }
  if (pathname === CMS)
    return send(response, { status: 200, type: 'text/html', body: content.cms(siteId) }, 'utf-8', request.method);
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
  const page = content.page(siteId, path);
  if (page?.hang) return hang(response, hangMs);
  const lost = {
    status: 404,
    type: 'text/html',
    body: '<html><head><title>404</title></head><body>您访问的页面不存在</body></html>',
  };
  send(response, page ?? lost, content.charset(siteId), request.method);
}

/** The header names no charset for pages: on real sites, too, only the page itself declares it. */
function send(response: ServerResponse, page: SitePage, charset: string, method = 'GET'): void {
  const isText = typeof page.body === 'string';
  const body = bytesOf(page, charset);
  const type = isText && page.type !== 'text/html' ? `${page.type}; charset=utf-8` : page.type;
  response.writeHead(page.status, { 'content-type': type, 'content-length': body.byteLength });
  response.end(method === 'HEAD' ? undefined : body);
}

/** What goes over the line. */
export function bytesOf({ body, type }: SitePage, charset: string): Uint8Array {
  if (typeof body !== 'string') return body;
  return charset === 'gb2312' && type === 'text/html' ? encodeGbk(body) : Buffer.from(body);
}

function hang(response: ServerResponse, hangMs?: number): void {
  if (hangMs === undefined) return;
  const timer = setTimeout(() => response.destroy(), hangMs);
  response.on('close', () => clearTimeout(timer));
}

/** All or none: a taken port leaves no other site behind. */
async function listenAll(servers: readonly Server[], host: string, ports: readonly number[]): Promise<void> {
  const started = await Promise.allSettled(servers.map((server, index) => listen(server, host, ports[index] ?? 0)));
  const failed = started.find((one) => one.status === 'rejected');
  if (!failed) return;
  await Promise.all(servers.filter(({ listening }) => listening).map(stop));
  throw failed.reason;
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new Error(`演示网站的端口 ${port} 已被占用`) : error),
    );
    server.listen(port, host, resolve);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Repairs kept by an earlier run; a damaged file counts as none. */
function readFixes(file: string): string[] {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

function writeFixes(file: string, fixes: readonly string[]): void {
  writeFileSync(`${file}.new`, JSON.stringify(fixes));
  renameSync(`${file}.new`, file);
}
