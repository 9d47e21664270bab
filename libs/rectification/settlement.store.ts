import { LocalDate } from '@app/calendar/local-date';
import { Settlement } from './case';
import { queueMail } from './mail-outbox.store';
import { platformLink, recheckMail } from './notice-mail';
import { LockedNotice, Queryable, recheckKey } from './notice-rows.store';
import { record, saveNoticeState } from './objection.store';

/** Writes what a recheck decided: problems, the notice's state, and a line in the life of every alert that moved. */
export async function saveSettlement(
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
      await record(tx, {
        alertId,
        actor: '系统',
        kind: state,
        note,
        key: `${recheckKey(notice.id)}ed-${evaluationId}-alert-${alertId}`,
      });
  }
  await saveNoticeState(tx, notice.id, settlement.notice, today);
}

/** Tells the unit that its notice was closed or returned; null when nothing is to be told or it has no address. */
export async function queueRecheckMail(
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
  const mail = recheckMail(notice.content, outcome, notes, platformLink(publicUrl, notice.id));
  return queueMail(
    tx,
    { unitId: notice.unitId, noticeId: notice.id, key: `notice-${notice.id}-${outcome}-${evaluationId}` },
    mail,
  );
}
