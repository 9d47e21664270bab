import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SettingContent } from '@app/evaluation/setting-version';
import { BacktestQuestion } from './backtest-run.store';
import { AlertDifference, FlipLine, UnitBacktest } from './rule-backtest';

export type BacktestState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

/** A trial that somebody asked for, and how far it has come. */
export interface StoredBacktest extends BacktestQuestion {
  readonly id: number;
  readonly askedBy: string;
  readonly askedName: string;
  readonly askedAt: string;
  readonly settingId: number | null;
  readonly state: BacktestState;
  readonly unitsDone: number;
  readonly unitsTotal: number;
  /** Chinese; why it failed. */
  readonly problem: string | null;
}

/** One unit of a trial as it is stored. */
export interface UnitSummary extends UnitBacktest {
  readonly unitId: number;
  readonly alerts: readonly AlertDifference[];
}

export interface StoredFlip extends FlipLine {
  readonly unitId: number;
}

/** A unit with more flips than anybody reads keeps its first ones; the count is of all. */
const MOST_FLIPS = 500;
const MOST_ALERTS = 200;

/** Trials of settings, worked out in the background: a unit is stored at once with its flips, and may be stored twice. */
@Injectable()
export class RuleBacktests {
  constructor(private readonly db: DataSource) {}

  /** Takes the place of what the same account asked before and is still waiting for. */
  async ask(
    question: BacktestQuestion,
    by: { login: string; name: string; settingId: number | null },
  ): Promise<number> {
    await this.db.query(
      `UPDATE rule_backtest SET state = 'stopped', touched_at = now() WHERE asked_by = $1 AND state IN ('waiting', 'running')`,
      [by.login],
    );
    const { content, line, from, to, unitIds } = question;
    const [row] = await this.db.query(
      `INSERT INTO rule_backtest (asked_by, asked_name, setting_id, content, from_on, to_on, unit_ids)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [by.login, by.name, by.settingId, JSON.stringify({ content, line }), from, to, unitIds ?? null],
    );
    return row.id;
  }

  async get(id: number): Promise<StoredBacktest | undefined> {
    return (await this.stored(`WHERE id = $1`, id))[0];
  }

  /** Of one version of a setting, newest first. */
  async ofSetting(settingId: number): Promise<StoredBacktest[]> {
    return this.stored(`WHERE setting_id = $1`, settingId);
  }

  /** Units that the reader may see; those where most changes first. */
  async units(id: number): Promise<UnitSummary[]> {
    const rows = await this.db.query(
      `SELECT b.summary, b.unit_id AS "unitId" FROM rule_backtest_unit b JOIN unit u ON u.id = b.unit_id WHERE b.backtest_id = $1
        ORDER BY (b.summary->>'flips')::int DESC, b.unit_id`,
      [id],
    );
    return rows.map(({ summary, unitId }: { summary: Omit<UnitSummary, 'unitId'>; unitId: number }) => ({
      ...summary,
      unitId,
    }));
  }

  async flips(id: number, unitId: number): Promise<StoredFlip[]> {
    const rows = await this.db.query(
      `SELECT f.content, f.unit_id AS "unitId" FROM rule_backtest_flip f JOIN unit u ON u.id = f.unit_id
        WHERE f.backtest_id = $1 AND f.unit_id = $2 ORDER BY f.ordinal`,
      [id, unitId],
    );
    return rows.map(({ content, unitId: of }: { content: FlipLine; unitId: number }) => ({ ...content, unitId: of }));
  }

  async begin(id: number, unitsTotal: number, versions: { before: string; after: string }): Promise<void> {
    await this.touch(id, `state = 'running', units_total = $2, ruleset_before = $3, ruleset_after = $4`, [
      unitsTotal,
      versions.before,
      versions.after,
    ]);
  }

  /** Keeps what one unit showed; false when nobody wants the rest any more. */
  async add(id: number, { unitId, alerts, ...unit }: UnitSummary, flips: readonly FlipLine[]): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const [row] = await tx.query(`SELECT state FROM rule_backtest WHERE id = $1 FOR UPDATE`, [id]);
      if (row?.state !== 'running') return false;
      const summary = { ...unit, alerts: alerts.slice(0, MOST_ALERTS) };
      await tx.query(
        `INSERT INTO rule_backtest_unit (backtest_id, unit_id, summary) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
        [id, unitId, JSON.stringify(summary)],
      );
      await tx.query(
        `INSERT INTO rule_backtest_flip (backtest_id, unit_id, code, subject, content)
         SELECT $1, $2, line->>'code', line->>'subject', line FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS each (line, place)
          ORDER BY place ON CONFLICT DO NOTHING`,
        [id, unitId, JSON.stringify(flips.slice(0, MOST_FLIPS))],
      );
      await tx.query(
        `UPDATE rule_backtest SET touched_at = now(),
                units_done = (SELECT count(*) FROM rule_backtest_unit WHERE backtest_id = $1) WHERE id = $1`,
        [id],
      );
      return true;
    });
  }

  async finish(id: number): Promise<void> {
    await this.touch(id, `state = 'done'`);
  }

  async fail(id: number, problem: string): Promise<void> {
    await this.touch(id, `state = 'failed', problem = $2`, [problem]);
  }

  async stop(id: number): Promise<void> {
    await this.touch(id, `state = 'stopped'`);
  }

  /** Trials on which nothing happened for two minutes: their job is gone. */
  async stalled(): Promise<number[]> {
    const rows = await this.db.query(
      `SELECT id FROM rule_backtest WHERE state IN ('waiting', 'running') AND touched_at < now() - interval '2 minutes' ORDER BY id`,
    );
    return rows.map(({ id }: { id: number }) => id);
  }

  private async stored(where: string, value: unknown): Promise<StoredBacktest[]> {
    const rows = await this.db.query(
      `SELECT id, asked_by AS "askedBy", asked_name AS "askedName", asked_at AS "askedAt", setting_id AS "settingId", content AS asked,
              from_on::text AS "from", to_on::text AS "to", unit_ids AS "unitIds", state, units_done AS "unitsDone",
              units_total AS "unitsTotal", problem FROM rule_backtest ${where} ORDER BY id DESC`,
      [value],
    );
    return rows.map(({ asked, unitIds, ...row }: StoredRow): StoredBacktest => ({
      ...row,
      content: asked.content,
      ...(asked.line === undefined ? {} : { line: asked.line }),
      ...(unitIds ? { unitIds } : {}),
      askedAt: row.askedAt.toISOString(),
    }));
  }

  /** Only what still waits or runs moves on. */
  private async touch(id: number, changes: string, values: readonly unknown[] = []): Promise<void> {
    await this.db.query(
      `UPDATE rule_backtest SET ${changes}, touched_at = now() WHERE id = $1 AND state IN ('waiting', 'running')`,
      [id, ...values],
    );
  }
}

interface StoredRow extends Omit<StoredBacktest, 'content' | 'line' | 'askedAt' | 'unitIds'> {
  readonly asked: { readonly content: SettingContent; readonly line?: number };
  readonly askedAt: Date;
  readonly unitIds: number[] | null;
}
