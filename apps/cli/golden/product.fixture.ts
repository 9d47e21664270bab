import { ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { commandOf, processIds } from '@app/platform/process-identity.client';
import { MAIN } from './built.fixture';

/** A data folder of its own and what runs on it. */
export interface DataFolder {
  readonly path: string;
  /** Runs a command of the built product on this folder. */
  run(words: readonly string[], env?: Readonly<Record<string, string>>): Run;
  /** Everything that runs on this folder: by command line or by environment. */
  processes(): { pid: number; command: string }[];
  /** Kills what still runs and removes the folder. */
  remove(): void;
}

export interface Run {
  readonly process: ChildProcess;
  /** All that was said on stderr so far. */
  said(): string;
  /** Resolves when stderr holds these words; rejects with all that was said when the process ends before. */
  says(words: string): Promise<void>;
  /** Exit code and stdout. */
  readonly ended: Promise<{ code: number | null; stdout: string }>;
}

export function dataFolder(): DataFolder {
  const path = mkdtempSync(join(tmpdir(), 'mingjian-golden-'));
  const processes = () => processesOn(path);
  return {
    path,
    processes,
    run: (words, env = {}) => run(path, words, env),
    remove: () => {
      for (const { pid } of processes()) kill(pid);
      rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

/** Sends -9; a process that is already gone is what was wanted. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

export async function until<T>(what: string, seconds: number, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain: ${what}`);
    await sleep(100);
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Settings of whoever runs the specs must not reach the product under test. */
const OURS = /^(?:MINGJIAN_|SANDBOX_|SMTP_|PORT$|HOST$|DATABASE_URL$|REDIS_URL$|PUBLIC_URL$|MAIL_FROM$|LOG_LEVEL$)/;

/** A product that says more than this, in characters, says the same over and over. */
const MOST_SAID = 8_000_000;

function run(path: string, words: readonly string[], env: Readonly<Record<string, string>>): Run {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
  const child = spawn(process.execPath, [MAIN, ...words], {
    env: { ...inherited, ...env, MINGJIAN_DATA: path },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  let stdout = '';
  let code: number | null | undefined;
  // A character may come in two pieces.
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    if (stderr.length < MOST_SAID) stderr += chunk;
    else child.kill('SIGKILL');
  });
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (stdout += chunk));
  // Not `close`: a child of the killed process may hold the pipes a moment longer.
  const ended = new Promise<{ code: number | null; stdout: string }>((resolve) =>
    child.once('exit', (exitCode) => {
      code = exitCode;
      const answer = () => resolve({ code: exitCode, stdout });
      if (child.stdout.readableEnded) answer();
      child.stdout.once('end', answer);
      setTimeout(answer, 2_000).unref();
    }),
  );
  const says = async (sentence: string) => {
    await until(`the product says ${sentence}`, 240, () => {
      if (!stderr.includes(sentence) && code !== undefined)
        throw new Error(`ended with ${code} before it said ${sentence}:\n${stderr.slice(-4000)}`);
      return stderr.includes(sentence);
    });
  };
  return { process: child, said: () => stderr, says, ended };
}

function processesOn(path: string): { pid: number; command: string }[] {
  return processIds().flatMap((pid) => {
    const command = commandOf(pid)?.join(' ') ?? '';
    if (pid === process.pid || command === '') return [];
    return command.includes(path) || environmentOf(pid).includes(`MINGJIAN_DATA=${path}\0`) ? [{ pid, command }] : [];
  });
}

/** Empty for processes of others and for those that have just ended. */
function environmentOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return '';
  }
}
