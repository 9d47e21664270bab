import {
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import { AlertDecisionStore } from '@app/alerting/alert-decision.store';
import { AlertFilter, ALERT_SORTS, AlertListStore } from '@app/alerting/alert-list.store';
import { CalendarStore } from '@app/calendar/calendar.store';
import { Finding } from '@app/evaluation/finding';
import { domainsOf } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { ROLE_NAMES } from '@app/identity/role';
import { RectificationStore } from '@app/rectification/rectification.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CASE_READERS, CurrentAccount, Readers, Roles, unitScope } from './access';
import { alertRow } from './alert-view';
import { writeAlertSheet } from './alert-sheet.writer';
import { EvidenceReads } from './evidence.store';
import { objectionView } from './objections.controller';
import { ApiBodyOf, ApiFile, ApiQueryOf } from './openapi';
import { AlertPage, AlertView, CommandView, DISMISS_REASONS } from './views';

const words = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    [value]
      .flat()
      .flatMap((text) => text.split(','))
      .filter(Boolean),
  )
  .optional();
const flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .optional();

const AlertQuery = z.object({
  unit: words,
  code: words,
  severity: words,
  state: words,
  kind: words,
  contested: flag,
  overdueNotice: flag,
  foundFrom: day,
  dueFrom: day,
  dueTo: day,
  q: z.string().max(200).optional(),
  sort: z.enum(ALERT_SORTS).default('severity'),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
const ids = z.array(z.number().int().positive()).min(1, '请先选择告警').max(500, '一次最多 500 条');
const Confirm = z.object({ ids, note: z.string().max(500).default('') });
const Dismiss = z.object({ ids, reason: z.enum(DISMISS_REASONS), note: z.string().max(500).default('') });
const Undo = z.object({ ids });
const Comment = z.object({ text: z.string().trim().min(1, '请写明意见').max(500, '最多 500 字') });
const EXPORT_LIMIT = 20_000;

/** 告警: the list, one alert with its proof, and what a person decides. */
@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly list: AlertListStore,
    private readonly decisions: AlertDecisionStore,
    private readonly evidence: EvidenceReads,
    private readonly cases: RectificationStore,
    private readonly sites: SiteStore,
    private readonly calendars: CalendarStore,
    private readonly identity: IdentityStore,
  ) {}

  @Readers()
  @ApiQueryOf(AlertQuery)
  @Get()
  async page(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<AlertPage> {
    const { sort, page, size, ...wish } = AlertQuery.parse(query);
    const scope = unitScope(account);
    const filter = filterFor(account, wish);
    const [{ rows, total }, counts, units, today, calendar] = await Promise.all([
      this.list.page(scope, filter, { sort, limit: size, offset: (page - 1) * size }),
      this.list.counts(scope, filter),
      this.sites.units(),
      this.today(),
      this.calendars.current(),
    ]);
    return {
      rows: rows.map((row) => alertRow(row, account, today, calendar)),
      total,
      page,
      size,
      counts: {
        state: counts.state,
        severity: counts.severity,
        kind: counts.kind,
        code: counts.code,
        unit: units
          .filter(({ id }) => counts.unit[id])
          .map(({ id, unit }) => ({ id, name: unit.name, count: counts.unit[id] ?? 0 })),
      },
    };
  }

  @Readers()
  @ApiQueryOf(AlertQuery)
  @ApiFile('xlsx')
  @Get('export.xlsx')
  async export(
    @CurrentAccount() account: AskingAccount,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const { sort, page: _page, size: _size, ...wish } = AlertQuery.parse(query);
    const { rows, total } = await this.list.page(unitScope(account), filterFor(account, wish), {
      sort,
      limit: EXPORT_LIMIT,
      offset: 0,
    });
    const [today, calendar] = await Promise.all([this.today(), this.calendars.current()]);
    await this.identity.record(account.login, 'export', 'alerts', { total, filter: wish });
    const sheet = await writeAlertSheet(
      rows.map((row) => alertRow(row, account, today, calendar)),
      today,
      total,
    );
    response
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .setHeader('Content-Disposition', `attachment; filename="alerts-${today}.xlsx"`)
      .send(sheet);
  }

  @Readers()
  @Get(':id')
  async one(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<AlertView> {
    const scope = unitScope(account);
    const row = await this.list.one(scope, id, ownReach(account));
    if (!row) throw new NotFoundException('没有这条告警');
    const finding = row.finding as Finding;
    const [today, rulesetVersion, events, evidence, coverage, notice, objection] = await Promise.all([
      this.today(),
      this.evidence.rulesetVersion(row.unitId, row.lastFoundOn),
      this.list.events(id),
      this.evidence.of(finding.evidence),
      this.evidence.coverage(row.unitId),
      readsCases(account) ? this.cases.noticeOfAlert(id) : null,
      readsCases(account) ? this.cases.objectionOfAlert(id) : null,
    ]);
    return {
      ...alertRow(row, account, today, await this.calendars.current()),
      url: row.url,
      basis: finding.basis,
      advice: finding.advice,
      machine: finding.machine,
      rulesetVersion,
      deadline: finding.deadline ? { ...finding.deadline, steps: [...finding.deadline.steps] } : null,
      evidence,
      events,
      notice,
      objection: objection && objectionView(objection),
      coverage,
    };
  }

  /** 批注 by whoever reads the alert: a leader's word, a 领域主管部门's or a third party's remark. It decides nothing. */
  @Roles('admin', 'supervisor', 'assessor', 'domainOwner', 'leader', 'reviewer')
  @ApiBodyOf(Comment)
  @Post(':id/comment')
  @HttpCode(204)
  async comment(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { text } = Comment.parse(body);
    if (!(await this.list.one(unitScope(account), id, ownReach(account)))) throw new NotFoundException('没有这条告警');
    await this.decisions.comment(id, `${account.name}（${ROLE_NAMES[account.role]}）`, text);
    await this.identity.record(account.login, 'comment', `alert:${id}`, { text });
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Confirm)
  @Post('confirm')
  @HttpCode(200)
  async confirm(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<CommandView> {
    const command = Confirm.parse(body);
    return this.recorded(
      account,
      'confirm-alerts',
      await this.decisions.confirm(unitScope(account), command.ids, account.name, command.note),
    );
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Dismiss)
  @Post('dismiss')
  @HttpCode(200)
  async dismiss(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<CommandView> {
    const command = Dismiss.parse(body);
    const note = command.note ? `${command.reason}：${command.note}` : command.reason;
    return this.recorded(
      account,
      'dismiss-alerts',
      await this.decisions.dismiss(unitScope(account), command.ids, account.name, note),
    );
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Undo)
  @Post('undo')
  @HttpCode(200)
  async undo(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<CommandView> {
    return this.recorded(
      account,
      'undo-alerts',
      await this.decisions.undo(unitScope(account), Undo.parse(body).ids, account.name),
    );
  }

  private async recorded(account: AskingAccount, action: string, result: CommandView): Promise<CommandView> {
    await this.identity.record(account.login, action, 'alerts', result);
    return result;
  }

  private async today(): Promise<string> {
    return (await this.sites.regionOrEmpty()).today;
  }
}

type Wish = Omit<z.infer<typeof AlertQuery>, 'sort' | 'page' | 'size'>;

/** A unit officer sees what is charged to the own unit; proposals nobody confirmed are the office's doubt and stay there. */
function filterFor(account: AskingAccount, wish: Wish): AlertFilter {
  const unit = wish.unit?.map(Number).filter(Number.isInteger);
  return { ...wish, unit, ...ownReach(account) };
}

const ownReach = (account: AskingAccount) => ({
  // Units and third parties are told of what the office stands for, not of its doubts.
  hidesProposals: account.roles.every((role) => role === 'reviewer' || role === 'unitOfficer'),
  domains: domainsOf(account) ?? undefined,
});

const readsCases = (account: AskingAccount) => account.roles.some((role) => CASE_READERS.includes(role));
