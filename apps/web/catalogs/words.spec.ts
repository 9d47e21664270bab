import type { CatalogVersionView } from '../../api/catalog-views';
import { spanInWords } from './words';

describe('spanInWords', () => {
  it.each<[string, Partial<CatalogVersionView>, string]>([
    ['a draft', { state: 'draft' }, '—'],
    ['the first version', { state: 'inForce', effectiveOn: null, effectiveTo: null }, '自始 至 今'],
    ['one in force today', { state: 'inForce', effectiveOn: '2026-11-18', effectiveTo: null }, '2026-11-18 至 今'],
    [
      'one that begins tomorrow',
      { state: 'inForce', effectiveOn: '2026-11-19', effectiveTo: null },
      '2026-11-19 起生效',
    ],
    ['one that ended', { state: 'superseded', effectiveOn: null, effectiveTo: '2026-11-17' }, '自始 至 2026-11-17'],
    [
      'one replaced before it began',
      { state: 'superseded', effectiveOn: '2026-12-01', effectiveTo: '2026-11-18' },
      '未曾生效',
    ],
  ])('says it of %s', (_norm, version, words) => {
    expect(spanInWords(version as CatalogVersionView, '2026-11-18')).toBe(words);
  });
});
