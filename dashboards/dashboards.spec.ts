import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, QueryResult } from 'pg';
import { DataSource } from 'typeorm';
import { testDatabase, TestDatabase, testServer } from '@app/platform/test-database.fixture';
import { addAlert, addEvaluation, addUnit, storedFinding } from '@app/rectification/stored-case.fixture';
import { LIGHT } from '../apps/web/look/tokens';
import { grafanaDashboard } from './dashboard';
import { DASHBOARDS } from './dashboards';
import { LEVELS } from './level';
import { DATASOURCE, Panel } from './panel';

const read = (...path: string[]) => readFileSync(join(__dirname, ...path), 'utf8');
const README_SQL = /```sql\n([\s\S]+?)```/.exec(read('README.md'))![1]!;
const PANELS = DASHBOARDS.flatMap(({ title, rows }) =>
  rows.flatMap(({ panels }) => panels.map(({ panel }) => [title, panel.title, panel] as const)),
);

let database: TestDatabase;
let db: DataSource;
beforeAll(async () => {
  database = await testDatabase();
  db = database.dataSource;
}, 120_000);
afterAll(() => database?.drop());

describe('the files that Grafana loads', () => {
  it.each(DASHBOARDS.map((plan) => [plan.title, plan] as const))('%s is fresh', (_title, plan) => {
    expect(JSON.parse(read('json', `${plan.uid}.json`))).toEqual(JSON.parse(JSON.stringify(grafanaDashboard(plan))));
  });

  it('are those and no others, and lie where the provider looks', () => {
    expect(readdirSync(join(__dirname, 'json')).sort()).toEqual(DASHBOARDS.map(({ uid }) => `${uid}.json`).sort());
    expect(read('../docker-compose.yml')).toContain('./dashboards:/etc/grafana/dashboards:ro');
    expect(read('provisioning', 'dashboards', 'mingjian.yml')).toContain('path: /etc/grafana/dashboards/json\n');
  });

  it('read the data source that is provisioned, whose variables compose sets', () => {
    const source = read('provisioning', 'datasources', 'mingjian.yml');
    expect(source).toContain(`uid: ${DATASOURCE.uid}\n`);
    expect(source).toContain(`type: ${DATASOURCE.type}\n`);
    const variables = [...source.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    expect(variables).toHaveLength(5);
    for (const name of variables) expect(read('../docker-compose.yml')).toMatch(new RegExp(`^ +${name}: `, 'm'));
    expect(source).toMatch(/password: \$\{MINGJIAN_READER_PASSWORD\}/);
  });

  it('show one screen to leaders, in the colours of the web UI', () => {
    const heights = DASHBOARDS[0]!.rows.map(({ height }) => height);
    expect(heights.reduce((sum, height) => sum + height)).toBeLessThanOrEqual(24);
    expect(LEVELS.map(({ fill }) => fill)).toEqual([LIGHT.vetoFill, LIGHT.highFill, LIGHT.mediumFill, LIGHT.lowFill]);
    expect(LEVELS.map(({ label }) => label)).toEqual([
      '红（一票否决）',
      '橙（高风险）',
      '黄（中风险）',
      '蓝（低风险、提示）',
    ]);
  });

  it('cannot be built from a row that leaves the grid', () => {
    const plan = DASHBOARDS[0]!;
    const narrow = { height: 4, panels: plan.rows[0]!.panels.slice(1) };
    expect(() => grafanaDashboard({ ...plan, rows: [narrow] })).toThrow('the one at y 0 has panels of 21');
  });
});

describe('the statements of the panels', () => {
  it.each(PANELS)('%s · %s runs for the reading role and answers its columns', async (_dashboard, _title, panel) => {
    expect(await columnsOf(panel.query.sql)).toEqual(panel.query.columns);
    expect(new Set(panel.query.columns).size).toBe(panel.query.columns.length);
    expect(panel.query.columns).toEqual(expect.arrayContaining(columnsNamedIn(panel)));
  });

  it('cannot read a table, or write', async () => {
    await expect(columnsOf('SELECT * FROM account')).rejects.toThrow('permission denied for table account');
    await expect(columnsOf(`INSERT INTO region (name) VALUES ('x')`)).rejects.toThrow(
      'permission denied for table region',
    );
  });

  it('may read every dashboard view, and nothing else', async () => {
    const granted = await asReader(`
      SELECT relname AS name FROM pg_class WHERE relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
         AND relkind IN ('r', 'v', 'm', 'p', 'f') AND has_table_privilege(oid, 'SELECT') ORDER BY 1`);
    const views = await db.query(
      `SELECT viewname AS name FROM pg_views WHERE schemaname = 'public' AND viewname LIKE 'dashboard\\_%' ORDER BY 1`,
    );
    expect(views.length).toBeGreaterThanOrEqual(8);
    expect(granted.rows).toEqual(views);
  });

  it('read views that are described in Chinese', async () => {
    const views: { name: string; comment: string | null }[] = await db.query(
      `SELECT relname AS name, obj_description(oid, 'pg_class') AS comment FROM pg_class WHERE relkind = 'v' AND relname LIKE 'dashboard\\_%'`,
    );
    expect(views.filter(({ comment }) => !/[\u4e00-\u9fff]/.test(comment ?? ''))).toEqual([]);
  });
});

describe('what the panels show', () => {
  it('is zero, and no error, on a platform without a region', async () => {
    expect(await shown('红（一票否决）')).toEqual([{ '红（一票否决）': 0 }]);
    expect(await shown('可在线核验 N / M 项')).toEqual([{ 核验范围: '0 / 0 项，已判定 0' }]);
    const days = await shown('近30日的问题');
    expect(days).toHaveLength(30);
    expect(new Set(days.flatMap(({ 新发现, 已消除, 日终未消除 }) => [新发现, 已消除, 日终未消除]))).toEqual(
      new Set([0]),
    );
  });

  describe('of 白石镇 and 青云镇 on 2026-11-20', () => {
    beforeAll(async () => {
      const white = await addUnit(db, '白石镇');
      const blue = await addUnit(db, '青云镇');
      const finding = (subject: string, changes = {}) => storedFinding({ subject, ...changes });
      await addAlert(db, white, finding('a', { severity: 'veto' }), { state: 'open', firstFoundOn: '2026-11-20' });
      await addAlert(db, white, finding('b'), { state: 'notified', firstFoundOn: '2026-11-18', isContested: true });
      await addAlert(db, blue, finding('c', { severity: 'tip' }), { state: 'confirmed', firstFoundOn: '2026-10-01' });
      // Warned of on the 10th, due on the 16th, found on the 20th.
      const late = await addAlert(db, blue, finding('d', { dueOn: '2026-11-16' }), { firstFoundOn: '2026-11-10' });
      await db.query(`UPDATE alert SET last_found_on = '2026-11-20' WHERE id = $1`, [late]);
      await addAlert(db, blue, finding('e'), { kind: 'proposal', state: 'proposed' });
      await addAlert(db, blue, finding('f'), { kind: 'warning', state: 'warning' });
      await addAlert(db, blue, finding('g'), { state: 'dismissed' });
      const over = { state: 'resolved', resolvedOn: '2026-11-19', firstFoundOn: '2026-11-18' } as const;
      await addAlert(db, blue, finding('h'), over);
      await addAlert(db, blue, finding('i'), { ...over, kind: 'warning' });
      const proposals = [];
      for (const subject of ['j', 'k', 'l'])
        proposals.push(await addAlert(db, blue, finding(subject), { ...over, kind: 'proposal' }));
      await db.query(
        `INSERT INTO alert_event (alert_id, actor, kind, key) VALUES ($1, '李', 'confirmed', 'k1'), ($2, '李', 'confirmed', 'k2'), ($2, '李', 'undone', 'k3')`,
        proposals.slice(0, 2),
      );
      await addEvaluation(db, white, [], { today: '2026-11-18' });
      await addEvaluation(db, white, [], {
        today: '2026-11-19',
        gap: '本轮只采集到 3 页，少于应有的 9 页',
        coverage: { items: 50, onlineVerifiable: 31, judged: 7 },
      });
      await notice(white, 1, 'delivered', '2026-11-19');
      await notice(white, 2, 'delivered', '2026-11-20');
      await notice(white, 3, 'closed', '2026-11-01');
      await notice(blue, 4, 'returned', '2026-11-10');
      await crawl();
    });

    it.each([
      ['红（一票否决）', [{ '红（一票否决）': 1 }]],
      ['橙（高风险）', [{ '橙（高风险）': 2 }]],
      ['黄（中风险）', [{ '黄（中风险）': 0 }]],
      ['蓝（低风险、提示）', [{ '蓝（低风险、提示）': 1 }]],
      ['待核实', [{ 待核实: 1 }]],
      ['逾期未整改通知', [{ 逾期未整改通知: 2 }]],
      ['可在线核验 N / M 项', [{ 核验范围: '31 / 50 项，已判定 7' }]],
      [
        '问题最多的单位（至多15个）',
        [
          { 单位: '白石镇', '红（一票否决）': 1, '橙（高风险）': 1, '黄（中风险）': 0, '蓝（低风险、提示）': 0 },
          { 单位: '青云镇', '红（一票否决）': 0, '橙（高风险）': 1, '黄（中风险）': 0, '蓝（低风险、提示）': 1 },
        ],
      ],
      [
        '各单位核验范围',
        [
          {
            单位: '白石镇',
            事项: 50,
            可在线核验: 31,
            已判定: 7,
            判定日: '2026-11-19',
            未采集完整的原因: '本轮只采集到 3 页，少于应有的 9 页',
          },
          { 单位: '青云镇', 事项: null, 可在线核验: null, 已判定: null, 判定日: '尚未评估', 未采集完整的原因: null },
        ],
      ],
      [
        '整改通知的状态',
        [
          { 状态: '已送达', 通知: 2 },
          { 状态: '已销号', 通知: 1 },
          { 状态: '退回重整改', 通知: 1 },
        ],
      ],
      [
        '逾期未整改的通知',
        [
          { 单位: '青云镇', 编号: '清政公开改〔2026〕4号', 整改期限: '2026-11-10', '逾期（天）': 10 },
          { 单位: '白石镇', 编号: '清政公开改〔2026〕1号', 整改期限: '2026-11-19', '逾期（天）': 1 },
        ],
      ],
    ])('监督总览 · %s', async (title, rows) => {
      expect(await shown(title)).toEqual(rows);
    });

    it('监督总览 · 近30日的问题 counts what was found, resolved and is left', async () => {
      const days = await shown('近30日的问题');
      expect(days).toHaveLength(30);
      expect(days[0]).toEqual({ 日期: '10-22', 新发现: 0, 已消除: 0, 日终未消除: 1 });
      expect(days.slice(-4)).toEqual([
        { 日期: '11-17', 新发现: 1, 已消除: 0, 日终未消除: 2 },
        { 日期: '11-18', 新发现: 3, 已消除: 0, 日终未消除: 5 },
        { 日期: '11-19', 新发现: 0, 已消除: 2, 日终未消除: 3 },
        { 日期: '11-20', 新发现: 1, 已消除: 0, 日终未消除: 4 },
      ]);
    });

    it.each([
      ['网站', 3],
      ['采集中', 1],
      ['未采集完整', 1],
      ['从未采集', 1],
      ['超过36小时未采集', 0],
      ['发送失败的邮件', 1],
    ])('采集运行 · %s: %d', async (title, count) => {
      expect(await shown(title)).toEqual([{ [title]: count }]);
    });

    it('采集运行 · the newest round of each site, those with gaps first', async () => {
      const rows = await shown('各网站最近一轮采集');
      expect(rows).toMatchObject([
        {
          网站: '白石镇',
          状态: '已结束',
          缘由: '复查',
          网页: 0,
          失败: 0,
          未采集完整的原因: expect.stringContaining('3 页'),
        },
        { 网站: '黑水镇', 状态: '从未采集', 缘由: null, 开始: null, 用时: null, 未采集完整的原因: null },
        { 网站: '青云镇', 状态: '采集中', 缘由: '人工', 网页: 2, 失败: 3, 待处理: 1, 未采集完整的原因: null },
      ]);
      expect(rows[2]).toMatchObject({
        开始: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/),
        用时: expect.stringMatching(/^01:00:\d\d$/),
      });
    });

    it('采集运行 · failures by kind, the day, and the mail', async () => {
      expect(await shown('最近一轮的采集失败')).toEqual([
        { 种类: '连接超时', 失败: 2 },
        { 种类: '未记录', 失败: 1 },
      ]);
      const days = await shown('近14天的采集');
      expect(days.reduce((sum, day) => sum + Number(day['网页']), 0)).toBe(2);
      expect(await shown('邮件')).toEqual([
        { 状态: '失败', 封数: 1, 最早: '11-18 09:00' },
        { 状态: '待发', 封数: 2, 最早: '11-19 09:00' },
      ]);
    });
  });
});

async function shown(title: string): Promise<Record<string, unknown>[]> {
  const [, , panel] = PANELS.find(([, name]) => name === title)!;
  return db.query(panel.query.sql);
}

async function columnsOf(sql: string): Promise<string[]> {
  return (await asReader(sql)).fields.map(({ name }) => name);
}

/** The columns that a panel's settings speak of. */
function columnsNamedIn({ fieldConfig, options }: Panel): string[] {
  const matched = fieldConfig.overrides.map(({ matcher }) => matcher.options);
  return typeof options.xField === 'string' ? [options.xField, ...matched] : matched;
}

/** What the role of the README sees; the role is gone afterwards. Only a superuser may make it. */
async function asReader(sql: string): Promise<QueryResult> {
  const url = new URL(process.env.TEST_DATABASE_URL ?? (await testServer()).adminUrl);
  url.pathname = new URL(database.url).pathname;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  try {
    await admin.query('BEGIN');
    await admin.query(README_SQL.replaceAll('mingjian_reader', 'spec_reader'));
    await admin.query('SET LOCAL ROLE spec_reader');
    return await admin.query(sql);
  } finally {
    await admin.end();
  }
}

async function notice(unitId: number, serial: number, state: string, rectifyBy: string): Promise<void> {
  await db.query(
    `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content)
     VALUES (2026, $2, '清政公开改〔2026〕' || $2::int || '号', $1, $3, '2026-10-20', $4, '李', '{}')`,
    [unitId, serial, state, rectifyBy],
  );
}

/** The site of both units is 白石镇's; 黑水镇 was never crawled; 青云镇 has an old round with a failure and has been crawled anew for an hour; three mails. */
async function crawl(): Promise<void> {
  await db.query(`
    UPDATE site SET name = '白石镇';
    INSERT INTO server_group (name) VALUES ('qinghe-2');
    INSERT INTO site (name, home_url, server_group) VALUES ('黑水镇', 'http://hs.example/', 'qinghe-2'), ('青云镇', 'http://qy.example/', 'qinghe-2');
    INSERT INTO crawl_round (site_id, reason, today, state, started_at, finished_at)
      SELECT id, 'first', '2026-11-01', 'finished', now() - interval '20 days', now() - interval '20 days' FROM site WHERE name = '青云镇';
    INSERT INTO crawl_task (round_id, url, key, priority, depth, state, outcome)
      SELECT max(id), 'u', 'u', 0, 0, 'failed', '{"kind": "dns"}' FROM crawl_round;
    INSERT INTO crawl_round (site_id, reason, today, started_at)
      SELECT id, 'manual', '2026-11-20', now() - interval '1 hour' FROM site WHERE name = '青云镇';
    INSERT INTO crawl_task (round_id, url, key, via, priority, depth, state, outcome)
      SELECT (SELECT max(id) FROM crawl_round), key, key, via, 0, 0, state, outcome::jsonb FROM
        (VALUES ('1', 'http', 'done', NULL), ('2', 'http', 'done', NULL), ('2', 'browser', 'done', NULL), ('3', 'http', 'pending', NULL),
                ('4', 'http', 'failed', '{"kind": "timeout"}'), ('5', 'attachment', 'failed', '{"kind": "timeout"}'), ('6', 'http', 'failed', NULL))
        AS task (key, via, state, outcome);
    INSERT INTO mail_outbox (key, recipient, subject, body, state, created_at) VALUES
      ('a', 'a@qinghe.example', '', '', 'failed', '2026-11-18 01:00Z'), ('b', 'b@qinghe.example', '', '', 'pending', '2026-11-19 01:00Z'),
      ('c', 'c@qinghe.example', '', '', 'pending', '2026-11-20 01:00Z');
  `);
}
