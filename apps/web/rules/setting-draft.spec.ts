import type { SettingView } from '../../api/rule-views';
import { blankDraft, bodyOf, draftOf } from './setting-draft';

const today = '2026-11-18';
const version = {
  id: 4,
  line: 2,
  unitId: 7,
  content: { code: 'PLT-08', unit: '白石镇', parameters: { days: 7 }, effectiveFrom: '2026-10-01', reason: '县办要求' },
} as unknown as SettingView;

describe('a draft', () => {
  it('of a new setting says only what it changes', () => {
    expect(bodyOf(blankDraft({ code: 'PLT-08', isCustom: false, today }))).toEqual({
      code: 'PLT-08',
      effectiveFrom: today,
      reason: '',
    });
  });

  it('of a new rule has no code', () => {
    expect(bodyOf(blankDraft({ code: '', isCustom: true, today }))).not.toHaveProperty('code');
  });

  it('of the next version stays in its line and begins today at the earliest', () => {
    expect(bodyOf(draftOf(version, { isClone: false, today }))).toMatchObject({
      line: 2,
      unitId: 7,
      parameters: { days: 7 },
      effectiveFrom: today,
      reason: '县办要求',
    });
    const later = { ...version, content: { ...version.content, effectiveFrom: '2027-01-01' } };
    expect(draftOf(later, { isClone: false, today }).effectiveFrom).toBe('2027-01-01');
  });

  it('of a clone begins another line and asks for a reason of its own', () => {
    expect(bodyOf(draftOf(version, { isClone: true, today }))).toMatchObject({ unitId: 7, reason: '' });
    expect(bodyOf(draftOf(version, { isClone: true, today }))).not.toHaveProperty('line');
  });
});
