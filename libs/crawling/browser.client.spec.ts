import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { nextLine, spawnTypescript } from '@app/platform/typescript-child.fixture';
import { BrowserClient, createBrowserClient } from './browser.client';
import { findChromium } from './chromium.client';
import { chromiumsBelow } from './chromium.fixture';
import { createHttpClient, HttpClient } from './http.client';
import { LocalSite, pageOf, PROSE, send, serve } from './site.fixture';

/** Renders one page, says so, and stays. */
const renderAndStay = (url: string) => `
  const client = load('libs/crawling/http.client').createHttpClient({ allowPrivateOrigins: [${JSON.stringify(url)}] });
  const browser = load('libs/crawling/browser.client').createBrowserClient(client);
  const { ok } = await browser.render(${JSON.stringify(url)});
  console.log(ok);
  setInterval(() => undefined, 1000);
`;

let reason: string | undefined;
beforeAll(async () => {
  await findChromium().catch((error: Error) => (reason = error.message));
  if (reason) process.stderr.write(`browser specs skipped: ${reason}\n`);
}, 60_000);

/** A browser spec: passes over where no browser can be had, and says so above. */
function rendering(norm: string, spec: () => Promise<void>): void {
  it(norm, async () => (reason ? undefined : spec()), 90_000);
}

/** Width and height of a PNG. */
const pixelsOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('browser client', () => {
  let site: LocalSite;
  let client: HttpClient;
  let browser: BrowserClient;

  async function open(routes: Parameters<typeof serve>[0], timeoutMs = 15_000): Promise<void> {
    site = await serve(routes);
    client = createHttpClient({ allowPrivateOrigins: [site.origin] });
    browser = createBrowserClient(client, { timeoutMs });
  }
  afterEach(async () => {
    await browser?.close();
    await client?.close();
    await site?.close();
    expect(chromiumsBelow(process.pid)).toEqual([]);
  });

  rendering('shows the list a script loads', async () => {
    await open({
      '/': '<!doctype html><title>通知公告</title><ul id=list></ul><script src="/list.js"></script>',
      '/list.js': `fetch('/api/list?page=1').then(r => r.json()).then(rows => {
        list.innerHTML = rows.map(r => '<li><a href="' + r.url + '">' + r.title + '</a></li>').join('')
      })`,
      '/api/list': (_request, response) =>
        send(response, 200, JSON.stringify([{ url: '/a1.html', title: '清河县2026年预算公开' }]), {
          'content-type': 'application/json',
        }),
    });
    const outcome = await browser.render(`${site.origin}/`);
    expect(outcome).toMatchObject({ ok: true, capture: { via: 'browser', status: 200, finalUrl: `${site.origin}/` } });
    expect(outcome.ok && outcome.html).toContain('<a href="/a1.html">清河县2026年预算公开</a>');
    expect(site.asked.every(({ headers }) => headers['user-agent']?.startsWith('Mingjian/'))).toBe(true);
  });

  rendering('reaches no other private server: by fetch, frame, image, redirect, socket or navigation', async () => {
    const inside = createServer((_request, response) => response.end('secret'));
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    let hits = 0;
    inside.on('connection', () => hits++);
    const target = `127.0.0.1:${(inside.address() as AddressInfo).port}`;
    await open({
      '/hop': (_request, response) => send(response, 302, '', { location: `http://${target}/redirected` }),
      '/': pageOf('首页').replace(
        '</body>',
        `<iframe src="http://${target}/frame"></iframe><img src="http://${target}/image">
         <link rel="preconnect" href="http://${target}"><link rel="prefetch" href="http://${target}/prefetch">
         <script>
           const say = (what) => document.body.append(' ' + what);
           fetch('http://${target}/fetch').then(() => say('REACHED'), () => say('refused-fetch'));
           fetch('/hop').then((r) => r.text()).then((t) => say(t === 'secret' ? 'REACHED' : 'other'), () => say('refused-hop'));
           navigator.sendBeacon('http://${target}/beacon');
           try { new WebSocket('ws://${target}/').onopen = () => say('REACHED') } catch (e) {}
           new EventSource('http://${target}/events');
           window.open('http://${target}/popup');
         </script></body>`,
      ),
      '/leaving': pageOf('首页').replace('</body>', `<script>location.href = 'http://${target}/away'</script></body>`),
    });
    const outcome = await browser.render(`${site.origin}/`);
    const left = await browser.render(`${site.origin}/leaving`);
    inside.close();
    expect(left.ok ? left.html : '').not.toContain('secret');
    expect(outcome.ok && outcome.html).toContain(' refused-fetch');
    expect(outcome.ok && outcome.html).toContain(' refused-hop');
    expect(outcome.ok && outcome.html).not.toContain(' REACHED');
    expect(hits).toBe(0);
  });

  rendering('follows a redirect on the same host with the right base', async () => {
    await open({
      '/old': (_request, response) => send(response, 302, '', { location: '/new/' }),
      '/new/': `<title>新址</title>${PROSE}<script>document.title = new URL('x', document.baseURI).pathname</script>`,
    });
    const outcome = await browser.render(`${site.origin}/old`);
    expect(outcome).toMatchObject({
      ok: true,
      capture: { url: `${site.origin}/old`, finalUrl: `${site.origin}/new/` },
    });
    expect(outcome.ok && outcome.html).toContain('<title>/new/x</title>');
  });

  rendering('gives the failure of the page itself', async () => {
    await open({});
    expect(await browser.render(`${site.origin}/gone`)).toMatchObject({ ok: false, failure: { kind: 'notFound' } });
    expect(await browser.render('http://127.0.0.1:9/')).toMatchObject({
      ok: false,
      failure: { kind: 'refusedAddress' },
    });
    expect(await browser.render('file:///etc/passwd')).toMatchObject({
      ok: false,
      failure: { kind: 'refusedAddress' },
    });
  });

  rendering('kills a page that never ends, and works on with the next', async () => {
    await open({ '/hang': '<script>for (;;) {}</script>', '/': pageOf('首页') }, 2_000);
    const startedAt = Date.now();
    expect(await browser.render(`${site.origin}/hang`)).toMatchObject({ ok: false, failure: { kind: 'browser' } });
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(await browser.render(`${site.origin}/`)).toMatchObject({ ok: true });
  });

  rendering('takes a picture of a page as it is now, whole but not without end, whatever its status', async () => {
    await open({
      '/': pageOf('首页').replace('</body>', '<div style="height:3000px"></div></body>'),
      '/long': '<title>长</title><div style="height:500000px">长</div>',
    });
    const shots = [];
    for (const path of ['/', '/long', '/gone']) shots.push(await browser.screenshot(`${site.origin}${path}`));
    const sizes = shots.map((shot) => (shot.ok ? [shot.status, ...pixelsOf(shot.image)] : [shot.failure.kind]));
    expect(sizes).toEqual([
      [200, 1366, expect.any(Number)],
      [200, 1366, 8000],
      [404, 1366, 768],
    ]);
    expect(sizes[0]?.[2]).toBeGreaterThan(3000);
    expect(shots[0]).toMatchObject({ finalUrl: `${site.origin}/`, head: { address: '127.0.0.1', statusText: 'OK' } });
    expect(await browser.screenshot('http://127.0.0.1:9/')).toMatchObject({
      ok: false,
      failure: { kind: 'refusedAddress' },
    });
  });

  rendering('knows whether Chinese is drawn', async () => {
    await open({});
    const fonts = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
    if (fonts.status === 0) expect(await browser.hasChineseFont()).toBe(fonts.stdout.trim() !== '');
    const [one, other] = [await browser.draw('<p>\u{10fff0}'), await browser.draw('<p>\u{10fff1}')]; // no font has these
    expect(one.equals(other)).toBe(true);
  });

  rendering('draws HTML without asking the network for anything', async () => {
    await open({});
    const image = await browser.draw(`<h1>快照</h1><img src="${site.origin}/pixel.png">`);
    expect(image.subarray(1, 4).toString()).toBe('PNG');
    expect(site.asked).toEqual([]);
  });

  rendering('dies with its process, even by kill -9', async () => {
    await open({ '/': pageOf('首页') });
    const child = spawnTypescript(renderAndStay(`${site.origin}/`));
    expect(await nextLine(child)).toBe('true');
    const chromiums = chromiumsBelow(child.pid as number);
    expect(chromiums.length).toBeGreaterThan(0);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const isAlive = (pid: number) => existsSync(`/proc/${pid}`);
    for (let tries = 0; tries < 100 && chromiums.some(isAlive); tries++) await new Promise((go) => setTimeout(go, 50));
    expect(chromiums.filter(isAlive)).toEqual([]);
  });
});

describe('without a browser', () => {
  it('fails as `browser` and says why once', async () => {
    const said: string[] = [];
    const client = createHttpClient();
    const browser = createBrowserClient(client, {
      executablePath: '/nonexistent/chromium',
      onUnavailable: (text) => said.push(text),
    });
    for (const url of ['http://a.example.cn/', 'http://b.example.cn/']) {
      expect(await browser.render(url)).toMatchObject({ ok: false, failure: { url, kind: 'browser' } });
    }
    expect(said).toEqual([expect.stringContaining('/nonexistent/chromium')]);
    await browser.close();
    await client.close();
  });
});
