import type { ListedWord } from '@app/observation/word-list';

export type WordKind = ListedWord['kind'];

export interface ListedWordView {
  wording: string;
  instead: string;
  kind: WordKind;
  isGrave: boolean;
  /** Of the list as shipped, unchanged. */
  isShipped: boolean;
  /** Places in what was seen last. */
  places: number;
}

export interface WordEditView {
  wording: string;
  instead: string;
  kind: WordKind;
  isGrave: boolean;
  /** False: the word was taken out. */
  isActive: boolean;
  reason: string;
  by: string;
  at: string;
}

/** GET /api/word-lists */
export interface WordListView {
  words: ListedWordView[];
  /** The newest first. */
  edits: WordEditView[];
  /** Wordings of the list as shipped, withdrawn ones too. */
  shipped: string[];
  canChange: boolean;
}

/** How many units are looked through again. */
export interface WordSaved {
  reobserved: number;
}
