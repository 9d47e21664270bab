import { Ipv6Record } from '@app/observation/site-facts';
import { findingsOf, Given, outcomeOf } from '../rule-input.fixture';
import { CUT_SHORT, marksOf, onSite, SHARED } from '../site-input.fixture';
import { accessMarksMissing } from './access-marks-missing.rule';

const record = (state: Ipv6Record['state']) => ({
  ipv6: { state, host: 'jyj.qinghe.example', at: '2026-11-18T02:00:00.000Z' },
});
const noElderly = marksOf({ has: ['barrierFree'] });
const NOTHING = { needsIpv6: false, needsBarrierFree: false, needsElderly: false };
const set = (parameters: Record<string, boolean>) => ({ settings: [{ code: 'PLT-16', parameters }] });

describe('不支持IPv6、无障碍或适老化 PLT-16', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with all three', onSite(record('yes')), 'pass'],
    ['fails without a record', onSite(record('no')), 'fail'],
    [
      'fails without a record whatever the page says',
      onSite({ ...record('no'), marks: marksOf({ has: ['ipv6', 'barrierFree', 'elderly'] }) }),
      'fail',
    ],
    ['does not judge IPv6 when nobody knows', onSite(record('unknown')), 'pass'],
    ['fails without an elderly mode', onSite({ ...record('yes'), marks: noElderly }), 'fail'],
    [
      'passes where a region does not ask for it',
      onSite({ marks: noElderly }, {}, set({ needsElderly: false })),
      'pass',
    ],
    ['does not apply where nothing is asked for', onSite({}, {}, set(NOTHING)), 'notApplicable'],
    [
      'is unseen when only an unknown record is asked for',
      onSite(record('unknown'), {}, set({ ...NOTHING, needsIpv6: true })),
      'unseen',
    ],
    [
      'is unseen when a script puts the header in',
      onSite({ marks: { ...noElderly, gap: '页眉由脚本载入' } }),
      'unseen',
    ],
    ['is unseen when the crawl was cut short', onSite({ marks: noElderly }, CUT_SHORT), 'unseen'],
    ['is unseen without marks', onSite({ marks: null }), 'unseen'],
    ['does not charge a tenant', onSite({ marks: noElderly }, SHARED), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(outcomeOf(accessMarksMissing, given)).toBe(outcome);
  });

  it('names the record', () => {
    expect(findingsOf(accessMarksMissing, onSite(record('no')))[0]?.explanation).toBe(
      '未见IPv6（jyj.qinghe.example没有AAAA记录）',
    );
  });
});
