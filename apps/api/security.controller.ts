import { Controller, Delete, Get, Inject, NotFoundException, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IdentitySettingStore } from '@app/identity/identity-setting.store';
import { IdentityStore, Session } from '@app/identity/identity.store';
import { mustHaveSecondFactor } from '@app/identity/missing-step';
import { OwnSecurityStore, PlacedGrant } from '@app/identity/own-security.store';
import { passwordRules } from '@app/identity/password-rules';
import { SessionStore } from '@app/identity/session.store';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { CurrentSession, Everyone } from './access';
import { agentName } from './agent-name';
import { SecurityView } from './views';

/** 我的账号与安全: what everybody may see and end of his own. */
@ApiTags('security')
@Controller('security')
export class SecurityController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly identity: IdentityStore,
    private readonly settings: IdentitySettingStore,
    private readonly sessions: SessionStore,
    private readonly own: OwnSecurityStore,
  ) {}

  @Everyone()
  @Get()
  async mine(@CurrentSession() { id, account }: Session): Promise<SecurityView> {
    const [setting, security, sessions, grants] = await Promise.all([
      this.settings.read(),
      this.own.of(account.id),
      this.sessions.of(account.id),
      this.own.placed(account.grants),
    ]);
    const { password } = security;
    return {
      account: { login: account.login, name: account.name },
      password: password && { changedAt: password.changedAt.toISOString(), expiresAt: instant(password.expiresAt) },
      secondFactor: {
        since: instant(security.secondFactorSince),
        recoveryCodes: security.recoveryCodes,
        isRequired: mustHaveSecondFactor({ needsSecondFactor: setting.needsSecondFactor, roles: account.roles }),
      },
      signOn: this.config.oidcIssuer ? { name: this.config.oidcName, isLinked: security.isLinked } : null,
      passwordRules: [...passwordRules(setting.minPasswordLength, setting.keptPasswords)],
      sessions: sessions
        .filter(({ isComplete }) => isComplete)
        .map((session) => ({
          id: session.id,
          address: session.address,
          agent: agentName(session.agent),
          method: session.method,
          createdAt: session.createdAt.toISOString(),
          lastSeenAt: session.lastSeenAt.toISOString(),
          isCurrent: session.id === id,
        })),
      grants: grants.map(grantView),
    };
  }

  /** All but the one that asks. */
  @Everyone()
  @Delete('sessions')
  async endOthers(@CurrentSession() { id, account }: Session): Promise<{ ended: number }> {
    const ended = await this.sessions.endOthers(account.id, id);
    await this.identity.record(account.login, 'end-sessions', 'session', { ended });
    return { ended };
  }

  @Everyone()
  @Delete('sessions/:id')
  async end(@CurrentSession() { account }: Session, @Param('id') id: string): Promise<{ ended: number }> {
    if (!(await this.sessions.end(account.id, id))) throw new NotFoundException('这一登录已经结束');
    await this.identity.record(account.login, 'end-sessions', 'session', { ended: 1, id });
    return { ended: 1 };
  }
}

function grantView({ grant, regionName }: PlacedGrant): SecurityView['grants'][number] {
  return {
    id: grant.id,
    role: grant.role,
    place: grant.unitName ?? (regionName ? `${regionName}及所辖` : '整个平台'),
    domain: grant.domain,
    validUntil: grant.validUntil && new Date(grant.validUntil).toISOString(),
    isDelegated: grant.delegatedFrom !== null,
  };
}

const instant = (at: Date | null) => at && at.toISOString();
