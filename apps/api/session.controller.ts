import {
  Body,
  Controller,
  Delete,
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
import { Account } from '@app/identity/account';
import { IdentityStore, MIN_PASSWORD_LENGTH, Session } from '@app/identity/identity.store';
import { SiteStore } from '@app/sites/site.store';
import { cookieOf, CurrentAccount, CurrentSession, Everyone, Public, SESSION_COOKIE } from './access';
import { Attempts } from './attempts';
import { ApiBodyOf } from './openapi';
import { SessionView } from './views';

const LogIn = z.object({ login: z.string().min(1).max(100), password: z.string().min(1).max(200) });
const NewPassword = z.object({
  current: z.string().max(200),
  next: z
    .string()
    .min(MIN_PASSWORD_LENGTH, `新密码至少 ${MIN_PASSWORD_LENGTH} 位`)
    .max(200, '新密码过长')
    .refine((text) => /[a-z]/i.test(text) && /\d/.test(text), '新密码须同时含有字母和数字'),
});

/** 登录、退出、修改密码. */
@ApiTags('session')
@Controller('session')
export class SessionController {
  private readonly attempts = new Attempts(20, 60_000);

  constructor(
    private readonly identity: IdentityStore,
    private readonly sites: SiteStore,
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
    if (!this.attempts.isAllowed(request.ip ?? '')) throw new HttpException('登录尝试过于频繁，请一分钟后再试', 429);
    const { login, password } = LogIn.parse(body);
    const result = await this.identity.logIn(login, password);
    if ('refused' in result) {
      await this.identity.record(login, 'log-in-refused', 'session', { reason: result.refused });
      throw new UnauthorizedException(
        result.refused === 'locked' ? '连续输错密码，账号已锁定 15 分钟' : '账号或密码不正确',
      );
    }
    this.setCookie(request, response, result.token);
    await this.identity.record(login, 'log-in', 'session');
    return this.view(result.session);
  }

  @Everyone()
  @Get()
  async current(@CurrentSession() session: Session): Promise<SessionView> {
    return this.view(session);
  }

  @Everyone()
  @Delete()
  @HttpCode(204)
  async logOut(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.identity.logOut(cookieOf(request) ?? '');
    response.clearCookie(SESSION_COOKIE, { path: '/' });
  }

  @Everyone()
  @ApiBodyOf(NewPassword)
  @Post('password')
  @HttpCode(200)
  async changePassword(
    @CurrentAccount() account: Account,
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    const { current, next } = NewPassword.parse(body);
    if (current === next) throw new HttpException('新密码不能与原密码相同', 400);
    const token = await this.identity.changePassword(account.id, current, next);
    if (!token) throw new HttpException('原密码不正确', 400);
    await this.identity.record(account.login, 'change-password', 'account');
    this.setCookie(request, response, token);
    const session = await this.identity.session(token);
    if (!session) throw new UnauthorizedException('请重新登录');
    return this.view(session);
  }

  private setCookie(request: Request, response: Response, token: string): void {
    response.cookie(SESSION_COOKIE, token, { httpOnly: true, sameSite: 'strict', secure: request.secure, path: '/' });
  }

  private async view({ account, csrf }: Session): Promise<SessionView> {
    const region = await this.sites.regionOrEmpty();
    const { login, name, role, roles, unitId, unitName, mustChange } = account;
    return {
      account: { login, name, role, roles: [...roles], unitId, unitName, mustChange },
      csrf,
      region: { name: region.name, today: region.today, isVirtual: region.isVirtual },
    };
  }
}
