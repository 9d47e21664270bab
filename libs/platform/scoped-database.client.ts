import { AsyncLocalStorage } from 'node:async_hooks';
import { DataSource } from 'typeorm';
import { DatabaseConfig, openDatabase } from './database.client';
import { Log } from './log';

/** Who asks, as the database has to know it: the bearer of a session or machine token, in these of its roles. */
export interface Asking {
  /** Empty: nobody, who sees nothing. */
  token: string;
  roles: readonly string[];
  /** For the trail: who, from where, and the unit of somebody who belongs to one. */
  accountId?: number;
  address?: string;
  agent?: string;
  unitId?: number | null;
}

const NOBODY: Asking = { token: '', roles: [] };
const asking = new AsyncLocalStorage<Asking>();

/** Runs `work`, and all that it begins, on behalf of nobody; what it is handed may be filled in once it is known who asks. */
export function onBehalf<T>(work: (who: Asking) => T, who: Asking = { token: '', roles: [] }): T {
  return asking.run(who, () => work(who));
}

/** On whose behalf the code that calls this runs; for handing it on to a thread. */
export const whoAsks = (): Asking => asking.getStore() ?? NOBODY;

/**
 * A pool on which every statement and every transaction runs with the rights of whoever asks (`onBehalf`); without one
 * the protected tables are empty. This is the single place: TypeORM takes every connection through it.
 * @throws when the role could pass by row level security
 */
export async function openScopedDatabase(config: DatabaseConfig, log: Log): Promise<DataSource> {
  const db = await openDatabase(config, log);
  try {
    await refuseUnbound(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  scoped.add(db);
  const driver = db.driver as unknown as { obtainMasterConnection(): Promise<[PoolClient, () => void]> };
  const obtain = driver.obtainMasterConnection.bind(driver);
  driver.obtainMasterConnection = async () => {
    const [client, release] = await obtain();
    try {
      await bind(client, whoAsks());
    } catch (error) {
      release();
      throw error;
    }
    return [client, release];
  };
  return db;
}

const scoped = new WeakSet<DataSource>();

/** Whether a pool is one of `openScopedDatabase`. */
export const isScoped = (db: DataSource): boolean => scoped.has(db);

interface PoolClient {
  query(sql: string, values?: unknown[]): Promise<unknown>;
}

/** What a connection is bound to, so that it is told only when that changes. */
const bound = new WeakMap<PoolClient, string>();

async function bind(client: PoolClient, { token, roles }: Asking): Promise<void> {
  const wanted = `${token} ${roles.join(',')}`;
  if (bound.get(client) === wanted) return;
  bound.delete(client);
  await client.query(
    `SELECT set_config('mingjian.scoped', 'on', false), set_config('mingjian.session', $1, false), set_config('mingjian.roles', $2, false)`,
    [token, roles.join(',')],
  );
  bound.set(client, wanted);
}

async function refuseUnbound(db: DataSource): Promise<void> {
  const [role] = await db.query(
    `SELECT current_user AS name, rolsuper OR rolbypassrls AS passes FROM pg_roles WHERE rolname = current_user`,
  );
  if (role.passes)
    throw new Error(
      `数据库账号 ${role.name} 可以绕过行级权限（超级用户或 BYPASSRLS），网页接口不能使用；请用普通账号，见 SECURITY.md“数据范围”`,
    );
}
