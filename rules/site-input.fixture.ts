import { NamedPlace, PlaceTopic, SiteFacts, SiteMarksFact, TextElements } from '@app/observation/site-facts';
import { UnitObservation } from '@app/observation/observation';
import { evidenceOf, Given, SITE, siteObservation } from './rule-input.fixture';

/** What a sound site shows; everything not given is as it should be. */
export function siteFacts(facts: Partial<SiteFacts> = {}): SiteFacts {
  return {
    places: { found: {}, gap: null, unnamed: 0 },
    marks: marksOf(),
    guide: null,
    requestChannel: null,
    reports: [],
    deadLinks: { count: 0, carried: 0, listed: [] },
    inwardLinks: [],
    suspects: [],
    attachments: { tried: 0, failed: 0, broken: [] },
    serviceGuides: [],
    datasets: [],
    replies: {},
    onRequestOnly: [],
    newestOn: {},
    ...facts,
  };
}

export function marksOf(marks: Partial<SiteMarksFact> = {}): SiteMarksFact {
  return {
    siteCode: '3599990056',
    icp: '明ICP备00000056号',
    police: '35999902000056',
    has: ['search', 'barrierFree', 'elderly'],
    evidence: evidenceOf(SITE),
    gap: null,
    ...marks,
  };
}

/** Facts and what else is given of the observation. */
export function onSite(facts: Partial<SiteFacts> = {}, site: Partial<UnitObservation> = {}, more: Given = {}): Given {
  return { ...more, site: { siteFacts: siteFacts(facts), ...site } };
}

/** Places by topic: a name, or a place in full. */
export function places(
  found: Partial<Record<PlaceTopic, readonly (string | Partial<NamedPlace>)[]>>,
  more: Partial<SiteFacts['places']> = {},
): Pick<SiteFacts, 'places'> {
  const named = Object.entries(found).map(([topic, list]) => [topic, list.map(placeOf)] as const);
  return { places: { found: Object.fromEntries(named), gap: null, unnamed: 0, ...more } };
}

function placeOf(given: string | Partial<NamedPlace>): NamedPlace {
  const place = typeof given === 'string' ? { name: given } : given;
  const url = place.url ?? `${SITE}place/index.html`;
  return { name: '栏目', url, state: 'read', evidence: evidenceOf(url), ...place };
}

export function textOf(text: Partial<TextElements> = {}): TextElements {
  const url = text.url ?? `${SITE}text.html`;
  return {
    title: '指南',
    url,
    evidence: evidenceOf(url),
    length: 900,
    bare: [],
    missing: [],
    labelled: 4,
    gap: null,
    ...text,
  };
}

const base = siteObservation();
export const GOVERNMENT: Pick<UnitObservation, 'unit'> = {
  unit: { ...base.unit, name: '清河县人民政府', kind: 'government' },
};
export const ENTERPRISE: Pick<UnitObservation, 'unit'> = { unit: { ...base.unit, kind: 'enterprise' } };
export const SHARED: Pick<UnitObservation, 'scope'> = {
  scope: { ...base.scope, isOwnSite: false, pathPrefixes: ['/bsz/'] },
};
export const CUT_SHORT: Pick<UnitObservation, 'isComplete' | 'gap'> = { isComplete: false, gap: '采集中断' };
export const NO_FACTS: Pick<UnitObservation, 'siteFacts'> = { siteFacts: undefined };
