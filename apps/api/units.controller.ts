import {
  ConflictException,
  Controller,
  Get,
  HttpCode,
  HttpException,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { AlertListStore } from '@app/alerting/alert-list.store';
import { CalendarStore } from '@app/calendar/calendar.store';
import { missingNotice } from '@app/calendar/missing-notice';
import { workingDaysBetween } from '@app/calendar/working-days';
import { Warning } from '@app/evaluation/finding';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { RectificationStore } from '@app/rectification/rectification.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CurrentAccount, Readers, Roles, unitScope } from './access';
import { alertRow } from './alert-view';
import { noticeRow } from './notice-view';
import { ApiQueryOf } from './openapi';
import { Stages } from '@app/platform/stages.client';
import { UnitReads } from './unit-reads.store';
import { DeskView, OverviewView, UnitRow, UnitView } from './views';

const OfUnit = z.object({ unit: z.coerce.number().int().positive().optional() });
/** 本周到期: the next five working days. */
const SOON_WORKING_DAYS = 5;
/** A unit may have its site read again this often; a crawl costs the site as much as a hundred visitors. */
const RECHECK_MINUTES = 10;

/** 单位 and the unit officer's own page. */
@ApiTags('units')
@Controller()
export class UnitsController {
  constructor(
    private readonly reads: UnitReads,
    private readonly sites: SiteStore,
    private readonly calendars: CalendarStore,
    private readonly alerts: AlertListStore,
    private readonly evaluations: EvaluationStore,
    private readonly observations: ObservationStore,
    private readonly cases: RectificationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor', 'assessor', 'domainOwner', 'leader')
  @Get('overview')
  async overview(): Promise<OverviewView> {
    const [{ today }, calendar] = await Promise.all([this.sites.regionOrEmpty(), this.calendars.current()]);
    return { ...(await this.reads.overview(today)), calendarAlarm: missingNotice(calendar, today) ?? null };
  }

  @Readers()
  @Get('units')
  async units(@CurrentAccount() account: AskingAccount): Promise<UnitRow[]> {
    return this.reads.units(unitScope(account));
  }

  @Readers()
  @Get('units/:id')
  async unit(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<UnitView> {
    const unit = await this.reads.unit(unitScope(account), id);
    if (!unit) throw new NotFoundException('没有这个单位');
    return unit;
  }

  @Readers()
  @ApiQueryOf(OfUnit)
  @Get('desk')
  async desk(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<DeskView> {
    const wanted = account.unitId ?? OfUnit.parse(query).unit;
    const stored = wanted === undefined ? undefined : await this.sites.unit(wanted);
    if (!stored) throw new NotFoundException('请选择单位');
    const [{ today }, calendar] = await Promise.all([this.sites.region(), this.calendars.current()]);
    const [warnings, notices, preview, latest, crawl] = await Promise.all([
      this.warnings(stored.id),
      this.cases.notices([stored.id], {}),
      this.alerts.page([stored.id], { state: ['open', 'confirmed'] }, { sort: 'due', limit: 50, offset: 0 }),
      this.observations.latest(stored.id),
      this.reads.crawlOf(stored.id, await this.identity.lastDone('recheck', `unit:${stored.id}`)),
    ]);
    return {
      unit: { id: stored.id, name: stored.unit.name },
      today,
      dueSoon: warnings
        .map((warning) => ({
          ...warning,
          workingDaysLeft: workingDaysBetween(today, warning.dueOn, calendar) ?? warning.workingDaysLeft,
        }))
        .filter(({ workingDaysLeft }) => workingDaysLeft >= 0 && workingDaysLeft <= SOON_WORKING_DAYS)
        .map(({ item, row, dueOn, workingDaysLeft, section, url, deadline }) => ({
          item,
          row,
          dueOn,
          workingDaysLeft,
          section,
          url,
          sentence: deadline?.sentence ?? null,
        })),
      notices: notices.map((notice) => noticeRow(notice, today, calendar)),
      preview: preview.rows.map((row) => alertRow(row, account, today, calendar)),
      lastObservedOn: latest?.observation.observedOn ?? null,
      isCrawling: crawl?.isCrawling ?? false,
    };
  }

  /** 立即复查 by the unit itself, with or without a notice. */
  @Roles('unitOfficer')
  @Post('desk/recheck')
  @HttpCode(202)
  async recheck(@CurrentAccount() account: AskingAccount): Promise<void> {
    const unitId = account.unitId ?? -1;
    const askedAt = await this.identity.lastDone('recheck', `unit:${unitId}`);
    const crawl = await this.reads.crawlOf(unitId, askedAt);
    if (!crawl) throw new NotFoundException('本单位没有登记网站，无法复查');
    if (crawl.isCrawling) throw new ConflictException('本单位网站正在采集，完成后本页会更新');
    if (askedAt && Date.now() - askedAt.getTime() < RECHECK_MINUTES * 60_000)
      throw new HttpException(`${RECHECK_MINUTES} 分钟内已复查过一次，请稍后再试`, 429);
    await this.identity.record(account.login, 'recheck', `unit:${unitId}`);
    await this.stages.plan({ siteId: crawl.siteId, reason: 'recheck' }, `unit-${unitId}-${tenMinutesOf(Date.now())}`);
  }

  private async warnings(unitId: number): Promise<readonly Warning[]> {
    const id = (await this.evaluations.latestIds()).get(unitId);
    return id === undefined ? [] : ((await this.evaluations.get(id))?.evaluation.warnings ?? []);
  }
}

/** Two clicks at once put the same job on the queue, which keeps one. */
const tenMinutesOf = (at: number) => Math.floor(at / (RECHECK_MINUTES * 60_000));
