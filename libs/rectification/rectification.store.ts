import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitScope } from '@app/alerting/alert-list.store';
import { LocalDate, partsOf } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CaseRefused, NoticeEvent, NOTICE_STATES, NoticeState, settleRecheck, Settlement, stateAfter } from './case';
import { composeNotice, NoticeContent, noticeNumber } from './notice';
import { NoticeRefused } from './notice-alert';
import { Mail, noticeMail, recheckMail } from './notice-mail';
import {
  issuedMailKey,
  lockedAlerts,
  LockedAlert,
  LockedNotice,
  lockedNotice,
  NoticeFilter,
  NoticeLine,
  noticeLines,
  NoticeRecord,
  noticeRecord,
  Queryable,
  recheckFacts,
  recheckKey,
  unitsOf,
} from './notice-rows.store';
import {
  decideObjection,
  ObjectionDecision,
  ObjectionInput,
  ObjectionLine,
  objectionLines,
  ObjectionState,
  raiseObjection,
  record,
  saveNoticeState,
} from './objection.store';
import { rectifyByFor } from './rectify-by';

export interface IssueInput {
  readonly alertIds: readonly number[];
  readonly today: LocalDate;
  readonly calendar: WorkCalendar;
  /** Without it the shortest term by severity. */
  readonly rectifyBy?: LocalDate;
  readonly office: { readonly name: string; readonly code: string; readonly contact: string };
  readonly issuedBy: string;
  /** Address of the platform for links in mails; null leaves them out. */
  readonly publicUrl: string | null;
}

export interface Issued {
  readonly id: number;
  readonly number: string;
  readonly unitId: number;
  /** The mail to be sent; null when the unit has no address. */
  readonly mailId: number | null;
}

export interface ReplyInput {
  readonly byAccount: number | null;
  readonly byName: string;
  readonly text: string;
  readonly links: readonly string[];
}

export interface Settled extends Settlement {
  readonly noticeId: number;
  readonly mailId: number | null;
}

/**
 * 整改 — notices, replies, rechecks and objections. Every step locks the alerts first and the notice after, decides with
 * the pure functions of this folder and writes all of it or nothing. Refused steps throw NoticeRefused or CaseRefused.
 */
@Injectable()
export class RectificationStore {
  constructor(private readonly db: DataSource) {}

  /** The notice as it would be issued, without a number; nothing is stored. */
  async draftNotice(input: IssueInput): Promise<NoticeContent & { readonly unitId: number }> {
    return this.db.transaction(async (tx) => {
      const alerts = await lockedAlerts(tx, input.alertIds);
      return { ...composed(input, alerts, ''), unitId: alerts[0]!.unitId };
    });
  }

  /** Issues a notice: number, snapshot, problem list, alerts and mail in one transaction. */
  async issueNotice(input: IssueInput): Promise<Issued> {
    return this.db.transaction(async (tx) => {
      const alerts = await lockedAlerts(tx, input.alertIds);
      composed(input, alerts, '');
      const { year } = partsOf(input.today);
      const serial = await nextSerial(tx, year);
      const content = composed(input, alerts, noticeNumber(year, serial, input.office.code));
      const unitId = alerts[0]!.unitId;
      const id = await insertNotice(tx, { year, serial, unitId, issuedBy: input.issuedBy }, content);
      await markNotified(tx, alerts, content, input.issuedBy);
      const mailId = await queueMail(tx, unitId, id, issuedMailKey(id), noticeMail(content, link(input.publicUrl, id)));
      return { id, number: content.number, unitId, mailId };
    });
  }

  /** 整改反馈. The same text sent twice in a row is one reply. */
  async reply(scope: UnitScope, noticeId: number, input: ReplyInput): Promise<number> {
    if (input.text.trim() === '') throw new CaseRefused('请填写整改说明');
    return this.step(scope, noticeId, 'reply', async (tx, notice, next) => {
      const [last] = await tx.query(
        `SELECT id, by_name AS "byName", text, links FROM reply WHERE notice_id = $1 ORDER BY id DESC LIMIT 1`,
        [noticeId],
      );
      if (last && isSameReply(last, input)) return last.id;
      const [{ id }] = await tx.query(
        `INSERT INTO reply (notice_id, by_account, by_name, text, links) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [noticeId, input.byAccount, input.byName, input.text, input.links],
      );
      await tx.query(`UPDATE notice SET state = $2 WHERE id = $1`, [noticeId, next]);
      for (const { alertId } of openProblems(notice))
        await record(tx, alertId, input.byName, 'replied', input.text, `reply-${id}-alert-${alertId}`);
      return id;
    });
  }

  /** Begins a recheck: only what is captured from now on counts. Beginning it again while it runs changes nothing. */
  async startRecheck(
    noticeId: number,
    actor: string,
  ): Promise<{ readonly unitId: number; readonly siteId: number | null }> {
    return this.step('all', noticeId, 'recheck', async (tx, notice, next) => {
      const [site] = await tx.query(`SELECT site_id AS id FROM unit_scope WHERE unit_id = $1`, [notice.unitId]);
      const begun = { unitId: notice.unitId, siteId: site?.id ?? null };
      if (notice.state === 'rechecking') return begun;
      const [{ rechecks }] = await tx.query(
        `SELECT count(DISTINCT split_part(key, '-', 4))::int AS rechecks FROM alert_event WHERE key LIKE $1`,
        [`${recheckKey(noticeId)}-%`],
      );
      await tx.query(`UPDATE notice SET state = $2 WHERE id = $1`, [noticeId, next]);
      await tx.query(`UPDATE notice_problem SET state = 'open' WHERE notice_id = $1 AND state = 'returned'`, [
        noticeId,
      ]);
      for (const { alertId } of openProblems(notice)) {
        const key = `${recheckKey(noticeId)}-${rechecks + 1}-alert-${alertId}`;
        await record(tx, alertId, actor, 'recheck', `${notice.content.number}开始复查`, key);
      }
      return begun;
    });
  }

  /** Ids of a unit's notices under recheck. */
  async underRecheck(unitId: number): Promise<number[]> {
    const rows = await this.db.query(`SELECT id FROM notice WHERE unit_id = $1 AND state = 'rechecking' ORDER BY id`, [
      unitId,
    ]);
    return rows.map((row: { id: number }) => row.id);
  }

  /** Decides a recheck by the newest evaluation and saves it; undefined when the notice is not under recheck. */
  async settle(noticeId: number, today: LocalDate, publicUrl: string | null): Promise<Settled | undefined> {
    return this.db.transaction(async (tx) => {
      const notice = await lockedNotice(tx, 'all', noticeId);
      if (notice?.state !== 'rechecking') return undefined;
      const facts = await recheckFacts(tx, notice, today);
      if (!facts) return undefined;
      const settlement = settleRecheck(notice.problems, facts.alertsNow, facts.recheck);
      await saveSettlement(tx, notice, settlement, { today, evaluationId: facts.evaluationId });
      const mailId = await queueRecheckMail(tx, notice, settlement, { publicUrl, evaluationId: facts.evaluationId });
      return { ...settlement, noticeId, mailId };
    });
  }

  /** 审定: a person closes a problem that no crawl can close, on the unit's explanation. */
  async acceptProblem(
    noticeId: number,
    alertId: number,
    { by, note, today }: { readonly by: string; readonly note: string; readonly today: LocalDate },
  ): Promise<NoticeState> {
    if (note.trim() === '') throw new CaseRefused('请写明审定意见');
    return this.step('all', noticeId, 'accept', async (tx, notice, next) => {
      if (!openProblems(notice).some((problem) => problem.alertId === alertId))
        throw new CaseRefused('该问题已经销号、撤销，或者不在本通知中');
      await tx.query(`UPDATE notice_problem SET state = 'closed', note = $3 WHERE notice_id = $1 AND alert_id = $2`, [
        noticeId,
        alertId,
        `${by}审定销号：${note}`,
      ]);
      await tx.query(
        `UPDATE alert SET state = 'resolved', resolved_on = $2, revision = revision + 1 WHERE id = $1 AND state = 'notified'`,
        [alertId, today],
      );
      await record(tx, alertId, by, 'accepted', note, `notice-${noticeId}-accepted-alert-${alertId}`);
      return saveNoticeState(tx, noticeId, next, today);
    });
  }

  /** Takes a notice back; its open problems return to the confirmed alerts. */
  async withdrawNotice(
    noticeId: number,
    { by, reason, today }: { readonly by: string; readonly reason: string; readonly today: LocalDate },
  ): Promise<void> {
    if (reason.trim() === '') throw new CaseRefused('请写明撤销理由');
    await this.step('all', noticeId, 'withdraw', async (tx, notice) => {
      await tx.query(`UPDATE notice SET state = 'withdrawn', closed_on = $2 WHERE id = $1`, [noticeId, today]);
      for (const { alertId } of openProblems(notice)) {
        await tx.query(
          `UPDATE notice_problem SET state = 'withdrawn', note = $3 WHERE notice_id = $1 AND alert_id = $2`,
          [noticeId, alertId, `通知撤销：${reason}`],
        );
        await tx.query(
          `UPDATE alert SET state = 'confirmed', revision = revision + 1 WHERE id = $1 AND state = 'notified'`,
          [alertId],
        );
        await record(tx, alertId, by, 'noticeWithdrawn', reason, `notice-${noticeId}-withdrawn-alert-${alertId}`);
      }
    });
  }

  raiseObjection(scope: UnitScope, alertId: number, input: ObjectionInput): Promise<number> {
    return raiseObjection(this.db, scope, alertId, input);
  }

  decideObjection(objectionId: number, decided: ObjectionDecision): Promise<void> {
    return decideObjection(this.db, objectionId, decided);
  }

  objections(scope: UnitScope, filter: { readonly state?: readonly ObjectionState[] } = {}): Promise<ObjectionLine[]> {
    return objectionLines(this.db, scope, filter);
  }

  async objectionById(scope: UnitScope, id: number): Promise<ObjectionLine | undefined> {
    return (await objectionLines(this.db, scope, { id }))[0];
  }

  /** The newest objection to an alert. */
  async objectionOfAlert(alertId: number): Promise<ObjectionLine | null> {
    return (await objectionLines(this.db, 'all', { alertId }))[0] ?? null;
  }

  notices(scope: UnitScope, filter: NoticeFilter = {}): Promise<NoticeLine[]> {
    return noticeLines(this.db, scope, filter);
  }

  noticeById(scope: UnitScope, id: number): Promise<NoticeRecord | undefined> {
    return noticeRecord(this.db, scope, id);
  }

  /** The newest notice that holds an alert and was not withdrawn. */
  async noticeOfAlert(alertId: number): Promise<{ id: number; number: string; state: NoticeState } | null> {
    const [row = null] = await this.db.query(
      `SELECT n.id, n.number, n.state FROM notice n JOIN notice_problem p ON p.notice_id = n.id
        WHERE p.alert_id = $1 AND n.state <> 'withdrawn' ORDER BY n.id DESC LIMIT 1`,
      [alertId],
    );
    return row;
  }

  /** Delivered or returned notices whose 整改期限 is past: to be rechecked without waiting for a reply. */
  async overdueUnanswered(scope: UnitScope, today: LocalDate): Promise<number[]> {
    const rows = await this.db.query(
      `SELECT id FROM notice WHERE state IN ('delivered', 'returned') AND rectify_by < $1
          AND ($2::int[] IS NULL OR unit_id = ANY($2)) ORDER BY id`,
      [today, unitsOf(scope)],
    );
    return rows.map((row: { id: number }) => row.id);
  }

  /** One step of a case under its locks; refused where the state does not allow it. */
  private step<T>(
    scope: UnitScope,
    noticeId: number,
    event: NoticeEvent,
    act: (tx: Queryable, notice: LockedNotice, next: NoticeState) => Promise<T>,
  ): Promise<T> {
    return this.db.transaction(async (tx) => {
      const notice = await lockedNotice(tx, scope, noticeId);
      if (!notice) throw new CaseRefused('没有这份整改通知');
      const next = stateAfter(notice.state, event);
      if (!next) throw new CaseRefused(`该整改通知${NOTICE_STATES[notice.state]}，不能进行此操作`);
      return act(tx, notice, next);
    });
  }
}

function composed(input: IssueInput, alerts: readonly LockedAlert[], number: string): NoticeContent {
  const missing = input.alertIds.filter((id) => !alerts.some((alert) => alert.id === id));
  if (missing.length > 0)
    throw new NoticeRefused(missing.map((alertId) => ({ alertId, kind: 'unknown', reason: `没有告警${alertId}` })));
  const [first] = alerts;
  if (!first) throw new NoticeRefused([{ alertId: null, kind: 'noAlerts', reason: '没有选择要通知的问题' }]);
  return composeNotice({
    number,
    unit: first.unit,
    issuedOn: input.today,
    rectifyBy: rectifyByOf(input, alerts),
    office: input.office.name,
    alerts,
    contact: input.office.contact,
  });
}

function rectifyByOf({ rectifyBy, today, calendar }: IssueInput, alerts: readonly LockedAlert[]): LocalDate {
  if (rectifyBy !== undefined) {
    if (rectifyBy < today) throw new CaseRefused('整改期限不能早于发出日期');
    return rectifyBy;
  }
  const on = rectifyByFor(
    alerts.map(({ severity }) => severity),
    today,
    calendar,
  );
  if (!on) throw new CaseRefused('工作日历尚未收录下一年度放假安排，请指定整改期限');
  return on;
}

/** Serials have no gaps: the lock is held until the notice is stored or rolled back. */
async function nextSerial(tx: Queryable, year: number): Promise<number> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtext('notice-serial'), $1)`, [year]);
  const [{ serial }] = await tx.query(`SELECT COALESCE(max(serial), 0) + 1 AS serial FROM notice WHERE year = $1`, [
    year,
  ]);
  return serial;
}

async function insertNotice(
  tx: Queryable,
  row: { year: number; serial: number; unitId: number; issuedBy: string },
  content: NoticeContent,
): Promise<number> {
  const [{ id }] = await tx.query(
    `INSERT INTO notice (year, serial, number, unit_id, state, issued_on, rectify_by, issued_by, content)
     VALUES ($1, $2, $3, $4, 'delivered', $5, $6, $7, $8) RETURNING id`,
    [
      row.year,
      row.serial,
      content.number,
      row.unitId,
      content.issuedOn,
      content.rectifyBy,
      row.issuedBy,
      JSON.stringify(content),
    ],
  );
  for (const { alertId, ordinal } of content.problems)
    await tx.query(`INSERT INTO notice_problem (notice_id, alert_id, ordinal) VALUES ($1, $2, $3)`, [
      id,
      alertId,
      ordinal,
    ]);
  return id;
}

async function markNotified(
  tx: Queryable,
  alerts: readonly LockedAlert[],
  { number, rectifyBy }: NoticeContent,
  actor: string,
): Promise<void> {
  for (const { id } of alerts) {
    await tx.query(`UPDATE alert SET state = 'notified', revision = revision + 1 WHERE id = $1`, [id]);
    await record(tx, id, actor, 'notified', `列入${number}，整改期限${rectifyBy}`, `notified-${number}-alert-${id}`);
  }
}

async function saveSettlement(
  tx: Queryable,
  notice: LockedNotice,
  settlement: Settlement,
  { today, evaluationId }: { today: LocalDate; evaluationId: number | null },
): Promise<void> {
  const before = new Map(notice.problems.map((problem) => [problem.alertId, problem]));
  for (const { alertId, state, note } of settlement.problems) {
    const known = before.get(alertId);
    if (known?.state === state && known.note === note) continue;
    await tx.query(`UPDATE notice_problem SET state = $3, note = $4 WHERE notice_id = $1 AND alert_id = $2`, [
      notice.id,
      alertId,
      state,
      note,
    ]);
    if (known?.state !== state)
      await record(tx, alertId, '系统', state, note, `${recheckKey(notice.id)}ed-${evaluationId}-alert-${alertId}`);
  }
  await saveNoticeState(tx, notice.id, settlement.notice, today);
}

async function queueRecheckMail(
  tx: Queryable,
  notice: LockedNotice,
  settlement: Settlement,
  { publicUrl, evaluationId }: { publicUrl: string | null; evaluationId: number | null },
): Promise<number | null> {
  const outcome = settlement.notice;
  if (outcome !== 'returned' && outcome !== 'closed') return null;
  const ordinals = new Map(notice.problems.map(({ alertId, ordinal }) => [alertId, ordinal]));
  const notes = settlement.problems
    .filter(({ state }) => state === outcome)
    .map(({ alertId, note }) => ({ ordinal: ordinals.get(alertId) ?? 0, note }));
  const mail = recheckMail(notice.content, outcome, notes, link(publicUrl, notice.id));
  return queueMail(tx, notice.unitId, notice.id, `notice-${notice.id}-${outcome}-${evaluationId}`, mail);
}

async function queueMail(
  tx: Queryable,
  unitId: number,
  noticeId: number,
  key: string,
  { subject, body }: Mail,
): Promise<number | null> {
  const [row] = await tx.query(
    `INSERT INTO mail_outbox (key, recipient, subject, body, notice_id)
     SELECT $1, email, $3, $4, $5 FROM unit WHERE id = $2 AND email <> '' ON CONFLICT (key) DO NOTHING RETURNING id`,
    [key, unitId, subject, body, noticeId],
  );
  return row?.id ?? null;
}

function openProblems({ problems }: LockedNotice) {
  return problems.filter(({ state }) => state === 'open' || state === 'returned');
}

function isSameReply(last: { byName: string; text: string; links: readonly string[] }, input: ReplyInput): boolean {
  return last.byName === input.byName && last.text === input.text && last.links.join('\n') === input.links.join('\n');
}

function link(publicUrl: string | null, noticeId: number): string | null {
  return publicUrl === null ? null : `${publicUrl}/notices/${noticeId}`;
}
