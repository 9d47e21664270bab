import { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the whole line, in flow order: catalog, sites, crawl, observation, findings, alerts, notices, reports; identity beside. */
export class FirstLine1795132800000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [UNITS, CRAWLING, JUDGING, ALERTING, RECTIFICATION, IDENTITY, APPEND_ONLY])
      await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE IF EXISTS audit_entry, session, account, report, mail_outbox, objection, reply, notice_problem, notice, alert_event, alert,
        finding, evaluation, observation, match_decision, sighting, document, capture, crawl_task, crawl_round,
        server_group, disclosure_item, catalog, unit_scope, site, unit, region CASCADE;
      DROP FUNCTION IF EXISTS refuse_change();
    `);
  }
}

const UNITS = `
  CREATE TABLE region (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name           text    NOT NULL UNIQUE,
    virtual_today  date
  );
  COMMENT ON TABLE region IS '地区；virtual_today 为演示地区的“今天”，真实地区为空';

  CREATE TABLE unit (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    region_id      integer NOT NULL REFERENCES region (id),
    name           text    NOT NULL,
    aliases        text[]  NOT NULL DEFAULT '{}',
    kind           text    NOT NULL CHECK (kind IN ('government', 'department', 'town', 'enterprise', 'village')),
    registered_on  date,
    contact        text,
    email          text,
    UNIQUE (region_id, name)
  );
  COMMENT ON TABLE unit IS '单位：公开主体';

  CREATE TABLE server_group (
    name          text PRIMARY KEY,
    leased_by     text,
    leased_until  timestamptz NOT NULL DEFAULT '-infinity',
    delay_ms      integer NOT NULL DEFAULT 1000 CHECK (delay_ms >= 0),
    back_off_ms   integer NOT NULL DEFAULT 60000
  );
  COMMENT ON TABLE server_group IS '服务器组：共用一台服务器或平台的网站，同一时刻只由一个采集进程访问';

  CREATE TABLE site (
    id                  integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name                text    NOT NULL,
    home_url            text    NOT NULL UNIQUE,
    server_group        text    NOT NULL REFERENCES server_group (name),
    allows_private      boolean NOT NULL DEFAULT false,
    expected_min_pages  integer NOT NULL DEFAULT 0,
    max_pages           integer NOT NULL DEFAULT 2000,
    timeout_ms          integer NOT NULL DEFAULT 15000
  );
  COMMENT ON TABLE site IS '政府网站；allows_private 仅演示网站为真';

  CREATE TABLE unit_scope (
    unit_id        integer PRIMARY KEY REFERENCES unit (id),
    site_id        integer NOT NULL REFERENCES site (id),
    home_url       text    NOT NULL,
    path_prefixes  text[]  NOT NULL DEFAULT '{}',
    is_own_site    boolean NOT NULL DEFAULT false,
    plans          jsonb   NOT NULL DEFAULT '[]'
  );
  CREATE INDEX unit_scope_site ON unit_scope (site_id);
  COMMENT ON TABLE unit_scope IS '单位的网站范围：独立网站、路径或共用门户中的栏目';

  CREATE TABLE catalog (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id        integer NOT NULL REFERENCES unit (id),
    version        integer NOT NULL,
    effective_on   date,
    source_name    text    NOT NULL,
    source_sha256  text    NOT NULL,
    problems       jsonb   NOT NULL DEFAULT '[]',
    imported_at    timestamptz NOT NULL DEFAULT now(),
    UNIQUE (unit_id, version)
  );
  COMMENT ON TABLE catalog IS '政务公开事项标准目录的一个版本';

  CREATE TABLE disclosure_item (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    catalog_id  integer NOT NULL REFERENCES catalog (id),
    key         text    NOT NULL,
    ordinal     integer NOT NULL,
    content     jsonb   NOT NULL,
    UNIQUE (catalog_id, key)
  );
  COMMENT ON TABLE disclosure_item IS '公开事项：目录中的一行';
`;

const CRAWLING = `
  CREATE TABLE crawl_round (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    site_id      integer NOT NULL REFERENCES site (id),
    reason       text    NOT NULL CHECK (reason IN ('first', 'scheduled', 'recheck', 'manual')),
    today        date    NOT NULL,
    state        text    NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished')),
    gap          text,
    started_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz
  );
  CREATE UNIQUE INDEX crawl_round_one_running ON crawl_round (site_id) WHERE state = 'running';
  COMMENT ON TABLE crawl_round IS '采集轮次；gap 说明未采集完整的原因';

  CREATE TABLE capture (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id      integer NOT NULL REFERENCES crawl_round (id),
    url           text    NOT NULL,
    final_url     text    NOT NULL,
    status        integer NOT NULL,
    captured_at   timestamptz NOT NULL,
    sha256        text    NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    content_type  text,
    bytes         integer NOT NULL,
    via           text    NOT NULL CHECK (via IN ('http', 'browser')),
    UNIQUE (round_id, url, via)
  );
  COMMENT ON TABLE capture IS '网页快照；内容按 SHA-256 存放在快照库';

  CREATE TABLE crawl_task (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    round_id    integer  NOT NULL REFERENCES crawl_round (id),
    url         text     NOT NULL,
    key         text     NOT NULL,
    via         text     NOT NULL DEFAULT 'http' CHECK (via IN ('http', 'browser', 'attachment')),
    priority    smallint NOT NULL,
    depth       smallint NOT NULL,
    list_page   smallint NOT NULL DEFAULT 0,
    state       text     NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'fetched', 'done', 'failed')),
    attempts    smallint NOT NULL DEFAULT 0,
    not_before  timestamptz NOT NULL DEFAULT '-infinity',
    capture_id  bigint   REFERENCES capture (id),
    outcome     jsonb,
    UNIQUE (round_id, key, via)
  );
  CREATE INDEX crawl_task_capture ON crawl_task (capture_id);
  CREATE INDEX crawl_task_next ON crawl_task (round_id, priority, id) WHERE state IN ('pending', 'fetched');
  COMMENT ON TABLE crawl_task IS '采集任务（前沿）：pending 待采 → fetched 已采待抽取 → done；failed 记录原因';

  CREATE TABLE document (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    capture_id    bigint NOT NULL UNIQUE REFERENCES capture (id),
    kind          text   NOT NULL,
    page          jsonb  NOT NULL,
    extracted_at  timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE document IS '网页要素：由快照抽取';

  CREATE TABLE sighting (
    site_id        integer NOT NULL REFERENCES site (id),
    url            text    NOT NULL,
    first_seen_on  date    NOT NULL,
    last_seen_on   date    NOT NULL,
    PRIMARY KEY (site_id, url)
  );
  COMMENT ON TABLE sighting IS '首次与最近一次看到某网址的日期';
`;

const JUDGING = `
  CREATE TABLE match_decision (
    unit_id      integer NOT NULL REFERENCES unit (id),
    item_key     text    NOT NULL,
    section_url  text,
    decided_by   text    NOT NULL,
    decided_at   timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (unit_id, item_key)
  );
  COMMENT ON TABLE match_decision IS '人工确认的事项与栏目对应关系；section_url 为空表示网站无此栏目';

  CREATE TABLE observation (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id      integer NOT NULL REFERENCES unit (id),
    round_id     integer NOT NULL REFERENCES crawl_round (id),
    observed_on  date    NOT NULL,
    facts        jsonb   NOT NULL,
    digest       text    NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    UNIQUE (unit_id, round_id, digest)
  );
  CREATE INDEX observation_latest ON observation (unit_id, round_id DESC, id DESC);
  COMMENT ON TABLE observation IS '监测记录：一轮采集中一个单位的所见；人工改判匹配后另存一条';

  CREATE TABLE evaluation (
    id               integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    observation_id   integer NOT NULL REFERENCES observation (id),
    unit_id          integer NOT NULL REFERENCES unit (id),
    ruleset_version  text    NOT NULL,
    today            date    NOT NULL,
    since            date    NOT NULL,
    coverage         jsonb   NOT NULL,
    warnings         jsonb   NOT NULL,
    evaluated_at     timestamptz NOT NULL DEFAULT now(),
    reconciled_at    timestamptz,
    UNIQUE (observation_id, ruleset_version, today)
  );
  CREATE INDEX evaluation_latest ON evaluation (unit_id, id DESC);
  COMMENT ON TABLE evaluation IS '评估：一条监测记录按一个规则版本的结论集合；reconciled_at 为告警已据此更新的时刻';

  CREATE TABLE finding (
    id             bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    evaluation_id  integer NOT NULL REFERENCES evaluation (id),
    unit_id        integer NOT NULL REFERENCES unit (id),
    code           text    NOT NULL,
    subject        text    NOT NULL,
    outcome        text    NOT NULL CHECK (outcome IN ('pass', 'fail', 'cannotTell', 'notApplicable')),
    due_on         date,
    detail         jsonb   NOT NULL,
    UNIQUE (evaluation_id, code, subject)
  );
  CREATE INDEX finding_unit ON finding (unit_id, outcome, due_on);
  COMMENT ON TABLE finding IS '检查结果：只增不改，绑定规则版本';
`;

const ALERTING = `
  CREATE TABLE alert (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint     text    NOT NULL UNIQUE,
    unit_id         integer NOT NULL REFERENCES unit (id),
    kind            text    NOT NULL CHECK (kind IN ('violation', 'proposal', 'warning')),
    state           text    NOT NULL CHECK (state IN ('warning', 'proposed', 'open', 'confirmed', 'dismissed', 'notified', 'resolved')),
    code            text    NOT NULL,
    family          text    NOT NULL,
    severity        text    NOT NULL CHECK (severity IN ('veto', 'high', 'medium', 'low', 'tip')),
    subject         text    NOT NULL,
    item            text,
    row             integer,
    section         text,
    url             text,
    explanation     text    NOT NULL,
    due_on          date,
    digest          text    NOT NULL,
    is_contested    boolean NOT NULL DEFAULT false,
    finding         jsonb   NOT NULL,
    first_found_on  date    NOT NULL,
    last_found_on   date    NOT NULL,
    resolved_on     date,
    revision        integer NOT NULL DEFAULT 1
  );
  CREATE INDEX alert_list ON alert (state, severity, id);
  CREATE INDEX alert_unit ON alert (unit_id, state);
  COMMENT ON TABLE alert IS '告警：一个公开义务实例 × 一个规则族；warning 为到期前预警，proposed 待核实';

  CREATE TABLE alert_event (
    id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id  integer NOT NULL REFERENCES alert (id),
    at        timestamptz NOT NULL DEFAULT now(),
    actor     text    NOT NULL,
    kind      text    NOT NULL,
    note      text    NOT NULL DEFAULT '',
    key       text    NOT NULL UNIQUE
  );
  CREATE INDEX alert_event_line ON alert_event (alert_id, id);
  COMMENT ON TABLE alert_event IS '告警的生命线：每一次变化一行，key 保证重复执行不重复记录';
`;

const RECTIFICATION = `
  CREATE TABLE notice (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    year         integer NOT NULL,
    serial       integer NOT NULL,
    number       text    NOT NULL UNIQUE,
    unit_id      integer NOT NULL REFERENCES unit (id),
    state        text    NOT NULL CHECK (state IN ('delivered', 'replied', 'rechecking', 'returned', 'closed', 'withdrawn')),
    issued_on    date    NOT NULL,
    rectify_by   date    NOT NULL,
    issued_by    text    NOT NULL,
    content      jsonb   NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    closed_on    date,
    UNIQUE (year, serial)
  );
  CREATE INDEX notice_unit ON notice (unit_id, state);
  COMMENT ON TABLE notice IS '整改通知；content 为发出时的全文要素，不随后来的变化改写';

  CREATE TABLE notice_problem (
    notice_id  integer NOT NULL REFERENCES notice (id),
    alert_id   integer NOT NULL REFERENCES alert (id),
    ordinal    integer NOT NULL,
    state      text    NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed', 'returned', 'withdrawn')),
    note       text    NOT NULL DEFAULT '',
    PRIMARY KEY (notice_id, alert_id)
  );
  CREATE INDEX notice_problem_alert ON notice_problem (alert_id);
  COMMENT ON TABLE notice_problem IS '问题清单';

  CREATE TABLE reply (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notice_id   integer NOT NULL REFERENCES notice (id),
    by_account  integer,
    by_name     text    NOT NULL,
    text        text    NOT NULL,
    links       text[]  NOT NULL DEFAULT '{}',
    at          timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE reply IS '整改反馈';

  CREATE TABLE objection (
    id           integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    alert_id     integer NOT NULL REFERENCES alert (id),
    by_account   integer,
    by_name      text    NOT NULL,
    reason       text    NOT NULL,
    formed_on    date,
    file_name    text,
    file_sha256  text,
    state        text    NOT NULL DEFAULT 'undecided' CHECK (state IN ('undecided', 'upheld', 'rejected')),
    decision     text,
    decided_by   text,
    decided_at   timestamptz,
    at           timestamptz NOT NULL DEFAULT now()
  );
  CREATE UNIQUE INDEX objection_one_undecided ON objection (alert_id) WHERE state = 'undecided';
  COMMENT ON TABLE objection IS '异议申诉：未决期间不进入任何通报';

  CREATE TABLE mail_outbox (
    id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key        text    NOT NULL UNIQUE,
    recipient  text    NOT NULL,
    subject    text    NOT NULL,
    body       text    NOT NULL,
    notice_id  integer REFERENCES notice (id),
    state      text    NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'sent', 'failed')),
    error      text,
    created_at timestamptz NOT NULL DEFAULT now(),
    sent_at    timestamptz
  );
  COMMENT ON TABLE mail_outbox IS '待发邮件；key 保证同一事由只发一次';

  CREATE TABLE report (
    id          integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text    NOT NULL CHECK (kind IN ('monthly', 'quarterly', 'annual')),
    period      text    NOT NULL,
    cutoff_at   timestamptz NOT NULL DEFAULT now(),
    content     jsonb   NOT NULL,
    created_by  text    NOT NULL
  );
  COMMENT ON TABLE report IS '月报告、季通报、年考核；content 为截止时刻的数字，生成后不再变化';
`;

const IDENTITY = `
  CREATE TABLE account (
    id             integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    login          text    NOT NULL UNIQUE,
    name           text    NOT NULL,
    password_hash  text    NOT NULL,
    role           text    NOT NULL CHECK (role IN ('admin', 'supervisor', 'assessor', 'unitOfficer')),
    unit_id        integer REFERENCES unit (id),
    must_change    boolean NOT NULL DEFAULT false,
    failures       integer NOT NULL DEFAULT 0,
    locked_until   timestamptz,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CHECK ((role = 'unitOfficer') = (unit_id IS NOT NULL))
  );
  COMMENT ON TABLE account IS '账号';

  CREATE TABLE session (
    token_sha256  text PRIMARY KEY,
    account_id    integer NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    csrf          text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL
  );
  COMMENT ON TABLE session IS '登录会话；只存令牌的摘要';

  CREATE TABLE audit_entry (
    id       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at       timestamptz NOT NULL DEFAULT now(),
    account  text NOT NULL,
    action   text NOT NULL,
    object   text NOT NULL,
    detail   jsonb NOT NULL DEFAULT '{}'
  );
  COMMENT ON TABLE audit_entry IS '操作记录：只增不改';
`;

const APPEND_ONLY = `
  CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
  END $$;
  CREATE TRIGGER finding_append_only BEFORE UPDATE OR DELETE ON finding FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER alert_event_append_only BEFORE UPDATE OR DELETE ON alert_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
  CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;
