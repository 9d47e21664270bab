import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase } from '@app/platform/test-database.fixture';
import { TrailReads, verifyTrail } from './trail-reads.store';
import { appendDeed, Deed } from './trail.store';

let database: TestDatabase;
let db: DataSource;
beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
}, 60_000);
afterAll(() => database?.drop());
beforeEach(() => unguarded(`DELETE FROM audit_entry`));

/** As somebody who owns the database and means ill. */
async function unguarded(sql: string): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`ALTER TABLE audit_entry DISABLE TRIGGER USER`);
    await tx.query(sql);
    await tx.query(`ALTER TABLE audit_entry ENABLE TRIGGER USER`);
  });
}

const done = (object: string, deed: Partial<Deed> = {}) =>
  db.transaction((tx) =>
    appendDeed(tx, { account: 'jiandu', accountId: 1, address: '10.1.2.3', action: 'confirm', object, ...deed }),
  );
const some = async (count: number) => {
  for (let n = 1; n <= count; n++) await done(`alert:${n}`, { detail: { note: `第${n}条 “引号” \u2028` } });
};

describe('操作记录', () => {
  it('holds from the first entry to the newest, and says how it ends', async () => {
    expect(await verifyTrail(db)).toEqual({ entries: 0, head: '0'.repeat(64), broken: null });
    await some(3);
    expect(await verifyTrail(db)).toMatchObject({
      entries: 3,
      head: expect.stringMatching(/^[0-9a-f]{64}$/),
      broken: null,
    });
  });

  it('stays one line when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => done(`alert:${n}`)));
    expect(await verifyTrail(db)).toMatchObject({ entries: 20, broken: null });
  });

  it('leaves no entry of a transaction that was undone', async () => {
    await some(1);
    await expect(
      db.transaction(async (tx) => {
        await appendDeed(tx, { account: 'x', action: 'x', object: 'x' });
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    await some(1);
    expect(await verifyTrail(db)).toMatchObject({ entries: 2, broken: null });
  });

  it.each([
    ['a changed word', `UPDATE audit_entry SET account = 'other' WHERE object = 'alert:2'`, 'alert:2'],
    ['a changed detail', `UPDATE audit_entry SET detail = '{}' WHERE object = 'alert:2'`, 'alert:2'],
    ['a changed time', `UPDATE audit_entry SET at = at - interval '1 second' WHERE object = 'alert:2'`, 'alert:2'],
    ['a changed address', `UPDATE audit_entry SET address = NULL WHERE object = 'alert:2'`, 'alert:2'],
    ['a removed entry', `DELETE FROM audit_entry WHERE object = 'alert:2'`, 'alert:3'],
    [
      'an inserted entry',
      `INSERT INTO audit_entry (account, action, object, chain) VALUES ('x', 'x', 'inserted', repeat('a', 64))`,
      'inserted',
    ],
  ])('names the first entry that does not hold: %s', async (_what, sql, object) => {
    await some(4);
    await unguarded(sql);
    const { broken } = await verifyTrail(db);
    const [row] = await db.query(`SELECT object FROM audit_entry WHERE id = $1`, [broken?.id]);
    expect(row).toEqual({ object });
  });

  it('tells by an earlier end that the newest were cut off, or all was written anew', async () => {
    await some(4);
    const earlier = await verifyTrail(db);
    await unguarded(`DELETE FROM audit_entry WHERE object = 'alert:4'`);
    expect((await verifyTrail(db)).broken).toBeNull();
    expect((await verifyTrail(db, earlier)).broken?.reason).toContain('末尾被截断');
    await unguarded(`DELETE FROM audit_entry`);
    await some(5);
    expect((await verifyTrail(db, earlier)).broken?.reason).toContain('整体改写');
  });

  it('can be added to and nothing else', async () => {
    await some(1);
    await expect(db.query(`UPDATE audit_entry SET account = 'x'`)).rejects.toThrow(/append-only/);
    await expect(db.query(`DELETE FROM audit_entry`)).rejects.toThrow(/append-only/);
    await expect(db.query(`TRUNCATE audit_entry`)).rejects.toThrow(/append-only/);
    await expect(db.query(`INSERT INTO audit_entry (account, action, object) VALUES ('x', 'x', 'x')`)).rejects.toThrow(
      /null value/,
    );
  });

  it('is read by who, what, to what, from where and when', async () => {
    await some(3);
    await done('notice:7', { account: 'kaoping', action: 'export', address: '10.9.9.9' });
    const reads = new TrailReads(db);
    const count = async (filter: object) => (await reads.page(filter, { limit: 50, offset: 0 })).total;
    const today = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(new Date());
    expect(await count({})).toBe(4);
    expect(await count({ account: 'kaoping' })).toBe(1);
    expect(await count({ action: 'confirm' })).toBe(3);
    expect(await count({ object: 'alert:' })).toBe(3);
    expect(await count({ object: '%' })).toBe(0);
    expect(await count({ address: '10.9.9.9' })).toBe(1);
    expect(await count({ from: today, to: today })).toBe(4);
    expect(await count({ to: '2020-01-01' })).toBe(0);
    const { rows } = await reads.page({}, { limit: 1, offset: 1 });
    expect(rows).toMatchObject([{ object: 'alert:3', account: 'jiandu', address: '10.1.2.3' }]);
    expect(await reads.actions()).toEqual(['confirm', 'export']);
  });
});
