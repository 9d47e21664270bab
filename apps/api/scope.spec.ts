import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { createCaptureStore } from '@app/crawling/capture.store';
import { createFolderStore } from '@app/crawling/object.store';
import { IdentityStore } from '@app/identity/identity.store';
import { ROLES } from '@app/identity/role';
import { openSession } from '@app/identity/session.store';
import { SILENT } from '@app/platform/log';
import { onBehalf, openScopedDatabase } from '@app/platform/scoped-database.client';
import { IDENTITY_TABLES, serviceUrl } from '@app/platform/service-roles.client';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { accountsOf, County, PASSWORD, twoCounties } from './two-counties.fixture';

/** Row level security by itself: whatever is asked, without any filter of ours. */
let database: TestDatabase;
let owner: DataSource;
let scoped: DataSource;
let own: County;
let foreign: County;
const tokens = new Map<string, string>();

beforeAll(async () => {
  database = await testDatabase();
  owner = database.dataSource;
  const captures = createCaptureStore(createFolderStore(mkdtempSync(join(tmpdir(), 'mingjian-scope-'))));
  ({ own, foreign } = await twoCounties(owner, captures));
  const identity = new IdentityStore(owner);
  await accountsOf(identity, own, ROLES);
  await identity.createAccount(
    { login: 'other', name: '河阳', role: 'supervisor', regionId: foreign.regionId },
    PASSWORD,
  );
  await identity.createAccount({ login: 'whole', name: '全市', role: 'supervisor' }, PASSWORD);
  for (const login of [...ROLES, 'other', 'whole']) {
    const [{ id }] = await owner.query(`SELECT id FROM account WHERE login = $1`, [login]);
    tokens.set(login, await openSession(owner, { accountId: id, method: 'password', isComplete: true }));
  }
  scoped = await openScopedDatabase({ databaseUrl: serviceUrl(database.url, 'api'), databasePoolSize: 3 }, SILENT);
}, 120_000);

afterAll(async () => {
  await scoped?.destroy();
  await database?.drop();
});

const as = (login: string, sql: string, values: unknown[] = []) =>
  onBehalf(() => scoped.query(sql, values), { token: tokens.get(login) ?? '', roles: [...ROLES] });

/** Keys of the rows of a table, by who asks; `ctid` names a row whatever its columns are. */
const rowsOf = async (table: string, login?: string): Promise<string[]> => {
  const sql = `SELECT ctid::text AS at FROM ${table} ORDER BY 1`;
  const rows: { at: string }[] = login ? await as(login, sql) : await owner.query(sql);
  return rows.map(({ at }) => at);
};

const tablesWhere = async (condition: string): Promise<string[]> =>
  (
    await owner.query(
      `SELECT relname AS name FROM pg_class c WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND ${condition} ORDER BY 1`,
    )
  ).map(({ name }: { name: string }) => name);

/** The same for everybody: nothing in them concerns a single unit. */
const OPEN = [
  'calendar_change',
  'calendar_preview',
  'calendar_setting',
  'domain_alias',
  'holiday_notice',
  'holiday_override',
  'limit_meaning',
  'organ_name',
  'probe_record',
  'region',
  'rule_backtest',
  'server_group',
  'server_group_day',
  'word_edit',
];

describe('the database', () => {
  it('protects every table that is neither open to all nor closed to the web interface', async () => {
    const known = new Set<string>([...OPEN, ...IDENTITY_TABLES, 'migration', ...(await tablesWhere('relrowsecurity'))]);
    expect((await tablesWhere('true')).filter((table) => !known.has(table))).toEqual([]);
  });

  it('lets the accounts of the services own nothing and pass by nothing', async () => {
    const rows = await owner.query(
      `SELECT rolname FROM pg_roles r WHERE rolname ~ '_(api|identity|worker)$'
          AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid))`,
    );
    expect(rows).toEqual([]);
    expect(
      (await owner.query(`SELECT FROM pg_roles WHERE rolname ~ '_(api|identity|worker)$'`)).length,
    ).toBeGreaterThan(2);
  });

  it.each(IDENTITY_TABLES.map((table) => [table]))('does not show %s to the web interface at all', async (table) => {
    await expect(as('whole', `SELECT FROM ${table} LIMIT 1`)).rejects.toThrow(/permission denied/);
  });

  it('shows nothing of any protected table without a session, or with a made-up one', async () => {
    for (const table of await tablesWhere('relrowsecurity')) {
      expect([table, await as('nobody', `SELECT FROM ${table}`)]).toEqual([table, []]);
      const madeUp = onBehalf(() => scoped.query(`SELECT FROM ${table}`), { token: 'made-up', roles: [...ROLES] });
      expect([table, await madeUp]).toEqual([table, []]);
    }
  });

  it('shares every protected table out between two counties, without a common row', async () => {
    for (const table of await tablesWhere('relrowsecurity')) {
      const [all, mine, theirs] = [
        await rowsOf(table),
        await rowsOf(table, 'supervisor'),
        await rowsOf(table, 'other'),
      ];
      expect([table, mine.filter((row) => theirs.includes(row))]).toEqual([table, []]);
      expect([table, [...mine, ...theirs].sort()]).toEqual([table, [...all].sort()]);
      expect([table, mine.length > 0 && theirs.length > 0]).toEqual([table, true]);
    }
  });

  it('shows all of it to who reaches the whole platform', async () => {
    for (const table of await tablesWhere('relrowsecurity'))
      expect([table, (await rowsOf(table, 'whole')).length]).toEqual([table, (await rowsOf(table)).length]);
  });

  it('shows a unit its own alerts and notices only', async () => {
    expect(await as('unitOfficer', `SELECT DISTINCT unit_id AS id FROM alert`)).toEqual([{ id: own.units[0] }]);
    expect(await as('unitOfficer', `SELECT id FROM notice`)).toEqual([{ id: own.noticeId }]);
  });

  it('shows a 领域 its own alerts only, and no notice, which speaks of others too', async () => {
    expect(await as('domainOwner', `SELECT id FROM alert`)).toEqual([{ id: own.alertId }]);
    expect(await as('domainOwner', `SELECT FROM notice`)).toEqual([]);
    expect((await as('domainOwner', `SELECT detail->>'domain' AS domain FROM finding`)).length).toBe(1);
  });

  it('counts only the roles that the request acts with', async () => {
    const acting = onBehalf(() => scoped.query(`SELECT FROM alert`), {
      token: tokens.get('supervisor')!,
      roles: ['auditor'],
    });
    expect(await acting).toEqual([]);
  });

  it('changes and adds nothing beyond the reach', async () => {
    const [, changed] = await as('supervisor', `UPDATE alert SET severity = 'tip' WHERE id = $1`, [foreign.alertId]);
    expect(changed).toBe(0);
    await expect(
      as('supervisor', `INSERT INTO reply (notice_id, by_name, text) VALUES ($1, 'x', 'x')`, [foreign.noticeId]),
    ).rejects.toThrow(/row-level security/);
    await expect(
      as('supervisor', `UPDATE alert SET unit_id = $2 WHERE id = $1`, [own.alertId, foreign.units[0]]),
    ).rejects.toThrow(/row-level security/);
  });

  it('does not widen the reach when a statement sets what it is told', async () => {
    const rows = await onBehalf(
      () =>
        scoped.transaction(async (tx) => {
          await tx.query(`SELECT set_config('mingjian.scoped', 'off', true)`);
          return tx.query(`SELECT DISTINCT unit_id AS id FROM alert`);
        }),
      { token: tokens.get('unitOfficer')!, roles: ['unitOfficer', 'admin'] },
    );
    expect(rows).toEqual([{ id: own.units[0] }]);
  });

  it('ends with the session, the account, the grant, and what was lent with the loan', async () => {
    const seen = async () => (await as('assessor', `SELECT FROM alert`)).length;
    expect(await seen()).toBeGreaterThan(0);
    await owner.query(`UPDATE account SET disabled_at = now() WHERE login = 'assessor'`);
    expect(await seen()).toBe(0);
    await owner.query(`UPDATE account SET disabled_at = NULL WHERE login = 'assessor'`);
    await owner.query(`UPDATE role_grant SET valid_from = now() - interval '2 days', valid_until = now() - interval '1 day'
                        WHERE account_id = (SELECT id FROM account WHERE login = 'assessor')`);
    expect(await seen()).toBe(0);
    await owner.query(
      `INSERT INTO role_grant (account_id, role, region_id, valid_until, delegated_from, granted_by)
       SELECT (SELECT id FROM account WHERE login = 'assessor'), role, region_id, now() + interval '1 day', id, 'x' FROM role_grant
        WHERE account_id = (SELECT id FROM account WHERE login = 'supervisor')`,
    );
    expect(await seen()).toBeGreaterThan(0);
    await owner.query(
      `UPDATE role_grant SET revoked_at = now(), revoked_by = 'x' WHERE account_id = (SELECT id FROM account WHERE login = 'supervisor')`,
    );
    expect(await seen()).toBe(0);
    await owner.query(
      `UPDATE role_grant SET revoked_at = NULL, revoked_by = NULL WHERE account_id = (SELECT id FROM account WHERE login = 'supervisor')`,
    );
  });

  it('binds the owner, too, once a connection says that it answers people', async () => {
    await owner.transaction(async (tx) => {
      await tx.query(`SELECT set_config('mingjian.scoped', 'on', true)`);
      expect(await tx.query(`SELECT FROM alert`)).toEqual([]);
    });
    expect((await owner.query(`SELECT FROM alert`)).length).toBeGreaterThan(0);
  });
});
