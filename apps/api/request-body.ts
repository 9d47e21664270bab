import { BadRequestException, UnsupportedMediaTypeException } from '@nestjs/common';
import express, { NextFunction, Request, RequestHandler, Response } from 'express';

const KILOBYTE = 1024;
/** A catalog edited at once, or the text of a year's notice. */
const LARGE = 1024 * KILOBYTE;
/** Names, passwords, codes, settings: read before anybody is known. */
const SMALL = 16 * KILOBYTE;
const SMALL_BODIES = /^\/(?:session|security|oidc|accounts|regions|delegations)(?:\/|$)/;
/** Our deepest body has six. */
const DEEPEST = 32;

/** Reads JSON and nothing else; forms with files are read by the routes that take them (`upload.ts`). */
export function readBodies(): RequestHandler {
  const options = { strict: true, inflate: false, verify: refuseDeep };
  const [small, large] = [express.json({ ...options, limit: SMALL }), express.json({ ...options, limit: LARGE })];
  return (request: Request, response: Response, next: NextFunction) => {
    if (isOtherAlphabet(request)) return next(new UnsupportedMediaTypeException('请求内容应为 UTF-8 编码'));
    (SMALL_BODIES.test(request.path) ? small : large)(request, response, next);
  };
}

/** In UTF-7 or UTF-16 brackets and quotes are not the bytes that they are looked for by. */
function isOtherAlphabet({ headers }: Request): boolean {
  const [, charset] = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers['content-type'] ?? '') ?? [];
  return charset !== undefined && !/^utf-?8$/i.test(charset);
}

/** Before it is parsed: what is nested a hundred thousand deep ends whoever walks it by recursion. */
function refuseDeep(_request: unknown, _response: unknown, bytes: Buffer): void {
  if (depthOf(bytes) > DEEPEST) throw new BadRequestException('请求内容嵌套过深');
}

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((sign) =>
  sign.charCodeAt(0),
);

/** Of JSON, by its brackets outside of texts; in UTF-8 no byte of another sign is taken for one. */
export function depthOf(bytes: Uint8Array): number {
  let [depth, deepest, isText] = [0, 0, false];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (isText && byte === BACKSLASH) at++;
    else if (byte === QUOTE) isText = !isText;
    else if (!isText && (byte === OPEN_LIST || byte === OPEN_OBJECT)) deepest = Math.max(deepest, ++depth);
    else if (!isText && (byte === CLOSE_LIST || byte === CLOSE_OBJECT)) depth--;
  }
  return deepest;
}
