import { Body, Controller, ForbiddenException, HttpCode, HttpException, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Response } from 'express';
import { z } from 'zod';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { SecondFactorStore } from '@app/identity/second-factor.store';
import { CurrentSession, Everyone, Meanwhile } from './access';
import { AnsweredOnce } from './idempotency';
import { ApiBodyOf } from './openapi';
import { Proof, ProofBody } from './proof';
import { SessionCookie } from './session-cookie';
import { SessionViews } from './session-views';
import { EnrolledView, SecondFactorOfferView, SessionView } from './views';

const code = z.string().min(1, '请填写动态口令').max(40);
const Enrolment = z.object({ offer: z.string().max(1_000), code });
const Code = z.object({ code });

/** 第二因素 of one's own account. */
@ApiTags('security')
@AnsweredOnce()
@Controller('security/second-factor')
export class SecondFactorController {
  constructor(
    private readonly identity: IdentityStore,
    private readonly proof: Proof,
    private readonly factor: SecondFactorStore,
    private readonly cookie: SessionCookie,
    private readonly views: SessionViews,
  ) {}

  @Everyone()
  @Meanwhile('secondFactor')
  @ApiBodyOf(ProofBody)
  @Post()
  @HttpCode(200)
  async offer(@CurrentSession() session: Session, @Body() body: unknown): Promise<SecondFactorOfferView> {
    await this.proof.demand(session, ProofBody.parse(body));
    const { key, address, sealed } = this.factor.offer(session.account);
    return { key, address, offer: sealed };
  }

  @Everyone()
  @Meanwhile('secondFactor')
  @ApiBodyOf(Enrolment)
  @Post('confirm')
  @HttpCode(200)
  async confirm(
    @CurrentSession() session: Session,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EnrolledView> {
    const { offer, code: shown } = Enrolment.parse(body);
    const enrolled = await this.factor.enrol(session, offer, shown.trim());
    if (!enrolled) throw new HttpException('动态口令不正确，或这次设置已超过十分钟；请核对手机时间后重试', 400);
    await this.identity.record(session.account.login, 'set-second-factor', 'account');
    return { session: await this.goOn(response, enrolled.token), recoveryCodes: [...enrolled.recoveryCodes] };
  }

  @Everyone()
  @ApiBodyOf(Code)
  @Post('recovery-codes')
  @HttpCode(200)
  async renewRecoveryCodes(
    @CurrentSession() { account }: Session,
    @Body() body: unknown,
  ): Promise<{ recoveryCodes: string[] }> {
    await this.proof.demandCode(account.id, Code.parse(body).code);
    const recoveryCodes = [...(await this.factor.renewRecoveryCodes(account.id))];
    await this.identity.record(account.login, 'renew-recovery-codes', 'account');
    return { recoveryCodes };
  }

  @Everyone()
  @ApiBodyOf(Code)
  @Post('remove')
  @HttpCode(200)
  async remove(
    @CurrentSession() session: Session,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    await this.proof.demandCode(session.account.id, Code.parse(body).code);
    const token = await this.factor.remove(session);
    if (!token) throw new ForbiddenException('按安全设置，您的角色必须使用动态口令，不能停用');
    await this.identity.record(session.account.login, 'remove-second-factor', 'account');
    return this.goOn(response, token);
  }

  private async goOn(response: Response, token: string): Promise<SessionView> {
    const session = await this.identity.session(token);
    if (!session) throw new Error('a session just opened cannot be read');
    this.cookie.set(response, token);
    return this.views.of(session);
  }
}
