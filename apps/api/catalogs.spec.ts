import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { readCatalogBytes } from '@app/catalog/catalog-file.reader';
import { IdentityStore } from '@app/identity/identity.store';
import { Role } from '@app/identity/role';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { SiteStore, UnitEntry } from '@app/sites/site.store';
import { CatalogDiffView, CatalogEditView, CatalogListView, CatalogPreviewView, CatalogView } from './catalog-views';
import { createApi } from './main';

let database: TestDatabase | undefined;
let app: NestExpressApplication | undefined;
let origin = '';
const PASSWORD = 'correct-horse-7';
const sessions = new Map<string, { cookie: string; csrf: string }>();
let own = 0;
let other = 0;

const ACCOUNTS: readonly (readonly [string, Role])[] = [
  ['admin', 'admin'],
  ['maker', 'supervisor'],
  ['reviewer', 'supervisor'],
  ['assessor', 'assessor'],
  ['officer', 'unitOfficer'],
  ['finance', 'domainOwner'],
];

beforeAll(async () => {
  database = await testDatabase();
  const { dataSource: db, url } = database;
  const sites = new SiteStore(db);
  const region = await sites.ensureRegion('明州市清河县', '2026-11-18');
  await sites.saveUnits(region.id, ['白石镇', '柳溪镇'].map(onPortal));
  [own, other] = (await sites.units()).map(({ id }) => id) as [number, number];
  const identity = new IdentityStore(db);
  for (const [login, role] of ACCOUNTS)
    await identity.createAccount(
      {
        login,
        name: login,
        role,
        unitId: role === 'unitOfficer' ? own : null,
        domain: role === 'domainOwner' ? '财政预决算' : null,
      },
      PASSWORD,
    );
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-api-'));
  app = await createApi(loadConfig({ DATABASE_URL: url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  for (const [login] of ACCOUNTS) {
    const response = await fetch(`${origin}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password: PASSWORD }),
    });
    const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
    sessions.set(login, { cookie, csrf: ((await response.json()) as { csrf: string }).csrf });
  }
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

async function ask<T>(
  login: string,
  method: string,
  path: string,
  body?: object,
): Promise<{ status: number; answer: T }> {
  const session = sessions.get(login)!;
  const isForm = body instanceof FormData;
  const response = await fetch(`${origin}/api/catalogs${path}`, {
    method,
    headers: {
      cookie: session.cookie,
      'x-csrf-token': session.csrf,
      ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
    },
    body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, answer: (text ? JSON.parse(text) : undefined) as T };
}

const TABLE = '一级事项,二级事项,公开时限,公开主体\n财政,预算,每年,白石镇\n财政,决算,看情况,白石镇\n';

function upload(
  content: string | Uint8Array = TABLE,
  fields: Record<string, string> = {},
  name = '目录.csv',
): FormData {
  const form = new FormData();
  for (const [key, value] of Object.entries({ unit: String(own), kind: 'standard', ...fields })) form.set(key, value);
  form.set('file', new Blob([content as string]), name);
  return form;
}

const draft = async (content = TABLE, fields: Record<string, string> = {}, by = 'maker') =>
  (await ask<{ id: number }>(by, 'POST', '', upload(content, fields))).answer.id;

describe('目录导入', () => {
  it('shows rows, problems and what would change, and stores nothing', async () => {
    const { status, answer } = await ask<CatalogPreviewView>('maker', 'POST', '/preview', upload());
    expect(status).toBe(200);
    expect(answer).toMatchObject({ fileName: '目录.csv', itemCount: 2, problemCount: 1 });
    expect(answer.problems).toEqual([
      { row: 3, column: '公开时限', code: 'unparsed-limit', message: expect.stringContaining('看情况') as string },
    ]);
    expect(answer.rows.map(({ texts }) => texts.levels)).toEqual([
      ['财政', '预算'],
      ['财政', '决算'],
    ]);
    expect(answer.columns.map(({ header, meaning }) => `${header} → ${meaning}`)).toEqual([
      '一级事项 → 公开事项',
      '二级事项 → 公开事项',
      '公开时限 → 公开时限',
      '公开主体 → 公开主体',
    ]);
    expect(answer.diff).toMatchObject({ against: null, added: { total: 2 }, unchanged: 0 });
    expect((await ask<CatalogListView>('maker', 'GET', '')).answer.versions).toEqual([]);
  });

  it('says which rows are ticked for another level and oblige others', async () => {
    const table = '一级事项,二级事项,公开时限,公开层级\n财政,预算,每年,县级\n财政,决算,每年,乡级\n';
    const { answer } = await ask<CatalogPreviewView>('maker', 'POST', '/preview', upload(table));
    expect(answer.rows.map(({ otherTier }) => otherTier)).toEqual(['公开层级只勾选“县级”，不是乡级的公开事项', null]);
    expect(answer.unitName).toBe('白石镇');
  });

  it.each<[string, FormData | (() => FormData), number, RegExp]>([
    ['a PDF', () => upload('%PDF-1.7', {}, 'a.pdf'), 400, /PDF/],
    ['a picture', () => upload(new Uint8Array([0xff, 0xd8, 0xff, 0]), {}, 'a.csv'), 400, /不是可读取/],
    ['an empty file', () => upload(''), 400, /空/],
    ['an unknown kind', () => upload(TABLE, { kind: 'secret' }), 400, /有误/],
    ['an unknown unit', () => upload(TABLE, { unit: '424242' }), 404, /单位/],
    ['a file too large', () => upload('a'.repeat(21 * 1024 * 1024)), 413, /过大/],
    [
      'no file',
      () => {
        const form = new FormData();
        form.set('unit', String(own));
        form.set('kind', 'standard');
        return form;
      },
      400,
      /选择/,
    ],
  ])('refuses %s', async (_norm, form, status, title) => {
    for (const path of ['/preview', '']) {
      const answer = await ask<{ title: string }>('maker', 'POST', path, typeof form === 'function' ? form() : form);
      expect({ status: answer.status, title: answer.answer.title }).toEqual({
        status,
        title: expect.stringMatching(title) as string,
      });
    }
  });

  it('stores no catalog without items', async () => {
    expect(await ask('maker', 'POST', '', upload('甲,乙\n1,2\n'))).toMatchObject({
      status: 400,
      answer: { title: expect.stringContaining('表头') as string },
    });
  });
});

describe('目录审核', () => {
  it('goes from draft over review into force, reviewed by another account, and leaves its trace', async () => {
    const id = await draft(TABLE, { note: '首次编制' });
    expect((await ask('maker', 'POST', `/${id}/submit`)).status).toBe(204);
    const seen = (login: string) => ask<CatalogView>(login, 'GET', `/${id}`).then(({ answer }) => answer.version);
    expect((await seen('maker')).actions).toEqual(['withdraw']);
    expect((await seen('reviewer')).actions).toEqual(['withdraw', 'approve', 'reject']);
    expect((await seen('assessor')).actions).toEqual([]);
    expect(await ask('maker', 'POST', `/${id}/approve`, { effectiveOn: '2026-11-18' })).toMatchObject({
      status: 409,
      answer: { title: expect.stringContaining('另一账号') as string },
    });
    expect((await ask('reviewer', 'POST', `/${id}/approve`, { effectiveOn: '2026-02-30' })).status).toBe(400);
    expect((await ask('reviewer', 'POST', `/${id}/approve`, { effectiveOn: '2026-11-18' })).status).toBe(204);
    expect(await seen('assessor')).toMatchObject({
      state: 'inForce',
      isInForce: true,
      importedBy: 'maker',
      reviewedBy: 'reviewer',
      note: '首次编制',
    });
    const rows = await database!.dataSource.query(
      `SELECT account, action FROM audit_entry WHERE object = $1 ORDER BY id`,
      [`catalog:${id}`],
    );
    expect(rows).toEqual([
      { account: 'maker', action: 'import-catalog' },
      { account: 'maker', action: 'submit-catalog' },
      { account: 'reviewer', action: 'approve-catalog' },
    ]);
  });

  it('goes back with a reason', async () => {
    const id = await draft();
    await ask('maker', 'POST', `/${id}/submit`);
    expect((await ask('reviewer', 'POST', `/${id}/reject`, { note: ' ' })).status).toBe(400);
    expect((await ask('reviewer', 'POST', `/${id}/reject`, { note: '缺少依据' })).status).toBe(204);
    expect((await ask<CatalogView>('maker', 'GET', `/${id}`)).answer.version).toMatchObject({
      state: 'rejected',
      reviewNote: '缺少依据',
    });
  });

  it('discards a draft with a reason, for those who may import, and gives it back', async () => {
    const id = await draft();
    expect((await ask('assessor', 'POST', `/${id}/discard`, { note: '导错' })).status).toBe(403);
    expect((await ask('officer', 'POST', `/${id}/discard`, { note: '导错' })).status).toBe(403);
    expect((await ask('maker', 'POST', `/${id}/discard`, { note: ' ' })).status).toBe(400);
    expect((await ask('maker', 'POST', `/${id}/discard`, { note: '导错了单位' })).status).toBe(204);
    const { version, changes } = (await ask<CatalogView>('maker', 'GET', `/${id}`)).answer;
    expect(version).toMatchObject({ state: 'discarded', actions: ['revise'] });
    expect(changes.at(-1)).toMatchObject({ kind: 'discarded', note: '导错了单位', byName: 'maker' });
    expect((await ask('maker', 'POST', `/${id}/submit`)).status).toBe(409);
    expect((await ask('maker', 'POST', `/${id}/revise`)).status).toBe(204);
    expect((await ask<CatalogView>('maker', 'GET', `/${id}`)).answer.version.actions).toEqual([
      'edit',
      'submit',
      'discard',
    ]);
  });

  it('does not discard the version in force', async () => {
    const { versions } = (await ask<CatalogListView>('maker', 'GET', `?unit=${own}&state=inForce`)).answer;
    expect(versions[0]?.actions).toEqual(['edit']);
    expect((await ask('maker', 'POST', `/${versions[0]?.id}/discard`, { note: '不要了' })).status).toBe(409);
  });

  it('lets an administrator alone switch four eyes', async () => {
    expect((await ask('maker', 'PUT', '/four-eyes', { isFourEyes: false })).status).toBe(403);
    expect((await ask('admin', 'PUT', '/four-eyes', { isFourEyes: false })).status).toBe(204);
    expect((await ask<CatalogListView>('maker', 'GET', '')).answer.isFourEyes).toBe(false);
    await ask('admin', 'PUT', '/four-eyes', { isFourEyes: true });
  });
});

describe('目录审核 by 领域主管部门', () => {
  const FINANCE = '领域,一级事项,公开时限\n财政预决算,预算,每年\n财政公开,决算,每年\n';
  const MIXED = `${FINANCE}社会救助,低保,每年\n`;
  const submitted = async (content: string) => {
    const id = await draft(content, { kind: 'supplementary' }, 'admin');
    expect((await ask('maker', 'POST', `/${id}/submit`)).status).toBe(204);
    return id;
  };
  const open = async (id: number) => (await ask<CatalogView>('finance', 'GET', `/${id}`)).answer.version.actions;
  const approve = (id: number) =>
    ask<{ title: string }>('finance', 'POST', `/${id}/approve`, { effectiveOn: '2026-11-18' });

  beforeAll(async () => {
    await database!.dataSource.query(
      `INSERT INTO domain_alias (alias, domain, decided_by) VALUES ('财政公开', '财政预决算', 'x')`,
    );
  });

  it('lets it pass and sends back what is of the own 领域 alone, and nothing else', async () => {
    const back = await submitted(FINANCE);
    expect(await open(back)).toEqual(['approve', 'reject']);
    const { answer: list } = await ask<CatalogListView>('finance', 'GET', '?state=review');
    expect(list.versions.map(({ id, actions }) => [id, actions])).toContainEqual([back, ['approve', 'reject']]);
    expect(list.canImport).toBe(false);
    expect((await ask('finance', 'POST', `/${back}/reject`, { note: '缺依据' })).status).toBe(204);
    const id = await submitted(FINANCE);
    expect((await approve(id)).status).toBe(204);
    expect((await ask<CatalogView>('assessor', 'GET', `/${id}`)).answer.version.reviewedBy).toBe('finance');
  });

  it('refuses both where one row is of another 领域, and offers neither', async () => {
    const id = await submitted(MIXED);
    expect(await open(id)).toEqual([]);
    expect(await approve(id)).toMatchObject({
      status: 409,
      answer: { title: expect.stringMatching(/第 4 行.*社会救助/) },
    });
    expect((await ask('finance', 'POST', `/${id}/reject`, { note: '缺依据' })).status).toBe(409);
    expect((await ask<CatalogView>('maker', 'GET', `/${id}`)).answer.version.state).toBe('review');
    expect((await ask('reviewer', 'POST', `/${id}/approve`, { effectiveOn: '2026-11-18' })).status).toBe(204);
  });

  it('does not let rows of another 领域 fall away by what leaves them out', async () => {
    const id = await submitted(FINANCE);
    expect(await open(id)).toEqual(['reject']);
    expect(await approve(id)).toMatchObject({
      status: 409,
      answer: { title: expect.stringMatching(/所替代的现行版本第 4 行.*社会救助/) },
    });
  });

  it('leaves every other step to the office', async () => {
    const id = await draft(FINANCE, { kind: 'supplementary' }, 'admin');
    for (const step of ['submit', 'withdraw', 'revise', 'discard'])
      expect((await ask('finance', 'POST', `/${id}/${step}`, { note: '不要了' })).status).toBe(403);
  });
});

describe('a supervisor of one 领域', () => {
  it('changes drafts of the own 领域 and no others', async () => {
    const db = database!.dataSource;
    await db.query(
      `UPDATE role_grant SET domain = '财政预决算' WHERE account_id = (SELECT id FROM account WHERE login = 'reviewer')`,
    );
    const mixed = await draft('领域,一级事项,公开时限\n财政预决算,预算,每年\n社会救助,低保,每年\n', {}, 'admin');
    const owned = await draft('领域,一级事项,公开时限\n财政预决算,预算,每年\n', {}, 'admin');
    expect((await ask('reviewer', 'POST', `/${mixed}/submit`)).status).toBe(409);
    expect(
      (await ask('reviewer', 'PATCH', `/${mixed}`, { revision: 1, edits: [{ kind: 'remove', key: 'x' }] })).status,
    ).toBe(409);
    expect((await ask('reviewer', 'POST', `/${owned}/submit`)).status).toBe(204);
    await db.query(
      `UPDATE role_grant SET domain = NULL WHERE account_id = (SELECT id FROM account WHERE login = 'reviewer')`,
    );
  });
});

describe('目录修改、比较与导出', () => {
  it('edits a row of the version in force in a draft of its own, and shows old and new', async () => {
    const { answer: list } = await ask<CatalogListView>('maker', 'GET', `?unit=${own}&state=inForce`);
    const inForce = list.versions[0]!;
    const { rows } = (await ask<CatalogView>('maker', 'GET', `/${inForce.id}?q=决算`)).answer;
    const edits = [{ kind: 'change', key: rows[0]!.key, texts: { ...rows[0]!.texts, timeLimit: '每年8月底前' } }];
    const { status, answer } = await ask<CatalogEditView>('maker', 'PATCH', `/${inForce.id}`, {
      revision: inForce.revision,
      edits,
    });
    expect({ status, problems: answer.problems }).toEqual({ status: 200, problems: [] });
    expect(answer.id).not.toBe(inForce.id);
    const diff = (await ask<CatalogDiffView>('maker', 'GET', `/${answer.id}/diff`)).answer;
    expect(diff).toMatchObject({
      against: { id: inForce.id },
      added: { total: 0 },
      removed: { total: 0 },
      unchanged: 1,
    });
    expect(diff.changed.lines).toEqual([
      { item: '财政 > 决算', row: 3, fields: [{ field: '公开时限', before: '看情况', after: '每年8月底前' }] },
    ]);
    const draftView = (await ask<CatalogView>('maker', 'GET', `/${answer.id}`)).answer;
    expect(draftView.changes.at(-1)).toMatchObject({ kind: 'edited-change', byName: 'maker', item: '财政 > 决算' });
    expect(draftView.version.problemCount).toBe(0);
    expect((await ask('reviewer', 'PATCH', `/${answer.id}`, { revision: 1, edits })).status).toBe(409);
  });

  it.each<[string, object]>([
    ['no revision', { edits: [{ kind: 'remove', key: '财政 > 预算' }] }],
    ['no edits', { revision: 1, edits: [] }],
    ['an unknown edit', { revision: 1, edits: [{ kind: 'burn', key: 'a' }] }],
    ['a text that is none', { revision: 1, edits: [{ kind: 'add', texts: { levels: [7], method: 'unknown' } }] }],
  ])('refuses an edit with %s', async (_norm, body) => {
    expect((await ask('maker', 'PATCH', `/${await draft()}`, body)).status).toBe(400);
  });

  it('gives the catalog back as .xlsx that reads as it was', async () => {
    const id = await draft();
    const response = await fetch(`${origin}/api/catalogs/${id}/export.xlsx`, {
      headers: { cookie: sessions.get('officer')!.cookie },
    });
    expect(response.status).toBe(200);
    const { items } = await readCatalogBytes(Buffer.from(await response.arrayBuffer()), 'a.xlsx');
    expect(items.map(({ levels, timeLimit }) => [levels, timeLimit])).toEqual([
      [['财政', '预算'], '每年'],
      [['财政', '决算'], '看情况'],
    ]);
  });
});

describe('a unit officer', () => {
  it('reads the catalogs of the own unit and nothing of another', async () => {
    const foreign = await draft(TABLE, { unit: String(other) });
    const mine = await draft();
    const { versions } = (await ask<CatalogListView>('officer', 'GET', `?unit=${other}`)).answer;
    expect(versions).toEqual([]);
    expect(
      (await ask<CatalogListView>('officer', 'GET', '')).answer.versions.every(
        ({ unitId, actions }) => unitId === own && actions.length === 0,
      ),
    ).toBe(true);
    expect((await ask('officer', 'GET', `/${mine}`)).status).toBe(200);
    for (const path of ['', '/diff', '/export.xlsx'])
      expect((await ask('officer', 'GET', `/${foreign}${path}`)).status).toBe(404);
    expect((await ask('officer', 'GET', `/${mine}/diff?with=${foreign}`)).status).toBe(404);
    expect((await ask('officer', 'POST', `/${mine}/submit`)).status).toBe(403);
    expect((await ask('maker', 'GET', `/${mine}/diff?with=${foreign}`)).status).toBe(400);
  });

  it.each(['0', '-1', '99999999999', '4242'])('finds no version %s', async (id) => {
    expect((await ask('officer', 'GET', `/${id}`)).status).toBe(404);
  });
});
