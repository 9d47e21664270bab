import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { DataSource } from 'typeorm';
import type { BacktestQuestion, SampledUnit, UnitOutcome } from './backtest-run.store';

const MOST_THREADS = 4;
/** One observation may be some megabytes, and most of what judging makes is thrown away at once. */
const MEMORY = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64 };

/** What every thread is told at its beginning. */
export interface BacktestOrder {
  readonly question: BacktestQuestion;
  /** As `versionsOf` names them. */
  readonly rules: string;
}

/**
 * The units of a trial shared out among threads, each with a connection of its own: judging takes all of a processor, and
 * the caller's own thread stays free. `script` answers with `answerUnits`.
 */
export class BacktestThreads {
  constructor(
    private readonly script: string,
    private readonly db: DataSource,
  ) {}

  /** As they are done. Leaving early ends the threads; what one of them throws is thrown here. */
  async *outcomes(order: BacktestOrder, units: readonly SampledUnit[]): AsyncGenerator<UnitOutcome> {
    const { url } = this.db.options as { url?: string };
    const count = Math.min(MOST_THREADS, availableParallelism(), units.length);
    const options = { workerData: { ...order, databaseUrl: url }, resourceLimits: MEMORY };
    const threads = Array.from({ length: count }, () => new Worker(this.script, options));
    const waiting = [...units];
    const asked = new Map<Worker, Promise<{ thread: Worker; outcome: UnitOutcome }>>();
    const askNext = (thread: Worker) => {
      asked.delete(thread);
      const unit = waiting.shift();
      if (!unit) return;
      thread.postMessage(unit);
      const answer = once(thread, 'message').then(([outcome]) => ({ thread, outcome }));
      answer.catch(() => undefined); // thrown where it is awaited
      asked.set(thread, answer);
    };
    try {
      threads.forEach(askNext);
      while (asked.size > 0) {
        const { thread, outcome } = await Promise.race(asked.values());
        askNext(thread);
        yield outcome;
      }
    } finally {
      await Promise.all(threads.map((thread) => thread.terminate()));
    }
  }
}

/** The thread's side: a unit in, its outcome out, one after the other. What `begin` or a unit throws ends the thread. */
export function answerUnits(
  begin: (
    order: BacktestOrder & { readonly databaseUrl: string },
  ) => Promise<(unit: SampledUnit) => Promise<UnitOutcome>>,
): void {
  const outcomeOf = begin(workerData);
  parentPort?.on('message', (unit: SampledUnit) => {
    void outcomeOf.then(async (answer) => parentPort?.postMessage(await answer(unit)));
  });
}
