import type { DeadlineView } from '../../api/views';
import { deadlineStrip, type Strip } from './deadline-months';

/** Three working days from Friday 2026-09-25: 28, 29, 30 September. */
const SHORT: DeadlineView = {
  on: '2026-09-30',
  sentence: '成文 9月25日 → 3个工作日 → 9月30日',
  steps: [
    { date: '2026-09-26', counted: false, reason: '周末' },
    { date: '2026-09-27', counted: false, reason: '周末' },
    { date: '2026-09-28', counted: true, reason: '工作日' },
    { date: '2026-09-29', counted: true, reason: '工作日' },
    { date: '2026-09-30', counted: true, reason: '工作日' },
  ],
};

const dayOf = (strip: Strip, date: string) =>
  strip.months.flatMap((month) => month.weeks.flat()).find((day) => day?.date === date);
const labels = (strip: Strip) => strip.months.map((month) => month.label);

describe('deadlineStrip', () => {
  const strip = deadlineStrip({ deadline: SHORT, publishedOn: '2026-10-09', today: '2026-11-20' });

  it('numbers the counted days', () =>
    expect(['2026-09-28', '2026-09-29', '2026-09-30'].map((date) => dayOf(strip, date)?.number)).toEqual([1, 2, 3]));

  it('gives skipped days their reason and no number', () =>
    expect(dayOf(strip, '2026-09-26')).toMatchObject({ number: null, skipped: '周末' }));

  it('takes the day before the first step as the trigger', () => {
    expect(strip.triggerOn).toBe('2026-09-25');
    expect(dayOf(strip, '2026-09-25')?.isTrigger).toBe(true);
  });

  it('counts back from the event when the due day comes first', () => {
    const back: DeadlineView = {
      on: '2026-09-29',
      sentence: '自10月9日前一日起倒算，2个工作日，最迟9月29日',
      steps: [
        { date: '2026-09-29', counted: true, reason: '工作日' },
        { date: '2026-09-30', counted: true, reason: '工作日' },
        { date: '2026-10-01', counted: false, reason: '国庆节' },
      ],
    };
    const backward = deadlineStrip({ deadline: back, publishedOn: null, today: '2026-09-20' });
    expect(backward.triggerOn).toBe('2026-10-02');
    expect([dayOf(backward, '2026-09-30')?.number, dayOf(backward, '2026-09-29')?.number]).toEqual([1, 2]);
    expect(labels(backward)).toEqual(['2026年9月', '2026年10月']);
  });

  it.each([
    ['自9月28日次日起算，1个工作日至9月29日', '2026-09-28'],
    ['自9月30日前一日起倒算，1个工作日，最迟9月29日', '2026-09-30'],
  ])('reads a single step by its sentence: %s', (sentence, triggerOn) => {
    const steps = [{ date: '2026-09-29', counted: true, reason: '工作日' }];
    const one = deadlineStrip({
      deadline: { on: '2026-09-29', sentence, steps },
      publishedOn: null,
      today: '2026-09-20',
    });
    expect(one.triggerOn).toBe(triggerOn);
  });

  it('marks lateness from the day after the due date to the publication', () => {
    expect(dayOf(strip, '2026-09-30')?.isLate).toBe(false);
    expect(dayOf(strip, '2026-10-01')?.isLate).toBe(true);
    expect(dayOf(strip, '2026-10-09')).toMatchObject({ isLate: true, isPublished: true });
    expect(dayOf(strip, '2026-10-10')?.isLate).toBe(false);
  });

  it('shows the months of the term and of the publication', () =>
    expect(labels(strip)).toEqual(['2026年9月', '2026年10月']));

  it('starts weeks on Monday and fills them to seven', () => {
    const september = strip.months[0]!;
    expect(september.weeks.every((week) => week.length === 7)).toBe(true);
    expect(september.weeks[0]!.map((day) => day?.date ?? null)).toEqual([
      null,
      '2026-09-01',
      '2026-09-02',
      '2026-09-03',
      '2026-09-04',
      '2026-09-05',
      '2026-09-06',
    ]);
  });

  it('leaves out the months between when nothing was published for long', () => {
    const long = deadlineStrip({ deadline: SHORT, publishedOn: null, today: '2027-02-03' });
    expect(labels(long)).toEqual(['2026年9月', '2027年2月']);
    expect(long.omittedMonths).toBe(4);
  });

  it.each([
    ['2026-04-30', ['2026年1月', '2026年2月', '2026年3月', '2026年4月'], 0],
    ['2026-05-01', ['2026年1月', '2026年5月'], 3],
  ])('shows up to four months of a term whole: due %s', (on, shown, omitted) => {
    const days = Array.from({ length: (Date.parse(on) - Date.parse('2026-01-01')) / 86_400_000 }, (_day, index) => ({
      date: new Date(Date.parse('2026-01-02') + index * 86_400_000).toISOString().slice(0, 10),
      counted: true,
      reason: '',
    }));
    const months = deadlineStrip({ deadline: { on, sentence: '', steps: days }, publishedOn: null, today: on });
    expect(labels(months)).toEqual(shown);
    expect(months.omittedTermMonths).toBe(omitted);
    expect(dayOf(months, on)?.number).toBe(days.length);
  });

  it('has no trigger for a fixed date without steps', () => {
    const fixed = deadlineStrip({ deadline: { ...SHORT, steps: [] }, publishedOn: null, today: '2026-09-20' });
    expect(fixed.triggerOn).toBeNull();
    expect(labels(fixed)).toEqual(['2026年9月']);
  });
});
