import { LocalDate } from '@app/calendar/local-date';
import { ExtractedPage } from './extracted-page';
import { SearchForm } from './site-marks';
import { keyOf, normalizeUrl } from './url-key';

/** The place in a list that marks the answer of a search: nothing it links to is followed, nor is it visited again. */
export const TRIAL_PAGE = -1;

/** 试检索 — one question to the site's own search: a title that its home page shows. */
export interface SearchQuestion {
  readonly url: string;
  readonly query: string;
  readonly listedOn: LocalDate | null;
}

const LEAST_WORDS = 6;
const MOST_WORDS = 16;

/**
 * The question that a home page lets us ask; undefined where its search cannot be asked by address. The oldest dated
 * title is taken, because an index may lag behind what came out today.
 */
export function searchQuestionOf({ entries, marks, url }: ExtractedPage): SearchQuestion | undefined {
  const form = marks?.search;
  if (!form || new URL(form.action).host !== new URL(url).host) return undefined;
  const known = entries.flatMap(({ title, publishedOn }) => {
    const query = wordsOf(title);
    return query ? [{ query, listedOn: publishedOn }] : [];
  });
  const dated = known.filter(({ listedOn }) => listedOn !== null);
  const oldest = dated.reduce<(typeof dated)[number] | undefined>(
    (old, one) => (!old || (one.listedOn ?? '') < (old.listedOn ?? '') ? one : old),
    undefined,
  );
  const chosen = oldest ?? known[0];
  const address = chosen && normalizeUrl(addressOf(form, chosen.query));
  return address ? { url: address, ...chosen } : undefined;
}

/** Whether an address is that of an answer of this search, whatever was asked. */
export function isSearchAnswer(url: string, { action, field }: SearchForm): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, pathname, searchParams } = new URL(url);
  return `${origin}${pathname}` === action && searchParams.has(field);
}

/** Whether two addresses ask the same. */
export function isSameQuestion(one: string, other: string): boolean {
  const [a, b] = [normalizeUrl(one), normalizeUrl(other)];
  return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

/** The longest stretch of a title without punctuation; lists cut titles short, so that its end says nothing. */
function wordsOf(title: string): string | undefined {
  const stretches = title.normalize('NFKC').match(/[\p{Script=Han}\p{L}\p{N}]+/gu) ?? [];
  const longest = stretches.reduce((best, one) => (one.length > best.length ? one : best), '');
  return longest.length >= LEAST_WORDS ? longest.slice(0, MOST_WORDS) : undefined;
}

function addressOf({ action, field, fixed }: SearchForm, words: string): string {
  const pairs = [...Object.entries(fixed), [field, words] as const];
  return `${action}?${pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&')}`;
}
