import { situationNote } from './completeness/situation-note.rule';
import { missingDisclosure } from './completeness/missing-disclosure.rule';
import { sectionEmpty } from './completeness/section-empty.rule';
import { entryOf, withRecords } from './record-input.fixture';
import { findingsOf, Given, outcomeOf, SITE } from './rule-input.fixture';
import { earlyWarning } from './timeliness/early-warning.rule';
import { fixedDateMissed } from './timeliness/fixed-date-missed.rule';
import { periodMissing } from './timeliness/period-missing.rule';

const KEY = '财政信息 > 财政收支情况';
const NOTE = {
  url: `${SITE}czxx/note.html`,
  title: '关于2026年第三季度无财政收支事项的情况说明',
  isSituationNote: true,
  publishedOn: '2026-10-09',
};

const ruled = (texts: Record<string, string>, given: Given = {}, isRevoked = false): Given =>
  withRecords(
    [
      entryOf('situationNote', {
        texts: { item: KEY, decidedOn: '2026-10-12', reason: '经核实本期未发生', ...texts },
        isRevoked,
      }),
    ],
    given,
  );
const accepted = (texts: Record<string, string> = {}, given: Given = {}) =>
  ruled({ decision: '采纳', until: '2026-12-31', ...texts }, given);
const refused = (given: Given = {}) => ruled({ decision: '不采纳', reason: '本期已有支出' }, given);

const withNote: Given = { limit: '每季度公开', documents: [NOTE], since: '2026-07-01' };
const quarter = (given: Given) => {
  const finding = findingsOf(periodMissing, given).find(({ subject }) => subject.endsWith('|2026Q3'));
  return [finding?.outcome, finding?.explanation];
};

describe('情况说明 as a state of its own', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['is proposed while nobody decided', withNote, 'cannotTell'],
    ['is settled while it is accepted', accepted({}, withNote), 'pass'],
    ['is settled on its last day', accepted({ until: '2026-11-18' }, withNote), 'pass'],
    ['is proposed again a day later', accepted({ until: '2026-11-17' }, withNote), 'cannotTell'],
    ['stays proposed when refused', refused(withNote), 'cannotTell'],
    [
      'is proposed when the decision was taken back',
      ruled({ decision: '采纳', until: '2026-12-31' }, withNote, true),
      'cannotTell',
    ],
    [
      'is proposed when the decision is about another page',
      accepted({ url: `${SITE}other.html` }, withNote),
      'cannotTell',
    ],
    ['is settled when it is about this one', accepted({ url: NOTE.url }, withNote), 'pass'],
    [
      'is proposed when the decision is about another row',
      accepted({ item: '财政信息 > 决算' }, withNote),
      'cannotTell',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(situationNote, given)).toBe(outcome);
  });

  it('says who may look again', () => {
    expect(findingsOf(situationNote, accepted({ until: '2026-11-17' }, withNote))[0]?.explanation).toBe(
      '只见“关于2026年第三季度无财政收支事项的情况说明”，情况说明10月12日采纳，有效期至11月17日，已到期，请重新核实',
    );
  });

  it('closes the period while accepted and opens it when refused', () => {
    expect(quarter(withNote)).toEqual(['notApplicable', '2026年第三季度以情况说明代替，由PUB-03提请核实']);
    expect(quarter(accepted({}, withNote))).toEqual([
      'notApplicable',
      '2026年第三季度以情况说明代替：情况说明10月12日已采纳，有效期至12月31日（经核实本期未发生）',
    ]);
    expect(quarter(refused(withNote))[0]).toBe('fail');
  });

  it('closes a fixed date and opens it when refused', () => {
    const given = {
      limit: '每年3月31日前公开上年度情况',
      documents: [{ ...NOTE, title: '关于2025年度无财政收支事项的情况说明', publishedOn: '2026-03-02' }],
    };
    const outcome = (each: Given) => findingsOf(fixedDateMissed, each)[0]?.outcome;
    expect(outcome(given)).toBe('notApplicable');
    expect(outcome(accepted({}, given))).toBe('notApplicable');
    expect(outcome(refused(given))).toBe('fail');
  });

  it('covers what the website does not show only without an address', () => {
    const empty: Given = { documents: [] };
    expect(outcomeOf(sectionEmpty, empty)).toBe('fail');
    expect(outcomeOf(sectionEmpty, accepted({}, empty))).toBe('notApplicable');
    expect(outcomeOf(sectionEmpty, accepted({ url: NOTE.url }, empty))).toBe('fail');
    expect(outcomeOf(sectionEmpty, refused(empty))).toBe('fail');
    const none: Given = { section: null };
    expect(outcomeOf(missingDisclosure, none)).toBe('cannotTell');
    expect(outcomeOf(missingDisclosure, accepted({}, none))).toBe('notApplicable');
  });

  it('warns of a period whose acceptance ends before it is due, and not of one it covers', () => {
    const due: Given = { limit: '每季度公开', documents: [], today: '2026-12-28' };
    const warned = (given: Given) =>
      findingsOf(earlyWarning, given).find(({ subject }) => subject.endsWith('|2026Q4'))?.outcome;
    const recent = { ...due, documents: [{ publishedOn: '2026-09-01', title: '2026年第三季度财政收支' }] };
    expect(warned(recent)).toBe('notApplicable');
    expect(warned(accepted({ until: '2026-12-30' }, recent))).toBe('notApplicable');
    expect(warned(accepted({ until: '2026-12-31' }, recent))).toBe('pass');
  });
});
