import { LocalDate } from '@app/calendar/local-date';
import { ObservedDocument } from '@app/observation/observation';

/** Whether the day of publication stands on the page itself (a meta tag is not print), or else beside its link. */
export function publicationPrint({ publishedOn, listedOn, dates }: ObservedDocument): 'page' | 'list' | 'none' {
  const isOnPage = dates.some(({ value, from }) => value === publishedOn && PRINTED.has(from));
  if (publishedOn && isOnPage) return 'page';
  const day = publishedOn ?? listedOn;
  return day && day === listedOn ? 'list' : 'none';
}

/** The earliest day on which page or list claim it was published. */
export function earliestPublication({ publishedOn, listedOn, dates }: ObservedDocument): LocalDate | null {
  const claims = dates
    .filter(({ from, label = '' }) => PRINTED.has(from) && PUBLISHED.test(label))
    .map(({ value }) => value);
  return [...claims, publishedOn, listedOn].reduce<LocalDate | null>(
    (first, day) => (day && (!first || day < first) ? day : first),
    null,
  );
}

/** 更新时间 is when the page was last touched, not when it was published. */
export function isRevisionDay({ publishedOn, dates }: ObservedDocument): boolean {
  const claims = dates.filter(({ value, from }) => value === publishedOn && PRINTED.has(from));
  return claims.length > 0 && claims.every(({ label = '' }) => /更新|修改|修订/u.test(label));
}

const PRINTED: ReadonlySet<string> = new Set(['box', 'label', 'script']);
const PUBLISHED = /发布|公开|公布|发表|上传|时间/u;
