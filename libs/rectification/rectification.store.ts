import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitScope } from '@app/alerting/alert-list.store';
import { LocalDate } from '@app/calendar/local-date';
import { CaseRefused, NoticeEvent, NOTICE_STATES, NoticeState, settleRecheck, Settlement, stateAfter } from './case';
import { draftNotice, Issued, IssueInput, issueNotice } from './issue-notice.store';
import { NoticeContent } from './notice';
import {
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
import { queueRecheckMail, saveSettlement } from './settlement.store';

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
    return this.db.transaction((tx) => draftNotice(tx, input));
  }

  /** Issues a notice: number, snapshot, problem list, alerts and mail in one transaction. */
  async issueNotice(input: IssueInput): Promise<Issued> {
    return this.db.transaction((tx) => issueNotice(tx, input));
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
        await record(tx, {
          alertId,
          actor: input.byName,
          kind: 'replied',
          note: input.text,
          key: `reply-${id}-alert-${alertId}`,
        });
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
        await record(tx, { alertId, actor, kind: 'recheck', note: `${notice.content.number}开始复查`, key });
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
      await record(tx, {
        alertId,
        actor: by,
        kind: 'accepted',
        note,
        key: `notice-${noticeId}-accepted-alert-${alertId}`,
      });
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
        await record(tx, {
          alertId,
          actor: by,
          kind: 'noticeWithdrawn',
          note: reason,
          key: `notice-${noticeId}-withdrawn-alert-${alertId}`,
        });
      }
    });
  }

  raiseObjection(scope: UnitScope, alertId: number, input: ObjectionInput): Promise<number> {
    return raiseObjection(this.db, scope, alertId, input);
  }

  decideObjection(objectionId: number, decided: ObjectionDecision): ReturnType<typeof decideObjection> {
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

function openProblems({ problems }: LockedNotice) {
  return problems.filter(({ state }) => state === 'open' || state === 'returned');
}

function isSameReply(last: { byName: string; text: string; links: readonly string[] }, input: ReplyInput): boolean {
  return last.byName === input.byName && last.text === input.text && last.links.join('\n') === input.links.join('\n');
}
