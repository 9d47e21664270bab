import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { DataSource } from 'typeorm';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { CATALOG_KINDS, CatalogKind } from '@app/catalog/catalog-version';
import { CatalogStore } from '@app/catalog/catalog.store';
import { refusalOfUrl } from '@app/crawling/address';
import { likelyKind } from '@app/evaluation/tier';
import { POLITE, SiteManners, SiteStore, UnitEntry } from '@app/sites/site.store';
import { Unit } from '@app/sites/unit';
import { readUnitsFile } from '@app/sites/units-file.reader';
import { UsageError } from './usage-error';
import { withDatabase } from './with-database';

export interface ImportOptions {
  readonly units?: string;
  readonly catalog?: string;
  readonly kind?: string;
  readonly site?: string;
  readonly unit?: string;
  readonly region?: string;
  readonly allowPrivate?: boolean;
}

/** What an import changed, and what in the file a person has to look at. */
export interface ImportAnswer {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly problems: readonly unknown[];
  /** Of a catalog: its kind and the version now in force. */
  readonly kind?: CatalogKind;
  readonly version?: number;
}

const DEFAULT_REGION = '本地区';

/** `import`: units and sites from one list, or the catalog of one unit. Repeating it is a diff. */
export async function importCommand(options: ImportOptions): Promise<ImportAnswer> {
  const { units, catalog, site, unit } = options;
  if (Boolean(units) === Boolean(catalog))
    throw new UsageError('either --units FILE, or --catalog FILE --site URL --unit NAME');
  const manners = { ...POLITE, allowsPrivate: options.allowPrivate ?? false };
  if (units) return withDatabase((db) => importUnits(db, units, { region: options.region, manners }));
  if (!site || !unit) throw new UsageError('--catalog needs --site URL and --unit NAME');
  const given = {
    file: catalog as string,
    kind: catalogKind(options.kind),
    unit,
    site,
    region: options.region,
    manners,
  };
  const answer = await withDatabase((db) => importCatalog(db, given));
  process.stderr.write(`${unit}的${CATALOG_KINDS[given.kind]}第${answer.version}版已生效：命令行导入不经审核\n`);
  return answer;
}

function catalogKind(text = 'standard'): CatalogKind {
  if (Object.hasOwn(CATALOG_KINDS, text)) return text as CatalogKind;
  throw new UsageError(`--kind: expected ${Object.keys(CATALOG_KINDS).join(', ')}, found ${JSON.stringify(text)}`);
}

/** Reads the whole file before anything is stored; a file with unusable rows imports nothing of them and names them. */
export async function importUnits(
  db: DataSource,
  file: string,
  { region, manners = POLITE, today = null }: { region?: string; manners?: SiteManners; today?: string | null },
): Promise<ImportAnswer> {
  const { units, problems } = await readUnitsFile(file);
  for (const { scope } of units) checkAddress(scope.homeUrl, manners.allowsPrivate);
  const store = new SiteStore(db);
  const { id } = await store.ensureRegion(region ?? DEFAULT_REGION, today);
  return { ...(await store.saveUnits(id, units, manners)), problems };
}

/** Puts the catalog in force at once. A unit that is not known yet is added with the site given. */
export async function importCatalog(
  db: DataSource,
  given: { file: string; unit: string; kind?: CatalogKind; site?: string; region?: string; manners?: SiteManners },
): Promise<ImportAnswer> {
  const { file, unit, kind = 'standard', site, manners = POLITE } = given;
  const catalog = await readCatalogFile(file);
  const store = new SiteStore(db);
  const unitKind = likelyKind(unit, catalog.items);
  if (site) await addUnit(store, { unit, unitKind, site, region: given.region, manners });
  const stored = (await store.units()).find((one) => one.unit.name === unit || one.unit.aliases.includes(unit));
  if (!stored) throw new UsageError(`unit ${unit} is not known; import it with --site URL`);
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  const source = { name: basename(file), sha256 };
  const { added, changed, removed, problems, version } = await new CatalogStore(db).saveCatalog(
    stored.id,
    catalog,
    source,
    {
      kind,
    },
  );
  return { added, changed, removed, problems, kind, version };
}

async function addUnit(
  store: SiteStore,
  given: { unit: string; unitKind: Unit['kind']; site: string; region?: string; manners: SiteManners },
): Promise<void> {
  const { unit, unitKind, site, region, manners } = given;
  checkAddress(site, manners.allowsPrivate);
  const { id } = await store.ensureRegion(region ?? DEFAULT_REGION, null);
  if ((await store.units()).some((one) => one.unit.name === unit)) return;
  const url = new URL(site);
  const path = url.pathname.replace(/[^/]*$/, '');
  const entry: UnitEntry = {
    unit: { name: unit, aliases: [], kind: unitKind, registeredOn: null },
    scope: { homeUrl: `${url.origin}/`, pathPrefixes: path === '/' ? [] : [path], isOwnSite: path === '/', plans: [] },
    siteName: url.host,
    email: null,
    contact: null,
  };
  await store.saveUnits(id, [entry], manners);
}

function checkAddress(url: string, allowsPrivate: boolean): void {
  const refusal = allowsPrivate ? (URL.canParse(url) ? undefined : 'not a URL') : refusalOfUrl(url);
  if (refusal) throw new UsageError(`${url}: ${refusal}`);
}
