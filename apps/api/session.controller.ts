import {
  Body,
  ConflictException,
  Controller,
  Delete,
  ForbiddenException,
  Get,
  HttpCode,
  HttpException,
  Post,
  Req,
  Res,
  UnauthorizedException,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Request, Response } from 'express';
import { z } from 'zod';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { IdentitySettingStore } from '@app/identity/identity-setting.store';
import { passwordRules } from '@app/identity/password-rules';
import { PasswordStore } from '@app/identity/password.store';
import { SecondFactorStore } from '@app/identity/second-factor.store';
import { whoAsks } from '@app/platform/scoped-database.client';
import { CurrentSession, Everyone, Meanwhile, Public } from './access';
import { Attempts, callerOf } from './attempts';
import { AnsweredOnce } from './idempotency';
import { ApiBodyOf } from './openapi';
import { SessionCookie } from './session-cookie';
import { LOCKED, NO_ROLE, WRONG_CODE } from './session-words';
import { SessionViews } from './session-views';
import { SessionView } from './views';

const LogIn = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) });
const Code = z.object({ code: z.string().min(1, '请填写动态口令').max(40) });
const NewPassword = z.object({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) });

const MINUTE_MS = 60_000;

/** 登录、退出、修改密码. */
@ApiTags('session')
@AnsweredOnce()
@Controller('session')
export class SessionController {
  /** Every try costs a hash; wrong ones cost the caller more of them. */
  private readonly tries = new Attempts(120, MINUTE_MS);
  private readonly failures = new Attempts(20, MINUTE_MS);
  /** Whether the login exists or not, so that this tells nothing either. */
  private readonly wrongLogins = new Attempts(10, 10 * MINUTE_MS);

  constructor(
    private readonly identity: IdentityStore,
    private readonly passwords: PasswordStore,
    private readonly settings: IdentitySettingStore,
    private readonly factor: SecondFactorStore,
    private readonly cookie: SessionCookie,
    private readonly views: SessionViews,
  ) {}

  @Public()
  @ApiBodyOf(LogIn)
  @Post()
  @HttpCode(200)
  async logIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const caller = callerOf(request.ip);
    const { login, password } = LogIn.parse(body);
    if (!this.tries.isAllowed(caller) || !this.failures.isOpen(caller) || !this.wrongLogins.isOpen(login))
      throw new HttpException('登录尝试过于频繁，请稍后再试', 429);
    const result = await this.passwords.logIn(login, password);
    if ('refused' in result) {
      await this.identity.record(login, 'log-in-refused', 'session', { reason: result.refused });
      if (result.refused === 'noRole') throw new ForbiddenException(NO_ROLE);
      this.failures.isAllowed(caller);
      this.wrongLogins.isAllowed(login);
      throw new UnauthorizedException(result.refused === 'locked' ? LOCKED : '账号或密码不正确');
    }
    const before = this.cookie.tokenOf(request);
    if (before) await this.identity.logOut(before);
    this.cookie.set(response, result.token);
    const { account, missing } = result.session;
    Object.assign(whoAsks(), { accountId: account.id, unitId: account.unitId });
    await this.identity.record(login, 'log-in', 'session', missing ? { missing } : {});
    return this.views.of(result.session);
  }

  @Everyone()
  @Meanwhile('code', 'secondFactor', 'password')
  @Get()
  async current(@CurrentSession() session: Session): Promise<SessionView> {
    return this.views.of(session);
  }

  @Everyone()
  @Meanwhile('code', 'secondFactor', 'password')
  @Delete()
  @HttpCode(204)
  async logOut(
    @CurrentSession() { account }: Session,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.identity.logOut(this.cookie.tokenOf(request) ?? '');
    await this.identity.record(account.login, 'log-out', 'session');
    this.cookie.clear(response);
  }

  /** The second step: a code of the telephone, or a recovery code. */
  @Everyone()
  @Meanwhile('code')
  @ApiBodyOf(Code)
  @Post('code')
  @HttpCode(200)
  async showCode(
    @CurrentSession() session: Session,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { code } = Code.parse(body);
    const { login, id } = session.account;
    if (session.missing !== 'code') throw new ConflictException('动态口令已经通过，请刷新页面');
    const check = await this.factor.check(id, code);
    if (check !== 'right') {
      await this.identity.record(login, 'log-in-refused', 'session', { reason: check, step: 'code' });
      throw new HttpException(check === 'locked' ? LOCKED : WRONG_CODE, 400);
    }
    const token = await this.factor.complete(session);
    await this.identity.record(login, 'log-in', 'session', { step: 'code', isRecovery: !/^\d{6}$/.test(code.trim()) });
    return this.goOn(response, token);
  }

  @Everyone()
  @Meanwhile('password')
  @Get('password')
  async passwordRules(): Promise<{ rules: string[] }> {
    const { minPasswordLength, keptPasswords } = await this.settings.read();
    return { rules: [...passwordRules(minPasswordLength, keptPasswords)] };
  }

  @Everyone()
  @Meanwhile('password')
  @ApiBodyOf(NewPassword)
  @Post('password')
  @HttpCode(200)
  async changePassword(
    @CurrentSession() session: Session,
    @Body() body: unknown,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { current, next } = NewPassword.parse(body);
    const result = await this.passwords.change(session, current, next);
    if ('problems' in result) throw new HttpException(`新密码不符合要求：${result.problems.join('；')}`, 400);
    if ('refused' in result) throw new HttpException(result.refused === 'locked' ? LOCKED : '原密码不正确', 400);
    await this.identity.record(session.account.login, 'change-password', 'account');
    return this.goOn(response, result.token);
  }

  private async goOn(response: Response, token: string): Promise<SessionView> {
    const session = await this.identity.session(token);
    if (!session) throw new UnauthorizedException('请重新登录');
    this.cookie.set(response, token);
    return this.views.of(session);
  }
}
