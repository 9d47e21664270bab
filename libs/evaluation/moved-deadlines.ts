import { addDays, LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { UnitObservation } from '@app/observation/observation';
import { obligationsOf } from './obligations';
import { ScheduledDeadline, ScheduledItem, scheduleOf } from './schedule';

/** One deadline of a unit under one calendar; `dueOn` null where that calendar cannot tell. */
export interface DatedInstance {
  readonly itemKey: string;
  readonly item: string;
  readonly instance: string;
  /** 2026年第三季度, or the title of the document that started the clock. */
  readonly label: string;
  readonly dueOn: LocalDate | null;
  /** How the day follows, or why there is none; Chinese. */
  readonly sentence: string;
}

/** 变动的截止日 — the same instance under the old and the new calendar. */
export interface MovedDeadline extends Omit<DatedInstance, 'dueOn'> {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/**
 * What differs between two schedules of one unit, in the order of `after`. An instance that stands in only one of them
 * is not moved but new or gone, and left out; one that could not be computed and now can is moved.
 */
export function movedDeadlines(before: readonly DatedInstance[], after: readonly DatedInstance[]): MovedDeadline[] {
  const old = new Map(before.map((each) => [nameOf(each), each.dueOn]));
  return after.flatMap(({ dueOn: to, ...each }) => {
    const from = old.get(nameOf(each));
    return from === undefined || from === to ? [] : [{ ...each, from, to }];
  });
}

/**
 * Every deadline that can be worked out for the rows of a catalog, whether anything was crawled or not. Rows of one wording
 * fall due on the same days, so that these are worked out once for each.
 */
export function catalogInstances(
  items: readonly { readonly key: string; readonly item: ScheduledItem & { readonly name: string } }[],
  span: { readonly from: LocalDate; readonly until: LocalDate; readonly calendar: WorkCalendar },
): DatedInstance[] {
  const schedules = new Map<string, ScheduledDeadline[]>();
  const scheduled = (item: ScheduledItem): ScheduledDeadline[] => {
    const { limits, timeLimit } = item;
    const wording = JSON.stringify([timeLimit, limits]);
    const schedule = schedules.get(wording) ?? scheduleOf(item, span);
    schedules.set(wording, schedule);
    return schedule;
  };
  return items.flatMap(({ key, item }) =>
    scheduled(item).map(({ instance, label, dueOn, sentence }) => ({
      itemKey: key,
      item: item.name,
      instance,
      label,
      dueOn,
      sentence,
    })),
  );
}

/**
 * Deadlines that hang on what was seen: terms that run from the day of a document, and maximum ages. Rows without documents
 * have none.
 */
export function observedInstances(
  { items }: Pick<UnitObservation, 'items'>,
  { today, calendar }: { readonly today: LocalDate; readonly calendar: WorkCalendar },
): DatedInstance[] {
  // Wide enough that no deadline drops out of the look-back by moving.
  const since = addDays(today, -LOOK_BACK_DAYS);
  return items.flatMap((observed) =>
    obligationsOf(observed, { today, since, calendar })
      .filter(({ instance, triggerOn }) => triggerOn && (instance === 'maxAge' || instance.startsWith('url:')))
      .map(({ instance, label, dueOn, deadline, problem }) => ({
        itemKey: observed.key,
        item: observed.item.name,
        instance,
        label,
        dueOn: dueOn ?? null,
        sentence: deadline?.sentence ?? problem ?? '',
      })),
  );
}

const LOOK_BACK_DAYS = 400;

function nameOf({ itemKey, instance }: Pick<DatedInstance, 'itemKey' | 'instance'>): string {
  return `${itemKey}\n${instance}`;
}
