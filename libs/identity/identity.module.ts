import { DynamicModule, Inject, Module, OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '@app/platform/config';
import { openDatabase } from '@app/platform/database.client';
import { Log } from '@app/platform/log';
import { AccountAdminStore } from './account-admin.store';
import { DelegationStore } from './delegation.store';
import { IdentitySettingStore } from './identity-setting.store';
import { IdentityStore } from './identity.store';
import { IDENTITY_DATABASE, OIDC_CLIENT, SECRET_BOX } from './identity.token';
import { OidcClient, oidcSettings } from './oidc.client';
import { MachineStore } from './machine.store';
import { OwnSecurityStore } from './own-security.store';
import { PasswordStore } from './password.store';
import { PlaceTreeStore } from './place-tree.store';
import { RegionAdminStore } from './region-admin.store';
import { SecondFactorStore } from './second-factor.store';
import { masterKey, secretBox } from './secret-box.client';
import { SessionStore } from './session.store';
import { SingleSignOnStore } from './single-sign-on.store';
import { TrailReads } from './trail-reads.store';

const STORES = [
  IdentityStore,
  PasswordStore,
  SessionStore,
  IdentitySettingStore,
  OwnSecurityStore,
  SecondFactorStore,
  PlaceTreeStore,
  SingleSignOnStore,
  TrailReads,
  AccountAdminStore,
  RegionAdminStore,
  DelegationStore,
  MachineStore,
];

/** Who people are and what they did, on a pool of its own. */
@Module({})
export class IdentityModule implements OnApplicationShutdown {
  constructor(@Inject(IDENTITY_DATABASE) private readonly db: DataSource) {}

  /** `config` names the database as the account `identity` reaches it. */
  static with(config: Config, log: Log): DynamicModule {
    return {
      module: IdentityModule,
      global: true,
      providers: [
        { provide: IDENTITY_DATABASE, useFactory: () => openDatabase({ ...config, databasePoolSize: 3 }, log) },
        { provide: SECRET_BOX, useFactory: () => secretBox(masterKey(config)) },
        { provide: OIDC_CLIENT, useFactory: () => oidcClient(config) },
        ...STORES,
      ],
      exports: [IDENTITY_DATABASE, OIDC_CLIENT, ...STORES],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.db.isInitialized) await this.db.destroy();
  }
}

/** Undefined where the operator has set no provider. */
function oidcClient(config: Config): OidcClient | undefined {
  const settings = oidcSettings(config);
  return settings && new OidcClient(settings);
}
