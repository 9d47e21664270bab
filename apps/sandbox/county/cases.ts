import { NoticeCase, OwnCase, RecurrenceCase } from '@app/observation/unit-records';
import type { Near, Plant } from './plan';

/** 本平台的办理记录 about an empty section of the county, as earlier rounds and the office left it. */
export interface CasePlan {
  readonly unitId: string;
  /** Key of the row whose section is empty (PUB-02): the problem that the case is about. */
  readonly itemKey: string;
  readonly own: OwnCase;
  readonly planted?: Plant;
  readonly near?: Near;
}

const attested = (url: string) => ({ url, capturedAt: '2026-11-18T00:00:00.000Z', sha256: 'e'.repeat(64) });

function notice(serial: number, changes: Partial<NoticeCase> = {}): NoticeCase {
  const number = `清政公开督〔2026〕${serial}号`;
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

function recurrence(itemKey: string, returnedOn: string): RecurrenceCase {
  return {
    kind: 'recurrence',
    code: 'PUB-02',
    title: '有栏目无内容',
    subject: `item:${itemKey}`,
    place: itemKey.split(' > ').at(-1) ?? '',
    resolvedOn: '2026-08-03',
    returnedOn,
    isOver: false,
    isContested: false,
    attestation: attested(`告警：${itemKey}`),
  };
}

const LOANS = '涉农补贴 > 农机购置补贴';
const SUBSIDIES = '财政资金 > 惠民补助资金';

/** 整改和反弹. A day after the term and 90 days after the end of a problem; the other side of each is a near-miss. */
export const CASES: readonly CasePlan[] = [
  {
    unitId: 'civil',
    itemKey: '养老服务 > 养老机构等级评定',
    own: notice(1),
    planted: { code: 'MEC-03', note: '11月17日到期，没有反馈' },
  },
  {
    unitId: 'liuxi',
    itemKey: '退役军人 > 优抚对象待遇',
    own: notice(2, { rectifyBy: '2026-11-18' }),
    near: { note: '今日到期', mustNot: ['MEC-03'] },
  },
  {
    unitId: 'health',
    itemKey: '老龄健康 > 医养结合机构信息',
    own: notice(3, { state: 'replied' }),
    near: { note: '已经反馈，等待复查', mustNot: ['MEC-03'] },
  },
  {
    unitId: 'baishi',
    itemKey: LOANS,
    own: recurrence(LOANS, '2026-11-01'),
    planted: { code: 'MEC-04', note: '8月3日消除，90天后再现' },
  },
  {
    unitId: 'yuntai',
    itemKey: SUBSIDIES,
    own: recurrence(SUBSIDIES, '2026-11-02'),
    near: { note: '第91天再现', mustNot: ['MEC-04'] },
  },
];
