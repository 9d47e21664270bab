import { Injectable } from '@nestjs/common';
import { Session } from '@app/identity/identity.store';
import { SiteStore } from '@app/sites/site.store';
import { SessionView } from './views';

/** What a browser is told of its session. */
@Injectable()
export class SessionViews {
  constructor(private readonly sites: SiteStore) {}

  async of({ account, csrf, missing }: Session): Promise<SessionView> {
    const { name, today, isVirtual } = await this.sites.regionOrEmpty();
    const { login, name: person, role, roles, unitId, unitName } = account;
    return {
      account: { login, name: person, role, roles: [...roles], unitId, unitName },
      missing,
      csrf,
      region: { name, today, isVirtual },
    };
  }
}
