import { LocalDate } from '@app/calendar/local-date';
import { ObservedSection } from '@app/observation/observation';

/** The newest printed day of a section, or why it is not known. */
export type Newest =
  | { readonly on: LocalDate; readonly gap: null }
  | { readonly on: null; readonly gap: string; readonly isUnseen: boolean };

/**
 * 最近更新 of a section, good for saying that it is old: every entry must carry a day, the list must have been read to
 * its end (or from its top, running strictly from new to old, sections below it included), and no day may lie after
 * `today`.
 */
export function newestEntry(section: ObservedSection, today: LocalDate): Newest {
  const days = section.entries.map(({ publishedOn }) => publishedOn);
  const dated = days.filter((day): day is LocalDate => day !== null);
  const newest = dated.reduce<LocalDate | null>((latest, day) => (latest && latest >= day ? latest : day), null);
  const undated = days.length - dated.length;
  const isSeenFromItsTop = section.seenSince !== undefined && undated === 0 && isNewestFirst(dated);
  if (!section.isComplete && !isSeenFromItsTop) return { on: null, gap: section.gap ?? '列表未读完', isUnseen: true };
  if (!newest) return { on: null, gap: '各条信息均未载明日期', isUnseen: true };
  if (newest > today) return { on: null, gap: `列表中有晚于判定日的日期（${newest}）`, isUnseen: false };
  if (undated > 0) return { on: null, gap: `有${undated}条信息未载明日期`, isUnseen: false };
  return { on: newest, gap: null };
}

/** Any printed day not older than `from`: enough to say that a section is alive, whatever else is unknown. */
export function isRenewedSince(section: ObservedSection, from: LocalDate): boolean {
  return section.entries.some(({ publishedOn }) => publishedOn !== null && publishedOn >= from);
}

/** At least five days in falling order: what comes on further pages is older still. */
function isNewestFirst(days: readonly LocalDate[]): boolean {
  return days.length >= 5 && days.every((day, at) => at === 0 || day <= (days[at - 1] ?? day));
}
