import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choosePrivilegeDrop } from './privilege-drop.client';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;

describe('choosePrivilegeDrop', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'mingjian-drop-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const trial = (env: NodeJS.ProcessEnv = process.env) => ({ program: '/bin/true', folder, env });

  it('never leaves the program as root', () => {
    const { prefix, ownerId } = choosePrivilegeDrop(trial());
    expect(prefix).toContain('--pdeathsig');
    expect(ownerId === undefined).toBe(!isRoot);
    if (isRoot) expect(prefix.join(' ')).toMatch(/--map-user=65534|--reuid=65534/);
  });

  asRoot('becomes nobody where user namespaces are forbidden', () => {
    writeFileSync(join(folder, 'unshare'), '#!/bin/sh\necho Operation not permitted >&2\nexit 1\n');
    chmodSync(join(folder, 'unshare'), 0o755);
    const drop = choosePrivilegeDrop(trial({ PATH: `${folder}:${process.env.PATH}` }));
    expect(drop.name).toBe('user 65534');
    expect(statSync(folder).uid).toBe(65_534);
  });

  it('says what stood in the way of each attempt', () => {
    const attempt = () => choosePrivilegeDrop({ ...trial(), program: join(folder, 'missing') });
    expect(attempt).toThrow(/missing.*DATABASE_URL/);
  });
});
