import { ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandOf } from '@app/platform/process-identity.client';
import { exited, spawnTypescript, TYPESCRIPT_LOADER } from '@app/platform/typescript-child.fixture';
import { ownDataFolder, restartDelayMs } from './supervisor';
import { UsageError } from './usage-error';

describe('the supervisor', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mingjian-supervisor-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Programs note every start as a file `<name>-<pid>`; the supervisor says on stdout what happens. */
  const PROGRAMS: Record<string, string> = {
    steady: `exitWithParent(() => writeFileSync('left-' + process.pid, '')); setInterval(() => {}, 1000); announceReady();`,
    crashing: `exitWithParent(); announceReady(); setTimeout(() => process.exit(1), 100);`,
    refusing: `setTimeout(() => process.exit(2), 100);`,
    stubborn: `process.on('SIGTERM', () => {}); process.on('SIGINT', () => {}); setInterval(() => {}, 1000); announceReady();`,
  };

  function startSupervisor(names: string[]): ChildProcess {
    const programs = names.map((name) => {
      const script = join(folder, `${name}.js`);
      const note = `const { writeFileSync } = require('node:fs'); writeFileSync('${name}-' + process.pid, '');`;
      const parts = `const { exitWithParent, announceReady } = load('libs/platform/parent.client');`;
      writeFileSync(script, `${TYPESCRIPT_LOADER}${note}${parts}${PROGRAMS[name]}`);
      return { name, script };
    });
    return spawnTypescript(
      `const { supervise } = load('apps/cli/supervisor');
       const log = { info() {}, warn: (text) => console.log(text), error: (text) => console.log(text) };
       const supervision = supervise(${JSON.stringify(programs)}, log);
       supervision.ready.then(() => console.log('ready'), () => console.log('never ready'));
       process.exitCode = await supervision.ended;`,
      { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] },
    );
  }

  const started = (name: string) =>
    readdirSync(folder)
      .filter((file) => file.startsWith(`${name}-`))
      .map((file) => Number(file.slice(name.length + 1)));

  it.each<NodeJS.Signals>(['SIGTERM', 'SIGINT'])(
    'lets its children put things away and ends with 0 on %s',
    async (signal) => {
      const supervisor = startSupervisor(['steady']);
      await says(supervisor, 'ready');
      supervisor.kill(signal);
      expect(await exited(supervisor)).toBe(0);
      expect(started('left')).toEqual(started('steady'));
      expect(started('steady').map(commandOf)).toEqual([undefined]);
    },
  );

  it('leaves no process behind when it is killed with -9', async () => {
    const supervisor = startSupervisor(['steady', 'crashing']);
    await says(supervisor, 'ready');
    supervisor.kill('SIGKILL');
    await exited(supervisor);
    await until(() => [...started('steady'), ...started('crashing')].every((pid) => !commandOf(pid)));
    expect(started('left')).toEqual([]);
  });

  it('starts a child again that was killed, and leaves the others alone', async () => {
    const supervisor = startSupervisor(['steady', 'stubborn']);
    await says(supervisor, 'ready');
    const [killed] = started('stubborn');
    process.kill(killed!, 'SIGKILL');
    await says(supervisor, 'starts again in 1 s');
    await until(() => started('stubborn').length === 2);
    expect(started('steady')).toHaveLength(1);
    process.kill(
      started('stubborn').find((pid) => pid !== killed)!,
      'SIGKILL',
    );
    await says(supervisor, 'starts again in 2 s');
    supervisor.kill('SIGTERM');
    expect(await exited(supervisor)).toBe(0);
  });

  it('kills within 10 s a child that will not go', async () => {
    const supervisor = startSupervisor(['stubborn']);
    await says(supervisor, 'ready');
    const beganMs = Date.now();
    supervisor.kill('SIGTERM');
    await exited(supervisor);
    expect(Date.now() - beganMs).toBeLessThan(10_000);
    expect(started('stubborn').map(commandOf)).toEqual([undefined]);
  });

  it('stops everything with code 2 when a child refuses its settings', async () => {
    const supervisor = startSupervisor(['steady', 'refusing']);
    await says(supervisor, 'never ready');
    expect(await exited(supervisor)).toBe(2);
    expect(started('steady').map(commandOf)).toEqual([undefined]);
  });

  it.each([
    [1, 1_000],
    [2, 2_000],
    [5, 16_000],
    [6, 30_000],
    [1_000, 30_000],
  ])('waits after crash %d for %d ms', (crashes, delayMs) => expect(restartDelayMs(crashes)).toBe(delayMs));

  it('lets one start at a time own a data folder, also by another spelling, until it is gone', async () => {
    const lock = await ownDataFolder(folder);
    await expect(ownDataFolder(`${folder}/../${folder.split('/').pop()}`)).rejects.toThrow(UsageError);
    await lock.release();
    const other = spawnTypescript(
      `await load('apps/cli/supervisor').ownDataFolder(${JSON.stringify(folder)}); console.log('owned'); setInterval(() => {}, 1000);`,
    );
    await says(other, 'owned');
    await expect(ownDataFolder(folder)).rejects.toThrow('平台已在运行');
    other.kill('SIGKILL');
    await exited(other);
    await (await ownDataFolder(folder)).release();
  });
});

async function says(child: ChildProcess, words: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    let text = '';
    const listen = (chunk: string) => {
      text += chunk;
      if (!text.includes(words)) return;
      child.stdout!.off('data', listen);
      resolve();
    };
    child.stdout!.setEncoding('utf8').on('data', listen);
    child.once('exit', (code) => setTimeout(() => reject(new Error(`ended with ${code}, said only: ${text}`)), 100));
  });
}

async function until(isTrue: () => boolean): Promise<void> {
  const end = Date.now() + 5_000;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('waited 5 s in vain');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
