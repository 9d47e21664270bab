import {
  BadRequestException,
  Body,
  Controller,
  HttpCode,
  NotFoundException,
  Param,
  ParseIntPipe,
  Post,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AlertDecisionStore } from '@app/alerting/alert-decision.store';
import { AlertListStore } from '@app/alerting/alert-list.store';
import { Finding } from '@app/evaluation/finding';
import { IdentityStore } from '@app/identity/identity.store';
import { ObservationStore } from '@app/observation/observation.store';
import { Stages } from '@app/platform/stages.client';
import { readEntry } from '@app/registers/read-entry';
import { registerKind } from '@app/registers/register-kinds';
import { RegisterStore } from '@app/registers/register.store';
import { SiteStore } from '@app/sites/site.store';
import { AskingAccount, CurrentAccount, Roles, unitScope } from './access';
import { ApiBodyOf } from './openapi';
import { NoteDecision } from './register-body';

const MAX_ID = 2_147_483_647;

/**
 * 情况说明认定 on the alert that proposed it: accepted, the obligation is closed until the day given; refused, the alert
 * is confirmed and the missing publication is judged as such. Both stand in the register and can be taken back there.
 */
@ApiTags('alerts')
@Controller('alerts')
export class SituationNotesController {
  constructor(
    private readonly alerts: AlertListStore,
    private readonly decisions: AlertDecisionStore,
    private readonly registers: RegisterStore,
    private readonly sites: SiteStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
    private readonly identity: IdentityStore,
  ) {}

  @Roles('admin', 'supervisor')
  @ApiBodyOf(NoteDecision)
  @Post(':id/situation-note')
  @HttpCode(204)
  async decide(
    @CurrentAccount() account: AskingAccount,
    @Param('id', ParseIntPipe) id: number,
    @Body() body: unknown,
  ): Promise<void> {
    const { decision, until = '', reason } = NoteDecision.parse(body);
    const scope = unitScope(account);
    const alert = id > 0 && id <= MAX_ID ? await this.alerts.one(scope, id) : undefined;
    if (!alert) throw new NotFoundException('没有这条告警');
    const { itemKey, url } = alert.finding as Finding;
    if (alert.code !== 'PUB-03' || !itemKey) throw new BadRequestException('这条告警不是以情况说明代替公开');
    if (alert.isContested) throw new BadRequestException('单位已提出异议，请先裁定异议');
    const { today } = await this.sites.region();
    if (decision === '采纳' && until < today) throw new BadRequestException('有效期应不早于今日');
    const kind = registerKind('situationNote');
    const texts = { item: itemKey, url: url ?? '', decision, decidedOn: today, until, reason };
    const { entry, problems } = readEntry(kind, decision === '采纳' ? texts : { ...texts, until: '' });
    if (!entry) throw new BadRequestException(problems.map(({ message }) => message).join('；'));
    const origin = { source: 'form' as const, by: account.name, asOf: today };
    await this.registers.save(kind, [{ unitId: alert.unitId, drafts: [entry] }], origin);
    if (decision === '不采纳') await this.decisions.confirm(scope, [id], account.name, `情况说明不予采纳：${reason}`);
    await this.identity.record(account.login, 'decide-situation-note', `alert:${id}`, { decision, until, itemKey });
    const newest = await this.observations.newestId(alert.unitId);
    if (newest) await this.stages.evaluate(newest.id);
  }
}
