import { Body, Controller, Get, HttpCode, NotFoundException, Param, ParseIntPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CalendarStore } from '@app/calendar/calendar.store';
import { addDays } from '@app/calendar/local-date';
import { deadlineWith, isProblem } from '@app/catalog/deadline';
import { readTimeLimits } from '@app/catalog/read-time-limit';
import { statutoryDays } from '@app/catalog/statutory-days';
import { SiteStore, StoredUnit } from '@app/sites/site.store';
import { AskingAccount, CurrentAccount, Everyone, Readers, Roles, unitScope } from './access';
import { Day } from './calendar-edit-body';
import {
  CalendarChangeView,
  CalendarYearView,
  DeadlineCalculationView,
  MovedDeadlineView,
  UnitDeadlinesView,
} from './calendar-views';
import { calendarYear } from './calendar-year';
import { DeadlineReads } from './deadline-reads.store';
import { ApiBodyOf, ApiQueryOf } from './openapi';
import { DeadlineView } from './views';

const OfYear = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() });
const OfUnit = z.object({
  unit: z.coerce.number().int().positive().optional(),
  from: Day.optional(),
  to: Day.optional(),
});
const OfInstance = z.object({
  unit: z.coerce.number().int().positive().optional(),
  itemKey: z.string().min(1).max(20_000),
  instance: z.string().min(1).max(100),
  dueOn: Day,
});
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

const LONGEST_SPAN_DAYS = 400;

/** 工作日历、期限推算 and 期限日历. */
@ApiTags('calendar')
@Controller('calendar')
export class CalendarController {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly deadlines: DeadlineReads,
    private readonly sites: SiteStore,
  ) {}

  @Everyone()
  @ApiQueryOf(OfYear)
  @Get()
  async year(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<CalendarYearView> {
    const { today } = await this.sites.regionOrEmpty();
    const { year = Number(today.slice(0, 4)) } = OfYear.parse(query);
    const [calendar, entries] = await Promise.all([this.calendars.current(), this.calendars.entries()]);
    return calendarYear(calendar, entries, { year, today, canEdit: account.role === 'admin' });
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

  @Readers()
  @ApiQueryOf(OfUnit)
  @Get('deadlines')
  async ofUnit(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<UnitDeadlinesView> {
    const { unit: wanted, from: wantedFrom, to: wantedTo } = OfUnit.parse(query);
    const stored = await this.unitOf(account, wanted);
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

  /** How one day of the 期限日历 was counted. */
  @Readers()
  @ApiQueryOf(OfInstance)
  @Get('deadlines/steps')
  async steps(
    @CurrentAccount() account: AskingAccount,
    @Query() query: unknown,
  ): Promise<{ deadline: DeadlineView | null }> {
    const { unit: wanted, ...instance } = OfInstance.parse(query);
    const { id } = await this.unitOf(account, wanted);
    const [today, calendar] = [await this.today(), await this.calendars.current()];
    return { deadline: await this.deadlines.steps(id, instance, { today, calendar }) };
  }

  /** Its own for a unit officer, whatever is asked for. */
  private async unitOf(account: AskingAccount, wanted: number | undefined): Promise<StoredUnit> {
    const id = account.unitId ?? wanted;
    const scope = unitScope(account);
    const stored = id !== undefined && (scope === 'all' || scope.includes(id)) ? await this.sites.unit(id) : undefined;
    if (!stored) throw new NotFoundException('请选择单位');
    return stored;
  }

  private async today(): Promise<string> {
    return (await this.sites.regionOrEmpty()).today;
  }
}
