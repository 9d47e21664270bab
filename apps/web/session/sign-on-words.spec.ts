import { signOnOutcome, signOnStart } from './sign-on-words';

describe('统一身份认证', () => {
  it.each([
    ['?sso=unknown', /没有在本平台登记/],
    ['?state=open&sso=state', /请重新登录/],
  ])('says how %s ended', (search, words) => {
    expect(signOnOutcome(search)).toMatch(words);
  });

  it.each(['', '?sso=', '?sso=toString', '?sso=<b>', '?other=failed'])('says nothing for %j', (search) => {
    expect(signOnOutcome(search)).toBeNull();
  });

  it('leads back to the page that asked, once', () => {
    expect(signOnStart('/alerts', '?state=open&sso=failed')).toBe('/api/oidc/start?returnTo=%2Falerts%3Fstate%3Dopen');
    expect(signOnStart('/', '?sso=failed')).toBe('/api/oidc/start?returnTo=%2F');
  });
});
