const MOST = 4_000;
const LONGEST = 200;

/**
 * `answer` with its answers kept: a site writes the same class names on each of its pages, and looking up is a tenth of
 * the work. Bounded; a new text starts the memory anew when it is full. The texts must be made for the purpose (put
 * together, in lower case …), never cut out of a page: a cut holds on to the whole page.
 */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined || known.has(text)) return found as T;
    const fresh = answer(text);
    if (text.length > LONGEST) return fresh;
    if (known.size >= MOST) known.clear();
    known.set(text, fresh);
    return fresh;
  };
}
