import type { DeadlineView } from './views';

/** What the API answers about the calendar and about deadlines. Days are `YYYY-MM-DD`. */

/** GET /api/calendar?year=2026 */
export interface CalendarYearView {
  year: number;
  today: string;
  /** Years whose notice is held. */
  years: { first: number; last: number };
  isCovered: boolean;
  /** The notice it rests on; null for a year that is not covered. */
  source: string | null;
  /** Entered online rather than built in. */
  isEntered: boolean;
  enteredBy: string | null;
  days: CalendarDayView[];
  counts: { working: number; off: number; makeUp: number };
  /** 期限末日遇节假日顺延至节后第几个工作日；0 = 不顺延. */
  rollOver: number;
  version: string;
  /** Years for which a notice may be entered now. */
  enterableYear: number;
  alarm: CalendarAlarmView | null;
  canEdit: boolean;
}

export interface CalendarDayView {
  date: string;
  isWorking: boolean;
  /** 工作日, 周末, 国庆节, 调休上班 … */
  reason: string;
  /** Set where an administrator changed the day. */
  changed: { source: string; by: string; at: string } | null;
}

export interface CalendarAlarmView {
  year: number;
  /** 2027年放假安排尚未收录 */
  title: string;
  advice: string;
}

/** Body of POST /api/calendar/preview, as `{edit}`. */
export type CalendarEditBody =
  | { kind: 'day'; day: string; isWorking: boolean; name: string; source: string }
  | { kind: 'dayRemoved'; day: string }
  | { kind: 'notice'; year: number; text: string }
  | { kind: 'sheet'; year: number; source: string; days: HolidaySheetView['days'] }
  | { kind: 'noticeRemoved'; year: number }
  | { kind: 'rollOver'; rollOver: number };

/** POST /api/calendar/sheet (multipart: year, file) — nothing is stored; `days` is for an edit of kind `sheet`. */
export interface HolidaySheetView {
  days: { day: string; isWorking: boolean; name: string }[];
  problems: string[];
}

/** POST /api/calendar/preview — nothing is changed; the deadlines are worked out in the background. */
export interface CalendarPreviewView {
  /** Of the preview, for its progress and for POST /api/calendar/edits; null where the edit cannot be made. */
  id: number | null;
  /** Why the edit cannot be made; empty where it can. */
  problems: string[];
  /** Days that would be different, with what they would be. */
  days: { date: string; isWorking: boolean; reason: string; before: string | null }[];
}

/** GET /api/calendar/previews/:id; DELETE stops it. */
export interface PreviewProgressView {
  state: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  /** Rows of all catalogs gone through, and all of them; 0 before the work began. */
  rowsDone: number;
  rowsTotal: number;
  movedCount: number;
  /** The first 1000 found so far. */
  moved: MovedDeadlineView[];
  problem: string | null;
}

export interface MovedDeadlineView {
  unitId: number;
  unit: string;
  item: string;
  itemKey: string;
  instance: string;
  label: string;
  /** Null where the calendar did not (or would no longer) reach so far. */
  from: string | null;
  to: string | null;
  sentence: string;
}

/** GET /api/calendar/changes; GET /api/calendar/changes/:id answers `MovedDeadlineView[]`. */
export interface CalendarChangeView {
  id: number;
  at: string;
  by: string;
  what: string;
  movedCount: number;
}

/** POST /api/calendar/deadline {phrase, from, pauses?, extension?, rollOver?} */
export interface DeadlineCalculationView {
  phrase: string;
  parts: {
    wording: string;
    kind: string;
    deadline: DeadlineView | null;
    problem: string | null;
    /** What a person has to settle before relying on the day. */
    caution: string | null;
  }[];
}

export type DeadlineStateName =
  'met' | 'missed' | 'doubt' | 'unseen' | 'soon' | 'upcoming' | 'unjudged' | 'offline' | 'unknown';

/** GET /api/calendar/deadlines?unit=3&from=2026-01-01&to=2026-12-31 — 期限日历 of a unit. */
export interface UnitDeadlinesView {
  unit: { id: number; name: string };
  today: string;
  from: string;
  to: string;
  /** The day of the newest evaluation; null before the first. */
  judgedOn: string | null;
  rows: DeadlineRow[];
}

export interface DeadlineRow {
  itemKey: string;
  item: string;
  group: string | null;
  instance: string;
  kind: string;
  label: string;
  dueOn: string | null;
  /** Negative when past. */
  workingDaysLeft: number | null;
  /** Where it was missed: by how much it was published late, or is late today. */
  workingDaysLate: number | null;
  sentence: string;
  state: DeadlineStateName;
  explanation: string | null;
  publishedOn: string | null;
  url: string | null;
  deadline: DeadlineView | null;
  alertId: number | null;
}
