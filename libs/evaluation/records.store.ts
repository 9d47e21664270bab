import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalDate } from '@app/calendar/local-date';
import { UnitObservation } from '@app/observation/observation';
import { ObservationStore } from '@app/observation/observation.store';
import { NoticeCase, OwnCase, RecurrenceCase, UnitRecords } from '@app/observation/unit-records';
import { RegisterStore } from '@app/registers/register.store';

/** An observation about to be judged. */
export interface JudgedObservation {
  readonly id: number;
  readonly unitId: number;
  readonly observation: UnitObservation;
}

/**
 * 台账 and own cases of a unit, put into the observation that is judged. The newest observation takes them as they are
 * now; where they changed, it is stored once more with them, so that what was judged before stays as it was. An older
 * observation is judged with what it holds.
 */
@Injectable()
export class RecordStore {
  constructor(
    private readonly db: DataSource,
    private readonly observations: ObservationStore,
    private readonly registers: RegisterStore,
  ) {}

  async attach(stored: JudgedObservation, today: LocalDate): Promise<JudgedObservation> {
    const { unitId, observation } = stored;
    const newest = await this.observations.newestId(unitId);
    if (newest?.id !== stored.id) return stored;
    const records = await this.of(unitId, today);
    const isEmpty = records.entries.length + records.cases.length === 0;
    if (isDeepStrictEqual(records, observation.records) || (isEmpty && !observation.records)) return stored;
    const judged = { ...observation, records };
    return { id: await this.observations.save(unitId, newest.roundId, judged), unitId, observation: judged };
  }

  async of(unitId: number, today: LocalDate): Promise<UnitRecords> {
    const [entries, notices, recurrences] = await Promise.all([
      this.registers.ofUnit(unitId, today),
      this.notices(unitId, today),
      this.recurrences(unitId, today),
    ]);
    const cases: OwnCase[] = [...notices, ...recurrences];
    return { entries, cases };
  }

  /** Notices that are open, or were settled within the year: a finding about them has to end, too. */
  private async notices(unitId: number, today: LocalDate): Promise<NoticeCase[]> {
    const rows: (Omit<NoticeCase, 'kind' | 'attestation'> & { createdAt: Date; sha256: string })[] =
      await this.db.query(
        `SELECT n.number, n.issued_on::text AS "issuedOn", n.rectify_by::text AS "rectifyBy", n.state, n.closed_on::text AS "closedOn",
              (count(*) FILTER (WHERE p.state IN ('open', 'returned')))::int AS open,
              (count(*) FILTER (WHERE p.state IN ('open', 'returned') AND a.is_contested))::int AS contested,
              n.created_at AS "createdAt", encode(sha256(convert_to(n.content::text, 'UTF8')), 'hex') AS sha256
         FROM notice n JOIN notice_problem p ON p.notice_id = n.id JOIN alert a ON a.id = p.alert_id
        WHERE n.unit_id = $1 AND (n.state NOT IN ('closed', 'withdrawn') OR n.issued_on >= $2::date - 365)
        GROUP BY n.id ORDER BY n.id`,
        [unitId, today],
      );
    return rows.map(({ createdAt, sha256, ...notice }) => ({
      kind: 'notice',
      ...notice,
      attestation: { url: `整改通知：${notice.number}`, capturedAt: createdAt.toISOString(), sha256 },
    }));
  }

  /**
   * Violations that were found again after they had been resolved. What a person dismissed and new evidence brought back
   * is no recurrence, and what these rules themselves found is no problem of its own.
   */
  private async recurrences(unitId: number, today: LocalDate): Promise<RecurrenceCase[]> {
    const rows: (Omit<RecurrenceCase, 'kind' | 'attestation'> & { id: number; at: Date; sha256: string })[] =
      await this.db.query(RECURRENCES, [unitId, today]);
    return rows.map(({ id, at, sha256, ...recurrence }) => ({
      kind: 'recurrence',
      ...recurrence,
      attestation: {
        url: `告警：第${id}号 ${recurrence.code} ${recurrence.title}`,
        capturedAt: at.toISOString(),
        sha256,
      },
    }));
  }
}

const RECURRENCES = `
  SELECT a.id, a.code, coalesce(a.finding ->> 'title', a.code) AS title, a.subject, coalesce(a.item, a.section) AS place,
         (gone.at AT TIME ZONE 'Asia/Shanghai')::date::text AS "resolvedOn",
         (back.at AT TIME ZONE 'Asia/Shanghai')::date::text AS "returnedOn",
         a.state IN ('resolved', 'dismissed') AS "isOver", a.is_contested AS "isContested", back.at,
         encode(sha256(convert_to(a.finding::text, 'UTF8')), 'hex') AS sha256
    FROM alert a
    JOIN LATERAL (SELECT id, at FROM alert_event WHERE alert_id = a.id AND kind = 'reopened' ORDER BY id DESC LIMIT 1) back ON true
    JOIN LATERAL (SELECT kind, at FROM alert_event WHERE alert_id = a.id AND id < back.id AND kind IN ('resolved', 'closed', 'dismissed')
                   ORDER BY id DESC LIMIT 1) gone ON gone.kind <> 'dismissed'
   WHERE a.unit_id = $1 AND a.kind = 'violation' AND a.code NOT LIKE 'MEC-%' AND back.at >= $2::date - 365
   ORDER BY a.id`;
