import { folderOf, pageIdentity } from './page-identity';

describe('pageIdentity', () => {
  it.each([
    ['http://a.example/tzgg/index.html', 'http://a.example/tzgg/'],
    ['http://a.example/tzgg', 'http://a.example/tzgg/'],
    ['https://a.example/tzgg/', 'http://a.example/tzgg/#top'],
    ['http://a.example/', 'http://a.example/index.html'],
  ])('%s and %s are one page', (one, other) => expect(pageIdentity(one)).toBe(pageIdentity(other)));

  it.each([
    ['http://a.example/list?id=1', 'http://a.example/list?id=2'],
    ['http://a.example/tzgg/index_1.html', 'http://a.example/tzgg/index.html'],
    ['http://a.example:81/', 'http://a.example/'],
  ])('%s and %s are two', (one, other) => expect(pageIdentity(one)).not.toBe(pageIdentity(other)));

  it('leaves alone what is no address', () => expect(pageIdentity('javascript:;')).toBe('javascript:;'));

  it('finds the folder', () => {
    expect(folderOf('http://a.example/gzdt/tzgg/index.html')).toBe('/gzdt/tzgg/');
    expect(folderOf('http://a.example/')).toBe('/');
  });
});
