import { exited, nextLine, spawnTypescript } from './typescript-child.fixture';

const LOAD = `const { runProgram, exitWithParent, announceReady } = load('libs/platform/parent.client');`;

describe('runProgram', () => {
  it.each([
    ['a failure', `throw new Error('no database')`, 1],
    ['a refusal of its own', `throw Object.assign(new Error('PORT'), { exitCode: 2 })`, 2],
    [
      'a port that is taken',
      `const { createServer } = require('node:net');
       const first = createServer().listen(0, '127.0.0.1', () => {
         const second = createServer().listen(first.address().port, '127.0.0.1');
         second.on('error', (error) => reject(error));
       });
       let reject; await new Promise((_, no) => (reject = no));`,
      2,
    ],
  ])('ends after %s with the code that says so', async (_what, main, code) => {
    const child = spawnTypescript(`${LOAD} runProgram(async () => { ${main} }); setInterval(() => {}, 1000);`);
    expect(await exited(child)).toBe(code);
  });
});

describe('exitWithParent', () => {
  const stdio: ['ignore', 'pipe', 'pipe', 'ipc'] = ['ignore', 'pipe', 'pipe', 'ipc'];

  it('does nothing in a process that was started by hand', async () => {
    const child = spawnTypescript(`${LOAD} exitWithParent(); announceReady(); console.log('works');`);
    expect(await nextLine(child)).toBe('works');
    expect(await exited(child)).toBe(0);
  });

  it('ends a process whose parent is already gone when it asks', async () => {
    const child = spawnTypescript(`${LOAD} setTimeout(() => exitWithParent(), 300); setInterval(() => {}, 1000);`, {
      stdio,
    });
    child.disconnect();
    expect(await exited(child)).toBe(1);
  });

  it('ends with 1 when putting things away fails', async () => {
    const away = `exitWithParent(() => { throw new Error('disk full'); });`;
    const child = spawnTypescript(`${LOAD} ${away} console.log('works'); setInterval(() => {}, 1000);`, { stdio });
    await nextLine(child);
    child.kill('SIGTERM');
    expect(await exited(child)).toBe(1);
  });
});
