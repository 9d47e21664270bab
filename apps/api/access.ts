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
import { Account, actingAs, domainsOf } from '@app/identity/account';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { MachineStore } from '@app/identity/machine.store';
import { MissingStep } from '@app/identity/missing-step';
import { Role, ROLES } from '@app/identity/role';
import { whoAsks } from '@app/platform/scoped-database.client';
import { scopeOf } from './machine-scopes';
import { SessionCookie } from './session-cookie';

const POLICY = 'policy';
const MEANWHILE = 'meanwhile';
const WHOLE = 'whole';
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Open to everybody, without a session. */
export const Public = () => applyDecorators(SetMetadata(POLICY, 'public'), ApiExtension('x-policy', 'public'));

/** Open to accounts with one of these roles; an administrator may do what a supervisor may. */
export const Roles = (...roles: Role[]) =>
  applyDecorators(SetMetadata(POLICY, roles), ApiSecurity('session'), ApiExtension('x-policy', roles));

/** As `Roles`, for what holds on the whole platform and so is not for somebody who reaches only a part of it. */
export const PlatformRoles = (...roles: Role[]) =>
  applyDecorators(Roles(...roles), SetMetadata(WHOLE, true), ApiExtension('x-whole', true));

/** Every role that has an account. */
export const Everyone = () => Roles(...ROLES);

/** Who reads what is known of units: everybody but 审计人员, who read what people did. */
export const Readers = () => Roles(...ROLES.filter((role) => role !== 'auditor'));

/** Who reads the exchange between office and unit, which is not for third parties. */
export const CASE_READERS: readonly Role[] = ['admin', 'supervisor', 'assessor', 'leader', 'unitOfficer'];
export const CaseReaders = () => Roles(...CASE_READERS);

/** Open, too, while one of these steps of the log-in is still to be done; every other route is closed until then. */
export const Meanwhile = (...steps: MissingStep[]) => SetMetadata(MEANWHILE, steps);

const MISSING: Readonly<Record<MissingStep, string>> = {
  code: '请先输入动态口令',
  secondFactor: '按安全设置，请先启用动态口令',
  password: '请先修改密码',
};

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
    private readonly cookie: SessionCookie,
    private readonly machines: MachineStore,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<Role[] | 'public' | undefined>(POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<AskingRequest>();
    const bearer = bearerOf(request);
    if (policy === 'public') {
      const token = this.cookie.tokenOf(request);
      request.session = token ? await this.identity.session(token) : undefined;
      return true;
    }
    const { token, account } = bearer ? await this.machine(request, bearer) : await this.person(request);
    const roles = account.roles.filter((role) => policy?.includes(role));
    if (roles.length === 0) throw new ForbiddenException('当前账号无权进行此操作');
    if (!bearer) this.mustMeanIt(request, context);
    const acting = actingAs(account, roles);
    request.asking = { ...acting, units: await this.identity.unitsOf(acting.grants) };
    if (this.needsWhole(context) && (request.asking.units !== 'all' || domainsOf(acting)))
      throw new ForbiddenException('此项设置对整个平台生效，只有负责整个平台的人员可以操作');
    Object.assign(whoAsks(), { token, roles, accountId: account.id, unitId: acting.unitId });
    return true;
  }

  private async person(request: AskingRequest): Promise<{ token: string; account: Account }> {
    const token = this.cookie.tokenOf(request);
    request.session = token ? await this.identity.session(token) : undefined;
    if (!token || !request.session) throw new UnauthorizedException('请先登录');
    return { token, account: request.session.account };
  }

  /** A token of its own instead of a session, and good for what it was made for only. */
  private async machine(request: AskingRequest, token: string): Promise<{ token: string; account: Account }> {
    const bearer = await this.machines.bearer(token);
    if (!bearer) throw new UnauthorizedException('令牌无效、已过期或已作废');
    if (!bearer.scopes.includes(scopeOf(request.method, request.path)))
      throw new ForbiddenException('该令牌不能用于此接口');
    return { token, account: bearer.account };
  }

  /** Commands carry the session's own word, and nothing is done before what is still missing. */
  private mustMeanIt(request: AskingRequest, context: ExecutionContext): void {
    const { session } = request;
    if (!READING.has(request.method) && request.headers['x-csrf-token'] !== session?.csrf)
      throw new ForbiddenException('页面已过期，请刷新后重试');
    const meanwhile = this.reflector.get<MissingStep[] | undefined>(MEANWHILE, context.getHandler());
    if (session?.missing && !meanwhile?.includes(session.missing))
      throw new ForbiddenException(MISSING[session.missing]);
  }

  private needsWhole(context: ExecutionContext): boolean {
    return Boolean(this.reflector.getAllAndOverride(WHOLE, [context.getHandler(), context.getClass()]));
  }
}

/** The token of a machine; undefined when the request shows none. */
function bearerOf(request: Request): string | undefined {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}
