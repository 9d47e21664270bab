import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { AccountAdminStore } from '@app/identity/account-admin.store';
import { IdentityStore } from '@app/identity/identity.store';
import { LONGEST_TOKEN_DAYS, MachineStore, MachineToken } from '@app/identity/machine.store';
import { CurrentAccount, Roles } from './access';
import { NewToken, TokenView } from './account-views';
import { TOKEN_SCOPES } from './machine-scopes';
import { AnsweredOnce } from './idempotency';
import { ApiBodyOf } from './openapi';

const NewMachineToken = z.object({
  name: z.string().trim().min(1, '请写明令牌的用途').max(60),
  scopes: z.array(z.enum(TOKEN_SCOPES)).min(1, '请至少选择一项接口范围').max(TOKEN_SCOPES.length),
  days: z.int('应为整数').min(1, '至少 1 天').max(LONGEST_TOKEN_DAYS, `最长 ${LONGEST_TOKEN_DAYS} 天`).default(90),
});

/** 机器令牌 of a machine account: what an OA system or another platform shows instead of a session. */
@ApiTags('accounts')
@Roles('admin')
@Controller('accounts/:id/tokens')
export class MachinesController {
  constructor(
    private readonly accounts: AccountAdminStore,
    private readonly machines: MachineStore,
    private readonly identity: IdentityStore,
  ) {}

  @Get()
  async tokens(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) id: number): Promise<TokenView[]> {
    await this.machine(account, id);
    return (await this.machines.tokens(id)).map(tokenView);
  }

  @AnsweredOnce()
  @ApiBodyOf(NewMachineToken)
  @Post()
  async issue(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<NewToken> {
    const wish = NewMachineToken.parse(body);
    await this.machine(account, id);
    const issued = await this.machines.issue(id, { ...wish, by: account.login });
    await this.identity.record(account.login, 'create-token', `account:${id}`, { tokenId: issued.id, ...wish });
    return issued;
  }

  @Delete(':token')
  @HttpCode(204)
  async revoke(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
    @Param('token', ParseIntPipe) tokenId: number,
  ): Promise<void> {
    await this.machine(account, id);
    if (!(await this.machines.revoke(tokenId, id, account.login)))
      throw new NotFoundException('没有这个令牌，或已作废');
    await this.identity.record(account.login, 'revoke-token', `account:${id}`, { tokenId });
  }

  private async machine(by: Account, id: number): Promise<void> {
    const found = await this.accounts.one(by, id);
    if (found?.kind !== 'machine') throw new NotFoundException('没有这个机器账号');
  }
}

const tokenView = ({ accountId: _account, revokedAt, ...token }: MachineToken): TokenView => ({
  ...token,
  scopes: [...token.scopes],
  expiresAt: token.expiresAt.toISOString(),
  createdAt: token.createdAt.toISOString(),
  lastUsedAt: token.lastUsedAt?.toISOString() ?? null,
  state: revokedAt ? 'revoked' : token.expiresAt < new Date() ? 'expired' : 'active',
});
