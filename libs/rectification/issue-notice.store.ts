import { LocalDate, partsOf } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { CaseRefused } from './case';
import { queueMail } from './mail-outbox.store';
import { composeNotice, NoticeContent, noticeNumber } from './notice';
import { NoticeRefused } from './notice-alert';
import { noticeMail, platformLink } from './notice-mail';
import { issuedMailKey, LockedAlert, lockedAlerts, Queryable } from './notice-rows.store';
import { record } from './objection.store';
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

/** The notice as it would be issued, without a number; nothing is stored. */
export async function draftNotice(
  tx: Queryable,
  input: IssueInput,
): Promise<NoticeContent & { readonly unitId: number }> {
  const alerts = await lockedAlerts(tx, input.alertIds);
  return { ...composed(input, alerts, ''), unitId: alerts[0]!.unitId };
}

/** Number, snapshot, problem list, alerts and mail; `tx` is a transaction. */
export async function issueNotice(tx: Queryable, input: IssueInput): Promise<Issued> {
  const alerts = await lockedAlerts(tx, input.alertIds);
  // Refused before a serial is taken.
  composed(input, alerts, '');
  const { year } = partsOf(input.today);
  const serial = await nextSerial(tx, year);
  const content = composed(input, alerts, noticeNumber(year, serial, input.office.code));
  const unitId = alerts[0]!.unitId;
  const id = await insertNotice(tx, { year, serial, unitId, issuedBy: input.issuedBy }, content);
  await markNotified(tx, alerts, content, input.issuedBy);
  const mail = noticeMail(content, platformLink(input.publicUrl, id));
  const mailId = await queueMail(tx, { unitId, noticeId: id, key: issuedMailKey(id) }, mail);
  return { id, number: content.number, unitId, mailId };
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
    alerts.map(({ severity, rectificationDays }) => rectificationDays ?? severity),
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
    await record(tx, {
      alertId: id,
      actor,
      kind: 'notified',
      note: `列入${number}，整改期限${rectifyBy}`,
      key: `notified-${number}-alert-${id}`,
    });
  }
}
