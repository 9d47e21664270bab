import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { isOnlineVerifiable } from '@app/catalog/disclosure-catalog';
import { isInScope } from '@app/sites/unit';
import { readUnitsFile } from '@app/sites/units-file.reader';
import { county } from './county/county';
import { truth, Truth } from './county/truth';
import { CountyFiles, writeCountyFiles } from './files';

const sites = county().sites.map(({ id }, index) => ({ id, url: `http://127.0.0.1:${8100 + index}` }));
let files: CountyFiles;

beforeAll(async () => {
  files = await writeCountyFiles(mkdtempSync(join(tmpdir(), 'county-')), sites);
});

describe('the county as files', () => {
  it('writes a unit list that reads back without problems', async () => {
    const { units, problems } = await readUnitsFile(files.units);
    expect(problems).toEqual([]);
    expect(units.map(({ unit }) => unit.name)).toEqual(county().units.map(({ name }) => name));
    const finance = units.find(({ unit }) => unit.name.endsWith('财政局'));
    expect(finance?.scope).toMatchObject({ homeUrl: 'http://127.0.0.1:8101/', pathPrefixes: [], isOwnSite: true });
    const yuntai = units.find(({ unit }) => unit.name.includes('云台乡'));
    expect(yuntai?.scope.pathPrefixes).toEqual(['/ytx/zwgk/', '/ytx/czzj/']);
    expect(yuntai?.unit.registeredOn).toBe('2026-06-01');
    expect(units.flatMap(({ scope }) => scope.plans)).toHaveLength(
      county().channels.filter(({ updateLimit }) => updateLimit).length,
    );
  });

  it('keeps the sections of a unit inside the scope the list gives it', async () => {
    const { units } = await readUnitsFile(files.units);
    for (const [index, { scope }] of units.entries()) {
      const unit = county().units[index];
      const base = sites.find(({ id }) => id === unit?.siteId)?.url;
      for (const { unitId, url } of county().channels)
        if (unitId === unit?.id) expect(isInScope(scope, base + url)).toBe(true);
    }
  });

  it.each(county().units.map((unit) => [unit.catalog.form, unit.catalog.glyphs, unit.name, unit] as const))(
    'writes the catalog (.%s, %s) of %s so that every row comes back with its number and channels',
    async (_form, _glyphs, name, { catalog }) => {
      const { items, problems } = await readCatalogFile(files.catalogs.find(({ unit }) => unit === name)?.file ?? '');
      // One wording in each of two catalogs is planted: nobody can say what it asks for.
      expect(problems.map(({ code }) => code)).toEqual(
        /人民政府$|供水/.test(name) && !/[镇乡]/.test(name) ? ['unparsed-limit'] : [],
      );
      expect(items.map((item) => item.name)).toEqual(catalog.rows.map(({ levels }) => levels.at(-1)));
      const offline = catalog.rows.filter(
        ({ channels, method }) => method === 'onRequest' || !channels.includes('政府网站'),
      );
      expect(items.filter((item) => !isOnlineVerifiable(item)).map((item) => item.name)).toEqual(
        offline.map(({ levels }) => levels.at(-1)),
      );
      const known = truth(county()).planted.filter(({ unit, item }) => unit === name && item !== null);
      for (const { item, row } of known) expect(items.find((one) => one.name === item)?.row).toBe(row);
    },
  );

  it('writes 补充目录, 负面清单 and 面向村（居）目录 beside them', async () => {
    const side = files.catalogs.filter(({ kind }) => kind !== 'standard');
    expect(side.map(({ kind }) => kind).sort()).toEqual(['negative', 'negative', 'supplementary', 'village']);
    for (const { unit, kind, file } of side) {
      const plan = county()
        .units.find(({ name }) => name === unit)
        ?.sideCatalogs?.find((each) => each.kind === kind);
      expect((await readCatalogFile(file)).items).toHaveLength(plan?.rows.length ?? -1);
    }
  });

  it('writes the truth', () => {
    expect(JSON.parse(readFileSync(files.truth, 'utf8')) as Truth).toEqual(JSON.parse(JSON.stringify(truth(county()))));
  });

  it('refuses sites it was not given', async () => {
    await expect(writeCountyFiles(mkdtempSync(join(tmpdir(), 'county-')), [])).rejects.toThrow(
      'no address for site portal',
    );
  });
});
