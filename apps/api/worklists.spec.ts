import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { CatalogStore } from '@app/catalog/catalog.store';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { IdentityStore } from '@app/identity/identity.store';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { createApi } from './main';
import type { LimitPreview, LimitWorklist, NameWorklist } from './worklist-views';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
let session = { cookie: '', csrf: '' };
let units: number[] = [];
const PASSWORD = 'correct-horse-7';

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, ['白石镇', '柳溪镇'].map(onPortal));
  units = (await sites.units()).map(({ id }) => id);
  await saveCatalog(0, [
    row(3, { limit: '随工程节点', unit: '白石镇', domain: '社会救助' }),
    row(4, { limit: '随 工程节点；', unit: '县气象局、党政办', domain: '茶产业' }),
    row(5, { limit: '信息形成之日起20个工作日内', unit: '白石镇人民政府' }),
  ]);
  await saveCatalog(1, [row(3, { limit: '随工程节点', unit: '县气象局' })]);
  await new IdentityStore(db).createAccount({ login: 'jiandu', name: '监督员', role: 'supervisor' }, PASSWORD);
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-worklists-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  const response = await call('POST', '/api/session', { login: 'jiandu', password: PASSWORD });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  session = { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const onPortal = (name: string): UnitEntry => ({
  unit: { name, aliases: [], kind: 'town', registeredOn: null },
  scope: { homeUrl: 'http://www.qinghe.example/', pathPrefixes: [`/${name}/`], isOwnSite: false, plans: [] },
  siteName: '清河县人民政府门户网站',
  email: null,
  contact: null,
});

function row(at: number, given: { limit: string; unit: string; domain?: string }): DisclosureItem {
  const { limit, unit, domain } = given;
  return {
    row: at,
    group: null,
    name: `事项${at}`,
    levels: [`事项${at}`],
    elements: ['内容'],
    basis: ['依据'],
    timeLimit: limit,
    limits: readTimeLimits(limit),
    unit,
    channels: [],
    audience: '全社会',
    method: 'proactive',
    tiers: [],
    section: null,
    ...(domain ? { domain } : {}),
    cells: {},
  };
}

async function saveCatalog(unit: number, items: DisclosureItem[]): Promise<void> {
  const source = { name: '目录.xlsx', sha256: 'a'.repeat(64) };
  await new CatalogStore(database!.dataSource).saveCatalog(units[unit] ?? 0, { items, problems: [] }, source);
}

function call(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(`${origin}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie: session.cookie, 'x-csrf-token': session.csrf },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
}

const read = async <T>(path: string) => (await (await call('GET', path)).json()) as T;
const TWENTY = { kind: 'afterEvent', amount: 20, unit: 'workday', trigger: 'info_formed_or_changed' };

describe('时限待解读', () => {
  const limits = () => read<LimitWorklist>('/api/worklists/limits');

  it('lists a wording once, however it is spaced, with where it is used', async () => {
    const { waiting, decided } = await limits();
    expect(decided).toEqual([]);
    expect(waiting).toMatchObject([{ text: '随工程节点', rows: 3, units: 2 }]);
    expect(waiting[0]?.uses[0]).toEqual({
      unitId: units[0],
      unitName: '白石镇',
      kind: 'standard',
      row: 3,
      item: '事项3',
    });
  });

  it('previews a meaning with its arithmetic', async () => {
    const response = await call('POST', '/api/worklists/limits/preview', { limits: [TWENTY, { kind: 'maxAge' }] });
    const { problems, sentences, examples } = (await response.json()) as LimitPreview;
    expect(problems).toEqual([null, '请填写数量（1至3650的整数）']);
    expect(sentences[0]).toBe('信息形成或者变更之日起20个工作日内');
    expect(examples[0]?.on).toBe('2026-12-16');
    expect(examples[0]?.sentence).toContain('20个工作日');
    expect(examples[1]).toBeNull();
  });

  it('previews how often something is due in each period', async () => {
    const limits = [4, 0].map((amount) => ({ kind: 'periodic', period: 'yearly', amount }));
    const response = await call('POST', '/api/worklists/limits/preview', { limits });
    const { problems, sentences } = (await response.json()) as LimitPreview;
    expect(problems).toEqual([null, '请填写次数（1至366的整数）']);
    expect(sentences[0]).toBe('每年公开不少于4次');
  });

  it.each<[norm: string, body: object, status: number]>([
    ['a meaning without an amount', { wording: '随工程节点', limits: [{ ...TWENTY, amount: undefined }] }, 400],
    ['no meaning at all', { wording: '随工程节点', limits: [] }, 400],
    ['unparsed as a meaning', { wording: '随工程节点', limits: [{ kind: 'unparsed' }] }, 400],
    ['a wording of no catalog', { wording: '信息形成之日起20个工作日内', limits: [TWENTY] }, 404],
  ])('refuses %s', async (_norm, body, status) => {
    expect((await call('POST', '/api/worklists/limits', body)).status).toBe(status);
    expect((await limits()).waiting).toHaveLength(1);
  });

  it('remembers it for the same wording everywhere, and forgets it when undone', async () => {
    const catalogs = new CatalogStore(database!.dataSource);
    const kinds = async () =>
      (await Promise.all(units.map((id) => catalogs.items(id)))).flat().map((item) => item.limits[0]?.kind);
    expect((await call('POST', '/api/worklists/limits', { wording: '随工程节点', limits: [TWENTY] })).status).toBe(200);
    expect(await kinds()).toEqual(['afterEvent', 'afterEvent', 'afterEvent', 'afterEvent']);
    const after = await limits();
    expect(after.waiting).toEqual([]);
    expect(after.decided).toMatchObject([
      { text: '随工程节点', rows: 3, by: '监督员', sentences: ['信息形成或者变更之日起20个工作日内'] },
    ]);
    expect((await call('POST', '/api/worklists/limits/undo', { wording: '随工程节点' })).status).toBe(200);
    expect(await kinds()).toEqual(['unparsed', 'unparsed', 'afterEvent', 'unparsed']);
    expect((await call('POST', '/api/worklists/limits/undo', { wording: '随工程节点' })).status).toBe(404);
  });
});

describe('单位名称待对应', () => {
  const organs = () => read<NameWorklist>('/api/worklists/organs');

  it('lists names of no unit, and not what stands for the unit itself', async () => {
    const { waiting, choices } = await organs();
    expect(waiting).toMatchObject([{ text: '县气象局', rows: 2, units: 2 }]);
    expect(choices.map(({ name }) => name)).toEqual(['白石镇', '柳溪镇']);
  });

  it('remembers a decision and takes it back', async () => {
    expect((await call('POST', '/api/worklists/organs', { name: '县气象局', unitId: 999_999 })).status).toBe(404);
    expect((await call('POST', '/api/worklists/organs', { name: '县气象局', unitId: null })).status).toBe(200);
    expect(await organs()).toMatchObject({ waiting: [], decided: [{ text: '县气象局', meaning: null, by: '监督员' }] });
    expect((await call('POST', '/api/worklists/organs', { name: '县气象局', unitId: units[1] })).status).toBe(200);
    expect((await organs()).decided).toMatchObject([{ meaning: '柳溪镇' }]);
    expect((await call('POST', '/api/worklists/organs/undo', { name: '县气象局' })).status).toBe(200);
    expect((await organs()).waiting).toHaveLength(1);
    expect((await call('POST', '/api/worklists/organs/undo', { name: '县气象局' })).status).toBe(404);
  });
});

describe('领域待对应', () => {
  const domains = () => read<NameWorklist>('/api/worklists/domains');

  it('lists what the dictionary does not know, and learns it', async () => {
    expect((await domains()).waiting.map(({ text }) => text)).toEqual(['茶产业']);
    expect((await call('POST', '/api/worklists/domains', { name: '茶产业', domain: '特色产业' })).status).toBe(204);
    const after = await domains();
    expect(after).toMatchObject({ waiting: [], decided: [{ text: '茶产业', meaning: '特色产业' }] });
    expect(after.choices.map(({ name }) => name)).toContain('特色产业');
    expect((await call('POST', '/api/worklists/domains/undo', { name: '茶产业' })).status).toBe(204);
    expect((await domains()).waiting).toHaveLength(1);
  });
});

it('records every decision', async () => {
  const rows = await database!.dataSource.query(
    `SELECT action FROM audit_entry WHERE action LIKE '%-limit' OR action LIKE '%-organ' OR action LIKE '%-domain' ORDER BY id`,
  );
  expect(rows.map(({ action }: { action: string }) => action)).toEqual([
    ...['decide-limit', 'undo-limit', 'decide-organ', 'decide-organ', 'undo-organ', 'decide-domain', 'undo-domain'],
  ]);
});
