import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestExpressApplication } from '@nestjs/platform-express';
import { loadConfig } from '@app/platform/config';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { leastMs } from '@app/platform/least-time.fixture';
import { createApi } from './main';
import { OPERATION_WORDS, TAG_WORDS } from './openapi-words';
import { AnswerSchemas, readAnswerSchemas, schemasFile } from './openapi-schemas.fixture';

/**
 * The document says of every route what it takes, answers and refuses, and the generated files are those of the sources.
 * `UPDATE_GENERATED=1 npx jest apps/api/openapi.spec.ts` writes them anew; run it twice when a view has changed.
 */
const SCHEMAS = join(__dirname, 'openapi-schemas.json');
const CLIENT = join(__dirname, '../web/api/schema.d.ts');
const isUpdating = process.env.UPDATE_GENERATED === '1';

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly tags?: string[];
  readonly security: object[];
  readonly parameters?: { name?: string; in?: string; schema?: object; $ref?: string }[];
  readonly requestBody?: { content: Record<string, { schema: Schema }> };
  readonly responses: Record<
    string,
    { $ref?: string; description?: string; content?: Record<string, { schema: Schema }> }
  >;
  readonly 'x-policy': 'public' | string[];
  readonly 'x-answered-once'?: boolean;
}
type Schema = Record<string, unknown>;
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: Record<string, Record<string, unknown>>;
}

let database: TestDatabase;
let app: NestExpressApplication;
let origin = '';
let text = '';
let document: Document;
let operations: { name: string; path: string; method: string; operation: Operation }[];

beforeAll(async () => {
  database = await testDatabase();
  const dataDir = mkdtempSync(join(tmpdir(), 'mingjian-openapi-'));
  app = await createApi(loadConfig({ DATABASE_URL: database.url, MINGJIAN_DATA: dataDir, LOG_LEVEL: 'silent' }));
  await app.listen(0, '127.0.0.1');
  origin = await app.getUrl();
  text = await (await fetch(`${origin}/api/openapi.json`)).text();
  document = JSON.parse(text) as Document;
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, path, method, operation })),
  );
}, 120_000);

afterAll(async () => {
  await app?.close();
  await database?.drop();
});

const fresh = (path: string, wanted: string) => {
  if (isUpdating) writeFileSync(path, wanted);
  return existsSync(path) && readFileSync(path, 'utf8') === wanted;
};

describe('the generated files', () => {
  let read: AnswerSchemas;

  it('hold what the controllers return', () => {
    read = readAnswerSchemas();
    expect(fresh(SCHEMAS, schemasFile(read))).toBe(true);
    expect(Object.keys(read.answers).sort()).toEqual(operations.map(({ operation }) => operation.operationId).sort());
  }, 120_000);

  it('hold the types of the web UI’s client', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'mingjian-openapi-')), 'openapi.json');
    writeFileSync(file, JSON.stringify({ ...document, paths: withoutRefusals() }));
    // A module of the new kind, which Jest cannot load.
    const program = join(__dirname, '../../node_modules/openapi-typescript/bin/cli.js');
    const types = execFileSync(process.execPath, [program, file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const comment = '// Generated from the OpenAPI document; apps/api/openapi.spec.ts says when it is stale.\n';
    expect(fresh(CLIENT, comment + types)).toBe(true);
  }, 60_000);
});

/** The client tells a refusal by its status, whatever the route. */
const withoutRefusals = () =>
  Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, { responses, ...operation }]) => {
          const good = Object.entries(responses).filter(([status]) => Number(status) < 400);
          return [method, { ...operation, responses: Object.fromEntries(good) }];
        }),
      ),
    ]),
  );

describe('every operation', () => {
  it('is named and described in Chinese, and nothing else is', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[\u4e00-\u9fff]/.test(OPERATION_WORDS[id] ?? ''))).toEqual([]);
    expect(Object.keys(OPERATION_WORDS).filter((id) => !ids.includes(id))).toEqual([]);
    for (const { name, operation } of operations) {
      expect([name, operation.summary]).toEqual([name, OPERATION_WORDS[operation.operationId]]);
      expect([name, operation.tags?.filter((tag) => TAG_WORDS[tag])]).toEqual([name, operation.tags]);
    }
    expect(
      Object.keys(TAG_WORDS).filter((tag) => !operations.some(({ operation }) => operation.tags?.[0] === tag)),
    ).toEqual([]);
  });

  it('says what it answers: a schema, a file, nothing, or another page', () => {
    for (const { name, operation } of operations) {
      const good = Object.entries(operation.responses).filter(([status]) => /^[23]/.test(status));
      expect([name, good.length]).toEqual([name, 1]);
      const [[status, { content, description }]] = good as [[string, { content?: object; description?: string }]];
      expect([name, description]).toEqual([name, expect.stringMatching(/[\u4e00-\u9fff]/)]);
      if (status === '204' || status === '303') expect([name, content]).toEqual([name, undefined]);
      else if (status !== '202') expect([name, content && Object.keys(content).length]).toEqual([name, 1]);
    }
  });

  it('says how it refuses', () => {
    for (const { name, path, method, operation } of operations) {
      const problems = Object.keys(operation.responses).filter((status) => Number(status) >= 400);
      const isPublic = operation['x-policy'] === 'public';
      const wanted = [
        ...(isPublic ? [] : ['401', '403']),
        ...(path.includes('{') ? ['400', '404'] : []),
        ...(method === 'get' ? [] : ['400', '409', '422']),
        ...(operation.requestBody ? ['400', '413', '415'] : []),
        ...['429', '500'],
      ];
      expect([name, wanted.filter((status) => !problems.includes(status))]).toEqual([name, []]);
      for (const status of problems)
        expect(operation.responses[status]).toEqual({ $ref: `#/components/responses/Problem${status}` });
    }
  });

  it('says what it takes: a type for every parameter, a schema for every body', () => {
    for (const { name, path, operation } of operations) {
      const parameters = operation.parameters ?? [];
      for (const { name: parameter, schema, $ref } of parameters)
        if (!$ref) expect([name, parameter, Object.keys(schema ?? {}).length > 0]).toEqual([name, parameter, true]);
      const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, place]) => place);
      expect([name, parameters.filter((each) => each.in === 'path').map((each) => each.name)]).toEqual([name, places]);
      for (const { schema } of Object.values(operation.requestBody?.content ?? {}))
        expect([name, schema.type ?? schema.anyOf ?? schema.oneOf]).toEqual([name, expect.anything()]);
    }
  });

  it('takes what its method reads: none parses a body or a query that is not described', () => {
    let methods = 0;
    for (const [controller, source] of controllers())
      for (const [, decorators = '', method, parameters = ''] of source.matchAll(METHOD)) {
        const name = `${controller}.${method}`;
        methods++;
        if (parameters.includes('@Body()'))
          expect([name, decorators]).toEqual([name, expect.stringContaining('@ApiBodyOf(')]);
        if (/@Query\(/.test(parameters))
          expect([name, decorators]).toEqual([name, expect.stringContaining('@ApiQueryOf(')]);
      }
    expect(methods).toBe(operations.length);
  });

  it('that answers a secret answers it once, and keeps no digest of one it is given', () => {
    const SECRET = /"(?:csrf|token|password|recoveryCodes|offer|secret|code)":\{"(?:type|anyOf)"/;
    const GIVEN = /"(?:password|current|next)":\{/;
    for (const { name, method, operation } of operations) {
      if (method === 'get' || operation['x-policy'] === 'public') continue;
      const answers = JSON.stringify(resolved(operation.responses));
      const given = JSON.stringify(operation.requestBody ?? {});
      const isSecret = (SECRET.test(answers) && !NO_SECRET.has(operation.operationId)) || GIVEN.test(given);
      expect([name, Boolean(operation['x-answered-once']) || !isSecret]).toEqual([name, true]);
    }
  });
});

/** Their `code` is that of a rule. */
const NO_SECRET = new Set([
  'RuleSettings.create',
  'Notices.draft',
  'RuleTrials.tryOut',
  'Catalogs.edit',
  'Catalogs.preview',
]);
const METHOD = /((?:^ {2}@[^\n]*\n(?:^ {3,}[^\n]*\n|^ {2}\}\)\n)*)+)^ {2}(?:async )?(\w+)\(([^]*?)\): /gm;

function controllers(): [string, string][] {
  const ids = [...new Set(operations.map(({ operation }) => operation.operationId.split('.')[0]!))];
  const files = ids.map((id): [string, string] => [
    id,
    join(__dirname, `${id.replace(/(?<!^)[A-Z]/g, '-$&').toLowerCase()}.controller.ts`),
  ]);
  return files.map(([id, file]) => [id, readFileSync(file, 'utf8')]);
}

/** With what it refers to in its place, two steps deep. */
function resolved(value: unknown, depth = 4): unknown {
  if (Array.isArray(value)) return value.map((each) => resolved(each, depth));
  if (typeof value !== 'object' || value === null) return value;
  const target = (value as { $ref?: string }).$ref;
  if (target) return depth === 0 ? {} : resolved(lookUp(target), depth - 1);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolved(each, depth)]));
}

const lookUp = (ref: string): unknown =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], document);

describe('the document', () => {
  it('refers to nothing that it does not hold, and holds nothing that nobody refers to', () => {
    const refs = new Set([...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref!));
    expect([...refs].filter((ref) => lookUp(ref) === undefined)).toEqual([]);
    const held = Object.keys(document.components.schemas!).map((name) => `#/components/schemas/${name}`);
    expect(held.filter((ref) => !refs.has(ref))).toEqual([]);
  });

  it('is of a size to be read at once, and answered at once', async () => {
    expect(document.openapi).toBe('3.1.0');
    expect(text.length).toBeLessThan(300_000);
    const asked = async () => (await fetch(`${origin}/api/openapi.json`)).arrayBuffer();
    expect(await leastMs(100, asked)).toBeLessThan(100);
  });

  it('names machines’ tokens where they are good for something, and nowhere else', () => {
    for (const { name, path, operation } of operations) {
      const isForMachines = JSON.stringify(operation.security).includes('"token"');
      const isOwn = /^\/api\/(?:session|security|accounts|trail|oidc|regions|delegations)/.test(path);
      if (isOwn) expect([name, isForMachines]).toEqual([name, false]);
      if (/^\/api\/(?:alerts|notices|catalogs)/.test(path)) expect([name, isForMachines]).toEqual([name, true]);
    }
  });
});
