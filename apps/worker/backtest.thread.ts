import { CalendarStore } from '@app/calendar/calendar.store';
import { RuleSettingStore } from '@app/evaluation/rule-setting.store';
import { ObservationStore } from '@app/observation/observation.store';
import { openDatabase } from '@app/platform/database.client';
import { SILENT } from '@app/platform/log';
import { BacktestRuns, versionsOf } from '@app/reporting/backtest-run.store';
import { answerUnits } from '@app/reporting/backtest-threads.client';
import { SiteStore } from '@app/sites/site.store';
import { ruleset } from '../../rules';

/** A thread of `BacktestThreads`: reads the settings anew, and stops where they are no longer those of the trial. */
answerUnits(async ({ question, rules, databaseUrl }) => {
  const db = await openDatabase({ databaseUrl, databasePoolSize: 2 }, SILENT);
  const [settings, observations] = [new RuleSettingStore(db), new ObservationStore(db)];
  const runs = new BacktestRuns(ruleset, settings, observations, new CalendarStore(db), new SiteStore(db), db);
  const { trial, outcomeOf } = await runs.desk(question);
  if (versionsOf(trial) !== rules) throw new Error('the rules in force changed while a trial began');
  return outcomeOf;
});
