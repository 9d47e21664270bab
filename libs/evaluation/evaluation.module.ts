import { DynamicModule, Module } from '@nestjs/common';
import { CatalogStore } from '@app/catalog/catalog.store';
import { ObservationStore } from '@app/observation/observation.store';
import { CalendarEffects } from './calendar-effect.store';
import { CalendarPreviewWorker } from './calendar-preview.worker';
import { EvaluationStore } from './evaluation.store';
import { EvaluationWorker, RULESET } from './evaluation.worker';
import { Ruleset } from './rule';
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
        EvaluationWorker,
        CalendarEffects,
        CalendarPreviewWorker,
        { provide: RULESET, useValue: ruleset },
      ],
      exports: [EvaluationStore],
    };
  }
}
