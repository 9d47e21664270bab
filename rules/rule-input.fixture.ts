import { workCalendar } from '@app/calendar/holiday-notices';
import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { evaluate } from '@app/evaluation/evaluate';
import { Evaluation, Finding } from '@app/evaluation/finding';
import { Rule } from '@app/evaluation/rule';
import { RuleSetting } from '@app/evaluation/rule-setting';
import {
  Evidence,
  ItemObservation,
  ObservedDocument,
  ObservedSection,
  UnitObservation,
} from '@app/observation/observation';

/** 清河县教育局, a fictional bureau with a site of its own; everything not given is as it should be. */
export const UNIT = '清河县教育局';
export const SITE = 'http://jyj.qinghe.example/';
export const TODAY = '2026-11-18';

export interface Given {
  readonly today?: string;
  readonly since?: string;
  /** Words of the 公开时限 cell. */
  readonly limit?: string;
  readonly item?: Partial<DisclosureItem>;
  readonly documents?: readonly Partial<ObservedDocument>[];
  /** Null: no section was found. */
  readonly section?: Partial<ObservedSection> | null;
  readonly match?: Partial<ItemObservation>;
  readonly site?: Partial<UnitObservation>;
  readonly settings?: readonly RuleSetting[];
  /** 节假日顺延: another rule than the calendar's. */
  readonly rollOver?: number;
}

/** What one rule says of the one item, section or site given. */
export function findingsOf(rule: Rule, given: Given = {}): readonly Finding[] {
  return evaluationOf([rule], given).findings;
}

/** The first finding's outcome; `unseen` for doubt from not having seen, `none` where the rule has nothing to say. */
export function outcomeOf(rule: Rule, given: Given = {}): string {
  const [finding] = findingsOf(rule, given);
  if (!finding) return 'none';
  return finding.unseen ? 'unseen' : finding.outcome;
}

export function evaluationOf(rules: readonly Rule[], given: Given = {}): Evaluation {
  const { today = TODAY, since, settings, rollOver } = given;
  return evaluate({ version: 'test', rules }, siteObservation(given), {
    today,
    since,
    calendar: rollOver === undefined ? workCalendar() : { ...workCalendar(), rollOver },
    settings,
  });
}

export function siteObservation(given: Given = {}): UnitObservation {
  const item = itemObservation(given);
  return {
    unit: { name: UNIT, aliases: ['县教育局'], kind: 'department', registeredOn: null },
    scope: { homeUrl: SITE, pathPrefixes: [], isOwnSite: true, plans: [] },
    observedOn: given.today ?? TODAY,
    home: { evidence: evidenceOf(SITE), newestOn: '2026-11-17', isPortal: false },
    items: [item],
    sections: item.section ? [item.section] : [],
    failures: [],
    articles: { read: 100, dated: 99 },
    isComplete: true,
    gap: null,
    pagesRead: 120,
    ...given.site,
  };
}

function itemObservation(given: Given): ItemObservation {
  const documents = (given.documents ?? []).map(documentOf);
  const item = catalogItem(given);
  return {
    key: item.levels.join(' > '),
    item,
    section: given.section === null ? null : sectionOf({ entries: documents.map(entryOf), ...given.section }),
    basis: 'explicit',
    isCertain: true,
    documents,
    elsewhere: [],
    unassigned: [],
    candidates: [],
    ...given.match,
  };
}

function catalogItem({ limit, item }: Pick<Given, 'limit' | 'item'>): DisclosureItem {
  const name = item?.name ?? '财政收支情况';
  return {
    row: 7,
    group: '财政信息',
    name,
    levels: ['财政信息', name],
    elements: [],
    basis: [],
    timeLimit: limit ?? null,
    limits: limit ? readTimeLimits(limit) : [],
    unit: UNIT,
    channels: [{ name: '政府网站', selected: true }],
    audience: '全社会',
    method: 'proactive',
    tiers: ['县级'],
    section: '财政信息',
    cells: {},
    ...item,
  };
}

export function sectionOf(section: Partial<ObservedSection> = {}): ObservedSection {
  const url = section.url ?? `${SITE}czxx/index.html`;
  return {
    url,
    name: '财政信息',
    path: ['政务公开', section.name ?? '财政信息'],
    evidence: [evidenceOf(url)],
    entries: [],
    isComplete: true,
    gap: null,
    ...section,
  };
}

/** An article that prints its days in the box: 成文日期 `formedOn`, 发布日期 `publishedOn`. */
export function documentOf(document: Partial<ObservedDocument>, at = 0): ObservedDocument {
  const url = document.url ?? `${SITE}czxx/content_${at + 1}.html`;
  const { publishedOn = null, formedOn = null } = document;
  return {
    url,
    title: '关于财政收支情况的通知',
    publishedOn,
    formedOn,
    listedOn: null,
    documentNumber: null,
    issuingBody: UNIT,
    signedBy: null,
    source: null,
    validity: null,
    dates: [
      ...(publishedOn ? [{ value: publishedOn, from: 'box' as const, label: '发布日期' }] : []),
      ...(formedOn ? [{ value: formedOn, from: 'box' as const, label: '成文日期' }] : []),
    ],
    signals: [],
    attachments: [],
    sectionUrl: `${SITE}czxx/index.html`,
    isSituationNote: false,
    evidence: evidenceOf(url),
    firstSeenOn: null,
    lastSeenOn: null,
    ...document,
  };
}

export function evidenceOf(url: string): Evidence {
  return { url, capturedAt: '2026-11-18T02:00:00.000Z', sha256: 'a'.repeat(64) };
}

function entryOf({ title, url, publishedOn, listedOn }: ObservedDocument) {
  return { title, url, publishedOn: listedOn ?? publishedOn };
}
