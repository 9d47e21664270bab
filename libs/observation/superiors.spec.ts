import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { SuperiorCatalog, SuperiorItem } from '@app/catalog/superior-catalog';
import { superiorsObserved } from './superiors';

const REGISTER = {
  own: 1,
  units: [
    { id: 1, name: '清河县民政局', aliases: [], kind: 'department' },
    { id: 2, name: '清河县教育局', aliases: [], kind: 'department' },
    { id: 3, name: '白石镇', aliases: [], kind: 'town' },
  ],
  decisions: {},
};
const OWN = [{ domain: '社会救助领域', levels: ['社会救助', '低保标准'] }] as unknown as DisclosureItem[];

const listed = (name: string, tiers: string[], more: Partial<SuperiorItem> = {}): SuperiorItem => ({
  row: 4,
  name,
  levels: ['社会救助', name],
  tiers,
  unit: '县民政局',
  domain: '社会救助',
  ...more,
});
const above = (isSameRegion: boolean, ...items: SuperiorItem[]): SuperiorCatalog => ({
  unitName: '清河县人民政府',
  isSameRegion,
  name: '县目录.xlsx',
  sha256: 'd'.repeat(64),
  importedAt: '2026-01-05T08:00:00.000Z',
  items,
});
const names = (
  kind: 'department' | 'town',
  own: readonly DisclosureItem[],
  catalog: SuperiorCatalog,
  register = REGISTER,
) => superiorsObserved({ kind, items: own }, [catalog], register).flatMap(({ items }) => items.map(({ name }) => name));

describe('catalogs above', () => {
  it('gives the rows of a 领域 that the unit has, under any of its names, with their file', () => {
    const other = listed('招生', ['县级'], { domain: '义务教育', levels: ['义务教育', '招生'] });
    const unnamed = listed('无领域', ['县级'], { domain: undefined, levels: ['其他', '无领域'] });
    const [superior] = superiorsObserved(
      { kind: 'department', items: OWN },
      [above(true, listed('特困供养', ['县级']), other, unnamed)],
      REGISTER,
    );
    expect(superior).toEqual({
      unit: '清河县人民政府',
      evidence: { url: '目录文件：县目录.xlsx', capturedAt: '2026-01-05T08:00:00.000Z', sha256: 'd'.repeat(64) },
      items: [expect.objectContaining({ name: '特困供养', domain: '社会救助' })],
    });
  });

  it.each<[norm: string, unit: string | null, kept: boolean]>([
    ['that name it', '县民政局、各镇人民政府', true],
    ['that name another', '县教育局', false],
    ['that name nobody', null, false],
  ])('takes from the county’s catalog for a bureau the rows %s', (_norm, unit, kept) => {
    expect(names('department', OWN, above(true, listed('特困供养', ['县级'], { unit })))).toEqual(
      kept ? ['特困供养'] : [],
    );
  });

  it('takes every row for a town, whoever publishes it in the county', () => {
    const town = { ...REGISTER, own: 3 };
    expect(names('town', OWN, above(true, listed('特困供养', ['县级', '乡级'])), town)).toEqual(['特困供养']);
  });

  it('leaves out what a region above ticks for itself alone', () => {
    const [city, both, county] = [
      listed('甲', ['市级']),
      listed('乙', ['市级', '县级']),
      listed('丙', ['县（市、区）级']),
    ];
    expect(names('department', OWN, above(false, city, both, county))).toEqual(['乙', '丙']);
  });

  it('says nothing without a 领域 of its own', () => {
    const own = [{ levels: ['财务', '预算'] }] as unknown as DisclosureItem[];
    expect(
      superiorsObserved({ kind: 'town', items: own }, [above(true, listed('特困供养', ['乡级']))], REGISTER),
    ).toEqual([]);
  });
});
