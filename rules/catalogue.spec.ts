import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ruleCatalogue } from './catalogue';
import { ruleset } from './index';

const README = join(__dirname, 'README.md');

describe('rules/README.md', () => {
  // `npx jest rules/catalogue -u` renews the file, as it does snapshots.
  if (process.argv.includes('-u')) writeFileSync(README, ruleCatalogue(ruleset));

  it('is what the rules say', () => {
    expect(readFileSync(README, 'utf8')).toBe(ruleCatalogue(ruleset));
  });
});

describe('ruleset', () => {
  it.each(ruleset.rules.map((rule) => [rule.code, rule] as const))(
    '%s states everything a notice quotes',
    (_code, rule) => {
      expect(rule.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      for (const text of [rule.title, rule.basis, rule.advice, rule.doubts]) expect(text).toMatch(/[一-龥]{2}/);
      expect(rule.basis).toMatch(/[〔《]|条/);
    },
  );

  it('has each code and id once', () => {
    const { rules } = ruleset;
    expect(new Set(rules.map(({ code }) => code)).size).toBe(rules.length);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
