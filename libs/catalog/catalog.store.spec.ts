import { DataSource } from 'typeorm';
import { testDatabase } from '@app/platform/test-database.fixture';
import { CatalogReads } from './catalog-reads.store';
import { CatalogReviewStore } from './catalog-review.store';
import { CatalogRefused } from './catalog-version';
import { CatalogStore } from './catalog.store';
import { DisclosureItem } from './disclosure-catalog';
import { rowTexts } from './row-texts';

let db: DataSource;
let drop: (() => Promise<void>) | undefined;
let catalogs: CatalogStore;
let reviews: CatalogReviewStore;
let reads: CatalogReads;
let unitId: number;
let unitsMade = 0;
const [maker, reviewer] = [
  { accountId: 1, name: '甲' },
  { accountId: 2, name: '乙' },
];

beforeAll(async () => {
  const database = await testDatabase();
  db = database.dataSource;
  drop = database.drop;
  [catalogs, reviews, reads] = [new CatalogStore(db), new CatalogReviewStore(db), new CatalogReads(db)];
  const [region] = await db.query(
    `INSERT INTO region (name, virtual_today) VALUES ('明州市清河县', '2026-11-18') RETURNING id`,
  );
  const [unit] = await db.query(`INSERT INTO unit (region_id, name, kind) VALUES ($1, '白石镇', 'town') RETURNING id`, [
    region.id,
  ]);
  unitId = unit.id;
}, 120_000);
afterAll(() => drop?.());

const item = (name: string, changes: Partial<DisclosureItem> = {}): DisclosureItem => ({
  row: 3,
  group: '财政',
  name,
  levels: ['财政', name],
  elements: [],
  basis: [],
  timeLimit: '长期公开',
  limits: [{ kind: 'continuous', wording: '长期公开' }],
  unit: '白石镇',
  channels: [],
  audience: null,
  method: 'proactive',
  tiers: [],
  section: null,
  cells: { 公开时限: '长期公开', 事项: name },
  ...changes,
});
const save = (items: DisclosureItem[]) =>
  catalogs.saveCatalog(unitId, { items, problems: [] }, { name: 'catalog.xlsx', sha256: 'f'.repeat(64) });

describe('目录版本', () => {
  it('is empty before the first import', async () => {
    expect(await catalogs.items(unitId)).toEqual([]);
  });

  it('adds a version with every change and says what changed', async () => {
    expect(await save([item('预算'), item('决算')])).toMatchObject({
      added: ['财政 > 预算', '财政 > 决算'],
      changed: [],
      removed: [],
      version: 1,
    });
    expect(await save([item('预算', { timeLimit: '及时公开' }), item('三公经费')])).toMatchObject({
      added: ['财政 > 三公经费'],
      changed: ['财政 > 预算'],
      removed: ['财政 > 决算'],
      version: 2,
    });
    expect((await catalogs.items(unitId)).map(({ name }) => name)).toEqual(['预算', '三公经费']);
  });

  it('does not add a version when the same file comes again', async () => {
    const items = [item('预算', { timeLimit: '及时公开' }), item('三公经费')];
    expect(await save(items)).toMatchObject({ added: [], changed: [], removed: [], version: 2 });
  });

  it('tells repeated items apart by their order', async () => {
    const { added } = await save([item('预算', { timeLimit: '及时公开' }), item('三公经费'), item('三公经费')]);
    expect(added).toEqual(['财政 > 三公经费#2']);
    expect(await catalogs.items(unitId)).toHaveLength(3);
  });
});

async function newUnit(): Promise<number> {
  const [unit] = await db.query(
    `INSERT INTO unit (region_id, name, kind) SELECT id, $1, 'town' FROM region RETURNING id`,
    [`镇${(unitsMade += 1)}`],
  );
  return unit.id;
}
const source = { name: 'catalog.xlsx', sha256: 'f'.repeat(64) };
const draftOf = async (
  unit: number,
  items: DisclosureItem[],
  kind: 'standard' | 'supplementary' | 'negative' = 'standard',
) => (await catalogs.saveDraft(unit, kind, { items, problems: [] }, { source, by: maker })).id;
const stateOf = async (id: number) => (await reads.version('all', id))?.state;
const namesOn = async (unit: number, day?: string) => (await catalogs.items(unit, day)).map(({ name }) => name);

describe('审核', () => {
  it('lets a draft oblige nobody until another account has put it in force', async () => {
    const unit = await newUnit();
    const id = await draftOf(unit, [item('预算')]);
    expect(await namesOn(unit)).toEqual([]);
    await reviews.submit(id, maker);
    await expect(reviews.approve(id, maker, { effectiveOn: '2026-11-18' })).rejects.toThrow(/另一账号/);
    expect(await stateOf(id)).toBe('review');
    await reviews.approve(id, reviewer, { effectiveOn: '2026-11-18' });
    expect(await namesOn(unit)).toEqual(['预算']);
    expect(await reads.version('all', id)).toMatchObject({
      state: 'inForce',
      effectiveOn: '2026-11-18',
      importedBy: '甲',
      reviewedBy: '乙',
    });
    expect((await reads.changes(id)).map(({ kind, byName }) => `${kind} ${byName}`)).toEqual([
      'imported 甲',
      'submitted 甲',
      'approved 乙',
    ]);
  });

  it('lets the maker review where four eyes are not asked for', async () => {
    const id = await draftOf(await newUnit(), [item('预算')]);
    await reviews.setFourEyes(false);
    await reviews.submit(id, maker);
    await reviews.approve(id, maker, { effectiveOn: '2026-11-18' });
    await reviews.setFourEyes(true);
    expect(await stateOf(id)).toBe('inForce');
  });

  it('ends the version before on the day before the new one begins', async () => {
    const unit = await newUnit();
    await catalogs.saveCatalog(unit, { items: [item('旧')], problems: [] }, source);
    const id = await draftOf(unit, [item('新')]);
    await reviews.submit(id, maker);
    await reviews.approve(id, reviewer, { effectiveOn: '2026-12-01' });
    expect([await namesOn(unit, '2020-01-01'), await namesOn(unit), await namesOn(unit, '2026-11-30')]).toEqual([
      ['旧'],
      ['旧'],
      ['旧'],
    ]);
    expect(await namesOn(unit, '2026-12-01')).toEqual(['新']);
    expect(
      (await reads.versions('all', { unit })).map(({ version, state, effectiveTo }) => [version, state, effectiveTo]),
    ).toEqual([
      [2, 'inForce', null],
      [1, 'superseded', '2026-11-30'],
    ]);
  });

  it('never lets two versions of one kind be in force on one day', async () => {
    const unit = await newUnit();
    for (const [name, effectiveOn] of [
      ['一', '2026-10-01'],
      ['二', '2026-12-01'],
      ['三', '2026-11-20'],
    ] as const) {
      const id = await draftOf(unit, [item(name)]);
      await reviews.submit(id, maker);
      await reviews.approve(id, reviewer, { effectiveOn });
    }
    expect(
      await Promise.all(['2026-09-30', '2026-11-19', '2026-11-20', '2026-12-05'].map((day) => namesOn(unit, day))),
    ).toEqual([[], ['一'], ['三'], ['三']]);
  });

  it('refuses a beginning before the version in force began', async () => {
    const unit = await newUnit();
    const submitted = async (name: string) => {
      const id = await draftOf(unit, [item(name)]);
      await reviews.submit(id, maker);
      return id;
    };
    await reviews.approve(await submitted('一'), reviewer, { effectiveOn: '2026-10-01' });
    const second = await submitted('二');
    await expect(reviews.approve(second, reviewer, { effectiveOn: '2026-09-30' })).rejects.toThrow(/2026-10-01/);
    expect(await namesOn(unit)).toEqual(['一']);
    await reviews.approve(second, reviewer, { effectiveOn: '2026-10-01' });
    expect(await namesOn(unit)).toEqual(['二']);
  });

  it('gives the kinds together, the 标准目录 first and the 负面清单 never', async () => {
    const unit = await newUnit();
    for (const kind of ['negative', 'supplementary', 'standard'] as const) {
      const id = await draftOf(unit, [item(kind)], kind);
      await reviews.submit(id, maker);
      await reviews.approve(id, reviewer, { effectiveOn: '2026-11-18' });
    }
    expect(await namesOn(unit)).toEqual(['standard', 'supplementary']);
  });

  it.each<[string, (id: number) => Promise<unknown>, RegExp]>([
    ['approve a draft', (id) => reviews.approve(id, reviewer, { effectiveOn: '2026-11-18' }), /应为“待审核”/],
    ['reject a draft', (id) => reviews.reject(id, reviewer, '不全'), /应为“待审核”/],
    ['withdraw a draft', (id) => reviews.withdraw(id, maker), /应为“待审核”/],
    ['submit twice', (id) => reviews.submit(id, maker).then(() => reviews.submit(id, maker)), /应为“草稿”/],
    [
      'edit under review',
      (id) => reviews.submit(id, maker).then(() => reviews.edit(id, maker, { revision: 2, edits: [] })),
      /正在审核/,
    ],
    ['edit what changed meanwhile', (id) => reviews.edit(id, maker, { revision: 7, edits: [] }), /刷新/],
    ['submit an unknown version', () => reviews.submit(999_999, maker), /没有这个/],
  ])('does not %s', async (_norm, act, message) => {
    const id = await draftOf(await newUnit(), [item('预算')]);
    const refusal = await act(id).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(CatalogRefused);
    expect(String(refusal)).toMatch(message);
  });

  it('does not submit an empty catalog, and sends a rejected one back with the reason', async () => {
    const unit = await newUnit();
    await expect(reviews.submit(await draftOf(unit, []), maker)).rejects.toThrow(/没有公开事项/);
    const id = await draftOf(unit, [item('预算')]);
    await reviews.submit(id, maker);
    await expect(reviews.reject(id, maker, '不全')).rejects.toThrow(/另一账号/);
    await reviews.reject(id, reviewer, '不全');
    expect(await reads.version('all', id)).toMatchObject({ state: 'rejected', reviewNote: '不全' });
  });
});

describe('退回后修改与作废', () => {
  const note = '目录不全';
  async function sentBack(unit: number): Promise<number> {
    const id = await draftOf(unit, [item('预算')]);
    await reviews.submit(id, maker);
    await reviews.reject(id, reviewer, note);
    return id;
  }

  it('changes what was sent back in place, keeps the remark and submits it again', async () => {
    const id = await sentBack(await newUnit());
    const { revision } = (await reads.version('all', id))!;
    const texts = { ...rowTexts(item('预算')), timeLimit: '每年' };
    const answer = await reviews.edit(id, maker, {
      revision,
      edits: [{ kind: 'change', key: '财政 > 预算', texts }],
    });
    expect(answer.id).toBe(id);
    expect(await reads.version('all', id)).toMatchObject({ state: 'draft', reviewNote: note });
    expect((await reads.changes(id)).map(({ kind }) => kind)).toEqual([
      'imported',
      'submitted',
      'rejected',
      'revised',
      'edited',
    ]);
    await reviews.submit(id, maker);
    await reviews.approve(id, reviewer, { effectiveOn: '2026-11-18' });
    expect(await reads.version('all', id)).toMatchObject({ state: 'inForce' });
  });

  it('discards a draft with the reason, lets nothing be done with it but taking it back', async () => {
    const unit = await newUnit();
    const id = await draftOf(unit, [item('预算')]);
    await reviews.discard(id, maker, '导错了单位');
    const held = (await reads.version('all', id))!;
    expect(held).toMatchObject({ state: 'discarded', itemCount: 1 });
    expect((await reads.changes(id)).at(-1)).toMatchObject({
      kind: 'discarded',
      byName: '甲',
      detail: { note: '导错了单位' },
    });
    await expect(reviews.submit(id, maker)).rejects.toThrow(/已作废/);
    await expect(reviews.edit(id, maker, { revision: held.revision, edits: [] })).rejects.toThrow(/已作废/);
    expect(await catalogs.items(unit)).toEqual([]);
    await reviews.revise(id, maker);
    expect(await reads.version('all', id)).toMatchObject({ state: 'draft', itemCount: 1 });
  });

  it('never discards what is, was or may be in force', async () => {
    const unit = await newUnit();
    await catalogs.saveCatalog(unit, { items: [item('预算')], problems: [] }, source);
    const [inForce] = await reads.versions('all', { unit });
    await expect(reviews.discard(inForce!.id, maker, '不要了')).rejects.toThrow(/已生效/);
    const under = await draftOf(unit, [item('决算')]);
    await reviews.submit(under, maker);
    await expect(reviews.discard(under, maker, '不要了')).rejects.toThrow(/待审核/);
    await reviews.approve(under, reviewer, { effectiveOn: '2026-11-18' });
    await expect(reviews.discard(inForce!.id, maker, '不要了')).rejects.toThrow(/已被替代/);
    expect((await catalogs.items(unit)).map(({ name }) => name)).toEqual(['决算']);
  });
});

describe('逐行修改', () => {
  it('copies the version in force, keeps it as it is, and records old and new', async () => {
    const unit = await newUnit();
    await catalogs.saveCatalog(unit, { items: [item('预算'), item('决算')], problems: [] }, source);
    const [inForce] = await reads.versions('all', { unit });
    const texts = { ...rowTexts(item('决算')), timeLimit: '每年8月底前' };
    const { id, problems } = await reviews.edit(inForce!.id, maker, {
      revision: inForce!.revision,
      edits: [{ kind: 'change', key: '财政 > 决算', texts }],
    });
    expect(problems).toEqual([]);
    expect(id).not.toBe(inForce!.id);
    expect((await catalogs.items(unit)).map(({ timeLimit }) => timeLimit)).toEqual(['长期公开', '长期公开']);
    expect((await reads.items(id)).map(({ timeLimit, limits }) => [timeLimit, limits[0]?.kind])).toEqual([
      ['长期公开', 'continuous'],
      ['每年8月底前', 'fixedDate'],
    ]);
    expect(await reads.version('all', id)).toMatchObject({ state: 'draft', basedOn: inForce!.id, itemCount: 2 });
    expect((await reads.changes(id)).at(-1)).toMatchObject({
      kind: 'edited',
      detail: { fields: [{ field: '公开时限', before: '长期公开', after: '每年8月底前' }] },
    });
    await reviews.submit(id, maker);
    await expect(reviews.approve(id, maker, { effectiveOn: '2026-11-18' })).rejects.toThrow(/另一账号/);
  });

  it('adds and removes rows in a draft and keeps their order', async () => {
    const id = await draftOf(await newUnit(), [item('预算'), item('决算')]);
    const edits = [
      { kind: 'add', texts: rowTexts(item('三公经费')), after: '财政 > 预算' },
      { kind: 'add', texts: rowTexts(item('预算')) },
      { kind: 'remove', key: '财政 > 决算' },
    ] as const;
    const answer = await reviews.edit(id, maker, { revision: 1, edits });
    expect(answer).toMatchObject({ id, revision: 2 });
    expect((await reads.rows(id, { limit: 10, offset: 0 })).rows.map(({ key }) => key)).toEqual([
      '财政 > 预算',
      '财政 > 三公经费',
      '财政 > 预算#2',
    ]);
    expect(await reads.version('all', id)).toMatchObject({ itemCount: 3, revision: 2 });
  });

  it('reads an edited row as an import would, and takes none without a name', async () => {
    const id = await draftOf(await newUnit(), [item('预算')]);
    const edit = (texts: object, revision: number) =>
      reviews.edit(id, maker, {
        revision,
        edits: [{ kind: 'change', key: '财政 > 预算', texts: { ...rowTexts(item('预算')), ...texts } }],
      });
    expect((await edit({ timeLimit: '看情况' }, 1)).problems.map(({ code, row }) => [code, row])).toEqual([
      ['unparsed-limit', 3],
    ]);
    expect((await reads.problems(id)).map(({ code }) => code)).toEqual(['unparsed-limit']);
    expect((await edit({ timeLimit: '每年' }, 2)).problems).toEqual([]);
    expect(await reads.problems(id)).toEqual([]);
    await expect(edit({ levels: [' '] }, 3)).rejects.toThrow(/名称/);
    expect(await reads.version('all', id)).toMatchObject({ revision: 3 });
  });
});

describe('浏览', () => {
  it('shows only what the account may see, and finds rows by any text', async () => {
    const [own, other] = [await newUnit(), await newUnit()];
    const id = await draftOf(own, [item('预算'), item('决算', { cells: { 备注: '含50%_的说明' } })]);
    await draftOf(other, [item('他人')]);
    expect((await reads.versions([own])).map(({ unitId: unit }) => unit)).toEqual([own]);
    expect(await reads.version([other], id)).toBeUndefined();
    const found = async (q: string) =>
      (await reads.rows(id, { q, limit: 10, offset: 0 })).rows.map((row) => row.item.name);
    expect([await found('50%_'), await found('%'), await found('财政'), await found('没有')]).toEqual([
      ['决算'],
      ['决算'],
      ['预算', '决算'],
      [],
    ]);
    expect(await reads.rows(id, { limit: 1, offset: 1 })).toMatchObject({ total: 2, rows: [{ key: '财政 > 决算' }] });
  });

  it('keeps rows with characters that the database has no room for', async () => {
    const id = await draftOf(await newUnit(), [item('预\u0000算', { section: '半\ud83d个' })]);
    expect((await reads.items(id)).map(({ name, section }) => [name, section])).toEqual([['预\ufffd算', '半\ufffd个']]);
  });
});
