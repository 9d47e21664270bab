import { captureRecord } from './capture.fixture';
import { Extract, ExtractedPage } from './extracted-page';
import { PageOutcome } from './page.client';
import { StoredTask } from './task-outcome';
import { createTaskReader, TaskReader } from './task.reader';

const HOME = 'http://www.qinghe.example/';
const scope = { homeUrl: HOME, pathPrefixes: [], isOwnSite: true, plans: [] };
const page = (url: string, links: string[], changes: Partial<ExtractedPage> = {}) =>
  ({
    url,
    kind: 'other',
    links: links.map((path) => ({ url: `${HOME}${path}`, text: path })),
    entries: [],
    nextPages: [],
    attachments: [],
    signals: [],
    ...changes,
  }) as unknown as ExtractedPage;
const entries = (...paths: string[]) =>
  paths.map((path) => ({ title: path, url: `${HOME}${path}`, publishedOn: null }));

/** A page answers as its address says; the text of the answer is the hash of its bytes. */
function reader(pages: Record<string, ExtractedPage>): TaskReader {
  const extract: Extract = ({ url }) => {
    const found = pages[url.slice(HOME.length)];
    if (!found) throw new Error('stack exhausted');
    return found;
  };
  return createTaskReader(extract, scope, { bytes: new Map(), lists: new Map() });
}

let ids = 0;
const task = (path: string, changes: Partial<StoredTask> = {}): StoredTask => ({
  id: String((ids += 1)),
  url: `${HOME}${path}`,
  via: 'http',
  depth: 1,
  listPage: 0,
  attempts: 0,
  takes: 0,
  ...changes,
});
function answer(path: string, sha256 = path, html: string | null = '<p>'): PageOutcome {
  const { body, statusText, httpVersion, headers, address, tls, ...rest } = captureRecord('', {
    url: `${HOME}${path}`,
    finalUrl: `${HOME}${path}`,
  });
  const capture = { ...rest, via: 'http' as const, sha256, bytes: 0 };
  return { ok: true, capture, head: { statusText, httpVersion, headers, address, tls }, body, html };
}
const foundBy = (reading: TaskReader, path: string, given: Partial<StoredTask> = {}, sha256 = path) => {
  const outcome = reading.read(task(path, given), answer(path, sha256));
  if (outcome.kind !== 'page') throw new Error(JSON.stringify(outcome));
  return outcome.found.map(({ url }) => url.slice(HOME.length));
};

describe('createTaskReader', () => {
  it.each([
    ['an article that only greets', '各有关单位：现将公告予以发布。', 1, 'document'],
    ['an article with a text of its own', '县'.repeat(200), 1, 'attachment'],
    ['an article with many files', '', 6, 'attachment'],
  ])('%s: its files are of the shape %4$s', (_norm, text, count, shape) => {
    const attachments = Array.from({ length: count }, (_, at) => ({ name: '公告.pdf', url: `${HOME}${at}.pdf` }));
    const outcome = reader({ a: page('a', [], { kind: 'article', text, attachments }) }).read(task('a'), answer('a'));
    const found = outcome.kind === 'page' ? outcome.found : [];
    expect(found.map((one) => [one.via, one.shape])).toEqual(attachments.map(() => ['attachment', shape]));
  });

  it('finds each link once, however many pages show it', () => {
    const reading = reader({ a: page('a', ['menu/', 'x']), b: page('b', ['menu/', 'y']) });
    expect(foundBy(reading, 'a')).toEqual(['menu/', 'x']);
    expect(foundBy(reading, 'b')).toEqual(['y']);
  });

  it('finds a link too deep for one page again on a page nearer to the home page', () => {
    const reading = reader({ far: page('far', ['x']), near: page('near', ['x']) });
    expect(foundBy(reading, 'far', { depth: 20 })).toEqual([]);
    expect(foundBy(reading, 'near', { depth: 3 })).toEqual(['x']);
  });

  it('follows no links from the fourth sight of the same bytes on', () => {
    const reading = reader({ a: page('a', ['1']), b: page('b', ['2']), c: page('c', ['3']), d: page('d', ['4']) });
    const found = ['a', 'b', 'c', 'd'].map((path) => foundBy(reading, path, {}, 'same'));
    expect(found).toEqual([['1'], ['2'], ['3'], []]);
  });

  it('ends a list at the page that repeats an earlier one, and at an empty one', () => {
    const list = (next: string, ...shown: string[]) =>
      page('l', [next], { entries: entries(...shown), nextPages: [`${HOME}${next}`] });
    const reading = reader({ l: list('l2', 'x'), l2: list('l3', 'y'), l3: list('l4', 'y'), l9: list('l10') });
    expect(foundBy(reading, 'l')).toEqual(['l2', 'x']);
    expect(foundBy(reading, 'l2', { listPage: 1 })).toEqual(['l3', 'y']);
    expect(foundBy(reading, 'l3', { listPage: 2 })).toEqual([]);
    expect(foundBy(reading, 'l9', { listPage: 9 })).toEqual([]);
  });

  it('asks for an empty shell once more through the browser, and not for what the browser shows', () => {
    const shell = page('s', [], { signals: [{ kind: 'empty-shell', at: 'page' }] });
    expect(foundBy(reader({ s: shell }), 's')).toEqual(['s']);
    expect(foundBy(reader({ s: shell }), 's', { via: 'browser' })).toEqual([]);
  });

  it('reads what is no text, and what extraction breaks on, as unreadable', () => {
    const unreadable = { kind: 'failure', isFinal: true, failure: { kind: 'unreadable' } };
    expect(reader({ f: page('f', []) }).read(task('f'), answer('f', 'f', null))).toMatchObject(unreadable);
    expect(reader({}).read(task('f'), answer('f'))).toMatchObject({
      ...unreadable,
      failure: { detail: 'stack exhausted' },
    });
  });

  it.each([
    ['a passing failure is tried once more', 'timeout', 0, false],
    ['and ends with the second', 'timeout', 1, true],
    ['a lasting one at once', 'notFound', 0, true],
  ] as const)('%s', (_norm, kind, attempts, isFinal) => {
    const failure = { url: `${HOME}f`, kind, at: '2026-11-20T00:00:00.000Z' };
    const outcome = reader({}).read(task('f', { attempts }), { ok: false, failure });
    expect(outcome).toMatchObject({ kind: 'failure', failure, isFinal });
  });
});

describe('an incremental round', () => {
  const VISITED = new Map(['menu/', 'old', 'l2', 'l3'].map((path) => [`www.qinghe.example/${path}`, 0]));
  const list = (next: readonly string[], ...shown: string[]) =>
    page('l', [...next, 'menu/', 'new/'], { entries: entries(...shown), nextPages: next.map((path) => HOME + path) });
  const found = (shown: ExtractedPage, given: Partial<StoredTask> = {}) =>
    foundBy(
      createTaskReader(() => shown, scope, { bytes: new Map(), lists: new Map() }, VISITED),
      'l',
      given,
    );

  it('follows links to what nobody visited, and leaves known pages to the plan', () => {
    expect(found(list(['l2', 'l3'], 'old'))).toEqual(['new/']);
  });

  it('follows the next page of a list that shows a new entry, and only the next one', () => {
    expect(found(list(['l2', 'l3'], 'article', 'old'))).toEqual(['l2', 'article', 'new/']);
  });

  it('takes an entry on another host or a file for no news', () => {
    expect(found({ ...list(['l2'], 'old', 'file.pdf'), entries: entries('old', 'file.pdf') })).toEqual(['new/']);
  });
});

describe('an answer 304', () => {
  const HEAD = { statusText: 'Not Modified', httpVersion: '1.1', headers: [], address: null, tls: null } as const;
  const before = {
    url: `${HOME}l`,
    finalUrl: `${HOME}l`,
    contentType: 'text/html',
    bytes: 42,
    capturedAt: '2026-11-17T00:00:00.000Z',
    sha256: 'b'.repeat(64),
    location: { file: 'warc/a.warc.gz', offset: 0, length: 10 },
    etag: '"v1"',
  };

  it('is the same page read in this round: new instant, old bytes, a record that refers to them', () => {
    const shown = page('l', ['x'], { entries: entries('x') });
    const at = '2026-11-18T00:00:00.000Z';
    const outcome = reader({}).unchanged(task('l'), { head: HEAD, at, before, page: shown });
    expect(outcome).toMatchObject({
      kind: 'page',
      capture: { sha256: before.sha256, capturedAt: at, status: 304, bytes: 42 },
      record: { status: 304, before, body: Buffer.alloc(0) },
      document: { json: JSON.stringify(shown) },
      found: [],
      validators: { etag: '"v1"' },
    });
  });
});

describe('validators', () => {
  const validatorsOf = (headers: [string, string][], via: StoredTask['via'] = 'http') => {
    const given = answer('a');
    if (!given.ok) throw new Error('no answer');
    const outcome = reader({ a: page('a', []) }).read(task('a', { via }), {
      ...given,
      head: { ...given.head, headers },
    });
    return outcome.kind === 'page' ? outcome.validators : undefined;
  };

  it.each<[norm: string, headers: [string, string][], expected: object]>([
    [
      'both',
      [
        ['ETag', 'W/"a-1"'],
        ['Last-Modified', 'Wed, 18 Nov 2026 00:00:00 GMT'],
      ],
      { etag: 'W/"a-1"', lastModified: 'Wed, 18 Nov 2026 00:00:00 GMT' },
    ],
    ['none', [['Date', 'Wed, 18 Nov 2026 00:00:00 GMT']], {}],
    ['no quotes, no tag', [['etag', 'a-1']], {}],
    [
      'what could break a header',
      [
        ['etag', '"a\r\nx: y"'],
        ['last-modified', '昨天'],
      ],
      {},
    ],
    ['an endless one', [['etag', `"${'a'.repeat(10_000)}"`]], {}],
  ])('are kept as the server gave them: %s', (_norm, headers, expected) => {
    expect(validatorsOf(headers)).toEqual(expected);
  });

  it('say nothing of a page that was rendered', () => {
    expect(validatorsOf([['etag', '"a"']], 'browser')).toEqual({});
  });
});
