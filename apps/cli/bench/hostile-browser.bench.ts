import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { createBrowserClient } from '@app/crawling/browser.client';
import { createHttpClient } from '@app/crawling/http.client';
import type { Figures } from './main';

const RENDERS = 100;
const TIMEOUT_MS = 4_000;
const HONEST = `<title>公告</title>${'<p>清河县人民政府办公室关于公开有关信息的公告。</p>'.repeat(20)}`;
const HOSTILE: Readonly<Record<string, string>> = {
  '/loop': 'for (;;) {}',
  '/dom': 'for (let i = 0; i < 500; i++) document.body.append("x".repeat(1e6) + i)',
  '/alerts': 'for (;;) alert(1)',
  '/windows': 'for (let i = 0; i < 1000; i++) open("/?" + i)',
  '/workers': 'const u = URL.createObjectURL(new Blob(["for (;;) {}"])); for (let i = 0; i < 1000; i++) new Worker(u)',
  '/frames':
    'for (let i = 0; i < 1000; i++) document.body.append(Object.assign(document.createElement("iframe"), { src: "/?" + i }))',
  '/redirects': 'location.search = Math.random()',
};

/** 浏览器 — a hundred pages, every fifth hostile: outcomes, processes and memory while it goes, and what is left of it. */
export async function bench(): Promise<Figures> {
  const server = createServer((request, response) => {
    const script = HOSTILE[new URL(request.url ?? '/', 'http://a').pathname];
    response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(script ? `${HONEST}<script>${script}</script>` : HONEST);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createHttpClient({ allowPrivateOrigins: [origin] });
  const [patient, hasty] = [createBrowserClient(client), createBrowserClient(client, { timeoutMs: TIMEOUT_MS })];
  const hostile = Object.keys(HOSTILE);
  const outcomes: Record<string, number> = {};
  const sights: Sight[] = [];
  const startedMs = Date.now();
  for (let at = 0; at < RENDERS; at += 1) {
    const path = at % 5 === 4 ? (hostile[Math.floor(at / 5) % hostile.length] as string) : '/';
    const outcome = await (path === '/' ? patient : hasty).render(`${origin}${path}`);
    const name = `${path === '/' ? 'honest' : 'hostile'}: ${outcome.ok ? 'page' : outcome.failure.kind}`;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
    if (path === '/') sights.push(sight());
  }
  const seconds = Math.round((Date.now() - startedMs) / 1_000);
  await Promise.all([patient.close(), hasty.close(), client.close()]);
  server.close();
  return {
    renders: RENDERS,
    seconds,
    ...outcomes,
    mostProcesses: Math.max(...sights.map(({ processes }) => processes)),
    mostMegabytes: Math.max(...sights.map(({ megabytes }) => megabytes)),
    lastMegabytes: sights.at(-1)?.megabytes ?? 0,
    processesLeft: sight().processes,
    foldersLeft: readdirSync(tmpdir()).filter((name) => name.startsWith('mingjian-browser-')).length,
    ownMegabytes: Math.round(process.resourceUsage().maxRSS / 1_024),
  };
}

interface Sight {
  readonly processes: number;
  /** Resident memory of the browser's processes together; what they share is counted in each. */
  readonly megabytes: number;
}

function sight(): Sight {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,comm='], { encoding: 'utf8' }).trim().split('\n');
  const rows = lines.map((line) => line.trim().split(/\s+/));
  const below = (pid: number): string[][] =>
    rows.flatMap((row) => (Number(row[1]) === pid ? [row, ...below(Number(row[0]))] : []));
  const ours = below(process.pid).filter(([, , , name]) => /chrom/.test(name ?? ''));
  return {
    processes: ours.length,
    megabytes: Math.round(ours.reduce((sum, [, , kilobytes]) => sum + Number(kilobytes), 0) / 1_024),
  };
}
