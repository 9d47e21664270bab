import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CatalogStore } from '@app/catalog/catalog.store';
import { itemKeys } from '@app/catalog/item-key';
import { ObservationStore } from '@app/observation/observation.store';
import { SiteStore, StoredUnit } from '@app/sites/site.store';
import { catalogInstances, MovedDeadline, movedDeadlines, observedInstances } from './moved-deadlines';
import { scheduleYear } from './schedule';
import { otherTier } from './tier';

/** A moved deadline with whose it is. */
export interface UnitMovedDeadline extends MovedDeadline {
  readonly unitId: number;
  readonly unit: string;
}

/** What a further stretch of rows showed; `rows` of them were gone through for it. */
export interface EffectStep {
  readonly rows: number;
  readonly moved: readonly UnitMovedDeadline[];
}

export interface CalendarComparison {
  readonly before: WorkCalendar;
  readonly after: WorkCalendar;
  readonly today: LocalDate;
}

/** So many rows are worked out at a stretch; between them the process breathes. */
const ROWS_AT_ONCE = 1000;
/** Rows with documents take longer: each document has a day of its own. */
const SEEN_AT_ONCE = 50;

/** What another calendar would change, over all units: read one unit at a time, so that memory stays that of one. */
@Injectable()
export class CalendarEffects {
  constructor(
    private readonly db: DataSource,
    private readonly sites: SiteStore,
    private readonly catalogs: CatalogStore,
    private readonly observations: ObservationStore,
  ) {}

  /** Rows that `steps` will go through, for saying how far it has come. */
  async rowCount(today: LocalDate): Promise<number> {
    const [{ count }] = await this.db.query(
      `SELECT coalesce(sum(item_count), 0)::int AS count FROM catalog
        WHERE kind <> 'negative' AND state IN ('inForce', 'superseded')
          AND (effective_on IS NULL OR effective_on <= $1) AND (effective_to IS NULL OR effective_to >= $1)`,
      [today],
    );
    return count;
  }

  async *steps(comparison: CalendarComparison): AsyncGenerator<EffectStep> {
    if (comparison.before.version === comparison.after.version) return;
    for (const unit of await this.sites.units()) yield* this.stepsOf(unit, comparison);
  }

  private async *stepsOf({ id, unit }: StoredUnit, comparison: CalendarComparison): AsyncGenerator<EffectStep> {
    const { before, after, today } = comparison;
    const items = await this.catalogs.items(id, today);
    const keys = itemKeys(items);
    const { from, until } = scheduleYear(today);
    const named = (moved: readonly MovedDeadline[]) => moved.map((each) => ({ ...each, unitId: id, unit: unit.name }));
    for (let at = 0; at < items.length; at += ROWS_AT_ONCE) {
      const stretch = items.slice(at, at + ROWS_AT_ONCE);
      const keyed = stretch
        .map((item, index) => ({ key: keys[at + index] ?? item.name, item }))
        .filter(({ item }) => !otherTier(item, unit.kind));
      const under = (calendar: WorkCalendar) => catalogInstances(keyed, { from, until, calendar });
      yield { rows: stretch.length, moved: named(movedDeadlines(under(before), under(after))) };
      await setImmediate();
    }
    const latest = await this.observations.latest(id);
    if (!latest) return;
    const observed = latest.observation.items.filter(({ documents }) => documents.length > 0);
    for (let at = 0; at < observed.length; at += SEEN_AT_ONCE) {
      const stretch = { items: observed.slice(at, at + SEEN_AT_ONCE) };
      const seen = (calendar: WorkCalendar) => observedInstances(stretch, { today, calendar });
      yield { rows: 0, moved: named(movedDeadlines(seen(before), seen(after))) };
      await setImmediate();
    }
  }
}
