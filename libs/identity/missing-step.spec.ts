import { missingStep, SessionFacts } from './missing-step';

const DONE: SessionFacts = {
  isComplete: true,
  method: 'password',
  hasSecondFactor: false,
  needsSecondFactor: false,
  roles: ['supervisor'],
  mustChange: false,
};

describe('登录步骤', () => {
  it.each<[norm: string, facts: Partial<SessionFacts>, step: string | null]>([
    ['nothing when all is done', {}, null],
    ['the code before all else', { isComplete: false, hasSecondFactor: true, mustChange: true }, 'code'],
    ['no code again once it was shown', { hasSecondFactor: true, needsSecondFactor: true }, null],
    ['setting up where the role needs it', { needsSecondFactor: true }, 'secondFactor'],
    [
      'setting up in a running session too',
      { isComplete: true, needsSecondFactor: true, roles: ['admin'] },
      'secondFactor',
    ],
    ['no setting up for other roles', { needsSecondFactor: true, roles: ['unitOfficer', 'auditor'] }, null],
    [
      'setting up when one of several roles needs it',
      { needsSecondFactor: true, roles: ['auditor', 'supervisor'] },
      'secondFactor',
    ],
    ['setting up before the password', { needsSecondFactor: true, mustChange: true }, 'secondFactor'],
    ['the password', { mustChange: true }, 'password'],
    ['no password where none was used', { mustChange: true, method: 'oidc' }, null],
  ])('%s', (_norm, facts, step) => {
    expect(missingStep({ ...DONE, ...facts })).toBe(step);
  });
});
