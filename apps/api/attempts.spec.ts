import { Attempts, callerOf } from './attempts';

describe('attempts', () => {
  it('are allowed up to the most, and again when the window has passed', () => {
    const attempts = new Attempts(2, 1_000);
    expect([0, 1, 2].map((at) => attempts.isAllowed('a', at))).toEqual([true, true, false]);
    expect(attempts.isAllowed('b', 2)).toBe(true);
    expect(attempts.isAllowed('a', 1_003)).toBe(true);
  });

  it('can be looked at without counting', () => {
    const attempts = new Attempts(1, 1_000);
    expect([attempts.isOpen('a', 0), attempts.isOpen('a', 0)]).toEqual([true, true]);
    attempts.isAllowed('a', 0);
    expect([attempts.isOpen('a', 999), attempts.isOpen('a', 1_000)]).toEqual([false, true]);
  });

  it.each([
    ['10.1.2.3', '10.1.2.3'],
    ['::ffff:10.1.2.3', '10.1.2.3'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:db8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['', ''],
  ])('of %s count for %s', (address, caller) => {
    expect(callerOf(address)).toBe(caller);
  });
});
