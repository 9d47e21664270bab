import fc from 'fast-check';
import { calendarOf } from '../calendar/calendar-content';
import { HOLIDAY_NOTICES, workCalendar } from '../calendar/holiday-notices';
import { addDays, LocalDate } from '../calendar/local-date';
import { DeadlineOptions, deadlineOf, deadlineWith, isProblem } from './deadline';
import { displayPeriod } from './display-period';
import { Pause } from './term';
import { Deadline, TimeLimit, TimeLimitKind, TimeUnit } from './time-limit';

const calendar = workCalendar();
const limit = (amount: number, unit: TimeUnit, kind: TimeLimitKind = 'afterEvent'): TimeLimit => ({
  kind,
  amount,
  unit,
  wording: '信息形成之日起',
});
const due = (given: TimeLimit, from: LocalDate, rollOver = true): Deadline => {
  const deadline = deadlineOf(given, from, calendar, { rollOver });
  if (isProblem(deadline)) throw new Error(deadline.problem);
  return deadline;
};

describe('deadlineOf', () => {
  it.each<[string, TimeLimit, LocalDate, LocalDate]>([
    ['20 working days over 国庆 with a make-up Saturday', limit(20, 'workday'), '2020-09-27', '2020-10-30'],
    ['30 working days without a holiday', limit(30, 'workday'), '2018-06-29', '2018-08-10'],
    ['1 working day before the holiday', limit(1, 'workday'), '2026-09-29', '2026-09-30'],
    ['1 working day into the holiday', limit(1, 'workday'), '2026-09-30', '2026-10-08'],
    ['20 natural days ending on a working day', limit(20, 'day'), '2026-11-05', '2026-11-25'],
    ['20 natural days ending on a Saturday', limit(20, 'day'), '2026-11-01', '2026-11-23'],
    ['7 natural days ending in 国庆', limit(7, 'day'), '2026-09-24', '2026-10-08'],
    ['a week', limit(1, 'week'), '2026-11-02', '2026-11-09'],
    ['a month from the 31st', limit(1, 'month'), '2026-03-31', '2026-04-30'],
    ['6 months of age', limit(6, 'month', 'maxAge'), '2026-03-10', '2026-09-10'],
    ['a year of age over a leap day', limit(1, 'year', 'maxAge'), '2024-02-29', '2025-02-28'],
    ['7 days on display', limit(7, 'day', 'minDisplay'), '2026-11-02', '2026-11-09'],
    ['20 working days on request', limit(20, 'workday', 'onRequest'), '2026-11-02', '2026-11-30'],
    ['24 hours by the day', limit(24, 'hour'), '2026-11-06', '2026-11-07'],
    ['5 hours by the day', limit(5, 'hour'), '2026-11-06', '2026-11-07'],
    ['48 hours by the day', limit(48, 'hour'), '2026-11-06', '2026-11-08'],
    ['a week ahead', limit(1, 'week', 'beforeEvent'), '2026-11-16', '2026-11-09'],
    ['3 working days ahead over 国庆', limit(3, 'workday', 'beforeEvent'), '2026-10-09', '2026-09-29'],
  ])('%s', (_norm, given, from, on) => expect(due(given, from).on).toBe(on));

  it('does not roll over when told so', () => {
    expect(due(limit(20, 'day'), '2026-11-01', false).on).toBe('2026-11-21');
  });

  it.each<[TimeLimit, LocalDate, string]>([
    [
      limit(20, 'workday'),
      '2020-09-27',
      '自9月27日次日起算，20个工作日（跳过国庆节、中秋节、周末，含10月10日调休上班）至10月30日',
    ],
    [limit(3, 'workday'), '2026-11-02', '自11月2日次日起算，3个工作日至11月5日'],
    [
      limit(5, 'workday'),
      '2025-12-30',
      '自2025年12月30日次日起算，5个工作日（跳过元旦，含2026年1月4日调休上班）至2026年1月7日',
    ],
    [limit(20, 'day'), '2026-11-01', '自11月1日次日起算，20日至11月21日（周末），顺延至11月23日'],
    [limit(24, 'hour'), '2026-11-06', '自11月6日起24小时，起算时刻未载明，按日计至11月7日'],
    [limit(1, 'week', 'beforeEvent'), '2026-11-16', '自11月16日前一日起倒算，1周，最迟11月9日'],
    [
      { kind: 'fixedDate', period: 'yearly:01-31(prev_year)', wording: '每年1月31日前' },
      '2026-11-20',
      '自2026年11月20日起，最近一次到期日为2027年1月31日（对应2026年）',
    ],
  ])('says how it was counted: %j from %s', (given, from, sentence) => {
    expect(due(given, from).sentence).toBe(sentence);
  });

  it('shows every day from the day after the event to the due day', () => {
    expect(due(limit(2, 'workday'), '2026-11-05').steps).toEqual([
      { date: '2026-11-06', counted: true, reason: '工作日' },
      { date: '2026-11-07', counted: false, reason: '周末' },
      { date: '2026-11-08', counted: false, reason: '周末' },
      { date: '2026-11-09', counted: true, reason: '工作日' },
    ]);
    expect(due(limit(2, 'day'), '2026-11-05').steps).toEqual([
      { date: '2026-11-06', counted: true, reason: '工作日' },
      { date: '2026-11-07', counted: true, reason: '周末' },
      { date: '2026-11-08', counted: false, reason: '周末，顺延' },
      { date: '2026-11-09', counted: false, reason: '顺延至首个工作日' },
    ]);
  });

  it.each<[string, TimeLimit, LocalDate, RegExp]>([
    ['past the last notice', limit(20, 'workday'), '2026-12-20', /超出工作日历范围/],
    ['one working day past the last notice', limit(1, 'workday'), '2026-12-31', /超出工作日历范围/],
    ['months that end in an uncovered year', limit(2, 'month'), '2026-11-20', /超出工作日历范围/],
    ['a maximum age that ends in an uncovered year', limit(6, 'month', 'maxAge'), '2026-08-31', /超出工作日历范围/],
    [
      'notice before an event of an uncovered year',
      limit(5, 'workday', 'beforeEvent'),
      '2027-03-01',
      /超出工作日历范围/,
    ],
    ['a natural term that ends past the last notice', limit(20, 'day'), '2026-12-20', /超出工作日历范围/],
    ['before the first notice', limit(1, 'workday'), '2014-12-31', /超出工作日历范围/],
    ['counted back before the first notice', limit(1, 'workday', 'beforeEvent'), '2015-01-01', /超出工作日历范围/],
    ['no number', { kind: 'prompt', wording: '及时公开' }, '2026-11-02', /“及时公开”没有可计算的截止日/],
    ['not understood', { kind: 'unparsed', wording: '？' }, '2026-11-02', /没有可计算/],
    ['an absurd term', limit(100000, 'month'), '2026-11-02', /超出可计算范围/],
    ['half a day', limit(1.5, 'day'), '2026-11-02', /超出可计算范围/],
    [
      'a date gone by',
      { kind: 'fixedDate', period: 'once:2025-12-31', wording: '2025年底前' },
      '2026-01-01',
      /不再到期/,
    ],
    [
      'a period it does not know',
      { kind: 'fixedDate', period: 'lunar:8-15', wording: '中秋前' },
      '2026-01-01',
      /没有可计算/,
    ],
  ])('gives a problem, not a day: %s', (_norm, given, from, problem) => {
    const deadline = deadlineOf(given, from, calendar);
    expect(isProblem(deadline) && deadline.problem).toMatch(problem);
  });
});

describe('properties of deadlineOf', () => {
  const anyDay = fc.integer({ min: 0, max: 3800 }).map((offset) => addDays('2015-01-01', offset));
  const amount = fc.integer({ min: 1, max: 60 });
  const unit = fc.constantFrom<TimeUnit>('workday', 'day', 'week');

  it('is monotone in its start and in its length', () => {
    fc.assert(
      fc.property(anyDay, amount, unit, fc.integer({ min: 0, max: 40 }), (from, count, of, later) => {
        expect(due(limit(count, of), addDays(from, later)).on >= due(limit(count, of), from).on).toBe(true);
        expect(due(limit(count + 1, of), from).on >= due(limit(count, of), from).on).toBe(true);
      }),
    );
  });

  it('adds up in working days', () => {
    fc.assert(
      fc.property(anyDay, amount, amount, (from, first, second) => {
        const halfway = due(limit(first, 'workday'), from).on;
        expect(due(limit(second, 'workday'), halfway).on).toBe(due(limit(first + second, 'workday'), from).on);
      }),
    );
  });

  it('never ends on a day off', () => {
    fc.assert(
      fc.property(anyDay, amount, fc.constantFrom<TimeUnit>('workday', 'day', 'week', 'month'), (from, count, of) => {
        expect(calendar.isWorkingDay(due(limit(of === 'month' ? (count % 12) + 1 : count, of), from).on)).toBe(true);
      }),
    );
  });

  it('has steps that recount to the result, without a gap', () => {
    fc.assert(
      fc.property(anyDay, amount, fc.constantFrom<TimeUnit>('workday', 'day'), (from, count, of) => {
        const { on, steps } = due(limit(count, of), from);
        expect(steps.filter(({ counted }) => counted)).toHaveLength(count);
        expect(steps.map(({ date }) => date)).toEqual(steps.map((_, index) => addDays(from, index + 1)));
        expect(steps.at(-1)?.date).toBe(on);
      }),
    );
  });
});

const ASKED: Pause = { from: '2026-10-12', to: '2026-10-16', reason: '征求第三方意见' };
const dueWith = (given: TimeLimit, from: LocalDate, options: DeadlineOptions): Deadline => {
  const deadline = deadlineWith(given, from, calendar, options);
  if (isProblem(deadline)) throw new Error(deadline.problem);
  return deadline;
};

describe('deadlineWith', () => {
  it.each<[string, TimeLimit, LocalDate, DeadlineOptions, LocalDate, string]>([
    [
      'a pause in the middle',
      limit(20, 'workday'),
      '2026-09-28',
      { pauses: [ASKED] },
      '2026-11-06',
      '自9月28日次日起算，20个工作日（跳过国庆节、周末，含10月10日调休上班；10月12日至10月16日征求第三方意见，5个工作日不计入）至11月6日',
    ],
    [
      'a pause over days off only',
      limit(20, 'workday'),
      '2026-09-28',
      { pauses: [{ ...ASKED, from: '2026-10-01', to: '2026-10-07' }] },
      '2026-10-30',
      '自9月28日次日起算，20个工作日（跳过周末，含10月10日调休上班；10月1日至10月7日征求第三方意见，0个工作日不计入）至10月30日',
    ],
    [
      'a pause after the end',
      limit(5, 'workday'),
      '2026-09-14',
      { pauses: [ASKED] },
      '2026-09-20',
      '自9月14日次日起算，5个工作日（跳过周末，含9月20日调休上班）至9月20日',
    ],
    [
      'natural days with a pause',
      limit(20, 'day'),
      '2026-10-08',
      { pauses: [ASKED] },
      '2026-11-02',
      '自10月8日次日起算，20日（10月12日至10月16日征求第三方意见，5日不计入）至11月2日',
    ],
    [
      'months with a pause',
      limit(1, 'month'),
      '2026-10-08',
      { pauses: [ASKED] },
      '2026-11-13',
      '自10月8日次日起算，1个月（10月12日至10月16日征求第三方意见，5日不计入）至11月13日',
    ],
    [
      'an extension of 20 working days',
      limit(20, 'workday'),
      '2020-09-27',
      { extension: { amount: 20, unit: 'workday', reason: '经批准' } },
      '2020-11-27',
      '自9月27日次日起算，20个工作日（跳过国庆节、中秋节、周末，含10月10日调休上班）至10月30日；经批准延长20个工作日（跳过周末）至11月27日',
    ],
    [
      'a month that has no such day',
      limit(1, 'month'),
      '2026-03-31',
      {},
      '2026-04-30',
      '自3月31日次日起算，1个月（无对应日，以月末日为最后一日）至4月30日',
    ],
    [
      '节后第三个工作日',
      limit(7, 'day'),
      '2026-09-24',
      { rollOver: 3 },
      '2026-10-10',
      '自9月24日次日起算，7日至10月1日（国庆节），顺延至10月10日',
    ],
    [
      'the same variant at a weekend',
      limit(20, 'day'),
      '2026-11-01',
      { rollOver: 3 },
      '2026-11-23',
      '自11月1日次日起算，20日至11月21日（周末），顺延至11月23日',
    ],
  ])('%s', (_norm, given, from, options, on, sentence) => {
    expect(dueWith(given, from, options)).toMatchObject({ on, sentence });
  });

  it('shows the paused days as such', () => {
    const { steps } = dueWith(limit(3, 'workday'), '2026-10-10', { pauses: [ASKED] });
    expect(steps.filter(({ isPaused }) => isPaused).map(({ date }) => date)).toEqual([
      '2026-10-12',
      '2026-10-13',
      '2026-10-14',
      '2026-10-15',
      '2026-10-16',
    ]);
    expect(steps.find(({ isPaused }) => isPaused)).toMatchObject({ counted: false, reason: '征求第三方意见' });
  });

  it('shows the way to the third working day after the holiday', () => {
    expect(dueWith(limit(7, 'day'), '2026-09-24', { rollOver: 3 }).steps.slice(-3)).toEqual([
      { date: '2026-10-08', counted: false, reason: '工作日，顺延' },
      { date: '2026-10-09', counted: false, reason: '工作日，顺延' },
      { date: '2026-10-10', counted: false, reason: '顺延至节后第3个工作日' },
    ]);
  });

  it('rolls over as the calendar of the place has it', () => {
    const local = calendarOf({ notices: HOLIDAY_NOTICES, rollOver: 3 });
    expect(deadlineOf(limit(7, 'day'), '2026-09-24', local)).toMatchObject({ on: '2026-10-10' });
    expect(deadlineOf(limit(7, 'day'), '2026-09-24', local, { rollOver: 1 })).toMatchObject({ on: '2026-10-08' });
  });

  it.each<[string, TimeLimit, DeadlineOptions, RegExp]>([
    ['a pause of hours', limit(24, 'hour'), { pauses: [ASKED] }, /没有中止/],
    [
      'a pause of a fixed date',
      { kind: 'fixedDate', period: 'monthly:05', wording: '每月5日前' },
      { pauses: [ASKED] },
      /没有中止/,
    ],
    [
      'an extension counted back',
      limit(3, 'day', 'beforeEvent'),
      { extension: { amount: 1, unit: 'day' } },
      /没有延长/,
    ],
    ['a pause that ends before it begins', limit(3, 'day'), { pauses: [{ ...ASKED, to: '2026-10-11' }] }, /早于开始日/],
    ['an absurd extension', limit(3, 'day'), { extension: { amount: 9999, unit: 'day' } }, /延长的期限超出/],
    [
      'an extension past the calendar',
      limit(3, 'day'),
      { extension: { amount: 90, unit: 'workday' } },
      /超出工作日历范围/,
    ],
    ['a pause without an end', limit(3, 'day'), { pauses: [{ ...ASKED, to: '9999-12-31' }] }, /超出工作日历范围/],
  ])('refuses %s', (_norm, given, options, problem) => {
    const deadline = deadlineWith(given, '2026-10-10', calendar, options);
    expect(isProblem(deadline) && deadline.problem).toMatch(problem);
  });
});

describe('properties of deadlineWith', () => {
  const anyDay = fc.integer({ min: 0, max: 3600 }).map((offset) => addDays('2015-01-01', offset));
  const amount = fc.integer({ min: 1, max: 40 });
  const pauseOf = (from: LocalDate, offset: number, length: number): Pause => ({
    from: addDays(from, offset),
    to: addDays(from, offset + length),
    reason: '听证',
  });

  it('adds exactly the paused working days to a term of working days', () => {
    fc.assert(
      fc.property(anyDay, amount, fc.nat(60), fc.nat(20), (from, count, offset, length) => {
        const { on, steps } = dueWith(limit(count, 'workday'), from, { pauses: [pauseOf(from, offset, length)] });
        const lost = steps.filter(({ date, isPaused }) => isPaused && calendar.isWorkingDay(date)).length;
        expect(on).toBe(due(limit(count + lost, 'workday'), from).on);
        expect(steps.filter(({ counted }) => counted)).toHaveLength(count);
        expect(calendar.isWorkingDay(on)).toBe(true);
      }),
    );
  });

  it('never ends earlier for a pause, and stays monotone in its start', () => {
    const unit = fc.constantFrom<TimeUnit>('workday', 'day', 'week', 'month');
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 1, max: 6 }),
        unit,
        fc.nat(60),
        fc.nat(20),
        (from, count, of, offset, length) => {
          const pauses = [pauseOf(from, offset, length)];
          const paused = dueWith(limit(count, of), from, { pauses }).on;
          expect(paused >= due(limit(count, of), from).on).toBe(true);
          expect(dueWith(limit(count, of), addDays(from, 1), { pauses }).on >= paused).toBe(true);
        },
      ),
    );
  });

  it('extends a term of working days as if it had been longer', () => {
    fc.assert(
      fc.property(anyDay, amount, amount, (from, count, more) => {
        const { on, steps } = dueWith(limit(count, 'workday'), from, { extension: { amount: more, unit: 'workday' } });
        expect(on).toBe(due(limit(count + more, 'workday'), from).on);
        expect(steps.map(({ date }) => date)).toEqual(steps.map((_, index) => addDays(from, index + 1)));
      }),
    );
  });
});

describe('displayPeriod', () => {
  const display = (amount: number, unit: TimeUnit, from: LocalDate) => {
    const period = displayPeriod(limit(amount, unit, 'minDisplay'), from, calendar);
    if ('problem' in period) throw new Error(period.problem);
    return [period.strict.on, period.lenient.on, period.lenient.sentence];
  };
  it('knows both ways of counting', () => {
    expect(display(7, 'day', '2026-11-02')).toEqual(['2026-11-09', '2026-11-08', '公示首日计入，7日至11月8日']);
    expect(display(7, 'day', '2026-09-24')).toEqual(['2026-10-08', '2026-09-30', '公示首日计入，7日至9月30日']);
    expect(display(7, 'workday', '2026-11-02').slice(0, 2)).toEqual(['2026-11-11', '2026-11-10']);
    expect(display(1, 'month', '2026-11-02').slice(0, 2)).toEqual(['2026-12-02', '2026-12-01']);
  });

  it('is about display terms only', () => {
    expect(displayPeriod(limit(7, 'day'), '2026-11-02', calendar)).toHaveProperty('problem');
  });
});
