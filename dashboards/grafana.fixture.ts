import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: Record<string, unknown>;
}

/** A server that remembers what it was asked and answers as Grafana does, or as `answer` says. */
export async function fakeGrafana(
  answer: (seen: Seen, response: ServerResponse) => void = grafanaAnswers(),
): Promise<{ readonly url: string; readonly seen: Seen[]; close(): Promise<void> }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    void read(request).then((asked) => {
      seen.push(asked);
      answer(asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

export function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Seen> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    token: request.headers.authorization ?? '',
    body: text ? JSON.parse(text) : {},
  };
}

/** The answers of Grafana 12 to the calls of the client; folders and data sources are there once they were posted. */
function grafanaAnswers(): (seen: Seen, response: ServerResponse) => void {
  const stored = new Set<string>();
  let version = 0;
  return ({ method, path, body }, response) => {
    if (path === '/api/health') return json(response, 200, { database: 'ok', version: '12.2.0', commit: '92f1fba9' });
    if (path === '/api/dashboards/db') {
      const { uid } = body.dashboard as { uid: string };
      return json(response, 200, { id: 1, uid, url: `/d/${uid}/x`, status: 'success', version: ++version });
    }
    if (method === 'POST') {
      stored.add(`${path}/${body.uid}`);
      return json(response, 200, { uid: body.uid });
    }
    const known = stored.has(path.replace('/datasources/uid/', '/datasources/'));
    return known ? json(response, 200, {}) : json(response, 404, { message: 'not found' });
  };
}
