import { MigrationInterface, QueryRunner } from 'typeorm';

/** The calendar edited online, evaluations bound to its version, and the schedule of what is due when. */
export class CalendarOverrides1795150000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [CALENDAR, EVALUATION, SCHEDULE]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE IF EXISTS obligation_schedule, scheduled_item, unit_schedule, calendar_change, calendar_setting, holiday_override, holiday_notice;
      ALTER TABLE evaluation DROP CONSTRAINT evaluation_once;
      ALTER TABLE finding DISABLE TRIGGER finding_append_only;
      DELETE FROM finding f USING evaluation e, evaluation newer
       WHERE f.evaluation_id = e.id AND newer.observation_id = e.observation_id AND newer.ruleset_version = e.ruleset_version
         AND newer.today = e.today AND newer.id > e.id;
      ALTER TABLE finding ENABLE TRIGGER finding_append_only;
      DELETE FROM evaluation e USING evaluation newer
       WHERE newer.observation_id = e.observation_id AND newer.ruleset_version = e.ruleset_version AND newer.today = e.today AND newer.id > e.id;
      ALTER TABLE evaluation DROP COLUMN calendar_version,
        ADD CONSTRAINT evaluation_observation_id_ruleset_version_today_key UNIQUE (observation_id, ruleset_version, today);
    `);
  }
}

const CALENDAR = `
  CREATE TABLE holiday_notice (
    year        integer PRIMARY KEY CHECK (year BETWEEN 2000 AND 2100),
    source      text  NOT NULL,
    holidays    jsonb NOT NULL,
    entered_by  text  NOT NULL,
    entered_at  timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE holiday_notice IS '在线录入的年度放假通知；程序内置的年度不在此表，同一年度以此表为准';

  CREATE TABLE holiday_override (
    day         date PRIMARY KEY,
    is_working  boolean NOT NULL,
    name        text NOT NULL,
    source      text NOT NULL,
    entered_by  text NOT NULL,
    entered_at  timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE holiday_override IS '单日调整：在通知之上由管理员改定的日子';

  CREATE TABLE calendar_setting (
    id          boolean PRIMARY KEY DEFAULT true CHECK (id),
    roll_over   smallint NOT NULL DEFAULT 1 CHECK (roll_over BETWEEN 0 AND 10),
    entered_by  text NOT NULL,
    entered_at  timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE calendar_setting IS '期限末日遇节假日顺延至节后第几个工作日；0 为不顺延';

  CREATE TABLE calendar_change (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    changed_at      timestamptz NOT NULL DEFAULT now(),
    changed_by      text    NOT NULL,
    what            text    NOT NULL,
    version_before  text    NOT NULL,
    version_after   text    NOT NULL,
    moved           jsonb   NOT NULL,
    moved_count     integer NOT NULL
  );
  COMMENT ON TABLE calendar_change IS '工作日历的每一次修改及因此变动的截止日；只增不改';
  CREATE TRIGGER calendar_change_append_only BEFORE UPDATE OR DELETE ON calendar_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

/** The same observation on the same day is judged again when the calendar changed. */
const EVALUATION = `
  ALTER TABLE evaluation ADD COLUMN calendar_version text NOT NULL DEFAULT '';
  ALTER TABLE evaluation DROP CONSTRAINT evaluation_observation_id_ruleset_version_today_key,
    ADD CONSTRAINT evaluation_once UNIQUE (observation_id, ruleset_version, today, calendar_version);
`;

const SCHEDULE = `
  CREATE TABLE unit_schedule (
    unit_id           integer PRIMARY KEY REFERENCES unit (id),
    catalog_state     text    NOT NULL,
    calendar_version  text    NOT NULL,
    first_year        integer NOT NULL,
    refreshed_at      timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE unit_schedule IS '各单位期限排定所依据的目录版本、日历版本与年度';

  CREATE TABLE scheduled_item (
    unit_id           integer NOT NULL REFERENCES unit (id),
    item_key          text    NOT NULL,
    item_digest       text    NOT NULL,
    calendar_version  text    NOT NULL,
    first_year        integer NOT NULL,
    name              text    NOT NULL,
    item_group        text,
    is_online         boolean NOT NULL,
    PRIMARY KEY (unit_id, item_key)
  );
  COMMENT ON TABLE scheduled_item IS '已排定期限的事项；摘要、日历版本或年度变化时才重新推算';

  CREATE TABLE obligation_schedule (
    unit_id   integer NOT NULL,
    item_key  text    NOT NULL,
    instance  text    NOT NULL,
    kind      text    NOT NULL CHECK (kind IN ('fixedDate', 'periodic', 'afterEvent')),
    label     text    NOT NULL,
    due_on    date,
    sentence  text    NOT NULL,
    PRIMARY KEY (unit_id, item_key, instance),
    FOREIGN KEY (unit_id, item_key) REFERENCES scheduled_item (unit_id, item_key) ON DELETE CASCADE
  );
  CREATE INDEX obligation_schedule_due ON obligation_schedule (unit_id, due_on);
  COMMENT ON TABLE obligation_schedule IS '期限排定：由目录可以事先推算的公开义务；due_on 为空表示日历未收录该年度';
`;
