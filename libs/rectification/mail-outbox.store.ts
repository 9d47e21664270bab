import { Mail } from './notice-mail';
import { Queryable } from './notice-rows.store';

/** Puts a mail to the unit's address into the outbox, once per `key`. Null when the unit has none or the key is known. */
export async function queueMail(
  tx: Queryable,
  { unitId, noticeId, key }: { readonly unitId: number; readonly noticeId: number; readonly key: string },
  { subject, body }: Mail,
): Promise<number | null> {
  const [row] = await tx.query(
    `INSERT INTO mail_outbox (key, recipient, subject, body, notice_id)
     SELECT $1, email, $3, $4, $5 FROM unit WHERE id = $2 AND email <> '' ON CONFLICT (key) DO NOTHING RETURNING id`,
    [key, unitId, subject, body, noticeId],
  );
  return row?.id ?? null;
}

/** Mails not sent yet, oldest first. */
export async function pendingMailIds(db: Queryable, limit = 100): Promise<number[]> {
  const rows = await db.query(`SELECT id FROM mail_outbox WHERE state = 'pending' ORDER BY id LIMIT $1`, [limit]);
  return rows.map((row: { id: number }) => row.id);
}
