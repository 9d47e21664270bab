import {
  ConflictException,
  Controller,
  Get,
  GoneException,
  HttpCode,
  HttpException,
  Inject,
  NotFoundException,
  Param,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import type { CaptureStore } from '@app/crawling/capture.store';
import { CAPTURES } from '@app/crawling/capture.token';
import { changeBetween } from '@app/crawling/page-change';
import { ScreenshotStore } from '@app/crawling/screenshot.store';
import type { WarcRecord } from '@app/crawling/warc';
import { IdentityStore } from '@app/identity/identity.store';
import { LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { AskingAccount, CurrentAccount, Readers, Roles, unitScope } from './access';
import { CaptureReads, ReadPage, StoredCaptureRow } from './capture-reads.store';
import { ApiFile, ApiQueryOf } from './openapi';
import { CaptureChangeView, CapturedPage, CaptureRowView, CaptureView, PageLifeView } from './views';

const address = z
  .string()
  .min(1, '请给出网址')
  .max(4_000)
  .refine((text) => !text.includes('\0'), '网址有误');
const HistoryQuery = z.object({ url: address });
const EvidenceQuery = z.object({ url: address, sha256: z.string().regex(/^[0-9a-f]{64}$/, '应为 SHA-256') });
const ChangeQuery = z.object({
  from: z
    .string()
    .regex(/^\d{1,18}$/, '应为快照编号')
    .optional(),
});
const Id = z.string().regex(/^\d{1,18}$/, '应为快照编号');
const MAX_TEXT = 100_000;
const PNG = '89504e470d0a1a0a';

/**
 * 网页快照 — what was captured, when, from whom, and its place in the chain. Bytes of strangers leave as a download
 * that no browser renders, or as text within JSON; pictures are our own.
 */
@ApiTags('captures')
@Controller('captures')
export class CapturesController {
  constructor(
    @Inject(CAPTURES) private readonly captures: CaptureStore,
    @Inject(LOG) private readonly log: Log,
    private readonly reads: CaptureReads,
    private readonly screenshots: ScreenshotStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Readers()
  @ApiQueryOf(HistoryQuery)
  @Get()
  async history(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<CaptureRowView[]> {
    return this.reads.history(unitScope(account), HistoryQuery.parse(query).url);
  }

  /** The capture behind a piece of evidence, which names its address and its hash. */
  @Readers()
  @ApiQueryOf(EvidenceQuery)
  @Get('evidence')
  async evidence(@CurrentAccount() account: AskingAccount, @Query() query: unknown): Promise<CaptureView> {
    const { sha256, url } = EvidenceQuery.parse(query);
    return this.viewOf(await this.visible(account, (await this.reads.idOf(sha256, url)) ?? '0'));
  }

  @Readers()
  @Get(':id')
  async one(@CurrentAccount() account: AskingAccount, @Param('id') id: string): Promise<CaptureView> {
    return this.viewOf(await this.visible(account, id));
  }

  /** What it says differently from an earlier capture of its address. */
  @Readers()
  @ApiQueryOf(ChangeQuery)
  @Get(':id/change')
  async change(
    @CurrentAccount() account: AskingAccount,
    @Param('id') id: string,
    @Query() query: unknown,
  ): Promise<CaptureChangeView> {
    const to = await this.visible(account, id);
    const wanted = ChangeQuery.parse(query).from ?? (await this.reads.versionBefore(to));
    if (wanted === undefined) throw new NotFoundException('没有更早的不同快照可供比较');
    const from = await this.visible(account, wanted);
    if (from.siteId !== to.siteId || from.url !== to.url) throw new ConflictException('只能比较同一网址的快照');
    if (!from.page || !to.page) throw new NotFoundException('这份快照没有提取出文字，无法比较');
    return {
      from: { id: from.id, capturedAt: from.capturedAt },
      to: { id: to.id, capturedAt: to.capturedAt },
      change: changeBetween(from.page, to.page),
    };
  }

  /** What became of its address over the rounds. */
  @Readers()
  @Get(':id/life')
  async life(@CurrentAccount() account: AskingAccount, @Param('id') id: string): Promise<PageLifeView> {
    return this.reads.life(await this.visible(account, id));
  }

  /** The bytes as they were captured: a file to be saved, of no type a browser would open. */
  @Readers()
  @ApiFile('bytes')
  @Get(':id/raw')
  async raw(
    @CurrentAccount() account: AskingAccount,
    @Param('id') id: string,
    @Res() response: Response,
  ): Promise<void> {
    const capture = await this.visible(account, id);
    const bytes = await this.bytesOf(capture);
    await this.identity.record(account.login, 'download', `capture:${capture.id}`);
    inert(response)
      .type('application/octet-stream')
      .setHeader('Content-Disposition', `attachment; filename="capture-${capture.id}.bin"`)
      .send(bytes);
  }

  /** The capture as a WARC file, with headers, address and certificate, for any tool that reads the format. */
  @Readers()
  @ApiFile('bytes')
  @Get(':id/warc')
  async warc(
    @CurrentAccount() account: AskingAccount,
    @Param('id') id: string,
    @Res() response: Response,
  ): Promise<void> {
    const capture = await this.visible(account, id);
    const bytes = await this.kept(capture, () => this.captures.exported(capture));
    await this.identity.record(account.login, 'download', `capture:${capture.id}`);
    inert(response)
      .type('application/octet-stream')
      .setHeader('Content-Disposition', `attachment; filename="capture-${capture.id}.warc.gz"`)
      .send(bytes);
  }

  /** The picture of a screenshot. */
  @Readers()
  @ApiFile('png', 'read')
  @Get(':id/image')
  async image(
    @CurrentAccount() account: AskingAccount,
    @Param('id') id: string,
    @Res() response: Response,
  ): Promise<void> {
    const capture = await this.visible(account, id);
    if (capture.via !== 'screenshot') throw new NotFoundException('这不是截图');
    const bytes = await this.bytesOf(capture);
    if (bytes.subarray(0, 8).toString('hex') !== PNG) throw new NotFoundException('截图已损坏');
    inert(response).type('image/png').send(bytes);
  }

  /** Has the page opened and photographed now, by a worker that has a browser; the picture bears its own time. */
  @Roles('admin', 'supervisor')
  @Post(':id/screenshot')
  @HttpCode(202)
  async screenshot(@CurrentAccount() account: AskingAccount, @Param('id') id: string): Promise<{ id: number }> {
    const capture = await this.visible(account, id);
    if (capture.via === 'screenshot') throw new ConflictException('请对网页快照申请截图');
    const request = await this.screenshots.request(capture.id, account.name);
    if (request === 'busy') throw new HttpException('等待截图的网页较多，请稍后再试', 429);
    if (request === 'tooSoon') throw new HttpException('一分钟内已对该网站截图，请稍后再试', 429);
    await this.stages.screenshot(request);
    await this.identity.record(account.login, 'screenshot', `capture:${capture.id}`, { request });
    return { id: request };
  }

  private async visible(account: AskingAccount, id: string): Promise<StoredCaptureRow> {
    const capture = await this.reads.one(unitScope(account), Id.parse(id));
    if (!capture) throw new NotFoundException('没有这份快照');
    return capture;
  }

  private bytesOf(capture: StoredCaptureRow): Promise<Buffer> {
    return this.kept(capture, () => this.captures.get(capture.sha256, capture.location));
  }

  private async kept(capture: StoredCaptureRow, read: () => Promise<Buffer>): Promise<Buffer> {
    if (capture.expiredAt !== null) throw new GoneException('快照已过保存期限，内容已删除');
    try {
      return await read();
    } catch (error) {
      this.log.error(`capture ${capture.id}: ${(error as Error).message}`);
      throw new GoneException('快照内容缺失或与登记的 SHA-256 不符，请核验证据链');
    }
  }

  private async viewOf(capture: StoredCaptureRow): Promise<CaptureView> {
    const [record, screenshots] = await Promise.all([this.recordOf(capture), this.screenshots.ofCapture(capture.id)]);
    const { id, site, url, finalUrl, status, capturedAt, contentType, via, sha256, bytes, expiredAt, page } = capture;
    return {
      ...{ id, site, url, finalUrl, status, capturedAt, contentType, via, sha256, bytes, expiredAt },
      chain: { position: capture.position, value: capture.chain, recordSha256: capture.recordSha256 },
      address: record?.fields.get('warc-ip-address') ?? null,
      tls: record?.tls ?? null,
      statusLine: record?.http?.statusLine ?? null,
      headers: record?.http?.headers.map(([name, value]) => ({ name, value })) ?? [],
      isIntact: expiredAt !== null ? null : record !== null,
      title: page?.title ?? null,
      text: page?.text?.slice(0, MAX_TEXT) ?? null,
      read: page && readView(page),
      screenshots: screenshots.map(({ captureId: _capture, ...request }) => request),
    };
  }

  /** Null when the record or its bytes are gone, or are not what the chain says. */
  private async recordOf(capture: StoredCaptureRow): Promise<WarcRecord | null> {
    if (capture.expiredAt !== null) return null;
    try {
      const record = await this.captures.record(capture.record, capture.recordSha256);
      await this.captures.get(capture.sha256, capture.location);
      return record;
    } catch (error) {
      this.log.error(`capture ${capture.id}: ${(error as Error).message}`);
      return null;
    }
  }
}

const MOST_ENTRIES = 500;
const MOST_DATES = 200;

function readView(page: ReadPage): CapturedPage {
  const { kind, family, publishedOn, formedOn, documentNumber, indexNumber, issuingBody, source, validity } = page;
  return {
    ...{ kind, family, publishedOn, formedOn, documentNumber, indexNumber, issuingBody, source, validity },
    signedBy: page.signedBy,
    dates: page.dates.filter(({ from }) => from !== 'list').slice(0, MOST_DATES),
    entries: page.entries.slice(0, MOST_ENTRIES),
    attachments: page.attachments,
  };
}

/** Whatever opens it all the same gets neither scripts nor our origin. */
function inert(response: Response): Response {
  response.setHeader('Content-Security-Policy', "sandbox; default-src 'none'");
  response.setHeader('X-Content-Type-Options', 'nosniff');
  return response;
}
