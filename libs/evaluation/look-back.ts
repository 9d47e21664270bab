import { LocalDate } from '@app/calendar/local-date';

/**
 * 回溯起点 — 1 January of the year of `today`, or the day the catalog took effect or the unit was registered, if later.
 * A given `since` moves it. Obligations that fell due earlier are statistics.
 */
export function lookBackStart(from: {
  readonly today: LocalDate;
  readonly since?: LocalDate | null;
  readonly registeredOn?: LocalDate | null;
  readonly effectiveOn?: LocalDate | null;
}): LocalDate {
  if (from.since) return from.since;
  const starts = [`${from.today.slice(0, 4)}-01-01`, from.registeredOn, from.effectiveOn];
  return starts.filter((day): day is LocalDate => Boolean(day)).reduce((latest, day) => (day > latest ? day : latest));
}
