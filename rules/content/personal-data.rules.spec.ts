import { PersonalContext } from '@app/observation/content-page';
import { findingsOf, outcomeOf } from '../rule-input.fixture';
import { contactExposed } from './contact-exposed.rule';
import { gone, PageGiven, pageGiven, unreadNow } from './content-input.fixture';
import { hardshipExposed } from './hardship-exposed.rule';
import { idNumberExposed } from './id-number-exposed.rule';
import { privacyExemption } from './privacy-exemption.rule';

const id = { kind: 'pii-id-card', at: 'text:12', masked: '3604********0071', context: 'recipient' as const };
const mobile = (context: PersonalContext) => ({ kind: 'pii-mobile', at: 'text:40', masked: '138****0000', context });
const card = (context: PersonalContext) => ({
  kind: 'pii-bank-card',
  at: 'attachments[0].text:3',
  masked: '6222********0001',
  context,
});
const hardship = { kind: 'pii-hardship', at: 'text:80', says: '家庭住址、残疾等级' };
const penalty = { title: '行政处罚决定书（清市监罚〔2026〕3号）' };

describe('公开完整身份证号 CNT-01', () => {
  it.each<[string, PageGiven, string]>([
    ['fails on one number', { remarks: [id] }, 'fail'],
    ['fails on a number in an attachment', { remarks: [{ ...id, at: 'attachments[0].text:7' }] }, 'fail'],
    ['leaves 惩戒公示 to CNT-04', { remarks: [id], document: penalty }, 'notApplicable'],
    ['leaves a section of 惩戒公示 to CNT-04', { remarks: [id], section: '失信被执行人名单' }, 'notApplicable'],
    ['passes once the number is gone', gone('pii-id-card'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('pii-id-card'), 'unseen'],
    ['says nothing of a page with a mobile number only', { remarks: [mobile('plain')] }, 'none'],
    ['says nothing of a page without any', { remarks: [] }, 'none'],
  ])('%s', (_norm, page, outcome) => expect(outcomeOf(idNumberExposed, pageGiven(page))).toBe(outcome));

  it('shows place and masked number, never more', () => {
    const [finding] = findingsOf(idNumberExposed, pageGiven({ remarks: [id, id, id, id] }));
    expect(finding?.explanation).toBe(
      '“关于做好秋季招生工作的通知”公开了完整的身份证号4处：正文第13字（3604********0071）、正文第13字（3604********0071）、正文第13字（3604********0071）等4处',
    );
    expect(finding).toMatchObject({ severity: 'veto', section: '通知公告', item: null });
    expect(finding?.subject).toMatch(/^page:http/);
  });

  it('takes the words of exemption from the setting', () => {
    const settings = [{ code: 'CNT-01', isEnabled: true, parameters: { exempt: '' } }];
    expect(outcomeOf(idNumberExposed, { ...pageGiven({ remarks: [id], document: penalty }), settings })).toBe('fail');
  });
});

describe('公开个人手机号、银行卡号 CNT-02', () => {
  it.each<[string, PageGiven, string]>([
    ['fails on a mobile number in a list of recipients', { remarks: [mobile('recipient')] }, 'fail'],
    ['fails on a bank card in a list of recipients', { remarks: [card('recipient')] }, 'fail'],
    ['cannot tell whose a bare number is', { remarks: [mobile('plain')] }, 'cannotTell'],
    ['passes an organ’s own contact', { remarks: [mobile('office'), card('office')] }, 'pass'],
    ['cannot tell where one of several is bare', { remarks: [mobile('office'), mobile('plain')] }, 'cannotTell'],
    ['leaves 惩戒公示 to CNT-04', { remarks: [mobile('recipient')], document: penalty }, 'notApplicable'],
    ['passes once it is gone', gone('pii-mobile'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('pii-bank-card'), 'unseen'],
    ['says nothing of an ID number', { remarks: [id] }, 'none'],
  ])('%s', (_norm, page, outcome) => expect(outcomeOf(contactExposed, pageGiven(page))).toBe(outcome));

  it.each([
    [2, 1, 'cannotTell'],
    [2, 2, 'fail'],
  ])('asks for %i numbers of recipients: %i → %s', (recipients, count, outcome) => {
    const settings = [{ code: 'CNT-02', isEnabled: true, parameters: { recipients } }];
    const remarks = Array.from({ length: count }, () => mobile('recipient'));
    expect(outcomeOf(contactExposed, { ...pageGiven({ remarks }), settings })).toBe(outcome);
  });
});

describe('公开住址、健康、困境细节 CNT-03', () => {
  it.each<[string, PageGiven, string]>([
    ['proposes a row with a name and details', { remarks: [hardship] }, 'cannotTell'],
    ['leaves 惩戒公示 to CNT-04', { remarks: [hardship], document: penalty }, 'notApplicable'],
    ['passes once it is gone', gone('pii-hardship'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('pii-hardship'), 'unseen'],
    ['says nothing without any', { remarks: [id] }, 'none'],
  ])('%s', (_norm, page, outcome) => expect(outcomeOf(hardshipExposed, pageGiven(page))).toBe(outcome));

  it.each([
    [2, 1, 'pass'],
    [2, 2, 'cannotTell'],
  ])('asks for %i rows: %i → %s', (rows, count, outcome) => {
    const settings = [{ code: 'CNT-03', isEnabled: true, parameters: { rows } }];
    const remarks = Array.from({ length: count }, () => hardship);
    expect(outcomeOf(hardshipExposed, { ...pageGiven({ remarks }), settings })).toBe(outcome);
  });
});

describe('个人信息豁免待核实 CNT-04', () => {
  it.each<[string, PageGiven, string]>([
    ['proposes an exempt page with personal data', { remarks: [id], document: penalty }, 'cannotTell'],
    ['does not apply to other pages', { remarks: [id] }, 'notApplicable'],
    ['passes once it is gone', gone('pii-id-card'), 'pass'],
    ['is unseen while the page cannot be read', unreadNow('pii-mobile'), 'unseen'],
    ['says nothing without personal data', { document: penalty }, 'none'],
  ])('%s', (_norm, page, outcome) => expect(outcomeOf(privacyExemption, pageGiven(page))).toBe(outcome));
});
