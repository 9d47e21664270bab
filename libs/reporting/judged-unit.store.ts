import { DataSource } from 'typeorm';
import { Period } from './period';
import { JudgedFinding, JudgedUnit, NoticedLine } from './unit-record';

type Queryable = Pick<DataSource, 'query'>;

/**
 * Every unit with the findings its period is judged by: those of the newest evaluation that looked back into the
 * period. A unit never evaluated is there without findings, so that it is not forgotten.
 */
export async function judgedUnits(db: Queryable, period: Period): Promise<JudgedUnit[]> {
  const [units, findings, noticed] = [
    (await db.query(UNITS, [period.from, period.to])) as UnitRow[],
    (await db.query(FINDINGS, [period.from, period.to])) as (JudgedFinding & { unitId: number })[],
    (await db.query(NOTICED, [period.from, period.to])) as (NoticedLine & { unitId: number })[],
  ];
  const findingsOf = byUnit(findings);
  const noticedOf = byUnit(noticed);
  return units.map((unit) => ({
    ...unit,
    coverage: unit.coverage ?? { items: 0, onlineVerifiable: 0, judged: 0 },
    findings: findingsOf.get(unit.unitId) ?? [],
    noticed: noticedOf.get(unit.unitId) ?? [],
  }));
}

function byUnit<T extends { readonly unitId: number }>(rows: readonly T[]): Map<number, T[]> {
  const units = new Map<number, T[]>();
  for (const row of rows) {
    const known = units.get(row.unitId);
    if (known) known.push(row);
    else units.set(row.unitId, [row]);
  }
  return units;
}

type UnitRow = Omit<JudgedUnit, 'coverage' | 'findings' | 'noticed'> & {
  readonly coverage: JudgedUnit['coverage'] | null;
};

/** $1, $2: first and last day of the period. */
const EVALUATIONS = `
  SELECT DISTINCT ON (e.unit_id) e.id, e.unit_id, e.coverage, e.today, COALESCE(r.gap, o.facts->>'gap') AS gap
    FROM evaluation e JOIN observation o ON o.id = e.observation_id JOIN crawl_round r ON r.id = o.round_id
   WHERE e.since <= $2 AND e.today >= $1
   ORDER BY e.unit_id, e.today DESC, e.observation_id DESC, e.id DESC`;

const UNITS = `
  WITH latest AS (${EVALUATIONS})
  SELECT u.id AS "unitId", u.name AS unit, l.coverage, l.today::text AS "judgedOn", l.gap
    FROM unit u LEFT JOIN latest l ON l.unit_id = u.id ORDER BY u.id`;

/** What neither met nor missed anything is left in the database; doubts come along only with their alert. */
const FINDINGS = `
  WITH latest AS (${EVALUATIONS})
  SELECT f.unit_id AS "unitId", f.id::text AS id, f.code, f.detail->>'title' AS title, f.detail->>'family' AS family, f.subject, f.outcome,
         COALESCE((f.detail->>'unseen')::boolean, false) AS unseen, f.detail->>'severity' AS severity, f.detail->>'item' AS item,
         (f.detail->>'row')::int AS row, f.detail->>'section' AS section, f.detail->>'url' AS url,
         f.detail->>'explanation' AS explanation, f.detail->>'basis' AS basis, f.due_on::text AS "dueOn",
         f.detail->>'publishedOn' AS "publishedOn",
         CASE WHEN a.id IS NOT NULL THEN json_build_object('id', a.id, 'kind', a.kind, 'state', a.state,
           'isContested', a.is_contested, 'firstFoundOn', a.first_found_on::text, 'notice', (
             SELECT n.number FROM notice_problem p JOIN notice n ON n.id = p.notice_id
              WHERE p.alert_id = a.id AND p.state <> 'withdrawn' ORDER BY n.id DESC LIMIT 1)) END AS alert
    FROM latest l JOIN finding f ON f.evaluation_id = l.id
    LEFT JOIN alert a ON a.unit_id = f.unit_id AND a.subject = f.subject AND a.family = f.detail->>'family'
   WHERE (f.outcome IN ('pass', 'fail') OR (f.outcome = 'cannotTell' AND a.id IS NOT NULL))
     AND (f.due_on IS NULL OR f.due_on BETWEEN $1 AND $2)
   ORDER BY f.unit_id, f.id`;

const NOTICED = `
  SELECT n.unit_id AS "unitId", n.id AS "noticeId", n.number AS notice, a.id AS "alertId", a.code, a.item, p.state,
         n.rectify_by::text AS "rectifyBy", CASE WHEN p.state = 'closed' THEN COALESCE(a.resolved_on, n.closed_on)::text END AS "closedOn",
         COALESCE(a.due_on, a.first_found_on)::text AS "belongsTo", a.is_contested AS "isContested"
    FROM notice_problem p JOIN notice n ON n.id = p.notice_id JOIN alert a ON a.id = p.alert_id
   WHERE COALESCE(a.due_on, a.first_found_on) BETWEEN $1 AND $2
   ORDER BY n.id, p.ordinal`;
