import { Controller, Get, HttpException, Inject, NotFoundException, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Request, Response } from 'express';
import { z } from 'zod';
import { IdentityStore } from '@app/identity/identity.store';
import { OIDC_CLIENT } from '@app/identity/identity.token';
import { OidcClient, OidcSecrets, Vouched } from '@app/identity/oidc.client';
import { ownPath } from '@app/identity/own-path';
import { PasswordStore } from '@app/identity/password.store';
import { SingleSignOnStore } from '@app/identity/single-sign-on.store';
import type { Config } from '@app/platform/config';
import { CONFIG, LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { whoAsks } from '@app/platform/scoped-database.client';
import { Public } from './access';
import { Attempts, callerOf } from './attempts';
import { OidcCookie } from './oidc-cookie';
import { ApiQueryOf, ApiRedirect } from './openapi';
import { SessionCookie } from './session-cookie';
import { SignOnOutcome, SignOnView } from './views';

/** As described; both are read with care of their own, since they come from elsewhere. */
const Start = z.object({ returnTo: z.string().optional() });
const Callback = z.object({ state: z.string().optional(), code: z.string().optional(), error: z.string().optional() });

/** 统一身份认证 — logging in at the office's own provider (OpenID Connect). */
@ApiTags('session')
@Controller('oidc')
export class OidcController {
  private readonly starts = new Attempts(60, 60_000);

  constructor(
    @Inject(OIDC_CLIENT) private readonly client: OidcClient | undefined,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
    private readonly signOn: SingleSignOnStore,
    private readonly passwords: PasswordStore,
    private readonly identity: IdentityStore,
    private readonly cookie: SessionCookie,
    private readonly browser: OidcCookie,
  ) {}

  @Public()
  @Get()
  offered(): SignOnView {
    return { name: this.client ? this.config.oidcName : null };
  }

  @Public()
  @ApiQueryOf(Start)
  @ApiRedirect('前往统一身份认证，或返回登录页')
  @Get('start')
  async start(@Query('returnTo') returnTo: unknown, @Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.client) throw new NotFoundException('本平台没有启用统一身份认证');
    if (!this.starts.isAllowed(callerOf(request.ip))) throw new HttpException('登录尝试过于频繁，请稍后再试', 429);
    try {
      const { address, ...secrets } = await this.client.begin();
      const to = ownPath(typeof returnTo === 'string' ? returnTo : undefined);
      this.browser.set(response, await this.signOn.start(secrets, { returnTo: to, linkAccountId: null }));
      response.redirect(303, address);
    } catch (error) {
      this.log.warn(`single sign-on cannot begin: ${reasonOf(error)}`);
      response.redirect(303, outcome('failed'));
    }
  }

  /** The provider leads the browser here. Whatever comes leads on to a page of ours. */
  @Public()
  @ApiQueryOf(Callback)
  @ApiRedirect('返回本平台的页面')
  @Get('callback')
  async callback(@Req() request: Request, @Res() response: Response): Promise<void> {
    const query = request.originalUrl.split('?')[1] ?? '';
    const state = new URLSearchParams(query).get('state') ?? '';
    const under = await this.signOn.take(state, this.browser.of(request) ?? '');
    this.browser.clear(response);
    if (!this.client || !under) return response.redirect(303, outcome('state'));
    const vouched = await this.finish(query, under);
    if (!vouched) return response.redirect(303, outcome('failed'));
    const to =
      under.linkAccountId === null
        ? await this.logIn(vouched, under.returnTo, response)
        : await this.link(under.linkAccountId, vouched);
    response.redirect(303, to);
  }

  private async finish(query: string, secrets: OidcSecrets): Promise<Vouched | undefined> {
    try {
      return await this.client?.finish(query, secrets);
    } catch (error) {
      this.log.warn(`single sign-on refused: ${reasonOf(error)}`);
      await this.identity.record('统一身份认证', 'log-in-refused', 'session', { method: 'oidc', reason: 'failed' });
      return undefined;
    }
  }

  private async logIn(vouched: Vouched, returnTo: string, response: Response): Promise<string> {
    const found = await this.signOn.find(vouched);
    const result =
      'refused' in found ? found : await this.passwords.enter(found.accountId, 'oidc', vouched.hasShownFactors);
    if ('refused' in found || 'refused' in result) {
      const reason = 'refused' in found ? found.refused : 'noRole';
      const { login = '', subject } = vouched;
      await this.identity.record(login || subject, 'log-in-refused', 'session', { method: 'oidc', reason, subject });
      return outcome(reason);
    }
    const { account, missing } = result.session;
    Object.assign(whoAsks(), { accountId: account.id, unitId: account.unitId });
    if (found.isNew) await this.identity.record(account.login, 'link-sign-on', 'account', linkOf(vouched));
    await this.identity.record(account.login, 'log-in', 'session', { method: 'oidc', ...(missing ? { missing } : {}) });
    this.cookie.set(response, result.token);
    return returnTo;
  }

  private async link(accountId: number, vouched: Vouched): Promise<string> {
    const account = await this.identity.account(accountId);
    if (!account) return outcome('disabled');
    if (!(await this.signOn.link(accountId, vouched))) return `/security?sso=taken`;
    Object.assign(whoAsks(), { accountId, unitId: account.unitId });
    await this.identity.record(account.login, 'link-sign-on', 'account', linkOf(vouched));
    return `/security?sso=linked`;
  }
}

const outcome = (reason: SignOnOutcome) => `/?sso=${reason}`;

const linkOf = ({ issuer, subject }: Vouched) => ({ issuer, subject });

/** For the operator's log; never what the provider or the browser sent as a secret. */
function reasonOf(error: unknown): string {
  const { message, code, error: told } = error as { message?: string; code?: string; error?: string };
  return [message, code, told]
    .filter(Boolean)
    .join(', ')
    .replace(/[\r\n]+/g, ' ')
    .slice(0, 300);
}
