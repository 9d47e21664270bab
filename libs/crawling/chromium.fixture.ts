import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Chromium processes below `parent`, by /proc. */
export function chromiumsBelow(parent: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []);
  const below = (pid: number): number[] =>
    rows.flatMap(([, child, of, args]) =>
      Number(of) === pid ? [...(/chrom/.test(args ?? '') ? [Number(child)] : []), ...below(Number(child))] : [],
    );
  return below(parent);
}

/** A file of /proc/PID; empty for a process that has just ended. */
export function procFile(pid: number, name: 'cmdline' | 'environ' | 'status'): string {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1');
  } catch {
    return '';
  }
}

/** Fields of /proc/PID/status by name; empty for a process that has just ended. */
export function statusOf(pid: number): Readonly<Record<string, string>> {
  const lines = procFile(pid, 'status').split('\n');
  return Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2) as [string, string]));
}

/** Resident memory of the processes together, MB. */
export function megabytesOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + parseInt(statusOf(pid)['VmRSS'] ?? '0', 10) / 1024, 0);
}
