import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarContent, calendarOf, ChangedDay } from './calendar-content';
import { CalendarEdit, edited, refusalOf, spokenEdit } from './calendar-edit';
import { CalendarPreview } from './calendar-preview.store';
import { HolidayNotice } from './holiday-notice';
import { HOLIDAY_NOTICES } from './holiday-notices';
import { WorkCalendar } from './working-days';

interface Entry {
  readonly by: string;
  readonly at: Date;
}

/** What administrators entered, beside the notices held in code. */
export interface CalendarEntries {
  readonly notices: readonly (HolidayNotice & Entry)[];
  readonly changedDays: readonly (ChangedDay & Entry)[];
  readonly rollOver: number;
  /** How often the calendar was changed so far. */
  readonly changeCount: number;
}

export interface AppliedEdit {
  readonly kind: CalendarEdit['kind'];
  readonly movedCount: number;
  readonly version: string;
}

/** One change of the calendar as it was recorded. */
export interface CalendarChange {
  readonly id: number;
  readonly at: Date;
  readonly by: string;
  readonly what: string;
  readonly versionAfter: string;
  readonly movedCount: number;
}

/** An edit that cannot be made; the message is for the person. */
export class CalendarRefused extends Error {}

/**
 * 工作日历 in force: the State Council's notices held in code, notices of further years and single days entered online
 * on top. Whoever decides by days asks for `current()` each time, so that an edit holds at once in every process.
 */
@Injectable()
export class CalendarStore {
  private built: { readonly key: string; readonly calendar: WorkCalendar } | undefined;

  constructor(private readonly db: DataSource) {}

  async current(): Promise<WorkCalendar> {
    return this.build(await entriesIn(this.db));
  }

  async entries(): Promise<CalendarEntries> {
    return entriesIn(this.db);
  }

  /** The calendar as it would be after `edit`. Throws CalendarRefused where the edit cannot be made. */
  async currentWith(edit: CalendarEdit): Promise<WorkCalendar> {
    const entries = await entriesIn(this.db);
    refuse(entries, edit);
    return calendarOf(edited(contentOf(entries), edit));
  }

  /**
   * Makes the edit that was looked at in a preview and records it with what the preview found to move. Throws
   * CalendarRefused where the preview is not finished, too old, or was worked out on a calendar that somebody has changed since.
   */
  async apply(previewId: number, by: string): Promise<AppliedEdit> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock($1)`, [EDIT_LOCK]);
      const { edit, versionBefore, movedCount } = await finishedPreview(tx, previewId);
      const entries = await entriesIn(tx);
      if (this.build(entries).version !== versionBefore) throw new CalendarRefused('工作日历刚被他人修改，请重新预览');
      refuse(entries, edit);
      const after = numbered(calendarOf(edited(contentOf(entries), edit)), entries.changeCount + 1);
      await write(tx, edit, by);
      await tx.query(
        `INSERT INTO calendar_change (changed_by, what, version_before, version_after, moved, moved_count)
         SELECT $1, $2, $3, $4, coalesce(jsonb_agg(content ORDER BY ordinal), '[]'), $5
           FROM (SELECT content, ordinal FROM moved_deadline WHERE preview_id = $6 ORDER BY ordinal LIMIT $7) AS named`,
        [by, spokenEdit(edit), versionBefore, after.version, movedCount, previewId, MOST_MOVED],
      );
      await tx.query(`DELETE FROM calendar_preview WHERE id = $1`, [previewId]);
      return { kind: edit.kind, movedCount, version: after.version };
    });
  }

  /** Newest first. */
  async changes(limit: number): Promise<CalendarChange[]> {
    return this.db.query(
      `SELECT id, changed_at AS at, changed_by AS by, what, version_after AS "versionAfter", moved_count AS "movedCount"
         FROM calendar_change ORDER BY id DESC LIMIT $1`,
      [limit],
    );
  }

  /** What one change moved, in the order it was recorded; undefined when there is no such change. */
  async movedBy(changeId: number): Promise<readonly unknown[] | undefined> {
    const [row] = await this.db.query(`SELECT moved FROM calendar_change WHERE id = $1`, [changeId]);
    return row?.moved;
  }

  private build(entries: CalendarEntries): WorkCalendar {
    const key = JSON.stringify(entries);
    if (this.built?.key !== key)
      this.built = { key, calendar: numbered(calendarOf(contentOf(entries)), entries.changeCount) };
    return this.built.calendar;
  }
}

/**
 * A day changed and changed back gives the same days, but what was judged in between must be judged again: the version
 * therefore carries the number of changes.
 */
function numbered(calendar: WorkCalendar, changeCount: number): WorkCalendar {
  return changeCount === 0 ? calendar : { ...calendar, version: `${calendar.version}.${changeCount}` };
}

const EDIT_LOCK = 0x63616c65;
/** So many moved deadlines are kept by name; the count is always complete. */
const MOST_MOVED = 20_000;

type Queryable = Pick<DataSource, 'query'>;

async function entriesIn(db: Queryable): Promise<CalendarEntries> {
  const notices = await db.query(
    `SELECT year, source, holidays, entered_by AS by, entered_at AS at FROM holiday_notice ORDER BY year`,
  );
  const changedDays = await db.query(
    `SELECT day::text, is_working AS "isWorking", name, source, entered_by AS by, entered_at AS at FROM holiday_override ORDER BY day`,
  );
  const [setting] = await db.query(`SELECT roll_over AS "rollOver" FROM calendar_setting`);
  const [{ count }] = await db.query(`SELECT count(*)::int AS count FROM calendar_change`);
  return { notices, changedDays, rollOver: setting?.rollOver ?? 1, changeCount: count };
}

function contentOf({ notices, changedDays, rollOver }: CalendarEntries): CalendarContent {
  return {
    notices: [...HOLIDAY_NOTICES, ...notices.map(({ year, source, holidays }) => ({ year, source, holidays }))],
    changedDays: changedDays.map(({ day, isWorking, name, source }) => ({ day, isWorking, name, source })),
    rollOver,
  };
}

function refuse(entries: CalendarEntries, edit: CalendarEdit): void {
  if (edit.kind === 'noticeRemoved' && !entries.notices.some(({ year }) => year === edit.year))
    throw new CalendarRefused(`没有在线录入过${edit.year}年的放假安排`);
  if (edit.kind === 'dayRemoved' && !entries.changedDays.some(({ day }) => day === edit.day))
    throw new CalendarRefused(`${edit.day}没有调整过`);
  const refusal = refusalOf(contentOf(entries), edit);
  if (refusal) throw new CalendarRefused(refusal);
}

/** The deadlines of a preview are those of its hour: later the catalogs may have moved on. */
async function finishedPreview(
  tx: Queryable,
  id: number,
): Promise<Pick<CalendarPreview, 'edit' | 'versionBefore' | 'movedCount'>> {
  const [row] = await tx.query(
    `SELECT edit, version_before AS "versionBefore", state, moved_count AS "movedCount",
            asked_at < now() - interval '1 hour' AS "isOld" FROM calendar_preview WHERE id = $1 FOR UPDATE`,
    [id],
  );
  if (!row || row.isOld) throw new CalendarRefused('预览已过时，请重新预览');
  if (row.state !== 'done') throw new CalendarRefused('变动的截止日尚未推算完，请稍候');
  return row;
}

async function writeDay(tx: Queryable, { day, isWorking, name, source }: ChangedDay, by: string): Promise<void> {
  await tx.query(
    `INSERT INTO holiday_override (day, is_working, name, source, entered_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (day) DO UPDATE SET is_working = excluded.is_working, name = excluded.name, source = excluded.source,
       entered_by = excluded.entered_by, entered_at = now()`,
    [day, isWorking, name, source, by],
  );
}

async function write(tx: Queryable, edit: CalendarEdit, by: string): Promise<void> {
  switch (edit.kind) {
    case 'day':
      return writeDay(tx, edit, by);
    case 'days':
      for (const day of edit.days) await writeDay(tx, { ...day, source: edit.source }, by);
      return;
    case 'dayRemoved':
      await tx.query(`DELETE FROM holiday_override WHERE day = $1`, [edit.day]);
      return;
    case 'notice':
      await tx.query(
        `INSERT INTO holiday_notice (year, source, holidays, entered_by) VALUES ($1, $2, $3, $4)
         ON CONFLICT (year) DO UPDATE SET source = excluded.source, holidays = excluded.holidays,
           entered_by = excluded.entered_by, entered_at = now()`,
        [edit.notice.year, edit.notice.source, JSON.stringify(edit.notice.holidays), by],
      );
      return;
    case 'noticeRemoved':
      await tx.query(`DELETE FROM holiday_notice WHERE year = $1`, [edit.year]);
      return;
    case 'rollOver':
      await tx.query(
        `INSERT INTO calendar_setting (roll_over, entered_by) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET roll_over = excluded.roll_over, entered_by = excluded.entered_by, entered_at = now()`,
        [edit.rollOver, by],
      );
  }
}
