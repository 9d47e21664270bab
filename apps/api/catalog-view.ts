import { LocalDate } from '@app/calendar/local-date';
import { DiffLine, ShortDiff, ShortLines } from '@app/catalog/catalog-diff';
import { CatalogChange, CatalogRow } from '@app/catalog/catalog-reads.store';
import { CatalogStep, CatalogVersion, isInForceOn } from '@app/catalog/catalog-version';
import { rowTexts } from '@app/catalog/row-texts';
import { otherTier } from '@app/evaluation/tier';
import { Account } from '@app/identity/account';
import { Unit } from '@app/sites/unit';
import {
  CatalogChangeView,
  CatalogDiffView,
  CatalogRowView,
  CatalogVersionView,
  DiffLinesView,
  FieldChangeView,
} from './catalog-views';

export function versionView(
  version: CatalogVersion,
  actions: readonly CatalogStep[],
  today: LocalDate,
): CatalogVersionView {
  const { authors: _authors, unitKind: _unitKind, ...view } = version;
  return {
    ...view,
    isInForce: isInForceOn(version, today),
    actions: [...actions],
  };
}

/** Catalogs are kept by the office; assessors and units read. */
export function mayChange({ role }: Account): boolean {
  return role === 'admin' || role === 'supervisor';
}

export function rowView({ key, item }: CatalogRow, unitKind: Unit['kind']): CatalogRowView {
  const { levels, tiers, post, own, ...texts } = rowTexts(item);
  return {
    key,
    row: item.row,
    sheet: item.sheet ?? null,
    texts: { ...texts, levels: [...levels], tiers: [...tiers], post: { ...post }, own: { ...own } },
    limits: item.limits.map(({ kind, wording }) => ({ kind, wording })),
    otherTier: otherTier(item, unitKind) ?? null,
  };
}

export function diffView(diff: ShortDiff, against: CatalogDiffView['against']): CatalogDiffView {
  const line = ({ levels, row }: DiffLine) => ({ item: levels.join(' > '), row });
  return {
    against,
    added: viewed(diff.added, line),
    removed: viewed(diff.removed, line),
    changed: viewed(diff.changed, (changed) => ({ ...line(changed), fields: [...changed.fields] })),
    unchanged: diff.unchanged,
  };
}

function viewed<T, V>({ total, lines }: ShortLines<T>, view: (line: T) => V): DiffLinesView<V> {
  return { total, lines: lines.map(view) };
}

export function changeView({ at, byName, kind, detail }: CatalogChange): CatalogChangeView {
  const { note, row, levels, fields, change, effectiveOn, on } = detail as {
    note?: string;
    row?: number;
    levels?: string[];
    fields?: FieldChangeView[];
    change?: string;
    effectiveOn?: string;
    on?: string;
  };
  const day = effectiveOn ?? on;
  return {
    at,
    byName,
    kind: change ? `${kind}-${change}` : kind,
    note: [day ? `自 ${day} 起` : '', note ?? ''].filter(Boolean).join('；'),
    row: row ?? null,
    item: levels?.join(' > ') ?? null,
    fields: fields ?? [],
  };
}
