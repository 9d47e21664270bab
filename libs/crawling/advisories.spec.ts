import { createSocket, Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { extract } from '../../crawlers';
import { refusalOfUrl } from './address';
import { checkedLookup } from './checked-lookup.client';
import { findChromium } from './chromium.client';
import { createFetcher, Fetcher } from './fetcher.client';
import { keyOf } from './url-key';
import { readSitemap } from './sitemap';
import { LocalSite, pageOf, send, serve } from './site.fixture';

/**
 * Classes of published advisories against crawlers and page watchers, and what holds each here.
 *
 * | class                                               | advisories                                                       | held by                                                        |
 * | --------------------------------------------------- | ---------------------------------------------------------------- | -------------------------------------------------------------- |
 * | SSRF to private, metadata, CGNAT, translated ranges | CVE-2026-27696, GHSA-rph4-96w6-q594                              | address.spec.ts (all IANA ranges)                              |
 * | SSRF by redirect, frame, socket                     | GHSA-gwph-fp79-379w                                              | below; page.client.spec.ts; browser.client.spec.ts             |
 * | SSRF by parser differential, userinfo, backslash    | GHSA-rph4-96w6-q594                                              | below; address.spec.ts                                         |
 * | DNS rebinding                                       | (all of them: check, then connect by name)                       | below, with a name server that changes its mind                |
 * | file:, view-source:, javascript:, data:             | CVE-2024-51483, -51998, -56509, GHSA-2qgm-m29m-cj2h              | below; browser-hostile.client.spec.ts                          |
 * | XXE, entity bombs                                   | CVE-2026-29039, CVE-2026-33981                                   | below; sitemap.spec.ts; catalog/hostile-files.spec.ts          |
 * | credentials that follow a redirect                  | CVE-2024-3574, CVE-2021-41125, CVE-2022-0577    | page.client.spec.ts (“takes no cookie or caller’s header …”)   |
 * | decompression bombs, endless answers                | CVE-2024-3572, CVE-2024-22019                              | apps/cli/bench/hostile.spec.ts                                 |
 * | ReDoS                                               | CVE-2024-1892                              | apps/cli/bench/patterns.spec.ts                                |
 * | header injection                                    | CVE-2022-31150                                              | below                                                          |
 * | prototype pollution by what a site sends            | CVE-2024-21534                                                   | below; apps/api/advisories.spec.ts                             |
 * | unsandboxed browser, its permissions                | (GSA site-scanning: --no-sandbox)                                | browser-hostile.client.spec.ts                                 |
 * | path traversal in the store                         | CVE-2026-25527, -29065, GHSA-mh42-m7cg-49fr                      | capture.store.spec.ts                                          |
 * | XSS, templates, formulas, sessions, CSRF            | see there                                                        | apps/api/advisories.spec.ts                                    |
 */
describe('server-side request forgery, by every client', () => {
  let inside: LocalSite;
  let outside: LocalSite;
  let fetcher: Fetcher;
  let hasBrowser = true;

  beforeAll(async () => {
    hasBrowser = await findChromium().then(
      () => true,
      () => false,
    );
    inside = await serve((_request, response) => send(response, 200, 'inner secret'));
    const hop = (_request: unknown, response: Parameters<typeof send>[0]) =>
      send(response, 302, '', { location: `${inside.origin}/latest/meta-data/` });
    outside = await serve({
      '/page': hop,
      '/robots.txt': hop,
      '/file.pdf': hop,
      '/twice': (_request, response) => send(response, 302, '', { location: '/page' }),
      '/meta': `<meta http-equiv="refresh" content="0;url=${inside.origin}/">`,
      '/script': `<script>location.href = "${inside.origin}/"</script>`,
      '/frame': pageOf('框架', [], `<iframe src="${inside.origin}/"></iframe><img src="${inside.origin}/x.png">`),
    });
    fetcher = createFetcher({
      allowPrivateOrigins: [outside.origin],
      timeoutMs: 10_000,
      browser: { timeoutMs: 5_000 },
    });
  }, 60_000);
  afterAll(async () => {
    await fetcher.close();
    await outside.close();
    await inside.close();
  });
  afterEach(() => expect(inside.asked).toEqual([]));

  it.each(['/page', '/twice', '/meta', '/script'])('a page: %s', async (path) => {
    const outcome = await fetcher.fetchPage(`${outside.origin}${path}`);
    expect(outcome.ok ? 'page' : outcome.failure.kind).toMatch(/^(?:refusedAddress|wrongHost)$/);
  });

  it('robots.txt', async () => {
    expect(await fetcher.robotsAllows(`${outside.origin}/x`)).toMatchObject({ isAllowed: false });
  });

  it('an attachment', async () => {
    expect(await fetcher.probeAttachment(`${outside.origin}/file.pdf`)).toBe('unread');
  });

  it.each(['/page', '/twice', '/script', '/frame'])(
    'the browser: %s',
    async (path) => {
      if (!hasBrowser) return;
      const outcome = await fetcher.renderPage(`${outside.origin}${path}`);
      expect(outcome.ok ? outcome.html : outcome.failure.kind).not.toContain('inner secret');
    },
    60_000,
  );

  it('addresses that pages, sitemaps and entries carry are refused when they are asked for', async () => {
    const targets = [
      `${inside.origin}/`,
      'file:///etc/passwd',
      'view-source:http://www.qinghe.gov.cn/',
      'javascript:alert(1)',
      'data:text/html,x',
      'http://www.qinghe.gov.cn@127.0.0.1/',
      'http:\\\\127.0.0.1\\',
      'http://127.0.0.1:80\\@www.qinghe.gov.cn/',
      'http://0x7f.1/',
      'http://[::ffff:127.0.0.1]/',
      'jar:http://www.qinghe.gov.cn/!/x',
      'gopher://127.0.0.1:6379/_x',
    ];
    const html = targets.map((url) => `<li><a href="${url}">关于印发清河县方案的通知</a><span>2026-01-02</span></li>`);
    const page = extract({ url: 'http://www.qinghe.gov.cn/zwgk/', html: `<ul>${html.join('')}</ul>` });
    const sitemap = readSitemap(
      `<urlset>${targets.map((url) => `<url><loc>${url}</loc></url>`).join('')}</urlset>`,
      'http://www.qinghe.gov.cn/sitemap.xml',
    );
    const found = [...page.links, ...page.entries, ...sitemap.entries]
      .map(({ url }) => url)
      .filter((url) => url !== '');
    for (const url of [...found, ...targets]) {
      const outcome = await fetcher.fetchPage(url);
      expect([url, outcome.ok ? 'page' : outcome.failure.kind]).toEqual([url, 'refusedAddress']);
    }
  });
});

describe('who opens connections', () => {
  /** Crawled addresses, each file with its check; the others go where the operator's settings say, or only listen. */
  const DOORS: Readonly<Record<string, string>> = {
    'libs/crawling/checked-lookup.client.ts': 'the check itself',
    'libs/crawling/http.client.ts': 'asks address.ts, connects by checked-lookup',
    'libs/crawling/ipv6.client.ts': 'asks the name service for one record, connects to nothing',
    'libs/crawling/peer.client.ts': 'looks at the connections of http.client.ts',
    'libs/crawling/wire-limit.client.ts': 'looks at the connections of http.client.ts',
    'libs/crawling/server-fingerprint.client.ts': 'connects to the address that refusalOf admitted',
    'libs/crawling/s3.client.ts': 'S3_ENDPOINT',
    'libs/identity/oidc.client.ts': 'OIDC_ISSUER',
    'libs/platform/settings.ts': 'only tells addresses from names',
    'libs/platform/machine-lock.client.ts': 'listens',
    'libs/platform/postgres-launch.client.ts': 'listens, for a free port',
    'apps/cli/sandbox-county.ts': 'listens, for a free port',
    'apps/api/security-headers.ts': 'only types of requests that came in',
  };
  const OPENS =
    /from '(?:node:)?(?:net|tls|https?|http2|dns|dgram|dns\/promises|undici)'|require\('(?:node:)?(?:net|tls|https?|http2|dgram|undici)'\)|(?<![\w.])fetch\(['"`\w]/;

  it('is known file by file', () => {
    const root = join(__dirname, '../..');
    const files = ['libs', 'crawlers', 'rules', 'apps/api', 'apps/worker', 'apps/scheduler', 'apps/cli'].flatMap(
      (top) => readdirSync(join(root, top), { recursive: true, encoding: 'utf8' }).map((name) => join(top, name)),
    );
    const open = files
      .filter((file) => /\.ts$/.test(file) && !/\.(?:spec|fixture)\.ts$|^apps\/cli\/bench\//.test(file))
      .filter((file) => OPENS.test(readFileSync(join(root, file), 'utf8').replace(/async fetch\(/g, '')));
    expect(open.sort()).toEqual(Object.keys(DOORS).sort());
  });
});

describe('parser differentials', () => {
  it.each([
    'http://127.0.0.1\t.qinghe.gov.cn/',
    'http://www.qinghe.gov.cn\u3002evil.example/',
    'http://www.qinghe.gov.cn%2f@127.0.0.1/',
    'http://www.qinghe.gov.cn\u037e@127.0.0.1/',
    'http:///127.0.0.1/',
    'http:127.0.0.1/',
    'http://127.0.0.1%00.qinghe.gov.cn/',
    'http://www.qinghe.gov.cn:80:80/',
    'http://[::1%25eth0]/',
    'http://①②⑦.0.0.1/',
    'http://www.qinghe.gov.cn:８０/',
  ])('%j is refused', (url) => {
    expect(refusalOfUrl(url)).toEqual(expect.any(String));
  });

  it.each(['http://www.qinghe.gov.cn#@127.0.0.1:70000/', 'http://www.qinghe.gov.cn?@127.0.0.1/'])(
    '%j has one host by every reading',
    (url) => {
      expect(refusalOfUrl(url)).toBeUndefined();
      expect(new URL(url).hostname).toBe('www.qinghe.gov.cn');
    },
  );
});

describe('DNS rebinding', () => {
  let server: Socket;
  let answers: string[];
  const resolver = new Resolver({ timeout: 2_000, tries: 1 });
  const lookup = checkedLookup(async (host) =>
    (await resolver.resolve4(host)).map((address) => ({ address, family: 4 })),
  );
  /** The addresses a socket would be connected to. */
  const connectedTo = () =>
    new Promise<unknown>((resolve, reject) =>
      lookup('rebind.qinghe.example', { all: true }, (error, found) => (error ? reject(error) : resolve(found))),
    );

  beforeAll(async () => {
    server = createSocket('udp4');
    server.on('message', (query, { port, address }) =>
      server.send(answerTo(query, answers.shift() ?? ''), port, address),
    );
    await new Promise<void>((resolve) => server.bind(0, '127.0.0.1', resolve));
    resolver.setServers([`127.0.0.1:${(server.address() as AddressInfo).port}`]);
  });
  afterAll(() => void server.close());

  it('connects to the address that was checked, and asks the name server no second time', async () => {
    answers = ['1.1.1.1', '127.0.0.1'];
    expect(await connectedTo()).toEqual([{ address: '1.1.1.1', family: 4 }]);
    expect(answers).toEqual(['127.0.0.1']);
  });

  it('refuses the next connection when the name has moved inside', async () => {
    answers = ['10.0.0.1'];
    await expect(connectedTo()).rejects.toThrow('内网地址');
  });
});

/** An answer with one A record of no lifetime. */
function answerTo(query: Buffer, address: string): Buffer {
  const header = Buffer.from(query.subarray(0, 12));
  header.writeUInt16BE(0x8180, 2);
  header.writeUInt16BE(1, 4);
  header.writeUInt16BE(1, 6);
  header.writeUInt32BE(0, 8);
  const question = query.subarray(12, query.indexOf(0, 12) + 5);
  const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split('.').map(Number)]);
  return Buffer.concat([header, question, record]);
}

describe('what a site sends', () => {
  it('is never expanded: entities stay what they are', () => {
    const doctype =
      '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    const html = `${doctype}<title>公告</title><p>${'&x;&b;清河县人民政府办公室关于公开有关信息的公告。'.repeat(20)}</p>`;
    const { text } = extract({ url: 'http://www.qinghe.gov.cn/a.html', html });
    expect(text).toContain('&x;&b;');
    expect(text).not.toContain('root:');
    expect(text).not.toContain('aaaaaaaaaaaaaaaa');
  });

  it('pollutes no prototype', async () => {
    const site = await serve((_request, response) => {
      response.writeHead(200, ['__proto__', 'x', 'constructor', 'y', 'Content-Type', 'text/html']);
      response.end(`<div __proto__=a constructor=b class="__proto__" id="constructor"><meta name="__proto__" content="c">
        <meta name="constructor" content="d"><p>toString：valueOf</p><a href="/__proto__?__proto__=1&constructor=2">公告</a></div>`);
    });
    const fetcher = createFetcher({ allowPrivateOrigins: [site.origin], browser: false });
    const outcome = await fetcher.fetchPage(`${site.origin}/`);
    const page = outcome.ok && outcome.html ? extract({ url: `${site.origin}/`, html: outcome.html }) : undefined;
    expect(page?.links.map(({ url }) => keyOf(url))).toHaveLength(1);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>)['a']).toBeUndefined();
    expect(outcome.ok && outcome.capture.contentType).toBe('text/html');
    await fetcher.close();
    await site.close();
  });

  it('puts no line of its own into our next request', async () => {
    const site = await serve({
      '/': (_request, response) => {
        response.socket?.end(
          'HTTP/1.1 302 Found\r\nLocation: /next%0d%0aX-Evil:1?a=\xe6\xb8\x85 b\r\nSet-Cookie: k=v\x01w; x\r\nSet-Cookie: a=b%0d%0aX-Evil: 1\r\nContent-Length: 0\r\n\r\n',
          'latin1',
        );
      },
    });
    const fetcher = createFetcher({ allowPrivateOrigins: [site.origin], browser: false, timeoutMs: 5_000 });
    await fetcher.fetchPage(`${site.origin}/`);
    for (const { headers, url } of site.asked) {
      expect(Object.keys(headers)).not.toContain('x-evil');
      expect(url).not.toMatch(/[\r\n ]/);
    }
    await fetcher.close();
    await site.close();
  });
});
