import { readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { identifyProcess, isRunning } from './process-identity.client';

const PREFIX = 'mingjian-specs';

/**
 * The folder of the server that all specs of one Jest run share: named after the process that leads the run, which is
 * this one with `--runInBand` and the parent of the workers otherwise. The server itself dies with the worker that
 * started it; folders that earlier runs left behind are removed here.
 */
export function testServerFolder(): string {
  const leader = identifyProcess(process.send ? process.ppid : process.pid);
  removeLeftovers();
  return join(tmpdir(), `${PREFIX}-${leader.pid}-${leader.startedAt}`);
}

function removeLeftovers(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid = '', startedAt = ''] = new RegExp(`^${PREFIX}-(\\d+)-(\\d*)$`).exec(name) ?? [];
    if (!pid || isRunning({ pid: Number(pid), startedAt })) continue;
    rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
