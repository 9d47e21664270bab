import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { CalendarEdit } from './calendar-edit';

/** How far working out what an edit moves has come. */
export type PreviewState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

/** 预览 of an edit: who asked, on which calendar, and how far it has come. */
export interface CalendarPreview {
  readonly id: number;
  /** Login of the administrator. */
  readonly askedBy: string;
  readonly edit: CalendarEdit;
  readonly versionBefore: string;
  readonly state: PreviewState;
  /** Rows of all catalogs gone through, and all of them; 0 before the work began. */
  readonly rowsDone: number;
  readonly rowsTotal: number;
  readonly movedCount: number;
  /** Chinese; why it failed. */
  readonly problem: string | null;
}

/** What names a moved deadline; whatever else is known of it is kept as it comes. */
export interface NamedDeadline {
  readonly unitId: number;
  readonly itemKey: string;
  readonly instance: string;
}

/**
 * Previews of calendar edits, worked out in the background: every step is stored and may be stored twice, so that a killed
 * worker loses nothing.
 */
@Injectable()
export class CalendarPreviews {
  constructor(private readonly db: DataSource) {}

  /** Takes the place of what the same account asked before; previews of yesterday are cleared away. */
  async ask(edit: CalendarEdit, by: { login: string; versionBefore: string }): Promise<number> {
    await this.db.query(`DELETE FROM calendar_preview WHERE asked_at < now() - interval '1 day'`);
    await this.db.query(
      `UPDATE calendar_preview SET state = 'stopped', touched_at = now() WHERE asked_by = $1 AND state IN ('waiting', 'running')`,
      [by.login],
    );
    const [row] = await this.db.query(
      `INSERT INTO calendar_preview (asked_by, edit, version_before) VALUES ($1, $2, $3) RETURNING id`,
      [by.login, JSON.stringify(edit), by.versionBefore],
    );
    return row.id;
  }

  async get(id: number): Promise<CalendarPreview | undefined> {
    const [row] = await this.db.query(
      `SELECT id, asked_by AS "askedBy", edit, version_before AS "versionBefore", state, rows_done AS "rowsDone",
              rows_total AS "rowsTotal", moved_count AS "movedCount", problem FROM calendar_preview WHERE id = $1`,
      [id],
    );
    return row;
  }

  /** The first `limit` that were found to move, in the order in which they were found. */
  async moved(id: number, limit: number): Promise<readonly unknown[]> {
    const rows = await this.db.query(
      `SELECT content FROM moved_deadline WHERE preview_id = $1 ORDER BY ordinal LIMIT $2`,
      [id, limit],
    );
    return rows.map(({ content }: { content: unknown }) => content);
  }

  async begin(id: number, rowsTotal: number): Promise<void> {
    await this.touch(id, `state = 'running', rows_total = $2`, rowsTotal);
  }

  /** Keeps one step of the work; false when nobody wants the rest any more. */
  async add(id: number, moved: readonly NamedDeadline[], rowsDone: number): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query(`SELECT state FROM calendar_preview WHERE id = $1 FOR UPDATE`, [id]);
      if (row?.state !== 'running') return false;
      if (moved.length > 0)
        await tx.query(
          `INSERT INTO moved_deadline (preview_id, unit_id, item_key, instance, content)
           SELECT $1, (line ->> 'unitId')::int, line ->> 'itemKey', line ->> 'instance', line
             FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS each (line, place) ORDER BY place
           ON CONFLICT DO NOTHING`,
          [id, JSON.stringify(moved)],
        );
      await tx.query(
        `UPDATE calendar_preview SET rows_done = greatest(rows_done, $2), touched_at = now(),
                moved_count = (SELECT count(*) FROM moved_deadline WHERE preview_id = $1) WHERE id = $1`,
        [id, rowsDone],
      );
      return true;
    });
  }

  async finish(id: number): Promise<void> {
    await this.touch(id, `state = 'done', rows_done = rows_total`);
  }

  async fail(id: number, problem: string): Promise<void> {
    await this.touch(id, `state = 'failed', problem = $2`, problem);
  }

  /** Nobody waits for it any more. */
  async stop(id: number): Promise<void> {
    await this.touch(id, `state = 'stopped'`);
  }

  /** Previews on which nothing happened for a minute: their job is gone. */
  async stalled(): Promise<number[]> {
    const rows = await this.db.query(
      `SELECT id FROM calendar_preview WHERE state IN ('waiting', 'running') AND touched_at < now() - interval '1 minute' ORDER BY id`,
    );
    return rows.map(({ id }: { id: number }) => id);
  }

  /** Only what still waits or runs moves on. */
  private async touch(id: number, changes: string, ...values: readonly unknown[]): Promise<void> {
    await this.db.query(
      `UPDATE calendar_preview SET ${changes}, touched_at = now() WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, ...values],
    );
  }
}
