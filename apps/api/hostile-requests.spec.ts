import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { NestExpressApplication } from '@nestjs/platform-express';
import { zipSync } from 'fflate';
import { createCaptureStore } from '@app/crawling/capture.store';
import { createFolderStore } from '@app/crawling/object.store';
import { IdentityStore } from '@app/identity/identity.store';
import { Role, ROLES } from '@app/identity/role';
import { loadConfig } from '@app/platform/config';
import { log } from '@app/platform/logger';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { createApi } from './main';
import { accountsOf, PASSWORD, twoCounties } from './two-counties.fixture';

/**
 * Every route of the document × what a hostile caller sends: as a place in the path, a word of the query, a body, a file,
 * a content type, a method. Whoever may call it gets an answer or a problem in Chinese; never a failure of ours, and
 * nothing of what is inside.
 */
interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly role: Role | undefined;
  readonly words: readonly string[];
  readonly fields: readonly string[] | undefined;
  readonly isForm: boolean;
}
interface LoggedIn {
  readonly cookie: string;
  readonly csrf: string;
}

/** Commands are limited by account; several of them share the work. */
const ADMINS = 8;
let database: TestDatabase;
let app: NestExpressApplication;
let origin = '';
let operations: Operation[] = [];
let others: Map<Role, LoggedIn>;
let admins: LoggedIn[];
let turn = 0;

beforeAll(async () => {
  database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-hostile-'));
  const { own } = await twoCounties(database.dataSource, createCaptureStore(createFolderStore(join(dataDir, 'c'))));
  const identity = new IdentityStore(database.dataSource);
  const roles = ROLES.filter((role) => role !== 'admin');
  await accountsOf(
    identity,
    own,
    roles.filter((role) => role !== 'auditor'),
  );
  await identity.createAccount({ login: 'auditor', name: '审计', role: 'auditor' }, PASSWORD);
  for (let number = 0; number < ADMINS; number++)
    await identity.createAccount({ login: `admin-${number}`, name: '管理员', role: 'admin' }, PASSWORD);
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  others = new Map(await Promise.all(roles.map(async (role) => [role, await logIn(role)] as const)));
  admins = await Promise.all(Array.from({ length: ADMINS }, (_, number) => logIn(`admin-${number}`)));
  operations = await described();
}, 120_000);

/** What the server complained of; an answer below 500 is no reason to. */
const complaints = jest.spyOn(log, 'error');

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

async function logIn(login: string): Promise<LoggedIn> {
  const response = await fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password: PASSWORD }),
  });
  const cookie = response.headers.get('set-cookie')?.split(';')[0] ?? '';
  return { cookie, csrf: ((await response.json()) as { csrf: string }).csrf };
}

async function described(): Promise<Operation[]> {
  interface Described {
    readonly operationId: string;
    readonly 'x-policy': 'public' | Role[];
    readonly parameters?: { readonly name: string; readonly in?: string }[];
    readonly requestBody?: { readonly content: Record<string, { schema: { properties?: object } }> };
  }
  const document = (await (await fetch(`${origin}/api/openapi.json`)).json()) as {
    paths: Record<string, Record<string, Described>>;
  };
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, ...rest }]) => {
      const policy = rest['x-policy'];
      const [[type, body] = []] = Object.entries(requestBody?.content ?? {});
      return {
        name: `${method.toUpperCase()} ${path}`,
        method: method.toUpperCase(),
        path,
        id: operationId,
        role: policy === 'public' ? undefined : policy.includes('admin') ? 'admin' : policy[0],
        words: parameters.filter((each) => each.in === 'query').map((each) => each.name),
        fields: body && Object.keys(body.schema.properties ?? {}),
        isForm: type === 'multipart/form-data',
      };
    }),
  );
}

interface Sent {
  readonly places?: string;
  readonly query?: string;
  readonly body?: string | Buffer | FormData;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly method?: string;
}

interface Told {
  readonly operation: string;
  readonly status: number;
  readonly text: string;
  readonly type: string;
  readonly allow: string | null;
}

async function call(operation: Operation, sent: Sent): Promise<Told> {
  const { role } = operation;
  const session = role === 'admin' ? admins[turn++ % ADMINS] : role && others.get(role);
  const type = sent.type ?? (sent.body instanceof FormData ? undefined : sent.body && 'application/json');
  const path = operation.path.replace(/\{\w+\}/g, sent.places ?? '999999');
  const response = await fetch(`${origin}${path}${sent.query ? `?${sent.query}` : ''}`, {
    method: sent.method ?? operation.method,
    headers: {
      ...(session ? { cookie: session.cookie, 'x-csrf-token': session.csrf } : {}),
      ...(type ? { 'content-type': type } : {}),
      ...sent.headers,
    },
    body: sent.body as RequestInit['body'],
    redirect: 'manual',
  });
  return {
    operation: operation.name,
    status: response.status,
    text: await response.text(),
    type: response.headers.get('content-type') ?? '',
    allow: response.headers.get('allow'),
  };
}

/** What would tell of the inside: stacks, statements, files, tables, libraries. */
const INSIDE =
  /\bat [\w.<>]+ \(|\.(?:ts|js):\d+|node_modules|\/(?:work|home|usr|tmp|app)\/|\b(?:SELECT|INSERT|UPDATE|DELETE)\b[^"]* (?:FROM|INTO|SET)\b|relation "|syntax error|pg_|QueryFailed|ECONN|TypeError|ZodError|undefined is not|\[object Object\]/;

/** All that is wrong with an answer; empty when nothing is. */
function faults({ operation, status, text, type }: Told, sent: string): object[] {
  const isProblem = status >= 400;
  const title = isProblem ? (parsed(text)?.title ?? '') : '题';
  const sentences = [title, ...(parsed(text)?.problems ?? []).map(({ message }) => message)];
  const isChinese = sentences.every((sentence) => /[\u4e00-\u9fff]/.test(sentence));
  const isTold = !isProblem || (isChinese && type.startsWith('application/problem+json'));
  const isFine = status < 500 && isTold && !(isProblem && INSIDE.test(text));
  return isFine && status !== 429 ? [] : [{ operation, sent: sent.slice(0, 80), status, text: text.slice(0, 300) }];
}

interface Problem {
  readonly title?: string;
  readonly problems?: readonly { readonly message: string }[];
}

function parsed(text: string): Problem | undefined {
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return undefined;
  }
}

/** Eight at a time. */
async function walk<T>(items: readonly T[], one: (item: T) => Promise<object[]>): Promise<object[]> {
  const found: object[] = [];
  for (let at = 0; at < items.length; at += 8)
    found.push(...(await Promise.all(items.slice(at, at + 8).map(one))).flat());
  return found;
}

const pairs = <A, B>(first: readonly A[], second: readonly B[]) =>
  first.flatMap((a) => second.map((b): readonly [A, B] => [a, b]));

/** Ends the session that asks. */
const LEAVES = new Set(['Session.logOut']);
const callable = () => operations.filter(({ id }) => !LEAVES.has(id));

const PLACES = [
  '0',
  '-1',
  '2147483648',
  '99999999999999999999',
  '1e9',
  'NaN',
  `1'--`,
  '1%3BDROP%20TABLE%20alert',
  '%00',
  '..%2f..%2fetc%2fpasswd',
  '%ed%a0%80',
  '%E0%A4%A',
  '１',
  'a'.repeat(3_000),
];

const WORDS = [
  '%00',
  '-1',
  '99999999999999999999',
  '1e400',
  `' OR '1'='1`,
  '%ed%a0%80',
  '{{7*7}}${7*7}',
  'http://169.254.169.254/latest/meta-data/',
  '%5B%5D',
  'x'.repeat(700),
];

const VALUES: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  '\u0000',
  '\ud800',
  `'); DROP TABLE alert; --`,
  '=cmd|x',
  'y'.repeat(20_000),
  [],
  [[[[1]]]],
  { $ne: null },
  { length: 1e9 },
];

const WHOLE_BODIES = ['null', '[]', '1', '"x"', 'true', '{', '{"a":1}}', '\ufeff{}', '', '{"a":1,"a":2}'];

describe('a hostile caller', () => {
  it('knows every route', () => expect(operations.length).toBeGreaterThan(140));

  it('finds nothing inside by what stands for a place in a path', async () => {
    const placed = callable().filter(({ path }) => path.includes('{'));
    expect(placed.length).toBeGreaterThan(50);
    const found = await walk(pairs(placed, PLACES), async ([operation, places]) =>
      faults(await call(operation, { places }), places),
    );
    expect(found).toEqual([]);
  }, 180_000);

  it('finds nothing inside by the words of a query', async () => {
    const asking = callable().filter(({ words }) => words.length > 0);
    expect(asking.length).toBeGreaterThan(20);
    const found = await walk(pairs(asking, WORDS), async ([operation, word]) =>
      faults(await call(operation, { query: operation.words.map((each) => `${each}=${word}`).join('&') }), word),
    );
    expect(found).toEqual([]);
  }, 180_000);

  it('may say no word twice where one is meant', async () => {
    const asking = callable().filter(({ words }) => words.length > 0);
    const LISTS = new Set(['Alerts.page', 'Alerts.export']);
    for (const operation of asking.filter(({ id }) => !LISTS.has(id))) {
      const { status, text } = await call(operation, { query: `${operation.words[0]}=1&${operation.words[0]}=2` });
      expect([operation.name, status, text]).toEqual([operation.name, 400, expect.stringMatching(/只能出现一次/)]);
    }
  }, 60_000);

  it('finds nothing inside by the fields of a body', async () => {
    const taking = callable().filter(({ fields, isForm }) => fields && !isForm);
    expect(taking.length).toBeGreaterThan(45);
    const found = await walk(pairs(taking, VALUES), async ([operation, value]) => {
      const body = JSON.stringify(Object.fromEntries(operation.fields!.map((field) => [field, value])));
      return faults(await call(operation, { body }), body);
    });
    expect(found).toEqual([]);
  }, 240_000);

  it('finds nothing inside by what is no body at all', async () => {
    const taking = callable().filter(({ fields, isForm, role }) => fields && !isForm && role);
    const bodies = [...WHOLE_BODIES, '['.repeat(200) + ']'.repeat(200), `{"__proto__":{"admin":true}}`];
    const found = await walk(pairs(taking, bodies), async ([operation, body]) =>
      faults(await call(operation, { body, type: 'application/json' }), body),
    );
    expect(found).toEqual([]);
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  }, 240_000);

  it('is read in the type that the route takes and in no other', async () => {
    const commands = callable().filter(({ method, role }) => method !== 'GET' && role);
    const bodies: Sent[] = [
      { body: 'ids=1', type: 'application/x-www-form-urlencoded' },
      { body: '<a/>', type: 'application/xml' },
      { body: '{}', type: 'text/plain' },
      { body: '{}', type: '' },
    ];
    const found = await walk(pairs(commands, bodies), async ([operation, sent]) => {
      const told = await call(operation, sent);
      return told.status === 415 ? faults(told, sent.type ?? '') : [{ ...told, type: sent.type }];
    });
    expect(found).toEqual([]);
  }, 180_000);

  it('cannot hide a body in another: packed, in another alphabet, of another length', async () => {
    const confirm = operations.find(({ id }) => id === 'Alerts.confirm')!;
    const packed = gzipSync(Buffer.from(JSON.stringify({ ids: [1], note: 'x'.repeat(50_000_000) })));
    const gzip = await call(confirm, { body: packed, headers: { 'content-encoding': 'gzip' } });
    expect(gzip.status).toBe(415);
    const alphabet = await call(confirm, { body: '{}', type: 'application/json; charset=utf-7' });
    expect(alphabet.status).toBe(415);
    const large = await call(confirm, { body: JSON.stringify({ ids: [1], note: 'x'.repeat(1_100_000) }) });
    expect(large.status).toBe(413);
    const password = operations.find(({ id }) => id === 'Session.changePassword')!;
    expect((await call(password, { body: JSON.stringify({ current: 'x'.repeat(20_000) }) })).status).toBe(413);
    for (const told of [gzip, alphabet, large]) expect(faults(told, '')).toEqual([]);
  });

  it('is told which methods an address has', async () => {
    const paths = [...new Set(operations.map(({ path }) => path))];
    for (const path of paths) {
      const some = operations.filter((each) => each.path === path);
      const missing = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) =>
        operations.every((each) => each.method !== method || !fits(each.path, path)),
      );
      const [method] = missing;
      const told = await call(some[0]!, { method, places: '1' });
      expect([path, method, told.status]).toEqual([path, method, 405]);
      expect(told.allow?.split(', ')).toEqual(expect.arrayContaining(some.map((each) => each.method)));
      expect(faults(told, method!)).toEqual([]);
    }
  }, 60_000);

  it('cannot change the method by a header or a word', async () => {
    const list = operations.find(({ id }) => id === 'Delegations.lent')!;
    const told = await call(list, { query: '_method=DELETE', headers: { 'x-http-method-override': 'DELETE' } });
    expect(told.status).toBe(200);
  });

  it('cannot hand in what is no file of the kind', async () => {
    const uploads = operations.filter(({ isForm }) => isForm);
    expect(uploads.map(({ id }) => id).sort()).toEqual([
      'CalendarEdits.sheet',
      'Catalogs.preview',
      'Catalogs.save',
      'Objections.raise',
      'Registers.import',
      'Registers.preview',
    ]);
    const slip = zipSync({ '../../../../tmp/evil.xml': Buffer.from('<x/>'), 'xl/workbook.xml': Buffer.from('<x/>') });
    const files: [string, Uint8Array][] = [
      ['program.xlsx', Buffer.from('MZ\u0090\u0000\u0003', 'latin1')],
      ['program.csv', Buffer.from('\u007fELF\u0002\u0001\u0001\u0000', 'latin1')],
      ['archive.xlsx', slip],
      ['half.xlsx', slip.subarray(0, 40)],
      ['old.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
      ['empty.csv', new Uint8Array()],
      ['page.html', Buffer.from('<script>alert(1)</script>')],
    ];
    const found = await walk(pairs(uploads, files), async ([operation, [name, bytes]]) => {
      const body = new FormData();
      for (const [field, value] of Object.entries(FORMS)) if (operation.fields!.includes(field)) body.set(field, value);
      body.set('file', new Blob([Buffer.from(bytes)]), name);
      const told = await call(operation, { body, places: PLACE_OF[operation.id] });
      const isRefused = told.status >= 400 && told.status < 500;
      // What reads as text with nothing in it is answered with its problems.
      const isSaid = told.status === 200 && /"problems":\[[^\]]/.test(told.text);
      return isRefused || isSaid ? faults(told, name) : [{ ...told, name }];
    });
    expect(found).toEqual([]);
  }, 120_000);

  it('cannot hand in more than a route takes, nor more files or fields than one form has', async () => {
    for (const operation of operations.filter(({ isForm }) => isForm)) {
      const large = new FormData();
      large.set('file', new Blob([Buffer.alloc(21 * 1024 * 1024)]), 'a.csv');
      const told = await call(operation, { body: large, places: PLACE_OF[operation.id] });
      expect([operation.name, told.status]).toEqual([operation.name, 413]);
      const many = new FormData();
      for (let number = 0; number < 50; number++) many.append(`field-${number}`, 'x');
      expect((await call(operation, { body: many, places: PLACE_OF[operation.id] })).status).toBe(400);
      const two = new FormData();
      for (const name of ['a.csv', 'b.csv']) two.append('file', new Blob(['x']), name);
      expect((await call(operation, { body: two, places: PLACE_OF[operation.id] })).status).toBe(400);
    }
  }, 120_000);

  it('makes the server complain of nothing', () => expect(complaints.mock.calls).toEqual([]));
});

const fits = (route: string, path: string) =>
  new RegExp(`^${route.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.replace(/\{\w+\}/g, '1'));

const FORMS = { unit: '1', kind: 'standard', year: '2027', reason: '该件按时公开，见栏目' };
const PLACE_OF: Record<string, string> = {
  'Registers.import': 'disclosureRequest',
  'Registers.preview': 'disclosureRequest',
  'Objections.raise': '1',
};
