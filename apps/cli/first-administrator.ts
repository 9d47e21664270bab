import { IdentityStore } from '@app/identity/identity.store';
import { oneTimePassword } from '@app/identity/password-hash.client';

/** Makes the account `admin` with a one-time password, said once; does nothing when it exists. */
export async function firstAdministrator(identity: IdentityStore, say: (sentence: string) => void): Promise<void> {
  const password = oneTimePassword();
  const created = await identity.createAccount(
    { login: 'admin', name: '系统管理员', role: 'admin', mustChange: true },
    password,
  );
  if (created) say(`管理员账号 admin，一次性密码 ${password}（只显示这一次，首次登录须修改）。`);
}
