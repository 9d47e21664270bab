import { FETCH_FAILURES } from '@app/crawling/capture';
import { DashboardPlan } from './dashboard';
import { DONE, LEVELS, NEUTRAL, OVERDUE } from './level';
import { bars, Panel, stat, table } from './panel';
import { wordsOf } from './sql';

const REASONS = { first: '首次', scheduled: '每日', recheck: '复查', manual: '人工' };
const SCOPES = { full: '全量', incremental: '增量' };
const ROUND_STATES = { running: '采集中', finished: '已结束' };
const MAIL_STATES = { pending: '待发', sent: '已发', failed: '失败' };
const FAILURES = Object.fromEntries(Object.entries(FETCH_FAILURES).map(([kind, { text }]) => [kind, text]));

/** 采集运行 — for operators: does every site get read, what fails, does the mail go out. */
export function crawlOperations(): DashboardPlan {
  return {
    uid: 'mingjian-crawling',
    title: '采集运行',
    description: '各网站最近一轮采集、采集失败的种类、邮件。采集失败只说明网站能否访问，不说明内容。',
    refresh: '1m',
    rows: [
      { height: 4, panels: figures().map((panel) => ({ width: 4, panel })) },
      { height: 12, panels: [{ width: 24, panel: newestRounds() }] },
      { height: 10, panels: [{ width: 24, panel: siteHealth() }] },
      {
        height: 10,
        panels: [
          { width: 8, panel: failuresByKind() },
          { width: 10, panel: pagesByDay() },
          { width: 6, panel: mails() },
        ],
      },
    ],
  };
}

function figures(): Panel[] {
  const rounds = 'FROM dashboard_crawl_round WHERE is_newest';
  return [
    figure('网站', '登记的网站数。', 'FROM dashboard_crawl_round WHERE is_newest', NEUTRAL),
    figure('采集中', '正在采集的网站数。', `${rounds} AND state = 'running'`, LEVELS[3]!.fill),
    figure('未采集完整', '最近一轮已结束但未采集完整的网站数。', `${rounds} AND gap IS NOT NULL`, LEVELS[1]!.fill),
    figure('从未采集', '登记后还没有采集过的网站数。', `${rounds} AND round_id IS NULL`, LEVELS[2]!.fill),
    figure(
      '超过36小时未采集',
      '最近一轮开始于36小时以前的网站数；每个网站应每日采集一次。',
      `${rounds} AND started_at < now() - interval '36 hours'`,
      OVERDUE,
    ),
    mailFigure(),
  ];
}

function figure(title: string, description: string, source: string, fill: string): Panel {
  const query = { sql: `SELECT count(*)::int AS "${title}" ${source}`, columns: [title] };
  return stat({ title, description, query }, { fill });
}

function mailFigure(): Panel {
  const title = '发送失败的邮件';
  const sql = `SELECT coalesce(sum(mails), 0)::int AS "${title}" FROM dashboard_mail WHERE state = 'failed'`;
  return stat(
    { title, description: '不再重试的邮件，请核对单位的电子邮件地址。', query: { sql, columns: [title] } },
    { fill: OVERDUE },
  );
}

function newestRounds(): Panel {
  return table(
    {
      title: '各网站最近一轮采集',
      description: '未采集完整的在前。网页为读取并抽取完毕的页数，不含浏览器重读；用时在采集中时算到现在。',
      query: {
        sql: `SELECT site AS "网站", server_group AS "服务器组", CASE WHEN round_id IS NULL THEN '从未采集' ELSE ${wordsOf('state', ROUND_STATES)} END AS "状态", ${wordsOf('reason', REASONS)} AS "缘由", to_char(started_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') AS "开始", make_interval(secs => seconds)::text AS "用时", pages AS "网页", failures AS "失败", waiting AS "待处理", gap AS "未采集完整的原因"
            FROM dashboard_crawl_round
            WHERE is_newest
            ORDER BY gap IS NULL, round_id IS NOT NULL, site COLLATE "zh-x-icu" LIMIT 500`,
        columns: ['网站', '服务器组', '状态', '缘由', '开始', '用时', '网页', '失败', '待处理', '未采集完整的原因'],
      },
    },
    { 状态: 90, 缘由: 70, 开始: 150, 用时: 90, 网页: 80, 失败: 80, 待处理: 80 },
  );
}

function siteHealth(): Panel {
  return table(
    {
      title: '按时、可信与可用',
      description:
        '暂停评判的在前，然后是延迟久的。延迟为最近一轮实际开始与计划之差，尚未开始的算到现在；探测为近7日首页打开的次数，无效的不计。',
      query: {
        sql: `SELECT site AS "网站", ${wordsOf('scope', SCOPES)} AS "范围", make_interval(secs => greatest(late_seconds, waiting_seconds))::text AS "延迟", to_char(next_round_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS "下次", probes AS "探测", failing AS "打不开", suspended AS "暂停评判的原因"
            FROM dashboard_site_health
            ORDER BY suspended IS NULL, greatest(late_seconds, waiting_seconds) DESC NULLS LAST, site COLLATE "zh-x-icu" LIMIT 500`,
        columns: ['网站', '范围', '延迟', '下次', '探测', '打不开', '暂停评判的原因'],
      },
    },
    { 范围: 70, 延迟: 100, 下次: 120, 探测: 80, 打不开: 80 },
  );
}

function failuresByKind(): Panel {
  return bars(
    {
      title: '最近一轮的采集失败',
      description: '各网站最近一轮不再重试的失败数，按种类。',
      query: {
        sql: `SELECT coalesce(${wordsOf('kind', FAILURES)}, '未记录') AS "种类", sum(failures)::int AS "失败"
            FROM dashboard_crawl_failure
            GROUP BY kind
            ORDER BY 2 DESC, 1`,
        columns: ['种类', '失败'],
      },
    },
    { orientation: 'horizontal', series: [{ label: '失败', fill: LEVELS[1]!.fill }] },
  );
}

function pagesByDay(): Panel {
  const series = [
    { label: '网页', fill: DONE },
    { label: '失败', fill: LEVELS[1]!.fill },
  ];
  return bars(
    {
      title: '近14天的采集',
      description: '按轮次开始的日期（北京时间）合计；没有采集的日子不出现。',
      query: {
        sql: `SELECT to_char(started_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD') AS "日期", sum(pages)::int AS "网页", sum(failures)::int AS "失败"
            FROM dashboard_crawl_round
            WHERE started_at > now() - interval '14 days'
            GROUP BY 1
            ORDER BY min(started_at)`,
        columns: ['日期', '网页', '失败'],
      },
    },
    { orientation: 'vertical', series },
  );
}

function mails(): Panel {
  return table({
    title: '邮件',
    description: '通知邮件的待发、已发与失败；待发的最早时间长久不变，请核对邮件服务器（SMTP_URL）。',
    query: {
      sql: `SELECT ${wordsOf('state', MAIL_STATES)} AS "状态", mails AS "封数", to_char(oldest_at AT TIME ZONE 'Asia/Shanghai', 'MM-DD HH24:MI') AS "最早"
            FROM dashboard_mail
            ORDER BY array_position(ARRAY['failed', 'pending', 'sent'], state)`,
      columns: ['状态', '封数', '最早'],
    },
  });
}
