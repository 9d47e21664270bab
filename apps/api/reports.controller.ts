import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Get,
  Inject,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import { CalendarStore } from '@app/calendar/calendar.store';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { officeOf } from '@app/rectification/notice';
import { parsePeriod, REPORT_KINDS, ReportKind } from '@app/reporting/period';
import { ReportContent } from '@app/reporting/report-content';
import { writeReportDocx } from '@app/reporting/report-docx.writer';
import { writeReportXlsx } from '@app/reporting/report-xlsx.writer';
import { ReportStore } from '@app/reporting/report.store';
import { SiteStore } from '@app/sites/site.store';
import { CurrentAccount, Roles } from './access';
import { ApiBodyOf, ApiFile } from './openapi';
import { ReportPeriods, ReportRow } from './views';

const NewReport = z.object({
  kind: z.enum(Object.keys(REPORT_KINDS) as [ReportKind, ...ReportKind[]]),
  period: z.string().max(10),
});

/** 月报告、季通报、年考核: written once with their cut-off, downloaded as often as wanted. */
@ApiTags('reports')
@Controller('reports')
export class ReportsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly reports: ReportStore,
    private readonly sites: SiteStore,
    private readonly calendars: CalendarStore,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor', 'assessor', 'leader', 'reviewer')
  @Get()
  async list(): Promise<ReportRow[]> {
    return (await this.reports.list()).map((line) => ({ ...line, totals: { ...line.totals } }));
  }

  @Roles('admin', 'supervisor', 'assessor', 'leader', 'reviewer')
  @Get('periods')
  async periods(): Promise<ReportPeriods> {
    return this.reports.periods();
  }

  @Roles('admin', 'supervisor', 'assessor')
  @ApiBodyOf(NewReport)
  @Post()
  async write(@CurrentAccount() account: Account, @Body() body: unknown): Promise<{ id: number }> {
    const { kind, period: name } = NewReport.parse(body);
    const period = parsePeriod(kind, name);
    if (!period) throw new BadRequestException(`“${name}”不是${REPORT_KINDS[kind]}的期间`);
    if (!(await this.reports.periods())[kind].includes(period.name))
      throw new ConflictException('该期间没有检查结果，不能生成报告');
    const { name: region, today } = await this.sites.region();
    const office = officeOf(region, this.config.organization).name;
    const { id } = await this.reports.write({
      period,
      region,
      office,
      today,
      calendar: await this.calendars.current(),
      by: account.name,
    });
    await this.identity.record(account.login, 'write-report', `report:${id}`, { kind, period: period.name });
    return { id };
  }

  @Roles('admin', 'supervisor', 'assessor', 'leader', 'reviewer')
  @ApiFile('docx')
  @Get(':id/file.docx')
  async docx(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
    @Res() response: Response,
  ): Promise<void> {
    const content = await this.found(account, id);
    send(
      response,
      content,
      'docx',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      await writeReportDocx(content),
    );
  }

  @Roles('admin', 'supervisor', 'assessor', 'leader', 'reviewer')
  @ApiFile('xlsx')
  @Get(':id/file.xlsx')
  async xlsx(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
    @Res() response: Response,
  ): Promise<void> {
    const content = await this.found(account, id);
    send(
      response,
      content,
      'xlsx',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      await writeReportXlsx(content),
    );
  }

  private async found(account: Account, id: number): Promise<ReportContent> {
    const content = await this.reports.byId(id);
    if (!content) throw new NotFoundException('没有这份报告');
    await this.identity.record(account.login, 'download', `report:${id}`);
    return content;
  }
}

function send(response: Response, { title }: ReportContent, extension: string, type: string, bytes: Buffer): void {
  const name = encodeURIComponent(`${title}.${extension}`);
  response
    .type(type)
    .setHeader('Content-Disposition', `attachment; filename="report.${extension}"; filename*=UTF-8''${name}`)
    .send(bytes);
}
