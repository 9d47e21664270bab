import type { LocalDate } from '@app/calendar/local-date';
import { BlockChange, ChangedField, changeBetween, PageContent } from './page-change';

/** What one round found under an address. `gone`: the site says that there is no such page (404, 410, soft 404). */
export type PageReading =
  | { readonly kind: 'read'; readonly on: LocalDate; readonly captureId: string; readonly page: PageContent }
  | { readonly kind: 'gone'; readonly on: LocalDate; readonly reason: string };

/** What a round saw of the lists that show the page at any time. Only full rounds without a gap are told. */
export interface ListReading {
  readonly on: LocalDate;
  readonly isShown: boolean;
}

/** What changed from one reading of a page to the next. */
export interface PageEdit {
  /** The page was still the old one on `after` and the new one on `on`. */
  readonly after: LocalDate;
  readonly on: LocalDate;
  readonly fromCapture: string;
  readonly toCapture: string;
  readonly fields: readonly ChangedField[];
  readonly blocks: { readonly added: number; readonly removed: number; readonly edited: number };
  readonly entries: { readonly added: number; readonly removed: number; readonly edited: number };
  readonly attachments: { readonly added: number; readonly removed: number };
  /** An article changed after the day on which it says it was published. */
  readonly isAfterPublication: boolean;
}

/** 网页沿革 — facts about one address over all rounds; days are those judged by. */
export interface PageHistory {
  readonly firstSeenOn: LocalDate | null;
  readonly lastSeenOn: LocalDate | null;
  readonly edits: readonly PageEdit[];
  /** Gone or off its lists on two different days at least, and not seen since. One look alone is `missedOn`. */
  readonly removed: {
    readonly how: 'gone' | 'unlisted';
    readonly since: LocalDate;
    readonly confirmedOn: LocalDate;
  } | null;
  readonly missedOn: LocalDate | null;
  /** It claims to have been published before a day on which its list was read without it. */
  readonly backDated: {
    readonly claimedOn: LocalDate;
    readonly absentOn: LocalDate;
    readonly firstSeenOn: LocalDate;
  } | null;
}

/** Readings and list readings in the order of rounds. */
export function pageHistory(readings: readonly PageReading[], lists: readonly ListReading[]): PageHistory {
  const seen = readings.filter((reading) => reading.kind === 'read');
  const [first, last] = [seen[0], seen.at(-1)];
  const misses = missesOf(readings, lists);
  const [missed, confirmed] = [misses[0], misses.find(({ on }) => on > (misses[0]?.on ?? ''))];
  return {
    firstSeenOn: first?.on ?? null,
    lastSeenOn: last?.on ?? null,
    edits: seen.flatMap((reading, at) => editOf(seen[at - 1], reading)),
    removed: missed && confirmed ? { how: missed.how, since: missed.on, confirmedOn: confirmed.on } : null,
    missedOn: missed && !confirmed ? missed.on : null,
    backDated: first && last ? backDatedOf(first.on, last.page.publishedOn, lists) : null,
  };
}

/** Looks in vain since the page was last there, of one kind: the page itself goes before its lists. */
function missesOf(
  readings: readonly PageReading[],
  lists: readonly ListReading[],
): { on: LocalDate; how: 'gone' | 'unlisted' }[] {
  const lastRead = readings.reduce((at, { kind }, index) => (kind === 'read' ? index : at), -1);
  if (lastRead < 0) return [];
  const gone = readings.slice(lastRead + 1);
  if (gone.length > 0) return gone.map(({ on }) => ({ on, how: 'gone' }));
  const lastShown = lists.reduce((at, { isShown }, index) => (isShown ? index : at), -1);
  if (lastShown < 0) return [];
  return lists.slice(lastShown + 1).map(({ on }) => ({ on, how: 'unlisted' }));
}

function editOf(
  before: Extract<PageReading, { kind: 'read' }> | undefined,
  now: Extract<PageReading, { kind: 'read' }>,
): PageEdit[] {
  if (!before || before.captureId === now.captureId) return [];
  const { isChanged, fields, blocks, entries, attachments } = changeBetween(before.page, now.page);
  if (!isChanged) return [];
  const count = (kind: BlockChange['kind']) => blocks.filter((block) => block.kind === kind).length;
  const claimed = before.page.publishedOn;
  return [
    {
      after: before.on,
      on: now.on,
      fromCapture: before.captureId,
      toCapture: now.captureId,
      fields: fields.map(({ field }) => field),
      blocks: { added: count('added'), removed: count('removed'), edited: count('edited') },
      entries: {
        added: entries.added.length,
        removed: entries.removed.length,
        edited: entries.edited.length,
      },
      attachments: { added: attachments.added.length, removed: attachments.removed.length },
      isAfterPublication: now.page.kind === 'article' && claimed !== null && claimed < now.on,
    },
  ];
}

/** The last reading of its lists without it stands between the day it claims and the day it was first seen. */
function backDatedOf(
  firstSeenOn: LocalDate,
  claimedOn: LocalDate | null,
  lists: readonly ListReading[],
): PageHistory['backDated'] {
  const shown = lists.findIndex(({ isShown }) => isShown);
  const absentOn = lists.slice(0, Math.max(0, shown)).findLast(({ on }) => on < firstSeenOn)?.on;
  return claimedOn && absentOn && claimedOn < absentOn ? { claimedOn, absentOn, firstSeenOn } : null;
}
