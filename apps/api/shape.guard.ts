import {
  BadRequestException,
  CanActivate,
  ExecutionContext,
  HttpException,
  Injectable,
  SetMetadata,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { OpenAPIObject } from '@nestjs/swagger';
import { NextFunction, Request, RequestHandler, Response } from 'express';

const REPEATABLE = 'repeatable';
/** What `ApiConsumes` notes at a route. */
const CONSUMES = 'swagger/apiConsumes';
const FORM = 'multipart/form-data';

/** Words of a query that may come several times; any other that does is refused. */
export const Repeatable = (words: readonly string[]) => SetMetadata(REPEATABLE, words);

/**
 * The outer form of a request, before anything of it is read: one value for each word of the query, so that nobody down
 * the line takes the first and somebody else the last; and a body of the kind that the route takes.
 */
@Injectable()
export class ShapeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    const handler = context.getHandler();
    const repeatable = this.reflector.get<string[] | undefined>(REPEATABLE, handler) ?? [];
    for (const [word, value] of Object.entries(request.query))
      if (typeof value !== 'string' && !repeatable.includes(word))
        throw new BadRequestException('查询参数重复，每个参数只能出现一次');
    const takesForm = this.reflector.get<string[] | undefined>(CONSUMES, handler)?.includes(FORM);
    if (hasBody(request) && !request.is(takesForm ? FORM : 'application/json'))
      throw new UnsupportedMediaTypeException(`请求内容应为 ${takesForm ? FORM : 'application/json'}`);
    return true;
  }
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** 405 with what is allowed, for a path that the document knows by other methods only. */
export function refuseOtherMethods({ paths }: OpenAPIObject): RequestHandler {
  const known = Object.entries(paths).map(([path, operations]) => ({
    pattern: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}/?$`),
    methods: Object.keys(operations).map((method) => method.toUpperCase()),
  }));
  return (request: Request, response: Response, next: NextFunction) => {
    const methods = known.filter(({ pattern }) => pattern.test(request.path)).flatMap((each) => each.methods);
    const asked = request.method === 'HEAD' ? 'GET' : request.method;
    if (methods.length === 0 || methods.includes(asked) || asked === 'OPTIONS') return next();
    response.setHeader('Allow', [...new Set([...methods, ...(methods.includes('GET') ? ['HEAD'] : [])])].join(', '));
    next(new HttpException('此地址不支持这种操作', 405));
  };
}
