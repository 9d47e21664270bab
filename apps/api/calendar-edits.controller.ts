import {
  BadRequestException,
  Body,
  ConflictException,
  Controller,
  Delete,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { CalendarPreview, CalendarPreviews } from '@app/calendar/calendar-preview.store';
import { CalendarRefused, CalendarStore } from '@app/calendar/calendar.store';
import { readHolidaySheet } from '@app/calendar/read-holiday-sheet';
import { readTableBytes } from '@app/catalog/table-file.reader';
import { Account } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { CurrentAccount, PlatformRoles } from './access';
import { EditBody, editOf, SheetFields } from './calendar-edit-body';
import { CalendarPreviewView, HolidaySheetView, MovedDeadlineView, PreviewProgressView } from './calendar-views';
import { changedDays } from './calendar-year';
import { ApiBodyOf } from './openapi';
import { OneFile } from './upload';

const Edit = z.object({ edit: EditBody });
const AppliedPreview = z.object({ preview: z.number().int().positive().max(2_147_483_647) });

/** More than a screen holds; the change itself keeps all of them. */
const SHOWN_MOVED = 1000;
const MAX_SHEET_BYTES = 1024 * 1024;

/** 修改工作日历: a table or a text is read, a preview says what would move, and only what was looked at is done. */
@ApiTags('calendar')
@Controller('calendar')
export class CalendarEditsController {
  constructor(
    private readonly calendars: CalendarStore,
    private readonly previews: CalendarPreviews,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  /** Reads a table of days off; nothing is stored. */
  @PlatformRoles('admin')
  @ApiBodyOf(SheetFields)
  @Post('sheet')
  @HttpCode(200)
  @OneFile(MAX_SHEET_BYTES)
  sheet(@Body() body: unknown, @UploadedFile() file?: { readonly buffer: Buffer }): HolidaySheetView {
    const { year } = SheetFields.parse(body);
    if (!file) throw new BadRequestException('请选择放假安排的表格');
    const { rows } = readTableBytes(file.buffer);
    const texts = rows.map(({ row, cells }) => ({ row, cells: cells.map(({ text }) => text) }));
    const { days, problems } = readHolidaySheet(texts, year);
    return { days: problems.length > 0 ? [] : [...days], problems: problems.slice(0, 100) };
  }

  /** What an edit would do. The days are said at once, the deadlines are worked out by a worker. */
  @PlatformRoles('admin')
  @ApiBodyOf(Edit)
  @Post('preview')
  @HttpCode(200)
  async preview(@CurrentAccount() account: Account, @Body() body: unknown): Promise<CalendarPreviewView> {
    const before = await this.calendars.current();
    const wanted = editOf(Edit.parse(body).edit, before);
    if ('problems' in wanted) return { id: null, problems: [...wanted.problems], days: [] };
    const { edit } = wanted;
    const after = await this.calendars.currentWith(edit).catch(refusalSaid);
    if (typeof after === 'string') return { id: null, problems: [after], days: [] };
    const id = await this.previews.ask(edit, { login: account.login, versionBefore: before.version });
    await this.stages.calendar(id);
    return { id, problems: [], days: changedDays(before, after, edit) };
  }

  @PlatformRoles('admin')
  @Get('previews/:id')
  async progress(
    @CurrentAccount() account: Account,
    @Param('id', ParseIntPipe) id: number,
  ): Promise<PreviewProgressView> {
    const { state, rowsDone, rowsTotal, movedCount, problem } = await this.own(account, id);
    const moved = (await this.previews.moved(id, SHOWN_MOVED)) as MovedDeadlineView[];
    return { state, rowsDone, rowsTotal, movedCount, moved, problem };
  }

  @PlatformRoles('admin')
  @Delete('previews/:id')
  @HttpCode(204)
  async stop(@CurrentAccount() account: Account, @Param('id', ParseIntPipe) id: number): Promise<void> {
    await this.own(account, id);
    await this.previews.stop(id);
  }

  /** Makes the edit of a finished preview. */
  @PlatformRoles('admin')
  @ApiBodyOf(AppliedPreview)
  @Post('edits')
  @HttpCode(200)
  async apply(
    @CurrentAccount() account: Account,
    @Body() body: unknown,
  ): Promise<{ movedCount: number; version: string }> {
    const { preview } = AppliedPreview.parse(body);
    await this.own(account, preview);
    const applied = await this.calendars.apply(preview, account.name).catch(refusalSaid);
    if (typeof applied === 'string') throw new ConflictException(applied);
    const { kind, movedCount, version } = applied;
    await this.identity.record(account.login, 'edit-calendar', `calendar:${kind}`, { movedCount, version });
    for (const id of await this.observations.latestIds()) await this.stages.evaluate(id);
    return { movedCount, version };
  }

  /** Nobody makes an edit that somebody else looked at. */
  private async own(account: Account, id: number): Promise<CalendarPreview> {
    const preview = id > 0 && id <= 2_147_483_647 ? await this.previews.get(id) : undefined;
    if (preview?.askedBy !== account.login) throw new NotFoundException('预览已过时，请重新预览');
    return preview;
  }
}

/** What was refused, for the person; anything else goes on. */
function refusalSaid(error: unknown): string {
  if (error instanceof CalendarRefused) return error.message;
  throw error;
}
