import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workCalendar } from '@app/calendar/holiday-notices';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { Capture } from '@app/crawling/capture';
import { crawl } from '@app/crawling/crawl.client';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { evaluate } from '@app/evaluation/evaluate';
import { Evaluation } from '@app/evaluation/finding';
import { observe } from '@app/observation/observe';
import { UnitEntry } from '@app/sites/site.store';
import { readUnitsFile } from '@app/sites/units-file.reader';
import { extract } from '../../crawlers/index';
import { ruleset } from '../../rules/index';
import { county } from './county/county';
import { truth } from './county/truth';
import { writeCountyFiles } from './files';
import { Score, score } from './score';
import { serveCounty, ServedCounty } from './serve';

/** The whole line in memory, catalog file to verdict, against what was planted; the scripted site is left to tests that have a browser. */
describe('the line on the county', () => {
  const today = county().today;
  const scripted = county().units.find(({ siteId }) => siteId === 'market')?.name;
  const known = truth(county());
  const expected = {
    ...known,
    planted: known.planted.filter(({ unit }) => unit !== scripted),
    warnings: known.warnings.filter(({ unit }) => unit !== scripted),
  };
  let served: ServedCounty;
  let result: Score;

  beforeAll(async () => {
    served = await serveCounty({ hangMs: 300 });
    const files = await writeCountyFiles(mkdtempSync(join(tmpdir(), 'golden-')), served.sites);
    const { units } = await readUnitsFile(files.units);
    const results = [];
    for (const entry of units.filter(({ unit }) => unit.name !== scripted))
      results.push(await evaluated(entry, files.catalogs.find(({ unit }) => unit === entry.unit.name)?.file ?? ''));
    result = score(expected, results);
  }, 120_000);
  afterAll(() => served.close());

  async function evaluated({ unit, scope }: UnitEntry, catalogFile: string): Promise<Evaluation> {
    const { items } = await readCatalogFile(catalogFile);
    const pages: { capture: Capture; page: ExtractedPage }[] = [];
    const { failed, attachments, isComplete, gap } = await crawl(
      { scope, delayMs: 0, allowPrivateOrigins: [new URL(scope.homeUrl).origin] },
      { extract, onPage: ({ capture, page }) => void pages.push({ capture, page }) },
    );
    const seen = { unit, scope, observedOn: today, items, pages, failures: failed, attachments, isComplete, gap };
    return evaluate(ruleset, observe(seen), { today, calendar: workCalendar() });
  }

  it('accuses nobody wrongly', () => {
    expect(result.falseAlarms).toEqual([]);
  });

  it('finds at least 95 % of what was planted', () => {
    expect(result.found / result.planted).toBeGreaterThanOrEqual(0.95);
  });

  it('warns of every limit that is about to run out', () => {
    expect(result.warnings.found).toBe(result.warnings.expected);
  });

  it('keeps out of the folder that robots.txt closes', () => {
    expect(served.trespasses()).toBe(0);
  });
});
