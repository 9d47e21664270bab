import { createServer, IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { AddressInfo, Socket } from 'node:net';
import { ExtractedPage } from './extracted-page';

/** A local web server for specs: routes by path, what it was asked, and an end that waits for nobody. */
export interface LocalSite {
  readonly origin: string;
  readonly asked: { readonly url: string; readonly headers: IncomingMessage['headers']; readonly method: string }[];
  close(): Promise<void>;
}

export type Routes = Readonly<Record<string, string | RequestListener>>;

/** Routes are looked up with, then without, their query; what is missing is 404. */
export async function serve(routes: Routes | RequestListener): Promise<LocalSite> {
  const asked: LocalSite['asked'] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers, method: request.method ?? '' });
    if (typeof routes === 'function') return routes(request, response);
    const route = routes[request.url ?? ''] ?? routes[(request.url ?? '').split('?')[0] ?? ''];
    if (route === undefined) return send(response, 404, '<title>404</title>');
    return typeof route === 'string' ? send(response, 200, route) : route(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

export function send(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
}

/** Text enough to be no bare notice. */
export const PROSE = '<p>清河县人民政府办公室按照政务公开工作安排，逐项公开有关信息，接受社会监督。</p>'.repeat(8);

/** A page of the fictional county with its links. */
export function pageOf(title: string, links: readonly string[] = [], body = PROSE): string {
  const menu = links.map((url, at) => `<a href="${url}">链接${at}</a>`).join('');
  return `<!doctype html><html><head><title>${title}</title></head><body>${menu}${body}</body></html>`;
}

/** Extraction reduced to what the crawl looks at: titles, links, `rel=next`, `rel=item`, `download`. */
export function extractSimply({ url, html }: { readonly url: string; readonly html: string }): ExtractedPage {
  const links = [...html.matchAll(/<a ([^>]*)href="([^"]+)"/g)].flatMap(([, marks = '', href = '']) =>
    URL.canParse(href, url) ? [{ marks, url: new URL(href, url).href.split('#')[0] as string, text: '' }] : [],
  );
  const of = (mark: string) => links.filter(({ marks }) => marks.includes(mark));
  const entries = of('item').map((link) => ({ title: '', url: link.url, publishedOn: null }));
  const kind = html.includes('<article') ? 'article' : entries.length > 0 ? 'list' : 'other';
  const title = /<title>([^<]*)/.exec(html)?.[1] ?? null;
  return {
    ...EMPTY_PAGE,
    url,
    kind,
    title,
    entries,
    nextPages: of('next').map((link) => link.url),
    attachments: of('download').map((link) => ({ name: '附件', url: link.url })),
    links: links.map(({ url: target, text }) => ({ url: target, text })),
    signals: html.includes('id="app"></div>') ? [{ kind: 'empty-shell', at: '0' }] : [],
  };
}

const EMPTY_PAGE: ExtractedPage = {
  url: '',
  kind: 'other',
  title: null,
  publishedOn: null,
  formedOn: null,
  documentNumber: null,
  indexNumber: null,
  issuingBody: null,
  source: null,
  validity: null,
  attachments: [],
  entries: [],
  nextPages: [],
  dates: [],
  signals: [],
  family: 'generic',
  breadcrumb: [],
  sectionName: null,
  signedBy: null,
  text: '',
  links: [],
};
