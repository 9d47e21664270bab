import { Secret } from 'otpauth';
import { newTotpSecret, totpAddress, totpStep } from './totp.client';
import { totpCode } from './totp.fixture';

/** Of RFC 6238, appendix B; its eight digits end in our six. */
const RFC_SECRET = Secret.fromLatin1('12345678901234567890').base32;

describe('动态口令', () => {
  it.each([
    [59, '287082', 1],
    [1111111109, '081804', 37037036],
    [1234567890, '005924', 41152263],
    [20000000000, '353130', 666666666],
  ])('at second %i is %s', (second, code, step) => {
    expect(totpCode(RFC_SECRET, second * 1_000)).toBe(code);
    expect(totpStep(RFC_SECRET, code, second * 1_000)).toBe(step);
  });

  it('counts one step before and after, and no further', () => {
    const at = 1_000 * 30_000;
    const steps = [-2, -1, 0, 1, 2].map((away) => totpStep(RFC_SECRET, totpCode(RFC_SECRET, at + away * 30_000), at));
    expect(steps).toEqual([null, 999, 1000, 1001, null]);
  });

  it.each(['', '12345', '1234567', 'abcdef', '２８７０８２'])('is not %j', (code) => {
    expect(totpStep(RFC_SECRET, code, 59_000)).toBeNull();
  });

  it('has a secret of 160 bits, and an address that names platform and login', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(decodeURIComponent(totpAddress(secret, 'jiandu'))).toMatch(
      new RegExp(`^otpauth://totp/明鉴:jiandu\\?issuer=明鉴&secret=${secret}&algorithm=SHA1&digits=6&period=30$`),
    );
  });
});
