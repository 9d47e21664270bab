import { readdirSync, readFileSync } from 'node:fs';

/** Milliseconds of a clock tick in /proc; 100 Hz on every Linux that Node supports. */
const TICK_MS = 10;

interface Times {
  readonly parent: number;
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly ended: number;
}

/** CPU of this process's ended children and all of theirs, user and system, in ms. */
export function endedChildrenMs(): number {
  return (timesOf('self')?.ended ?? 0) * TICK_MS;
}

/** CPU of a process and all below it, the living and the ended, in ms. */
export function treeMs(root: number): number {
  const all = new Map<number, Times>();
  for (const name of readdirSync('/proc')) {
    const times = /^\d+$/.test(name) ? timesOf(name) : undefined;
    if (times) all.set(Number(name), times);
  }
  const sum = (pid: number): number => {
    const times = all.get(pid);
    if (!times) return 0;
    const below = [...all].filter(([, { parent }]) => parent === pid).map(([child]) => sum(child));
    return times.own + times.ended + below.reduce((total, each) => total + each, 0);
  };
  return sum(root) * TICK_MS;
}

/** Resident memory now, and at most so far, in MB; undefined when the process is gone. */
export function residentMb(pid: number): { now: number; peak: number } | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'latin1');
    const field = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024;
    const [now, peak] = [field('VmRSS'), field('VmHWM')];
    return Number.isNaN(now) ? undefined : { now, peak };
  } catch {
    return undefined; // it has just ended
  }
}

function timesOf(pid: string): Times | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const at = (index: number) => fields[index] ?? 0;
    return { parent: at(1), own: at(11) + at(12), ended: at(13) + at(14) };
  } catch {
    return undefined; // it has just ended
  }
}
