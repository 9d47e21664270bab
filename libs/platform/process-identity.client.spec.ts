import { spawn } from 'node:child_process';
import { commandOf, identifyProcess, isRunning } from './process-identity.client';

const describeWithProc = process.platform === 'linux' ? describe : describe.skip;

describeWithProc('process identity', () => {
  const self = identifyProcess(process.pid);

  it('knows a living process', () => {
    expect(isRunning(self)).toBe(true);
    expect(commandOf(process.pid)?.[0]).toContain('node');
  });

  it('tells a process from a later one with the same number', () => {
    expect(isRunning({ ...self, startedAt: `${Number(self.startedAt) + 1}` })).toBe(false);
  });

  it('knows that an ended process is gone', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    const identity = identifyProcess(child.pid!);
    expect(isRunning(identity)).toBe(true);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    expect(isRunning(identity)).toBe(false);
    expect(commandOf(child.pid!)).toBeUndefined();
  });

  it.each([0, -1])('has no process %d', (pid) => expect(isRunning({ pid, startedAt: '' })).toBe(false));
});
