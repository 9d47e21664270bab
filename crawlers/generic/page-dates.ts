import { ClaimedDate } from '@app/crawling/extracted-page';
import { datesOf } from './byline';
import { Line } from './flat-page';
import { datesIn, firstDate, PrintedDate } from './printed-dates';
import { Reading } from './reading';
import { Row } from './rows';
import { Signature } from './signature';

const MAX_DATES = 120;
/** Ten times the longest text that is kept of a page. */
const MAX_SEARCHED = 200_000;
const IN_PATH = /[/t](\d{4})(\d{2})(\d{2})[_/.]|\/(\d{4})[-/](\d{1,2})[-/](\d{1,2})\//;

/** Every date the page claims, each value once per place it was read: stated, signed, in the address, listed, in the text. */
export function claimedDates(
  reading: Reading,
  isArticle: boolean,
  signature: Signature,
  rows: readonly Row[],
): ClaimedDate[] {
  const { record, published, text, url } = reading;
  const stated = [...published, ...datesOf(record, 'formedOn'), ...datesOf(record, 'otherDate')];
  const mentioned = isArticle ? datesInText(text.lines) : [];
  const claims: ClaimedDate[] = [
    ...stated.map(({ value, from, label }) => ({ value, from, ...(label ? { label } : {}) })),
    ...(signature.signedOn ? [{ value: signature.signedOn, from: 'signature' as const }] : []),
    ...datesInUrl(url),
    ...rows.flatMap(({ date }) => (date?.value ? [{ value: date.value, from: 'list' as const }] : [])),
    ...mentioned.map(({ value }) => ({ value, from: 'text' as const })),
  ];
  const unique = new Map(claims.map((claim) => [`${claim.value}|${claim.from}|${claim.label ?? ''}`, claim]));
  return [...unique.values()].slice(0, MAX_DATES);
}

function datesInText(lines: readonly Line[]): PrintedDate[] {
  const dates: PrintedDate[] = [];
  let room = MAX_SEARCHED;
  for (let at = 0; at < lines.length && room > 0; at += 1) {
    const { text } = lines[at] as Line;
    dates.push(...datesIn(text.slice(0, room)));
    room -= text.length;
  }
  return dates;
}

/** Dates in addresses say when the CMS created the item, so they are only noted. */
function datesInUrl(url: string): ClaimedDate[] {
  const found = IN_PATH.exec(URL.canParse(url) ? new URL(url).pathname : '');
  if (!found) return [];
  const [year, month, day] = found[1] ? found.slice(1, 4) : found.slice(4, 7);
  const date = firstDate(`${year}-${month}-${day}`);
  return date ? [{ value: date.value, from: 'url' }] : [];
}
