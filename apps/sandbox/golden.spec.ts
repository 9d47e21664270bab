import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { workCalendar } from '@app/calendar/holiday-notices';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { availabilityOf, AvailabilityWeek } from '@app/crawling/availability';
import { Capture } from '@app/crawling/capture';
import { crawl } from '@app/crawling/crawl.client';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { evaluate } from '@app/evaluation/evaluate';
import { Evaluation } from '@app/evaluation/finding';
import { EarlierReading } from '@app/observation/content-pages';
import { withAbsences } from '@app/observation/absence';
import { UnitObservation } from '@app/observation/observation';
import { observe, ObserveInput } from '@app/observation/observe';
import { CatalogSource } from '@app/observation/observed-catalogs';
import { UnitRecords } from '@app/observation/unit-records';
import { registerKind } from '@app/registers/register-kinds';
import { readRegisterSheet } from '@app/registers/register-sheet';
import { readTableBytes } from '@app/catalog/table-file.reader';
import { UnitEntry } from '@app/sites/site.store';
import { readUnitsFile } from '@app/sites/units-file.reader';
import { extract } from '../../crawlers/index';
import { ruleset } from '../../rules/index';
import { CASES } from './county/cases';
import { county } from './county/county';
import { EarlierPage, earlierPages, earlierRounds } from './county/earlier';
import { earlierAnswers } from './earlier-answers';
import { probesOf } from './county/probes';
import { truth } from './county/truth';
import { CountyFiles, writeCountyFiles } from './files';
import { sitePages } from './markup/site-pages';
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
      results.push(await evaluated(entry, { ...files, catalogs: await catalogsOf(files, entry.unit.name) }, units));
    result = score(expected, results);
  }, 120_000);
  afterAll(() => served.close());

  async function catalogsOf({ catalogs }: CountyFiles, unit: string): Promise<CatalogSource[]> {
    const own = catalogs.filter((each) => each.unit === unit);
    return Promise.all(
      own.map(async ({ kind, file }) => {
        const { items } = await readCatalogFile(file);
        return { kind, name: basename(file), sha256: 'a'.repeat(64), importedAt: '2026-11-18T00:00:00.000Z', items };
      }),
    );
  }

  /** Its rows of every register, as an import of today would know them, and its notices. */
  function recordsOf(unit: string, files: CountyFiles['registers']): UnitRecords {
    const entries = files.flatMap(({ kind, file }) => {
      const sheet = readRegisterSheet(registerKind(kind), readTableBytes(readFileSync(file)));
      if (sheet.problems.length > 0) throw new Error(JSON.stringify(sheet.problems));
      const own = sheet.entries.filter((each) => each.unit === unit);
      const attestation = { url: basename(file), capturedAt: '2026-11-18T00:00:00.000Z', sha256: 'd'.repeat(64) };
      return own.map(({ entry }) => ({ kind, ...entry, asOf: today, source: 'import' as const, attestation }));
    });
    const { id } = county().units.find(({ name }) => name === unit) ?? {};
    return { entries, cases: CASES.flatMap(({ unitId, own }) => (unitId === id ? [own] : [])) };
  }

  /** As the stored probes of the site show it, with the record they are kept in. */
  function availabilityWeek(homeUrl: string): AvailabilityWeek | null {
    const { id } = served.sites.find(({ url }) => homeUrl.startsWith(url)) ?? {};
    const site = county().sites.find((each) => each.id === id);
    const week = site && availabilityOf(probesOf(site), today);
    const evidence = { url: homeUrl, capturedAt: '2026-11-18T00:00:00.000Z', sha256: 'b'.repeat(64) };
    return week ? { ...week, evidence } : null;
  }

  /** What earlier rounds would have kept: since when pages read the same, and when they were first met. */
  function history() {
    const unchangedSince: Record<string, string> = {};
    const sightings: Record<string, { firstSeenOn: string; lastSeenOn: string }> = {};
    for (const { siteId, path, on, isAsToday } of earlierPages(county())) {
      const url = `${served.sites.find(({ id }) => id === siteId)?.url}${path}`;
      sightings[url] = { firstSeenOn: sightings[url]?.firstSeenOn ?? on, lastSeenOn: on };
      if (isAsToday) unchangedSince[url] ??= on;
    }
    return { unchangedSince, sightings, lost: earlierPages(county()).flatMap(earlierReading) };
  }

  /** What an earlier round read of a page; it matters where the page is gone now. */
  function earlierReading({ siteId, path, on, county: then }: EarlierPage): EarlierReading[] {
    const bases = Object.fromEntries(served.sites.map(({ id, url }) => [id, url]));
    const body = sitePages(then, siteId, bases).get(path)?.().body;
    const url = `${bases[siteId]}${path}`;
    if (typeof body !== 'string') return [];
    const evidence = { url, capturedAt: `${on}T02:00:00.000Z`, sha256: 'c'.repeat(64) };
    return [{ page: extract({ url, html: body }), evidence, seenOn: on }];
  }

  async function evaluated(
    { unit, scope }: UnitEntry,
    { catalogs, registers }: Pick<CountyFiles, 'registers'> & { catalogs: readonly CatalogSource[] },
    entries: readonly UnitEntry[],
  ): Promise<Evaluation> {
    const items = catalogs.flatMap(({ kind, items }) => (kind === 'negative' ? [] : items));
    const pages: { capture: Capture; page: ExtractedPage }[] = [];
    const { failed, attachments, isComplete, gap } = await crawl(
      { scope, delayMs: 0, allowPrivateOrigins: [new URL(scope.homeUrl).origin] },
      { extract, onPage: ({ capture, page }) => void pages.push({ capture, page }) },
    );
    const register = {
      own: entries.findIndex((entry) => entry.unit === unit),
      units: entries.map((entry, id) => ({ id, ...entry.unit })),
      decisions: {},
    };
    const read = { pages, failures: failed, attachments, isComplete, gap };
    const availability = availabilityWeek(scope.homeUrl);
    const seen = { unit, scope, observedOn: today, items, catalogs, register, availability, ...history(), ...read };
    const records = recordsOf(unit.name, registers);
    const observation = withAbsences(observe(seen), earlierObservation(seen));
    return evaluate(ruleset, { ...observation, records }, { today, calendar: workCalendar() });
  }

  /** The unit as an earlier round saw it, where there was one that read the site to its end. */
  function earlierObservation(seen: ObserveInput): UnitObservation | undefined {
    const bases = Object.fromEntries(served.sites.map(({ id, url }) => [id, url]));
    const { id } = county().units.find(({ name }) => name === seen.unit.name) ?? {};
    const round = earlierRounds(county()).find(({ unitId }) => unitId === id);
    if (!round) return undefined;
    const pages = earlierAnswers({ ...round, bases }).map(({ capture, html }) => ({
      capture,
      page: extract({ url: capture.url, html }),
    }));
    const none = { failures: [], attachments: {}, sightings: {}, unchangedSince: {}, lost: [] };
    return observe({ ...seen, ...none, observedOn: round.on, pages, isComplete: true, gap: null });
  }

  it('accuses nobody wrongly', () => {
    expect(result.falseAlarms).toEqual([]);
  });

  it('finds at least 97 % of what was planted', () => {
    expect(result.found / result.planted).toBeGreaterThanOrEqual(0.97);
  });

  it('finds something of every rule there is, so that no single rule hides behind the others', () => {
    const ofRules = known.planted.filter(({ unit }) => unit !== scripted).map(({ code }) => code);
    expect([...new Set(ofRules)].filter((code) => result.byCode[code]?.found === 0)).toEqual([]);
  });

  it('finds everything planted in registers and cases, each rule on its own', () => {
    expect(result.missed.filter(({ subject }) => subject)).toEqual([]);
    const ofRecords = new Set(known.planted.flatMap(({ code, subject }) => (subject ? [code] : [])));
    expect(ofRecords.size).toBe(16);
  });

  it('warns of every limit that is about to run out', () => {
    expect(result.byCode['TIM-11']).toEqual({ planted: 6, found: 6, falseAlarms: 0 });
  });

  it('keeps out of the folder that robots.txt closes', () => {
    expect(served.trespasses()).toBe(0);
  });
});
