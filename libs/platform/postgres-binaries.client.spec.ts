import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linkLibraries, locatePostgres } from './postgres-binaries.client';

describe('the PostgreSQL binaries', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mingjian-binaries-'));
  const native = join(folder, 'native');
  beforeAll(() => {
    mkdirSync(join(native, 'lib'), { recursive: true });
    const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
    writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify(links));
    writeFileSync(join(native, 'lib/libpq.so.5.18'), '');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('run on this machine', () => {
    const { postgres, libraryPath = '' } = locatePostgres(join(folder, 'links'));
    const { stdout } = spawnSync(postgres, ['--version'], { encoding: 'utf8', env: { LD_LIBRARY_PATH: libraryPath } });
    expect(stdout).toContain('PostgreSQL) 18');
  });

  it('get the links that the refused postinstall did not make, once', () => {
    expect(linkLibraries(native, join(folder, 'links'))).toBeUndefined();
    expect(readlinkSync(join(native, 'lib/libpq.so.5'))).toBe('libpq.so.5.18');
    expect(linkLibraries(native, join(folder, 'links'))).toBeUndefined();
  });

  it('get them in the data folder where the package cannot be written', () => {
    // No permission stops root; a lib folder that is not there does.
    rmSync(join(native, 'lib'), { recursive: true });
    expect(linkLibraries(native, join(folder, 'links'))).toBe(`${join(folder, 'links')}:${join(native, 'lib')}`);
    expect(readlinkSync(join(folder, 'links/libpq.so.5'))).toBe(join(native, 'lib/libpq.so.5.18'));
  });
});
