import { ObservedDocument } from '@app/observation/observation';
import { documentOf } from './evaluation.fixture';
import { triggerClaimName, triggerClaims, triggerDateOf, triggerWord } from './trigger-date';

const boxed: Partial<ObservedDocument> = {
  formedOn: '2026-09-27',
  dates: [{ value: '2026-09-27', from: 'box', label: '成文日期' }],
};
const trigger = (document: Partial<ObservedDocument>, event?: string) => triggerDateOf(documentOf(document), event);

describe('triggerDateOf', () => {
  it('takes what the page prints', () => {
    expect(trigger(boxed)).toEqual({ on: '2026-09-27', origin: 'box', contradictions: [] });
    expect(trigger({})).toEqual({ problem: '页面未载明成文日期' });
  });

  it('puts a day that was ruled on an objection first, and keeps what the page says beside it', () => {
    expect(trigger({ ...boxed, ruledFormedOn: '2026-10-15' })).toEqual({
      on: '2026-10-15',
      origin: 'manual',
      contradictions: ['申诉认定的成文日期2026年10月15日与信息框的2026年9月27日不一致'],
    });
  });

  it('has a ruled day where the page prints none', () => {
    expect(trigger({ ruledFormedOn: '2026-10-15' })).toMatchObject({ on: '2026-10-15', origin: 'manual' });
  });

  it('takes a ruled day for a decision, too, which is formed when it is made', () => {
    const decided = { dates: [{ value: '2026-09-27', from: 'label' as const, label: '决定日期' }] };
    expect(trigger(decided, 'decision_made')).toEqual({ on: '2026-09-27' });
    expect(trigger({ ...decided, ruledFormedOn: '2026-10-15' }, 'decision_made')).toMatchObject({ on: '2026-10-15' });
  });

  it.each(['contract_signed', 'approved', 'policy_document_published', 'quarter_ended'])(
    'never takes a day of formation for the event %s',
    (event) => expect(trigger({ ...boxed, ruledFormedOn: '2026-10-15' }, event)).toHaveProperty('problem'),
  );

  it('says nothing of a document whose page was not read', () => {
    expect(trigger({ ruledFormedOn: '2026-10-15', evidence: null })).toHaveProperty('problem');
  });
});

describe('triggerClaims', () => {
  const page = documentOf({
    ...boxed,
    dates: [
      { value: '2026-09-27', from: 'box', label: '成文日期' },
      { value: '2026-09-20', from: 'label', label: '批准日期' },
      { value: '2026-09-18', from: 'label', label: '批复日期' },
      { value: '2026-09-18', from: 'text' },
    ],
  });
  it.each<[string | undefined, string[], string, string]>([
    [undefined, ['2026-09-27'], '成文', '成文日期'],
    ['info_formed', ['2026-09-27'], '成文', '成文日期'],
    ['decision_made', ['2026-09-27'], '作出决定', '成文日期'],
    ['approved', ['2026-09-18', '2026-09-20'], '批准', '批准日期'],
    ['contract_signed', [], '合同签订', '合同签订日期'],
  ])('of %s are %j', (event, days, word, name) => {
    expect([triggerClaims(page, event), triggerWord(event), triggerClaimName(event)]).toEqual([days, word, name]);
  });
});
