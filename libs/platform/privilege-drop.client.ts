import { spawnSync } from 'node:child_process';
import { chownSync, lchownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** How a PostgreSQL program is started: PostgreSQL refuses to run as root, and must not outlive its parent. */
export interface PrivilegeDrop {
  readonly name: string;
  /** Command and arguments that go before the program. */
  readonly prefix: readonly string[];
  /** The owner the cluster's files must have; undefined when they stay the caller's. */
  readonly ownerId?: number;
}

const NOBODY = 65534;

/**
 * The signal of a parent that died before it could be asked for never comes, so the program begins only when its
 * parent is still this process.
 */
function dieWithParent(...options: string[]): string[] {
  const begin = '[ "$PPID" = "$0" ] || exit 1; exec "$@"';
  return ['setpriv', '--pdeathsig', 'INT', ...options, 'sh', '-c', begin, `${process.pid}`];
}

export interface Trial {
  readonly program: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The first way in which `program` runs and may write in `folder`; the folder gets the owner that this needs.
 * @throws naming what stood in the way of each
 */
export function choosePrivilegeDrop(trial: Trial): PrivilegeDrop {
  const { folder } = trial;
  const failures: string[] = [];
  for (const drop of candidates(statSync(folder).uid)) {
    const failure = tryDrop(drop, trial);
    if (failure === undefined) return drop;
    failures.push(`${drop.name}: ${failure}`);
  }
  const reasons = failures.join('; ');
  throw new Error(`内置 PostgreSQL 无法在 ${folder} 启动（${reasons}）。可设置 DATABASE_URL 使用已有的 PostgreSQL。`);
}

function candidates(ownerId: number): PrivilegeDrop[] {
  if (process.getuid?.() !== 0) {
    return [
      { name: 'own user', prefix: dieWithParent() },
      // No setpriv: an orphan after kill -9 is possible and is stopped by the next start.
      { name: 'own user without setpriv', prefix: [] },
    ];
  }
  // A folder that an ordinary user's server already owns stays that user's.
  const userId = ownerId === 0 ? NOBODY : ownerId;
  const asUser: PrivilegeDrop = { name: `user ${userId}`, ownerId: userId, prefix: becomeUser(userId) };
  return ownerId === 0 ? [USER_NAMESPACE, asUser] : [asUser];
}

/** Root's own files, seen by PostgreSQL as nobody's: no user is made and no file changes hands. */
const USER_NAMESPACE: PrivilegeDrop = {
  name: 'user namespace',
  prefix: ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, ...dieWithParent()],
  ownerId: 0,
};

/**
 * For machines that forbid user namespaces. The one capability lets the server reach its folder and the binaries below
 * a 0700 parent such as /root; it is no more than the user namespace leaves, where the server owns root's files.
 */
function becomeUser(userId: number): string[] {
  const identity = [`--reuid=${userId}`, `--regid=${userId}`, '--clear-groups'];
  return dieWithParent(...identity, '--inh-caps=+dac_override', '--ambient-caps=+dac_override');
}

function tryDrop(drop: PrivilegeDrop, { program, folder, env }: Trial): string | undefined {
  if (drop.ownerId !== undefined) changeOwner(folder, drop.ownerId);
  const [command = 'sh', ...args] = [
    ...drop.prefix,
    'sh',
    '-c',
    'test -w "$1" && exec "$0" --version',
    program,
    folder,
  ];
  const { status, error, stderr } = spawnSync(command, args, { env, encoding: 'utf8', timeout: 10_000 });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n')[0] || `exit ${status}`);
}

function changeOwner(folder: string, ownerId: number): void {
  if (statSync(folder).uid === ownerId) return;
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(folder, entry), ownerId, ownerId);
  chownSync(folder, ownerId, ownerId);
}
