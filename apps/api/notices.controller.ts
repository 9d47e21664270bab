import {
  Body,
  Controller,
  Get,
  HttpCode,
  Inject,
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
import { CalendarStore } from '@app/calendar/calendar.store';
import { parseLocalDate } from '@app/calendar/local-date';
import { IdentityStore } from '@app/identity/identity.store';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { Stages } from '@app/platform/stages.client';
import { NOTICE_STATES, NoticeState } from '@app/rectification/case';
import { officeOf } from '@app/rectification/notice';
import { NoticeRecord } from '@app/rectification/notice-rows.store';
import { writeNoticeDocx } from '@app/rectification/notice-docx.writer';
import { IssueInput } from '@app/rectification/issue-notice.store';
import { RectificationStore } from '@app/rectification/rectification.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CaseReaders, CurrentAccount, Roles, unitScope } from './access';
import { draftView, noticeRow, noticeView } from './notice-view';
import { ApiBodyOf, ApiFile, ApiQueryOf } from './openapi';
import { NoticeRow, NoticeView } from './views';

const NoticeQuery = z.object({
  unit: z.coerce.number().int().positive().optional(),
  state: z.enum(Object.keys(NOTICE_STATES) as [NoticeState, ...NoticeState[]]).optional(),
});
const day = z.string().refine((text) => parseLocalDate(text) !== undefined, '应为日期 YYYY-MM-DD');
const Draft = z.object({
  alertIds: z.array(z.number().int().positive()).min(1, '请先选择告警').max(200),
  rectifyBy: day.optional(),
});
const Reply = z.object({
  text: z.string().trim().min(1, '请填写整改情况').max(5000),
  links: z
    .array(z.url({ protocol: /^https?$/, error: '应为网址' }).max(2000))
    .max(20)
    .default([]),
});
const Accept = z.object({
  alertId: z.number().int().positive(),
  note: z.string().trim().min(1, '请写明审定意见').max(1000),
});
const Withdraw = z.object({ note: z.string().trim().min(1, '请写明撤回理由').max(1000) });

/** 整改通知: composed from confirmed alerts, answered by the unit, rechecked by a new crawl. */
@ApiTags('notices')
@Controller('notices')
export class NoticesController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly cases: RectificationStore,
    private readonly sites: SiteStore,
    private readonly calendars: CalendarStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @CaseReaders()
  @ApiQueryOf(NoticeQuery)
  @Get()
  async list(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<NoticeRow[]> {
    const { unit, state } = NoticeQuery.parse(query);
    const [{ today }, calendar] = await Promise.all([this.sites.regionOrEmpty(), this.calendars.current()]);
    const notices = await this.cases.notices(unitScope(account), {
      unit: unit ? [unit] : undefined,
      state: state ? [state] : undefined,
    });
    return notices.map((notice) => noticeRow(notice, today, calendar));
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Draft)
  @Post('draft')
  @HttpCode(200)
  async draft(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<NoticeView> {
    const input = await this.issueInput(account, Draft.parse(body));
    return draftView(await this.cases.draftNotice(input), input.today, input.calendar);
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Draft)
  @Post()
  async issue(
    @CurrentAccount() account: AskingAccount,
    @Body() body: unknown,
  ): Promise<{ id: number; number: string }> {
    const { id, number, mailId } = await this.cases.issueNotice(await this.issueInput(account, Draft.parse(body)));
    await this.identity.record(account.login, 'issue-notice', `notice:${id}`, { number });
    if (mailId !== null) await this.stages.mail(mailId);
    return { id, number };
  }

  @CaseReaders()
  @Get(':id')
  async one(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<NoticeView> {
    const [{ today }, calendar] = await Promise.all([this.sites.regionOrEmpty(), this.calendars.current()]);
    return noticeView(await this.found(account, id), account, today, calendar);
  }

  @CaseReaders()
  @ApiFile('docx')
  @Get(':id/file.docx')
  async file(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Res() response: Response,
  ): Promise<void> {
    const { content, number } = await this.found(account, id);
    await this.identity.record(account.login, 'download', `notice:${id}`);
    response
      .type('application/vnd.openxmlformats-officedocument.wordprocessingml.document')
      .setHeader(
        'Content-Disposition',
        `attachment; filename="notice-${id}.docx"; filename*=UTF-8''${encodeURIComponent(`${number}.docx`)}`,
      )
      .send(await writeNoticeDocx(content));
  }

  @Roles('unitOfficer')
  @ApiBodyOf(Reply)
  @Post(':id/reply')
  @HttpCode(204)
  async reply(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { text, links } = Reply.parse(body);
    await this.found(account, id);
    await this.cases.reply(unitScope(account), id, { byAccount: account.id, byName: account.name, text, links });
    await this.identity.record(account.login, 'reply', `notice:${id}`);
  }

  @Roles('admin', 'supervisor', 'unitOfficer')
  @Post(':id/recheck')
  @HttpCode(202)
  async recheck(@CurrentAccount() account: AskingAccount, @Param('id', ParseIntPipe) id: number): Promise<void> {
    const { state } = await this.found(account, id);
    const { siteId } = await this.cases.startRecheck(id, account.name);
    await this.identity.record(account.login, 'recheck', `notice:${id}`);
    if (siteId !== null && state !== 'rechecking') await this.stages.plan({ siteId, reason: 'recheck' });
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Accept)
  @Post(':id/accept')
  @HttpCode(204)
  async accept(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { alertId, note } = Accept.parse(body);
    await this.found(account, id);
    const { today } = await this.sites.region();
    await this.cases.acceptProblem(id, alertId, { by: account.name, note, today });
    await this.identity.record(account.login, 'accept-problem', `notice:${id}`, { alertId });
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Withdraw)
  @Post(':id/withdraw')
  @HttpCode(204)
  async withdraw(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { note } = Withdraw.parse(body);
    await this.found(account, id);
    const { today } = await this.sites.region();
    await this.cases.withdrawNotice(id, { by: account.name, reason: note, today });
    await this.identity.record(account.login, 'withdraw-notice', `notice:${id}`);
  }

  /** The notice, as far as the account's scope reaches; a foreign one does not exist. */
  private async found(account: AskingAccount, id: number): Promise<NoticeRecord> {
    const notice = await this.cases.noticeById(unitScope(account), id);
    if (!notice) throw new NotFoundException('没有这份整改通知');
    return notice;
  }

  private async issueInput(
    account: AskingAccount,
    { alertIds, rectifyBy }: z.infer<typeof Draft>,
  ): Promise<IssueInput> {
    const { today, name } = await this.sites.region();
    return {
      alertIds,
      rectifyBy,
      today,
      calendar: await this.calendars.current(),
      office: { ...officeOf(name, this.config.organization), contact: '' },
      issuedBy: account.name,
      publicUrl: this.config.publicUrl,
    };
  }
}
