import { createHash } from 'node:crypto';
import {
  applyDecorators,
  BadRequestException,
  CallHandler,
  ConflictException,
  ExecutionContext,
  HttpException,
  Inject,
  Injectable,
  NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension } from '@nestjs/swagger';
import type { Response } from 'express';
import { catchError, concatMap, Observable } from 'rxjs';
import { LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { AskingRequest } from './access';
import { Claim, CommandKey, CommandKeyStore, KeptAnswer } from './idempotency.store';
import { KeptAnswerAgain, problemOf } from './problem.filter';

const ANSWERED_ONCE = 'answeredOnce';
const COMMANDS = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
const KEY = /^[\x21-\x7e]{1,100}$/;
const LONGEST_KEPT = 64 * 1024;
const RETRY_SECONDS = 2;

/**
 * For commands that are given, or answer, what is kept nowhere in the clear: passwords, codes, tokens. A repeat is told
 * that it was done, and neither answer nor a digest of the body is kept.
 */
export const AnsweredOnce = () =>
  applyDecorators(SetMetadata(ANSWERED_ONCE, true), ApiExtension('x-answered-once', true));

type CommandRequest = AskingRequest & { commandKey?: CommandKey; file?: { originalname: string; buffer: Buffer } };

/**
 * Does a command that bears an `Idempotency-Key` once, however often it comes: a double click, a retry after a broken
 * connection. Stands before all controllers, and once more behind the reader of uploads, who reads what is digested.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly keys: CommandKeyStore,
    private readonly reflector: Reflector,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const request = context.switchToHttp().getRequest<CommandRequest>();
    const response = context.switchToHttp().getResponse<Response>();
    const isOnce = this.reflector.getAllAndOverride<boolean>(ANSWERED_ONCE, [context.getHandler(), context.getClass()]);
    const command = commandOf(request, isOnce);
    if (!command) return next.handle();
    refuseRepeat(await this.keys.claim(command), response);
    request.commandKey = command;
    return next.handle().pipe(
      catchError(async (error: unknown) => {
        await this.settle(command, isOnce ? undefined : refusalOf(error));
        throw error;
      }),
      concatMap(async (value: unknown) => {
        await this.settle(command, answerOf(response, value, isOnce));
        return value;
      }),
    );
  }

  /** The command is done or refused by now, whatever becomes of the note about it. */
  private async settle(command: CommandKey, answer: KeptAnswer | undefined): Promise<void> {
    try {
      await (answer ? this.keys.keep(command, answer) : this.keys.giveUp(command));
    } catch (error) {
      this.log.error(`the answer to a command was not kept: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}

/** Undefined where there is no key, or it means nothing; and for uploads that are not read yet. */
function commandOf(request: CommandRequest, isOnce: boolean): CommandKey | undefined {
  const key = request.headers['idempotency-key'];
  if (key === undefined || !request.asking || !COMMANDS.has(request.method) || request.commandKey) return undefined;
  if (request.is('multipart/form-data') && request.body === undefined) return undefined;
  if (typeof key !== 'string' || !KEY.test(key))
    throw new BadRequestException('Idempotency-Key 应为 1–100 个英文字母、数字或符号，不含空格');
  return { accountId: request.asking.id, key, digest: digestOf(request, isOnce) };
}

/** A password among what is digested could be guessed from the digest. */
function digestOf({ method, originalUrl, body, file }: CommandRequest, isOnce: boolean): string {
  const bytes = file && [file.originalname, createHash('sha256').update(file.buffer).digest('hex')];
  const told = isOnce ? [] : [body ?? null, bytes ?? null];
  return createHash('sha256')
    .update(JSON.stringify([method, originalUrl, ...told]))
    .digest('hex');
}

/** @throws unless the command is to be done now */
function refuseRepeat(claim: Claim, response: Response): void {
  if (claim.kind === 'first') return;
  if (claim.kind === 'other') throw new HttpException('同一个 Idempotency-Key 已用于另一项操作，请换一个', 422);
  if (claim.kind === 'done') {
    response.setHeader('Idempotent-Replayed', 'true');
    if (claim.answer === null) throw new ConflictException('这一步已经完成，请刷新页面查看结果');
    throw new KeptAnswerAgain(claim.status, claim.contentType, claim.answer);
  }
  if (claim.isLost) throw new ConflictException('上一次提交没有留下结果，请刷新页面核对后重新操作');
  response.setHeader('Retry-After', String(RETRY_SECONDS));
  throw new ConflictException('同一操作正在处理，请稍候');
}

function answerOf(response: Response, value: unknown, isOnce: boolean): KeptAnswer {
  const { statusCode: status } = response;
  const isNothing = value === undefined || value === null;
  const text = isNothing ? '' : JSON.stringify(value);
  const isKept = !isOnce && !response.headersSent && Buffer.byteLength(text) <= LONGEST_KEPT;
  return { status, contentType: isNothing ? null : 'application/json', answer: isKept ? text : null };
}

/** Undefined for what may end differently the next time: our own failures, and what came too often. */
function refusalOf(error: unknown): KeptAnswer | undefined {
  const problem = problemOf(error);
  if (problem.status >= 500 || problem.status === 429) return undefined;
  return { status: problem.status, contentType: 'application/problem+json', answer: JSON.stringify(problem) };
}
