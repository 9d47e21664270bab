import { readTimeLimits } from '@app/catalog/read-time-limit';
import { ItemObservation, ObservedDocument, UnitObservation } from '@app/observation/observation';
import { pass, Rule } from './rule';

/** 清河县教育局, fictional; everything not given is as it should be. */
export const UNIT = '清河县教育局';
export const SITE = 'http://jyj.qinghe.example/';

export function documentOf(document: Partial<ObservedDocument> = {}): ObservedDocument {
  const url = document.url ?? `${SITE}1.html`;
  return {
    url,
    title: '关于招生工作的通知',
    publishedOn: null,
    formedOn: null,
    listedOn: null,
    documentNumber: null,
    issuingBody: UNIT,
    signedBy: null,
    source: null,
    validity: null,
    dates: [],
    signals: [],
    attachments: [],
    sectionUrl: `${SITE}zs/`,
    isSituationNote: false,
    evidence: { url, capturedAt: '2026-11-18T02:00:00Z', sha256: 'b'.repeat(64) },
    firstSeenOn: null,
    lastSeenOn: null,
    ...document,
  };
}

/** A row `招生信息` with the limit in the words of its cell. */
export function itemOf(
  limit: string,
  documents: readonly Partial<ObservedDocument>[] = [],
  name = '招生信息',
): ItemObservation {
  return {
    key: name,
    item: {
      row: 5,
      group: null,
      name,
      levels: [name],
      elements: [],
      basis: [],
      timeLimit: limit,
      limits: readTimeLimits(limit),
      unit: UNIT,
      channels: [],
      audience: null,
      method: 'proactive',
      tiers: [],
      section: null,
      cells: {},
    },
    section: null,
    basis: 'name',
    isCertain: true,
    documents: documents.map((document, at) => documentOf({ url: `${SITE}${at + 1}.html`, ...document })),
    elsewhere: [],
    candidates: [],
  };
}

export function observationOf(
  items: readonly ItemObservation[],
  changes: Partial<UnitObservation> = {},
): UnitObservation {
  return {
    unit: { name: UNIT, aliases: [], kind: 'department', registeredOn: null },
    scope: { homeUrl: SITE, pathPrefixes: [], isOwnSite: true, plans: [] },
    observedOn: '2026-11-18',
    home: null,
    items,
    sections: [],
    failures: [],
    isComplete: true,
    gap: null,
    pagesRead: 10,
    ...changes,
  };
}

/** TST-01, a rule about rows that passes; everything not given is ordinary. */
export function evaluationRule(changes: Partial<Rule> = {}): Rule {
  return {
    code: 'TST-01',
    id: 'test',
    title: '测试规则',
    dimension: '完整性',
    basis: '《测试办法》第一条',
    severity: 'medium',
    machine: 'A',
    subject: 'item',
    family: 'completeness',
    parameters: { days: 14 },
    advice: '请公开',
    isCurable: true,
    doubts: '从不',
    examine: () => pass('已公开'),
    ...changes,
  };
}
