import {
  Body,
  ConflictException,
  Controller,
  HttpCode,
  Inject,
  NotFoundException,
  Post,
  Res,
  ServiceUnavailableException,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { OIDC_CLIENT } from '@app/identity/identity.token';
import { OidcClient } from '@app/identity/oidc.client';
import { SingleSignOnStore } from '@app/identity/single-sign-on.store';
import { CurrentSession, Everyone } from './access';
import { AnsweredOnce } from './idempotency';
import { OidcCookie } from './oidc-cookie';
import { ApiBodyOf } from './openapi';
import { Proof, ProofBody } from './proof';

/** One's own account and the provider's: joined and parted by who is logged in. */
@ApiTags('security')
@AnsweredOnce()
@Controller('security/sign-on')
export class SignOnLinkController {
  constructor(
    @Inject(OIDC_CLIENT) private readonly client: OidcClient | undefined,
    private readonly signOn: SingleSignOnStore,
    private readonly identity: IdentityStore,
    private readonly proof: Proof,
    private readonly browser: OidcCookie,
  ) {}

  /** Answers where the browser has to go. */
  @Everyone()
  @ApiBodyOf(ProofBody)
  @Post('link')
  @HttpCode(200)
  async link(
    @CurrentSession() session: Session,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<{ address: string }> {
    if (!this.client) throw new NotFoundException('本平台没有启用统一身份认证');
    await this.proof.demand(session, ProofBody.parse(body));
    const begun = await this.client.begin().catch(() => undefined);
    if (!begun) throw new ServiceUnavailableException('没有连上统一身份认证，请稍后再试');
    const { address, ...secrets } = begun;
    const wish = { returnTo: '/security', linkAccountId: session.account.id };
    this.browser.set(response, await this.signOn.start(secrets, wish));
    return { address };
  }

  @Everyone()
  @ApiBodyOf(ProofBody)
  @Post('unlink')
  @HttpCode(204)
  async unlink(@CurrentSession() session: Session, @Body() body: unknown): Promise<void> {
    await this.proof.demand(session, ProofBody.parse(body));
    if (!(await this.signOn.unlink(session.account.id)))
      throw new ConflictException('没有关联，或账号没有密码，解除后将无法登录');
    await this.identity.record(session.account.login, 'unlink-sign-on', 'account');
  }
}
