import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { EmbeddedPostgres } from './embedded-postgres.client';
import type { ClusterConnection } from './postgres-cluster.client';
import { commandOf, processIds } from './process-identity.client';

export const DATABASE = 'mingjian';
const ATTACHED = 'mingjian attached';

export function databaseUrl({ port, password }: ClusterConnection): string {
  return `postgres://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

export function adminUrl({ port, adminPassword }: ClusterConnection): string {
  return `postgres://postgres:${adminPassword}@127.0.0.1:${port}/postgres`;
}

/**
 * The process id of the server that runs on a cluster, or is about to. PostgreSQL's own pid file outlives kill -9, and
 * PostgreSQL then refuses to start if any other process has got that id meanwhile; so the processes are looked at.
 */
export function findServer(cluster: string): number | undefined {
  const written = Number(readPidFile(cluster)[0]);
  return [written, ...processIds()].find((pid) => pid > 0 && isServerOf(cluster, pid));
}

/** Also true of the programs that become the server: they have its command line as arguments. */
function isServerOf(cluster: string, pid: number): boolean {
  const command = commandOf(pid) ?? [];
  const at = command.indexOf('-D');
  return at > 0 && command[at + 1] === cluster && command[at - 1]!.endsWith('/postgres');
}

/** True once this very server accepts connections. */
export function isServerReady(cluster: string, pid: number): boolean {
  const lines = readPidFile(cluster);
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready';
}

function readPidFile(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/**
 * Attaches by a connection that lasts as long as the attachment, by which the owner can tell that it is in use.
 * Undefined while the server takes no connections, e.g. recovers from the crash of a session.
 */
export async function attachToServer(connection: ClusterConnection): Promise<EmbeddedPostgres | undefined> {
  const presence = new Client({ connectionString: adminUrl(connection), application_name: ATTACHED, keepAlive: true });
  const callbacks: ((reason: string) => void)[] = [];
  let isStopping = false;
  const lost = () => {
    if (!isStopping) callbacks.splice(0).forEach((callback) => callback('the database server has stopped'));
  };
  presence.on('error', lost);
  presence.on('end', lost);
  try {
    await presence.connect();
  } catch (error) {
    if (NOT_NOW.has((error as { code?: string }).code ?? '')) return undefined;
    throw error;
  }
  // pg has it, its types do not: an attached command that forgets to stop still ends.
  (presence as unknown as { unref(): void }).unref();
  return {
    url: databaseUrl(connection),
    adminUrl: adminUrl(connection),
    attached: true,
    onExit: (callback) => void callbacks.push(callback),
    stop: async () => {
      isStopping = true;
      await presence.end();
    },
  };
}

const NOT_NOW = new Set(['ECONNREFUSED', 'ECONNRESET', '57P01', '57P02', '57P03']);

export async function countAttached(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      'SELECT count(*)::int AS attached FROM pg_stat_activity WHERE application_name = $1',
      [ATTACHED],
    );
    return rows[0].attached;
  } finally {
    await client.end();
  }
}

/** Fast shutdown: sessions are ended and everything is on disk when it returns; after 8 s immediate shutdown. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGINT', 8_000],
    ['SIGQUIT', 5_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (!sendSignal(pid, signal)) return;
    for (const end = Date.now() + patienceMs; Date.now() < end; await sleep(20)) if (!commandOf(pid)) return;
  }
  throw new Error(`PostgreSQL ${pid} does not stop`);
}

function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
