import { LocalDate } from '@app/calendar/local-date';
import { Article, Channel, SandboxCounty } from './county';
import { rowNumber } from './catalog-table';
import { furnitureOf } from './furnish';
import { Near, Plant, RowPlan, UnitPlan } from './plan';
import { recordTruth } from './registers';

/** One planted defect, in the words of the truth file. */
export interface PlantedDefect {
  readonly id: string;
  readonly code: string;
  readonly unit: string;
  /** The item's name; null for defects of a section or a site. */
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  /** Period of the obligation, or the document's title. */
  readonly instance?: string;
  /** Path of the document or section on its site. */
  readonly url?: string;
  /** Of a register, a year or a case: what the finding is about. */
  readonly subject?: string;
  readonly note: string;
  readonly alsoAllowed?: readonly string[];
}

export interface NearMiss {
  readonly id: string;
  readonly unit: string;
  readonly item: string | null;
  readonly section: string | null;
  readonly instance?: string;
  readonly url?: string;
  readonly subject?: string;
  readonly note: string;
  readonly mustNot: readonly string[];
}

export interface ExpectedWarning {
  readonly unit: string;
  readonly item: string;
  readonly row: number;
  readonly dueOn: LocalDate;
}

/** What is really wrong in the county. Only the scorer reads it; the pipeline never does. */
export interface Truth {
  readonly planted: readonly PlantedDefect[];
  readonly nearMisses: readonly NearMiss[];
  readonly warnings: readonly ExpectedWarning[];
}

/** Where a defect sits, so that publication can cure it. */
export interface Spot {
  readonly unitId: string;
  readonly row?: RowPlan;
  readonly channel?: Channel;
  readonly article?: Article;
}

export interface Planted {
  readonly defect: PlantedDefect;
  readonly spot: Spot;
}

export function truth(county: SandboxCounty): Truth {
  const records = recordTruth(county);
  const misses = marks(county, (spot) => spot.near).map(({ spot, mark }, index) => nearMiss(county, spot, mark, index));
  return {
    planted: [...plantedIn(county).map(({ defect }) => defect), ...records.planted],
    nearMisses: [...misses, ...records.nearMisses],
    warnings: county.units.flatMap((unit) =>
      unit.catalog.rows.flatMap((row, index) =>
        row.warnings.map((dueOn) => ({ unit: unit.name, item: nameOf(row), row: rowNumber(unit, index), dueOn })),
      ),
    ),
  };
}

/** Every planted defect with the spot it sits on. */
export function plantedIn(county: SandboxCounty): Planted[] {
  const counts = new Map<string, number>();
  return marks(county, (spot) => spot.planted).map(({ spot, mark }) => {
    const stem = `${spot.unitId}-${mark.code}`;
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return { spot, defect: defectAt(county, spot, mark, `${stem}-${count}`) };
  });
}

interface MarkedSpot extends Spot {
  readonly planted: readonly Plant[];
  readonly near: readonly Near[];
}

function marks<M>(county: SandboxCounty, of: (spot: MarkedSpot) => readonly M[]): { spot: MarkedSpot; mark: M }[] {
  return county.units
    .flatMap((unit) => spotsOf(county, unit))
    .flatMap((spot) => of(spot).map((mark) => ({ spot, mark })));
}

const list = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);

function spotsOf(county: SandboxCounty, unit: UnitPlan): MarkedSpot[] {
  const channels = county.channels.filter(({ unitId }) => unitId === unit.id);
  const { planted = [], near = [] } = unit.catalog;
  const catalog = { unitId: unit.id, planted, near };
  const outage = unit.isOwnSite ? county.sites.find(({ id }) => id === unit.siteId)?.outage : undefined;
  const furniture = furnitureOf(unit);
  const site = {
    unitId: unit.id,
    planted: [...list(unit.planted), ...list(outage?.planted), ...(furniture.planted ?? [])],
    near: [...list(unit.near), ...list(outage?.near), ...(furniture.near ?? [])],
  };
  const sections = channels.map((channel) => ({
    unitId: unit.id,
    channel,
    planted: list(channel.planted),
    near: list(channel.near),
  }));
  const claimed = new Set(unit.catalog.rows.flatMap(({ documents }) => documents));
  const loose = channels.flatMap((channel) =>
    channel.articles
      .filter(({ plan }) => !claimed.has(plan) && plan !== unit.catalogPage?.documents[0])
      .map((article) => ({
        unitId: unit.id,
        channel,
        article,
        planted: list(article.plan.planted),
        near: list(article.plan.near),
      })),
  );
  const rows = unit.catalog.rows.flatMap((row) => {
    const channel = channels.find(({ path }) => path.join(' > ') === row.at);
    const articles = (channel?.articles ?? []).filter(({ plan }) => row.documents.includes(plan));
    const documents = articles.map((article) => ({
      unitId: unit.id,
      row,
      channel,
      article,
      planted: list(article.plan.planted),
      near: list(article.plan.near),
    }));
    return [{ unitId: unit.id, row, channel, planted: row.planted, near: row.near }, ...documents];
  });
  return [site, ...sections, ...rows, ...loose, catalog];
}

function defectAt(
  county: SandboxCounty,
  spot: Spot,
  { code, note, instance, alsoAllowed }: Plant,
  id: string,
): PlantedDefect {
  const place = placeOf(county, spot);
  return { id, code, ...place, ...instanceOf(spot, instance), note, ...(alsoAllowed ? { alsoAllowed } : {}) };
}

function nearMiss(county: SandboxCounty, spot: Spot, { note, mustNot, instance }: Near, index: number): NearMiss {
  const { unit, item, section } = placeOf(county, spot);
  return { id: `near-${index + 1}`, unit, item, section, ...instanceOf(spot, instance), note, mustNot };
}

function placeOf(county: SandboxCounty, { unitId, row, channel }: Spot) {
  const unit = county.units.find(({ id }) => id === unitId);
  if (!unit) throw new RangeError(`the county has no unit ${unitId}`);
  return {
    unit: unit.name,
    item: row ? nameOf(row) : null,
    row: row ? rowNumber(unit, unit.catalog.rows.indexOf(row)) : null,
    section: channel?.name ?? null,
  };
}

/** A period names itself; a document is named by its title and found by its path, a section by its path. */
function instanceOf(
  { article, channel, row }: Spot,
  instance: string | undefined,
): { instance?: string; url?: string } {
  if (instance) return { instance, ...(article ? { url: article.url } : {}) };
  if (article) return { instance: article.plan.title, url: article.url };
  return !row && channel ? { url: channel.url } : {};
}

const nameOf = (row: RowPlan): string => row.levels.at(-1) ?? '';
