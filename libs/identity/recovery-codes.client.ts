import { createHash, randomBytes } from 'node:crypto';

const CODES = 10;
const GROUPS = 4;
const GROUP_LENGTH = 4;
/** 32 signs without look-alikes: five bits each, eighty for a code. */
const SIGNS = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'.padEnd(32, '0');

/** 恢复码 — for the day the telephone is lost: XXXX-XXXX-XXXX-XXXX. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, newCode);

function newCode(): string {
  const signs = [...randomBytes(GROUPS * GROUP_LENGTH)].map((byte) => SIGNS[byte % SIGNS.length]).join('');
  return Array.from({ length: GROUPS }, (_, at) => signs.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH)).join('-');
}

/** As kept: of eighty random bits, a plain digest tells nothing. */
export function recoveryDigest(accountId: number, code: string): string {
  const plain = code
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .replace(/O/g, '0');
  return createHash('sha256').update(`mingjian recovery ${accountId} ${plain}`).digest('hex');
}
