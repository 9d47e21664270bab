import { entryOf, recordOutcome, withRecords } from '../record-input.fixture';
import { Given } from '../rule-input.fixture';
import { emptyReply } from './empty-reply.rule';

const TWENTY = '该路段路灯已于九月三日修复并验收恢复照明';
const reply = (text: string | undefined, more: Record<string, string> = {}) =>
  withRecords([
    entryOf('message', {
      texts: {
        number: 'LY-1',
        askedOn: '2026-09-01',
        answeredOn: '2026-09-04',
        ...(text ? { reply: text } : {}),
        ...more,
      },
    }),
  ]);

describe('留言答复空泛、推诿 INT-03', () => {
  it.each<[norm: string, given: Given, outcome: string]>([
    ['passes an answer of 20 characters', reply(`尊敬的网友，您好！${TWENTY}。感谢您的关注。`), 'pass'],
    [
      'asks about one of 19 beside greetings',
      reply(`尊敬的网友，您好！${TWENTY.slice(1)}。感谢您的关注。`),
      'cannotTell',
    ],
    [
      'asks about one that passes the matter on',
      reply('您反映的问题已转相关部门，请您耐心等待处理结果，谢谢。'),
      'cannotTell',
    ],
    [
      'passes a long one that passes part of it on',
      reply(`您反映的问题已转相关部门处理。${'经现场查看，该路段共有路灯四十二盏，其中六盏线路老化。'.repeat(3)}`),
      'pass',
    ],
    ['is unseen where no text is registered', reply(undefined), 'unseen'],
    ['does not apply before an answer', reply('无', { answeredOn: '' }), 'notApplicable'],
    ['does not apply to an invalid message', reply('无', { isValid: '否' }), 'notApplicable'],
    [
      'does not apply before the look-back',
      reply('无', { askedOn: '2025-11-01', answeredOn: '2025-12-31' }),
      'notApplicable',
    ],
  ])('%s', (_norm, given, outcome) => {
    expect(recordOutcome(emptyReply, given)).toBe(outcome);
  });

  it('takes other phrases, and takes them word for word', () => {
    const phrases = (words: string) => ({ settings: [{ code: 'INT-03', parameters: { phrases: words } }] });
    const given = { ...reply(`${TWENTY}。后续由街道(办)跟进。`) };
    expect(recordOutcome(emptyReply, { ...given, ...phrases('街道(办)') })).toBe('cannotTell');
    expect(recordOutcome(emptyReply, { ...given, ...phrases('街道.办') })).toBe('pass');
  });
});
