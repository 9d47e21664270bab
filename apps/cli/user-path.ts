import { isAbsolute, resolve } from 'node:path';

/** A path as the person means it: relative to where they stand, not to where npm changed to. */
export function userPath(file: string): string {
  return isAbsolute(file) ? file : resolve(process.env.INIT_CWD ?? process.cwd(), file);
}
