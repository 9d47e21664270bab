import { workCalendar } from '@app/calendar/holiday-notices';
import { addDays, LocalDate } from '@app/calendar/local-date';
import { nextWorkingDay } from '@app/calendar/working-days';
import { county } from './county';
import { DocumentPlan, RowPlan } from './plan';
import { plantedIn } from './truth';

const YEAR_START = '2026-01-01';
const base = county();
const calendar = workCalendar();
const rows = base.units.flatMap((unit) => unit.catalog.rows.map((row) => ({ unit, row })));
/** What bad weather hides may be unmet: nobody can tell. */
const hidden = new Set(base.channels.filter(({ weather }) => weather).map(({ path }) => path.join(' > ')));

/** What a row with a period owes at one moment, reckoned here and not by the product. */
interface Duty {
  readonly instance: string;
  readonly due: LocalDate;
  isMetBy(document: DocumentPlan): boolean;
}

interface Period {
  readonly instance: string;
  readonly label: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

const month = (year: number, number: number) => `${year}-${String(number).padStart(2, '0')}`;

const QUARTERS: Period[] = [
  { instance: '2025Q4', label: '2025年第四季度', from: '2025-10-01', to: '2025-12-31' },
  { instance: '2026Q1', label: '2026年第一季度', from: '2026-01-01', to: '2026-03-31' },
  { instance: '2026Q2', label: '2026年第二季度', from: '2026-04-01', to: '2026-06-30' },
  { instance: '2026Q3', label: '2026年第三季度', from: '2026-07-01', to: '2026-09-30' },
];
const MONTHS: Period[] = [
  { instance: '2025-12', label: '2025年12月', from: '2025-12-01', to: '2025-12-31' },
  ...Array.from({ length: 10 }, (_, index) => ({
    instance: month(2026, index + 1),
    label: `2026年${index + 1}月`,
    from: `${month(2026, index + 1)}-01`,
    to: addDays(`${month(2026, index + 2)}-01`, -1),
  })),
];

/** 每季度公开, 每月公开, 每季度首月20日前, 每月N日前: what fell due since `since`. */
function dutiesOf({ timeLimit }: RowPlan, since: LocalDate): Duty[] {
  const day = /每月(\d+)日前/.exec(timeLimit)?.[1];
  const duties = [
    ...(timeLimit === '每季度公开' ? QUARTERS.map(within) : []),
    ...(timeLimit === '每月公开' ? MONTHS.map(within) : []),
    ...(timeLimit.includes('季度首月20日前') ? QUARTERS.map((period) => behind(period, '20')) : []),
    ...(day ? MONTHS.map((period) => behind(period, day)) : []),
  ];
  return duties.filter(({ due }) => due >= since);
}

/** Met by a text of the period or in it, until its last day. */
function within({ instance, label, from, to }: Period): Duty {
  const isIn = ({ published }: DocumentPlan) => published >= from && published <= to;
  return { instance, due: to, isMetBy: (document) => document.title.includes(label) || isIn(document) };
}

/** Met by a text of the period until day `day` of the month behind it, or the next working day. */
function behind({ instance, label, to }: Period, day: string): Duty {
  const on = `${addDays(to, 1).slice(0, 8)}${day.padStart(2, '0')}`;
  const due = nextWorkingDay(on, calendar) ?? on;
  return { instance, due, isMetBy: ({ title, published }) => title.includes(label) && published <= due };
}

describe('periods', () => {
  const periodic = rows.filter(
    ({ row }) => row.documents.length > 0 && !hidden.has(row.at ?? '') && dutiesOf(row, YEAR_START).length > 0,
  );

  it.each(periodic.map(({ unit, row }) => [unit.id, row.levels.at(-1) ?? '', { unit, row }] as const))(
    '%s %s is unmet exactly where planted',
    (_unit, _item, { unit, row }) => {
      const since = unit.registeredOn && unit.registeredOn > YEAR_START ? unit.registeredOn : YEAR_START;
      const unmet = dutiesOf(row, since).filter(({ due, isMetBy }) => due < base.today && !row.documents.some(isMetBy));
      const marks = plantedIn(base).filter(({ spot, defect }) => spot.row === row && /^TIM-0[56]$/.test(defect.code));
      expect(unmet.map(({ instance }) => instance).sort()).toEqual(marks.map(({ defect }) => defect.instance).sort());
    },
  );

  it('are many', () => {
    expect(periodic.length).toBeGreaterThanOrEqual(20);
  });
});
