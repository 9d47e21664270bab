import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ALERT_STATES } from './alert';

/** Which units the asking account may see; enforced in every query of this file. */
export type UnitScope = 'all' | readonly number[];

export interface AlertFilter {
  readonly unit?: readonly number[];
  readonly code?: readonly string[];
  readonly severity?: readonly string[];
  readonly state?: readonly string[];
  readonly kind?: readonly string[];
  readonly contested?: boolean;
  /** Only alerts whose notice is past its 整改期限. */
  readonly overdueNotice?: boolean;
  readonly foundFrom?: string;
  readonly dueFrom?: string;
  readonly dueTo?: string;
  readonly q?: string;
  /** Leaves out the office's doubts: proposals nobody has confirmed. */
  readonly hidesProposals?: boolean;
  /** Only of these 领域: what a 领域主管部门 may see. */
  readonly domains?: readonly string[];
}

export interface AlertListRow {
  readonly id: number;
  readonly kind: string;
  readonly state: string;
  readonly severity: string;
  readonly code: string;
  readonly unitId: number;
  readonly unitName: string;
  readonly item: string | null;
  readonly row: number | null;
  readonly section: string | null;
  readonly explanation: string;
  readonly dueOn: string | null;
  /** Of the document that fulfils the obligation late, or of the last update; null where nothing was seen. */
  readonly publishedOn: string | null;
  readonly firstFoundOn: string;
  readonly lastFoundOn: string;
  readonly isContested: boolean;
  readonly isCurable: boolean;
  readonly revision: number;
  readonly ruleTitle: string;
}

export type AlertCounts = Record<'state' | 'severity' | 'kind' | 'code' | 'unit', Record<string, number>>;

const SORTS = {
  severity: `array_position(ARRAY['veto','high','medium','low','tip'], a.severity), a.due_on NULLS LAST, a.id`,
  due: `a.due_on NULLS LAST, a.id`,
  found: `a.first_found_on DESC, a.id DESC`,
  unit: `u.name COLLATE "zh-x-icu", array_position(ARRAY['veto','high','medium','low','tip'], a.severity), a.id`,
} as const;
export type AlertSort = keyof typeof SORTS;
export const ALERT_SORTS = Object.keys(SORTS) as AlertSort[];

/** Alerts as people look for them: filtered, counted and paged by PostgreSQL. */
@Injectable()
export class AlertListStore {
  constructor(private readonly db: DataSource) {}

  async page(
    scope: UnitScope,
    filter: AlertFilter,
    paging: { readonly sort: AlertSort; readonly limit: number; readonly offset: number },
  ): Promise<{ rows: AlertListRow[]; total: number }> {
    const where = conditions(scope, filter);
    const [{ total }] = await this.db.query(`SELECT count(*)::int AS total ${FROM} WHERE ${where.sql}`, where.values);
    const rows = await this.db.query(
      `${COLUMNS} ${FROM} WHERE ${where.sql} ORDER BY ${SORTS[paging.sort]}
        LIMIT ${Math.trunc(paging.limit)} OFFSET ${Math.trunc(paging.offset)}`,
      where.values,
    );
    return { rows, total };
  }

  /** Counts per value of each dimension, each without the filter on itself, so that a person sees what else there is. */
  async counts(scope: UnitScope, filter: AlertFilter): Promise<AlertCounts> {
    const dimensions = { state: 'a.state', severity: 'a.severity', kind: 'a.kind', code: 'a.code', unit: 'a.unit_id' };
    const counted = await Promise.all(
      Object.entries(dimensions).map(async ([dimension, column]) => {
        const where = conditions(scope, { ...filter, [dimension]: undefined });
        const rows: { value: string; count: number }[] = await this.db.query(
          `SELECT ${column}::text AS value, count(*)::int AS count ${FROM} WHERE ${where.sql} GROUP BY 1 ORDER BY 1`,
          where.values,
        );
        return [dimension, Object.fromEntries(rows.map(({ value, count }) => [value, count]))] as const;
      }),
    );
    return Object.fromEntries(counted) as AlertCounts;
  }

  /** Undefined when there is none or the scope does not reach it. */
  async one(
    scope: UnitScope,
    id: number,
    { hidesProposals = false, domains }: Pick<AlertFilter, 'hidesProposals' | 'domains'> = {},
  ): Promise<(AlertListRow & AlertDetail) | undefined> {
    const where = conditions(scope, { state: ALL_STATES, hidesProposals, domains });
    const [row] = await this.db.query(
      `${COLUMNS}, a.url, a.finding, a.resolved_on::text AS "resolvedOn" ${FROM} WHERE ${where.sql} AND a.id = $${where.values.length + 1}`,
      [...where.values, id],
    );
    return row;
  }

  async events(alertId: number): Promise<{ at: string; actor: string; kind: string; note: string }[]> {
    const rows = await this.db.query(`SELECT at, actor, kind, note FROM alert_event WHERE alert_id = $1 ORDER BY id`, [
      alertId,
    ]);
    return rows.map((row: { at: Date; actor: string; kind: string; note: string }) => ({
      ...row,
      at: row.at.toISOString(),
    }));
  }
}

export interface AlertDetail {
  readonly url: string | null;
  // The finding as evaluated; typed by the evaluation lib where it is read.
  readonly finding: unknown;
  readonly resolvedOn: string | null;
}

const FROM = `FROM alert a JOIN unit u ON u.id = a.unit_id`;
const COLUMNS = `
  SELECT a.id, a.kind, a.state, a.severity, a.code, a.unit_id AS "unitId", u.name AS "unitName", a.item, a.row, a.section,
         a.explanation, a.due_on::text AS "dueOn", a.finding->>'publishedOn' AS "publishedOn", a.first_found_on::text AS "firstFoundOn", a.last_found_on::text AS "lastFoundOn",
         a.is_contested AS "isContested", a.revision, a.finding->>'title' AS "ruleTitle",
         coalesce((a.finding->>'isCurable')::boolean, true) AS "isCurable"`;

const ALL_STATES = Object.keys(ALERT_STATES);

/** A proposal that was confirmed, or stood in a notice once, is the unit's business too. */
export const UNCONFIRMED_PROPOSAL = `NOT (a.kind = 'proposal' AND a.state NOT IN ('confirmed', 'notified')
  AND NOT EXISTS (SELECT FROM notice_problem p WHERE p.alert_id = a.id))`;

/** WHERE clause with its values. Without a wish for states, what is finished is left out. */
function conditions(scope: UnitScope, filter: AlertFilter): { sql: string; values: unknown[] } {
  const values: unknown[] = [];
  const parts: string[] = [];
  const add = (sql: (place: string) => string, value: unknown) => {
    values.push(value);
    parts.push(sql(`$${values.length}`));
  };
  if (scope !== 'all') add((place) => `a.unit_id = ANY(${place}::int[])`, scope);
  for (const [column, wanted] of [
    ['a.unit_id::text', filter.unit?.map(String)],
    ['a.code', filter.code],
    ['a.severity', filter.severity],
    ['a.state', filter.state],
    ['a.kind', filter.kind],
  ] as const)
    if (wanted?.length) add((place) => `${column} = ANY(${place}::text[])`, wanted);
  if (filter.contested !== undefined) add((place) => `a.is_contested = ${place}`, filter.contested);
  if (filter.foundFrom) add((place) => `a.first_found_on >= ${place}::date`, filter.foundFrom);
  if (filter.dueFrom) add((place) => `a.due_on >= ${place}::date`, filter.dueFrom);
  if (filter.dueTo) add((place) => `a.due_on <= ${place}::date`, filter.dueTo);
  if (filter.overdueNotice !== undefined) {
    add(
      (place) => `EXISTS (SELECT FROM notice_problem p JOIN notice n ON n.id = p.notice_id
        WHERE p.alert_id = a.id AND p.state IN ('open', 'returned') AND n.state NOT IN ('closed', 'withdrawn')
          AND n.rectify_by < coalesce((SELECT virtual_today FROM region LIMIT 1), (now() AT TIME ZONE 'Asia/Shanghai')::date)) = ${place}`,
      filter.overdueNotice,
    );
  }
  if (filter.hidesProposals) parts.push(UNCONFIRMED_PROPOSAL);
  if (filter.domains) add((place) => `a.domain = ANY(${place}::text[])`, filter.domains);
  for (const word of (filter.q ?? '').split(/\s+/).filter(Boolean).slice(0, 5))
    add(
      (place) => `concat_ws(' ', u.name, a.item, a.section, a.explanation, a.code) ILIKE '%' || ${place} || '%'`,
      word.replace(/[\\%_]/g, '\\$&'),
    );
  if (!filter.state?.length) parts.push(`a.state NOT IN ('resolved', 'dismissed')`);
  return { sql: parts.join(' AND '), values };
}
