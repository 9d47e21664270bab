import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Log } from './log';
import { tryLock } from './machine-lock.client';
import { locatePostgres } from './postgres-binaries.client';
import { ClusterFolders, clusterFolders, createCluster, readConnection, removeDrafts } from './postgres-cluster.client';
import { attachToServer, countAttached, findServer, stopServer } from './postgres-server.client';
import { launchServer } from './postgres-launch.client';
import { isRunning } from './process-identity.client';

export interface EmbeddedPostgres {
  /** Address of the application's database, with password. */
  readonly url: string;
  /** Address of PostgreSQL's own database as superuser; for specs and repair, not for the application. */
  readonly adminUrl: string;
  /** True when another process owns the server. */
  readonly attached: boolean;
  /** Calls back once when the server goes away without `stop()`. */
  onExit(callback: (reason: string) => void): void;
  /** Leaves the server; its owner also stops it, unless `exclusive` as soon as nobody else is attached. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Own the server: wait for a shorter-lived owner to finish instead of attaching, and stop without waiting. */
  readonly exclusive?: boolean;
  /** Give up fsync, for databases that are thrown away. */
  readonly disposable?: boolean;
}

/**
 * Starts the PostgreSQL server of a data folder, or attaches to the one that a living process runs there.
 * The server listens on a random port of the loopback address only and dies with the process that started it.
 * @throws with a sentence for the operator when this machine cannot run it
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  log: Log,
  options: EmbeddedOptions = {},
): Promise<EmbeddedPostgres> {
  prepareFolder(dataDir);
  const folders = clusterFolders(dataDir);
  const startedMs = Date.now();
  for (let round = 0; ; round++) {
    const server = await underLock(dataDir, () => startOrAttach(dataDir, log, options));
    if (server) return server.attached || options.exclusive ? server : stoppingWhenIdle(server, dataDir, folders, log);
    if (round === 0) log.info(`the database in ${dataDir} is in use or recovering; waiting`);
    if (!options.exclusive && Date.now() - startedMs > ATTACH_MS)
      throw new Error(`数据目录 ${dataDir} 的数据库由另一个进程启动，但 60 秒内不接受连接`);
    await sleep(RETRY_MS);
  }
}

const RETRY_MS = 200;
const ATTACH_MS = 60_000;

function prepareFolder(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new Error(`数据目录 ${dataDir} 不可用：当前用户不能读写（${(error as Error).message}）`);
  }
}

async function startOrAttach(
  dataDir: string,
  log: Log,
  { exclusive = false, disposable = false }: EmbeddedOptions,
): Promise<EmbeddedPostgres | undefined> {
  const folders = clusterFolders(dataDir);
  const binaries = locatePostgres(join(dataDir, 'postgres-lib'));
  removeDrafts(dataDir);
  if (!existsSync(folders.cluster)) await createCluster(dataDir, binaries, !disposable);
  const running = findServer(folders.cluster);
  if (running !== undefined && isRunning(readConnection(folders).owner))
    return exclusive ? undefined : attachToServer(readConnection(folders));
  if (running !== undefined) {
    log.warn(`stopping PostgreSQL ${running}, left behind by a process that was killed`);
    await stopServer(running);
  }
  return launchServer({ folders, binaries, log, isDurable: !disposable });
}

/** Start, attach and stop exclude each other, so nobody attaches to a server about to stop. */
async function underLock<T>(dataDir: string, act: () => Promise<T>): Promise<T> {
  for (;;) {
    const lock = await tryLock(dataDir, 'postgres');
    if (!lock) {
      await sleep(RETRY_MS);
      continue;
    }
    try {
      return await act();
    } finally {
      await lock.release();
    }
  }
}

function stoppingWhenIdle(
  server: EmbeddedPostgres,
  dataDir: string,
  folders: ClusterFolders,
  log: Log,
): EmbeddedPostgres {
  const tryStop = async (): Promise<boolean> => {
    if (findServer(folders.cluster) !== undefined && (await countAttached(server.adminUrl)) > 0) return false;
    await server.stop();
    return true;
  };
  const stop = async () => {
    for (let round = 0; !(await underLock(dataDir, tryStop)); round++) {
      if (round === 0) log.info('another command still uses the database; waiting until it has finished');
      await sleep(RETRY_MS);
    }
  };
  return { ...server, stop };
}
