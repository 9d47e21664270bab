import { createServer, Socket } from 'node:net';
import { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { leastMs } from '@app/platform/least-time.fixture';
import { createHttpClient, HttpClient, HttpOptions, userAgentOf } from './http.client';
import { fetchPage, PageRequest, revisitPage } from './page.client';
import { LocalSite, pageOf, PROSE, Routes, send, serve } from './site.fixture';

let site: LocalSite;
let client: HttpClient;
const others: { close(): unknown }[] = [];

async function open(routes: Routes = {}, options: HttpOptions = {}): Promise<void> {
  site = await serve(routes);
  client = createHttpClient({ timeoutMs: 3_000, allowPrivateOrigins: [site.origin], ...options });
}
const get = (path: string, given: Partial<PageRequest> = {}) =>
  fetchPage(client, { url: path.startsWith('http') ? path : `${site.origin}${path}`, ...given });
const failureOf = async (path: string, given: Partial<PageRequest> = {}) => {
  const outcome = await get(path, given);
  return outcome.ok ? undefined : outcome.failure;
};

afterEach(async () => {
  await client?.close();
  await site?.close();
  for (const other of others.splice(0)) await other.close();
});

/** A server below HTTP: writes what it likes. */
async function serveRaw(onSocket: (socket: Socket) => void): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket.on('error', () => undefined));
    socket.once('data', () => onSocket(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  others.push({ close: () => (sockets.forEach((socket) => socket.destroy()), server.close()) });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('fetchPage reads', () => {
  it('a page: bytes, text, hash and where it came from', async () => {
    await open({ '/a.html': pageOf('预算公开') });
    const outcome = await get('/a.html');
    expect(outcome).toMatchObject({
      ok: true,
      html: pageOf('预算公开'),
      capture: { url: `${site.origin}/a.html`, finalUrl: `${site.origin}/a.html`, status: 200, via: 'http' },
    });
    expect(outcome.ok && outcome.capture.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(outcome.ok && outcome.capture.bytes).toBe(Buffer.byteLength(pageOf('预算公开')));
  });

  it('under an honest name', async () => {
    await open({ '/': pageOf('首页') }, { contact: 'http://jd.qinghe.example.cn（监督）' });
    await get('/');
    const name = site.asked[0]?.headers['user-agent'];
    expect(name).toBe('Mingjian/0.1 (government disclosure supervision; http://jd.qinghe.example.cn)');
  });

  it('over connections that are kept', async () => {
    const ports = new Set<number | undefined>();
    await open({
      '/': (request, response) => (ports.add(request.socket.remotePort), send(response, 200, pageOf('首页'))),
    });
    for (let times = 0; times < 5; times++) await get('/');
    expect(ports.size).toBeLessThanOrEqual(2);
  });

  it.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['br', brotliCompressSync],
    ['identity', (bytes: Buffer) => bytes],
    ['gzip', (bytes: Buffer) => bytes], // labelled gzip, sent plain
  ])('%s (%#)', async (coding, compress) => {
    const body = compress(Buffer.from(pageOf('压缩')));
    await open({ '/': (_request, response) => send(response, 200, body, { 'content-encoding': coding }) });
    expect(await get('/')).toMatchObject({ ok: true, html: pageOf('压缩') });
  });

  it('through redirects on the host, with the cookie the site insists on', async () => {
    await open({
      '/a': (_request, response) => send(response, 301, '', { location: 'b' }),
      '/b': (request, response) =>
        request.headers.cookie === 'route=7'
          ? send(response, 200, pageOf('到了'))
          : send(response, 302, '', { location: '/b', 'set-cookie': 'route=7; Path=/; HttpOnly' }),
    });
    expect(await get('/a')).toMatchObject({ ok: true, capture: { finalUrl: `${site.origin}/b` } });
  });

  it('through a stub that sends the reader on', async () => {
    await open({
      '/': '<html><head><meta http-equiv="refresh" content="0;url=/portal/"></head></html>',
      '/portal/': pageOf('门户'),
    });
    expect(await get('/')).toMatchObject({
      ok: true,
      capture: { url: `${site.origin}/`, finalUrl: `${site.origin}/portal/` },
    });
  });

  it.each([
    ['application/pdf', '%PDF-1.4', false],
    ['application/octet-stream', '%PDF-1.4', false],
    ['application/octet-stream', pageOf('无类型'), true],
    ['', pageOf('无类型'), true],
    ['image/png', '\x89PNG', false],
    ['text/html', pageOf('网页'), true],
  ])('%s, and knows whether it is text (%#)', async (type, body, isText) => {
    await open({
      '/': (_request, response) => void response.writeHead(200, type ? { 'content-type': type } : {}).end(body),
    });
    const outcome = await get('/');
    expect(outcome.ok && outcome.html !== null).toBe(isText);
  });
});

describe('fetchPage types what goes wrong', () => {
  it.each<[kind: string, status: number, body: string, headers: Record<string, string>]>([
    ['notFound', 404, pageOf('x'), {}],
    ['notFound', 410, '', {}],
    ['badStatus', 500, '', {}],
    ['badStatus', 403, pageOf('x'), {}],
    ['badStatus', 302, '', {}], // a redirect to nowhere
    ['refusedAddress', 302, '', { location: 'javascript:alert(1)' }],
    ['refusedAddress', 302, '', { location: 'file:///etc/passwd' }],
    ['login', 401, '', { 'www-authenticate': 'Basic realm=x' }],
    ['login', 302, '', { location: 'http://sso.qinghe.gov.cn/login?service=x' }],
    ['challenge', 200, '<script>document.cookie="a=1";location.reload()</script>', {}],
    ['softNotFound', 200, '<title>404</title><p>页面不存在</p>', {}],
    ['softNotFound', 302, '', { location: '/' }],
    ['wrongHost', 302, '', { location: 'http://www.other-county.gov.cn/' }],
    ['unreadable', 200, '', {}],
    ['unreadable', 200, 'x', { 'content-encoding': 'zstd' }],
    ['unreadable', 200, 'x', { 'content-encoding': 'gzip, gzip' }],
    ['unreadable', 200, 'x not brotli', { 'content-encoding': 'br' }],
    ['redirectLoop', 302, '', { location: '/x' }],
  ])('%s (%#)', async (kind, status, body, headers) => {
    await open({ '/x': (_request, response) => send(response, status, body, headers), '/': pageOf('首页') });
    expect(await failureOf('/x')).toMatchObject({ url: `${site.origin}/x`, kind });
  });

  it.each([
    ['a number', '7', 7_000],
    ['nothing', undefined, undefined],
  ])('throttled, with Retry-After as %s', async (_what, header, expected) => {
    await open({ '/': (_request, response) => send(response, 429, '', header ? { 'retry-after': header } : {}) });
    expect(await failureOf('/')).toMatchObject({ kind: 'throttled', status: 429, retryAfterMs: expected });
  });

  it('dns, for a name nobody knows', async () => {
    await open({}, { lookup: () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' })) });
    expect(await failureOf('http://www.qinghe.gov.cn/')).toMatchObject({ kind: 'dns' });
  });

  it('dns, for a name without an address', async () => {
    await open({}, { lookup: async () => [] });
    expect(await failureOf('http://www.qinghe.gov.cn/')).toMatchObject({ kind: 'dns' });
  });

  it('connect, where nobody listens', async () => {
    await open({}, { allowPrivateOrigins: ['http://127.0.0.1:9'] });
    expect(await failureOf('http://127.0.0.1:9/')).toMatchObject({ kind: 'connect' });
  });

  it('connect, where the line breaks', async () => {
    const origin = await serveRaw((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'));
    await open({}, { allowPrivateOrigins: [origin] });
    expect(await failureOf(`${origin}/`)).toMatchObject({ kind: 'connect' });
  });

  it('connect, where a gzip body ends early', async () => {
    const body = gzipSync(Buffer.from(PROSE.repeat(50))).subarray(0, 60);
    await open({ '/': (_request, response) => send(response, 200, body, { 'content-encoding': 'gzip' }) });
    expect(await failureOf('/')).toMatchObject({ kind: 'connect', detail: '传输中断' });
  });

  it('tls, where there is none', async () => {
    const origin = (await serveRaw((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))).replace(
      'http',
      'https',
    );
    await open({}, { allowPrivateOrigins: [origin] });
    expect(await failureOf(`${origin}/`)).toMatchObject({ kind: 'tls' });
  });

  it.each([
    ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${`X-A: ${'a'.repeat(1_000)}\r\n`.repeat(60)}\r\n`],
  ])('unreadable, for %s', async (_what, answer) => {
    const origin = await serveRaw((socket) => socket.end(answer));
    await open({}, { allowPrivateOrigins: [origin] });
    expect(await failureOf(`${origin}/`)).toMatchObject({ kind: 'unreadable' });
  });
});

describe('fetchPage is bounded', () => {
  it.each([
    ['silence after connecting', () => undefined],
    [
      'headers by the drop',
      (socket: Socket) => drip(socket, 'HTTP/1.1 200 OK\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'),
    ],
    [
      'a body by the drop',
      (socket: Socket) => drip(socket, 'a'.repeat(1_000), 'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n'),
    ],
    [
      'chunks by the drop',
      (socket: Socket) =>
        drip(socket, '1\r\na\r\n'.repeat(100), 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n'),
    ],
    [
      'a redirect whose body drips',
      (socket: Socket) =>
        drip(socket, 'a'.repeat(1_000), 'HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 1000\r\n\r\n'),
    ],
  ])('in time, against %s', async (_what, onSocket) => {
    const origin = await serveRaw(onSocket);
    await open({}, { allowPrivateOrigins: [origin], timeoutMs: 600 });
    const startedAt = Date.now();
    expect(await failureOf(`${origin}/`)).toMatchObject({ kind: 'timeout' });
    expect(Date.now() - startedAt).toBeLessThan(2_000);
  });

  it('in time over all redirects together', async () => {
    await open(
      { '/': (_request, response) => void setTimeout(() => send(response, 302, '', { location: '/' }), 250) },
      { timeoutMs: 700 },
    );
    expect(await failureOf('/')).toMatchObject({ kind: 'timeout' });
  });

  it('in size, against an endless body', async () => {
    await open({
      '/': (_request, response) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        const more = () => response.destroyed || (response.write('<p>'.repeat(10_000)), setImmediate(more));
        more();
      },
    });
    expect(await failureOf('/', { maxBytes: 1_000_000 })).toMatchObject({ kind: 'tooLarge' });
  });

  it('in size, by the length the server announces', async () => {
    const origin = await serveRaw((socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n'));
    await open({}, { allowPrivateOrigins: [origin] });
    expect(await failureOf(`${origin}/`)).toMatchObject({ kind: 'tooLarge' });
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(60_000_000, 'a'))],
    ['deflate', deflateSync(Buffer.alloc(60_000_000, 'a'))],
    ['br', brotliCompressSync(Buffer.alloc(20_000_000, 'a'))],
  ])('in memory, against a %s bomb', async (coding, bomb) => {
    await open({ '/': (_request, response) => send(response, 200, bomb, { 'content-encoding': coding }) });
    const before = process.memoryUsage().rss;
    expect(await failureOf('/')).toMatchObject({ kind: 'tooLarge' });
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
  });

  it('on both sides of the limit', async () => {
    const body = `<title>x</title>${'字'.repeat(1_000)}`;
    await open({ '/': (_request, response) => send(response, 200, gzipSync(body), { 'content-encoding': 'gzip' }) });
    expect(await get('/', { maxBytes: Buffer.byteLength(body) })).toMatchObject({ ok: true });
    expect(await failureOf('/', { maxBytes: Buffer.byteLength(body) - 1 })).toMatchObject({ kind: 'tooLarge' });
  });
});

function drip(socket: Socket, text: string, head = ''): void {
  socket.write(head);
  let at = 0;
  const timer = setInterval(
    () => (socket.destroyed ? clearInterval(timer) : socket.write(text.charAt(at++) || 'a')),
    100,
  );
  timer.unref();
}

describe('fetchPage stays out', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost:8080/',
    'http://[::1]:8080/',
    'http://[::ffff:127.0.0.1]:8080/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.100.100.200/latest/meta-data/',
    'http://2130706433/',
    'http://www.qinghe.gov.cn:22/',
    'http://user:pass@www.qinghe.gov.cn/',
    'http://www.qinghe.gov.cn\\@127.0.0.1/',
    'file:///etc/passwd',
    'ftp://www.qinghe.gov.cn/',
  ])('of %s, at once', async (url) => {
    await open({}, { allowPrivateOrigins: [] });
    const refused = async () =>
      expect(await failureOf(url.startsWith('http') ? url : `${url}`, { url })).toMatchObject({
        kind: 'refusedAddress',
      });
    expect(await leastMs(200, refused)).toBeLessThan(200);
  });

  it.each([
    ['loopback', ['127.0.0.1']],
    ['CGNAT', ['100.64.0.1']],
    ['metadata', ['169.254.169.254']],
    ['IPv6 loopback', ['::1']],
    ['a mapped address', ['::ffff:10.0.0.1']],
    ['one private address among public ones', ['1.1.1.1', '10.0.0.1']],
  ])('of a name that resolves to %s', async (_what, addresses) => {
    await open(
      {},
      { lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) },
    );
    expect(await failureOf('http://www.qinghe.gov.cn:8080/')).toMatchObject({ kind: 'refusedAddress' });
  });

  it('of a name that turns private after the check: it is resolved once per connection and that address is checked', async () => {
    const answers = ['127.0.0.1', '1.1.1.1', '1.1.1.1'];
    let asked = 0;
    await open(
      { '/': pageOf('内部') },
      { lookup: async () => [{ address: answers[asked++] ?? '127.0.0.1', family: 4 }] },
    );
    const port = new URL(site.origin).port;
    expect(await failureOf(`http://rebind.example.cn:${port}/`)).toMatchObject({ kind: 'refusedAddress' });
    expect(asked).toBe(1);
    expect(site.asked).toEqual([]);
  });

  it.each([
    ['another port', (port: number) => `http://127.0.0.1:${port}/secret`],
    ['another spelling', (port: number) => `http://localhost:${port}/secret`],
    ['IPv6', (port: number) => `http://[::1]:${port}/secret`],
    ['a number', (port: number) => `http://2130706433:${port}/secret`],
    ['another protocol', (port: number) => `https://127.0.0.1:${port}/secret`],
  ])('of a private address it is redirected to: %s', async (_what, target) => {
    const inside = await serve({ '/secret': 'secret' });
    others.push(inside);
    const port = Number(new URL(inside.origin).port);
    await open({ '/': (_request, response) => send(response, 302, '', { location: target(port) }) });
    expect(await failureOf('/')).toMatchObject({ kind: 'refusedAddress' });
    expect(inside.asked).toEqual([]);
  });

  it('of a private address a stub sends the reader to', async () => {
    const inside = await serve({ '/': 'secret' });
    others.push(inside);
    await open({ '/': `<meta http-equiv="refresh" content="0;url=${inside.origin}/">` });
    expect(await failureOf('/')).toMatchObject({
      kind: 'wrongHost',
      detail: `页面转向 ${new URL(inside.origin).host}`,
    });
    expect(inside.asked).toEqual([]);
  });

  it('with the admitted origin’s leave, from any other port of the same machine', async () => {
    const inside = await serve({ '/': 'secret' });
    others.push(inside);
    await open({});
    expect(await failureOf(`${inside.origin}/`)).toMatchObject({ kind: 'refusedAddress' });
  });

  it('and takes no cookie or caller’s header to another host', async () => {
    const other = await serve({ '/': pageOf('外') });
    others.push(other);
    await open(
      { '/': (_request, response) => send(response, 302, '', { location: `${other.origin}/`, 'set-cookie': 'k=1' }) },
      {},
    );
    await client.close();
    client = createHttpClient({ allowPrivateOrigins: [site.origin, other.origin] });
    const headers = { cookie: 's=1', authorization: 'Bearer x', referer: 'http://x/' };
    const outcome = await client.send({ url: `${site.origin}/`, headers, maxBytes: 1_000_000, mayLeaveHost: true });
    expect(outcome).toMatchObject({ ok: true });
    expect(Object.keys(other.asked[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['cookie']));
    expect(other.asked[0]?.headers).not.toMatchObject({ authorization: expect.anything() });
    expect(other.asked[0]?.headers).not.toMatchObject({ referer: expect.anything() });
  });
});

describe('userAgentOf', () => {
  it.each([undefined, 'a@b.cn', '监督 (办)\r\nX-Evil: 1', '\u0000'])('is printable ASCII for %j', (contact) => {
    expect(userAgentOf(contact)).toMatch(/^Mingjian\/0\.1 \([\x20-\x7e]+\)$/);
    expect(userAgentOf(contact)).not.toMatch(/[\r\n]/);
  });
});

describe('revisitPage', () => {
  const TAG = '"v1"';
  const revisit = (path: string, etag = TAG) =>
    revisitPage(client, {
      url: `${site.origin}${path}`,
      validators: { etag, lastModified: 'Wed, 18 Nov 2026 00:00:00 GMT' },
    });
  const guarded: Routes = {
    '/a.html': (request, response) =>
      request.headers['if-none-match'] === TAG
        ? response.writeHead(304, { etag: TAG }).end()
        : send(response, 200, pageOf('新的一页'), { etag: '"v2"' }),
  };

  it('asks by what the page was known by, and takes 304 for the page of before', async () => {
    await open(guarded);
    expect(await revisit('/a.html')).toMatchObject({
      isUnchanged: true,
      head: { headers: expect.arrayContaining([['etag', TAG]]) },
    });
    expect(site.asked[0]?.headers['if-modified-since']).toBe('Wed, 18 Nov 2026 00:00:00 GMT');
  });

  it('reads the page when it changed', async () => {
    await open(guarded);
    expect(await revisit('/a.html', '"old"')).toMatchObject({ ok: true, html: pageOf('新的一页') });
  });

  it('finds out that a page is gone like any other visit', async () => {
    await open({});
    expect(await revisit('/a.html')).toMatchObject({ ok: false, failure: { kind: 'notFound' } });
  });

  it('follows a stub that took the place of the page', async () => {
    await open({
      '/a.html': '<meta http-equiv="refresh" content="0;url=/b.html">',
      '/b.html': pageOf('搬迁后的一页'),
    });
    expect(await revisit('/a.html')).toMatchObject({ ok: true, html: pageOf('搬迁后的一页') });
  });

  it('takes a 304 nobody asked for as an error, not as a page', async () => {
    await open({ '/a.html': (_request, response) => response.writeHead(304).end() });
    expect(await get('/a.html')).toMatchObject({ ok: false, failure: { kind: 'badStatus', status: 304 } });
  });
});
