import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ALERT_STATES, AlertState } from './alert';
import { UnitScope } from './alert-list.store';

export interface DecisionResult {
  readonly changed: number[];
  readonly refused: { readonly id: number; readonly reason: string }[];
}

interface Move {
  /** States from which the decision is possible. */
  readonly from: readonly string[];
  readonly to: string;
  readonly kind: string;
  readonly note: string;
}

/** 人工复核 — what people decide about alerts: confirm, dismiss with a reason, undo. Each decision is one line of the alert's life. */
@Injectable()
export class AlertDecisionStore {
  constructor(private readonly db: DataSource) {}

  confirm(scope: UnitScope, ids: readonly number[], by: string, note: string): Promise<DecisionResult> {
    return this.moveAll(scope, ids, by, { from: ['open', 'proposed'], to: 'confirmed', kind: 'confirmed', note });
  }

  dismiss(scope: UnitScope, ids: readonly number[], by: string, note: string): Promise<DecisionResult> {
    return this.moveAll(scope, ids, by, {
      from: ['open', 'proposed', 'confirmed'],
      to: 'dismissed',
      kind: 'dismissed',
      note,
    });
  }

  /** Takes back the last decision, as long as no notice was sent on it. */
  async undo(scope: UnitScope, ids: readonly number[], by: string): Promise<DecisionResult> {
    return this.moveAll(scope, ids, by, { from: ['confirmed', 'dismissed'], to: 'undone', kind: 'undone', note: '' });
  }

  /** 批注: one line of the alert's life; changes nothing else. */
  async comment(id: number, by: string, text: string): Promise<void> {
    await this.db.query(
      `INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, $2, 'comment', $3, $4)`,
      [id, by, text, `${id}-comment-${randomUUID()}`],
    );
  }

  private async moveAll(scope: UnitScope, ids: readonly number[], by: string, move: Move): Promise<DecisionResult> {
    const changed: number[] = [];
    const refused: { id: number; reason: string }[] = [];
    for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
      const reason = await this.moveOne(scope, id, by, move);
      if (reason) refused.push({ id, reason });
      else changed.push(id);
    }
    return { changed, refused };
  }

  /** Answers why it was refused, or undefined when done. */
  private async moveOne(scope: UnitScope, id: number, by: string, move: Move): Promise<string | undefined> {
    return this.db.transaction(async (tx) => {
      const [alert] = await tx.query(
        `SELECT id, unit_id, state, kind, is_contested, revision FROM alert WHERE id = $1 FOR UPDATE`,
        [id],
      );
      if (!alert || (scope !== 'all' && !scope.includes(alert.unit_id))) return '没有这条告警';
      if (!move.from.includes(alert.state))
        return `当前状态为“${ALERT_STATES[alert.state as AlertState]}”，不能进行此操作`;
      if (alert.is_contested) return '单位已提出异议，请先裁定异议';
      const to = move.to === 'undone' ? (alert.kind === 'proposal' ? 'proposed' : 'open') : move.to;
      await tx.query(`UPDATE alert SET state = $2, revision = revision + 1 WHERE id = $1`, [id, to]);
      await tx.query(`INSERT INTO alert_event (alert_id, actor, kind, note, key) VALUES ($1, $2, $3, $4, $5)`, [
        id,
        by,
        move.kind,
        move.note,
        `${id}-r${alert.revision + 1}-${move.kind}`,
      ]);
      return undefined;
    });
  }
}
