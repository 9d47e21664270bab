import { HttpException, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Check } from '@app/identity/guarded-check.store';
import { Session } from '@app/identity/identity.store';
import { OwnSecurityStore } from '@app/identity/own-security.store';
import { PasswordStore } from '@app/identity/password.store';
import { SecondFactorStore } from '@app/identity/second-factor.store';
import { LOCKED, WRONG_CODE } from './session-words';

/** Who one is, once more: a code where there is a second factor, else the password. */
export const ProofBody = z.object({ password: z.string().max(200).optional(), code: z.string().max(40).optional() });

/** Asked for before the ways into an account change: a session alone may be a stolen one. */
@Injectable()
export class Proof {
  constructor(
    private readonly own: OwnSecurityStore,
    private readonly passwords: PasswordStore,
    private readonly factor: SecondFactorStore,
  ) {}

  /** Who has given the password a moment ago and has nothing else to show has just proved himself. */
  async demand({ account, isComplete }: Session, { code, password }: z.infer<typeof ProofBody>): Promise<void> {
    const security = await this.own.of(account.id);
    if (security.secondFactorSince) return this.demandCode(account.id, code ?? '');
    if (!security.password || !isComplete) return;
    refuse(await this.passwords.check(account.id, password ?? ''), '密码不正确');
  }

  async demandCode(accountId: number, code: string): Promise<void> {
    refuse(await this.factor.check(accountId, code), WRONG_CODE);
  }
}

function refuse(check: Check, wrong: string): void {
  if (check !== 'right') throw new HttpException(check === 'locked' ? LOCKED : wrong, 400);
}
