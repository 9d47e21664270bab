import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { county } from './county/county';
import { lookOf } from './county/look';
import { plantedIn } from './county/truth';
import { serveCounty, ServedCounty } from './serve';

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly bytes: Uint8Array;
}

const HANG_MS = 60;
const LINK = /(?:href)="([^"#]+)"/g;

let served: ServedCounty;
const started: ServedCounty[] = [];
const url = (id: string) => served.sites.find((site) => site.id === id)?.url ?? '';

async function read(address: string): Promise<Answer> {
  const response = await fetch(address);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const head = new TextDecoder('latin1').decode(bytes.slice(0, 400));
  const text = new TextDecoder(/charset=gb2312/.test(head) ? 'gbk' : 'utf-8', { fatal: isText(response) }).decode(
    bytes,
  );
  return { status: response.status, text, bytes };
}

const isText = (response: Response) => /text|json/.test(response.headers.get('content-type') ?? '');

/** Follows every link of the site from its home page; shells of script lists through their API. */
async function crawl(home: string): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>();
  const queue = [home];
  for (let address = queue.shift(); address; address = queue.shift()) {
    if (answers.has(address)) continue;
    const answer = await read(address).catch(() => ({ status: 0, text: '', bytes: new Uint8Array() }));
    answers.set(address, answer);
    if (answer.status === 200)
      queue.push(...linksOf(address, answer).filter((link) => new URL(link).host === new URL(home).host));
  }
  return answers;
}

function linksOf(address: string, { text }: Answer): string[] {
  const shell = /id="list"[^>]* data-col="(\d+)" data-page="(\d+)"/.exec(text);
  if (shell)
    return [...links(text), `/api/list?col=${shell[1]}&page=${shell[2]}`].map((href) => new URL(href, address).href);
  const pages = /createPageHTML\((\d+), 0, "index", "html"\)/.exec(text);
  const further = Array.from({ length: Number(pages?.[1] ?? 1) - 1 }, (_, index) => `index_${index + 1}.html`);
  const rows = address.includes('/api/list')
    ? (JSON.parse(text) as { rows: { url: string }[] }).rows.map((row) => row.url)
    : [];
  return [...links(text), ...further, ...rows].map((href) => new URL(href, address).href);
}

const links = (text: string) =>
  [...text.matchAll(LINK)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => !href.startsWith('javascript:'));

async function serve(options: Parameters<typeof serveCounty>[0] = {}): Promise<ServedCounty> {
  const one = await serveCounty({ hangMs: HANG_MS, ...options });
  started.push(one);
  return one;
}

beforeAll(async () => {
  served = await serve();
});
afterAll(() => Promise.all(started.map((one) => one.close())));

/** Taken down for good: what is curable is published again, what was shown long enough is not. */
const REMOVED = new Set(
  county().channels.flatMap(({ articles }) => articles.flatMap(({ plan, url }) => (plan.isRemoved ? [url] : []))),
);

describe('the served county', () => {
  it('answers every link except the planted ones and the bad weather, with all pages reached', async () => {
    const base = county();
    const answers = new Map<string, Answer>();
    for (const { id } of base.sites)
      for (const [address, answer] of await crawl(`${url(id)}/`)) answers.set(address, answer);

    const broken = [...answers]
      .filter(([, { status }]) => status !== 200)
      .map(([address]) => new URL(address).pathname + new URL(address).search);
    const weather = base.channels.filter(({ weather }) => weather && weather !== 'robots');
    const dead = base.sites.flatMap((site) =>
      (lookOf(site).links ?? []).filter(({ href }) => !lookOf(site).pages?.[href]).map(({ href }) => href),
    );
    const excused = new Set([
      ...dead,
      ...REMOVED,
      ...weather.flatMap((channel) => [channel.url, ...channel.articles.map((article) => article.url)]),
      ...base.channels.flatMap(({ articles }) =>
        articles.flatMap(({ attachments }) =>
          attachments.filter(({ state }) => state === 'missing' || state === 'serverError').map((file) => file.url),
        ),
      ),
    ]);
    expect(broken.filter((path) => !excused.has(path))).toEqual([]);

    const read = new Set([...answers.keys()].map((address) => new URL(address).pathname + new URL(address).search));
    const hidden = new Set(['down', 'challenge', 'hang']);
    const articles = base.channels
      .filter((channel) => !hidden.has(channel.weather ?? ''))
      .flatMap((channel) => channel.articles);
    expect(articles.filter((article) => !read.has(article.url)).map((article) => article.url)).toEqual([]);
    expect(answers.size).toBeGreaterThanOrEqual(600);
  });

  it('writes the finance site in valid GBK and declares it in the page', async () => {
    const { bytes } = await read(`${url('finance')}/`);
    const text = new TextDecoder('gbk', { fatal: true }).decode(bytes);
    expect(text).toContain('charset=gb2312');
    expect(text).toContain('明州市清河县财政局');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
  });

  it('forbids the closed folder by robots.txt and counts who enters it', async () => {
    expect((await read(`${url('civil')}/robots.txt`)).text).toContain('Disallow: /neibu/');
    const before = served.trespasses();
    await read(`${url('civil')}/neibu/list.asp?classid=1`);
    expect(served.trespasses()).toBe(before + 1);
  });

  it('never answers one list page, and only that one', async () => {
    const hanging = county().channels.filter(({ weather }) => weather === 'hang');
    expect(hanging).toHaveLength(1);
    await expect(fetch(url('civil') + hanging[0]?.url)).rejects.toThrow();
  });

  it('keeps its ports when they are given again', async () => {
    const first = await serve();
    await first.close();
    const second = await serve({ ports: first.ports });
    expect(second.sites).toEqual(first.sites);
    await second.close();
  });

  it('says which port is taken', async () => {
    await expect(serveCounty({ ports: served.ports })).rejects.toThrow(`端口 ${served.ports[0]} 已被占用`);
  });
});

describe('网站后台', () => {
  const planted = (code: string, unitId: string) => {
    const found = plantedIn(county()).find(({ defect, spot }) => defect.code === code && spot.unitId === unitId);
    if (!found) throw new Error(`${unitId} has no ${code}`);
    return found;
  };

  it('is linked from nowhere and offers a button for each curable defect', async () => {
    const page = await read(`${url('portal')}/__cms`);
    expect(page.text).toContain(planted('PUB-02', 'gov').defect.id);
    expect(page.text).not.toContain(planted('TIM-01', 'gov').defect.id);
    expect((await read(`${url('portal')}/`)).text).not.toContain('__cms');
  });

  it('publishes, repairs and remembers over a restart', async () => {
    const stateFile = join(mkdtempSync(join(tmpdir(), 'sandbox-')), 'fixes.json');
    const first = await serve({ stateFile });
    const home = first.sites[0]?.url ?? '';
    const empty = planted('PUB-02', 'gov');
    const file = planted('PUB-06', 'gov');
    const attachment = home + file.spot.article?.attachments[0]?.url;
    expect((await fetch(attachment)).status).toBe(404);
    for (const { defect } of [empty, file])
      expect((await fetch(`${home}/__cms/fix?id=${defect.id}`, { method: 'POST', redirect: 'manual' })).status).toBe(
        303,
      );
    expect((await fetch(`${home}/__cms/fix?id=nothing`, { method: 'POST' })).status).toBe(404);
    expect((await fetch(attachment)).status).toBe(200);
    await first.close();

    const second = await serve({ stateFile });
    const again = second.sites[0]?.url ?? '';
    expect((await read(again + empty.spot.channel?.url)).text).toContain('2026-11-18');
    expect((await read(`${again}/__cms`)).text).toContain('已修复');
    await second.close();
  });

  it('lets every curable defect be repaired without a dead link', async () => {
    const all = await serve();
    for (const site of all.sites) {
      const { text } = await read(`${site.url}/__cms`);
      for (const [, id = ''] of text.matchAll(/fix\?id=([^"]+)"/g))
        await fetch(`${site.url}/__cms/fix?id=${id}`, { method: 'POST' });
    }
    const answers = await crawl(`${all.sites[0]?.url}/`);
    const broken = [...answers].filter(
      ([address, { status }]) => status !== 200 && !REMOVED.has(new URL(address).pathname),
    );
    expect(broken.map(([address]) => address)).toEqual([]);
    await all.close();
  });
});
