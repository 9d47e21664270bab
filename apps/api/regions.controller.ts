import { Body, Controller, HttpCode, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { REGION_LEVELS, RegionAdminStore, RegionLevel } from '@app/identity/region-admin.store';
import { CurrentAccount, Roles } from './access';
import { ApiBodyOf } from './openapi';

const id = z.int().positive().max(2_147_483_647);
const Region = z.object({
  name: z.string().trim().min(1, '请填写地区名称').max(60),
  level: z.enum(Object.keys(REGION_LEVELS) as [RegionLevel, ...RegionLevel[]]),
  parentId: id.nullable().default(null),
});
const Placed = z.object({ regionId: id });

/** 地区: the tree by which roles are given and data are seen. */
@ApiTags('accounts')
@Roles('admin')
@Controller('regions')
export class RegionsController {
  constructor(
    private readonly regions: RegionAdminStore,
    private readonly identity: IdentityStore,
  ) {}

  @ApiBodyOf(Region)
  @Post()
  async create(@CurrentAccount() account: Account, @Body() body: unknown): Promise<{ id: number }> {
    const wish = Region.parse(body);
    const regionId = await this.regions.create(account.grants, wish);
    await this.identity.record(account.login, 'create-region', `region:${regionId}`, wish);
    return { id: regionId };
  }

  @ApiBodyOf(Region)
  @Put(':id')
  @HttpCode(204)
  async change(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) regionId: number,
    @Body() body: unknown,
  ): Promise<void> {
    const wish = Region.parse(body);
    await this.regions.change(account.grants, regionId, wish);
    await this.identity.record(account.login, 'change-region', `region:${regionId}`, wish);
  }

  /** Puts a unit into a region; with it goes who sees the unit. */
  @ApiBodyOf(Placed)
  @Put('units/:id')
  @HttpCode(204)
  async placeUnit(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) unitId: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { regionId } = Placed.parse(body);
    await this.regions.placeUnit(account.grants, unitId, regionId);
    await this.identity.record(account.login, 'place-unit', `unit:${unitId}`, { regionId });
  }
}
