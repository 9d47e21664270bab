import { FlatPage } from './generic/flat-page';
import { Resolve } from './generic/links';
import { Paging } from './generic/paging';

/** A page as fetched and decoded. */
export interface RawPage {
  readonly url: string;
  readonly html: string;
}

/**
 * CMS family — what is known of one publishing system's pages. A family refines where the generic reader looks;
 * it never judges and never fills a field by itself.
 */
export interface Family {
  readonly name: string;
  /**
   * Cheap marks in address and markup; no parse. The engine leaps through a page for one word, and walks for words that
   * begin differently, so marks that have nothing in common are looked for one by one.
   */
  readonly recognises: (page: RawPage) => boolean;
  /** Class or id names (lower case) of the element that holds the text. */
  readonly textMarks: readonly string[];
  /** Class or id names (lower case) of the title. */
  readonly titleMarks: readonly string[];
  /** Puts lists that hide in scripts into plain markup before the page is parsed. */
  readonly unfold?: (page: RawPage) => string;
  /** The family's own paging; null where the page shows none of it. */
  readonly pagingOf?: (page: FlatPage, url: string, resolve: Resolve) => Paging | null;
}
