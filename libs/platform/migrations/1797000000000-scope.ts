import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * 数据范围 in the database itself. Tables with what concerns single units show a scoped connection only the rows that the
 * session behind it may see, whatever the statement says; without a session nothing. Scoped are connections of a role
 * named …_api, which the web interface uses, and any that set mingjian.scoped. FORCE holds the owner to it as well.
 * What an account may see is worked out here from its session or machine token, so that no statement can claim more.
 * The two tables that this is worked out from are not forced on the owner, or they would ask themselves.
 */
export class Scope1797000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const statements of [COLUMNS, ASKING, REACH]) await db.query(statements);
    for (const [table, condition] of Object.entries(CONDITIONS)) await db.query(protect(table, condition));
  }

  async down(db: QueryRunner): Promise<void> {
    for (const table of Object.keys(CONDITIONS))
      await db.query(
        `DROP POLICY scope ON ${table}; ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;`,
      );
    await db.query(`
      DROP FUNCTION reach_domains(); DROP FUNCTION reach_sites(); DROP FUNCTION reach_regions();
      DROP FUNCTION reach_units(); DROP FUNCTION reach_some_units(); DROP FUNCTION reach_is_whole(); DROP FUNCTION is_unscoped();
      DROP FUNCTION asking_regions(boolean); DROP FUNCTION asking_grants();
      ALTER TABLE report DROP COLUMN region_id;
      DROP FUNCTION home_region();
      ALTER TABLE alert DROP COLUMN domain;
    `);
  }
}

const COLUMNS = `
  ALTER TABLE alert ADD COLUMN domain text GENERATED ALWAYS AS (finding->>'domain') STORED;
  COMMENT ON COLUMN alert.domain IS '领域，按领域词典的名称；目录中没有载明的为空';
  CREATE INDEX alert_domain ON alert (domain) WHERE domain IS NOT NULL;

  CREATE FUNCTION home_region() RETURNS integer LANGUAGE sql STABLE AS $$ SELECT min(id) FROM region $$;
  ALTER TABLE report ADD COLUMN region_id integer REFERENCES region (id) DEFAULT home_region();
`;

/** Grants in force of whoever asks. Definer's rights: the asking role itself reads no session and no account. */
const ASKING = `
  CREATE FUNCTION asking_grants() RETURNS TABLE (role text, region_id integer, unit_id integer, domain text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT g.role, g.region_id, g.unit_id, g.domain
      FROM role_grant g JOIN account a ON a.id = g.account_id
     WHERE a.id = coalesce(
             (SELECT s.account_id FROM session s
               WHERE s.token_sha256 = encode(sha256(convert_to(nullif(current_setting('mingjian.session', true), ''), 'UTF8')), 'hex')
                 AND s.expires_at > now() AND s.is_complete),
             (SELECT t.account_id FROM machine_token t
               WHERE t.token_sha256 = encode(sha256(convert_to(nullif(current_setting('mingjian.session', true), ''), 'UTF8')), 'hex')
                 AND t.expires_at > now() AND t.revoked_at IS NULL))
       AND a.disabled_at IS NULL AND g.revoked_at IS NULL AND g.valid_from <= now() AND (g.valid_until IS NULL OR g.valid_until > now())
       AND (g.delegated_from IS NULL OR EXISTS (SELECT FROM role_grant lent WHERE lent.id = g.delegated_from AND lent.revoked_at IS NULL
                                                   AND (lent.valid_until IS NULL OR lent.valid_until > now())))
       AND g.role = ANY (string_to_array(current_setting('mingjian.roles', true), ','))
  $$;

  CREATE FUNCTION asking_regions(with_domains boolean) RETURNS SETOF integer
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE below AS (
      SELECT r.id FROM region r JOIN asking_grants() g ON (g.region_id = r.id OR g.region_id IS NULL AND g.unit_id IS NULL)
       WHERE with_domains OR g.domain IS NULL
      UNION
      SELECT r.id FROM region r JOIN below ON r.parent_id = below.id)
    SELECT id FROM below
  $$;
`;

/** Arrays, so that a statement works them out once and not for every row. */
const REACH = `
  CREATE FUNCTION is_unscoped() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT right(current_user, 4) <> '_api' AND coalesce(current_setting('mingjian.scoped', true), '') <> 'on'
  $$;
  COMMENT ON FUNCTION is_unscoped() IS '采集、评估等后台进程和命令行不受数据范围限制；网页接口一律受限';

  CREATE FUNCTION reach_is_whole() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT EXISTS (SELECT FROM asking_grants() WHERE region_id IS NULL AND unit_id IS NULL AND domain IS NULL)
  $$;

  CREATE FUNCTION reach_units() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(u.id), '{}') FROM unit u
     WHERE u.region_id IN (SELECT asking_regions(false))
        OR u.id IN (SELECT unit_id FROM asking_grants() WHERE unit_id IS NOT NULL AND domain IS NULL)
  $$;
  COMMENT ON FUNCTION reach_units() IS '当前会话可见的单位（不限领域的授予）';

  CREATE FUNCTION reach_some_units() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(u.id), '{}') FROM unit u
     WHERE u.region_id IN (SELECT asking_regions(true)) OR u.id IN (SELECT unit_id FROM asking_grants() WHERE unit_id IS NOT NULL)
  $$;
  COMMENT ON FUNCTION reach_some_units() IS '当前会话至少可见其某一领域的单位';

  CREATE FUNCTION reach_regions() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(id), '{}') FROM asking_regions(false) AS id
  $$;

  CREATE FUNCTION reach_sites() RETURNS integer[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT coalesce(array_agg(DISTINCT c.site_id), '{}') FROM unit_scope c WHERE c.unit_id = ANY (reach_some_units())
  $$;

  CREATE FUNCTION reach_domains() RETURNS TABLE (unit_id integer, domain text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
    WITH RECURSIVE below AS (
      SELECT r.id, g.domain FROM region r JOIN asking_grants() g ON (g.region_id = r.id OR g.region_id IS NULL AND g.unit_id IS NULL)
       WHERE g.domain IS NOT NULL
      UNION
      SELECT r.id, below.domain FROM region r JOIN below ON r.parent_id = below.id)
    SELECT u.id, below.domain FROM unit u JOIN below ON below.id = u.region_id
  $$;
`;

const ofUnit = (column: string) => `${column} = ANY ((SELECT reach_units())::integer[])`;
const ofSomeUnit = (column: string) => `${column} = ANY ((SELECT reach_some_units())::integer[])`;
const ofSite = (column: string) => `${column} = ANY ((SELECT reach_sites())::integer[])`;
const ofDomain = (column: string) =>
  `(${ofUnit('unit_id')} OR (unit_id, ${column}) IN (SELECT d.unit_id, d.domain FROM reach_domains() d))`;
/** Anybody with a session and a role. */
const ASKED = `(SELECT EXISTS (SELECT FROM asking_grants()))`;
/** What belongs to a row that is protected itself is seen exactly with it. */
const within = (table: string, column: string, inner: string) =>
  `EXISTS (SELECT FROM ${inner} inner_row WHERE inner_row.id = ${table}.${column})`;

/**
 * Which rows a scoped connection sees, by table. What is not here is the same for everybody (calendars, word lists,
 * regions, settings of the crawl) or closed to the web interface's role altogether (accounts, sessions, the trail).
 */
const CONDITIONS: Readonly<Record<string, string>> = {
  unit: ofSomeUnit('id'),
  unit_scope: ofSomeUnit('unit_id'),
  catalog: ofSomeUnit('unit_id'),
  catalog_change: within('catalog_change', 'catalog_id', 'catalog'),
  disclosure_item: within('disclosure_item', 'catalog_id', 'catalog'),
  match_decision: ofSomeUnit('unit_id'),
  observation: ofSomeUnit('unit_id'),
  evaluation: ofSomeUnit('unit_id'),
  finding: ofDomain(`(detail->>'domain')`),
  alert: ofDomain('domain'),
  alert_event: within('alert_event', 'alert_id', 'alert'),
  notice: ofUnit('unit_id'),
  notice_problem: within('notice_problem', 'notice_id', 'notice'),
  reply: within('reply', 'notice_id', 'notice'),
  objection: within('objection', 'alert_id', 'alert'),
  formation_ruling: ofSomeUnit('unit_id'),
  mail_outbox: within('mail_outbox', 'notice_id', 'notice'),
  report: `region_id = ANY ((SELECT reach_regions())::integer[])`,
  unit_schedule: ofSomeUnit('unit_id'),
  scheduled_item: ofSomeUnit('unit_id'),
  obligation_schedule: ofSomeUnit('unit_id'),
  moved_deadline: ofSomeUnit('unit_id'),
  site: ofSite('id'),
  crawl_round: ofSite('site_id'),
  crawl_task: within('crawl_task', 'round_id', 'crawl_round'),
  capture: ofSite('site_id'),
  document: within('document', 'capture_id', 'capture'),
  sighting: ofSite('site_id'),
  page_visit: ofSite('site_id'),
  site_probe: ofSite('site_id'),
  screenshot_request: within('screenshot_request', 'capture_id', 'capture'),
  register_entry: ofUnit('unit_id'),
  rule_setting: `(unit_id IS NULL AND ${ASKED} OR ${ofSomeUnit('unit_id')})`,
  rule_setting_change: `(setting_id IS NULL AND ${ASKED} OR ${within('rule_setting_change', 'setting_id', 'rule_setting')})`,
  rule_backtest_unit: ofUnit('unit_id'),
  rule_backtest_flip: ofUnit('unit_id'),
};

const READ_FOR_REACH = new Set(['unit', 'unit_scope']);

function protect(table: string, condition: string): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY${READ_FOR_REACH.has(table) ? '' : ', FORCE ROW LEVEL SECURITY'};
    CREATE POLICY scope ON ${table} USING ((SELECT is_unscoped() OR reach_is_whole()) OR ${condition});`;
}
