import { CanActivate, ExecutionContext, HttpException, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { NextFunction, Request, Response } from 'express';
import { AskingRequest } from './access';
import { callerOf } from './attempts';
import { RateAnswer, RateBuckets, RateLimit } from './rate-buckets';

const KIND = 'rateKind';
const MINUTE = 60;
const TOO_OFTEN = '操作过于频繁，请稍后再试';

/**
 * What one account may ask for. Reads are many on a lively page; commands are as many as a person quick with the keyboard
 * gives who goes through a worklist row by row; files cost a worker of their own.
 */
export const ACCOUNT_LIMITS = {
  read: { most: 1_200, seconds: MINUTE },
  command: { most: 300, seconds: MINUTE },
  upload: { most: 30, seconds: MINUTE },
  export: { most: 30, seconds: MINUTE },
} as const satisfies Record<string, RateLimit>;
export type RateKind = keyof typeof ACCOUNT_LIMITS;

/** What one address may ask for, whoever sits behind it: a whole office, or somebody without an account. */
export const ADDRESS_LIMIT: RateLimit = { most: 6_000, seconds: MINUTE };

/** Other than a read or a command, as the method tells. */
export const RateOf = (kind: RateKind) => SetMetadata(KIND, kind);

/** By account, once it is known. Attempts to log in are counted by who logs in (`session.controller.ts`). */
@Injectable()
export class RateGuard implements CanActivate {
  private readonly buckets = Object.fromEntries(
    Object.entries(ACCOUNT_LIMITS).map(([kind, limit]) => [kind, new RateBuckets(limit)]),
  ) as Record<RateKind, RateBuckets>;

  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AskingRequest>();
    if (!request.asking) return true;
    const isReading = request.method === 'GET' || request.method === 'HEAD';
    const kind =
      this.reflector.get<RateKind | undefined>(KIND, context.getHandler()) ?? (isReading ? 'read' : 'command');
    const { limit } = this.buckets[kind];
    const taken = this.buckets[kind].take(String(request.asking.id));
    const response = context.switchToHttp().getResponse<Response>();
    tell(response, { kind, limit, ...taken });
    if (!taken.isAllowed) throw new HttpException(TOO_OFTEN, 429);
    return true;
  }
}

/** By address, before anything is read or looked up. */
export function limitByAddress(limit = ADDRESS_LIMIT) {
  const buckets = new RateBuckets(limit);
  return (request: Request, response: Response, next: NextFunction): void => {
    const taken = buckets.take(callerOf(request.ip));
    if (taken.isAllowed) return next();
    tell(response, { kind: 'address', limit, ...taken });
    next(new HttpException(TOO_OFTEN, 429));
  };
}

/** In the words of the IETF's draft on RateLimit header fields. */
function tell(
  response: Response,
  { kind, limit, isAllowed, left, waitSeconds }: RateAnswer & { readonly kind: string; readonly limit: RateLimit },
): void {
  response.setHeader('RateLimit-Policy', `"${kind}";q=${limit.most};w=${limit.seconds}`);
  response.setHeader('RateLimit', `"${kind}";r=${left};t=${waitSeconds}`);
  if (!isAllowed) response.setHeader('Retry-After', String(waitSeconds));
}
