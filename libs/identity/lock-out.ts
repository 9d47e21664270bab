/** 登录锁定 — how many wrong passwords or codes an account takes, and for how long it then takes none. */
export interface LockRules {
  readonly failuresBeforeLock: number;
  readonly lockMinutes: number;
}

/** Every further failure doubles the lock, up to sixteen times its first length. */
const MOST_DOUBLINGS = 4;
const LONGEST_LOCK_MINUTES = 24 * 60;

/** Minutes for which this many failures in a row lock an account; 0 = not at all. */
export function lockMinutesAfter(failures: number, { failuresBeforeLock, lockMinutes }: LockRules): number {
  if (failures < failuresBeforeLock) return 0;
  const doublings = Math.min(failures - failuresBeforeLock, MOST_DOUBLINGS);
  return Math.min(lockMinutes * 2 ** doublings, Math.max(lockMinutes, LONGEST_LOCK_MINUTES));
}

/**
 * Whether a locked account's right password is answered with "locked" rather than "wrong". Each such answer tells a
 * guesser that he is right, so it ends where the lock stops growing: from then on there is one guess for each lock.
 */
export function tellsLock(failures: number, { failuresBeforeLock }: LockRules): boolean {
  return failures < failuresBeforeLock + MOST_DOUBLINGS;
}
