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
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CalendarEdit } from '@app/calendar/calendar-edit';
import { CalendarRefused, CalendarStore } from '@app/calendar/calendar.store';
import { addDays } from '@app/calendar/local-date';
import { WorkCalendar } from '@app/calendar/working-days';
import { deadlineWith, isProblem } from '@app/catalog/deadline';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { statutoryDays } from '@app/catalog/statutory-days';
import { CalendarEffects } from '@app/evaluation/calendar-effect.store';
import { Account, IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { CurrentAccount, Everyone, Roles, unitScope } from './access';
import { Day, EditBody, editOf } from './calendar-edit-body';
import {
  CalendarChangeView,
  CalendarPreviewView,
  CalendarYearView,
  DeadlineCalculationView,
  MovedDeadlineView,
  UnitDeadlinesView,
} from './calendar-views';
import { calendarYear, changedDays } from './calendar-year';
import { DeadlineReads } from './deadline-reads.store';
import { ApiBodyOf, ApiQueryOf } from './openapi';

const OfYear = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });
const OfUnit = z.object({
  unit: z.coerce.number().int().positive().optional(),
  from: Day.optional(),
  to: Day.optional(),
});
const Edit = z.object({ edit: EditBody });
const AppliedEdit = z.object({ edit: EditBody, versionBefore: z.string().min(1).max(100) });
const Calculation = z.object({
  phrase: z.string().trim().min(1, '请填写公开时限').max(1000),
  from: Day,
  pauses: z
    .array(z.object({ from: Day, to: Day, reason: z.string().trim().min(1, '请写明中止的事由').max(40) }))
    .max(20)
    .default([]),
  extension: z
    .object({
      amount: z.number().int().min(1).max(1000),
      unit: z.enum(['workday', 'day', 'week', 'month', 'year']),
      reason: z.string().trim().max(40).optional(),
    })
    .optional(),
  rollOver: z.number().int().min(0).max(10).optional(),
});

/** More than a screen holds; the change itself keeps all of them. */
const SHOWN_MOVED = 1000;
const LONGEST_SPAN_DAYS = 400;

/** 工作日历、期限推算 and 期限日历. */
@ApiTags('calendar')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly effects: CalendarEffects,
    private readonly deadlines: DeadlineReads,
    private readonly observations: ObservationStore,
    private readonly sites: SiteStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Everyone()
  @ApiQueryOf(OfYear)
  @Get()
  async year(@CurrentAccount() account: Account, @Query() query: unknown): Promise<CalendarYearView> {
    const { today } = await this.sites.regionOrEmpty();
    const { year = Number(today.slice(0, 4)) } = OfYear.parse(query);
    const [calendar, entries] = await Promise.all([this.calendars.current(), this.calendars.entries()]);
    return calendarYear(calendar, entries, { year, today, canEdit: account.role === 'admin' });
  }

  /** What an edit would do; nothing is changed. */
  @Roles('admin')
  @ApiBodyOf(Edit)
  @Post('preview')
  @HttpCode(200)
  async preview(@Body() body: unknown): Promise<CalendarPreviewView> {
    const { edit, problems } = editOf(Edit.parse(body).edit);
    const before = await this.calendars.current();
    const refused = (why: readonly string[]): CalendarPreviewView => ({
      problems: [...why],
      days: [],
      moved: [],
      movedCount: 0,
      versionBefore: before.version,
    });
    if (problems.length > 0) return refused(problems);
    const after = await this.calendars.currentWith(edit).catch(refusalSaid);
    if (typeof after === 'string') return refused([after]);
    const moved = await this.effects.moved(before, after, await this.today());
    return {
      problems: [],
      days: changedDays(before, after, edit),
      moved: moved.slice(0, SHOWN_MOVED),
      movedCount: moved.length,
      versionBefore: before.version,
    };
  }

  @Roles('admin')
  @ApiBodyOf(AppliedEdit)
  @Post('edits')
  @HttpCode(200)
  async apply(
    @CurrentAccount() account: Account,
    @Body() body: unknown,
  ): Promise<{ movedCount: number; version: string }> {
    const { edit: wanted, versionBefore } = AppliedEdit.parse(body);
    const { edit, problems } = editOf(wanted);
    if (problems[0]) throw new ConflictException(problems[0]);
    const applied = await this.applied(edit, versionBefore, account).catch(refusalSaid);
    if (typeof applied === 'string') throw new ConflictException(applied);
    await this.identity.record(account.login, 'edit-calendar', `calendar:${edit.kind}`, { ...applied });
    for (const id of await this.observations.latestIds()) await this.stages.evaluate(id);
    return applied;
  }

  @Roles('admin', 'supervisor', 'assessor')
  @Get('changes')
  async changes(): Promise<CalendarChangeView[]> {
    const changes = await this.calendars.changes(100);
    return changes.map(({ id, at, by, what, movedCount }) => ({ id, at: at.toISOString(), by, what, movedCount }));
  }

  @Roles('admin', 'supervisor', 'assessor')
  @Get('changes/:id')
  async change(@Param('id', ParseIntPipe) id: number): Promise<MovedDeadlineView[]> {
    const moved = await this.calendars.movedBy(id);
    if (!moved) throw new NotFoundException('没有这次修改');
    return moved as MovedDeadlineView[];
  }

  /** 期限推算: any wording, any day, by the calendar in force. Nothing is stored. */
  @Everyone()
  @ApiBodyOf(Calculation)
  @Post('deadline')
  @HttpCode(200)
  async calculate(@Body() body: unknown): Promise<DeadlineCalculationView> {
    const { phrase, from, ...options } = Calculation.parse(body);
    const calendar = await this.calendars.current();
    const parts = readTimeLimits(phrase).map((limit) => {
      const deadline = deadlineWith(limit, from, calendar, options);
      const part = { wording: limit.wording, kind: limit.kind };
      if (isProblem(deadline)) return { ...part, deadline: null, problem: deadline.problem, caution: null };
      const caution = statutoryDays(limit) ?? null;
      return { ...part, deadline: { ...deadline, steps: [...deadline.steps] }, problem: null, caution };
    });
    return { phrase, parts };
  }

  @Everyone()
  @ApiQueryOf(OfUnit)
  @Get('deadlines')
  async ofUnit(@CurrentAccount() account: Account, @Query() query: unknown): Promise<UnitDeadlinesView> {
    const { unit: wanted, from: wantedFrom, to: wantedTo } = OfUnit.parse(query);
    const id = account.unitId ?? wanted;
    const scope = unitScope(account);
    const stored = id !== undefined && (scope === 'all' || scope.includes(id)) ? await this.sites.unit(id) : undefined;
    if (!stored) throw new NotFoundException('请选择单位');
    const today = await this.today();
    const from = wantedFrom ?? `${today.slice(0, 4)}-01-01`;
    const latest = addDays(from, LONGEST_SPAN_DAYS);
    const asked = wantedTo ?? `${from.slice(0, 4)}-12-31`;
    const to = asked > latest ? latest : asked;
    const calendar = await this.calendars.current();
    return {
      unit: { id: stored.id, name: stored.unit.name },
      today,
      from,
      to,
      ...(await this.deadlines.of(stored.id, { today, from, to, calendar })),
    };
  }

  private async applied(
    edit: CalendarEdit,
    versionBefore: string,
    account: Account,
  ): Promise<{ movedCount: number; version: string }> {
    const before = await this.calendars.current();
    const after = await this.calendars.currentWith(edit);
    const moved = await this.effects.moved(before, after, await this.today());
    const { version }: WorkCalendar = await this.calendars.apply(edit, { by: account.name, versionBefore, moved });
    return { movedCount: moved.length, version };
  }

  private async today(): Promise<string> {
    return (await this.sites.regionOrEmpty()).today;
  }
}

/** What was refused, for the person; anything else goes on. */
function refusalSaid(error: unknown): string {
  if (error instanceof CalendarRefused) return error.message;
  throw error;
}
