import { Body, ConflictException, Controller, HttpCode, NotFoundException, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { PlaceTreeStore } from '@app/identity/place-tree.store';
import { mayAdminister } from '@app/identity/role';
import { SecondFactorStore } from '@app/identity/second-factor.store';
import { CurrentAccount, Roles } from './access';
import { ApiBodyOf } from './openapi';

const Whose = z.object({
  login: z.string().min(1, '请填写账号').max(100),
  reason: z.string().min(2, '请写明原因').max(200),
});

/** For somebody who lost telephone and recovery codes. */
@ApiTags('security')
@Controller('security/second-factor/reset')
export class SecondFactorResetController {
  constructor(
    private readonly identity: IdentityStore,
    private readonly places: PlaceTreeStore,
    private readonly factor: SecondFactorStore,
  ) {}

  /** Accounts beyond the administrator's reach do not exist for him. */
  @Roles('admin')
  @ApiBodyOf(Whose)
  @Post()
  @HttpCode(204)
  async reset(@CurrentAccount() account: Account, @Body() body: unknown): Promise<void> {
    const { login, reason } = Whose.parse(body);
    const holder = await this.places.holder(login);
    if (!holder || !mayAdminister(account.grants, holder.grants, await this.places.tree()))
      throw new NotFoundException('没有这个账号，或不在您的管理范围内');
    if (holder.id === account.id) throw new ConflictException('自己的动态口令请在“我的账号与安全”中停用或更换');
    if (!(await this.factor.reset(holder.id))) throw new ConflictException('该账号没有启用动态口令');
    await this.identity.record(account.login, 'reset-second-factor', `account:${login}`, { reason });
  }
}
