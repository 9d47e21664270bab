import { entryOf, recordFinding, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { accountIdle } from './account-idle.rule';
import { accountStale } from './account-stale.rule';

const account = (texts: Record<string, string>) =>
  withRecords([
    entryOf('socialAccount', {
      texts: { platform: '微信公众号', account: '清河发布', state: '正常运行', checkedOn: '2026-11-16', ...texts },
    }),
  ]);

describe('政务新媒体停更 NM-01', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes 14 days after the newest post', account({ newestOn: '2026-11-02' }), 'pass'],
    ['fails after 15', account({ newestOn: '2026-11-01' }), 'fail'],
    [
      'judges by the day it was looked at, not by today',
      account({ newestOn: '2026-10-20', checkedOn: '2026-11-01' }),
      'pass',
    ],
    ['uses a look 30 days old', account({ newestOn: '2026-09-01', checkedOn: '2026-10-19' }), 'fail'],
    ['is unseen when it is older', account({ newestOn: '2026-09-01', checkedOn: '2026-10-18' }), 'unseen'],
    ['asks without a newest post', account({}), 'cannotTell'],
    ['asks about a look of the future', account({ newestOn: '2026-11-01', checkedOn: '2026-11-19' }), 'cannotTell'],
    [
      'does not apply to an account that was closed',
      account({ state: '已注销', newestOn: '2026-01-01' }),
      'notApplicable',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(accountStale, given)).toBe(outcome);
  });

  it('names the account', () => {
    expect(recordFinding(accountStale, account({ newestOn: '2026-10-20' }))).toMatchObject({
      subject: 'entry:socialAccount:微信公众号·清河发布',
      explanation: '11月16日核查，最近更新为10月20日，相隔27天（应在14天内）',
      dueOn: '2026-11-03',
    });
  });
});

describe('政务新媒体无有效互动 NM-02', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes with both', account({ hasMenu: '是', hasReply: '是' }), 'pass'],
    ['passes with the one that is registered', account({ hasMenu: '是' }), 'pass'],
    ['asks about a menu that leads nowhere', account({ hasMenu: '否', hasReply: '是' }), 'cannotTell'],
    ['asks about comments nobody answers', account({ hasReply: '否' }), 'cannotTell'],
    ['is unseen where neither is registered', account({}), 'unseen'],
    ['does not apply to an account that was merged', account({ state: '已迁移归并', hasMenu: '否' }), 'notApplicable'],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(accountIdle, given)).toBe(outcome);
  });
});
