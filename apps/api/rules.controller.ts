import { Body, Controller, Get, HttpCode, NotFoundException, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { PrecisionStore } from '@app/evaluation/precision.store';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { definedRules } from '@app/evaluation/rules-in-force';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { ruleset } from '../../rules';
import { AskingAccount, CurrentAccount, Everyone, PlatformRoles, Readers } from './access';
import { ApiBodyOf } from './openapi';
import { PackChoice, Reset } from './rule-body';
import { RuleReads } from './rule-reads.store';
import { PacksView, RuleDetailView, RuleInForceRow } from './rule-views';

/** 检查规则, as they are in force: built-in values, the region's pack, its settings, and how often they were right. */
@ApiTags('rules')
@Controller('rules')
export class RulesController {
  constructor(
    private readonly reads: RuleReads,
    private readonly settings: RuleSettingStore,
    private readonly precision: PrecisionStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Everyone()
  @Get()
  async rules(): Promise<RuleInForceRow[]> {
    return this.reads.rows();
  }

  @Readers()
  @Get('packs')
  async packs(@CurrentAccount() account: AskingAccount): Promise<PacksView> {
    const packs = (ruleset.packs ?? []).map(({ id, name, inherits = null, entries }) => ({
      id,
      name,
      inherits,
      entries: entries.map((entry) => ({
        code: entry.code,
        says: entry.says,
        basis: entry.basis,
        isUnverified: entry.isUnverified ?? false,
        isEnabled: entry.isEnabled ?? null,
        severity: entry.severity ?? null,
        parameters: { ...entry.parameters },
      })),
    }));
    return { chosen: await this.settings.pack(), packs, canChange: mayChange(account) };
  }

  @PlatformRoles('admin')
  @ApiBodyOf(PackChoice)
  @Put('packs/chosen')
  @HttpCode(204)
  async choosePack(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<void> {
    const { pack, note } = PackChoice.parse(body);
    if (pack !== null && !ruleset.packs?.some(({ id }) => id === pack)) throw new NotFoundException('没有这个规则包');
    await this.settings.choosePack(pack, account, note);
    await this.identity.record(account.login, 'choose-rule-pack', `rule-pack:${pack ?? 'none'}`, { note });
    for (const id of await this.observations.latestIds()) await this.stages.evaluate(id);
  }

  @Readers()
  @Get(':code')
  async rule(@CurrentAccount() account: AskingAccount, @Param('code') code: string): Promise<RuleDetailView> {
    const rule = (await this.reads.rows()).find((each) => each.code === code);
    if (!rule) throw new NotFoundException('没有这条规则');
    const isOffice = !account.roles.includes('unitOfficer');
    const [settings, cases, resets] = await Promise.all([
      this.reads.settingViews(code, account.login),
      isOffice ? this.precision.cases(code, await this.reads.today()) : [],
      this.settings.precisionResets(),
    ]);
    const shown = isOffice ? settings : settings.filter(({ isInForce }) => isInForce);
    return {
      rule,
      definition: definedRules(await this.settings.all(code)).get(code) ?? null,
      settings: shown,
      cases,
      reset: resets.find((each) => each.code === code) ?? null,
      canChange: mayChange(account),
    };
  }

  /** 重新起算: cases decided before now no longer count, because the rule was mended. */
  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Reset)
  @Post(':code/precision-reset')
  @HttpCode(204)
  async reset(
    @CurrentAccount() account: AskingAccount,
    @Param('code') code: string,
    @Body() body: unknown,
  ): Promise<void> {
    const { reason } = Reset.parse(body);
    if (!(await this.reads.declared(code))) throw new NotFoundException('没有这条规则');
    await this.settings.resetPrecision(code, account, reason);
    await this.identity.record(account.login, 'reset-rule-precision', `rule:${code}`, { reason });
    for (const id of await this.observations.latestIds()) await this.stages.evaluate(id);
  }
}

/** Whether the screens offer commands; the guard decides. */
export function mayChange({ roles }: AskingAccount): boolean {
  return roles.includes('admin') || roles.includes('supervisor');
}
