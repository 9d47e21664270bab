import { limit } from './limit.command';

describe('mingjian limit', () => {
  it('names the due day with its arithmetic', () => {
    const answer = limit('自该信息形成或者变更之日起20个工作日内予以公开', { from: '2020-09-27' });
    expect(answer.limits).toEqual([
      {
        kind: 'afterEvent',
        amount: 20,
        unit: 'workday',
        trigger: 'info_formed_or_changed',
        wording: '自该信息形成或者变更之日起20个工作日内予以公开',
        due: '2020-10-30',
      },
    ]);
    expect(answer.due).toMatchObject({ on: '2020-10-30', sentence: expect.stringContaining('20个工作日') as string });
    expect(answer).not.toHaveProperty('problem');
  });

  it('takes the earliest of several', () => {
    const answer = limit('信息形成之日起20个工作日内；行政处罚决定作出后7个工作日内', { from: '2026-11-02' });
    expect(answer.limits.map(({ due }) => due)).toEqual(['2026-11-30', '2026-11-11']);
    expect(answer.due?.on).toBe('2026-11-11');
  });

  it('reads without a day to count from', () => {
    expect(limit('20个工作日内').limits).toHaveLength(1);
    expect(limit('20个工作日内')).not.toHaveProperty('due');
  });

  it.each(['及时公开', '长期公开', '每季度公开'])('%s: no due day and no problem', (phrase) => {
    const answer = limit(phrase, { from: '2026-11-02' });
    expect(answer).not.toHaveProperty('due');
    expect(answer).not.toHaveProperty('problem');
  });

  it('says what it does not understand and names no day', () => {
    const answer = limit('20个工作日内；另按第3个工作日规则', { from: '2026-11-02' });
    expect(answer.problem).toMatch(/未能理解/);
    expect(answer).not.toHaveProperty('due');
    expect(answer.limits[0]?.due).toBe('2026-11-30');
  });

  it('says that the calendar ends', () => {
    const answer = limit('20个工作日内', { from: '2026-12-20' });
    expect(answer).not.toHaveProperty('due');
    expect(answer.problem).toMatch(/超出工作日历范围/);
  });

  it('takes the next fixed date from the day given', () => {
    expect(limit('每年1月31日前', { from: '2026-02-01' }).due?.on).toBe('2027-01-31');
    expect(limit('每年1月31日前', { from: '2026-01-31' }).due?.on).toBe('2026-01-31');
  });
});
