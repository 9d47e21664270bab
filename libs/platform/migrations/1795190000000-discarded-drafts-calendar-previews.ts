import { MigrationInterface, QueryRunner } from 'typeorm';

const STATES = ['draft', 'review', 'inForce', 'superseded', 'rejected'];
const CHANGES = ['imported', 'copied', 'edited', 'submitted', 'withdrawn', 'approved', 'rejected', 'superseded'];

/** Drafts that are given up or taken up again, and calendar edits looked at before they are made. */
export class DiscardedDraftsCalendarPreviews1795190000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(allowed('catalog', 'state', [...STATES, 'discarded']));
    await db.query(allowed('catalog_change', 'kind', [...CHANGES, 'discarded', 'revised']));
    await db.query(PREVIEWS);
  }

  /** What was given up goes back as sent back; the record of it has no older word and is said as sent back and copied. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE moved_deadline, calendar_preview;
      UPDATE catalog SET state = 'rejected' WHERE state = 'discarded';
      ALTER TABLE catalog_change DISABLE TRIGGER catalog_change_append_only;
      UPDATE catalog_change SET kind = CASE kind WHEN 'discarded' THEN 'rejected' ELSE 'withdrawn' END
       WHERE kind IN ('discarded', 'revised');
      ALTER TABLE catalog_change ENABLE TRIGGER catalog_change_append_only;
    `);
    await db.query(allowed('catalog', 'state', STATES));
    await db.query(allowed('catalog_change', 'kind', CHANGES));
  }
}

function allowed(table: string, column: string, words: readonly string[]): string {
  const list = words.map((word) => `'${word}'`).join(', ');
  return `ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check,
    ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${list}));`;
}

const PREVIEWS = `
  CREATE TABLE calendar_preview (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_by        text    NOT NULL,
    asked_at        timestamptz NOT NULL DEFAULT now(),
    edit            jsonb   NOT NULL,
    version_before  text    NOT NULL,
    state           text    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
    rows_done       integer NOT NULL DEFAULT 0,
    rows_total      integer NOT NULL DEFAULT 0,
    moved_count     integer NOT NULL DEFAULT 0,
    problem         text,
    touched_at      timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE calendar_preview IS '修改工作日历之前的预览：拟作的修改与推算进度；一天后清除';

  CREATE TABLE moved_deadline (
    preview_id  integer NOT NULL REFERENCES calendar_preview (id) ON DELETE CASCADE,
    unit_id     integer NOT NULL,
    item_key    text    NOT NULL,
    instance    text    NOT NULL,
    ordinal     bigint  GENERATED ALWAYS AS IDENTITY,
    content     jsonb   NOT NULL,
    UNIQUE (preview_id, unit_id, item_key, instance)
  );
  CREATE INDEX moved_deadline_order ON moved_deadline (preview_id, ordinal);
  COMMENT ON TABLE moved_deadline IS '预览所得的变动截止日，逐项一行；修改生效时抄入 calendar_change';
`;
