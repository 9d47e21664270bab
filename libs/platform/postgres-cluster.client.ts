import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { searchPath } from './config';
import { PostgresBinaries } from './postgres-binaries.client';
import { choosePrivilegeDrop, PrivilegeDrop } from './privilege-drop.client';
import { ProcessIdentity } from './process-identity.client';

/** How to reach the cluster, and who runs it; a 0600 file beside it. */
export interface ClusterConnection {
  readonly port: number;
  /** PostgreSQL's superuser; only the launcher and the specs use it. */
  readonly adminPassword: string;
  /** Owner of the database, not a superuser: an injected statement cannot leave the database. */
  readonly password: string;
  /** The process that started the server last. */
  readonly owner: ProcessIdentity;
}

/** Where a cluster keeps its parts, all below `<data folder>/postgres`. */
export interface ClusterFolders {
  readonly root: string;
  readonly cluster: string;
  readonly connection: string;
  readonly log: string;
}

export function clusterFolders(dataDir: string): ClusterFolders {
  const root = join(dataDir, 'postgres');
  return {
    root,
    cluster: join(root, 'cluster'),
    connection: join(root, 'connection.json'),
    log: join(root, 'server.log'),
  };
}

/** The environment of every PostgreSQL program: nothing of ours, so no secret of the caller's leaks into it. */
export function postgresEnvironment(binaries: PostgresBinaries): NodeJS.ProcessEnv {
  const { libraryPath } = binaries;
  return {
    PATH: searchPath(),
    // With the locale C, pg_trgm finds no trigrams in Chinese text.
    LC_ALL: 'C.UTF-8',
    ...(libraryPath ? { LD_LIBRARY_PATH: libraryPath } : {}),
  };
}

/**
 * Makes a new cluster. It is built under another name and renamed when complete, so a start that is killed halfway
 * leaves nothing that looks like a cluster.
 */
export async function createCluster(dataDir: string, binaries: PostgresBinaries, isDurable: boolean): Promise<void> {
  const place = join(dataDir, `${DRAFT}${randomBytes(6).toString('hex')}`);
  const draft = clusterFolders(place);
  mkdirSync(draft.cluster, { recursive: true, mode: 0o700 });
  const owner = { pid: 0, startedAt: '' };
  const connection = { port: 0, adminPassword: newPassword(), password: newPassword(), owner };
  writeConnection(draft, connection);
  await runInitdb({ draft, binaries, isDurable, password: connection.adminPassword });
  renameSync(draft.root, clusterFolders(dataDir).root);
  removeDrafts(dataDir);
}

const DRAFT = 'postgres.new-';

/**
 * Clears away what killed first starts have left. The programs of a killed initdb may still be writing there for a
 * moment; then it is left to the next time.
 */
export function removeDrafts(dataDir: string): void {
  for (const name of readdirSync(dataDir).filter((entry) => entry.startsWith(DRAFT))) {
    try {
      rmSync(join(dataDir, name), { recursive: true, force: true });
    } catch (error) {
      if (!['ENOTEMPTY', 'EBUSY', 'ENOENT'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

export function readConnection(folders: ClusterFolders): ClusterConnection {
  if (!existsSync(folders.connection))
    throw new Error(
      `数据目录不完整：缺少 ${folders.connection}（内含数据库密码）。请恢复该文件，或移走整个目录重新开始。`,
    );
  return JSON.parse(readFileSync(folders.connection, 'utf8')) as ClusterConnection;
}

export function writeConnection(folders: ClusterFolders, connection: ClusterConnection): void {
  const draft = `${folders.connection}.new`;
  writeFileSync(draft, JSON.stringify(connection), { mode: 0o600 });
  keepOwner(draft, folders);
  renameSync(draft, folders.connection);
}

/** Root at work in an ordinary user's folder leaves that user's files to the user. */
export function keepOwner(file: string, { root }: ClusterFolders): void {
  const { uid, gid } = statSync(root);
  if (process.getuid?.() === 0) chownSync(file, uid, gid);
}

interface InitdbRun {
  readonly draft: ClusterFolders;
  readonly binaries: PostgresBinaries;
  readonly isDurable: boolean;
  readonly password: string;
}

async function runInitdb({ draft, binaries, isDurable, password }: InitdbRun): Promise<void> {
  const passwordFile = join(draft.root, 'password');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const env = postgresEnvironment(binaries);
  const drop = choosePrivilegeDrop({ program: binaries.postgres, folder: draft.cluster, env });
  if (drop.ownerId) chownSync(passwordFile, drop.ownerId, drop.ownerId);
  const args = ['-D', draft.cluster, '-U', 'postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const [command = '', ...rest] = withPrefix(drop, [binaries.initdb, ...args, ...INITDB_OPTIONS]);
  await promisify(execFile)(command, isDurable ? rest : [...rest, '--no-sync'], { env });
  rmSync(passwordFile);
}

const INITDB_OPTIONS = ['--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'];

export function withPrefix(drop: PrivilegeDrop, command: readonly string[]): string[] {
  return [...drop.prefix, ...command];
}

const newPassword = (): string => randomBytes(24).toString('base64url');
