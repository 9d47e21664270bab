import { ownPath } from './own-path';

describe('where a log-in leads', () => {
  it.each([
    ['/alerts', '/alerts'],
    ['/alerts/7?state=open&unit=3', '/alerts/7?state=open&unit=3'],
    ['/notices/1#top', '/notices/1'],
    ['/a/../units', '/units'],
    ['/单位', '/%E5%8D%95%E4%BD%8D'],
  ])('%s is ours', (wanted, path) => {
    expect(ownPath(wanted)).toBe(path);
  });

  it.each([
    undefined,
    '',
    '/',
    'alerts',
    'https://evil.example/',
    '//evil.example/',
    '/\\evil.example',
    '/\t/evil.example',
    '/a\r\nSet-Cookie: x=1',
    '/..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/api/session',
    '/API/oidc/start',
    '/x/../api',
    `/${'x'.repeat(600)}`,
    '/\u0000',
  ])('%j is not', (wanted) => {
    expect(ownPath(wanted)).toBe('/');
  });
});
