import { ruleset } from '../../../rules';
import { parameterName } from './parameter-names';

describe('parameterName', () => {
  it.each(
    ruleset.rules.flatMap(({ code, parameters }) => Object.keys(parameters).map((name) => [code, name] as const)),
  )('knows %s %s', (code, name) => expect(parameterName(name, code)).toMatch(/[一-龥]/));

  it('leaves a name of an own rule as it is, and the prototype alone', () => {
    expect(parameterName('threshold', 'ZDY-01')).toBe('threshold');
    expect(parameterName('constructor', 'ZDY-01')).toBe('constructor');
  });
});
