import { Body, Controller, Delete, Get, HttpCode, NotFoundException, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { CurrentAccount, Roles } from './access';
import { MatchReads } from './match-reads.store';
import { ApiBodyOf, ApiQueryOf } from './openapi';
import { MatchRow, SectionChoice } from './views';

const unitId = z.coerce.number().int().positive().max(2_147_483_647);
const text = z
  .string()
  .max(1000)
  .refine((words) => !words.includes('\0'), '文字有误');
const OfUnit = z.object({ unit: unitId.optional() });
const Search = z.object({ unit: unitId, q: text.default('') });
const itemKey = text.min(1);
const Match = z.object({
  unitId: z.number().int().positive().max(2_147_483_647),
  itemKey,
  sectionUrl: z.url().max(2000).nullable(),
});
const Undo = z.object({ unitId, itemKey });

/** 匹配复核 — which section belongs to a catalog row where the machine is in doubt; remembered for every later round. */
@ApiTags('matches')
@Controller('matches')
export class MatchesController {
  constructor(
    private readonly reads: MatchReads,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor')
  @ApiQueryOf(OfUnit)
  @Get()
  async matches(@Query() query: unknown): Promise<MatchRow[]> {
    const { unit } = OfUnit.parse(query);
    return this.reads.matches(unit === undefined ? 'all' : [unit]);
  }

  @Roles('admin', 'supervisor')
  @ApiQueryOf(Search)
  @Get('sections')
  async sections(@Query() query: unknown): Promise<SectionChoice[]> {
    const { unit, q } = Search.parse(query);
    return this.reads.sections(unit, q);
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Match)
  @Post()
  @HttpCode(204)
  async decide(@CurrentAccount() account: Account, @Body() body: unknown): Promise<void> {
    const match = Match.parse(body);
    const latest = await this.observations.latest(match.unitId);
    if (!latest?.observation.items.some(({ key }) => key === match.itemKey))
      throw new NotFoundException('没有这个事项');
    if (match.sectionUrl !== null && !latest.observation.sections.some(({ url }) => url === match.sectionUrl))
      throw new NotFoundException('该单位的网站范围内没有这个栏目');
    await this.observations.decide(match.unitId, match.itemKey, match.sectionUrl, account.name);
    await this.identity.record(account.login, 'decide-match', `unit:${match.unitId}`, {
      itemKey: match.itemKey,
      sectionUrl: match.sectionUrl,
    });
    await this.stages.observe({ unitId: match.unitId, roundId: latest.roundId });
  }

  @Roles('admin', 'supervisor')
  @ApiQueryOf(Undo)
  @Delete()
  @HttpCode(204)
  async undo(@CurrentAccount() account: Account, @Query() query: unknown): Promise<void> {
    const match = Undo.parse(query);
    const latest = await this.observations.latest(match.unitId);
    if (!(await this.observations.undecide(match.unitId, match.itemKey)))
      throw new NotFoundException('这一项没有人工指定，无需撤销');
    await this.identity.record(account.login, 'undo-match', `unit:${match.unitId}`, { itemKey: match.itemKey });
    if (latest) await this.stages.observe({ unitId: match.unitId, roundId: latest.roundId });
  }
}
