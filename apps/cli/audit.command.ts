import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dayOf, LocalDate } from '@app/calendar/local-date';
import { workCalendar } from '@app/calendar/holiday-notices';
import { readCatalogFile } from '@app/catalog/catalog-file.reader';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { originOf, refusalOfUrl } from '@app/crawling/address';
import { Capture, FETCH_FAILURES } from '@app/crawling/capture';
import { crawl, CrawlSummary } from '@app/crawling/crawl.client';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { evaluate } from '@app/evaluation/evaluate';
import { likelyKind } from '@app/evaluation/tier';
import { Evaluation, Finding } from '@app/evaluation/finding';
import { observe } from '@app/observation/observe';
import { mayBeSameOrgan, namesOrgan, organsIn } from '@app/observation/organ';
import { CatalogSource } from '@app/observation/observed-catalogs';
import { Evidence, UnitObservation } from '@app/observation/observation';
import { SiteScope, Unit } from '@app/sites/unit';
import { attachmentPage } from '../../crawlers/attachment-page';
import { extract } from '../../crawlers/index';
import { auditRuleset } from '../../rules/audit-rules';
import { UsageError } from './usage-error';

export interface AuditOptions {
  /** Absolute path of the catalog file. */
  readonly catalog: string;
  /** Home page; with a path, only what lies under it is judged. */
  readonly site: string;
  /** Rows that name other units are then left out. */
  readonly unit?: string;
  readonly today?: LocalDate;
  readonly since?: LocalDate;
  /** Lists pass and notApplicable too. */
  readonly all?: boolean;
  /** Admits the origin of `site` although private, and only it. */
  readonly allowPrivate?: boolean;
  readonly maxPages?: number;
  readonly delayMs?: number;
  readonly concurrency?: number;
  /** Pages that need a browser stay unread. */
  readonly isBrowserOff?: boolean;
  /** `all`, or codes; without it those that hold anywhere (`rules/core.ts`). */
  readonly rules?: string;
}

/** The JSON of `mingjian audit` (design.md §7). */
export interface AuditJson {
  readonly unit: string;
  readonly today: LocalDate;
  readonly since: LocalDate;
  readonly rulesetVersion: string;
  readonly coverage: Evaluation['coverage'];
  readonly findings: readonly AuditFinding[];
  readonly warnings: readonly { item: string; row: number; dueOn: LocalDate; workingDaysLeft: number }[];
}

export type AuditFinding = Pick<
  Finding,
  'code' | 'rule' | 'item' | 'row' | 'rows' | 'section' | 'outcome' | 'severity' | 'url' | 'explanation' | 'basis'
> & { readonly evidence: readonly Evidence[] };

/**
 * 按目录逐项检查一个网站 — reads a catalog, crawls the site in memory, judges row by row; leaves nothing behind.
 * Throws UsageError for bad input and refused addresses. A home page that cannot be read still gives its JSON, every
 * row in doubt, with exit code 1.
 */
export async function auditSite(
  options: AuditOptions,
): Promise<{ readonly value: AuditJson; readonly exitCode: 0 | 1 }> {
  checkSite(options);
  const ruleset = auditRuleset(options.rules);
  if (!ruleset) throw new UsageError(`--rules: expected all or codes such as TIM-01,CNT-01, found ${options.rules}`);
  const { items, unit } = await catalogOf(options);
  const catalogs = [await sourceOf(options.catalog, items)];
  const { observation, summary } = await observeSite(options, { items, unit, catalogs });
  if (summary.homeFailure?.kind === 'refusedAddress')
    throw new UsageError(`address refused: ${options.site} (${FETCH_FAILURES.refusedAddress.text})`);
  const { today = dayOf(new Date()), since } = options;
  const evaluation = evaluate(ruleset, observation, { today, since, calendar: workCalendar() });
  if (summary.gap) process.stderr.write(`${summary.gap}\n`);
  return { value: auditJson(evaluation, options.all === true), exitCode: summary.homeFailure ? 1 : 0 };
}

/** Crawls and observes; exported so that tests see what the verdicts rest on. */
export async function observeSite(
  options: AuditOptions,
  { items, unit, catalogs }: { items: readonly DisclosureItem[]; unit: Unit; catalogs?: readonly CatalogSource[] },
): Promise<{ readonly observation: UnitObservation; readonly summary: CrawlSummary }> {
  const { site, today = dayOf(new Date()), allowPrivate = false, maxPages, concurrency } = options;
  const scope = scopeOf(site);
  const pages: { capture: Capture; page: ExtractedPage }[] = [];
  const summary = await crawl(
    {
      scope,
      maxPages,
      concurrency,
      delayMs: options.delayMs ?? (allowPrivate && isLoopback(site) ? 0 : undefined),
      ...(options.isBrowserOff ? { browser: false } : {}),
      allowPrivateOrigins: allowPrivate ? [originOf(site) as string] : [],
    },
    { extract, extractFile: attachmentPage, onPage: ({ capture, page }) => void pages.push({ capture, page }) },
  );
  const { failed: failures, attachments, attachmentTexts, isComplete, gap } = summary;
  const seen = { pages, failures, attachments, attachmentTexts, isComplete, gap };
  const observation = observe({ unit, scope, observedOn: today, items, catalogs, ...seen });
  return { observation, summary };
}

function checkSite({ site, allowPrivate, delayMs, today, since }: AuditOptions): void {
  if (!originOf(site)) throw new UsageError(`not an http(s) URL: ${site}`);
  const refusal = allowPrivate ? undefined : refusalOfUrl(site);
  if (refusal) throw new UsageError(`address refused: ${site} (${refusal})`);
  if (delayMs === 0 && !allowPrivate) throw new UsageError('--delay 0 only together with --allow-private');
  if (since && today && since > today) throw new UsageError(`--since ${since} lies after --today ${today}`);
}

/** Rows of the unit and its name: with `--unit` the one given, otherwise the one most rows name. */
async function catalogOf({ catalog, unit, site }: AuditOptions): Promise<{ items: DisclosureItem[]; unit: Unit }> {
  const { items, problems } = await readCatalogFile(catalog);
  if (items.length === 0) throw new UsageError(`no catalog rows in ${catalog}: ${problems[0]?.message ?? 'empty'}`);
  const name = unit ?? commonUnit(items) ?? new URL(site).host;
  const rows = rowsOf(unit, items);
  return { items: rows, unit: { name, aliases: [], kind: likelyKind(name, rows), registeredOn: null } };
}

/**
 * Whoever is named in its rows answers for them. Where no row names the unit, a catalog of one other name is taken for
 * the unit's under another name; a catalog of several holds none of its rows, and nobody answers for another's.
 */
export function rowsOf(unit: string | undefined, items: readonly DisclosureItem[]): DisclosureItem[] {
  if (!unit) return [...items];
  const isOwn = ({ unit: named }: DisclosureItem) =>
    !named || !namesAnyOrgan(named) || organsIn(named).some((organ) => mayBeSameOrgan(organ, [unit]));
  const own = items.filter(isOwn);
  if (own.length > 0) return own;
  return new Set(items.map(({ unit: named }) => named)).size === 1 ? [...items] : [];
}

/** 相关部门, 各单位: nobody in particular. */
function namesAnyOrgan(text: string): boolean {
  return organsIn(text).some(
    (part) => !part.startsWith('各') && (namesOrgan(part) || /(?:[镇乡村]|街道|社区)$/u.test(part)),
  );
}

async function sourceOf(file: string, items: readonly DisclosureItem[]): Promise<CatalogSource> {
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return {
    kind: 'standard',
    name: basename(file),
    sha256,
    importedAt: new Date().toISOString(),
    isUnregistered: true,
    items,
  };
}

/** The 公开主体 most rows name; of equals the first. */
function commonUnit(items: readonly DisclosureItem[]): string | undefined {
  const counts = new Map<string, number>();
  for (const { unit } of items) if (unit) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}

/** A site address with a path stands for that part of its host; the host's own home page is then not the unit's. */
function scopeOf(site: string): SiteScope {
  const { pathname } = new URL(site);
  const folder = pathname.slice(0, pathname.lastIndexOf('/') + 1);
  return { homeUrl: site, pathPrefixes: folder === '/' ? [] : [folder], isOwnSite: folder === '/', plans: [] };
}

function isLoopback(site: string): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(new URL(site).hostname);
}

function auditJson(evaluation: Evaluation, isAll: boolean): AuditJson {
  const { unit, today, since, rulesetVersion, coverage, findings, warnings } = evaluation;
  const shown = findings.filter(({ outcome }) => isAll || outcome === 'fail' || outcome === 'cannotTell');
  return {
    unit,
    today,
    since,
    rulesetVersion,
    coverage,
    findings: shown.map(auditFinding),
    warnings: warnings.map(({ item, row, dueOn, workingDaysLeft }) => ({ item, row, dueOn, workingDaysLeft })),
  };
}

function auditFinding(finding: Finding): AuditFinding {
  const { code, rule, item, row, rows, section, outcome, severity, url, explanation, basis, evidence } = finding;
  return {
    code,
    rule,
    item,
    row,
    ...(rows ? { rows } : {}),
    section,
    outcome,
    severity,
    url,
    explanation,
    basis,
    evidence,
  };
}
