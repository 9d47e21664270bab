import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { DataSource } from 'typeorm';
import { AlertListStore } from '@app/alerting/alert-list.store';
import { hashPassword } from '@app/identity/password-hash.client';
import { IdentityStore } from '@app/identity/identity.store';
import { PasswordStore } from '@app/identity/password.store';
import { openSession } from '@app/identity/session.store';
import { openDatabase } from '@app/platform/database.client';
import { startEmbeddedPostgres } from '@app/platform/embedded-postgres.client';
import { SILENT } from '@app/platform/log';
import { prepareDatabase } from '@app/platform/prepare-database.client';
import { Asking, onBehalf, openScopedDatabase } from '@app/platform/scoped-database.client';
import { serviceUrl } from '@app/platform/service-roles.client';
import type { Figures } from './main';

const COUNTIES = 50;
const UNITS = 5_000;
const ACCOUNTS = 10_000;
const ALERTS = 50_000;
const PASSWORD = 'correct-horse-7';
const ROUNDS = 60;
const LOG_INS = 30;

/**
 * What scope costs with 10,000 accounts and 5,000 units in 50 counties: the first page of the alert list through row
 * level security, beside the same query with the same rows on an unscoped connection, in turns; and logging in.
 */
export async function bench(): Promise<Figures> {
  const folder = await mkdtemp(join(tmpdir(), 'mingjian-bench-'));
  const server = await startEmbeddedPostgres(folder, SILENT, { disposable: true });
  const owner = await openDatabase({ databaseUrl: server.url, databasePoolSize: 3 }, SILENT);
  try {
    await prepareDatabase(owner, { databaseUrl: server.url });
    await seed(owner);
    const scoped = await openScopedDatabase(
      { databaseUrl: serviceUrl(server.url, 'api'), databasePoolSize: 3 },
      SILENT,
    );
    try {
      return {
        accounts: ACCOUNTS,
        units: UNITS,
        alerts: ALERTS,
        ...(await lists(owner, scoped)),
        ...(await logIns(owner)),
      };
    } finally {
      await scoped.destroy();
    }
  } finally {
    await owner.destroy();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function seed(db: DataSource): Promise<void> {
  await db.query(`INSERT INTO region (name, level) VALUES ('明州市', 'city')`);
  await db.query(
    `INSERT INTO region (name, level, parent_id) SELECT '第' || n || '县', 'county', 1 FROM generate_series(1, ${COUNTIES}) n`,
  );
  await db.query(
    `INSERT INTO unit (region_id, name, kind) SELECT 2 + n % ${COUNTIES}, '第' || n || '局', 'department' FROM generate_series(1, ${UNITS}) n`,
  );
  await db.query(
    `INSERT INTO account (login, name, password_hash) SELECT 'a' || n, '第' || n || '人', $1 FROM generate_series(1, ${ACCOUNTS}) n`,
    [await hashPassword(PASSWORD)],
  );
  await db.query(
    `INSERT INTO role_grant (account_id, role, region_id, unit_id, granted_by)
     SELECT n, CASE WHEN n <= ${COUNTIES + 1} THEN 'supervisor' ELSE 'unitOfficer' END,
            CASE WHEN n BETWEEN 2 AND ${COUNTIES + 1} THEN n END, CASE WHEN n > ${COUNTIES + 1} THEN 1 + n % ${UNITS} END, 'bench'
       FROM generate_series(1, ${ACCOUNTS}) n`,
  );
  await db.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, item, explanation, digest, finding, first_found_on, last_found_on)
     SELECT 'f' || n, 1 + n % ${UNITS}, 'violation', 'open', 'TIM-01', 'timeliness', (ARRAY['high','medium','low'])[1 + n % 3], 's' || n, '事项' || n,
            '超期5个工作日', 'd', '{"title":"超期公开"}', '2026-11-18', '2026-11-18' FROM generate_series(1, ${ALERTS}) n`,
  );
  await db.query(`ANALYZE`);
}

/** Account 1 reaches all, account 2 a county, the last one a unit. */
async function lists(owner: DataSource, scoped: DataSource): Promise<Figures> {
  const figures: Record<string, number> = {};
  for (const [reach, accountId] of [
    ['whole', 1],
    ['county', 2],
    ['unit', ACCOUNTS],
  ] as const) {
    const token = await openSession(owner, { accountId, method: 'password', isComplete: true });
    const who: Asking = { token, roles: ['supervisor', 'unitOfficer'] };
    const units = await unitsOf(owner, accountId);
    const page = (db: DataSource) => new AlertListStore(db).page(units, {}, { sort: 'severity', limit: 50, offset: 0 });
    const times: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      times[0].push(await timed(() => page(owner)));
      times[1].push(await timed(() => onBehalf(() => page(scoped), { ...who })));
    }
    const [plain, bound] = times.map(p95) as [number, number];
    figures[`${reach}UnscopedP95Ms`] = plain;
    figures[`${reach}ScopedP95Ms`] = bound;
    figures[`${reach}Ratio`] = rounded(bound / plain);
  }
  return figures;
}

async function unitsOf(db: DataSource, accountId: number) {
  const [{ grants }] = await db.query(
    `SELECT json_agg(json_build_object('regionId', region_id, 'unitId', unit_id)) AS grants FROM role_grant WHERE account_id = $1`,
    [accountId],
  );
  return new IdentityStore(db).unitsOf(grants);
}

/** Beside hashing alone, which is slow on purpose and most of it. */
async function logIns(db: DataSource): Promise<Figures> {
  const passwords = new PasswordStore(db, new IdentityStore(db));
  const [whole, hashing]: [number[], number[]] = [[], []];
  for (let n = 0; n < LOG_INS; n++) {
    hashing.push(await timed(() => hashPassword(PASSWORD)));
    whole.push(await timed(() => passwords.logIn(`a${100 + n}`, PASSWORD)));
  }
  return { logInP95Ms: p95(whole), hashingP95Ms: p95(hashing), logInRatio: rounded(p95(whole) / p95(hashing)) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

const rounded = (value: number) => Math.round(value * 100) / 100;
const p95 = (times: readonly number[]) =>
  rounded([...times].sort((a, b) => a - b)[Math.ceil(times.length * 0.95) - 1] ?? 0);
