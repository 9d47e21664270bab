import { Inject, Injectable } from '@nestjs/common';
import { CookieOptions, Request, Response } from 'express';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';

/**
 * The cookie that bears the session. Where the platform is reached over TLS (PUBLIC_URL) it is `Secure` and has the
 * prefix `__Host-`, so that no neighbouring host and no plain connection can plant one.
 */
@Injectable()
export class SessionCookie {
  readonly name: string;
  readonly isSecure: boolean;

  constructor(@Inject(CONFIG) { publicUrl }: Config) {
    this.isSecure = publicUrl.startsWith('https://');
    this.name = this.isSecure ? '__Host-mingjian_session' : 'mingjian_session';
  }

  /** Undefined when the request brings none. */
  tokenOf(request: Request): string | undefined {
    return cookieOf(request, this.name);
  }

  set(response: Response, token: string): void {
    response.cookie(this.name, token, this.options());
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options());
  }

  private options(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', secure: this.isSecure, path: '/' };
  }
}

export function cookieOf(request: Request, wanted: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === wanted) return part.slice(at + 1).trim() || undefined;
  }
  return undefined;
}
