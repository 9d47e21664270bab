import { mailFor } from './notice-view';

describe('the mail of a notice', () => {
  const mail = { recipient: 'bsz@qinghe.example', state: 'failed' as const, error: '未设置邮件服务器（SMTP_URL）' };

  it.each([
    ['tells the office why it did not go out', 'supervisor' as const, mail.error],
    ['tells the unit only that it did not', 'unitOfficer' as const, null],
  ])('%s', (_norm, role, error) => {
    expect(mailFor(mail, { role })).toEqual({ ...mail, error });
  });

  it('is absent where the unit has no address', () => {
    expect(mailFor(null, { role: 'supervisor' })).toBeNull();
  });
});
