import { DataSource } from 'typeorm';
import { ALERT_STATES } from '@app/alerting/alert';
import { UnitScope } from '@app/alerting/alert-list.store';
import { LocalDate } from '@app/calendar/local-date';
import { CaseRefused, NoticeState, ProblemState, stateByProblems } from './case';
import { Queryable, unitsOf } from './notice-rows.store';

export type ObjectionState = 'undecided' | 'upheld' | 'rejected';

/** 异议申诉 as people read it. */
export interface ObjectionLine {
  readonly id: number;
  readonly alertId: number;
  readonly unitId: number;
  readonly unitName: string;
  readonly item: string | null;
  readonly explanation: string;
  readonly byName: string;
  readonly reason: string;
  readonly formedOn: LocalDate | null;
  readonly fileName: string | null;
  readonly fileSha256: string | null;
  readonly state: ObjectionState;
  readonly decision: string | null;
  readonly decidedBy: string | null;
  readonly at: string;
}

export interface ObjectionInput {
  readonly byAccount: number | null;
  readonly byName: string;
  readonly reason: string;
  /** 信息的真实形成日期, where the unit says the computed one is wrong. */
  readonly formedOn?: LocalDate | null;
  /** Already in the capture store. */
  readonly file?: { readonly name: string; readonly sha256: string } | null;
}

export interface ObjectionDecision {
  readonly isUpheld: boolean;
  /** Why, in words; required. */
  readonly decision: string;
  readonly by: string;
  readonly today: LocalDate;
}

const WAITING = '该告警已有一项申诉待裁定';

/**
 * The alert counts as contested from now on: in no notice and in no bulletin until decided.
 * Throws CaseRefused when there is nothing to contest or an objection is waiting already.
 */
export async function raiseObjection(
  db: DataSource,
  scope: UnitScope,
  alertId: number,
  input: ObjectionInput,
): Promise<number> {
  if (input.reason.trim() === '') throw new CaseRefused('请写明申诉理由');
  return db.transaction(async (tx) => {
    const alert = await contestedAlert(tx, scope, alertId);
    if (!CONTESTABLE.has(alert.state)) throw new CaseRefused(`该告警${ALERT_STATES[alert.state]}，不能申诉`);
    if (alert.isContested) throw new CaseRefused(WAITING);
    const [raised] = await tx.query(
      `INSERT INTO objection (alert_id, by_account, by_name, reason, formed_on, file_name, file_sha256)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
      [
        alertId,
        input.byAccount,
        input.byName,
        input.reason,
        input.formedOn ?? null,
        input.file?.name ?? null,
        input.file?.sha256 ?? null,
      ],
    );
    if (!raised) throw new CaseRefused(WAITING); // somebody raised one while this was read
    const { id } = raised;
    await tx.query(`UPDATE alert SET is_contested = true, revision = revision + 1 WHERE id = $1`, [alertId]);
    await record(tx, {
      alertId,
      actor: input.byName,
      kind: 'contested',
      note: input.reason,
      key: `objection-${id}-raised`,
    });
    return id;
  });
}

/**
 * Upheld: the alert is dismissed, its problem withdrawn from every notice, and the day of formation that was stated
 * holds for the document from now on. Rejected: it stands as before. Answers the unit, which is to be observed again.
 */
export async function decideObjection(
  db: DataSource,
  objectionId: number,
  decided: ObjectionDecision,
): Promise<{ readonly unitId: number; readonly isRuled: boolean }> {
  if (decided.decision.trim() === '') throw new CaseRefused('请写明裁定理由');
  return db.transaction(async (tx) => {
    const known = await objectionToDecide(tx, objectionId);
    await contestedAlert(tx, 'all', known.alertId);
    const [, count] = await tx.query(
      `UPDATE objection SET state = $2, decision = $3, decided_by = $4, decided_at = now() WHERE id = $1 AND state = 'undecided'`,
      [objectionId, decided.isUpheld ? 'upheld' : 'rejected', decided.decision, decided.by],
    );
    if (count === 0) throw new CaseRefused('该申诉已经裁定');
    const state = decided.isUpheld ? 'dismissed' : null;
    await tx.query(
      `UPDATE alert SET is_contested = false, state = COALESCE($2, state), revision = revision + 1 WHERE id = $1`,
      [known.alertId, state],
    );
    const kind = decided.isUpheld ? 'objectionUpheld' : 'objectionRejected';
    await record(tx, {
      alertId: known.alertId,
      actor: decided.by,
      kind,
      note: decided.decision,
      key: `objection-${objectionId}-decided`,
    });
    if (!decided.isUpheld) return { unitId: known.unitId, isRuled: false };
    await withdrawProblem(tx, known.alertId, decided);
    return { unitId: known.unitId, isRuled: await ruleFormation(tx, { ...known, objectionId }, decided) };
  });
}

interface KnownObjection {
  readonly alertId: number;
  readonly unitId: number;
  readonly subject: string;
  readonly formedOn: LocalDate | null;
}

async function objectionToDecide(tx: Queryable, objectionId: number): Promise<KnownObjection> {
  const [known] = await tx.query(
    `SELECT o.alert_id AS "alertId", a.unit_id AS "unitId", a.subject, o.formed_on::text AS "formedOn"
       FROM objection o JOIN alert a ON a.id = o.alert_id WHERE o.id = $1`,
    [objectionId],
  );
  if (!known) throw new CaseRefused('没有这项申诉');
  return known;
}

/** 成文日期认定 — only an alert about one document has a day of formation; false where there is none to hold to. */
async function ruleFormation(
  tx: Queryable,
  { unitId, subject, formedOn, objectionId }: KnownObjection & { readonly objectionId: number },
  { by, today }: ObjectionDecision,
): Promise<boolean> {
  const url = /\|url:(.+)$/.exec(subject)?.[1];
  if (!url || !formedOn) return false;
  if (formedOn > today) throw new CaseRefused(`申诉所述的成文日期${formedOn}尚未到来，不能认定`);
  await tx.query(
    `INSERT INTO formation_ruling (unit_id, url, formed_on, objection_id, ruled_by) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (unit_id, url) DO UPDATE SET formed_on = excluded.formed_on, objection_id = excluded.objection_id,
       ruled_by = excluded.ruled_by, ruled_at = now()`,
    [unitId, url, formedOn, objectionId, by],
  );
  return true;
}

export async function objectionLines(
  db: Queryable,
  scope: UnitScope,
  filter: { readonly state?: readonly ObjectionState[]; readonly alertId?: number; readonly id?: number },
): Promise<ObjectionLine[]> {
  const rows = await db.query(
    `SELECT o.id, o.alert_id AS "alertId", a.unit_id AS "unitId", u.name AS "unitName", a.item, a.explanation, o.by_name AS "byName",
            o.reason, o.formed_on::text AS "formedOn", o.file_name AS "fileName", o.file_sha256 AS "fileSha256", o.state,
            o.decision, o.decided_by AS "decidedBy", o.at
       FROM objection o JOIN alert a ON a.id = o.alert_id JOIN unit u ON u.id = a.unit_id
      WHERE ($1::int[] IS NULL OR a.unit_id = ANY($1)) AND ($2::text[] IS NULL OR o.state = ANY($2))
        AND ($3::int IS NULL OR o.alert_id = $3) AND ($4::int IS NULL OR o.id = $4)
      ORDER BY o.id DESC`,
    [unitsOf(scope), filter.state ?? null, filter.alertId ?? null, filter.id ?? null],
  );
  return rows.map((row: { at: Date }) => ({ ...row, at: row.at.toISOString() }));
}

const CONTESTABLE: ReadonlySet<string> = new Set(['open', 'confirmed', 'notified']);

async function contestedAlert(
  tx: Queryable,
  scope: UnitScope,
  id: number,
): Promise<{ state: keyof typeof ALERT_STATES; isContested: boolean }> {
  const [alert] = await tx.query(
    `SELECT state, is_contested AS "isContested" FROM alert
      WHERE id = $1 AND ($2::int[] IS NULL OR unit_id = ANY($2)) FOR UPDATE`,
    [id, unitsOf(scope)],
  );
  if (!alert) throw new CaseRefused('没有这条告警');
  return alert;
}

async function withdrawProblem(tx: Queryable, alertId: number, { decision, today }: ObjectionDecision): Promise<void> {
  const notices: { id: number; state: NoticeState }[] = await tx.query(
    `SELECT n.id, n.state FROM notice n JOIN notice_problem p ON p.notice_id = n.id
      WHERE p.alert_id = $1 AND p.state IN ('open', 'returned') ORDER BY n.id FOR UPDATE OF n`,
    [alertId],
  );
  for (const { id, state } of notices) {
    await tx.query(`UPDATE notice_problem SET state = 'withdrawn', note = $3 WHERE notice_id = $1 AND alert_id = $2`, [
      id,
      alertId,
      `申诉成立：${decision}`,
    ]);
    await saveNoticeState(tx, id, state, today);
  }
}

/** Closes or withdraws a notice when none of its problems is open any more. */
export async function saveNoticeState(
  tx: Queryable,
  noticeId: number,
  state: NoticeState,
  today: LocalDate,
): Promise<NoticeState> {
  const problems: { state: ProblemState }[] = await tx.query(`SELECT state FROM notice_problem WHERE notice_id = $1`, [
    noticeId,
  ]);
  const next = stateByProblems(
    state,
    problems.map((problem) => problem.state),
  );
  const isOver = next === 'closed' || next === 'withdrawn';
  await tx.query(`UPDATE notice SET state = $2, closed_on = $3 WHERE id = $1`, [noticeId, next, isOver ? today : null]);
  return next;
}

/** `kind` as in the history of alerts; `key` names the event once and for all. */
export interface AlertEvent {
  readonly alertId: number;
  readonly actor: string;
  readonly kind: string;
  readonly note: string;
  readonly key: string;
}

/** One line in the life of an alert; the same key again adds nothing. */
export async function record(tx: Queryable, { alertId, actor, kind, note, key }: AlertEvent): Promise<void> {
  await tx.query(
    `INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (key) DO NOTHING`,
    [alertId, actor, kind, note, key],
  );
}
