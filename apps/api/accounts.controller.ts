import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { DOMAINS } from '@app/catalog/domains';
import { Account } from '@app/identity/account';
import { AccountAdminStore, ListedAccount, ListedGrant } from '@app/identity/account-admin.store';
import { IdentityStore } from '@app/identity/identity.store';
import { RegionAdminStore } from '@app/identity/region-admin.store';
import { ROLES } from '@app/identity/role';
import { CurrentAccount, Roles } from './access';
import { AccountPage, AccountRow, GrantView, NewPassword, PlacesView } from './account-views';
import { AnsweredOnce } from './idempotency';
import { ApiBodyOf, ApiQueryOf } from './openapi';

const text = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((value) => !value.includes('\0'), '含有不能使用的字符');
const id = z.int().positive().max(2_147_483_647);
const role = z.enum(ROLES);
const Place = {
  regionId: id.nullable().default(null),
  unitId: id.nullable().default(null),
  domain: text(60).nullable().default(null),
};
const AccountQuery = z.object({
  q: text(100).optional(),
  role: role.optional(),
  kind: z.enum(['person', 'machine']).optional(),
  state: z.enum(['active', 'disabled', 'locked']).optional(),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
const NewAccount = z.object({
  login: z.string().regex(/^[a-zA-Z0-9][\w.@-]{2,59}$/, '登录名为 3–60 位字母、数字和 . _ - @，以字母或数字开头'),
  name: text(60).refine((value) => value !== '', '请填写姓名或系统名称'),
  kind: z.enum(['person', 'machine']).default('person'),
  hasPassword: z.boolean().default(true),
  role,
  ...Place,
});
const NewGrant = z.object({
  role,
  ...Place,
  validUntil: z.iso.datetime({ offset: true }).nullable().default(null),
  reason: text(200).default(''),
});
const Reason = z.object({ reason: text(200).refine((value) => value !== '', '请写明理由') });

/** 账号与角色: administered down the tree; every change is in the trail. */
@ApiTags('accounts')
@Roles('admin')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly accounts: AccountAdminStore,
    private readonly regions: RegionAdminStore,
    private readonly identity: IdentityStore,
  ) {}

  @ApiQueryOf(AccountQuery)
  @Get()
  async page(@CurrentAccount() account: Account, @Query() query: unknown): Promise<AccountPage> {
    const { page, size, ...filter } = AccountQuery.parse(query);
    if (page === 1) await this.identity.record(account.login, 'read-accounts', 'accounts', { filter });
    const { rows, total } = await this.accounts.page(account, filter, { limit: size, offset: (page - 1) * size });
    return { rows: rows.map(accountRow), total, page, size };
  }

  @Get('places')
  async places(@CurrentAccount() account: Account): Promise<PlacesView> {
    const regions = await this.regions.tree(account.grants);
    return {
      regions: regions.map((region) => ({ ...region, units: [...region.units] })),
      domains: DOMAINS.map(({ name }) => name),
    };
  }

  @Get(':id')
  async one(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) accountId: number): Promise<AccountRow> {
    const found = await this.accounts.one(account, accountId);
    if (!found) throw new NotFoundException('没有这个账号');
    return accountRow(found);
  }

  @AnsweredOnce()
  @ApiBodyOf(NewAccount)
  @Post()
  async create(@CurrentAccount() account: Account, @Body() body: unknown): Promise<NewPassword> {
    const wanted = NewAccount.parse(body);
    const created = await this.accounts.create(account, wanted);
    const { login, name, kind, hasPassword: _hasPassword, ...grant } = wanted;
    await this.identity.record(account.login, 'create-account', `account:${created.id}`, { login, name, kind, grant });
    return created;
  }

  @Post(':id/disable')
  @HttpCode(204)
  async disable(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) accountId: number): Promise<void> {
    await this.accounts.setDisabled(account, accountId, true);
    await this.identity.record(account.login, 'disable-account', `account:${accountId}`);
  }

  @Post(':id/enable')
  @HttpCode(204)
  async enable(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) accountId: number): Promise<void> {
    await this.accounts.setDisabled(account, accountId, false);
    await this.identity.record(account.login, 'enable-account', `account:${accountId}`);
  }

  @AnsweredOnce()
  @Post(':id/password')
  @HttpCode(200)
  async resetPassword(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) accountId: number,
  ): Promise<NewPassword> {
    const password = await this.accounts.resetPassword(account, accountId);
    await this.identity.record(account.login, 'reset-password', `account:${accountId}`);
    return { id: accountId, password };
  }

  @ApiBodyOf(NewGrant)
  @Post(':id/grants')
  async grant(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) accountId: number,
    @Body() body: unknown,
  ): Promise<{ id: number }> {
    const { validUntil, ...wanted } = NewGrant.parse(body);
    const until = validUntil === null ? null : new Date(validUntil);
    const grantId = await this.accounts.grant(account, accountId, { ...wanted, validUntil: until });
    await this.identity.record(account.login, 'grant-role', `account:${accountId}`, { grantId, ...wanted, validUntil });
    return { id: grantId };
  }

  @ApiBodyOf(Reason)
  @Delete('grants/:id')
  @HttpCode(204)
  async revoke(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) grantId: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { reason } = Reason.parse(body);
    const { accountId, role: revoked } = await this.accounts.revoke(account, grantId, reason);
    await this.identity.record(account.login, 'revoke-role', `account:${accountId}`, {
      grantId,
      role: revoked,
      reason,
    });
  }
}

const instant = (at: Date | string | null) => (at === null ? null : new Date(at).toISOString());

function accountRow({ createdAt, lastSeenAt, grants, ...account }: ListedAccount): AccountRow {
  return {
    ...account,
    createdAt: new Date(createdAt).toISOString(),
    lastSeenAt: instant(lastSeenAt),
    grants: grants.map(grantView),
  };
}

const grantView = (grant: ListedGrant): GrantView => ({
  id: grant.id,
  role: grant.role,
  place: grant.unitName ?? grant.regionName ?? '全平台',
  domain: grant.domain,
  validUntil: instant(grant.validUntil),
  isLent: grant.delegatedFrom !== null,
  grantedBy: grant.grantedBy,
  reason: grant.reason,
});
