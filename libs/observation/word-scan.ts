/** Where a word of the list stands. */
export interface WordHit<W> {
  readonly word: W;
  readonly at: number;
}

/**
 * 词表扫描 — finds every word of a list in one pass over the text, however long the list (Aho–Corasick). Where one word
 * contains another the longer one counts.
 */
export function wordScanner<W extends { readonly wording: string }>(words: readonly W[]) {
  const root = node<W>();
  for (const word of words) if (word.wording !== '') insert(root, word);
  link(root);
  return (text: string, most = 50): WordHit<W>[] => scan(root, text, most);
}

interface Node<W> {
  readonly next: Map<string, Node<W>>;
  fallback: Node<W> | null;
  /** The longest word that ends here. */
  word: W | null;
}

const node = <W>(): Node<W> => ({ next: new Map(), fallback: null, word: null });

function insert<W extends { readonly wording: string }>(root: Node<W>, word: W): void {
  let at = root;
  for (const character of word.wording) {
    let next = at.next.get(character);
    if (!next) at.next.set(character, (next = node()));
    at = next;
  }
  at.word ??= word;
}

/** Breadth first: a node falls back to the longest proper end of its text that begins a word. */
function link<W>(root: Node<W>): void {
  const queue: Node<W>[] = [root];
  for (let head = 0; head < queue.length; head += 1) {
    const from = queue[head] as Node<W>;
    for (const [character, to] of from.next) {
      let fallback = from.fallback;
      while (fallback && !fallback.next.has(character)) fallback = fallback.fallback;
      to.fallback = from === root ? root : (fallback?.next.get(character) ?? root);
      to.word ??= to.fallback.word;
      queue.push(to);
    }
  }
}

function scan<W extends { readonly wording: string }>(root: Node<W>, text: string, most: number): WordHit<W>[] {
  const hits: WordHit<W>[] = [];
  let at = root;
  let position = 0;
  for (const character of text) {
    while (at !== root && !at.next.has(character)) at = at.fallback ?? root;
    at = at.next.get(character) ?? root;
    position += character.length;
    const { word } = at;
    if (!word) continue;
    const start = position - word.wording.length;
    while (hits.length > 0 && start <= (hits.at(-1) as WordHit<W>).at) hits.pop();
    if (hits.length >= most) return hits;
    hits.push({ word, at: start });
  }
  return hits;
}
