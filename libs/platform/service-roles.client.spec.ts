import { Client } from 'pg';
import { ensureServiceRoles, SERVICES, serviceUrl } from './service-roles.client';
import { testDatabase, TestDatabase } from './test-database.fixture';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
}, 60_000);
afterAll(() => database?.drop());

describe('the accounts of the services', () => {
  it('are made with every start anew, and let each service in', async () => {
    for (let start = 0; start < 3; start++)
      expect(await ensureServiceRoles(database.dataSource, database.url)).toBe(true);
    for (const service of SERVICES) {
      const client = new Client({ connectionString: serviceUrl(database.url, service) });
      await client.connect();
      const { rows } = await client.query(
        `SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS "mayMore" FROM pg_roles WHERE rolname = current_user`,
      );
      await client.end();
      expect([service, rows]).toEqual([service, [{ mayMore: false }]]);
    }
  });

  it('follow from the owner’s password, and there are none without one', () => {
    expect(serviceUrl('postgres://o:a@h/d', 'api')).not.toBe(serviceUrl('postgres://o:b@h/d', 'api'));
    expect(serviceUrl('postgres://o:a@h/d', 'api')).toBe(serviceUrl('postgres://o:a@h/d', 'api'));
    expect(serviceUrl('postgres://o@h/d', 'api')).toBeUndefined();
    expect(serviceUrl('postgres://o_api:x@h/d', 'worker')).toBeUndefined();
  });
});
