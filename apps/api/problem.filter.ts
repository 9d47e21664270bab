import { ArgumentsHost, Catch, ExceptionFilter, HttpException } from '@nestjs/common';
import { Response } from 'express';
import { QueryFailedError } from 'typeorm';
import { ZodError } from 'zod';
import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { CatalogRefused } from '@app/catalog/catalog-version';
import { IdentityRefused } from '@app/identity/identity-refused';
import type { Log } from '@app/platform/log';
import { CaseRefused } from '@app/rectification/case';
import { NoticeRefused } from '@app/rectification/notice-alert';
import { ProblemJson } from './views';

/** By status: what is said where nothing better is known. */
export const PROBLEM_TITLES: Readonly<Record<number, string>> = {
  400: '请求内容有误',
  401: '请先登录',
  403: '当前账号无权进行此操作',
  404: '没有找到',
  409: '数据已被他人更新，请刷新后重试',
  405: '此地址不支持这种操作',
  413: '提交的内容过大',
  415: '不支持的内容类型',
  422: '同一个 Idempotency-Key 已用于另一项操作',
  429: '操作过于频繁，请稍后再试',
  500: '服务暂时不可用，请稍后重试',
};

/** Not an error: what a command answered when it was done, for whoever repeats it. */
export class KeptAnswerAgain extends Error {
  constructor(
    readonly status: number,
    readonly contentType: string | null,
    readonly answer: string,
  ) {
    super('answered before');
  }
}

/** Every error leaves as application/problem+json with a Chinese sentence; what went wrong inside is only logged. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (error instanceof KeptAnswerAgain) {
      if (error.contentType) response.type(error.contentType);
      response.status(error.status).send(error.answer);
      return;
    }
    const problem = problemOf(error);
    if (problem.status >= 500)
      this.log.error(`request failed: ${error instanceof Error ? error.stack : String(error)}`);
    // What was asked for could not be stored, or somebody was first: the answer says so, and nothing is broken.
    else if (error instanceof QueryFailedError) this.log.info(`request refused by the database: ${error.message}`);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }
}

export function problemOf(error: unknown): ProblemJson {
  if (error instanceof ZodError)
    return {
      status: 400,
      title: '请求内容有误',
      problems: error.issues.slice(0, MOST_PROBLEMS).map(({ path, message }) => ({ field: path.join('.'), message })),
    };
  if (error instanceof CatalogFileError) return { status: 400, title: error.message };
  if (error instanceof CaseRefused || error instanceof NoticeRefused || error instanceof CatalogRefused)
    return { status: 409, title: error.message };
  if (error instanceof IdentityRefused) return { status: error.kind === 'missing' ? 404 : 409, title: error.message };
  const status = error instanceof HttpException ? error.getStatus() : statusOf(error);
  const said = error instanceof HttpException ? error.message : '';
  return { status, title: isChinese(said) ? said : (PROBLEM_TITLES[status] ?? '服务暂时不可用，请稍后重试') };
}

const MOST_PROBLEMS = 50;

/** Codes of PostgreSQL for what it cannot hold: U+0000, half characters, numbers beyond its own. */
const UNSTORABLE = new Set(['22021', '22P05', '22003', '22P02']);

/** Of what two did at the same time, held by an index or a lock: somebody was first. */
const CONFLICTS = new Set(['23505', '23503', '40001', '40P01']);

/** body-parser and multer put the status on the error itself. */
function statusOf(error: unknown): number {
  const code = (error as { code?: string } | null)?.code ?? '';
  if (UNSTORABLE.has(code)) return 400;
  if (CONFLICTS.has(code)) return 409;
  const status = (error as { status?: unknown; statusCode?: unknown } | null)?.status;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : 500;
}

const isChinese = (text: string) => /[\u4e00-\u9fff]/.test(text);
