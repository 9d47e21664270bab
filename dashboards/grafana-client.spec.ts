import { grafanaDashboard } from './dashboard';
import { DASHBOARDS } from './dashboards';
import { grafanaClient, GrafanaError, PostgresDatasource } from './grafana-client';
import { fakeGrafana, json } from './grafana.fixture';
import { provision, provisionSettings } from './provision';

const TOKEN = 'glsa_specimen';
const DATASOURCE: PostgresDatasource = {
  uid: 'mingjian',
  name: '明鉴',
  address: 'db.qinghe.example:5432',
  database: 'mingjian',
  user: 'mingjian_reader',
  password: 'p$w"d',
  sslmode: 'verify-full',
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => void (await Promise.all(closing.splice(0).map((close) => close()))));

async function grafana(...given: Parameters<typeof fakeGrafana>) {
  const server = await fakeGrafana(...given);
  closing.push(server.close);
  return server;
}

const failureOf = (promise: Promise<unknown>): Promise<GrafanaError> =>
  promise.then(
    () => Promise.reject(new Error('nothing failed')),
    (error) => error,
  );

describe('grafanaClient', () => {
  it('reads the health and sends the token', async () => {
    const { url, seen } = await grafana();
    expect(await grafanaClient({ url, token: TOKEN }).health()).toEqual({ database: 'ok', version: '12.2.0' });
    expect(seen).toMatchObject([{ method: 'GET', path: '/api/health', token: `Bearer ${TOKEN}` }]);
  });

  it('creates what is not there and updates what is', async () => {
    const { url, seen } = await grafana();
    const client = grafanaClient({ url, token: TOKEN });
    const folder = { uid: 'mingjian-folder', title: '明鉴' };
    expect(await client.upsertFolder(folder)).toBe('created');
    expect(await client.upsertFolder(folder)).toBe('updated');
    expect(await client.upsertDatasource(DATASOURCE)).toBe('created');
    expect(await client.upsertDatasource(DATASOURCE)).toBe('updated');
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /api/folders/mingjian-folder',
      'POST /api/folders',
      'PUT /api/folders/mingjian-folder',
      'PUT /api/datasources/uid/mingjian',
      'POST /api/datasources',
      'PUT /api/datasources/uid/mingjian',
    ]);
    expect(seen[4]!.body).toMatchObject({
      url: DATASOURCE.address,
      jsonData: { database: 'mingjian', sslmode: 'verify-full' },
      secureJsonData: { password: DATASOURCE.password },
    });
  });

  it('stores a dashboard over the one with its uid', async () => {
    const { url, seen } = await grafana();
    const dashboard = grafanaDashboard(DASHBOARDS[0]!);
    const stored = await grafanaClient({ url, token: TOKEN }).upsertDashboard(dashboard, 'mingjian');
    expect(stored).toEqual({ uid: dashboard.uid, url: `/d/${dashboard.uid}/x`, version: 1 });
    expect(seen[0]!.body).toEqual({ dashboard, folderUid: 'mingjian', overwrite: true });
  });

  it('keeps the path that Grafana lives under, and nothing leaves its segment', async () => {
    const { url, seen } = await grafana();
    const client = grafanaClient({ url: `${url}/board/`, token: TOKEN });
    await client.upsertFolder({ uid: '../admin?x', title: '明鉴' });
    expect(seen[0]!.path).toBe('/board/api/folders/..%2Fadmin%3Fx');
  });

  it.each([
    ['unauthorized', 401],
    ['forbidden', 403],
    ['notFound', 404],
    ['conflict', 412],
    ['refused', 400],
    ['failed', 502],
  ])('says %s for %d, with the words of Grafana and without the token', async (kind, status) => {
    const { url } = await grafana((_seen, response) => json(response, status, { message: 'as Grafana says' }));
    const error = await failureOf(grafanaClient({ url, token: TOKEN }).health());
    expect(error).toBeInstanceOf(GrafanaError);
    expect(error).toMatchObject({ kind, status, message: `GET ${url}/api/health answered ${status}: as Grafana says` });
    expect(JSON.stringify(error) + error.stack).not.toContain(TOKEN);
  });

  it('does not carry the token to where it is redirected', async () => {
    const other = await grafana();
    const { url } = await grafana((_seen, response) => response.writeHead(302, { location: other.url }).end());
    expect(await failureOf(grafanaClient({ url, token: TOKEN }).health())).toMatchObject({ kind: 'redirected' });
    expect(other.seen).toEqual([]);
  });

  it('does not create what it was not allowed to update', async () => {
    const { url, seen } = await grafana((_seen, response) => json(response, 403, {}));
    const client = grafanaClient({ url, token: TOKEN });
    expect(await failureOf(client.upsertDatasource(DATASOURCE))).toMatchObject({ kind: 'forbidden' });
    expect(seen).toHaveLength(1);
  });

  it.each([
    ['a page of a proxy', '<html>welcome</html>'],
    ['another JSON', '{"status":"up"}'],
    ['more than 5 MB', `{"database":"${'x'.repeat(5_000_001)}"}`],
  ])('finds %s unreadable', async (_what, text) => {
    const { url } = await grafana((_seen, response) => response.writeHead(200).end(text));
    expect(await failureOf(grafanaClient({ url, token: TOKEN }).health())).toMatchObject({ kind: 'unreadable' });
  });

  it('gives up on a server that does not answer, or not to the end', async () => {
    for (const begin of ['', '{"database":']) {
      const { url } = await grafana((_seen, response) => void (begin && response.writeHead(200).write(begin)));
      const error = await failureOf(grafanaClient({ url, token: TOKEN, timeoutMs: 200 }).health());
      expect(error).toMatchObject({ kind: 'timeout', message: expect.stringContaining('200 ms') });
    }
  });

  it('says when nobody is there', async () => {
    const server = await fakeGrafana();
    await server.close();
    expect(await failureOf(grafanaClient({ url: server.url, token: TOKEN }).health())).toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each([
    ['', TOKEN],
    ['grafana.qinghe.example', TOKEN],
    ['file:///etc/grafana', TOKEN],
    ['http://admin:admin@grafana.qinghe.example', TOKEN],
    ['http://grafana.qinghe.example/?orgId=1', TOKEN],
    ['http://grafana.qinghe.example', ''],
    ['http://grafana.qinghe.example', 'a b'],
    ['http://grafana.qinghe.example', 'a\r\nx-more: b'],
  ])('refuses the address %p with token %p', (url, token) => {
    expect(() => grafanaClient({ url, token })).toThrow(expect.objectContaining({ kind: 'badOption' }));
  });
});

describe('provision', () => {
  it('stores data source, folder and every dashboard, and again', async () => {
    const { url, seen } = await grafana();
    const said: string[] = [];
    for (let time = 0; time < 2; time++)
      await provision(grafanaClient({ url, token: TOKEN }), DATASOURCE, (line) => said.push(line));
    expect(said).toEqual([
      'Grafana 12.2.0',
      'data source 明鉴: created',
      'folder 明鉴: created',
      'dashboard 监督总览: version 1, /d/mingjian-overview/x',
      'dashboard 采集运行: version 2, /d/mingjian-crawling/x',
      ...['Grafana 12.2.0', 'data source 明鉴: updated', 'folder 明鉴: updated'],
      'dashboard 监督总览: version 3, /d/mingjian-overview/x',
      'dashboard 采集运行: version 4, /d/mingjian-crawling/x',
    ]);
    expect(new Set(seen.map(({ token }) => token))).toEqual(new Set([`Bearer ${TOKEN}`]));
  });

  it('takes its settings from the environment', () => {
    const env = {
      GRAFANA_URL: 'https://grafana.qinghe.example',
      GRAFANA_TOKEN: TOKEN,
      MINGJIAN_READER_ADDRESS: DATASOURCE.address,
      MINGJIAN_READER_PASSWORD: DATASOURCE.password,
    };
    expect(provisionSettings(env)).toEqual({
      grafana: { url: env.GRAFANA_URL, token: TOKEN },
      datasource: DATASOURCE,
    });
    expect(provisionSettings({ ...env, MINGJIAN_READER_SSLMODE: 'disable' }).datasource.sslmode).toBe('disable');
  });

  it('names everything that is missing or wrong at once', () => {
    expect(() => provisionSettings({ GRAFANA_URL: 'http://x', MINGJIAN_READER_SSLMODE: 'prefer' })).toThrow(
      'GRAFANA_TOKEN is not set; MINGJIAN_READER_ADDRESS is not set; MINGJIAN_READER_PASSWORD is not set; ' +
        'MINGJIAN_READER_SSLMODE is none of disable, require, verify-ca, verify-full',
    );
  });
});
