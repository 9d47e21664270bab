import { DataSource } from 'typeorm';
import { recoverAccount } from '@app/identity/account-recovery.store';
import { IdentityRefused } from '@app/identity/identity-refused';
import type { Answer } from './commands';
import { UsageError } from './usage-error';

/** `account recover`: lets a person in again whom nobody can help on screen. */
export async function accountRecover(db: DataSource, login: string): Promise<Answer> {
  try {
    const recovered = await recoverAccount(db, login);
    const { password, wasDisabled, wasLocked, hadSecondFactor, becameAdministrator } = recovered;
    const sentences = [
      `账号 ${login} 的一次性密码：${password}（只显示这一次，登录后须修改）。原有会话已全部结束。`,
      ...(wasDisabled ? ['账号原已停用，现已启用。'] : []),
      ...(wasLocked ? ['登录锁定已解除。'] : []),
      ...(hadSecondFactor ? ['原有动态口令和备用码已作废，请重新绑定。'] : []),
      ...(becameAdministrator ? ['全平台没有长期的系统管理员，已授予该账号系统管理员角色。'] : []),
    ];
    return { value: recovered, text: sentences.join('\n') };
  } catch (error) {
    if (error instanceof IdentityRefused) throw new UsageError(error.message);
    throw error;
  }
}
