import { Body, Controller, HttpCode, NotFoundException, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CatalogReads } from '@app/catalog/catalog-reads.store';
import { CatalogReviewStore } from '@app/catalog/catalog-review.store';
import { CatalogVersion } from '@app/catalog/catalog-version';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { AskingAccount, CurrentAccount, Roles, unitScope } from './access';
import { Approval, Discarding, Rejection } from './catalog-body';
import { CatalogSteps, REVIEWERS } from './catalog-steps.store';
import { ApiBodyOf } from './openapi';

const MAX_ID = 2_147_483_647;

/** 目录审核: a draft goes to review, and into force or back; or it is given up, and taken up again. */
@ApiTags('catalogs')
@Controller('catalogs')
export class CatalogReviewsController {
  constructor(
    private readonly reads: CatalogReads,
    private readonly reviews: CatalogReviewStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
    private readonly steps: CatalogSteps,
  ) {}

  @Roles('admin', 'supervisor')
  @Post(':id/submit')
  @HttpCode(204)
  async submit(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const { unitId } = await this.version(account, id);
    await this.reviews.submit(id, await this.steps.actor(account, unitId));
    await this.identity.record(account.login, 'submit-catalog', `catalog:${id}`);
  }

  @Roles('admin', 'supervisor')
  @Post(':id/withdraw')
  @HttpCode(204)
  async withdraw(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const { unitId } = await this.version(account, id);
    await this.reviews.withdraw(id, await this.steps.actor(account, unitId));
    await this.identity.record(account.login, 'withdraw-catalog', `catalog:${id}`);
  }

  @Roles(...REVIEWERS)
  @ApiBodyOf(Approval)
  @Post(':id/approve')
  @HttpCode(204)
  async approve(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const approval = Approval.parse(body);
    const { unitId } = await this.version(account, id);
    await this.reviews.approve(id, await this.steps.actor(account, unitId), approval);
    await this.identity.record(account.login, 'approve-catalog', `catalog:${id}`, approval);
    await this.observeAgain(unitId, approval.effectiveOn);
  }

  @Roles(...REVIEWERS)
  @ApiBodyOf(Rejection)
  @Post(':id/reject')
  @HttpCode(204)
  async reject(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { note } = Rejection.parse(body);
    const { unitId } = await this.version(account, id);
    await this.reviews.reject(id, await this.steps.actor(account, unitId), note);
    await this.identity.record(account.login, 'reject-catalog', `catalog:${id}`, { note });
  }

  /** A version sent back, or given up, is taken up again as a draft. */
  @Roles('admin', 'supervisor')
  @Post(':id/revise')
  @HttpCode(204)
  async revise(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const { unitId } = await this.version(account, id);
    await this.reviews.revise(id, await this.steps.actor(account, unitId));
    await this.identity.record(account.login, 'revise-catalog', `catalog:${id}`);
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Discarding)
  @Post(':id/discard')
  @HttpCode(204)
  async discard(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { note } = Discarding.parse(body);
    const { unitId } = await this.version(account, id);
    await this.reviews.discard(id, await this.steps.actor(account, unitId), note);
    await this.identity.record(account.login, 'discard-catalog', `catalog:${id}`, { note });
  }

  /** What the newest round saw is matched with the new rows, when they are in force on its day. */
  private async observeAgain(unitId: number, effectiveOn: string): Promise<void> {
    const latest = await this.observations.latest(unitId);
    if (latest && effectiveOn <= latest.observation.observedOn)
      await this.stages.observe({ unitId, roundId: latest.roundId });
  }

  private async version(account: AskingAccount, id: number): Promise<CatalogVersion> {
    const version = id > 0 && id <= MAX_ID ? await this.reads.version(unitScope(account), id) : undefined;
    if (!version) throw new NotFoundException('没有这个目录版本');
    return version;
  }
}
