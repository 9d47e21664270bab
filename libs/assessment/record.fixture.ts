import { LateRectification, UnitPeriodRecord, Violation } from './unit-period-record';

/** A unit with 20 obligations, all met; every case changes what it is about. `violations` set the obligation counts. */
export function periodRecord(changes: Partial<UnitPeriodRecord> = {}): UnitPeriodRecord {
  const violations = changes.violations ?? [];
  const count = (effect: Violation['effect']) => violations.filter((violation) => violation.effect === effect).length;
  const due = changes.obligations?.due ?? 20;
  const [missing, late] = [count('missing'), count('late')];
  return {
    unitId: 1,
    unit: '白石镇人民政府',
    coverage: { items: 40, onlineVerifiable: 30, judged: 20 },
    violations,
    proposalsPending: 0,
    contested: 0,
    gap: null,
    notices: { issued: 0, problems: 0, closedInTime: 0, closedLate: 0, open: 0, overdue: 0, late: [] },
    ...changes,
    obligations: { due, missing, late, published: due - missing, onTime: due - missing - late },
  };
}

export function violation(changes: Partial<Violation> = {}): Violation {
  return {
    alertId: 7,
    findingId: '101',
    code: 'TIM-06',
    title: '固定日期未公开',
    effect: 'missing',
    severity: 'high',
    item: '财政收支情况',
    row: 12,
    section: '财政信息',
    url: 'http://www.qinghe.example/bsz/czxx/',
    explanation: '未见第三季度条目，应于10月20日前公开',
    basis: '事项目录载明的公开日期',
    dueOn: '2026-10-20',
    isConfirmed: true,
    notice: null,
    isClosed: false,
    ...changes,
  };
}

export function lateRectification(changes: Partial<LateRectification> = {}): LateRectification {
  return {
    notice: '清政公开督〔2026〕1号',
    alertId: 7,
    code: 'TIM-06',
    item: '财政收支情况',
    rectifyBy: '2026-11-10',
    closedOn: null,
    ...changes,
  };
}
