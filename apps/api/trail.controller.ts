import { Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import { parseLocalDate } from '@app/calendar/local-date';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { TrailFilter, TrailReads, TrailRow } from '@app/identity/trail-reads.store';
import { CurrentAccount, PlatformRoles } from './access';
import { ApiFile, ApiQueryOf } from './openapi';
import { RateOf } from './rate.guard';
import { writeSheet } from './sheet.writer';
import { TrailPage, TrailRowView, TrailVerification } from './trail-views';
import { DEEDS, linkOf } from './trail-words';

const text = z.string().max(200).optional();
const day = z
  .string()
  .refine((value) => parseLocalDate(value) !== undefined, '应为日期 YYYY-MM-DD')
  .optional();
const TrailQuery = z.object({
  account: text,
  action: text,
  object: text,
  address: text,
  from: day,
  to: day,
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(200).default(50),
});
const EXPORT_LIMIT = 50_000;

/** 操作记录: who did what to what from where; for auditors, whom only an administrator of the whole platform appoints. */
@ApiTags('trail')
@PlatformRoles('auditor')
@Controller('trail')
export class TrailController {
  constructor(
    private readonly trail: TrailReads,
    private readonly identity: IdentityStore,
  ) {}

  @ApiQueryOf(TrailQuery)
  @Get()
  async page(@CurrentAccount() account: Account, @Query() query: unknown): Promise<TrailPage> {
    const { page, size, ...filter } = TrailQuery.parse(query);
    // Each look is an entry, but leafing through one is not.
    if (page === 1) await this.identity.record(account.login, 'read-trail', 'trail', { filter });
    const [{ rows, total }, actions] = await Promise.all([
      this.trail.page(filter, { limit: size, offset: (page - 1) * size }),
      this.trail.actions(),
    ]);
    return {
      rows: rows.map(rowView),
      total,
      page,
      size,
      actions: actions.map((action) => ({ action, text: DEEDS[action] ?? action })),
    };
  }

  @ApiQueryOf(TrailQuery)
  @ApiFile('xlsx')
  @Get('export.xlsx')
  async export(@CurrentAccount() account: Account, @Query() query: unknown, @Res() response: Response): Promise<void> {
    const { page: _page, size: _size, ...filter } = TrailQuery.parse(query);
    const { rows, total } = await this.trail.page(filter, { limit: EXPORT_LIMIT, offset: 0 });
    await this.identity.record(account.login, 'export', 'trail', { filter, total });
    const sheet = await writeSheet(
      { name: '操作记录', title: titleOf(filter, rows.length, total), columns: COLUMNS },
      rows,
    );
    response
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .setHeader('Content-Disposition', 'attachment; filename="trail.xlsx"')
      .send(sheet);
  }

  /** 核验 the whole chain, from the first entry to the newest. */
  @RateOf('export')
  @Post('verification')
  @HttpCode(200)
  async verify(@CurrentAccount() account: Account): Promise<TrailVerification> {
    const state = await this.trail.verify();
    const { entries, broken } = state;
    await this.identity.record(account.login, 'verify-trail', 'trail', { entries, broken });
    return { ...state, verifiedAt: new Date().toISOString() };
  }
}

const rowView = ({ at, ...row }: TrailRow): TrailRowView => ({
  ...row,
  at: at.toISOString(),
  text: DEEDS[row.action] ?? row.action,
  link: linkOf(row.object),
});

const titleOf = (filter: TrailFilter, shown: number, total: number) =>
  `${[filter.from, filter.to].filter(Boolean).join(' 至 ') || '全部日期'}，共 ${total} 条${shown < total ? `，导出最近 ${shown} 条` : ''}`;

const time = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'medium' });
const COLUMNS = [
  { header: '编号', width: 9, value: (row: TrailRow) => row.id },
  { header: '时间', width: 20, value: (row: TrailRow) => time.format(row.at) },
  { header: '账号', width: 16, value: (row: TrailRow) => row.account },
  { header: '姓名', width: 18, value: (row: TrailRow) => row.name },
  { header: '来源地址', width: 18, value: (row: TrailRow) => row.address },
  { header: '单位', width: 18, value: (row: TrailRow) => row.unitName },
  { header: '操作', width: 18, value: (row: TrailRow) => DEEDS[row.action] ?? row.action },
  { header: '对象', width: 22, value: (row: TrailRow) => row.object },
  { header: '详情', width: 60, value: (row: TrailRow) => JSON.stringify(row.detail) },
];
