import {
  BadRequestException,
  Body,
  Controller,
  ForbiddenException,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  Query,
  Res,
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { hasRole } from '@app/identity/account';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { readEntry } from '@app/registers/read-entry';
import { RegisterKind } from '@app/registers/register-kind';
import { REGISTER_KINDS, registerKind } from '@app/registers/register-kinds';
import { RegisterDesk } from '@app/registers/register-desk.store';
import { RegisterListStore, RegisterRow } from '@app/registers/register-list.store';
import { writeRegisterSheet, writeRegisterTemplate } from '@app/registers/register-sheet.writer';
import { EntryOrigin, RegisterStore } from '@app/registers/register.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CaseReaders, CurrentAccount, Roles, unitScope } from './access';
import { ApiBodyOf, ApiFile, ApiQueryOf } from './openapi';
import { EntriesQuery, EntryBody, EntryId, KindParam, Revocation, SheetFields } from './register-body';
import { entryView, importView, kindView } from './register-view';
import {
  RegisterHistoryView,
  RegisterImportView,
  RegisterKindsView,
  RegisterListView,
  RegisterSavedView,
} from './register-views';
import { OneFile, UploadedBytes } from './upload';

const MAX_FILE_BYTES = 5 * 1024 * 1024;
const MOST_EXPORTED = 20_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** 台账: what units register of matters no crawl can see. A unit sees and enters its own only. */
@ApiTags('registers')
@Controller('registers')
export class RegistersController {
  constructor(
    private readonly registers: RegisterStore,
    private readonly lists: RegisterListStore,
    private readonly desk: RegisterDesk,
    private readonly sites: SiteStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @CaseReaders()
  @Get()
  async kinds(@CurrentAccount() account: AskingAccount): Promise<RegisterKindsView> {
    const scope = unitScope(account);
    const [counts, units] = await Promise.all([this.lists.counts(scope), this.sites.units()]);
    return {
      kinds: REGISTER_KINDS.map((kind) => kindView(kind, counts.get(kind.id) ?? 0, mayEnter(account, kind))),
      units: units
        .filter(({ id }) => scope === 'all' || scope.includes(id))
        .map(({ id, unit }) => ({ id, name: unit.name })),
    };
  }

  @CaseReaders()
  @ApiQueryOf(EntriesQuery)
  @Get(':kind')
  async list(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Query() query: unknown,
  ): Promise<RegisterListView> {
    const kind = kindOf(kindId);
    const { page, size, ...filter } = EntriesQuery.parse(query);
    const paging = { limit: size, offset: (page - 1) * size };
    const { rows, total } = await this.lists.page(kind, unitScope(account), filter, paging);
    return { rows: rows.map(entryView), total, page, size };
  }

  @CaseReaders()
  @ApiFile('xlsx')
  @Get(':kind/template.xlsx')
  async template(@Param('kind') kindId: string, @Res() response: Response): Promise<void> {
    const kind = kindOf(kindId);
    sendSheet(response, `${kind.title}台账模板`, await writeRegisterTemplate(kind));
  }

  @CaseReaders()
  @ApiQueryOf(EntriesQuery)
  @ApiFile('xlsx')
  @Get(':kind/export.xlsx')
  async export(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Query() query: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const kind = kindOf(kindId);
    const { page: _page, size: _size, ...filter } = EntriesQuery.parse(query);
    const { rows } = await this.lists.page(kind, unitScope(account), filter, { limit: MOST_EXPORTED, offset: 0 });
    const sheet = await writeRegisterSheet(kind, rows);
    await this.identity.record(account.login, 'export', `register:${kind.id}`, { rows: rows.length });
    sendSheet(response, `${kind.title}台账`, sheet);
  }

  @CaseReaders()
  @Get(':kind/entries/:id')
  async history(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Param('id') id: string,
  ): Promise<RegisterHistoryView> {
    return { versions: (await this.versions(account, kindOf(kindId), id)).map(entryView) };
  }

  /** Registers one entry, or a new version of it. */
  @Roles('admin', 'supervisor', 'unitOfficer')
  @ApiBodyOf(EntryBody)
  @Post(':kind')
  @HttpCode(200)
  async enter(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Body() body: unknown,
  ): Promise<RegisterSavedView> {
    const kind = this.writable(account, kindId);
    const { unitId, texts, note } = EntryBody.parse(body);
    await this.reached(account, unitId);
    const { entry, problems } = readEntry(kind, texts);
    if (!entry)
      throw new BadRequestException(
        problems
          .slice(0, 20)
          .map(({ message }) => message)
          .join('；'),
      );
    const origin = await this.origin(account, 'form', note);
    const [diff] = await this.registers.save(kind, [{ unitId, drafts: [entry] }], origin);
    const result = diff?.added.length ? 'added' : diff?.changed.length ? 'changed' : 'unchanged';
    await this.identity.record(account.login, 'enter-register', `register:${kind.id}`, {
      unit: unitId,
      key: entry.key,
      result,
    });
    await this.judgeAgain([unitId]);
    return { result, key: entry.key };
  }

  /** Reads the file and says what it would change; nothing is stored. */
  @Roles('admin', 'supervisor', 'unitOfficer')
  @ApiBodyOf(SheetFields)
  @Post(':kind/preview')
  @HttpCode(200)
  @OneFile(MAX_FILE_BYTES)
  async preview(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Body() body: unknown,
    @UploadedFile() file?: UploadedBytes,
  ): Promise<RegisterImportView> {
    const kind = this.writable(account, kindId);
    const { unit } = SheetFields.parse(body);
    const { upload, fileName } = await this.upload(account, file, unit);
    return importView(kind, fileName, await this.desk.import(kind, upload));
  }

  @Roles('admin', 'supervisor', 'unitOfficer')
  @ApiBodyOf(SheetFields)
  @Post(':kind/import')
  @HttpCode(200)
  @OneFile(MAX_FILE_BYTES)
  async import(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Body() body: unknown,
    @UploadedFile() file?: UploadedBytes,
  ): Promise<RegisterImportView> {
    const kind = this.writable(account, kindId);
    const { unit, note } = SheetFields.parse(body);
    const { upload, fileName } = await this.upload(account, file, unit);
    const imported = await this.desk.import(kind, { ...upload, origin: await this.origin(account, 'import', note) });
    if (imported.isStored) {
      const detail = { rows: imported.rows, units: imported.diffs.map(({ unitId }) => unitId) };
      await this.identity.record(account.login, 'import-register', `register:${kind.id}`, detail);
      await this.judgeAgain(detail.units);
    }
    return importView(kind, fileName, imported);
  }

  /** Takes an entry out of force; its versions stay. */
  @Roles('admin', 'supervisor', 'unitOfficer')
  @ApiBodyOf(Revocation)
  @Post(':kind/entries/:id/revoke')
  @HttpCode(204)
  async revoke(
    @CurrentAccount() account: AskingAccount,
    @Param('kind') kindId: string,
    @Param('id') id: string,
    @Body() body: unknown,
  ): Promise<void> {
    const kind = this.writable(account, kindId);
    const { note } = Revocation.parse(body);
    const versions = await this.versions(account, kind, id);
    const entry = versions.find((each) => each.id === Number(id));
    const isDone = entry && (await this.registers.revoke(entry.unitId, entry.id, { name: account.name, note }));
    if (!isDone) throw new BadRequestException('这一版登记已不是现行的，请刷新后再看');
    await this.identity.record(account.login, 'revoke-register', `register:${kind.id}`, { key: entry.key, note });
    await this.judgeAgain([entry.unitId]);
  }

  private writable(account: AskingAccount, kindId: string): RegisterKind {
    const kind = kindOf(kindId);
    if (!mayEnter(account, kind)) throw new ForbiddenException(`“${kind.title}”由监督人员登记`);
    return kind;
  }

  /** What is not the account's own does not exist for it. */
  private async reached(account: AskingAccount, unitId: number): Promise<void> {
    const scope = unitScope(account);
    const isWithin = scope === 'all' || scope.includes(unitId);
    if (!isWithin || !(await this.sites.unit(unitId))) throw new NotFoundException('没有这个单位');
  }

  private async versions(account: AskingAccount, kind: RegisterKind, id: string): Promise<RegisterRow[]> {
    const wanted = EntryId.safeParse(id);
    const versions = wanted.success ? await this.lists.versions(kind, unitScope(account), wanted.data) : [];
    if (versions.length === 0) throw new NotFoundException('没有这条登记');
    return versions;
  }

  private async upload(account: AskingAccount, file?: UploadedBytes, unit?: number) {
    if (!file) throw new BadRequestException('请选择台账表格（.xlsx、.xls 或 .csv）');
    const unitId = unit ?? account.unitId ?? undefined;
    if (unitId !== undefined) await this.reached(account, unitId);
    // multer takes the bytes of the name for Latin-1.
    const fileName = Buffer.from(file.originalname, 'latin1').toString('utf8').slice(0, 200);
    return { upload: { bytes: file.buffer, unitId, scope: unitScope(account) }, fileName };
  }

  private async origin(account: AskingAccount, source: 'form' | 'import', note?: string): Promise<EntryOrigin> {
    const { today } = await this.sites.region();
    return { source: account.kind === 'machine' ? 'api' : source, by: account.name, asOf: today, note };
  }

  private async judgeAgain(unitIds: readonly number[]): Promise<void> {
    for (const unitId of unitIds) {
      const newest = await this.observations.newestId(unitId);
      if (newest) await this.stages.evaluate(newest.id);
    }
  }
}

function kindOf(id: string): RegisterKind {
  const known = KindParam.safeParse(id);
  if (!known.success) throw new NotFoundException('没有这种台账');
  return registerKind(known.data);
}

function mayEnter(account: AskingAccount, { writers }: RegisterKind): boolean {
  if (hasRole(account, 'admin', 'supervisor')) return true;
  return writers === 'unit' && hasRole(account, 'unitOfficer');
}

function sendSheet(response: Response, title: string, sheet: Buffer): void {
  response
    .type(XLSX)
    .setHeader(
      'Content-Disposition',
      `attachment; filename="register.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
    )
    .send(sheet);
}
