import { DataSource } from 'typeorm';
import { SEVERITY_NAMES } from '@app/alerting/alert';
import { Severity } from '@app/evaluation/rule';

export interface Progress {
  readonly sites: number;
  readonly sitesRead: number;
  readonly pages: number;
  readonly waiting: number;
  readonly units: number;
  readonly unitsJudged: number;
  readonly alerts: number;
  /** Every site has a finished round and every unit was judged on it. */
  readonly isDone: boolean;
}

/** Where the newest round of each site stands. */
export async function progressOf(db: DataSource): Promise<Progress> {
  const [row] = await db.query(`
    WITH newest AS (SELECT s.id AS site, r.id, r.state FROM site s
                      LEFT JOIN LATERAL (SELECT id, state FROM crawl_round r WHERE r.site_id = s.id ORDER BY id DESC LIMIT 1) r ON true)
    SELECT count(*)::int AS sites, count(*) FILTER (WHERE state = 'finished')::int AS "sitesRead",
           (SELECT count(*)::int FROM capture WHERE round_id IN (SELECT id FROM newest)) AS pages,
           (SELECT count(*)::int FROM crawl_task WHERE round_id IN (SELECT id FROM newest) AND state = 'pending') AS waiting,
           (SELECT count(*)::int FROM unit_scope) AS units,
           (SELECT count(*)::int FROM unit_scope c JOIN newest n ON n.site = c.site_id AND n.state = 'finished'
             WHERE EXISTS (SELECT FROM evaluation e JOIN observation o ON o.id = e.observation_id
                            WHERE o.unit_id = c.unit_id AND o.round_id = n.id AND e.reconciled_at IS NOT NULL)) AS "unitsJudged",
           (SELECT count(*)::int FROM alert WHERE state IN ('open', 'confirmed', 'notified')) AS alerts
      FROM newest`);
  return { ...row, isDone: row.sites === row.sitesRead && row.units === row.unitsJudged };
}

export function progressSentence({ sites, sitesRead, pages, waiting, units, unitsJudged, alerts }: Progress): string {
  if (sites === 0) return '还没有单位和网站；请先导入：npm run -s mingjian -- import --units 单位表.xlsx';
  return `采集 ${sitesRead}/${sites} 个网站，已读 ${pages} 页，待读 ${waiting} 页；已检查 ${unitsJudged}/${units} 个单位，告警 ${alerts} 条`;
}

const SHOWN = 20;

/** The gravest alerts as a table for the terminal. */
export async function alertTable(db: DataSource): Promise<string> {
  const rows: { severity: Severity; unit: string; code: string; explanation: string; total: number }[] = await db.query(
    `SELECT a.severity, u.name AS unit, a.code, a.explanation, count(*) OVER ()::int AS total FROM alert a JOIN unit u ON u.id = a.unit_id
        WHERE a.state IN ('open', 'confirmed', 'notified')
        ORDER BY array_position(ARRAY['veto','high','medium','low','tip'], a.severity), a.due_on NULLS LAST, a.id LIMIT ${SHOWN}`,
  );
  if (rows.length === 0) return '没有告警。';
  const lines = rows.map((row) => `${SEVERITY_NAMES[row.severity]}  ${row.code}  ${row.unit}：${row.explanation}`);
  const total = rows[0]?.total ?? 0;
  return [`告警 ${total} 条${total > SHOWN ? `，前 ${SHOWN} 条：` : '：'}`, ...lines].join('\n');
}
