import { Secret, TOTP } from 'otpauth';

/** What the telephone shows at an instant. */
export const totpCode = (secret: string, at = Date.now()): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
