import { MigrationInterface, QueryRunner } from 'typeorm';

/** Settings of rules in versions, the pack a region chose, and trials of settings on stored observations. */
export class RuleSettings1796100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [SETTINGS, TALLIES, BACKTESTS]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION rule_tallies(date);
      DROP TABLE rule_backtest_flip, rule_backtest_unit, rule_backtest, rule_setting_change, rule_setting;
      ALTER TABLE region DROP COLUMN rule_pack;
    `);
  }
}

const SETTINGS = `
  CREATE TABLE rule_setting (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    line            integer NOT NULL,
    version         integer NOT NULL CHECK (version > 0),
    code            text    NOT NULL,
    unit_id         integer REFERENCES unit (id),
    effective_from  date    NOT NULL,
    effective_to    date,
    content         jsonb   NOT NULL,
    created_by      text    NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (line, version)
  );
  CREATE INDEX rule_setting_code ON rule_setting (code);
  CREATE SEQUENCE rule_setting_line OWNED BY rule_setting.line;
  COMMENT ON TABLE rule_setting IS '规则设置的一个版本：范围、参数、级别、整改期限、启停、生效起止与理由；只增不改，状态见 rule_setting_change';
  CREATE TRIGGER rule_setting_append_only BEFORE UPDATE OR DELETE ON rule_setting FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE rule_setting_change (
    id          bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    setting_id  integer REFERENCES rule_setting (id),
    code        text,
    at          timestamptz NOT NULL DEFAULT now(),
    by_login    text    NOT NULL,
    by_name     text    NOT NULL,
    kind        text    NOT NULL CHECK (kind IN ('draft', 'submitted', 'approved', 'rejected', 'withdrawn', 'replaced', 'precisionReset', 'packChosen')),
    note        text    NOT NULL DEFAULT ''
  );
  CREATE INDEX rule_setting_change_setting ON rule_setting_change (setting_id, id DESC);
  CREATE INDEX rule_setting_change_code ON rule_setting_change (code, id DESC) WHERE kind = 'precisionReset';
  COMMENT ON TABLE rule_setting_change IS '规则设置的经过：拟稿、提请、批准、退回、撤回，以及重新起算准确率、选用规则包；只增不改';
  CREATE TRIGGER rule_setting_change_append_only BEFORE UPDATE OR DELETE ON rule_setting_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

  ALTER TABLE region ADD COLUMN rule_pack text;
  COMMENT ON COLUMN region.rule_pack IS '选用的规则包；为空则只执行通用规则，按内置值';
`;

/**
 * Counts only, and of the whole platform whoever asks: a rule is restricted for everybody or for nobody. 其他 says neither
 * that a finding was right nor that it was wrong. The year is that of decisions, in real time; in a region with a virtual
 * today it reaches to the newest decision.
 */
const TALLIES = `
  CREATE FUNCTION rule_tallies(on_day date)
  RETURNS TABLE (code text, upheld integer, overturned integer, objections_rejected integer, objections_upheld integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DECLARE scope text := coalesce(current_setting('mingjian.scoped', true), '');
  BEGIN
    PERFORM set_config('mingjian.scoped', 'off', true);
    RETURN QUERY
    SELECT a.code, (count(*) FILTER (WHERE e.kind IN ('confirmed', 'objectionRejected')))::int,
           (count(*) FILTER (WHERE e.kind IN ('dismissed', 'objectionUpheld')))::int,
           (count(*) FILTER (WHERE e.kind = 'objectionRejected'))::int, (count(*) FILTER (WHERE e.kind = 'objectionUpheld'))::int
      FROM alert a
      JOIN LATERAL (
        SELECT kind, note, at FROM alert_event e
         WHERE e.alert_id = a.id AND e.kind IN ('confirmed', 'dismissed', 'undone', 'objectionUpheld', 'objectionRejected')
         ORDER BY e.id DESC LIMIT 1) e ON true
      LEFT JOIN LATERAL (
        SELECT max(at) AS reset_at FROM rule_setting_change c WHERE c.kind = 'precisionReset' AND c.code = a.code) r ON true
     WHERE e.kind <> 'undone' AND NOT (e.kind = 'dismissed' AND e.note LIKE '其他%')
       AND e.at > coalesce(r.reset_at, '-infinity') AND e.at > least(on_day, now()) - interval '1 year'
     GROUP BY a.code ORDER BY a.code;
    PERFORM set_config('mingjian.scoped', scope, true);
  END $$;
  COMMENT ON FUNCTION rule_tallies(date) IS '各规则一年内（重新起算后）经人工认定的件数：成立、不成立，其中经申诉裁定的件数';
`;

const BACKTESTS = `
  CREATE TABLE rule_backtest (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_by       text    NOT NULL,
    asked_name     text    NOT NULL,
    asked_at       timestamptz NOT NULL DEFAULT now(),
    setting_id     integer REFERENCES rule_setting (id),
    content        jsonb   NOT NULL,
    from_on        date    NOT NULL,
    to_on          date    NOT NULL CHECK (to_on >= from_on),
    unit_ids       integer[],
    state          text    NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
    units_done     integer NOT NULL DEFAULT 0,
    units_total    integer NOT NULL DEFAULT 0,
    ruleset_before text,
    ruleset_after  text,
    problem        text,
    touched_at     timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX rule_backtest_setting ON rule_backtest (setting_id, id DESC);
  COMMENT ON TABLE rule_backtest IS '规则设置的试算：在所选时期的监测记录上比较现行设置与拟作的设置';

  CREATE TABLE rule_backtest_unit (
    backtest_id  integer NOT NULL REFERENCES rule_backtest (id) ON DELETE CASCADE,
    unit_id      integer NOT NULL,
    summary      jsonb   NOT NULL,
    PRIMARY KEY (backtest_id, unit_id)
  );
  COMMENT ON TABLE rule_backtest_unit IS '试算所得：每个单位一行';

  CREATE TABLE rule_backtest_flip (
    backtest_id  integer NOT NULL REFERENCES rule_backtest (id) ON DELETE CASCADE,
    unit_id      integer NOT NULL,
    code         text    NOT NULL,
    subject      text    NOT NULL,
    ordinal      bigint  GENERATED ALWAYS AS IDENTITY,
    content      jsonb   NOT NULL,
    PRIMARY KEY (backtest_id, unit_id, code, subject)
  );
  COMMENT ON TABLE rule_backtest_flip IS '试算中改变的结论，逐项一行';
`;
