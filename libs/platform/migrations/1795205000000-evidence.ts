import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Captures lie in WARC files and form one hash chain per site. Captures of the older format (one gzip file per hash)
 * are dropped with what was extracted from them: there was no installed base, and the next round reads them again.
 */
export class Evidence1795205000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [FORGET, CAPTURES, CHAIN, SCREENSHOTS, REFERENCES]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP VIEW evidence_reference;
      DROP TABLE screenshot_request;
      DROP TRIGGER capture_append_only ON capture;
      DROP FUNCTION refuse_capture_change();
      DROP INDEX capture_sha256;
    `);
    await db.query(FORGET);
    await db.query(`
      ALTER TABLE capture
        DROP CONSTRAINT capture_round_check,
        DROP COLUMN site_id, DROP COLUMN warc_file, DROP COLUMN warc_offset, DROP COLUMN warc_length,
        DROP COLUMN record_file, DROP COLUMN record_offset, DROP COLUMN record_length, DROP COLUMN record_sha256,
        DROP COLUMN chain_position, DROP COLUMN chain, DROP COLUMN expired_at,
        ALTER COLUMN round_id SET NOT NULL,
        DROP CONSTRAINT capture_via_check,
        ADD CONSTRAINT capture_via_check CHECK (via IN ('http', 'browser'));
    `);
  }
}

/** Rounds under way begin again; observations, findings and alerts stay. */
const FORGET = `
  DELETE FROM document;
  DELETE FROM crawl_task;
  DELETE FROM capture;
  UPDATE crawl_round SET state = 'finished', gap = '快照格式升级，本轮提前结束', finished_at = now() WHERE state = 'running';
`;

const CAPTURES = `
  ALTER TABLE capture
    ADD site_id         integer NOT NULL REFERENCES site (id),
    ADD warc_file       text    NOT NULL,
    ADD warc_offset     bigint  NOT NULL CHECK (warc_offset >= 0),
    ADD warc_length     integer NOT NULL CHECK (warc_length > 0),
    ADD record_file     text    NOT NULL,
    ADD record_offset   bigint  NOT NULL CHECK (record_offset >= 0),
    ADD record_length   integer NOT NULL CHECK (record_length > 0),
    ADD record_sha256   text    NOT NULL CHECK (record_sha256 ~ '^[0-9a-f]{64}$'),
    ADD chain_position  bigint  NOT NULL CHECK (chain_position > 0),
    ADD chain           text    NOT NULL CHECK (chain ~ '^[0-9a-f]{64}$'),
    ADD expired_at      timestamptz,
    ALTER COLUMN round_id DROP NOT NULL,
    DROP CONSTRAINT capture_via_check,
    ADD CONSTRAINT capture_via_check CHECK (via IN ('http', 'browser', 'screenshot')),
    ADD CONSTRAINT capture_round_check CHECK ((via = 'screenshot') = (round_id IS NULL)),
    ADD CONSTRAINT capture_chain_position UNIQUE (site_id, chain_position);
  CREATE INDEX capture_url ON capture (site_id, url, id);
  CREATE INDEX capture_sha256 ON capture (sha256);
  COMMENT ON COLUMN capture.warc_file IS 'WARC 文件中存放内容的记录；内容与更早快照相同的，为更早的记录';
  COMMENT ON COLUMN capture.record_file IS '本次快照自身的记录（应答头、地址、证书）';
  COMMENT ON COLUMN capture.chain IS '证据链：上一条快照的链值与本条内容的 SHA-256';
  COMMENT ON COLUMN capture.expired_at IS '保存期满、内容已删除的时间；链值保留';
`;

const CHAIN = `
  CREATE FUNCTION refuse_capture_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.expired_at IS NULL AND NEW.expired_at IS NOT NULL
       AND to_jsonb(NEW) - 'expired_at' = to_jsonb(OLD) - 'expired_at' THEN
      RETURN NEW;
    END IF;
    RAISE EXCEPTION 'capture is append-only';
  END $$;
  CREATE TRIGGER capture_append_only BEFORE UPDATE OR DELETE ON capture FOR EACH ROW EXECUTE FUNCTION refuse_capture_change();
`;

const SCREENSHOTS = `
  CREATE TABLE screenshot_request (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    capture_id     bigint  NOT NULL REFERENCES capture (id),
    requested_by   text    NOT NULL,
    requested_at   timestamptz NOT NULL DEFAULT now(),
    state          text    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'failed')),
    screenshot_id  bigint  REFERENCES capture (id),
    warning        text,
    finished_at    timestamptz,
    CHECK ((state = 'done') = (screenshot_id IS NOT NULL))
  );
  CREATE INDEX screenshot_request_capture ON screenshot_request (capture_id, id);
  COMMENT ON TABLE screenshot_request IS '截图申请：按快照网址重新打开网页截图；warning 为失败原因或缺少中文字体的提示';
`;

const REFERENCES = `
  CREATE VIEW evidence_reference AS
    SELECT hash #>> '{}' AS sha256 FROM finding, jsonb_path_query(detail, '$.**.sha256') AS hash
    UNION SELECT hash #>> '{}' FROM alert, jsonb_path_query(finding, '$.**.sha256') AS hash
    UNION SELECT hash #>> '{}' FROM notice, jsonb_path_query(content, '$.**.sha256') AS hash
    UNION SELECT hash #>> '{}' FROM report, jsonb_path_query(content, '$.**.sha256') AS hash;
  COMMENT ON VIEW evidence_reference IS '检查结果、告警、通知、报告引用的快照：一直保存';
`;
