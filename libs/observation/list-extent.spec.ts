import { isKnownToTheEnd } from './list-extent';
import { observe, ObserveInput } from './observe';
import { emptyList, entry, failed, home, inputOf, list, SITE } from './site.fixture';

const CZ = ['政务公开', '财政信息'];
const menu = home(['czxx/', '财政信息']);
const address = (number: number) => (number === 1 ? 'czxx/' : `czxx/index_${number}.html`);
const dayAt = (at: number) => new Date(Date.UTC(2026, 10, 10) - at * 86_400_000).toISOString().slice(0, 10);

/** Page `number` of `of`: ten entries, one a day, from new to old; it names the pages behind it. */
function pageAt(number: number, of: number) {
  const entries = Array.from({ length: 10 }, (_, at) => (number - 1) * 10 + at);
  return list(
    address(number),
    CZ,
    entries.map((at) => entry(`czxx/art_${at}.html`, `财政信息第${at}期公开文件`, dayAt(at))),
    { nextPages: Array.from({ length: of - number }, (_, at) => SITE + address(number + 1 + at)) },
  );
}

/** The section as seen when only `read` of four pages were read in this round and `carried` ones come from the 15th. */
function seen(
  read: number[],
  carried: number[],
  input: Partial<ObserveInput> = {},
  capturedAt = '2026-11-15T02:00:00Z',
) {
  const fresh = inputOf([menu, ...read.map((number) => pageAt(number, 4))], input);
  const old = inputOf(carried.map((number) => pageAt(number, 4))).pages.map(({ capture, page }) => ({
    page,
    capture: { ...capture, capturedAt },
    isCarried: true,
  }));
  return observe({ ...fresh, pages: [...fresh.pages, ...old] }).sections[0];
}

describe('列表的所见范围', () => {
  it('is all of it when every page was read in this round', () => {
    expect(seen([1, 2, 3, 4], [])).toMatchObject({ isComplete: true, gap: null, entries: { length: 40 } });
    expect(seen([1, 2, 3, 4], [])?.seenSince).toBeUndefined();
  });

  it('shows what carried pages showed, and proves absence only as far as it was read now', () => {
    const section = seen([1], [2, 3, 4]);
    expect(section).toMatchObject({
      isComplete: false,
      gap: '其中3页本轮未读取，沿用此前的快照（最早11月15日）',
      seenSince: dayAt(9),
      entries: { length: 40 },
    });
  });

  it('is known to its end where all that is newer than the carried pages was read now', () => {
    expect(seen([1], [2, 3, 4])).toMatchObject({ carriedFrom: '2026-11-15' });
    expect(isKnownToTheEnd(seen([1], [2, 3, 4])!)).toBe(true);
    expect(isKnownToTheEnd(seen([1, 2, 3, 4], [])!)).toBe(true);
    expect(isKnownToTheEnd(seen([1], [2, 3, 4], {}, `${dayAt(9)}T02:00:00Z`)!)).toBe(false);
    expect(isKnownToTheEnd(seen([1, 2], [3], { failures: [failed('czxx/index_4.html')] })!)).toBe(false);
    expect(isKnownToTheEnd(seen([2, 3, 4], [1])!)).toBe(false);
  });

  it('is known further back the more pages were read without a break', () => {
    expect(seen([1, 2], [3, 4])?.seenSince).toBe(dayAt(19));
  });

  it('ends at the first page that was not read, whatever was read behind it', () => {
    expect(seen([1, 3, 4], [2])?.seenSince).toBe(dayAt(9));
    expect(seen([1, 3, 4], [], { failures: [failed('czxx/index_2.html')] })?.seenSince).toBe(dayAt(9));
  });

  it('proves nothing when its first page was not read', () => {
    const section = seen([2, 3, 4], [1]);
    expect(section).toMatchObject({ isComplete: false, evidence: [], entries: { length: 40 } });
    expect(section?.seenSince).toBeUndefined();
  });

  it('proves nothing when none of it was read', () => {
    expect(seen([], [1, 2, 3, 4])).toMatchObject({
      isComplete: false,
      gap: '其中4页本轮未读取，沿用此前的快照（最早11月15日）',
    });
    expect(seen([], [1, 2, 3, 4])?.seenSince).toBeUndefined();
    expect(seen([], [1, 2, 3, 4])?.evidence).toEqual([]);
  });

  it('takes what was read now for the page where both are there', () => {
    const now = list(address(1), CZ, [entry('czxx/new.html', '新发布的公开文件', '2026-11-17')]);
    const old = inputOf([list(address(1), CZ, [entry('czxx/old.html', '旧的公开文件')])]).pages[0];
    const fresh = inputOf([menu, now]);
    const carried = { ...(old as NonNullable<typeof old>), isCarried: true };
    const [section] = observe({ ...fresh, pages: [carried, ...fresh.pages] }).sections;
    expect(section).toMatchObject({ isComplete: true, entries: [{ title: '新发布的公开文件' }] });
  });

  it('does not call a list empty that was empty in an earlier round', () => {
    const fresh = inputOf([menu]);
    const [old] = inputOf([emptyList('czxx/', CZ)]).pages;
    const [section] = observe({ ...fresh, pages: [...fresh.pages, { ...old!, isCarried: true }] }).sections;
    expect(section?.isComplete).toBe(false);
  });

  it('does not call a list empty that lost everything at once', () => {
    const lost = inputOf([menu, emptyList('czxx/', CZ)], { doubtful: [`${SITE}czxx/`] });
    expect(observe(lost).sections[0]).toMatchObject({
      isComplete: false,
      gap: '上一轮列出的条目本轮全部未见，可能是读取有误，待下一轮核实',
    });
  });

  it('says how many pages were carried over and since when', () => {
    const fresh = inputOf([menu, pageAt(1, 2)]);
    const [old] = inputOf([pageAt(2, 2)]).pages;
    const observation = observe({ ...fresh, pages: [...fresh.pages, { ...old!, isCarried: true }] });
    expect(observation).toMatchObject({ pagesRead: 2, carried: { pages: 1, oldestAt: '2026-11-18T02:00:00Z' } });
    expect(observe(fresh).carried).toBeUndefined();
  });
});
