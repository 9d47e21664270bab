import type { PlacesView } from '../../api/account-views';
import { placeOf, placeTree } from './place-tree';

const region = (id: number, parentId: number | null, units: { id: number; name: string }[] = []) =>
  ({ id, name: `地区${id}`, level: 'county', parentId, units }) as PlacesView['regions'][number];
const TOWN = region(3, 2, [{ id: 30, name: '白石镇' }]);
const WHOLE: PlacesView = { regions: [region(1, null), region(2, 1, [{ id: 20, name: '财政局' }]), TOWN], domains: [] };
const titles = (nodes: ReturnType<typeof placeTree>): unknown[] =>
  nodes.map(({ title, children }) => (children.length > 0 ? [title, titles(children)] : title));

describe('the tree of places', () => {
  it('hangs regions below each other, and offers the whole platform to who sees the top', () => {
    expect(titles(placeTree(WHOLE, false))).toEqual(['全平台', ['地区1', [['地区2', ['地区3']]]]]);
  });

  it('begins where the reach begins, without the whole platform', () => {
    expect(titles(placeTree({ ...WHOLE, regions: WHOLE.regions.slice(1) }, false))).toEqual([['地区2', ['地区3']]]);
  });

  it('shows units where one is to be chosen, and lets no region be chosen then', () => {
    const tree = placeTree(WHOLE, true);
    expect(titles(tree)).toEqual([['地区1', [['地区2', ['财政局', ['地区3', ['白石镇']]]]]]]);
    expect(tree[0]?.selectable).toBe(false);
  });

  it.each([
    ['whole', null, null],
    ['region:3', 3, null],
    ['unit:12', null, 12],
  ])('reads %s', (value, regionId, unitId) => expect(placeOf(value)).toEqual({ regionId, unitId }));
});
