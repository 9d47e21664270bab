import { Body, ConflictException, Controller, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Account } from '@app/identity/account';
import { SETTING_LIMITS, StoredSetting } from '@app/identity/identity-setting';
import { IdentitySettingStore } from '@app/identity/identity-setting.store';
import { CurrentAccount, PlatformRoles, Roles } from './access';
import { ApiBodyOf } from './openapi';
import { SecuritySettingsView } from './views';

const whole = ([least, most]: readonly [number, number]) =>
  z.int('应为整数').min(least, `不能小于 ${least}`).max(most, `不能大于 ${most}`);

const Settings = z.object({
  needsSecondFactor: z.boolean('应为是或否'),
  minPasswordLength: whole(SETTING_LIMITS.minPasswordLength),
  passwordDays: whole(SETTING_LIMITS.passwordDays),
  keptPasswords: whole(SETTING_LIMITS.keptPasswords),
  failuresBeforeLock: whole(SETTING_LIMITS.failuresBeforeLock),
  lockMinutes: whole(SETTING_LIMITS.lockMinutes),
  sessionHours: whole(SETTING_LIMITS.sessionHours),
  idleMinutes: whole(SETTING_LIMITS.idleMinutes),
  revision: z.int('应为整数'),
});

/** 登录安全设置. */
@ApiTags('security')
@Controller('security/settings')
export class SecuritySettingsController {
  constructor(private readonly settings: IdentitySettingStore) {}

  @Roles('admin', 'auditor')
  @Get()
  async read(): Promise<SecuritySettingsView> {
    return view(await this.settings.read());
  }

  @PlatformRoles('admin')
  @ApiBodyOf(Settings)
  @Put()
  async save(@CurrentAccount() account: Account, @Body() body: unknown): Promise<SecuritySettingsView> {
    const { revision, ...setting } = Settings.parse(body);
    const saved = await this.settings.save(setting, revision, account.login);
    if (!saved) throw new ConflictException('设置已被他人修改，请刷新后重试');
    return view(saved);
  }
}

const view = (setting: StoredSetting): SecuritySettingsView => ({
  ...setting,
  changedAt: setting.changedAt && setting.changedAt.toISOString(),
  limits: SETTING_LIMITS,
});
