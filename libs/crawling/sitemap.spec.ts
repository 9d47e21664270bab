import fc from 'fast-check';
import { readSitemap, sitemapVisits } from './sitemap';

const BASE = 'http://www.qinghe.example/sitemap.xml';
const SITE = 'http://www.qinghe.example/';
const urls = (text: string) => readSitemap(text, BASE).entries.map(({ url }) => url.replace(SITE, ''));
const set = (...lines: string[]) => `<?xml version="1.0"?><urlset>${lines.join('')}</urlset>`;
const page = (path: string, lastmod = '') =>
  `<url><loc>${SITE}${path}</loc>${lastmod && `<lastmod>${lastmod}</lastmod>`}</url>`;

describe('网站地图 readSitemap', () => {
  it('reads addresses with the instant of their last change, days by Shanghai', () => {
    const text = set(page('a.html', '2026-11-18'), page('b.html', '2026-11-18T08:30:00+08:00'), page('c.html', '昨天'));
    expect(readSitemap(text, BASE).entries).toEqual([
      { url: `${SITE}a.html`, modifiedMs: Date.parse('2026-11-17T16:00:00Z') },
      { url: `${SITE}b.html`, modifiedMs: Date.parse('2026-11-18T00:30:00Z') },
      { url: `${SITE}c.html`, modifiedMs: null },
    ]);
  });

  it.each<[norm: string, text: string, expected: string[]]>([
    ['an escaped ampersand', set(page('l?a=1&amp;b=2')), ['l?a=1&b=2']],
    ['CDATA', set(`<url><loc><![CDATA[${SITE}x?a&b]]></loc></url>`), ['x?a&b']],
    ['relative addresses', set('<url><loc>/d.html</loc></url>'), ['d.html']],
    ['other hosts are left out', set('<url><loc>http://other.example/</loc></url>', page('a')), ['a']],
    ['pictures are no pages', set(`<url><loc>${SITE}a</loc><image:loc>${SITE}b.png</image:loc></url>`), ['a']],
    ['the same address once', set(page('a'), page('a')), ['a']],
    ['a plain list', `${SITE}a\r\n${SITE}b\nno address`, ['a', 'b']],
    ['an HTML page instead', '<!doctype html><html><body><a href="/a">x</a></body></html>', []],
    ['nothing', '', []],
    ['a map that ends in the middle', `<urlset>${page('a')}<url><loc>${SITE}b`, ['a']],
    ['no scripts as addresses', set('<url><loc>javascript:alert(1)</loc></url>'), []],
  ])('%s', (_norm, text, expected) => {
    expect(urls(text)).toEqual(expected);
  });

  it('names the maps of an index', () => {
    const text = `<sitemapindex><sitemap><loc>${SITE}s1.xml</loc></sitemap><sitemap><loc>http://o.example/</loc></sitemap></sitemapindex>`;
    expect(readSitemap(text, BASE)).toEqual({ entries: [], sitemaps: [`${SITE}s1.xml`], isCut: false });
  });

  it('knows no entities of a DTD, so a bomb stays small', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}"><!ENTITY b "&a;&a;&a;">]>${set('<url><loc>/&b;</loc></url>')}`;
    expect(urls(bomb).join('')).not.toContain('haha');
  });

  it('stops at 50,000 addresses and says so', () => {
    const text = set(...Array.from({ length: 50_001 }, (_, at) => page(`${at}`)));
    const { entries, isCut } = readSitemap(text, BASE);
    expect([entries.length, isCut]).toEqual([50_000, true]);
  });

  it('reads a million nested elements without growing a stack', () => {
    expect(urls(`<urlset>${'<url>'.repeat(1_000_000)}`)).toEqual([]);
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      '<url>',
      '<loc>',
      '</loc>',
      '</url>',
      '<![CDATA[',
      ']]>',
      '&#x110000;',
      '&amp;',
      'http://',
      '\0',
      '<!--',
      '<?',
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), (parts) => void readSitemap(`<${parts.join('')}`, BASE)));
  });
});

describe('sitemapVisits', () => {
  const NOW = 1_000;
  const entries = [
    { url: 'new', modifiedMs: null },
    { url: 'changed', modifiedMs: 600 },
    { url: 'unchanged', modifiedMs: 400 },
    { url: 'undated', modifiedMs: null },
    { url: 'future', modifiedMs: 1_001 },
  ];
  const visited = (url: string) => (url === 'new' ? undefined : 500);

  it('adds what nobody visited and what changed since, and believes no future', () => {
    expect(sitemapVisits(entries, visited, NOW)).toEqual(['new', 'changed']);
  });

  it('brings back at most 50 known pages of a map that calls everything changed', () => {
    const all = Array.from({ length: 400 }, (_, at) => ({ url: `${at}`, modifiedMs: 900 }));
    expect(sitemapVisits(all, () => 500, NOW)).toHaveLength(50);
    expect(sitemapVisits(all, () => undefined, NOW)).toHaveLength(400);
  });
});
