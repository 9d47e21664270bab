import { DisclosureItem } from '@app/catalog/disclosure-catalog';
import { bigrams, coreName, similarity } from '@app/observation/names';

/** Finds whether a name has a similar one among the rows, without comparing every pair. */
export function counterpartsIn(
  items: readonly Pick<DisclosureItem, 'name'>[],
  least: number,
): (name: string) => boolean {
  const byPair = new Map<string, Set<string>>();
  for (const name of new Set(items.map((item) => item.name)))
    for (const pair of bigrams(coreName(name))) byPair.set(pair, (byPair.get(pair) ?? new Set()).add(name));
  return (sought) => {
    const near = new Set([...bigrams(coreName(sought))].flatMap((pair) => [...(byPair.get(pair) ?? [])]));
    return [...near].some((name) => similarity(sought, name) >= least);
  };
}
