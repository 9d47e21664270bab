import { Injectable } from '@nestjs/common';
import { CookieOptions, Request, Response } from 'express';
import { cookieOf, SessionCookie } from './session-cookie';

const TEN_MINUTES_MS = 600_000;

/**
 * Binds a log-in at the provider to the browser that began it. `Lax`: the provider leads the browser back from another
 * site, which `Strict` cookies do not survive.
 */
@Injectable()
export class OidcCookie {
  private readonly name: string;

  constructor(private readonly session: SessionCookie) {
    this.name = session.isSecure ? '__Host-mingjian_oidc' : 'mingjian_oidc';
  }

  of(request: Request): string | undefined {
    return cookieOf(request, this.name);
  }

  set(response: Response, browser: string): void {
    response.cookie(this.name, browser, { ...this.options(), maxAge: TEN_MINUTES_MS });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options());
  }

  private options(): CookieOptions {
    return { httpOnly: true, sameSite: 'lax', secure: this.session.isSecure, path: '/' };
  }
}
