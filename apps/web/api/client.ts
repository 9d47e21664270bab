import type { ProblemJson } from '../../api/views';
import { CommandKeys, commandText } from './command-keys';
import type { AnswerOf, Asked, BodyOf, Method } from './routes';

/** What went wrong with a request, in a Chinese sentence for the person. `status` 0: the server was not reached. */
export class RequestProblem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly problems: { field: string; message: string }[] = [],
    /** Whether a command may be done, or be under way, all the same. */
    readonly isOpen = status === 0,
  ) {
    super(title);
  }
}

let csrfToken = '';
let whenSignedOut: () => void = () => {};

/** Set from the session view; every command carries it. */
export function rememberCsrf(token: string): void {
  csrfToken = token;
}

/** Called when the server no longer knows the session. */
export function onSignedOut(listener: () => void): void {
  whenSignedOut = listener;
}

/** For the hook, whose own signature has looked at the path. */
export const readChecked = <T>(path: string, signal: AbortSignal): Promise<T> => ask<T>(path, { signal });

export function read<const Path extends string>(
  path: Path & Asked<Path, 'GET'>,
  signal?: AbortSignal,
): Promise<AnswerOf<Path, 'GET'>> {
  return ask(path, { ...(signal ? { signal } : {}) });
}

type Sent<Path extends string, M extends Method> =
  undefined extends BodyOf<Path, M> ? [body?: BodyOf<Path, M> | Record<string, never>] : [body: BodyOf<Path, M>];

const keys = new CommandKeys();
/** Commands under way; a second click on the same button waits for the first. */
const underWay = new Map<string, Promise<unknown>>();

/** A command: a JSON body, or a form where a file goes with it. However often it is given at once, it is sent once. */
export function send<const M extends Exclude<Method, 'GET'>, const Path extends string>(
  method: M,
  path: Path & Asked<Path, M>,
  ...[body]: Sent<Path, M>
): Promise<AnswerOf<Path, M>> {
  const text = commandText(method, path, body);
  const running = (underWay.get(text) ?? command(text, { method, path, body })) as Promise<AnswerOf<Path, M>>;
  underWay.set(text, running);
  return running;
}

interface Command {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

async function command<T>(text: string, { method, path, body }: Command): Promise<T> {
  const isForm = body instanceof FormData;
  const headers: Record<string, string> = { 'X-CSRF-Token': csrfToken, 'Idempotency-Key': keys.keyOf(text) };
  if (body && !isForm) headers['Content-Type'] = 'application/json';
  try {
    const answer = await ask<T>(path, {
      method,
      headers,
      ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}),
    });
    keys.answered(text);
    return answer;
  } catch (reason) {
    if (reason instanceof RequestProblem && !reason.isOpen) keys.answered(text);
    throw reason;
  } finally {
    underWay.delete(text);
  }
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401 && path !== '/api/session') whenSignedOut();
    throw problemOf(response, text);
  }
  return (text ? JSON.parse(text) : undefined) as T;
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, credentials: 'same-origin' });
  } catch (reason) {
    if (reason instanceof DOMException && reason.name === 'AbortError') throw reason;
    throw new RequestProblem(0, '没有连上服务器，请检查网络后重试；已填写的内容仍保留在本页。');
  }
}

function problemOf({ status, headers }: Response, text: string): RequestProblem {
  const problem = parseProblem(text);
  const isOpen = status >= 500 || status === 429 || headers.has('Retry-After');
  const title = problem?.title || UNEXPLAINED[status] || `服务器没有完成这一步（${status}），请稍后重试。`;
  return new RequestProblem(status, title, problem?.problems, isOpen);
}

function parseProblem(text: string): ProblemJson | undefined {
  try {
    return JSON.parse(text) as ProblemJson;
  } catch {
    return undefined; // A proxy in between may answer in HTML; the status then speaks.
  }
}

const UNEXPLAINED: Record<number, string> = {
  401: '登录已失效，请重新登录。',
  403: '您的账号没有这项权限。',
  404: '没有找到这条记录，可能已被撤回。',
  409: '这条记录刚被他人处理过，请刷新后再看。',
  413: '文件太大，请压缩后再上传。',
  429: '操作太频繁，请稍候再试。',
};

/** The sentence to show for anything caught. */
export function sentenceOf(reason: unknown): string {
  if (!(reason instanceof RequestProblem)) return '页面出现问题，请刷新后重试。';
  return [reason.message, ...reason.problems.map(({ message }) => message)].join(' ');
}
