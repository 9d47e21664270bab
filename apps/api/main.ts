import 'reflect-metadata';
import { join } from 'node:path';
import { Module, Provider } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR, NestFactory } from '@nestjs/core';
import { NestExpressApplication } from '@nestjs/platform-express';
import { AlertDecisionStore } from '@app/alerting/alert-decision.store';
import { AlertListStore } from '@app/alerting/alert-list.store';
import { CalendarModule } from '@app/calendar/calendar.module';
import { CatalogReads } from '@app/catalog/catalog-reads.store';
import { CatalogReviewStore } from '@app/catalog/catalog-review.store';
import { CatalogStore } from '@app/catalog/catalog.store';
import { DomainAliasStore } from '@app/catalog/domain-alias.store';
import { LimitMeaningStore } from '@app/catalog/limit-meaning.store';
import { CaptureModule } from '@app/crawling/capture.module';
import { ScreenshotStore } from '@app/crawling/screenshot.store';
import { ServerGroupStore } from '@app/crawling/server-group.store';
import { EvaluationStore } from '@app/evaluation/evaluation.store';
import { PrecisionStore } from '@app/evaluation/precision.store';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { RulesInForceStore } from '@app/evaluation/rules-in-force.store';
import { RULESET } from '@app/evaluation/ruleset.token';
import { ScheduleStore } from '@app/evaluation/schedule.store';
import { IdentityModule } from '@app/identity/identity.module';
import { ObservationStore } from '@app/observation/observation.store';
import { WordListStore } from '@app/observation/word-list.store';
import { Config, loadConfig, useChinaTime } from '@app/platform/config';
import { DatabaseModule } from '@app/platform/database.module';
import { log, NestLog } from '@app/platform/logger';
import { announceReady, exitWithParent, runProgram } from '@app/platform/parent.client';
import { QueuesModule } from '@app/platform/queues.module';
import { asService } from '@app/platform/service-roles.client';
import { StagesModule } from '@app/platform/stages.module';
import { RectificationStore } from '@app/rectification/rectification.store';
import { UploadStore } from '@app/rectification/upload.store';
import { RegistersModule } from '@app/registers/registers.module';
import { ReportStore } from '@app/reporting/report.store';
import { RuleBacktests } from '@app/reporting/rule-backtest.store';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { SitesModule } from '@app/sites/sites.module';
import { ruleset } from '../../rules';
import { AccessGuard } from './access';
import { AccountsController } from './accounts.controller';
import { AlertsController } from './alerts.controller';
import { CalendarController } from './calendar.controller';
import { CalendarEditsController } from './calendar-edits.controller';
import { DelegationsController } from './delegations.controller';
import { DeadlineReads } from './deadline-reads.store';
import { CaptureReads } from './capture-reads.store';
import { CapturesController } from './captures.controller';
import { CatalogReviewsController } from './catalog-reviews.controller';
import { CatalogSteps } from './catalog-steps.store';
import { CatalogsController } from './catalogs.controller';
import { EvidenceReads } from './evidence.store';
import { IdempotencyInterceptor } from './idempotency';
import { CommandKeyStore } from './idempotency.store';
import { MachinesController } from './machines.controller';
import { MatchReads } from './match-reads.store';
import { MatchesController } from './matches.controller';
import { NoticesController } from './notices.controller';
import { ObjectionsController } from './objections.controller';
import { OidcController } from './oidc.controller';
import { OidcCookie } from './oidc-cookie';
import { Proof } from './proof';
import { RateGuard } from './rate.guard';
import { RegistersController } from './registers.controller';
import { RegionsController } from './regions.controller';
import { ReportsController } from './reports.controller';
import { RuleReads } from './rule-reads.store';
import { RuleSettingsController } from './rule-settings.controller';
import { RuleTrialsController } from './rule-trials.controller';
import { RulesController } from './rules.controller';
import { SecondFactorController } from './second-factor.controller';
import { SecondFactorResetController } from './second-factor-reset.controller';
import { SecurityController } from './security.controller';
import { SecuritySettingsController } from './security-settings.controller';
import { SessionController } from './session.controller';
import { SessionCookie } from './session-cookie';
import { SessionViews } from './session-views';
import { ShapeGuard } from './shape.guard';
import { SignOnLinkController } from './sign-on-link.controller';
import { SiteReads } from './site-reads.store';
import { SituationNotesController } from './situation-notes.controller';
import { SitesController } from './sites.controller';
import { SystemController } from './system.controller';
import { TrailController } from './trail.controller';
import { UnitReads } from './unit-reads.store';
import { UnitsController } from './units.controller';
import { describeApi, harden, serveWeb } from './web-server';
import { WordListsController } from './word-lists.controller';
import { WorklistReads } from './worklist-reads.store';
import { WorklistsController } from './worklists.controller';

const CONTROLLERS = [
  SystemController,
  SessionController,
  TrailController,
  AccountsController,
  MachinesController,
  RegionsController,
  DelegationsController,
  SecurityController,
  SecuritySettingsController,
  SecondFactorController,
  SecondFactorResetController,
  OidcController,
  SignOnLinkController,
  AlertsController,
  UnitsController,
  SitesController,
  MatchesController,
  NoticesController,
  ObjectionsController,
  ReportsController,
  RulesController,
  RuleSettingsController,
  RuleTrialsController,
  WordListsController,
  CalendarController,
  CalendarEditsController,
  CatalogsController,
  CatalogReviewsController,
  CapturesController,
  WorklistsController,
  RegistersController,
  SituationNotesController,
];

const PROVIDERS: Provider[] = [
  { provide: APP_GUARD, useClass: AccessGuard },
  { provide: APP_GUARD, useClass: RateGuard },
  { provide: APP_GUARD, useClass: ShapeGuard },
  { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  CommandKeyStore,
  SessionCookie,
  SessionViews,
  OidcCookie,
  Proof,
  AlertListStore,
  AlertDecisionStore,
  EvidenceReads,
  CaptureReads,
  ScreenshotStore,
  CatalogReads,
  CatalogReviewStore,
  CatalogSteps,
  CatalogStore,
  EvaluationStore,
  RuleReads,
  RuleSettingStore,
  PrecisionStore,
  RulesInForceStore,
  RuleBacktests,
  { provide: RULESET, useValue: ruleset },
  ScheduleStore,
  DeadlineReads,
  ObservationStore,
  WordListStore,
  RectificationStore,
  UploadStore,
  ReportStore,
  UnitReads,
  SiteReads,
  MatchReads,
  ServerGroupStore,
  DomainAliasStore,
  LimitMeaningStore,
  OrganNameStore,
  WorklistReads,
];

/** Reads for staff and units, and the decisions people take. No judgement of its own. */
function apiModule(config: Config, identity: Config) {
  @Module({
    imports: [
      DatabaseModule.with(config, log, { isScoped: true }),
      IdentityModule.with(identity, log),
      QueuesModule.with(config, log),
      StagesModule,
      CaptureModule.with(config),
      CalendarModule,
      SitesModule,
      RegistersModule,
    ],
    controllers: CONTROLLERS,
    providers: PROVIDERS,
  })
  class ApiApp {}
  return ApiApp;
}

/** The API with everything around it, not listening yet; specs drive it as the main program does. */
export async function createApi(config: Config): Promise<NestExpressApplication> {
  const [own, identity] = await Promise.all([asService(config, 'api', log), asService(config, 'identity', log)]);
  const app = await NestFactory.create<NestExpressApplication>(apiModule(own, identity), {
    logger: new NestLog(log),
    bodyParser: false,
  });
  harden(app, config, log);
  app.setGlobalPrefix('api');
  describeApi(app);
  serveWeb(app, join(__dirname, '..', 'web', 'public'));
  return app;
}

async function main(): Promise<void> {
  useChinaTime();
  const config = loadConfig();
  const app = await createApi(config);
  exitWithParent(() => app.close());
  await app.listen(config.port, config.host);
  announceReady();
}

if (require.main === module) runProgram(main);
