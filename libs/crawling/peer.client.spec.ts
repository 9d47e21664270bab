import { createServer as createPlainServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { AddressInfo } from 'node:net';
import { Agent } from 'undici';
import { createHttpClient, HttpClient } from './http.client';
import { Witness, witnessingAgent } from './peer.client';
import { TEST_CERTIFICATE, TEST_KEY } from './tls.fixture';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({ close: () => (server.closeAllConnections(), server.close()) });
  return (server.address() as AddressInfo).port;
}

const secure = (headers: Record<string, string> = {}) =>
  createServer({ key: TEST_KEY, cert: TEST_CERTIFICATE }, (_request, response) =>
    response.writeHead(200, headers).end('ok'),
  ) as Server;

describe('who answered', () => {
  const ask = async (agent: Agent, origin: string) => {
    const witness: Witness = {};
    const { body } = await agent.request({ origin, path: '/', method: 'GET', opaque: witness });
    await body.dump();
    return witness.peer?.();
  };

  it.each([
    ['a kept connection', {}],
    ['a new one, whose session TLS might resume', { connection: 'close' }],
  ])('is known with its certificate, again on %s', async (_what, headers) => {
    const origin = `https://localhost:${await listen(secure(headers))}`;
    const agent = witnessingAgent({ ca: TEST_CERTIFICATE }, { connections: 1 });
    open.push({ close: () => agent.destroy() });
    const first = await ask(agent, origin);
    expect(first).toEqual({
      address: expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/),
      tls: {
        protocol: 'TLSv1.3',
        cipher: expect.stringMatching(/^TLS_/),
        subject: 'C=CN, O=清河县人民政府办公室, CN=localhost',
        issuer: 'C=CN, O=清河县人民政府办公室, CN=localhost',
        validFrom: expect.stringMatching(/^\d{4}-.*Z$/),
        validTo: expect.stringMatching(/^\d{4}-.*Z$/),
        fingerprint256: expect.stringMatching(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/),
      },
    });
    expect(await ask(agent, origin)).toEqual(first);
    expect(await ask(agent, origin)).toEqual(first);
  });

  it('is known without one over plain HTTP, for many requests at once', async () => {
    const port = await listen(createPlainServer((_request, response) => response.end('ok')));
    const agent = witnessingAgent({}, { connections: 3 });
    open.push({ close: () => agent.destroy() });
    const peers = await Promise.all(Array.from({ length: 9 }, () => ask(agent, `http://127.0.0.1:${port}`)));
    expect(peers).toEqual(Array.from({ length: 9 }, () => ({ address: '127.0.0.1', tls: null })));
  });
});

describe('an answer as evidence', () => {
  const serve = async (
    answer: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<[HttpClient, string]> => {
    const origin = `http://127.0.0.1:${await listen(createPlainServer(answer))}`;
    const client = createHttpClient({ allowPrivateOrigins: [origin] });
    open.push({ close: () => client.close() });
    return [client, origin];
  };

  it('keeps every header as it came: order, spelling, repetition', async () => {
    const [client, origin] = await serve((_request, response) => {
      response.writeHead(200, 'Alles gut', [
        ['X-B', '1'],
        ['x-a', 'ä'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
        ['X-B', '2'],
      ] as never);
      response.end('ok');
    });
    const outcome = await client.send({ url: `${origin}/`, maxBytes: 100 });
    if (!outcome.ok) throw new Error(outcome.failure.kind);
    const { head, headers } = outcome.answer;
    expect(head).toMatchObject({ statusText: 'Alles gut', httpVersion: '1.1', address: '127.0.0.1', tls: null });
    expect(head.headers.slice(0, 5)).toEqual([
      ['X-B', '1'],
      ['x-a', 'ä'],
      ['Set-Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['X-B', '2'],
    ]);
    expect(headers).toMatchObject({ 'x-b': '1, 2' });
    expect(headers).not.toHaveProperty('set-cookie');
  });

  it('is the last one after redirects', async () => {
    const [client, origin] = await serve((request, response) => {
      if (request.url === '/old') response.writeHead(302, { location: '/new', 'x-hop': '1' }).end();
      else response.writeHead(200, { 'x-hop': '2' }).end('ok');
    });
    const outcome = await client.send({ url: `${origin}/old`, maxBytes: 100 });
    expect(outcome.ok && outcome.answer.head.headers[0]).toEqual(['x-hop', '2']);
  });
});
