import type { ProblemJson } from '../../api/views';

/** What went wrong with a request, in a Chinese sentence for the person. `status` 0: the server was not reached. */
export class RequestProblem extends Error {
  constructor(
    readonly status: number,
    title: string,
    readonly problems: { field: string; message: string }[] = [],
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

export function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(path, { ...(signal ? { signal } : {}) });
}

/** A command: a JSON body, or a form where a file goes with it. */
export function send<T = void>(
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object | FormData,
): Promise<T> {
  const headers: Record<string, string> = { 'X-CSRF-Token': csrfToken };
  const isForm = body instanceof FormData;
  if (body && !isForm) headers['Content-Type'] = 'application/json';
  return ask<T>(path, { method, headers, ...(body ? { body: isForm ? body : JSON.stringify(body) } : {}) });
}

async function ask<T>(path: string, init: RequestInit): Promise<T> {
  const response = await reach(path, init);
  const text = await response.text();
  if (!response.ok) {
    if (response.status === 401 && path !== '/api/session') whenSignedOut();
    throw problemOf(response.status, text);
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

function problemOf(status: number, text: string): RequestProblem {
  const problem = parseProblem(text);
  if (problem?.title) return new RequestProblem(status, problem.title, problem.problems);
  return new RequestProblem(status, UNEXPLAINED[status] ?? `服务器没有完成这一步（${status}），请稍后重试。`);
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
