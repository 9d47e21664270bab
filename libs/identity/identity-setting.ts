/** 登录安全设置 — what an office expects of log-ins; one for the whole platform. */
export interface IdentitySetting {
  /** Of `SECOND_FACTOR_ROLES`. */
  readonly needsSecondFactor: boolean;
  readonly minPasswordLength: number;
  /** 0 = passwords do not expire. */
  readonly passwordDays: number;
  /** Used passwords that may not come back. */
  readonly keptPasswords: number;
  readonly failuresBeforeLock: number;
  readonly lockMinutes: number;
  readonly sessionHours: number;
  readonly idleMinutes: number;
}

/** As stored: `revision` tells two people who change it at the same time from each other. */
export interface StoredSetting extends IdentitySetting {
  readonly revision: number;
  readonly changedBy: string | null;
  readonly changedAt: Date | null;
}

/** What may be set, as the table checks it too. */
export const SETTING_LIMITS = {
  minPasswordLength: [8, 64],
  passwordDays: [0, 3650],
  keptPasswords: [0, 24],
  failuresBeforeLock: [3, 20],
  lockMinutes: [1, 1440],
  sessionHours: [1, 168],
  idleMinutes: [5, 1440],
} as const satisfies Partial<Record<keyof IdentitySetting, readonly [number, number]>>;

/** What differs, for the trail: old and new value of each key. */
export function settingChanges(before: IdentitySetting, after: IdentitySetting): Record<string, unknown> {
  const keys = ['needsSecondFactor', ...Object.keys(SETTING_LIMITS)] as (keyof IdentitySetting)[];
  return Object.fromEntries(
    keys.filter((key) => before[key] !== after[key]).map((key) => [key, { from: before[key], to: after[key] }]),
  );
}
