import { ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer, AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedPostgres } from './embedded-postgres.client';
import { Log } from './log';
import { PostgresBinaries } from './postgres-binaries.client';
import * as cluster from './postgres-cluster.client';
import { adminUrl, DATABASE, databaseUrl, isServerReady, stopServer } from './postgres-server.client';
import { choosePrivilegeDrop } from './privilege-drop.client';
import { identifyProcess } from './process-identity.client';

export interface Launch {
  readonly folders: cluster.ClusterFolders;
  readonly binaries: PostgresBinaries;
  readonly log: Log;
  readonly isDurable: boolean;
}

/** Starts a server of our own on a cluster that has none. The caller holds the lock of the data folder. */
export async function launchServer(launch: Launch): Promise<EmbeddedPostgres> {
  const startedMs = Date.now();
  const { child, connection } = await startChild(launch);
  const callbacks: ((reason: string) => void)[] = [];
  let isStopping = false;
  child.once('exit', (code, signal) => {
    const reason = `PostgreSQL has ended (${signal ?? `exit ${code}`}); see ${launch.folders.log}`;
    if (!isStopping) callbacks.splice(0).forEach((callback) => callback(reason));
  });
  await createDatabase(connection);
  launch.log.info(`PostgreSQL is running on port ${connection.port} after ${Date.now() - startedMs} ms`);
  return {
    url: databaseUrl(connection),
    adminUrl: adminUrl(connection),
    attached: false,
    onExit: (callback) => void callbacks.push(callback),
    stop: async () => {
      isStopping = true;
      if (child.exitCode === null && child.signalCode === null) await stopServer(child.pid!);
    },
  };
}

/** Tries again where what is in the way goes away: a port taken meanwhile, the last sessions of a killed server. */
async function startChild(launch: Launch): Promise<{ child: ChildProcess; connection: cluster.ClusterConnection }> {
  for (let attempt = 1; ; attempt++) {
    const connection = { ...cluster.readConnection(launch.folders), port: await freePort() };
    const child = spawnServer(launch, connection.port);
    const failure = await untilReady(child, launch.folders);
    if (failure === undefined) {
      const settled = { ...connection, owner: identifyProcess(process.pid) };
      cluster.writeConnection(launch.folders, settled);
      return { child, connection: settled };
    }
    if (attempt === 10 || !PASSING.test(failure)) throw new Error(`内置 PostgreSQL 未能启动：${failure}`);
    await sleep(500);
  }
}

const PASSING = /shared memory block|could not bind|Address already in use|lock file/;

function spawnServer({ folders, binaries, isDurable }: Launch, port: number): ChildProcess {
  const env = cluster.postgresEnvironment(binaries);
  const drop = choosePrivilegeDrop({ program: binaries.postgres, folder: folders.cluster, env });
  rmSync(join(folders.cluster, 'postmaster.pid'), { force: true });
  rotateLog(folders.log);
  const settings = { ...SETTINGS, ...(isDurable ? {} : DISPOSABLE), port };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [command = '', ...args] = cluster.withPrefix(drop, [binaries.postgres, '-D', folders.cluster, ...flags]);
  const logFile = openSync(folders.log, 'a', 0o600);
  const child = spawn(command, args, {
    env,
    stdio: ['ignore', logFile, logFile],
    cwd: folders.root,
    // Ctrl-C in a terminal goes to the whole group; the supervisor first stops what still uses the database.
    detached: true,
  });
  closeSync(logFile);
  cluster.keepOwner(folders.log, folders);
  child.unref();
  return child;
}

/**
 * For two cores and one county. Durable commits stay on: a confirmed alert survives a power cut.
 * A worker process takes about 40 connections: three for each queue, and two small pools.
 */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 200,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  max_wal_size: '512MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_min_messages: 'warning',
  idle_in_transaction_session_timeout: '5min',
};

const DISPOSABLE = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function untilReady(child: ChildProcess, folders: cluster.ClusterFolders): Promise<string | undefined> {
  let failure: string | undefined;
  child.once('error', (error) => (failure = error.message));
  child.once('exit', (code) => (failure = lastWords(folders.log) || `exit ${code}`));
  // No deadline: recovery after a crash takes as long as it takes, and a server that cannot start ends by itself.
  while (failure === undefined && !isServerReady(folders.cluster, child.pid ?? 0)) await sleep(10);
  return failure;
}

function lastWords(logFile: string): string {
  if (!existsSync(logFile)) return '';
  return readFileSync(logFile, 'utf8').trim().split('\n').slice(-3).join(' ').slice(-600);
}

const LOG_LIMIT = 10 * 1024 * 1024;

function rotateLog(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT) renameSync(logFile, `${logFile}.1`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => probe.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** The application's own role and database; done again harmlessly when a first start was cut short. */
async function createDatabase(connection: cluster.ClusterConnection): Promise<void> {
  const client = new Client({ connectionString: adminUrl(connection) });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role, EXISTS (SELECT FROM pg_database WHERE datname = $1) AS database',
      [DATABASE],
    );
    if (!rows[0].role) await client.query(`CREATE ROLE ${DATABASE} LOGIN PASSWORD '${connection.password}'`);
    if (!rows[0].database) await client.query(`CREATE DATABASE ${DATABASE} OWNER ${DATABASE}`);
    // It makes the roles of our services, and may touch no others.
    await client.query(`ALTER ROLE ${DATABASE} CREATEROLE`);
  } finally {
    await client.end();
  }
}
