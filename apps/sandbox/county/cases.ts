import { NoticeCase, RecurrenceCase } from '@app/observation/unit-records';
import type { CasePlan } from './registers';

const attested = (url: string) => ({ url, capturedAt: '2026-11-18T00:00:00.000Z', sha256: 'e'.repeat(64) });

function notice(serial: number, changes: Partial<NoticeCase>): NoticeCase {
  const number = `清公开整〔2026〕${serial}号`;
  return {
    kind: 'notice',
    number,
    issuedOn: '2026-10-19',
    rectifyBy: '2026-11-17',
    state: 'delivered',
    closedOn: null,
    open: 1,
    contested: 0,
    attestation: attested(`整改通知：${number}`),
    ...changes,
  };
}

function recurrence(subject: string, changes: Partial<RecurrenceCase>): RecurrenceCase {
  return {
    kind: 'recurrence',
    code: 'PLT-09',
    title: '动态要闻不更新',
    subject,
    place: subject,
    resolvedOn: '2026-08-03',
    returnedOn: '2026-11-01',
    isOver: false,
    isContested: false,
    attestation: attested(`告警：${subject}`),
    ...changes,
  };
}

/** 整改和反弹. A day after the term and 90 days after the end of a problem; the other side of each is a near-miss. */
export const CASES: readonly CasePlan[] = [
  { unitId: 'civil', own: notice(3, {}), planted: { code: 'MEC-03', note: '11月17日到期，没有反馈' } },
  {
    unitId: 'civil',
    own: notice(4, { rectifyBy: '2026-11-18' }),
    near: { note: '今日到期', mustNot: ['MEC-03'] },
  },
  {
    unitId: 'health',
    own: notice(5, { state: 'replied' }),
    near: { note: '已经反馈，等待复查', mustNot: ['MEC-03'] },
  },
  {
    unitId: 'health',
    own: recurrence('section:卫健动态', {}),
    planted: { code: 'MEC-04', note: '8月3日消除，90天后再现' },
  },
  {
    unitId: 'health',
    own: recurrence('section:健康科普', { returnedOn: '2026-11-02' }),
    near: { note: '第91天再现', mustNot: ['MEC-04'] },
  },
];
