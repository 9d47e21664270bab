import { auditRuleset } from './audit-rules';
import { ruleset } from './index';

const codes = (wanted?: string) => auditRuleset(wanted)?.rules.map(({ code }) => code);

describe('the rules of a single audit', () => {
  it('are those of catalog, publication, time and sections, and of a site only whether it opens and moves', () => {
    expect(codes()).toEqual(expect.arrayContaining(['CAT-01', 'PUB-01', 'TIM-01', 'PLT-08', 'PLT-09', 'PLT-12']));
    for (const other of ['PLT-05', 'PLT-15', 'PUB-12', 'INT-02', 'CNT-11', 'MEC-01'])
      expect(codes()).not.toContain(other);
  });

  it('are all, or the named ones, when that is asked for', () => {
    expect(codes('all')).toHaveLength(ruleset.rules.length);
    expect(codes('cnt-01, TIM-01')).toEqual(['TIM-01', 'CNT-01']);
    expect(codes('TIM-99')).toBeUndefined();
  });
});
