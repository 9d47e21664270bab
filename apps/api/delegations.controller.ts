import { Body, Controller, Delete, Get, HttpCode, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { AccountAdminStore } from '@app/identity/account-admin.store';
import { DelegationStore } from '@app/identity/delegation.store';
import { IdentityStore } from '@app/identity/identity.store';
import { Role } from '@app/identity/role';
import { CurrentAccount, Everyone } from './access';
import { DelegationView } from './account-views';
import { ApiBodyOf } from './openapi';

const Loan = z.object({
  grantId: z.int().positive().max(2_147_483_647),
  toLogin: z.string().trim().min(1, '请填写代理人的登录名').max(60),
  until: z.iso.datetime({ offset: true, error: '应为日期和时间' }),
  reason: z.string().trim().min(1, '请写明事由，如出差、休假').max(200),
});

/** 临时代理: one's own roles, lent while one is away. */
@ApiTags('accounts')
@Everyone()
@Controller('delegations')
export class DelegationsController {
  constructor(
    private readonly delegations: DelegationStore,
    private readonly accounts: AccountAdminStore,
    private readonly identity: IdentityStore,
  ) {}

  @Get()
  async lent(@CurrentAccount() account: Account): Promise<DelegationView[]> {
    const loans = await this.delegations.lentBy(account.id);
    return loans.map(({ id, role, toLogin, toName, validUntil, reason }) => ({
      id,
      role: role as Role,
      toLogin,
      toName,
      validUntil: validUntil.toISOString(),
      reason,
    }));
  }

  @ApiBodyOf(Loan)
  @Post()
  async lend(@CurrentAccount() account: Account, @Body() body: unknown): Promise<{ id: number }> {
    const { until, ...wish } = Loan.parse(body);
    const id = await this.delegations.lend(account, { ...wish, until: new Date(until) });
    await this.identity.record(account.login, 'delegate-role', `grant:${wish.grantId}`, { id, ...wish, until });
    return { id };
  }

  @Delete(':id')
  @HttpCode(204)
  async takeBack(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const { accountId } = await this.accounts.revoke({ ...account, grants: [] }, id, '委托人收回');
    await this.identity.record(account.login, 'revoke-role', `account:${accountId}`, { grantId: id });
  }
}
