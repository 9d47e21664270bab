import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { Config } from './config';
import { MIGRATION_LOCK } from './database.client';
import type { Log } from './log';

/**
 * 服务账号 — what each process connects as. None owns a table or may pass by row level security: `api` answers people and
 * sees what they may see, `identity` knows who they are and writes the trail, `worker` does the stages of the flow.
 */
export const SERVICES = ['api', 'identity', 'worker'] as const;
export type Service = (typeof SERVICES)[number];

/**
 * Address of the database for one service. Name and password follow from those of the owner, so that all machines of an
 * installation agree without a further secret; nobody who does not know the owner's password can work them out.
 * Undefined where the owner has no password, or the address is that of a service already.
 */
export function serviceUrl(ownerUrl: string, service: Service): string | undefined {
  const url = new URL(ownerUrl);
  if (!url.password || SERVICES.some((name) => url.username.endsWith(`_${name}`))) return undefined;
  const { name, password } = loginOf(url, service);
  url.username = encodeURIComponent(name);
  url.password = password;
  return url.href;
}

function loginOf(owner: URL, service: Service): { name: string; password: string } {
  const name = `${decodeURIComponent(owner.username).slice(0, 50)}_${service}`;
  const password = createHmac('sha256', decodeURIComponent(owner.password)).update(`mingjian ${name}`).digest('hex');
  return { name, password };
}

/**
 * Makes the services' roles and gives them their rights; done again with every start, since tables may have been added.
 * False where the owner may not create roles: then processes work as the owner, whom FORCE ROW LEVEL SECURITY binds too,
 * and the operator is told (`database.module.ts`).
 */
export async function ensureServiceRoles(db: DataSource, ownerUrl: string): Promise<boolean> {
  if (!serviceUrl(ownerUrl, 'api')) return false;
  const [{ may }] = await db.query(
    `SELECT rolcreaterole OR rolsuper AS may FROM pg_roles WHERE rolname = current_user`,
  );
  if (!may) return false;
  const owner = new URL(ownerUrl);
  const logins = { api: loginOf(owner, 'api'), identity: loginOf(owner, 'identity'), worker: loginOf(owner, 'worker') };
  await db.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    // Who is no superuser may not even say again what a role must not be; `refuseUnbound` looks at each connection.
    for (const { name, password } of Object.values(logins)) {
      const [known] = await tx.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
      await tx.query(
        known
          ? `ALTER ROLE "${name}" LOGIN PASSWORD '${password}'`
          : `CREATE ROLE "${name}" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${password}'`,
      );
    }
    await tx.query(rights(logins));
  });
  return true;
}

/** The configuration of one service: as given, but for the account it connects as. Says so where it has to be the owner's. */
export async function asService(config: Config, service: Service, log: Log): Promise<Config> {
  const url = config.databaseUrl && serviceUrl(config.databaseUrl, service);
  if (url && (await canLogIn(url))) return { ...config, databaseUrl: url };
  if (url)
    log.warn(
      `the ${service} service connects as the owner of the tables: run "mingjian migrate" with an account that may create roles`,
    );
  return config;
}

/** False where the server knows no such account; other troubles are for whoever connects next. */
async function canLogIn(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 15_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    return !UNKNOWN_ACCOUNT.has((error as { code?: string }).code ?? '');
  } finally {
    await client.end().catch(() => undefined);
  }
}

const UNKNOWN_ACCOUNT = new Set(['28000', '28P01']);

/** Who people are, how they prove it, and what they did: not even to be read by what answers them about anything else. */
export const IDENTITY_TABLES = [
  'account',
  'session',
  'password_history',
  'role_grant',
  'machine_token',
  'identity_setting',
  'oidc_sign_in',
  'command_key',
  'audit_entry',
] as const;

function rights({ api, identity, worker }: Readonly<Record<Service, { readonly name: string }>>): string {
  const people = IDENTITY_TABLES.join(', ');
  const schemas = ['public', 'bullmq'].map(
    (schema) => `
    DO $$ BEGIN
      IF EXISTS (SELECT FROM pg_namespace WHERE nspname = '${schema}') THEN
        GRANT USAGE ON SCHEMA ${schema} TO "${api.name}", "${worker.name}", "${identity.name}";
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO "${api.name}", "${worker.name}";
        GRANT USAGE ON ALL SEQUENCES IN SCHEMA ${schema} TO "${api.name}", "${worker.name}", "${identity.name}";
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO "${api.name}", "${worker.name}";
      END IF;
    END $$;`,
  );
  return `${schemas.join('')}
    REVOKE ALL ON migration, ${people} FROM "${api.name}", "${worker.name}";
    GRANT SELECT, INSERT ON audit_entry TO "${worker.name}", "${identity.name}";
    GRANT SELECT, INSERT, UPDATE, DELETE ON ${IDENTITY_TABLES.filter((name) => name !== 'audit_entry').join(', ')} TO "${identity.name}";
    GRANT SELECT ON unit TO "${identity.name}";
    GRANT UPDATE (region_id) ON unit TO "${identity.name}";
    GRANT SELECT, INSERT, UPDATE ON region TO "${identity.name}";`;
}
