import {
  BadRequestException,
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
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import { AlertListStore } from '@app/alerting/alert-list.store';
import { parseLocalDate } from '@app/calendar/local-date';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { ObjectionLine } from '@app/rectification/objection.store';
import { RectificationStore } from '@app/rectification/rectification.store';
import { UploadStore } from '@app/rectification/upload.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CaseReaders, CurrentAccount, Roles, unitScope } from './access';
import { ApiBodyOf, ApiFile, ApiQueryOf } from './openapi';
import { OneFile, UploadedBytes } from './upload';
import { ObjectionView } from './views';

const Objection = z.object({
  reason: z.string().trim().min(5, '请写明理由（至少5个字）').max(2000),
  formedOn: z
    .string()
    .refine((text) => text === '' || parseLocalDate(text) !== undefined, '应为日期 YYYY-MM-DD')
    .optional(),
});
const ObjectionQuery = z.object({ state: z.enum(['undecided', 'upheld', 'rejected']).optional() });
const Decision = z.object({ upheld: z.boolean(), decision: z.string().trim().min(1, '请写明裁定理由').max(2000) });

/** What an upload may be, told by its first bytes; the name is only shown. */
const FILE_KINDS: readonly { readonly start: string; readonly type: string }[] = [
  { start: '25504446', type: 'application/pdf' },
  { start: 'ffd8ff', type: 'image/jpeg' },
  { start: '89504e47', type: 'image/png' },
  { start: '504b0304', type: 'application/zip' },
  { start: 'd0cf11e0', type: 'application/x-ole-storage' },
];
const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** 异议申诉: while undecided, the problem stands in no notice and no bulletin. */
@ApiTags('objections')
@Controller()
export class ObjectionsController {
  constructor(
    private readonly files: UploadStore,
    private readonly cases: RectificationStore,
    private readonly alerts: AlertListStore,
    private readonly sites: SiteStore,
    private readonly identity: IdentityStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
  ) {}

  @Roles('unitOfficer')
  @ApiBodyOf(Objection)
  @Post('alerts/:id/objection')
  @OneFile(MAX_FILE_BYTES)
  async raise(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) alertId: number,
    @Body() body: unknown,
    @UploadedFile() file?: UploadedBytes,
  ): Promise<{ id: number }> {
    const { reason, formedOn } = Objection.parse(body);
    const scope = unitScope(account);
    const alert = await this.alerts.one(scope, alertId, { hidesProposals: true });
    if (!alert) throw new NotFoundException('没有这条告警');
    const id = await this.cases.raiseObjection(scope, alertId, {
      byAccount: account.id,
      byName: account.name,
      reason,
      formedOn: formedOn || null,
      file: file ? await this.kept(file) : null,
    });
    await this.identity.record(account.login, 'object', `alert:${alertId}`, { objection: id });
    return { id };
  }

  @CaseReaders()
  @ApiQueryOf(ObjectionQuery)
  @Get('objections')
  async list(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<ObjectionView[]> {
    const { state } = ObjectionQuery.parse(query);
    return (await this.cases.objections(unitScope(account), { state: state ? [state] : undefined })).map(objectionView);
  }

  @CaseReaders()
  @ApiFile('bytes')
  @Get('objections/:id/file')
  async file(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Res() response: Response,
  ): Promise<void> {
    const objection = await this.cases.objectionById(unitScope(account), id);
    if (!objection?.fileSha256) throw new NotFoundException('没有附件');
    await this.identity.record(account.login, 'download', `objection:${id}`);
    const name = encodeURIComponent(objection.fileName ?? 'file');
    response
      .type('application/octet-stream')
      .setHeader('Content-Disposition', `attachment; filename="objection-${id}"; filename*=UTF-8''${name}`)
      .send(await this.files.get(objection.fileSha256));
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Decision)
  @Post('objections/:id/decision')
  @HttpCode(204)
  async decide(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { upheld, decision } = Decision.parse(body);
    if (!(await this.cases.objectionById('all', id))) throw new NotFoundException('没有这条异议');
    const { today } = await this.sites.region();
    const { unitId, isRuled } = await this.cases.decideObjection(id, {
      isUpheld: upheld,
      decision,
      by: account.name,
      today,
    });
    await this.identity.record(account.login, 'decide-objection', `objection:${id}`, { upheld });
    const latest = isRuled ? await this.observations.latest(unitId) : undefined;
    if (latest) await this.stages.observe({ unitId, roundId: latest.roundId });
  }

  private async kept({ originalname, buffer }: UploadedBytes): Promise<{ name: string; sha256: string }> {
    const start = buffer.subarray(0, 4).toString('hex');
    if (!FILE_KINDS.some((kind) => start.startsWith(kind.start)))
      throw new BadRequestException('附件应为 PDF、JPG、PNG、Word 或 Excel 文件');
    const sha256 = await this.files.put(buffer);
    // multer hands names over as latin1; browsers send UTF-8.
    const name = Buffer.from(originalname, 'latin1')
      .toString('utf8')
      .replace(/[\p{C}/\\]/gu, '')
      .slice(-120);
    return { name: name || '附件', sha256 };
  }
}

export function objectionView(line: ObjectionLine): ObjectionView {
  const { unitId: _unit, fileSha256: _sha, ...view } = line;
  return { ...view, at: new Date(line.at).toISOString() };
}
