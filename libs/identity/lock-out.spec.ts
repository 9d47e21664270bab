import { lockMinutesAfter, tellsLock } from './lock-out';

const RULES = { failuresBeforeLock: 5, lockMinutes: 15 };

describe('登录锁定', () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 15],
    [6, 30],
    [7, 60],
    [8, 120],
    [9, 240],
    [10, 240],
    [1_000, 240],
  ])('after %i failures lasts %i minutes', (failures, minutes) => {
    expect(lockMinutesAfter(failures, RULES)).toBe(minutes);
  });

  it('is a day at most', () => {
    expect(lockMinutesAfter(9, { failuresBeforeLock: 3, lockMinutes: 1_000 })).toBe(1_440);
    expect(lockMinutesAfter(3, { failuresBeforeLock: 3, lockMinutes: 1_440 })).toBe(1_440);
  });

  it('is told to who knows the password, until telling would help to guess', () => {
    expect([5, 8, 9, 50].map((failures) => tellsLock(failures, RULES))).toEqual([true, true, false, false]);
  });
});
