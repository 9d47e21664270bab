import { DataSource } from 'typeorm';
import { AlertState } from '@app/alerting/alert';
import { UnitScope } from '@app/alerting/alert-list.store';
import { LocalDate } from '@app/calendar/local-date';
import { Finding } from '@app/evaluation/finding';
import { NoticedProblem, NoticeState, ProblemState, Recheck, RecheckedAlert } from './case';
import { NoticeContent } from './notice';
import { NoticeAlert } from './notice-alert';

export type Queryable = Pick<DataSource, 'query'>;

/** A line of the list of notices. */
export interface NoticeLine {
  readonly id: number;
  readonly number: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly state: NoticeState;
  readonly issuedOn: LocalDate;
  readonly rectifyBy: LocalDate;
  readonly closedOn: LocalDate | null;
  readonly problems: number;
  readonly closedProblems: number;
}

/** Where each problem stands; the rest of it is in `content.problems` under the same `alertId`. */
export interface ProblemLine {
  readonly alertId: number;
  readonly ordinal: number;
  readonly state: ProblemState;
  readonly note: string;
  readonly isContested: boolean;
}

/** A notice with everything that came after it. */
export interface NoticeRecord extends NoticeLine {
  readonly issuedBy: string;
  readonly content: NoticeContent;
  readonly problemLines: readonly ProblemLine[];
  readonly replies: readonly ReplyLine[];
  /** The mail that brought it; null when the unit has no address. */
  readonly mail: {
    readonly recipient: string;
    readonly state: 'pending' | 'sent' | 'failed';
    readonly error: string | null;
  } | null;
}

export interface ReplyLine {
  readonly id: number;
  readonly byName: string;
  readonly text: string;
  readonly links: readonly string[];
  readonly at: string;
}

export interface NoticeFilter {
  readonly unit?: readonly number[];
  readonly state?: readonly NoticeState[];
}

/** Newest first. */
export async function noticeLines(db: Queryable, scope: UnitScope, filter: NoticeFilter): Promise<NoticeLine[]> {
  return db.query(
    `${NOTICE_LINES} WHERE ($1::int[] IS NULL OR n.unit_id = ANY($1)) AND ($2::int[] IS NULL OR n.unit_id = ANY($2))
        AND ($3::text[] IS NULL OR n.state = ANY($3))
      GROUP BY n.id, u.name ORDER BY n.year DESC, n.serial DESC`,
    [unitsOf(scope), filter.unit ?? null, filter.state ?? null],
  );
}

/** Undefined when there is none or the scope does not reach it. */
export async function noticeRecord(db: Queryable, scope: UnitScope, id: number): Promise<NoticeRecord | undefined> {
  const [line] = await db.query(
    `${NOTICE_LINES} WHERE n.id = $1 AND ($2::int[] IS NULL OR n.unit_id = ANY($2)) GROUP BY n.id, u.name`,
    [id, unitsOf(scope)],
  );
  if (!line) return undefined;
  const [[{ issuedBy, content }], problemLines, replies, [mail = null]] = await Promise.all([
    db.query(`SELECT issued_by AS "issuedBy", content FROM notice WHERE id = $1`, [id]),
    db.query(
      `SELECT p.alert_id AS "alertId", p.ordinal, p.state, p.note, a.is_contested AS "isContested"
         FROM notice_problem p JOIN alert a ON a.id = p.alert_id WHERE p.notice_id = $1 ORDER BY p.ordinal`,
      [id],
    ),
    db.query(`SELECT id, by_name AS "byName", text, links, at FROM reply WHERE notice_id = $1 ORDER BY id`, [id]),
    db.query(`SELECT recipient, state, error FROM mail_outbox WHERE key = $1`, [issuedMailKey(id)]),
  ]);
  return {
    ...line,
    issuedBy,
    content,
    problemLines,
    replies: replies.map((reply: { at: Date }) => ({ ...reply, at: reply.at.toISOString() })),
    mail,
  };
}

/** Alerts with their evidence, locked in the order of their ids, so that two decisions never wait for each other. */
export async function lockedAlerts(tx: Queryable, ids: readonly number[]): Promise<LockedAlert[]> {
  const rows: AlertRow[] = await tx.query(
    `SELECT a.id, a.unit_id AS "unitId", u.name AS unit, a.kind, a.state, a.is_contested AS "isContested", a.code, a.severity,
            a.item, a.row, a.section, a.url, a.explanation, a.due_on::text AS "dueOn", a.finding
       FROM alert a JOIN unit u ON u.id = a.unit_id WHERE a.id = ANY($1) ORDER BY a.id FOR UPDATE OF a`,
    [ids],
  );
  return rows.map(({ finding, ...row }) => ({
    ...row,
    ruleTitle: finding.title,
    rectificationDays: finding.rectificationDays,
    basis: finding.basis,
    advice: finding.advice,
    isCurable: finding.isCurable,
    deadline: finding.deadline,
    evidence: finding.evidence,
  }));
}

export type LockedAlert = NoticeAlert & { readonly unitId: number };

export interface LockedNotice {
  readonly id: number;
  readonly unitId: number;
  readonly state: NoticeState;
  readonly content: NoticeContent;
  readonly problems: readonly NoticedProblem[];
}

/** A notice and its alerts, locked (alerts first, as everywhere); undefined when there is none in the scope. */
export async function lockedNotice(tx: Queryable, scope: UnitScope, id: number): Promise<LockedNotice | undefined> {
  await tx.query(
    `SELECT FROM alert WHERE id IN (SELECT alert_id FROM notice_problem WHERE notice_id = $1) ORDER BY id FOR UPDATE`,
    [id],
  );
  const [notice] = await tx.query(
    `SELECT id, unit_id AS "unitId", state, content FROM notice
      WHERE id = $1 AND ($2::int[] IS NULL OR unit_id = ANY($2)) FOR UPDATE`,
    [id, unitsOf(scope)],
  );
  if (!notice) return undefined;
  const problems = await tx.query(
    `SELECT alert_id AS "alertId", ordinal, state, note FROM notice_problem WHERE notice_id = $1 ORDER BY ordinal`,
    [id],
  );
  const curable = new Map((notice.content as NoticeContent).problems.map((one) => [one.alertId, one.isCurable]));
  return {
    ...notice,
    problems: problems.map((one: NoticedProblem) => ({ ...one, isCurable: curable.get(one.alertId) ?? false })),
  };
}

/** What the newest evaluation says of the problems of a notice whose recheck began; undefined when none began. */
export async function recheckFacts(
  tx: Queryable,
  notice: LockedNotice,
  today: LocalDate,
): Promise<{ alertsNow: RecheckedAlert[]; recheck: Recheck; evaluationId: number | null } | undefined> {
  const [{ startedAt }] = await tx.query(`SELECT max(at) AS "startedAt" FROM alert_event WHERE key LIKE $1`, [
    `${recheckKey(notice.id)}-%`,
  ]);
  if (!startedAt) return undefined;
  const [evaluation] = await tx.query(LATEST_EVALUATION, [notice.unitId]);
  const isSince = evaluation && evaluation.evaluatedAt >= startedAt;
  const rows: RecheckRow[] = await tx.query(RECHECKED_ALERTS, [notice.id, evaluation?.id ?? null]);
  return {
    alertsNow: rows.map(recheckedAlert),
    recheck: {
      startedAt: startedAt.toISOString(),
      today,
      round: isSince ? { startedAt: evaluation.startedAt.toISOString(), gap: evaluation.gap } : null,
    },
    evaluationId: isSince ? evaluation.id : null,
  };
}

export const issuedMailKey = (noticeId: number) => `notice-${noticeId}-issued`;
export const recheckKey = (noticeId: number) => `notice-${noticeId}-recheck`;

export function unitsOf(scope: UnitScope): readonly number[] | null {
  return scope === 'all' ? null : scope;
}

const NOTICE_LINES = `
  SELECT n.id, n.number, n.unit_id AS "unitId", u.name AS "unitName", n.state, n.issued_on::text AS "issuedOn",
         n.rectify_by::text AS "rectifyBy", n.closed_on::text AS "closedOn", count(p.alert_id)::int AS problems,
         (count(p.alert_id) FILTER (WHERE p.state IN ('closed', 'withdrawn')))::int AS "closedProblems"
    FROM notice n JOIN unit u ON u.id = n.unit_id LEFT JOIN notice_problem p ON p.notice_id = n.id`;

/** The newest evaluation whose alerts are up to date, with the crawl it rests on. */
const LATEST_EVALUATION = `
  SELECT e.id, e.evaluated_at AS "evaluatedAt", r.started_at AS "startedAt", COALESCE(r.gap, o.facts->>'gap') AS gap
    FROM evaluation e JOIN observation o ON o.id = e.observation_id JOIN crawl_round r ON r.id = o.round_id
   WHERE e.unit_id = $1 AND e.reconciled_at IS NOT NULL
   ORDER BY e.today DESC, e.observation_id DESC, e.id DESC LIMIT 1`;

/**
 * Several rules of a family may speak of one obligation; the gravest outcome counts. A catalog file is not captured but
 * read anew by every round, however long ago it was imported.
 */
const RECHECKED_ALERTS = `
  SELECT a.id, a.kind, a.state, a.is_contested, f.outcome, f.detail->>'explanation' AS explanation,
         COALESCE((f.detail->>'unseen')::boolean, false) AS unseen, COALESCE((f.detail->>'isCurable')::boolean, false) AS curable,
         (SELECT max((one->>'capturedAt')::timestamptz) FROM jsonb_array_elements(f.detail->'evidence') one
           WHERE one->>'url' NOT LIKE '目录文件：%') AS captured_at
    FROM notice_problem p JOIN alert a ON a.id = p.alert_id
    LEFT JOIN LATERAL (
      SELECT outcome, detail FROM finding
       WHERE evaluation_id = $2 AND subject = a.subject AND detail->>'family' = a.family
       ORDER BY array_position(ARRAY['fail', 'cannotTell', 'pass', 'notApplicable'], outcome), id LIMIT 1) f ON true
   WHERE p.notice_id = $1 ORDER BY p.ordinal`;

type AlertRow = Omit<LockedAlert, 'ruleTitle' | 'basis' | 'advice' | 'isCurable' | 'deadline' | 'evidence'> & {
  readonly finding: Finding;
};

interface RecheckRow {
  readonly id: number;
  readonly kind: RecheckedAlert['kind'];
  readonly state: AlertState;
  readonly is_contested: boolean;
  readonly outcome: NonNullable<RecheckedAlert['finding']>['outcome'] | null;
  readonly explanation: string | null;
  readonly unseen: boolean;
  readonly curable: boolean;
  readonly captured_at: Date | null;
}

function recheckedAlert(row: RecheckRow): RecheckedAlert {
  const { outcome, explanation, unseen, captured_at: capturedAt } = row;
  return {
    alertId: row.id,
    kind: row.kind,
    state: row.state,
    isContested: row.is_contested,
    finding: outcome && {
      outcome,
      unseen,
      isCurable: row.curable,
      explanation: explanation ?? '',
      capturedAt: capturedAt?.toISOString() ?? null,
    },
  };
}
