import { DynamicModule, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Ruleset } from '@app/evaluation/rule';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { RULESET } from '@app/evaluation/ruleset.token';
import { ObservationStore } from '@app/observation/observation.store';
import { BacktestRuns } from './backtest-run.store';
import { BacktestThreads } from './backtest-threads.client';
import { ReportStore } from './report.store';
import { ReportWorker } from './report.worker';
import { RuleBacktests } from './rule-backtest.store';
import { RuleBacktestWorker } from './rule-backtest.worker';

@Module({})
export class ReportingModule {
  /** `backtestThread`: a script that answers as `BacktestThreads` asks, with the same rules. */
  static with(ruleset: Ruleset, backtestThread: string): DynamicModule {
    return {
      module: ReportingModule,
      providers: [
        ReportStore,
        ReportWorker,
        ObservationStore,
        RuleSettingStore,
        BacktestRuns,
        RuleBacktests,
        RuleBacktestWorker,
        { provide: RULESET, useValue: ruleset },
        {
          provide: BacktestThreads,
          inject: [DataSource],
          useFactory: (db: DataSource) => new BacktestThreads(backtestThread, db),
        },
      ],
    };
  }
}
