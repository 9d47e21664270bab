import { ChildProcess, fork } from 'node:child_process';
import { childEnvironment } from '@app/platform/config';
import { Log } from '@app/platform/log';
import { Lock, tryLock } from '@app/platform/machine-lock.client';
import { UsageError } from './usage-error';

export interface ChildProgram {
  readonly name: string;
  /** Path of the compiled entry file; it calls `exitWithParent` and, once it works, `announceReady`. */
  readonly script: string;
  readonly args?: readonly string[];
  /** On top of our own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Supervision {
  /** Resolves when every child has announced itself, rejects when all is stopped before. */
  readonly ready: Promise<void>;
  /** Resolves with the exit code when all children have ended. */
  readonly ended: Promise<number>;
  /** Stops the children in reverse order of start; those that will not go are killed after 9 s. */
  stop(code?: number): Promise<number>;
}

/**
 * Runs programs as children: one that ends is started again after 1 s, the next time 2 s, up to 30 s; one that has
 * run for a minute counts as healthy again. One that ends with code 2 has refused its settings and stops everything.
 * SIGINT and SIGTERM stop everything within 10 s. When this process itself is killed with -9, the children end because
 * their channel to it closes.
 */
export function supervise(programs: readonly ChildProgram[], log: Log): Supervision {
  return new Supervisor(programs, log);
}

/**
 * Lets one `start` at a time work on a data folder; the lock ends with the process. Other commands attach.
 * @throws UsageError when one is running
 */
export async function ownDataFolder(dataDir: string): Promise<Lock> {
  const lock = await tryLock(dataDir, 'supervisor');
  if (!lock) throw new UsageError(`平台已在运行：数据目录 ${dataDir} 正由另一个 start 或 demo 使用`);
  return lock;
}

/** The exit code by which a program says that starting it again is useless: a wrong setting, a port that is taken. */
const GIVE_UP = 2;
const STOP_MS = 9_000;
const HEALTHY_MS = 60_000;

class Supervisor implements Supervision {
  readonly ready: Promise<void>;
  readonly ended: Promise<number>;
  private readonly children: Child[];
  private isStopping = false;
  private settleReady: { resolve: () => void; reject: (error: Error) => void } | undefined;
  private settleEnded: ((code: number) => void) | undefined;
  private readonly onSignal = () => void this.stop();

  constructor(programs: readonly ChildProgram[], log: Log) {
    this.ready = new Promise((resolve, reject) => (this.settleReady = { resolve, reject }));
    // Nobody needs to listen: a stop before readiness also ends `ended`.
    this.ready.catch(() => undefined);
    this.ended = new Promise((resolve) => (this.settleEnded = resolve));
    const events = { onReady: () => this.oneIsReady(), onRefusal: () => void this.stop(GIVE_UP) };
    this.children = programs.map((program) => new Child(program, log, events));
    process.on('SIGINT', this.onSignal);
    process.on('SIGTERM', this.onSignal);
    for (const child of this.children) child.start();
  }

  async stop(code = 0): Promise<number> {
    if (this.isStopping) return this.ended;
    this.isStopping = true;
    this.settleReady?.reject(new Error('stopped before everything was ready'));
    await Promise.all([...this.children].reverse().map((child) => child.stop()));
    process.off('SIGINT', this.onSignal);
    process.off('SIGTERM', this.onSignal);
    this.settleEnded?.(code);
    return code;
  }

  private oneIsReady(): void {
    if (this.children.every(({ isReady }) => isReady)) this.settleReady?.resolve();
  }
}

class Child {
  isReady = false;
  private running: ChildProcess | undefined;
  private restart: NodeJS.Timeout | undefined;
  private isStopping = false;
  private crashes = 0;

  constructor(
    private readonly program: ChildProgram,
    private readonly log: Log,
    private readonly events: { onReady: () => void; onRefusal: () => void },
  ) {}

  start(): void {
    const { name, script, args = [], env } = this.program;
    const startedMs = Date.now();
    // Standard output belongs to the command that supervises; what children say goes to stderr.
    const child = fork(script, args, { env: childEnvironment(env), stdio: ['ignore', 2, 2, 'ipc'] });
    this.running = child;
    child.on('message', (message) => message === 'ready' && this.announce());
    child.on('error', (error) => this.log.error(`${name}: ${error.message}`));
    child.once('exit', (code, signal) => this.onExit(code, signal, Date.now() - startedMs));
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.restart);
    const child = this.running;
    if (!child) return;
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      child.once('exit', () => {
        clearTimeout(deadline);
        resolve();
      });
      child.kill('SIGTERM');
    });
  }

  private announce(): void {
    this.isReady = true;
    this.events.onReady();
  }

  private onExit(code: number | null, signal: NodeJS.Signals | null, livedMs: number): void {
    this.running = undefined;
    if (this.isStopping) return;
    if (code === GIVE_UP) return this.events.onRefusal();
    this.crashes = livedMs > HEALTHY_MS ? 1 : this.crashes + 1;
    const delayMs = restartDelayMs(this.crashes);
    this.log.warn(
      `${this.program.name} has ended (${signal ?? `exit ${code}`}); it starts again in ${delayMs / 1000} s`,
    );
    this.restart = setTimeout(() => this.start(), delayMs);
  }
}

/** 1, 2, 4, 8, 16, 30, 30, … seconds. */
export function restartDelayMs(crashes: number): number {
  return Math.min(30_000, 1_000 * 2 ** Math.min(crashes - 1, 5));
}
