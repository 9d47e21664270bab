import { workCalendar } from '@app/calendar/holiday-notices';
import { LocalDate } from '@app/calendar/local-date';
import { Severity } from '@app/evaluation/rule';
import { rectifyByFor } from './rectify-by';

const calendar = workCalendar();

describe('rectifyByFor', () => {
  it.each<[Severity | Severity[], LocalDate, LocalDate | undefined]>([
    ['veto', '2026-11-19', '2026-11-20'],
    ['veto', '2026-11-20', '2026-11-23'], // 24 hours over a weekend end on Monday
    ['high', '2026-11-20', '2026-11-25'],
    ['medium', '2026-11-20', '2026-11-27'],
    ['low', '2026-11-20', '2026-12-04'],
    ['tip', '2026-11-20', '2026-12-04'],
    [['low', 'high', 'medium'], '2026-11-20', '2026-11-25'],
    ['high', '2026-09-30', '2026-10-10'], // 国庆 1–7, Saturday the 10th is worked
    ['veto', '2026-12-30', '2026-12-31'],
    ['high', '2026-12-30', undefined], // no notice yet for the next year
  ])('%s issued on %s is due on %s', (severities, issuedOn, dueOn) => {
    expect(rectifyByFor(severities, issuedOn, calendar)).toBe(dueOn);
  });

  it('takes the term that a setting of the rule names, when it is the shortest', () => {
    expect(rectifyByFor([2, 'high'], '2026-11-20', calendar)).toBe('2026-11-24');
    expect(rectifyByFor([7, 'high'], '2026-11-20', calendar)).toBe('2026-11-25');
  });

  it('follows the terms of the region', () => {
    const terms = { veto: 1, high: 7, medium: 7, low: 7, tip: 7 };
    expect(rectifyByFor('high', '2026-11-20', calendar, terms)).toBe('2026-12-01');
  });

  it('needs a problem', () => expect(() => rectifyByFor([], '2026-11-20', calendar)).toThrow(RangeError));
});
