import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Patch,
  Post,
  Put,
  Query,
  Res,
  UploadedFile,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { DataSource } from 'typeorm';
import { CatalogDesk, CatalogTasks, CatalogUpload } from '@app/catalog/catalog-desk.store';
import { CatalogReads } from '@app/catalog/catalog-reads.store';
import { CatalogReviewStore } from '@app/catalog/catalog-review.store';
import { CatalogThread } from '@app/catalog/catalog-thread.client';
import { CATALOG_KINDS, CatalogVersion } from '@app/catalog/catalog-version';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { SiteStore, StoredUnit } from '@app/sites/site.store';
import { Unit } from '@app/sites/unit';
import { AskingAccount, CurrentAccount, PlatformRoles, Readers, Roles, unitScope } from './access';
import { CatalogQuery, DiffQuery, Edits, FourEyes, RowsQuery, Upload } from './catalog-body';
import { CatalogSteps } from './catalog-steps.store';
import { changeView, diffView, mayChange, rowView, versionView } from './catalog-view';
import { CatalogDiffView, CatalogEditView, CatalogListView, CatalogPreviewView, CatalogView } from './catalog-views';
import { ApiBodyOf, ApiFile, ApiQueryOf } from './openapi';
import { OneFile, UploadedBytes } from './upload';

const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_ID = 2_147_483_647;
const MOST_PROBLEMS = 1000;
/** Versions of fewer rows are compared and written sooner than a thread is started. */
const LARGE_CATALOG = 2000;

/** 公开目录: import with preview, versions and their review, rows, differences, export. */
@ApiTags('catalogs')
@Controller('catalogs')
export class CatalogsController {
  private readonly thread: CatalogTasks;
  private readonly here: CatalogTasks;

  constructor(
    private readonly reads: CatalogReads,
    private readonly reviews: CatalogReviewStore,
    private readonly sites: SiteStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
    private readonly steps: CatalogSteps,
    db: DataSource,
  ) {
    this.thread = new CatalogThread(db);
    this.here = new CatalogDesk(db);
  }

  @Readers()
  @ApiQueryOf(CatalogQuery)
  @Get()
  async list(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<CatalogListView> {
    const { unit, kind, state } = CatalogQuery.parse(query);
    const versions = await this.reads.versions(unitScope(account), { unit, kind, state: state && [state] });
    const { today, isFourEyes } = await this.day();
    const actions = await this.steps.open(account, versions, { today, isFourEyes });
    return {
      versions: versions.map((version, at) => versionView(version, actions[at] ?? [], today)),
      isFourEyes,
      canImport: mayChange(account),
      canSetFourEyes: account.role === 'admin',
    };
  }

  /** Reads the file and says what it holds and what it would change; nothing is stored. */
  @Roles('admin', 'supervisor')
  @ApiBodyOf(Upload)
  @Post('preview')
  @HttpCode(200)
  @OneFile(MAX_FILE_BYTES)
  async preview(@Body() body: unknown, @UploadedFile() file?: UploadedBytes): Promise<CatalogPreviewView> {
    const { unit, kind } = Upload.parse(body);
    const owner = (await this.unit(unit)).unit;
    const { problems, columns, rows, diff, ...counts } = await this.thread.preview(uploadOf(file, unit, kind));
    const [current] = await this.reads.versions('all', { unit, kind, state: ['inForce'] });
    return {
      fileName: nameOf(file),
      unitName: owner.name,
      ...counts,
      problems: problems.map((problem) => ({ ...problem })),
      columns: columns.map((column) => ({ ...column })),
      rows: rows.map((row) => rowView(row, owner.kind)),
      diff: diffView(diff, current ? { id: current.id, version: current.version } : null),
    };
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Upload)
  @Post()
  @OneFile(MAX_FILE_BYTES)
  async save(
    @CurrentAccount() account: AskingAccount,
    @Body() body: unknown,
    @UploadedFile() file?: UploadedBytes,
  ): Promise<{ id: number; version: number }> {
    const { unit, kind, note } = Upload.parse(body);
    await this.unit(unit);
    const upload = uploadOf(file, unit, kind);
    const { id, version, itemCount, sha256 } = await this.thread.saveDraft({ ...upload, by: actorOf(account), note });
    const detail = { unit, kind, version, items: itemCount, sha256 };
    await this.identity.record(account.login, 'import-catalog', `catalog:${id}`, detail);
    return { id, version };
  }

  @PlatformRoles('admin')
  @ApiBodyOf(FourEyes)
  @Put('four-eyes')
  @HttpCode(204)
  async setFourEyes(@CurrentAccount() account: AskingAccount, @Body() body: unknown): Promise<void> {
    const { isFourEyes } = FourEyes.parse(body);
    await this.reviews.setFourEyes(isFourEyes);
    await this.identity.record(account.login, 'set-four-eyes', 'region', { isFourEyes });
  }

  @Readers()
  @ApiQueryOf(RowsQuery)
  @Get(':id')
  async one(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Query() query: unknown,
  ): Promise<CatalogView> {
    const { q, page, size } = RowsQuery.parse(query);
    const version = await this.version(account, id);
    const [{ rows, total }, problems, changes, predecessor, day] = await Promise.all([
      this.reads.rows(id, { q, limit: size, offset: (page - 1) * size }),
      this.reads.problems(id),
      this.reads.changes(id),
      this.reads.predecessor(version),
      this.day(),
    ]);
    const [actions = []] = await this.steps.open(account, [version], day);
    return {
      version: versionView(version, actions, day.today),
      rows: rows.map((row) => rowView(row, version.unitKind as Unit['kind'])),
      total,
      page,
      size,
      problems: problems.slice(0, MOST_PROBLEMS).map((problem) => ({ ...problem })),
      changes: changes.map(changeView),
      predecessor: predecessor ?? null,
    };
  }

  @Readers()
  @ApiQueryOf(DiffQuery)
  @Get(':id/diff')
  async diff(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Query() query: unknown,
  ): Promise<CatalogDiffView> {
    const version = await this.version(account, id);
    const { with: wanted = await this.reads.predecessor(version) } = DiffQuery.parse(query);
    const older = wanted === undefined ? undefined : await this.version(account, wanted);
    if (older && older.unitId !== version.unitId) throw new BadRequestException('只能比较同一单位的目录版本');
    const diff = await this.tasksFor(version, older).diff({ older: older?.id, newer: id });
    return diffView(diff, older ? { id: older.id, version: older.version } : null);
  }

  @Readers()
  @ApiFile('xlsx')
  @Get(':id/export.xlsx')
  async export(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Res() response: Response,
  ): Promise<void> {
    const version = await this.version(account, id);
    const title = `${version.unitName}${CATALOG_KINDS[version.kind]}（第${version.version}版）`;
    const sheet = await this.tasksFor(version).sheet({ id, title });
    await this.identity.record(account.login, 'export', `catalog:${id}`);
    response
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .setHeader(
        'Content-Disposition',
        `attachment; filename="catalog-${id}.xlsx"; filename*=UTF-8''${encodeURIComponent(`${title}.xlsx`)}`,
      )
      .send(Buffer.from(sheet));
  }

  @Roles('admin', 'supervisor')
  @ApiBodyOf(Edits)
  @Patch(':id')
  async edit(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<CatalogEditView> {
    const command = Edits.parse(body);
    const { unitId } = await this.version(account, id);
    const by = await this.steps.actor(account, unitId);
    const { problems, ...edited } = await this.reviews.edit(id, by, command);
    await this.identity.record(account.login, 'edit-catalog', `catalog:${edited.id}`, {
      from: id,
      edits: command.edits.length,
    });
    return { ...edited, problems: problems.map((problem) => ({ ...problem })) };
  }

  private tasksFor(...versions: readonly (CatalogVersion | undefined)[]): CatalogTasks {
    return versions.some((version) => version && version.itemCount > LARGE_CATALOG) ? this.thread : this.here;
  }

  private async version(account: AskingAccount, id: number): Promise<CatalogVersion> {
    const version = id > 0 && id <= MAX_ID ? await this.reads.version(unitScope(account), id) : undefined;
    if (!version) throw new NotFoundException('没有这个目录版本');
    return version;
  }

  private async unit(id: number): Promise<StoredUnit> {
    const unit = await this.sites.unit(id);
    if (!unit) throw new NotFoundException('没有这个单位');
    return unit;
  }

  private async day(): Promise<{ today: string; isFourEyes: boolean }> {
    return { today: (await this.sites.regionOrEmpty()).today, isFourEyes: await this.reviews.isFourEyes() };
  }
}

function actorOf({ id, name }: AskingAccount) {
  return { accountId: id, name };
}

function uploadOf(file: UploadedBytes | undefined, unitId: number, kind: CatalogUpload['kind']): CatalogUpload {
  if (!file) throw new BadRequestException('请选择目录文件');
  return { bytes: file.buffer, name: nameOf(file), unitId, kind };
}

/** multer hands names over as latin1; browsers send UTF-8. */
function nameOf(file: UploadedBytes | undefined): string {
  const name = Buffer.from(file?.originalname ?? '', 'latin1')
    .toString('utf8')
    .replace(/[\p{C}/\\]/gu, '')
    .slice(-120);
  return name || '目录';
}
