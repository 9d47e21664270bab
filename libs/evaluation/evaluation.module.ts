import { DynamicModule, Module } from '@nestjs/common';
import { ObservationStore } from '@app/observation/observation.store';
import { EvaluationStore } from './evaluation.store';
import { EvaluationWorker, RULESET } from './evaluation.worker';
import { Ruleset } from './rule';

@Module({})
export class EvaluationModule {
  /** The ruleset arrives from the app, so nothing under libs/ imports rules/. */
  static with(ruleset: Ruleset): DynamicModule {
    return {
      module: EvaluationModule,
      providers: [ObservationStore, EvaluationStore, EvaluationWorker, { provide: RULESET, useValue: ruleset }],
      exports: [EvaluationStore],
    };
  }
}
