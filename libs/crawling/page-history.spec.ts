import { PageContent } from './page-change';
import { ListReading, pageHistory, PageReading } from './page-history';

const content = (changes: Partial<PageContent> = {}): PageContent => ({
  kind: 'article',
  title: '关于下达专项资金的通知',
  publishedOn: '2026-10-09',
  formedOn: null,
  documentNumber: null,
  indexNumber: null,
  issuingBody: null,
  source: null,
  validity: null,
  attachments: [],
  entries: [],
  text: '现将有关事项通知如下。\n浏览次数：12',
  ...changes,
});
const read = (on: string, captureId: string, changes?: Partial<PageContent>): PageReading => ({
  kind: 'read',
  on,
  captureId,
  page: content(changes),
});
const gone = (on: string): PageReading => ({ kind: 'gone', on, reason: '404' });
const listed = (...readings: [string, boolean][]): ListReading[] => readings.map(([on, isShown]) => ({ on, isShown }));

describe('pageHistory', () => {
  it('says when a page was first and last seen', () => {
    expect(pageHistory([read('2026-10-10', '1'), read('2026-10-12', '2'), gone('2026-10-13')], [])).toMatchObject({
      firstSeenOn: '2026-10-10',
      lastSeenOn: '2026-10-12',
    });
    expect(pageHistory([], [])).toEqual({
      firstSeenOn: null,
      lastSeenOn: null,
      edits: [],
      removed: null,
      missedOn: null,
      backDated: null,
    });
  });

  it('lists edits between two readings, and not counters', () => {
    const { edits } = pageHistory(
      [
        read('2026-10-10', '1'),
        read('2026-10-11', '2', { text: '现将有关事项通知如下。\n浏览次数：99' }),
        read('2026-10-12', '3', { title: '关于收回专项资金的通知', text: '现将有关事项重新通知如下。\n另行公布。' }),
      ],
      [],
    );
    expect(edits).toEqual([
      {
        after: '2026-10-11',
        on: '2026-10-12',
        fromCapture: '2',
        toCapture: '3',
        fields: ['title'],
        blocks: { added: 1, removed: 0, edited: 1 },
        entries: { added: 0, removed: 0, edited: 0 },
        attachments: { added: 0, removed: 0 },
        isAfterPublication: true,
      },
    ]);
  });

  it('does not speak of publication where the page claims no day, or the day of the edit', () => {
    const edit = (publishedOn: string | null) =>
      pageHistory([read('2026-10-08', '1', { publishedOn }), read('2026-10-09', '2', { publishedOn, text: '改' })], [])
        .edits[0]!.isAfterPublication;
    expect([edit(null), edit('2026-10-09'), edit('2026-10-08')]).toEqual([false, false, true]);
  });

  it.each([
    ['one 404 alone', [read('2026-10-10', '1'), gone('2026-10-11')], null, '2026-10-11'],
    ['two on one day', [read('2026-10-10', '1'), gone('2026-10-11'), gone('2026-10-11')], null, '2026-10-11'],
    [
      'two on different days',
      [read('2026-10-10', '1'), gone('2026-10-11'), gone('2026-10-12')],
      { how: 'gone', since: '2026-10-11', confirmedOn: '2026-10-12' },
      null,
    ],
    [
      'a page that came back',
      [read('2026-10-10', '1'), gone('2026-10-11'), gone('2026-10-12'), read('2026-10-13', '2')],
      null,
      null,
    ],
    ['a page never read', [gone('2026-10-11'), gone('2026-10-12')], null, null],
  ])('is careful about removal: %s', (_what, readings, removed, missedOn) => {
    expect(pageHistory(readings, [])).toMatchObject({ removed, missedOn });
  });

  it.each([
    ['off its list in one round', listed(['2026-10-10', true], ['2026-10-11', false]), null],
    [
      'off its list on two days',
      listed(['2026-10-10', true], ['2026-10-11', false], ['2026-10-12', false]),
      { how: 'unlisted', since: '2026-10-11', confirmedOn: '2026-10-12' },
    ],
    ['never in a list', listed(['2026-10-11', false], ['2026-10-12', false]), null],
    ['back in its list', listed(['2026-10-10', true], ['2026-10-11', false], ['2026-10-12', true]), null],
  ])('is careful about lists: %s', (_what, lists, removed) => {
    expect(pageHistory([read('2026-10-10', '1')], lists).removed).toEqual(removed);
  });

  const shownOn12 = listed(['2026-10-10', false], ['2026-10-11', false], ['2026-10-12', true]);
  it.each([
    ['claimed before its list was read without it', '2026-10-10', '2026-10-12', shownOn12, '2026-10-11'],
    ['claimed on the day of that reading', '2026-10-11', '2026-10-12', shownOn12, null],
    ['claimed between that reading and the first sight', '2026-10-12', '2026-10-12', shownOn12, null],
    ['without a day', null, '2026-10-12', shownOn12, null],
    ['seen before its list showed it', '2026-10-01', '2026-10-10', shownOn12, null],
    ['in its list from the first reading on', '2026-10-01', '2026-10-12', listed(['2026-10-12', true]), null],
    ['never in a list', '2026-10-01', '2026-10-12', listed(['2026-10-10', false]), null],
  ])('holds the claimed day against the lists: %s', (_what, publishedOn, seenOn, lists, absentOn) => {
    const { backDated } = pageHistory([read(seenOn, '1', { publishedOn })], lists);
    expect(backDated?.absentOn ?? null).toBe(absentOn);
  });
});
