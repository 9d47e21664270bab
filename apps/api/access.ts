import {
  CanActivate,
  createParamDecorator,
  ExecutionContext,
  ForbiddenException,
  Injectable,
  SetMetadata,
  UnauthorizedException,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import { applyDecorators } from '@nestjs/common';
import { Request } from 'express';
import { UnitScope } from '@app/alerting/alert-list.store';
import { Account, actingAs } from '@app/identity/account';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { Role, ROLES } from '@app/identity/role';
import { whoAsks } from '@app/platform/scoped-database.client';

export const SESSION_COOKIE = 'mingjian_session';
const POLICY = 'policy';
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Open to everybody, without a session. */
export const Public = () => applyDecorators(SetMetadata(POLICY, 'public'), ApiExtension('x-policy', 'public'));

/** Open to accounts with one of these roles; an administrator may do what a supervisor may. */
export const Roles = (...roles: Role[]) =>
  applyDecorators(SetMetadata(POLICY, roles), ApiSecurity('session'), ApiExtension('x-policy', roles));

/** Every role that has an account. */
export const Everyone = () => Roles(...ROLES);

/** The account as this request acts: with the roles that allow it and no other, and the units these reach. */
export type AskingAccount = Account & { readonly units: UnitScope };

export type AskingRequest = Request & { session?: Session; asking?: AskingAccount };

export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext): Session => {
  const { session } = context.switchToHttp().getRequest<AskingRequest>();
  if (!session) throw new UnauthorizedException('请先登录');
  return session;
});

export const CurrentAccount = createParamDecorator((_: unknown, context: ExecutionContext): AskingAccount => {
  const { asking } = context.switchToHttp().getRequest<AskingRequest>();
  if (!asking) throw new UnauthorizedException('请先登录');
  return asking;
});

/** Units the account may see in this request: worked out by the guard from the grants of the roles that allow it. */
export function unitScope({ units }: AskingAccount): UnitScope {
  return units;
}

/**
 * Denies by default: a route without a declared policy answers 403 to everybody. Commands need the session's CSRF token,
 * so a page of another origin cannot act with somebody's cookie.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly identity: IdentityStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Role[] | 'public' | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<AskingRequest>();
    const token = cookieOf(request);
    request.session = token ? await this.identity.session(token) : undefined;
    if (policy === 'public') return true;
    if (!request.session) throw new UnauthorizedException('请先登录');
    const { account, csrf } = request.session;
    const roles = account.roles.filter((role) => policy?.includes(role));
    if (roles.length === 0) throw new ForbiddenException('当前账号无权进行此操作');
    if (!READING.has(request.method) && request.headers['x-csrf-token'] !== csrf)
      throw new ForbiddenException('页面已过期，请刷新后重试');
    if (account.mustChange && !request.path.startsWith('/api/session'))
      throw new ForbiddenException('请先修改初始密码');
    const acting = actingAs(account, roles);
    request.asking = { ...acting, units: await this.identity.unitsOf(acting.grants) };
    Object.assign(whoAsks(), { token, roles, accountId: account.id, unitId: acting.unitId });
    return true;
  }
}

/** The session token among the request's cookies; undefined when there is none. */
export function cookieOf(request: Request): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === SESSION_COOKIE && value) return value;
  }
  return undefined;
}
