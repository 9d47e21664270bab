import { DynamicModule, Module } from '@nestjs/common';
import { CatalogStore } from '@app/catalog/catalog.store';
import { ObservationStore } from '@app/observation/observation.store';
import { CalendarEffects } from './calendar-effect.store';
import { CalendarPreviewWorker } from './calendar-preview.worker';
import { EvaluationStore } from './evaluation.store';
import { EvaluationWorker } from './evaluation.worker';
import { PrecisionStore } from './precision.store';
import { RegisterStore } from '@app/registers/register.store';
import { RecordStore } from './records.store';
import { Ruleset } from './rule';
import { RuleSettingStore } from './rule-setting.store';
import { RulesInForceStore } from './rules-in-force.store';
import { RULESET } from './ruleset.token';
import { ScheduleStore } from './schedule.store';

@Module({})
export class EvaluationModule {
  /** The ruleset arrives from the app, so nothing under libs/ imports rules/. */
  static with(ruleset: Ruleset): DynamicModule {
    return {
      module: EvaluationModule,
      providers: [
        ObservationStore,
        CatalogStore,
        EvaluationStore,
        ScheduleStore,
        RegisterStore,
        RecordStore,
        EvaluationWorker,
        RuleSettingStore,
        PrecisionStore,
        RulesInForceStore,
        CalendarEffects,
        CalendarPreviewWorker,
        { provide: RULESET, useValue: ruleset },
      ],
      exports: [EvaluationStore, RulesInForceStore, RULESET],
    };
  }
}
