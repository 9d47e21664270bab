import { Body, Controller, Get, HttpCode, NotFoundException, Param, ParseIntPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { ServerGroupStore } from '@app/crawling/server-group.store';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { Stages } from '@app/platform/stages.client';
import { SiteStore, StoredSite } from '@app/sites/site.store';
import { CurrentAccount, Roles } from './access';
import { ApiBodyOf } from './openapi';
import { SiteReads } from './site-reads.store';
import { SiteRow, SiteView } from './views';

const hour = z.number().int().min(0).max(23);
const DAY_MS = 86_400_000;
/** As an administrator may set it; whoever owns the server decides how often it is asked. */
const Manners = z.object({
  delayMs: z.number().int().min(0, '间隔不能为负').max(DAY_MS, '间隔不能超过一天'),
  concurrency: z.number().int().min(1).max(16),
  dailyRequests: z.number().int().min(1).max(10_000_000).nullable(),
  bulk: z.object({ from: hour, until: hour }).nullable(),
});

/** 网站与栏目 — how each site is read, what could not be seen and why, and how its server is treated. */
@ApiTags('sites')
@Controller('sites')
export class SitesController {
  constructor(
    private readonly reads: SiteReads,
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor')
  @Get()
  async all(): Promise<SiteRow[]> {
    return this.reads.rows();
  }

  @Roles('admin', 'supervisor')
  @Get(':id')
  async one(@Param('id', ParseIntPipe) id: number): Promise<SiteView> {
    const view = await this.reads.view(await this.known(id));
    if (!view) throw new NotFoundException('没有这个网站');
    return view;
  }

  @Roles('admin', 'supervisor')
  @Post(':id/crawl')
  @HttpCode(202)
  async crawl(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.known(id);
    await this.identity.record(account.login, 'crawl', `site:${id}`);
    await this.stages.plan({ siteId: id, reason: 'manual' });
  }

  /** 确认改版: a person says that the site has changed and is read well; what it yields is learnt anew, beginning now. */
  @Roles('admin', 'supervisor')
  @Post(':id/redesign')
  @HttpCode(202)
  async redesign(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.known(id);
    await this.sites.acceptRedesign(id);
    await this.identity.record(account.login, 'accept-redesign', `site:${id}`);
    await this.stages.plan({ siteId: id, reason: 'manual' });
  }

  /** How the server group of the site is treated; for all sites of the group, from the next pages on. */
  @Roles('admin')
  @ApiBodyOf(Manners)
  @Put(':id/manners')
  @HttpCode(204)
  async manners(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const manners = Manners.parse(body);
    const { serverGroup } = await this.known(id);
    await this.groups.setManners(serverGroup, manners);
    await this.identity.record(account.login, 'set-manners', `server-group:${serverGroup}`, manners);
  }

  private async known(id: number): Promise<StoredSite> {
    const site = id > 0 && id <= 2_147_483_647 ? await this.sites.site(id) : undefined;
    if (!site) throw new NotFoundException('没有这个网站');
    return site;
  }
}
