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
import { CalendarStore } from '@app/calendar/calendar.store';
import { CustomRule, customRuleProblems, ruleOf } from '@app/evaluation/custom-rule';
import { evaluate } from '@app/evaluation/evaluate';
import { EXPRESSION_FUNCTIONS } from '@app/evaluation/expression';
import { FACTS } from '@app/evaluation/rule-facts';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { RuleBacktests, StoredBacktest } from '@app/reporting/rule-backtest.store';
import { AskingAccount, CurrentAccount, PlatformRoles, Roles } from './access';
import { ApiBodyOf, ApiQueryOf } from './openapi';
import { BacktestBody, Check, FlipQuery, SettingBody, Try } from './rule-body';
import { RuleReads } from './rule-reads.store';
import { contentOf } from './rule-settings.controller';
import { BacktestView, ExpressionCheckView, FactsView, FlipView, TryView } from './rule-views';

const SHOWN_LINES = 100;

/** Trying before it counts: the text of an own rule, what it says of one unit, and a setting on a period of the past. */
@ApiTags('rules')
@Controller('rule-trials')
export class RuleTrialsController {
  constructor(
    private readonly reads: RuleReads,
    private readonly settings: RuleSettingStore,
    private readonly backtests: RuleBacktests,
    private readonly observations: ObservationStore,
    private readonly calendars: CalendarStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  /** Facts and functions, for completion. */
  @Roles('admin', 'supervisor', 'assessor')
  @Get('facts')
  facts(): FactsView {
    const facts = Object.fromEntries(Object.entries(FACTS).map(([kind, each]) => [kind, [...each]]));
    return { facts: facts as FactsView['facts'], functions: [...EXPRESSION_FUNCTIONS] };
  }

  /** What is wrong with an own rule, with its place; nothing is stored. */
  @Roles('admin', 'supervisor')
  @ApiBodyOf(Check)
  @Post('check')
  @HttpCode(200)
  check(@Body() body: unknown): ExpressionCheckView {
    return { problems: customRuleProblems(Check.parse(body).definition) };
  }

  /** What an own rule would say of a unit as it was seen last; nothing is stored. */
  @Roles('admin', 'supervisor')
  @ApiBodyOf(Try)
  @Post('try')
  @HttpCode(200)
  async tryOut(@Body() body: unknown): Promise<TryView> {
    const { definition, unitId } = Try.parse(body);
    const unit = await this.reads.unitName(unitId);
    if (unit === undefined) throw new NotFoundException('没有这个单位');
    const empty = { unit, observedOn: null, counts: NOTHING, lines: [] };
    const problems = customRuleProblems(definition);
    const latest = await this.observations.latest(unitId);
    if (problems.length > 0 || !latest) return { ...empty, problems };
    const calendar = await this.calendars.current();
    return {
      ...empty,
      problems,
      ...triedOn(definition, latest.observation, { today: await this.reads.today(), calendar }),
    };
  }

  /** Asks for a trial; a worker goes through what was seen. */
  @PlatformRoles('admin', 'supervisor')
  @ApiBodyOf(BacktestBody)
  @Post('backtests')
  async ask(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<{ id: number }> {
    const { settingId, setting, from, to, unitIds } = BacktestBody.parse(body);
    const stored = settingId === undefined ? undefined : await this.settings.get(settingId);
    if (settingId !== undefined && !stored) throw new NotFoundException('没有这个版本');
    const wanted = stored ?? (await contentOf(this.reads, unexplained(SettingBody.parse(setting))));
    const question = { content: wanted.content, line: wanted.line, from, to, unitIds };
    const by = { login: account.login, name: account.name, settingId: settingId ?? null };
    const id = await this.backtests.ask(question, by);
    await this.identity.record(account.login, 'backtest-rule-setting', `rule-backtest:${id}`, {
      code: wanted.content.code,
      from,
      to,
    });
    await this.stages.backtest(id);
    return { id };
  }

  @Roles('admin', 'supervisor', 'assessor')
  @Get('backtests/:id')
  async progress(@Param('id', ParseIntPipe) id: number): Promise<BacktestView> {
    return viewOf(await this.backtest(id), await this.backtests.units(id));
  }

  @Roles('admin', 'supervisor', 'assessor')
  @ApiQueryOf(FlipQuery)
  @Get('backtests/:id/flips')
  async flips(@Param('id', ParseIntPipe) id: number, @Query() query: unknown): Promise<FlipView[]> {
    const { unit } = FlipQuery.parse(query);
    await this.backtest(id);
    return this.backtests.flips(id, unit);
  }

  @PlatformRoles('admin', 'supervisor')
  @Delete('backtests/:id')
  @HttpCode(204)
  async stop(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.backtest(id);
    await this.backtests.stop(id);
    await this.identity.record(account.login, 'stop-rule-backtest', `rule-backtest:${id}`);
  }

  private async backtest(id: number): Promise<StoredBacktest> {
    const stored = id > 0 && id <= 2_147_483_647 ? await this.backtests.get(id) : undefined;
    if (!stored) throw new NotFoundException('没有这次试算');
    return stored;
  }
}

const NOTHING = { fail: 0, pass: 0, cannotTell: 0, unseen: 0, notApplicable: 0 };

type Seen = NonNullable<Awaited<ReturnType<ObservationStore['latest']>>>['observation'];

function triedOn(
  definition: CustomRule,
  observation: Seen,
  { today, calendar }: Pick<Parameters<typeof evaluate>[2], 'today' | 'calendar'>,
): Pick<TryView, 'observedOn' | 'counts' | 'lines'> {
  const rule = ruleOf('ZDY-00', definition);
  const { findings } = evaluate({ version: 'trial', rules: rule ? [rule] : [] }, observation, { today, calendar });
  const counts = { ...NOTHING };
  for (const { outcome, unseen } of findings) counts[unseen ? 'unseen' : outcome] += 1;
  const order = ['fail', 'cannotTell', 'pass', 'notApplicable'];
  const lines = [...findings]
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome) || Number(a.unseen) - Number(b.unseen))
    .slice(0, SHOWN_LINES)
    .map(({ subject, item, outcome, unseen, explanation, url }) => ({
      subject,
      item,
      outcome,
      unseen,
      explanation,
      url,
    }));
  return { observedOn: observation.observedOn, counts, lines };
}

function viewOf(stored: StoredBacktest, units: Awaited<ReturnType<RuleBacktests['units']>>): BacktestView {
  const { id, state, content, settingId, from, to, askedName, askedAt, unitsDone, unitsTotal, problem } = stored;
  const totals = {
    observations: 0,
    flips: 0,
    toFail: 0,
    fromFail: 0,
    toDoubt: 0,
    alertsOpened: 0,
    alertsClosed: 0,
    alertsChanged: 0,
  };
  for (const unit of units) for (const key of Object.keys(totals) as (keyof typeof totals)[]) totals[key] += unit[key];
  return {
    id,
    state,
    code: content.code,
    content,
    settingId,
    from,
    to,
    askedName,
    askedAt,
    unitsDone,
    unitsTotal,
    problem,
    totals,
    units: units.map((unit) => ({ ...unit, alerts: [...unit.alerts] })),
  };
}

/** A trial sets nothing: why it should be so is asked when it is proposed. */
function unexplained(setting: z.infer<typeof SettingBody>): z.infer<typeof SettingBody> {
  return { ...setting, reason: setting.reason.trim() || '试算' };
}
