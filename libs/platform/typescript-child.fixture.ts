import { ChildProcess, spawn, SpawnOptions } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/**
 * The first lines of a script that loads TypeScript files, types stripped, so that a spec can kill a real process;
 * `load('libs/platform/config')` requires a file of ours.
 */
export const TYPESCRIPT_LOADER = `
  const { readFileSync } = require('node:fs');
  const Module = require('node:module');
  const { transpileModule } = require(${JSON.stringify(join(ROOT, 'node_modules/typescript'))});
  const { compilerOptions } = require(${JSON.stringify(join(ROOT, 'tsconfig.json'))});
  const options = { ...compilerOptions, module: 'commonjs', moduleResolution: 'node10' };
  require.extensions['.ts'] = (module, file) =>
    module._compile(transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options }).outputText, file);
  const resolve = Module._resolveFilename;
  Module._resolveFilename = (request, ...rest) =>
    resolve(request.replace(/^@app\\//, ${JSON.stringify(join(ROOT, 'libs/'))}), ...rest);
  const load = (path) => require(${JSON.stringify(ROOT)} + '/' + path + '.ts');
`;

/** Runs the body of an async function in a Node process of its own. */
export function spawnTypescript(body: string, options: SpawnOptions = {}): ChildProcess {
  const script = `${TYPESCRIPT_LOADER}(async () => {${body}})().catch((error) => { console.error(error); process.exit(1); });`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** The next line that a child prints. */
export async function nextLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (complaint += chunk));
    child.once('exit', (code) => reject(new Error(`the child ended with ${code} before it spoke: ${complaint}`)));
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
  });
}

export async function exited(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return new Promise((resolve) => child.once('exit', resolve));
}
