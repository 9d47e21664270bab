import { BadRequestException, Body, Controller, Get, HttpCode, NotFoundException, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CalendarStore } from '@app/calendar/calendar.store';
import { deadlineOf, isProblem } from '@app/catalog/deadline';
import { DomainAliasStore } from '@app/catalog/domain-alias.store';
import { domainDictionary } from '@app/catalog/domains';
import { MeantLimit, meaningKey, problemOfMeaning, spokenMeaning } from '@app/catalog/limit-meaning';
import { LimitMeaningStore } from '@app/catalog/limit-meaning.store';
import { organNameKey } from '@app/catalog/unit-names';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { SiteStore } from '@app/sites/site.store';
import { CurrentAccount, PlatformRoles, Roles } from './access';
import { ApiBodyOf } from './openapi';
import { WorklistReads, worklistRow } from './worklist-reads.store';
import { Decided, LimitPreview, LimitWorklist, NameWorklist } from './worklist-views';

const text = (most: number) => z.string().trim().min(1, '不能为空').max(most);
const Limits = z
  .array(
    z.object({
      kind: z.enum([
        'afterEvent',
        'onRequest',
        'maxAge',
        'minDisplay',
        'beforeEvent',
        'fixedDate',
        'periodic',
        'simultaneous',
        'continuous',
        'immediate',
        'prompt',
        'external',
      ]),
      amount: z.number().int().optional(),
      unit: z.enum(['workday', 'day', 'week', 'month', 'year', 'hour']).optional(),
      period: z.string().max(40).optional(),
      trigger: z.string().max(60).optional(),
    }),
  )
  .min(1, '请至少写一项时限')
  .max(5, '一条表述最多五项时限');
const Preview = z.object({ limits: Limits });
const Meaning = z.object({ wording: text(1000), limits: Limits });
const Wording = z.object({ wording: text(1000) });
const Organ = z.object({ name: text(200), unitId: z.number().int().positive().nullable() });
const Name = z.object({ name: text(200) });
const Alias = z.object({ name: text(60), domain: text(60) });

/** 待办清单: words of catalogs that only a person can place — 公开时限, 公开主体, 领域. What is decided is remembered. */
@ApiTags('worklists')
@Roles('admin', 'supervisor')
@Controller('worklists')
export class WorklistsController {
  constructor(
    private readonly reads: WorklistReads,
    private readonly meanings: LimitMeaningStore,
    private readonly organs: OrganNameStore,
    private readonly aliases: DomainAliasStore,
    private readonly calendars: CalendarStore,
    private readonly sites: SiteStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Get('limits')
  async limits(): Promise<LimitWorklist> {
    const [wordings, decided] = await Promise.all([this.reads.wordings(), this.meanings.decided()]);
    const known = new Set(decided.map(({ key }) => key));
    return {
      waiting: wordings.filter(({ key }) => !known.has(key)).map(worklistRow),
      decided: decided.map(({ key, wording, limits, by, at }) => ({
        text: wording,
        limits: [...limits],
        sentences: limits.map(spokenMeaning),
        by,
        at,
        rows: wordings.find((each) => each.key === key)?.uses.length ?? 0,
      })),
    };
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Preview)
  @Post('limits/preview')
  @HttpCode(200)
  async preview(@Body() body: unknown): Promise<LimitPreview> {
    const limits = Preview.parse(body).limits as MeantLimit[];
    const problems = limits.map((limit) => problemOfMeaning(limit) ?? null);
    const [{ today }, calendar] = await Promise.all([this.sites.regionOrEmpty(), this.calendars.current()]);
    const examples = limits.map((limit, index) => {
      if (problems[index] || !DATED.has(limit.kind)) return null;
      const deadline = deadlineOf({ ...limit, wording: '' }, today, calendar);
      return isProblem(deadline) ? null : { on: deadline.on, sentence: deadline.sentence };
    });
    return { problems, sentences: limits.map(spokenMeaning), examples };
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Meaning)
  @Post('limits')
  @HttpCode(200)
  async decideLimit(@CurrentAccount() account: Account, @Body() body: unknown): Promise<Decided> {
    const { wording, limits } = Meaning.parse(body);
    const meant = limits as MeantLimit[];
    const problem = meant.map(problemOfMeaning).find(Boolean);
    if (problem) throw new BadRequestException(problem);
    const usage = (await this.reads.wordings()).find(({ key }) => key === meaningKey(wording));
    if (!usage) throw new NotFoundException('生效的目录中没有这条待解读的时限');
    await this.meanings.decide(usage.text, meant, account.name);
    await this.identity.record(account.login, 'decide-limit', `limit:${usage.key}`, { limits });
    return this.observeAgain(usage.uses.map(({ unitId }) => unitId));
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Wording)
  @Post('limits/undo')
  @HttpCode(200)
  async undoLimit(@CurrentAccount() account: Account, @Body() body: unknown): Promise<Decided> {
    const { wording } = Wording.parse(body);
    if (!(await this.meanings.undo(wording))) throw new NotFoundException('这条时限没有人工解读');
    await this.identity.record(account.login, 'undo-limit', `limit:${meaningKey(wording)}`);
    const usage = (await this.reads.wordings()).find(({ key }) => key === meaningKey(wording));
    return this.observeAgain(usage?.uses.map(({ unitId }) => unitId) ?? []);
  }

  @Get('organs')
  async organList(): Promise<NameWorklist> {
    const [waiting, decided, units] = await Promise.all([
      this.reads.organs(),
      this.organs.decided(),
      this.organs.register(),
    ]);
    const nameOf = new Map(units.map(({ id, name }) => [id, name]));
    return {
      waiting: waiting.map(worklistRow),
      decided: decided.map(({ name, unitId, by, at }) => ({
        text: name,
        meaning: unitId === null ? null : (nameOf.get(unitId) ?? ''),
        by,
        at,
      })),
      choices: units.map(({ id, name }) => ({ value: id, name })),
    };
  }

  @ApiBodyOf(Organ)
  @Post('organs')
  @HttpCode(200)
  async decideOrgan(@CurrentAccount() account: Account, @Body() body: unknown): Promise<Decided> {
    const { name, unitId } = Organ.parse(body);
    if (unitId !== null && !(await this.sites.unit(unitId))) throw new NotFoundException('没有这个单位');
    await this.organs.decide(name, unitId, account.name);
    await this.identity.record(account.login, 'decide-organ', `organ:${organNameKey(name)}`, { unitId });
    return this.observeAgain(await this.reads.unitsNaming(name));
  }

  @ApiBodyOf(Name)
  @Post('organs/undo')
  @HttpCode(200)
  async undoOrgan(@CurrentAccount() account: Account, @Body() body: unknown): Promise<Decided> {
    const { name } = Name.parse(body);
    if (!(await this.organs.undo(name))) throw new NotFoundException('这个名称没有人工对应');
    await this.identity.record(account.login, 'undo-organ', `organ:${organNameKey(name)}`);
    return this.observeAgain(await this.reads.unitsNaming(name));
  }

  @Get('domains')
  async domainList(): Promise<NameWorklist> {
    const [waiting, added] = await Promise.all([this.reads.domains(), this.aliases.aliases()]);
    const known = [...new Set([...domainDictionary(added).values()].map(({ name }) => name))];
    return {
      waiting: waiting.map(worklistRow),
      decided: added.map(({ alias, domain, by, at }) => ({ text: alias, meaning: domain, by, at })),
      choices: known.map((name) => ({ value: name, name })),
    };
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Alias)
  @Post('domains')
  @HttpCode(204)
  async decideDomain(@CurrentAccount() account: Account, @Body() body: unknown): Promise<void> {
    const { name, domain } = Alias.parse(body);
    await this.aliases.decide({ alias: name, domain }, account.name);
    await this.identity.record(account.login, 'decide-domain', `domain:${name}`, { domain });
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Name)
  @Post('domains/undo')
  @HttpCode(204)
  async undoDomain(@CurrentAccount() account: Account, @Body() body: unknown): Promise<void> {
    const { name } = Name.parse(body);
    if (!(await this.aliases.undo(name))) throw new NotFoundException('没有这个别名');
    await this.identity.record(account.login, 'undo-domain', `domain:${name}`);
  }

  /** The newest observation of each unit is made again from its captures; nothing is fetched. */
  private async observeAgain(unitIds: readonly number[]): Promise<Decided> {
    let reobserved = 0;
    for (const unitId of new Set(unitIds)) {
      const latest = await this.observations.latest(unitId);
      if (!latest) continue;
      await this.stages.observe({ unitId, roundId: latest.roundId });
      reobserved += 1;
    }
    return { reobserved };
  }
}

const DATED: ReadonlySet<string> = new Set([
  'afterEvent',
  'onRequest',
  'maxAge',
  'minDisplay',
  'beforeEvent',
  'fixedDate',
]);
