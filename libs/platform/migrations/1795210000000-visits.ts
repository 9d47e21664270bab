import { MigrationInterface, QueryRunner } from 'typeorm';

/** Visits: what each page was like when it was last asked for, how a server group is treated, and whether a site could be opened. */
export class Visits1795210000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statements of [GROUPS, ROUNDS, VISITS, PROBES]) await runner.query(statements);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP VIEW dashboard_site_health;
      DROP TABLE probe_record, site_probe, page_visit, server_group_day;
      ALTER TABLE crawl_round DROP COLUMN scope, DROP COLUMN base_round, DROP COLUMN due_at, DROP COLUMN resumes_at, DROP COLUMN measures, DROP COLUMN suspended;
      ALTER TABLE site DROP COLUMN group_origin, DROP COLUMN fingerprint, DROP COLUMN next_round_at, DROP COLUMN measured_since,
        DROP COLUMN probe_wanted_at;
      ALTER TABLE server_group DROP COLUMN concurrency, DROP COLUMN daily_requests, DROP COLUMN bulk_from, DROP COLUMN bulk_until,
        DROP COLUMN next_at, DROP COLUMN back_off_now_ms, DROP COLUMN troubled_at, DROP COLUMN troubles;
    `);
  }
}

const GROUPS = `
  ALTER TABLE server_group
    ADD COLUMN concurrency      smallint NOT NULL DEFAULT 1 CHECK (concurrency BETWEEN 1 AND 16),
    ADD COLUMN daily_requests   integer CHECK (daily_requests > 0),
    ADD COLUMN bulk_from        smallint CHECK (bulk_from BETWEEN 0 AND 23),
    ADD COLUMN bulk_until       smallint CHECK (bulk_until BETWEEN 0 AND 23),
    ADD COLUMN next_at          timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN back_off_now_ms  integer NOT NULL DEFAULT 0 CHECK (back_off_now_ms >= 0),
    ADD COLUMN troubled_at      timestamptz,
    ADD COLUMN troubles         integer NOT NULL DEFAULT 0,
    ADD CHECK ((bulk_from IS NULL) = (bulk_until IS NULL));
  COMMENT ON COLUMN server_group.daily_requests IS '每日请求数上限；空为不限';
  COMMENT ON COLUMN server_group.bulk_from IS '全量采集的时段（北京时间，整点），可跨零点；空为不限时段';
  COMMENT ON COLUMN server_group.back_off_now_ms IS '当前的退避时长；与 next_at、troubled_at、troubles 同为礼貌状态，重启后继续';

  CREATE TABLE server_group_day (
    name      text    NOT NULL REFERENCES server_group (name) ON DELETE CASCADE,
    day       date    NOT NULL,
    requests  integer NOT NULL,
    PRIMARY KEY (name, day)
  );
  COMMENT ON TABLE server_group_day IS '服务器组每日已发出的请求数';

  ALTER TABLE site
    ADD COLUMN group_origin     text NOT NULL DEFAULT 'derived' CHECK (group_origin IN ('derived', 'manual')),
    ADD COLUMN fingerprint      jsonb,
    ADD COLUMN next_round_at    timestamptz,
    ADD COLUMN measured_since   timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN probe_wanted_at  timestamptz;
  COMMENT ON COLUMN site.group_origin IS '服务器组的来源：derived 按地址、证书、平台推定，manual 人工指定';
  COMMENT ON COLUMN site.fingerprint IS '推定服务器组的依据：地址、证书、CNAME 及取得时间';
  COMMENT ON COLUMN site.measured_since IS '采集量正常范围只从此后的轮次学习；人工确认改版后重新起算';
`;

const ROUNDS = `
  ALTER TABLE crawl_round
    ADD COLUMN scope       text NOT NULL DEFAULT 'full' CHECK (scope IN ('full', 'incremental')),
    ADD COLUMN base_round  integer REFERENCES crawl_round (id),
    ADD COLUMN due_at      timestamptz,
    ADD COLUMN resumes_at  timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN measures    jsonb,
    ADD COLUMN suspended   text,
    ADD CHECK ((scope = 'incremental') = (base_round IS NOT NULL));
  COMMENT ON COLUMN crawl_round.base_round IS '增量轮次所依据的全量轮次：本轮未访问的网页沿用自它以来的快照';
  COMMENT ON COLUMN crawl_round.due_at IS '计划开始的时刻；与 started_at 之差为调度延迟';
  COMMENT ON COLUMN crawl_round.resumes_at IS '暂停到此刻再继续（等待夜间时段或次日的请求数）';
  COMMENT ON COLUMN crawl_round.measures IS '采集量：各栏目条目数、文章数、读到标题和日期的比例';
  COMMENT ON COLUMN crawl_round.suspended IS '暂停评判的原因；空为正常';
`;

const VISITS = `
  CREATE TABLE page_visit (
    site_id          integer NOT NULL REFERENCES site (id),
    key              text    NOT NULL,
    url              text    NOT NULL,
    kind             text    NOT NULL,
    via              text    NOT NULL,
    depth            smallint NOT NULL,
    list_page        smallint NOT NULL,
    round_id         integer NOT NULL REFERENCES crawl_round (id),
    capture_id       bigint  NOT NULL REFERENCES capture (id),
    digest           text    NOT NULL,
    etag             text,
    last_modified    text,
    visits           integer NOT NULL,
    changes          integer NOT NULL,
    first_visit_at   timestamptz NOT NULL,
    last_visit_at    timestamptz NOT NULL,
    last_changed_at  timestamptz NOT NULL,
    next_visit_at    timestamptz NOT NULL,
    PRIMARY KEY (site_id, key)
  );
  CREATE INDEX page_visit_due ON page_visit (site_id, next_visit_at);
  COMMENT ON TABLE page_visit IS '网页的访问记录：最近一次访问、内容变化次数和下次访问的时刻';
`;

const PROBES = `
  CREATE TABLE site_probe (
    id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id      integer NOT NULL REFERENCES site (id),
    probed_at    timestamptz NOT NULL,
    duration_ms  integer NOT NULL CHECK (duration_ms >= 0),
    outcome      text    NOT NULL CHECK (outcome IN ('opened', 'failed', 'void')),
    detail       text    NOT NULL DEFAULT ''
  );
  CREATE INDEX site_probe_week ON site_probe (site_id, probed_at);
  COMMENT ON TABLE site_probe IS '可用性探测：首页在 15 秒内是否打开；void 为我方网络或限制访问所致，不计入';

  CREATE TABLE probe_record (
    sha256      text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    site_id     integer NOT NULL REFERENCES site (id),
    recorded_at timestamptz NOT NULL DEFAULT now(),
    record      text    NOT NULL
  );
  CREATE TRIGGER probe_record_append_only BEFORE UPDATE OR DELETE ON probe_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
  COMMENT ON TABLE probe_record IS '可用性探测记录：一周探测的逐次结果，作为证据，只增不改';

  CREATE VIEW dashboard_site_health AS
  SELECT s.id AS site_id, s.name AS site, s.server_group, s.next_round_at, r.id AS round_id, r.scope, r.gap, r.suspended,
         r.due_at, r.started_at, r.finished_at,
         CASE WHEN r.due_at IS NOT NULL THEN greatest(0, extract(epoch FROM r.started_at - r.due_at))::int END AS late_seconds,
         greatest(0, extract(epoch FROM now() - s.next_round_at))::int AS waiting_seconds,
         p.probes, p.failing
    FROM site s
    LEFT JOIN LATERAL (SELECT * FROM crawl_round r WHERE r.site_id = s.id ORDER BY r.id DESC LIMIT 1) r ON true
    LEFT JOIN LATERAL (SELECT (count(*) FILTER (WHERE outcome <> 'void'))::int AS probes, (count(*) FILTER (WHERE outcome = 'failed'))::int AS failing
                         FROM site_probe WHERE site_id = s.id AND probed_at > now() - interval '7 days') p ON true;
  COMMENT ON VIEW dashboard_site_health IS '看板：各网站最近一轮的范围、调度延迟（秒）、暂停评判的原因，以及近 7 日可用性探测的次数与打不开的次数';
`;
