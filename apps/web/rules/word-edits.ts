import type { ListedWordView, WordEditView, WordKind } from '../../api/word-list-views';

export const WORD_KIND: Readonly<Record<WordKind, string>> = {
  typo: '错别字',
  expression: '不规范表述',
  right: '不算错误',
};

/** What is being written: of a new word, or of one that is listed. */
export interface WordDraft {
  readonly wording: string;
  readonly instead: string;
  readonly kind: WordKind;
  readonly isGrave: boolean;
  readonly reason: string;
}

export function wordDraft(word?: ListedWordView): WordDraft {
  const { wording = '', instead = '', kind = 'typo', isGrave = false } = word ?? {};
  return { wording, instead, kind, isGrave, reason: '' };
}

/** What an exception cannot have is not sent with it. */
export function wordBody({ wording, instead, kind, isGrave, reason }: WordDraft): WordDraft {
  const isRight = kind === 'right';
  return {
    wording: wording.trim(),
    instead: isRight ? '' : instead.trim(),
    kind,
    isGrave: !isRight && isGrave,
    reason: reason.trim(),
  };
}

export type WordChoice = '' | WordKind | 'grave' | 'own' | 'found';

export const WORD_CHOICES: readonly (readonly [WordChoice, string])[] = [
  ['', '全部词形'],
  ['typo', '错别字'],
  ['expression', '不规范表述'],
  ['grave', '严重表述错误'],
  ['right', '不算错误的'],
  ['own', '本单位增改的'],
  ['found', '现有命中的'],
];

/** By what stands in either column. */
export function wordsSought(
  words: readonly ListedWordView[],
  { sought, only }: { readonly sought: string; readonly only: string },
): ListedWordView[] {
  const text = sought.trim();
  return words.filter(
    (word) => (word.wording.includes(text) || word.instead.includes(text)) && isOfChoice(word, only as WordChoice),
  );
}

function isOfChoice(word: ListedWordView, only: WordChoice): boolean {
  switch (only) {
    case '':
      return true;
    case 'grave':
      return word.isGrave;
    case 'own':
      return !word.isShipped;
    case 'found':
      return word.places > 0;
    default:
      return word.kind === only;
  }
}

/** 停用; 增加：错别字，应为“账号”; 改为：不规范表述（严重），应为“…”. The edit before it, of the same word, says which. */
export function spokenEdit(edit: WordEditView, before: WordEditView | undefined, isShippedWord: boolean): string {
  if (!edit.isActive) return '停用';
  const meaning = [
    `${WORD_KIND[edit.kind]}${edit.isGrave ? '（严重）' : ''}`,
    ...(edit.instead ? [`应为“${edit.instead}”`] : []),
  ].join('，');
  if (before) return `${before.isActive ? '改为' : '恢复'}：${meaning}`;
  return `${isShippedWord ? '改为' : '增加'}：${meaning}`;
}

/** Edits are listed from the newest; the one before is the next of the same word. */
export function editBefore(edits: readonly WordEditView[], index: number): WordEditView | undefined {
  const wording = edits[index]?.wording;
  return edits.slice(index + 1).find((each) => each.wording === wording);
}
