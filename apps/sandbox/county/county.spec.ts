import { sitePages } from '../markup/site-pages';
import { ruleset } from '../../../rules/index';
import { county } from './county';
import { plantedIn, truth } from './truth';

const base = county();
const { planted, nearMisses, warnings } = truth(base);
const rows = base.units.flatMap((unit) => unit.catalog.rows.map((row) => ({ unit, row })));

describe('the county', () => {
  it('is the same every time', () => {
    expect(county()).toEqual(base);
  });

  it('is large enough to be a yardstick', () => {
    const pages = base.sites.map(({ id }) => sitePages(base, id, {}).size);
    expect(base.units.length).toBeGreaterThanOrEqual(10);
    expect(base.sites.length).toBeGreaterThanOrEqual(5);
    expect(new Set(base.sites.map(({ style }) => style)).size).toBeGreaterThanOrEqual(4);
    expect(rows.length).toBeGreaterThanOrEqual(150);
    expect(pages.reduce((sum, size) => sum + size, 0)).toBeGreaterThanOrEqual(600);
    expect(planted.length).toBeGreaterThanOrEqual(60);
    expect(new Set(planted.map(({ code }) => code)).size).toBeGreaterThanOrEqual(12);
    expect(nearMisses.length).toBeGreaterThanOrEqual(60);
    expect(warnings.length).toBeGreaterThanOrEqual(5);
  });

  it('needs the browser for at most 20 pages', () => {
    // A section that is itself a text is printed; only lists are filled by a script.
    const printed = new Set(base.channels.filter(({ form }) => form === 'article').map(({ url }) => url));
    const shells = base.sites
      .filter(({ style }) => style === 'scripted')
      .flatMap(({ id }) => [...sitePages(base, id, {}).keys()])
      .filter((path) => path.startsWith('/channel/') && !printed.has(path));
    expect(shells.length).toBeGreaterThan(0);
    expect(shells.length).toBeLessThanOrEqual(20);
  });

  it('gives every page of every site an address of its own', () => {
    const urls = base.channels.flatMap(({ siteId, url, form, articles }) =>
      [...(form === 'article' ? [] : [url]), ...articles.map((article) => article.url)].map((path) => siteId + path),
    );
    expect(new Set(urls).size).toBe(urls.length);
  });

  it('keeps the sections of each unit inside its scope', () => {
    for (const unit of base.units)
      for (const { url, unitId } of base.channels)
        if (unitId === unit.id && unit.scope.length > 0)
          expect(unit.scope.some((prefix) => url.startsWith(prefix))).toBe(true);
  });

  it('names items once per unit, so that a finding names its row', () => {
    for (const { catalog } of base.units) {
      const names = catalog.rows.map(({ levels }) => levels.at(-1));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('holds no mobile numbers but those planted, of a series that nobody has', () => {
    const text = [...sitePages(base, 'portal', {}).values()].map((page) => String(page().body)).join('');
    expect(text).not.toMatch(/(?<!\d)(?!19900000)1[3-9]\d{9}(?!\d)/);
  });
});

describe('the truth', () => {
  it('gives every defect an id of its own and every row a place in its catalog', () => {
    expect(new Set(planted.map(({ id }) => id)).size).toBe(planted.length);
    for (const { unit, item, row } of planted.filter((defect) => defect.item !== null)) {
      const found = rows.find((one) => one.unit.name === unit && one.row.levels.at(-1) === item);
      expect(found).toBeDefined();
      expect(row).toBeGreaterThan(1);
    }
  });

  it('plants a defect for every rule there is, and a near-miss for every rule that may fail', () => {
    const judged = ruleset.rules.map(({ code }) => code).sort();
    const defects = new Set([...planted.map(({ code }) => code), ...(warnings.length > 0 ? ['TIM-11'] : [])]);
    expect([...defects].sort()).toEqual(judged);
    const spared = new Set(nearMisses.flatMap(({ mustNot }) => mustNot));
    // A rule of kind S only proposes: nobody is accused where it errs, and the scorer counts accusations.
    const mayFail = ruleset.rules.filter(({ machine }) => machine !== 'S').map(({ code }) => code);
    expect(mayFail.filter((code) => !spared.has(code))).toEqual([]);
  });

  it('holds two late documents in one item, defects on a shared portal and behind script lists', () => {
    const late = planted.filter(({ code, item }) => code === 'TIM-01' && item === '行政规范性文件');
    expect(late).toHaveLength(2);
    const unitsOf = (siteId: string) => base.units.filter((unit) => unit.siteId === siteId).map(({ name }) => name);
    expect(planted.filter(({ unit }) => unitsOf('portal').slice(1).includes(unit)).length).toBeGreaterThanOrEqual(10);
    expect(planted.filter(({ unit }) => unitsOf('market').includes(unit)).length).toBeGreaterThanOrEqual(5);
  });

  it('accuses nobody of what bad weather hides', () => {
    for (const { spot } of plantedIn(base)) expect(spot.channel?.weather).toBeUndefined();
  });
});
