import {
  Body,
  ConflictException,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { customRuleProblems } from '@app/evaluation/custom-rule';
import { RuleSettingStore, SettingRefused } from '@app/evaluation/rule-setting.store';
import { SettingContent, settingProblems, VersionStep } from '@app/evaluation/setting-version';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { AskingAccount, CurrentAccount, PlatformRoles, Roles } from './access';
import { ApiBodyOf } from './openapi';
import { ProblemException } from './problem-exception';
import { Note, SettingBody } from './rule-body';
import { RuleReads } from './rule-reads.store';
import { SettingView } from './rule-views';

/** 规则设置: drafts, their approval and their end. Nothing is ever rewritten; a change is the next version of its line. */
@ApiTags('rules')
@Controller('rule-settings')
export class RuleSettingsController {
  constructor(
    private readonly reads: RuleReads,
    private readonly settings: RuleSettingStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  /** Every version of every line, newest first. */
  @Roles('admin', 'supervisor', 'assessor')
  @Get()
  async all(@CurrentAccount() account: AskingAccount): Promise<SettingView[]> {
    return this.reads.settingViews(null, account.login);
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(SettingBody)
  @Post()
  async create(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<{ id: number; code: string }> {
    const { content, unitId, line } = await contentOf(this.reads, SettingBody.parse(body));
    const id = await this.settings.create(content, unitId, account, line).catch(refused);
    await this.identity.record(account.login, 'draft-rule-setting', `rule-setting:${id}`, {
      code: content.code,
      reason: content.reason,
    });
    return { id, code: content.code };
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Note)
  @Post(':id/submit')
  @HttpCode(204)
  async submit(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    await this.step(id, 'submit', account, body);
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Note)
  @Post(':id/approve')
  @HttpCode(204)
  async approve(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    await this.step(id, 'approve', account, body);
    await this.judgeAgain(id);
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Note)
  @Post(':id/reject')
  @HttpCode(204)
  async reject(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    await this.step(id, 'reject', account, body);
  }

  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(Note)
  @Post(':id/withdraw')
  @HttpCode(204)
  async withdraw(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    await this.step(id, 'withdraw', account, body);
    await this.judgeAgain(id);
  }

  private async step(id: number, step: VersionStep, by: AskingAccount, body: unknown): Promise<void> {
    const { note } = Note.parse(body ?? {});
    if (step === 'reject' && note.trim() === '')
      throw new ProblemException([{ field: 'note', message: '请写明退回的理由' }]);
    await this.settings.step(id, step, by, note).catch(refused);
    await this.identity.record(by.login, `${step}-rule-setting`, `rule-setting:${id}`, { note });
  }

  /** What was seen last is judged anew at once; whatever does not differ adds nothing. */
  private async judgeAgain(id: number): Promise<void> {
    const setting = await this.settings.get(id);
    const latest = setting?.unitId ? await this.observations.latest(setting.unitId) : undefined;
    const ids = latest ? [latest.id] : setting?.unitId ? [] : await this.observations.latestIds();
    for (const observationId of ids) await this.stages.evaluate(observationId);
  }
}

export interface WantedSetting {
  readonly content: SettingContent;
  readonly unitId: number | null;
  readonly line?: number;
}

/** What a request wants set, checked against the rule it names; throws what is wrong with it, field by field. */
export async function contentOf(reads: RuleReads, body: z.infer<typeof SettingBody>): Promise<WantedSetting> {
  const { line, unitId = null, definition, ...rest } = body;
  const code = rest.code ?? (definition ? await reads.nextCode() : '');
  if (definition && line === undefined && rest.code !== undefined)
    throw new ProblemException([{ field: 'code', message: '新的自定义规则由系统编号' }]);
  const unit = unitId === null ? undefined : await reads.unitName(unitId);
  if (unitId !== null && unit === undefined) throw new NotFoundException('没有这个单位');
  const content: SettingContent = { ...rest, code, ...(unit ? { unit } : {}), ...(definition ? { definition } : {}) };
  const declared = definition
    ? { title: definition.title, parameters: definition.parameters ?? {} }
    : await reads.declared(code);
  const own = definition
    ? customRuleProblems(definition).map((each) => ({ ...each, field: `definition.${each.field}` }))
    : [];
  const problems = [...settingProblems(content, declared), ...own];
  if (problems.length > 0) throw new ProblemException(problems);
  return { content, unitId, line };
}

/** What was refused, for the person; anything else goes on. */
function refused(error: unknown): never {
  if (error instanceof SettingRefused) throw new ConflictException(error.message);
  throw error;
}
