import type { CaptureChangeView } from '../../api/views';

export type Change = CaptureChangeView['change'];
export type Block = Change['blocks'][number];

/** What is shown of the blocks: one of them, or a stretch that stayed the same. */
export type ShownBlock =
  { readonly kind: 'block'; readonly block: Block } | { readonly kind: 'folded'; readonly count: number };

/** Blocks that changed, each with one unchanged neighbour on both sides; longer unchanged stretches are folded. */
export function changedFirst(blocks: readonly Block[], context = 1): ShownBlock[] {
  const isNear = new Uint8Array(blocks.length);
  blocks.forEach(({ kind }, at) => {
    if (kind !== 'same') isNear.fill(1, Math.max(0, at - context), at + context + 1);
  });
  const shown: ShownBlock[] = [];
  let folded = 0;
  const fold = () => {
    if (folded > 0) shown.push({ kind: 'folded', count: folded });
    folded = 0;
  };
  blocks.forEach((block, at) => {
    if (!isNear[at]) return void (folded += 1);
    fold();
    shown.push({ kind: 'block', block });
  });
  fold();
  return shown;
}

/** 改 2 段，增 1 段，删 3 段；empty where no block changed. */
export function blockCounts(blocks: readonly Block[]): string {
  const count = (kind: Block['kind']) => blocks.filter((block) => block.kind === kind).length;
  const words = [
    ['改', count('edited')],
    ['增', count('added')],
    ['删', count('removed')],
    ['移', count('moved')],
  ] as const;
  return words.flatMap(([word, number]) => (number > 0 ? [`${word} ${number} 段`] : [])).join('，');
}
