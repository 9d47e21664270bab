import { DisclosureItem } from './disclosure-catalog';

/** A name for each item that survives re-imports: levels joined by ` > `, with `#2`, `#3` … behind repetitions, in file order. */
export function itemKeys(items: readonly Pick<DisclosureItem, 'levels'>[]): string[] {
  const seen = new Map<string, number>();
  return items.map(({ levels }) => {
    const key = levels.join(' > ');
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? key : `${key}#${count}`;
  });
}
