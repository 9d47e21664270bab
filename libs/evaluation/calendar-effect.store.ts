import { Injectable } from '@nestjs/common';
import { LocalDate } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CatalogStore } from '@app/catalog/catalog.store';
import { itemKeys } from '@app/catalog/item-key';
import { ObservationStore } from '@app/observation/observation.store';
import { SiteStore } from '@app/sites/site.store';
import { catalogInstances, DatedInstance, MovedDeadline, movedDeadlines, observedInstances } from './moved-deadlines';
import { scheduleYear } from './schedule';

/** A moved deadline with whose it is. */
export interface UnitMovedDeadline extends MovedDeadline {
  readonly unitId: number;
  readonly unit: string;
}

/** What another calendar would change, over all units: read one unit at a time, so that memory stays that of one. */
@Injectable()
export class CalendarEffects {
  constructor(
    private readonly sites: SiteStore,
    private readonly catalogs: CatalogStore,
    private readonly observations: ObservationStore,
  ) {}

  async moved(before: WorkCalendar, after: WorkCalendar, today: LocalDate): Promise<UnitMovedDeadline[]> {
    if (before.version === after.version) return [];
    const moved: UnitMovedDeadline[] = [];
    for (const { id, unit } of await this.sites.units()) {
      const items = await this.catalogs.items(id, today);
      const keys = itemKeys(items);
      const keyed = items.map((item, index) => ({ key: keys[index] ?? item.name, item }));
      const latest = await this.observations.latest(id);
      const { from, until } = scheduleYear(today);
      const under = (calendar: WorkCalendar): DatedInstance[] => [
        ...catalogInstances(keyed, { from, until, calendar }),
        ...(latest ? observedInstances(latest.observation, { today, calendar }) : []),
      ];
      for (const each of movedDeadlines(under(before), under(after)))
        moved.push({ ...each, unitId: id, unit: unit.name });
    }
    return moved;
  }
}
