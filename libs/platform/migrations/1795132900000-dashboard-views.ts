import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the Grafana panels of dashboards/ may read. The views hold counts, states and days, no texts of pages, no names of
 * people and no addresses of mail; the role that Grafana uses can read them and nothing else (dashboards/README.md).
 */
export class DashboardViews1795132900000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [TODAY, ALERTS, COMPLETENESS, NOTICES, CRAWLING, MAIL]) await db.query(statements);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP VIEW dashboard_mail, dashboard_crawl_failure, dashboard_crawl_round, dashboard_notice, dashboard_completeness,
        dashboard_alert_day, dashboard_open_alert, dashboard_today;
    `);
  }
}

const TODAY = `
  CREATE VIEW dashboard_today AS
  SELECT coalesce((SELECT virtual_today FROM region ORDER BY id LIMIT 1), (now() AT TIME ZONE 'Asia/Shanghai')::date) AS today,
         (SELECT name FROM region ORDER BY id LIMIT 1) AS region;
  COMMENT ON VIEW dashboard_today IS '看板：判定所用的“今天”（演示地区为其虚拟日期）与地区名称，恒为一行';
`;

const ALERTS = `
  CREATE VIEW dashboard_open_alert AS
  SELECT u.id AS unit_id, u.name AS unit, a.state, a.state IN ('open', 'confirmed', 'notified') AS is_problem, a.severity, a.code,
         max(a.finding->>'title') AS rule, count(*)::int AS alerts, (count(*) FILTER (WHERE a.is_contested))::int AS contested
    FROM alert a JOIN unit u ON u.id = a.unit_id
   WHERE a.state NOT IN ('resolved', 'dismissed')
   GROUP BY u.id, u.name, a.state, a.severity, a.code;
  COMMENT ON VIEW dashboard_open_alert IS '看板：未了结的告警，按单位、状态、风险等级、规则计数；is_problem 为真是问题，否则是预警或待核实；contested 为其中异议未决的';

  -- A proposal is a problem once a person confirmed it, and a warning never was one unless it turned into a violation.
  -- first_found_on of such a violation is the day of the warning; its problem began after the due day.
  CREATE VIEW dashboard_alert_day AS
  WITH problem AS (
    SELECT least(greatest(first_found_on, due_on + 1), last_found_on) AS found_on, CASE WHEN state = 'resolved' THEN resolved_on END AS resolved_on
      FROM alert a
     WHERE state IN ('open', 'confirmed', 'notified')
        OR state = 'resolved' AND (kind = 'violation' OR kind = 'proposal' AND 'confirmed' =
             (SELECT kind FROM alert_event WHERE alert_id = a.id AND kind IN ('confirmed', 'undone') ORDER BY id DESC LIMIT 1))
  ), change AS (
    SELECT found_on AS day, 1 AS opened, 0 AS resolved FROM problem
    UNION ALL SELECT resolved_on, 0, 1 FROM problem WHERE resolved_on IS NOT NULL
    UNION ALL SELECT today - n, 0, 0 FROM dashboard_today, generate_series(0, 89) AS n
  ), line AS (
    SELECT day, sum(opened)::int AS opened, sum(resolved)::int AS resolved,
           (sum(sum(opened) - sum(resolved)) OVER (ORDER BY day))::int AS unresolved
      FROM change GROUP BY day
  )
  SELECT day, opened, resolved, unresolved FROM line, dashboard_today WHERE day BETWEEN today - 89 AND today;
  COMMENT ON VIEW dashboard_alert_day IS '看板：近90日每日新发现、消除和日终尚未消除的问题数，按告警现状回算；不含预警、未经确认的待核实和不予采纳的';
`;

const COMPLETENESS = `
  CREATE VIEW dashboard_completeness AS
  SELECT u.id AS unit_id, u.name AS unit, e.today AS judged_on, (e.coverage->>'items')::int AS items,
         (e.coverage->>'onlineVerifiable')::int AS online_verifiable, (e.coverage->>'judged')::int AS judged,
         coalesce(r.gap, o.facts->>'gap') AS gap
    FROM unit u
    LEFT JOIN LATERAL (SELECT observation_id, today, coverage FROM evaluation
                        WHERE unit_id = u.id ORDER BY today DESC, observation_id DESC, id DESC LIMIT 1) e ON true
    LEFT JOIN observation o ON o.id = e.observation_id
    LEFT JOIN crawl_round r ON r.id = o.round_id;
  COMMENT ON VIEW dashboard_completeness IS '看板：各单位最近一次评估的事项数 M、可在线核验数 N、已判定数；尚未评估的单位各列为空；gap 说明未采集完整的原因';
`;

const NOTICES = `
  CREATE VIEW dashboard_notice AS
  SELECT n.id AS notice_id, n.number, u.id AS unit_id, u.name AS unit, n.state, n.issued_on, n.rectify_by, n.closed_on, o.is_overdue,
         CASE WHEN o.is_overdue THEN t.today - n.rectify_by ELSE 0 END AS days_overdue
    FROM notice n JOIN unit u ON u.id = n.unit_id CROSS JOIN dashboard_today t
    CROSS JOIN LATERAL (SELECT n.state NOT IN ('closed', 'withdrawn') AND n.rectify_by < t.today AS is_overdue) o;
  COMMENT ON VIEW dashboard_notice IS '看板：整改通知的状态；days_overdue 为超过整改期限的自然日数，已销号和已撤销的不算逾期';
`;

const CRAWLING = `
  CREATE VIEW dashboard_crawl_round AS
  SELECT s.id AS site_id, s.name AS site, s.server_group, r.id AS round_id, r.reason, r.state, r.gap, r.started_at, r.finished_at,
         extract(epoch FROM coalesce(r.finished_at, now()) - r.started_at)::int AS seconds,
         t.pages, t.failures, t.waiting,
         NOT EXISTS (SELECT FROM crawl_round later WHERE later.site_id = s.id AND later.id > r.id) AS is_newest
    FROM site s LEFT JOIN crawl_round r ON r.site_id = s.id
    LEFT JOIN LATERAL (SELECT (count(*) FILTER (WHERE via = 'http' AND state = 'done'))::int AS pages,
                              (count(*) FILTER (WHERE state = 'failed'))::int AS failures,
                              (count(*) FILTER (WHERE state IN ('pending', 'fetched')))::int AS waiting
                         FROM crawl_task WHERE round_id = r.id) t ON true;
  COMMENT ON VIEW dashboard_crawl_round IS '看板：各网站的采集轮次，网页数、失败数、待处理数和用时（秒）；从未采集的网站有一行，round_id 为空；gap 说明未采集完整的原因';

  -- The newest rounds only: the tasks of all rounds ever are too many to count once a minute.
  CREATE VIEW dashboard_crawl_failure AS
  SELECT s.id AS site_id, s.name AS site, r.id AS round_id, r.started_at, f.kind, f.failures
    FROM site s
    CROSS JOIN LATERAL (SELECT id, started_at FROM crawl_round WHERE site_id = s.id ORDER BY id DESC LIMIT 1) r
    CROSS JOIN LATERAL (SELECT outcome->>'kind' AS kind, count(*)::int AS failures
                          FROM crawl_task WHERE round_id = r.id AND state = 'failed' GROUP BY 1) f;
  COMMENT ON VIEW dashboard_crawl_failure IS '看板：各网站最近一轮采集的失败数，按种类';
`;

const MAIL = `
  CREATE VIEW dashboard_mail AS
  SELECT state, count(*)::int AS mails, min(created_at) AS oldest_at, max(sent_at) AS last_sent_at FROM mail_outbox GROUP BY state;
  COMMENT ON VIEW dashboard_mail IS '看板：邮件的待发、已发、失败数与各自最早的创建时间，不含收件人和内容';
`;
