import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Alert, ALERT_ACTIONS, AlertChange } from './alert';

/** Alerts as `reconcile` sees and changes them. */
@Injectable()
export class AlertStore {
  constructor(private readonly db: DataSource) {}

  /**
   * Brings a unit's alerts up to date in one transaction: `decide` is given the alerts as they are and says what
   * changes. Two evaluations of one unit take turns, and the same evaluation changes nothing the second time.
   */
  async reconcile(
    unitId: number,
    evaluationId: number,
    decide: (existing: readonly Alert[]) => readonly AlertChange[],
  ): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query(`SELECT FROM unit WHERE id = $1 FOR UPDATE`, [unitId]);
      const [{ done }] = await tx.query(`SELECT reconciled_at IS NOT NULL AS done FROM evaluation WHERE id = $1`, [
        evaluationId,
      ]);
      if (done) return 0;
      const changes = decide(await existingAlerts(tx, unitId));
      for (const change of changes) await apply(tx, unitId, evaluationId, change);
      await tx.query(`UPDATE evaluation SET reconciled_at = now() WHERE id = $1`, [evaluationId]);
      return changes.length;
    });
  }
}

type Queryable = Pick<DataSource, 'query'>;

async function existingAlerts(tx: Queryable, unitId: number): Promise<Alert[]> {
  return tx.query(
    `SELECT a.fingerprint, u.name AS unit, a.subject, a.family, a.kind, a.state, a.is_contested AS "isContested", a.code, a.severity,
            a.due_on::text AS "dueOn", a.digest, a.finding, a.first_found_on::text AS "firstFoundOn",
            a.last_found_on::text AS "lastFoundOn", a.resolved_on::text AS "resolvedOn"
       FROM alert a JOIN unit u ON u.id = a.unit_id WHERE a.unit_id = $1 ORDER BY a.id FOR UPDATE OF a`,
    [unitId],
  );
}

async function apply(tx: Queryable, unitId: number, evaluationId: number, change: AlertChange): Promise<void> {
  const { alert, action, note } = change;
  const { finding } = alert;
  const [row] = await tx.query(
    `INSERT INTO alert (fingerprint, unit_id, kind, state, code, family, severity, subject, item, row, section, url, explanation,
       due_on, digest, is_contested, finding, first_found_on, last_found_on, resolved_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
     ON CONFLICT (fingerprint) DO UPDATE SET kind = excluded.kind, state = excluded.state, code = excluded.code,
       severity = excluded.severity, item = excluded.item, row = excluded.row, section = excluded.section, url = excluded.url,
       explanation = excluded.explanation, due_on = excluded.due_on, digest = excluded.digest, is_contested = excluded.is_contested,
       finding = excluded.finding, last_found_on = excluded.last_found_on, resolved_on = excluded.resolved_on,
       revision = alert.revision + 1
     RETURNING id`,
    [
      alert.fingerprint,
      unitId,
      alert.kind,
      alert.state,
      alert.code,
      alert.family,
      alert.severity,
      alert.subject,
      finding.item,
      finding.row,
      finding.section,
      finding.url,
      finding.explanation,
      alert.dueOn,
      alert.digest,
      alert.isContested,
      JSON.stringify(finding),
      alert.firstFoundOn,
      alert.lastFoundOn,
      alert.resolvedOn,
    ],
  );
  if (action === 'updated' && note === '') return;
  await tx.query(
    `INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, '系统', $2, $3, $4) ON CONFLICT (key) DO NOTHING`,
    [row.id, action, note || ALERT_ACTIONS[action], `${row.id}-e${evaluationId}-${action}`],
  );
}
