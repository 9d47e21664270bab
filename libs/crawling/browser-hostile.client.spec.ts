import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { exited, spawnTypescript } from '@app/platform/typescript-child.fixture';
import { BrowserClient, createBrowserClient } from './browser.client';
import { findChromium } from './chromium.client';
import { chromiumsBelow, procFile, statusOf } from './chromium.fixture';
import { createHttpClient, HttpClient } from './http.client';
import { PageOutcome } from './page.client';
import { LocalSite, pageOf, serve } from './site.fixture';

const scripted = (script: string, body?: string) =>
  pageOf('页面', [], body).replace('</body>', `<script>${script}</script></body>`);
const BUSY_WORKER = 'URL.createObjectURL(new Blob(["for (;;) {}"]))';
const JUMPS = [
  'file:///etc/passwd',
  'view-source:file:///etc/passwd',
  'chrome://settings',
  'data:text/html,x',
  'mailto:a@b.example',
];

/** What never comes to rest ends as a failure of the browser; the deadline for these is short. */
const FAILURES: Readonly<Record<string, string>> = {
  'a loop': scripted('for (;;) {}'),
  'a loop after loading': scripted('setTimeout(() => { for (;;) {} }, 100)'),
  'alerts without end': scripted('for (;;) alert(1)'),
  'a DOM of 500 MB': scripted('for (let i = 0; i < 500; i++) document.body.append("x".repeat(1e6) + i)'),
  'elements without end': scripted('for (;;) document.body.append(document.createElement("div"))'),
  'strings without end': scripted('let all = []; for (;;) all.push("x".repeat(1e6) + Math.random())'),
  'a history without end': scripted('for (let i = 0; ; i++) history.pushState(i, "", "?" + i)'),
  'redirects without end': scripted('location.search = Math.random()'),
};
/** What annoys people and not machines is read like any page. */
const NUISANCES: Readonly<Record<string, string>> = {
  'dialogs and a print': scripted('alert(1); confirm(2); prompt(3); print()'),
  'a question before leaving': scripted('onbeforeunload = () => "stay"; onunload = () => { for (;;) {} }'),
  '1,000 windows': scripted('for (let i = 0; i < 1000; i++) open(i % 2 ? "about:blank" : "/?" + i)'),
  'buffers without end': scripted('const all = []; for (;;) all.push(new Uint8Array(1e7).fill(1))'),
  'a download': scripted(
    'const a = document.createElement("a"); a.href = "data:application/x,1"; a.download = "x"; a.click()',
  ),
};
/** Whether there is time to read these depends on the machine; that they stay contained does not. */
const FLOODS: Readonly<Record<string, string>> = {
  '1,000 frames': scripted(
    'for (let i = 0; i < 1000; i++) document.body.append(Object.assign(document.createElement("iframe"), { src: "/?" + i }))',
  ),
  '1,000 busy workers': scripted(`const url = ${BUSY_WORKER}; for (let i = 0; i < 1000; i++) new Worker(url)`),
};

/** A worker and its Chromium on a machine that has much else to do. */
const LONGEST_START_MS = 60_000;

let reason: string | undefined;
let site: LocalSite;
let client: HttpClient;
let patient: BrowserClient;
let hasty: BrowserClient;

beforeAll(async () => {
  await findChromium().catch((error: Error) => (reason = error.message));
  if (reason) process.stderr.write(`browser specs skipped: ${reason}\n`);
  const pages = Object.entries({ ...FAILURES, ...NUISANCES, ...FLOODS });
  site = await serve({
    '/': pageOf('首页'),
    ...Object.fromEntries(pages.map(([name, html]) => [pathOf(name), html])),
    ...OTHERS,
  });
  client = createHttpClient({ allowPrivateOrigins: [site.origin] });
  patient = createBrowserClient(client, { timeoutMs: 20_000 });
  hasty = createBrowserClient(client, { timeoutMs: 3_000 });
}, 60_000);
afterAll(async () => {
  await Promise.all([patient.close(), hasty.close()]);
  await client.close();
  await site.close();
  expect(chromiumsBelow(process.pid)).toEqual([]);
});

const pathOf = (name: string) => `/${encodeURIComponent(name)}`;
const render = (by: BrowserClient, path: string): Promise<PageOutcome> => by.render(`${site.origin}${path}`);
const rendering = (norm: string, spec: () => Promise<void>) =>
  it(norm, async () => (reason ? undefined : spec()), 90_000);

/** The browser is alive, no larger than before, and reads on. */
async function expectContained(): Promise<void> {
  expect(await render(patient, '/')).toMatchObject({ ok: true });
  expect(chromiumsBelow(process.pid).length).toBeLessThan(20);
}

describe('恶意页面 in the browser', () => {
  for (const name of Object.keys(FAILURES))
    rendering(`ends ${name} as a failure and reads on`, async () => {
      expect(await render(hasty, pathOf(name))).toMatchObject({ ok: false, failure: { kind: 'browser' } });
      await expectContained();
    });

  for (const name of Object.keys(NUISANCES))
    rendering(`reads a page with ${name}, and the next`, async () => {
      expect(await render(patient, pathOf(name))).toMatchObject({ ok: true });
      await expectContained();
    });

  for (const name of Object.keys(FLOODS))
    rendering(`contains ${name}`, async () => {
      const outcome = await render(hasty, pathOf(name));
      expect(outcome.ok ? 'page' : outcome.failure.kind).toMatch(/^(?:page|browser)$/);
      await expectContained();
    });

  rendering('goes to no address but http and https', async () => {
    for (const [at] of JUMPS.entries()) {
      const outcome = await render(hasty, `/jump-${at}`);
      expect(outcome.ok ? outcome.html : '').not.toMatch(/root:|<h1>设置|Settings/);
      expect(outcome.ok ? outcome.capture.finalUrl : `${site.origin}/jump-${at}`).toBe(`${site.origin}/jump-${at}`);
    }
    await expectContained();
  });

  rendering('grants nothing a page may ask for', async () => {
    const outcome = await render(patient, '/asking');
    const said = /<pre id="said">([^<]*)/.exec(outcome.ok ? (outcome.html ?? '') : '')?.[1];
    expect(said).toBe('geolocation refused, notifications refused, camera refused, clipboard refused, worker refused');
  });

  rendering('takes no bytes of a page for those of another', async () => {
    const outcome = await render(patient, '/cookie-1');
    expect(outcome.ok && outcome.html).toContain('<p>first');
    const other = await render(patient, '/cookie-2');
    expect(other.ok && other.html).toContain('<p>none');
  });
});

const OTHERS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(JUMPS.map((url, at) => [`/jump-${at}`, scripted(`location.href = "${url}"`)])),
  '/asking': scripted(
    `const none = () => new Promise((done) => setTimeout(done, 200, 'refused'));
     const asked = (name, work) =>
       Promise.race([work().then(() => 'granted', () => 'refused'), none()]).then((answer) => name + ' ' + answer);
     Promise.all([
       asked('geolocation', () => new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
       asked('notifications', async () => { if ((await Notification.requestPermission()) !== 'granted') throw 0 }),
       asked('camera', () => navigator.mediaDevices.getUserMedia({ video: true })),
       asked('clipboard', () => navigator.clipboard.readText()),
       asked('worker', async () => { if (!(await navigator.serviceWorker.register('/worker.js'))) throw 0 }),
     ]).then((answers) => { document.querySelector('#said').textContent = answers.join(', ') })`,
    '<pre id=said></pre>',
  ),
  '/worker.js': 'self.addEventListener("fetch", (event) => event.respondWith(new Response("mine")))',
  '/cookie-1': scripted(
    'localStorage.seen = "first"; document.cookie = "seen=first"; document.body.innerHTML = "<p>" + localStorage.seen',
  ),
  '/cookie-2': scripted('document.body.innerHTML = "<p>" + (localStorage.seen ?? (document.cookie || "none"))'),
};

describe('the browser’s process', () => {
  let own: BrowserClient;
  beforeEach(async () => {
    await Promise.all([patient.close(), hasty.close()]);
    own = createBrowserClient(client, { timeoutMs: 5_000 });
    process.env['SMTP_URL'] = 'smtp://user:Geheim-4711@127.0.0.1';
    if (!reason) expect(await render(own, '/')).toMatchObject({ ok: true });
  }, 60_000);
  afterEach(async () => {
    delete process.env['SMTP_URL'];
    await own.close();
  });

  rendering('knows no secret of ours and leaves nothing behind', async () => {
    const pids = chromiumsBelow(process.pid);
    expect(pids.length).toBeGreaterThan(1);
    for (const pid of pids) expect(procFile(pid, 'environ')).not.toContain('Geheim');
    const folders = () =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('mingjian-browser-') && pids.includes(pidIn(name)));
    expect(folders()).toHaveLength(1);
    await own.close();
    expect(pids.filter((pid) => procFile(pid, 'cmdline') !== '')).toEqual([]);
    expect(folders()).toEqual([]);
  });

  rendering('is never root and stands in its own sandbox where the kernel grants one', async () => {
    const loop = render(own, pathOf('a loop'));
    const pages = () =>
      chromiumsBelow(process.pid)
        .filter((pid) => procFile(pid, 'cmdline').includes('type=renderer'))
        .map(statusOf)
        .filter(({ Uid }) => Uid !== undefined);
    // A renderer is born without its filter of system calls, and has it before it reads a byte of a page.
    const isBorn = ({ Seccomp }: Record<string, string>) => !grantsNamespaces() || Seccomp !== '0';
    let living = pages();
    for (const until = Date.now() + LONGEST_START_MS; Date.now() < until; living = pages()) {
      if (living.length > 0 && living.every(isBorn)) break;
      await sleep(50);
    }
    expect(living.length).toBeGreaterThan(0);
    for (const { Uid = '', NoNewPrivs, Seccomp } of living) {
      expect(Uid.split('\t')).not.toContain('0');
      if (grantsNamespaces()) expect([NoNewPrivs, Seccomp]).toEqual(['1', '2']);
    }
    await loop;
  });
});

/** A worker killed in the middle of a page that never ends. */
describe('after kill -9 of its worker', () => {
  rendering('no Chromium goes on, not even with a loop in it', async () => {
    const child = spawnTypescript(`
      const client = load('libs/crawling/http.client').createHttpClient({ allowPrivateOrigins: ['${site.origin}'] });
      await load('libs/crawling/browser.client').createBrowserClient(client).render('${site.origin}${pathOf('a loop')}');
    `);
    const pages = () =>
      chromiumsBelow(child.pid as number).filter((pid) => procFile(pid, 'cmdline').includes('=renderer'));
    let running: number[] = [];
    try {
      for (const until = Date.now() + LONGEST_START_MS; Date.now() < until && pages().length === 0;) await sleep(50);
      expect(pages().length).toBeGreaterThan(0);
      await sleep(500);
      running = chromiumsBelow(child.pid as number);
    } finally {
      child.kill('SIGKILL');
      await exited(child);
    }
    const living = () => running.filter((pid) => /chrom/.test(procFile(pid, 'cmdline')));
    for (let tries = 0; tries < 200 && living().length > 0; tries += 1) await sleep(50);
    expect(living()).toEqual([]);
  });
});

/** The browser that was started in the folder. */
function pidIn(name: string): number {
  const file = `${tmpdir()}/${name}/pid`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
}

/** Chromium's sandbox needs user namespaces for users that are not root. */
function grantsNamespaces(): boolean {
  const identity = process.getuid?.() === 0 ? ['--reuid=65533', '--regid=65533', '--clear-groups'] : [];
  return spawnSync('setpriv', [...identity, 'unshare', '--user', 'true']).status === 0;
}
