import { withAbsences } from './absence';
import { ObservedDocument, ObservedSection, UnitObservation } from './observation';

const SITE = 'http://czj.qinghe.example';
const LIST = `${SITE}/tzgg/`;
const proof = (url: string) => ({ url, capturedAt: '2026-11-10T02:00:00.000Z', sha256: 'a'.repeat(64) });
const entry = (title: string, path: string) => ({ title, url: `${SITE}${path}`, publishedOn: '2026-11-01' });
const OLD = entry('关于组织培训的通知', '/tzgg/1.html');

const section = (changes: Partial<ObservedSection> = {}): ObservedSection => ({
  url: LIST,
  name: '通知公告',
  path: ['通知公告'],
  evidence: [proof(LIST)],
  entries: [OLD],
  isComplete: true,
  gap: null,
  ...changes,
});
const document = (changes: Partial<ObservedDocument> = {}) =>
  ({
    url: `${SITE}/tzgg/2.html`,
    title: '关于下达资金的通知',
    publishedOn: '2026-10-09',
    listedOn: null,
    sectionUrl: LIST,
    firstSeenOn: '2026-11-12',
    lastSeenOn: '2026-11-12',
    evidence: proof(`${SITE}/tzgg/2.html`),
    ...changes,
  }) as ObservedDocument;
const observation = (
  observedOn: string,
  sections: readonly ObservedSection[],
  documents: readonly ObservedDocument[],
  place: 'documents' | 'elsewhere' | 'unassigned' = 'documents',
) =>
  ({
    observedOn,
    sections,
    items: [{ key: '通知', documents: [], elsewhere: [], [place]: documents }],
  }) as unknown as UnitObservation;

const absenceOf = (found: Partial<ObservedDocument>, earlier: Partial<ObservedSection> = {}) =>
  withAbsences(
    observation('2026-11-12', [section()], [document(found)]),
    observation('2026-11-10', [section(earlier)], []),
  ).items[0]!.documents[0]!.absence;

describe('withAbsences', () => {
  it('says on which day the list was read without the document, with the list as evidence', () => {
    expect(absenceOf({})).toEqual({ on: '2026-11-10', section: '通知公告', evidence: proof(LIST) });
  });

  it.each(['elsewhere', 'unassigned'] as const)('also of documents that are %s', (place) => {
    const now = observation('2026-11-12', [section()], [document()], place);
    expect(withAbsences(now, observation('2026-11-10', [section()], [])).items[0]?.[place]?.[0]?.absence?.on).toBe(
      '2026-11-10',
    );
  });

  it('adds nothing without an earlier round', () => {
    const now = observation('2026-11-12', [section()], [document()]);
    expect(withAbsences(now, undefined)).toBe(now);
  });

  it.each<[norm: string, found: Partial<ObservedDocument>, earlier: Partial<ObservedSection>]>([
    ['its list was not read to the end', {}, { isComplete: false }],
    ['its list was not read back to the claimed day', {}, { seenSince: '2026-10-10' }],
    ['its list did not exist', {}, { url: `${SITE}/zcwj/` }],
    ['no page of its list was read', {}, { evidence: [] }],
    ['the list had it under the same address', { url: OLD.url }, {}],
    ['the list had the same title under another address', { title: ' 关于组织培训的通知' }, {}],
    ['the address was seen on that day or before', { firstSeenOn: '2026-11-10' }, {}],
    ['no list shows it', { sectionUrl: null }, {}],
    ['it claims no day', { publishedOn: null }, {}],
  ])('says nothing where %s', (_norm, found, earlier) => {
    expect(absenceOf(found, earlier)).toBeUndefined();
  });

  it('takes a list that was read back to the very day', () => {
    expect(absenceOf({}, { seenSince: '2026-10-09' })?.on).toBe('2026-11-10');
    expect(absenceOf({}, { isComplete: false, seenSince: '2026-10-09' })?.on).toBe('2026-11-10');
  });

  it('keeps what was known when the document was first met, and invents nothing later', () => {
    const first = withAbsences(
      observation('2026-11-12', [section()], [document()]),
      observation('2026-11-10', [section()], []),
    );
    const later = withAbsences(observation('2026-11-14', [section()], [document()]), first);
    expect(later.items[0]!.documents[0]!.absence?.on).toBe('2026-11-10');
    const baseline = observation('2026-11-12', [section()], [document()]);
    expect(
      withAbsences(observation('2026-11-14', [section()], [document()]), baseline).items[0]!.documents[0]!.absence,
    ).toBeUndefined();
  });
});
