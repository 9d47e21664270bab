import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.client';
import { SILENT } from './log';
import { findServer } from './postgres-server.client';
import { commandOf } from './process-identity.client';
import { exited, nextLine, spawnTypescript } from './typescript-child.fixture';

const describeWhereBundled = process.platform === 'linux' ? describe : describe.skip;

describeWhereBundled('embedded PostgreSQL', () => {
  // mkdtemp makes the folder 0700, as the home of root is.
  const folder = mkdtempSync(join(tmpdir(), 'mingjian-postgres-'));
  const cluster = join(folder, 'postgres/cluster');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const start = (options = {}) => startEmbeddedPostgres(folder, SILENT, { disposable: true, ...options });
  const startInChild = () =>
    spawnTypescript(`
      const { startEmbeddedPostgres } = load('libs/platform/embedded-postgres.client');
      const log = { info() {}, warn() {}, error: console.error };
      const server = await startEmbeddedPostgres(${JSON.stringify(folder)}, log, { disposable: true });
      console.log(JSON.stringify({ url: server.url, attached: server.attached }));
      process.on('SIGTERM', () => server.stop().then(() => process.exit(0)));
      setInterval(() => {}, 1000);
    `);

  it('starts on an empty folder once, however many processes ask at the same time', async () => {
    const servers = await Promise.all([start(), start(), start()]);
    expect(servers.map(({ attached }) => attached).sort()).toEqual([false, true, true]);
    expect(new Set(servers.map(({ url }) => url)).size).toBe(1);
    expect(await ask(servers[0]!.url, 'SELECT rolsuper AS super FROM pg_roles WHERE rolname = current_user')).toEqual([
      { super: false },
    ]);
    const owner = servers.find(({ attached }) => !attached)!;
    const isStopped = owner.stop().then(() => true);
    expect(await Promise.race([isStopped, pause(600)])).toBeUndefined();
    await Promise.all(servers.filter(({ attached }) => attached).map((server) => server.stop()));
    expect(await isStopped).toBe(true);
    expect(findServer(cluster)).toBeUndefined();
  });

  it('keeps its password in a file for its owner only, and refuses without it', async () => {
    const server = await start();
    const { mode } = statSync(join(folder, 'postgres/connection.json'));
    expect(mode & 0o777).toBe(0o600);
    const { host } = new URL(server.url);
    await expect(ask(`postgres://mingjian:guess@${host}/mingjian`, 'SELECT 1')).rejects.toThrow('password');
    expect(commandOf(findServer(cluster)!)!.join(' ')).not.toContain(new URL(server.url).password);
    expect(await ask(server.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    await server.stop();
  });

  it('stores Chinese text so that it can be searched and sorted', async () => {
    const server = await start();
    await ask(server.adminUrl, 'CREATE EXTENSION IF NOT EXISTS pg_trgm');
    const [row] = await ask(server.adminUrl, `SELECT array_length(show_trgm('政务公开'), 1) AS trigrams`);
    expect(row).toEqual({ trigrams: 5 });
    await server.stop();
  });

  it('dies with a killed owner, and what was stored is there at the next start', async () => {
    const child = startInChild();
    const { url } = JSON.parse(await nextLine(child));
    await ask(url, 'CREATE TABLE notice AS SELECT 7 AS number');
    const pid = findServer(cluster)!;
    child.kill('SIGKILL');
    await exited(child);

    // At once: the next start comes while the old server is still going down.
    const server = await start();
    expect(findServer(cluster)).not.toBe(pid);
    expect(commandOf(pid)).toBeUndefined();
    expect(await ask(server.url, 'SELECT number FROM notice')).toEqual([{ number: 7 }]);
    await server.stop();
  });

  it('tells when the server is killed, and recovers', async () => {
    const server = await start();
    const attached = await start();
    const reasons = Promise.all([server, attached].map(reasonOfExit));
    process.kill(findServer(cluster)!, 'SIGKILL');
    expect((await reasons).every((reason) => reason.length > 0)).toBe(true);
    await attached.stop();

    const again = await start();
    expect(again.attached).toBe(false);
    expect(await ask(again.url, 'SELECT number FROM notice')).toEqual([{ number: 7 }]);
    await again.stop();
    await server.stop();
  });

  it('is not misled by a pid file that names another living process', async () => {
    writeFileSync(join(cluster, 'postmaster.pid'), `${process.pid}\n${cluster}\n0\n5432\n\n127.0.0.1\n\nready\n`);
    const server = await start();
    expect(server.attached).toBe(false);
    await server.stop();
  });

  it('waits for a shorter-lived owner when it is to own the server', async () => {
    const short = await start();
    let isOwned = false;
    const supervisor = start({ exclusive: true }).then((server) => ((isOwned = true), server));
    await pause(500);
    expect(isOwned).toBe(false);
    await short.stop();
    const server = await supervisor;
    expect(server.attached).toBe(false);
    await server.stop();
  });

  it('starts anew after a first start that was killed halfway', async () => {
    const other = mkdtempSync(join(tmpdir(), 'mingjian-postgres-'));
    const child = spawnTypescript(`
      const { startEmbeddedPostgres } = load('libs/platform/embedded-postgres.client');
      console.log('begun');
      await startEmbeddedPostgres(${JSON.stringify(other)}, console, {});
    `);
    await nextLine(child);
    while (!readdirSync(other).some((name) => name.startsWith('postgres.new'))) await pause(2);
    await pause(150);
    child.kill('SIGKILL');
    await exited(child);
    const server = await startEmbeddedPostgres(other, SILENT, { disposable: true });
    expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await server.stop();
    rmSync(other, { recursive: true });
  });

  it('says where to look when the server cannot start', async () => {
    const broken = mkdtempSync(join(tmpdir(), 'mingjian-postgres-'));
    await (await startEmbeddedPostgres(broken, SILENT, { disposable: true })).stop();
    rmSync(join(broken, 'postgres/cluster/global/pg_control'));
    await expect(startEmbeddedPostgres(broken, SILENT)).rejects.toThrow(/未能启动.*pg_control/);
    expect(readFileSync(join(broken, 'postgres/server.log'), 'utf8')).toContain('pg_control');
    rmSync(join(broken, 'postgres/connection.json'));
    await expect(startEmbeddedPostgres(broken, SILENT)).rejects.toThrow('connection.json');
    rmSync(broken, { recursive: true });
  });
});

function reasonOfExit(server: EmbeddedPostgres): Promise<string> {
  return new Promise((resolve) => server.onExit(resolve));
}

async function ask(url: string, statement: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const pause = (ms: number): Promise<undefined> => new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
