import { Secret, TOTP } from 'otpauth';

const ISSUER = '明鉴';
const PERIOD_MS = 30_000;
const SECRET_BYTES = 20;
/** Codes of the step before and after count: clocks of telephones go wrong. */
const WINDOW = 1;

/** 动态口令 (RFC 6238) with what every authenticator knows: SHA-1, six digits, thirty seconds. */
const totp = (secret: string, label = '') =>
  new TOTP({
    issuer: ISSUER,
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_MS / 1_000,
  });

/** Base32. */
export const newTotpSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What the QR code holds. */
export const totpAddress = (secret: string, login: string): string => totp(secret, login).toString();

/** The step in time that a code belongs to, so that none is taken twice; null when it belongs to none near `at`. */
export function totpStep(secret: string, code: string, at: number): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret).validate({ token: code, timestamp: at, window: WINDOW });
  return delta === null ? null : Math.floor(at / PERIOD_MS) + delta;
}
