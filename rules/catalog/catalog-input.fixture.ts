import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { itemKeys } from '@app/catalog/item-key';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { CatalogKind } from '@app/catalog/catalog-version';
import { Rule } from '@app/evaluation/rule';
import { CatalogPages, ItemObservation, UnitObservation } from '@app/observation/observation';
import { evidenceOf, findingsOf, Given, outcomeOf, SITE, siteObservation } from '../rule-input.fixture';

/** Catalogs of 清河县教育局; everything not given is as it should be. */
export interface GivenCatalogs {
  /** Rows by kind of catalog; null: the observation has no catalogs at all. */
  readonly rows?: Partial<Record<CatalogKind, readonly Partial<DisclosureItem>[]>> | null;
  readonly pages?: Partial<CatalogPages>;
  readonly organs?: UnitObservation['organs'];
  readonly unit?: Partial<UnitObservation['unit']>;
  readonly site?: Partial<UnitObservation>;
  readonly given?: Given;
}

export function catalogOutcome(rule: Rule, given: GivenCatalogs): string {
  return outcomeOf(rule, observed(given));
}

export function catalogFinding(rule: Rule, given: GivenCatalogs) {
  return findingsOf(rule, observed(given))[0];
}

/** A row with all eight elements. */
export function row(given: Partial<DisclosureItem> & { readonly limit?: string } = {}): DisclosureItem {
  const { limit = '信息形成或者变更之日起20个工作日内', ...item } = given;
  const name = item.name ?? '招生入学政策';
  return {
    row: 5,
    group: '义务教育',
    name,
    levels: ['义务教育', name],
    elements: [`${name}的文件`],
    basis: ['《中华人民共和国义务教育法》'],
    timeLimit: limit,
    limits: readTimeLimits(limit),
    unit: '清河县教育局',
    channels: [{ name: '政府网站', selected: true }],
    audience: '全社会',
    method: 'proactive',
    tiers: ['县级'],
    section: null,
    cells: COLUMNS,
    ...item,
  };
}

/** Cells of a table with a column for each element. */
export const COLUMNS: DisclosureItem['cells'] = Object.fromEntries(
  ['公开事项', '公开内容', '公开依据', '公开时限', '公开主体', '公开渠道和载体', '公开对象', '公开方式'].map(
    (label) => [label, label],
  ),
);

export function page(title: string, publishedOn: string | null, more = {}) {
  const url = `${SITE}zfxxgk/mulu.html`;
  return { url, title, evidence: evidenceOf(url), publishedOn, firstSeenOn: null, isReadable: true, ...more };
}

function observed({ rows = { standard: [row()] }, pages, organs, unit, site, given = {} }: GivenCatalogs): Given {
  const base = siteObservation();
  if (rows === null) return { ...given, site: { ...site, items: [], sections: [] } };
  const kinds = Object.entries(rows) as [CatalogKind, readonly DisclosureItem[]][];
  const items = kinds.flatMap(([kind, own]) => (kind === 'negative' ? [] : own.map((each) => ({ ...row(), ...each }))));
  const keys = itemKeys(items);
  let from = 0;
  const catalogs = kinds.map(([kind, own]) => {
    const evidence = { ...evidenceOf(`目录文件：${kind}.xlsx`), sha256: (kind === 'negative' ? 'b' : 'c').repeat(64) };
    if (kind === 'negative') return { kind, evidence, keys: [], others: own.map((each) => ({ ...row(), ...each })) };
    from += own.length;
    return { kind, evidence, keys: keys.slice(from - own.length, from) };
  });
  return {
    ...given,
    site: {
      items: items.map((item, index) => observation(keys[index] ?? '', item)),
      sections: [],
      unit: { ...base.unit, ...unit },
      catalogs,
      catalogPages: { found: [], gap: null, ...pages },
      ...(organs ? { organs } : {}),
      ...site,
    },
  };
}

function observation(key: string, item: DisclosureItem): ItemObservation {
  return { key, item, section: null, basis: 'none', isCertain: false, documents: [], elsewhere: [], candidates: [] };
}
