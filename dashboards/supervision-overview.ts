import { NOTICE_STATES } from '@app/rectification/case';
import { DashboardPlan } from './dashboard';
import { DONE, isOfLevel, LEVELS, NEUTRAL, OVERDUE } from './level';
import { bars, Panel, stat, table } from './panel';
import { named, wordsOf } from './sql';

/** 监督总览 — for leaders: one screen, no clicks. */
export function supervisionOverview(): DashboardPlan {
  return {
    uid: 'mingjian-overview',
    title: '监督总览',
    description: '政务公开在线监督：问题、整改与核验范围。问题指待确认、已确认和已通知的告警；待核实和预警不是问题。',
    refresh: '5m',
    rows: [
      {
        height: 4,
        panels: [
          ...problemsByLevel().map((panel) => ({ width: 3, panel })),
          { width: 3, panel: proposals() },
          { width: 3, panel: overdueNotices() },
          { width: 6, panel: judgedScope() },
        ],
      },
      {
        height: 10,
        panels: [
          { width: 12, panel: problemsByUnit() },
          { width: 12, panel: problemsByDay() },
        ],
      },
      {
        height: 10,
        panels: [
          { width: 12, panel: completeness() },
          { width: 5, panel: noticesByState() },
          { width: 7, panel: overdueList() },
        ],
      },
    ],
  };
}

function problemsByLevel(): Panel[] {
  return LEVELS.map((level) =>
    stat(
      {
        title: level.label,
        description: '尚未消除的问题数，含异议未决的。',
        query: {
          sql: `SELECT coalesce(sum(alerts), 0)::int AS ${named(level.label)}
            FROM dashboard_open_alert
            WHERE is_problem AND ${isOfLevel(level)}`,
          columns: [level.label],
        },
      },
      { fill: level.fill },
    ),
  );
}

function proposals(): Panel {
  return stat({
    title: '待核实',
    description: '规则不能独自认定、等待人工核实的线索，不是问题。',
    query: {
      sql: `SELECT coalesce(sum(alerts), 0)::int AS "待核实"
            FROM dashboard_open_alert
            WHERE state = 'proposed'`,
      columns: ['待核实'],
    },
  });
}

function overdueNotices(): Panel {
  return stat(
    {
      title: '逾期未整改通知',
      description: '已过整改期限、尚未销号的整改通知。',
      query: {
        sql: `SELECT count(*)::int AS "逾期未整改通知" FROM dashboard_notice WHERE is_overdue`,
        columns: ['逾期未整改通知'],
      },
    },
    { fill: OVERDUE },
  );
}

function judgedScope(): Panel {
  return stat({
    title: '可在线核验 N / M 项',
    description: 'M 为目录事项总数，N 为公开渠道含网站、可在线核验的事项数；其中已判定的为至少有一项结论的。',
    query: {
      sql: `SELECT coalesce(sum(online_verifiable), 0) || ' / ' || coalesce(sum(items), 0) || ' 项，已判定 ' || coalesce(sum(judged), 0) AS "核验范围"
            FROM dashboard_completeness`,
      columns: ['核验范围'],
    },
  });
}

function problemsByUnit(): Panel {
  const counts = LEVELS.map(
    (level) => `coalesce(sum(alerts) FILTER (WHERE ${isOfLevel(level)}), 0)::int AS ${named(level.label)}`,
  );
  return bars(
    {
      title: '问题最多的单位（至多15个）',
      description: '尚未消除的问题数，含异议未决的；问题数不是得分，不用于排名。',
      query: {
        sql: `SELECT unit AS "单位", ${counts.join(', ')}
            FROM dashboard_open_alert
            WHERE is_problem
            GROUP BY unit_id, unit
            ORDER BY sum(alerts) DESC, unit COLLATE "zh-x-icu" LIMIT 15`,
        columns: ['单位', ...LEVELS.map(({ label }) => label)],
      },
    },
    { orientation: 'horizontal', stacked: true, series: LEVELS },
  );
}

function problemsByDay(): Panel {
  const series = [
    { label: '新发现', fill: LEVELS[1]!.fill },
    { label: '已消除', fill: DONE },
    { label: '日终未消除', fill: NEUTRAL },
  ];
  return bars(
    {
      title: '近30日的问题',
      description: '每日新发现、已消除和日终尚未消除的问题数，按告警现状回算：再次出现的问题算作从未消除。',
      query: {
        sql: `SELECT to_char(day, 'MM-DD') AS "日期", opened AS "新发现", resolved AS "已消除", unresolved AS "日终未消除"
            FROM dashboard_alert_day
            WHERE day > (SELECT today
            FROM dashboard_today) - 30
            ORDER BY day`,
        columns: ['日期', ...series.map(({ label }) => label)],
      },
    },
    { orientation: 'vertical', series },
  );
}

function completeness(): Panel {
  return table(
    {
      title: '各单位核验范围',
      description: '最近一次评估：目录事项、可在线核验、已判定的事项数。未采集完整时不据以判定“没有公开”。',
      query: {
        sql: `SELECT unit AS "单位", items AS "事项", online_verifiable AS "可在线核验", judged AS "已判定", coalesce(judged_on::text, '尚未评估') AS "判定日", gap AS "未采集完整的原因"
            FROM dashboard_completeness
            ORDER BY unit COLLATE "zh-x-icu"`,
        columns: ['单位', '事项', '可在线核验', '已判定', '判定日', '未采集完整的原因'],
      },
    },
    { 事项: 70, 可在线核验: 100, 已判定: 80, 判定日: 110 },
  );
}

function noticesByState(): Panel {
  return bars(
    {
      title: '整改通知的状态',
      description: '全部整改通知，按现状。',
      query: {
        sql: `SELECT ${wordsOf('state', NOTICE_STATES)} AS "状态", count(*)::int AS "通知"
            FROM dashboard_notice
            GROUP BY state
            ORDER BY 2 DESC, 1`,
        columns: ['状态', '通知'],
      },
    },
    { orientation: 'horizontal', series: [{ label: '通知', fill: LEVELS[3]!.fill }] },
  );
}

function overdueList(): Panel {
  return table(
    {
      title: '逾期未整改的通知',
      description: '已过整改期限、尚未销号的整改通知，逾期最久的在前；逾期按自然日计。',
      query: {
        sql: `SELECT unit AS "单位", number AS "编号", rectify_by::text AS "整改期限", days_overdue AS "逾期（天）"
            FROM dashboard_notice
            WHERE is_overdue
            ORDER BY days_overdue DESC, notice_id LIMIT 50`,
        columns: ['单位', '编号', '整改期限', '逾期（天）'],
      },
    },
    { 整改期限: 110, '逾期（天）': 90 },
  );
}
