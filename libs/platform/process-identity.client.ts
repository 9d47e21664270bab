import { readdirSync, readFileSync } from 'node:fs';

/** One run of a program. A process id alone may be used again, in a container soon. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks between boot and the start of the process, from /proc; empty where there is no /proc. */
  readonly startedAt: string;
}

export function identifyProcess(pid: number): ProcessIdentity {
  return { pid, startedAt: readStartedAt(pid) ?? '' };
}

export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  return pid > 0 && readStartedAt(pid) === startedAt;
}

/** The command line of a living process; undefined when there is none, or only its corpse. */
export function commandOf(pid: number): string[] | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return command === '' ? undefined : command.split('\0');
  } catch {
    return undefined;
  }
}

/** Every process that can be seen; empty where there is no /proc. */
export function processIds(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Field 22 of /proc/PID/stat; the name in field 2 may itself hold spaces and brackets. */
function readStartedAt(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
