import { chmodSync, chownSync, lstatSync, mkdirSync, mkdtempSync } from 'node:fs';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { commandOf } from '@app/platform/process-identity.client';

/** A Chromium that runs; `end` closes it, kills what does not close, and removes its folder. */
export interface RunningChromium {
  readonly browser: Browser;
  readonly isolation: Isolation;
  end(): Promise<void>;
}

/** How Chromium is kept apart from us. */
export interface Isolation {
  /** Runs as a user that owns nothing, where we are root. */
  readonly isOwnUser: boolean;
  /** Chromium's own sandbox stands: user namespaces and a filter of system calls around every page. */
  readonly isSandboxed: boolean;
}

/**
 * A user id that no account has: what escapes from a page owns no file and no other process, not even those of
 * `nobody`, who may own the database.
 */
const BROWSER_USER = 65_533;
/** What one process of the browser may write to; a page that wants more loses its renderer. */
const MAX_DATA_BYTES = 1_073_741_824;
const CLOSE_MS = 5_000;
const LAUNCH_MS = 30_000;

/**
 * Starts `executablePath` in the strongest isolation this machine allows: as root under a user of its own, and with
 * Chromium's sandbox where the kernel grants user namespaces. Playwright talks to it over a pipe; when our process dies,
 * however it dies, the pipe closes and Chromium ends.
 * @throws in Chinese what the last way failed with; the machine's root never runs a browser
 */
export async function launchChromium(executablePath: string, flags: readonly string[]): Promise<RunningChromium> {
  removeLeftOvers();
  let failure: unknown;
  for (const way of ways()) {
    try {
      return await launched(way, executablePath, flags);
    } catch (error) {
      failure = error;
    }
  }
  const reason = failure instanceof Error ? failure.message.split('\n')[0] : String(failure);
  if (!isMachineRoot()) throw new Error(reason);
  throw new Error(
    `浏览器不以 root 运行，而以普通用户未能启动 ${executablePath}（需要 util-linux，且该用户能执行此文件）：${reason}`,
  );
}

/** The strongest first. The sandbox refuses to run as root, and needs user namespaces, which some containers forbid. */
function ways(): readonly Isolation[] {
  const asOwnUser = [true, false].map((isSandboxed) => ({ isOwnUser: true, isSandboxed }));
  const asOurselves = [true, false].map((isSandboxed) => ({ isOwnUser: false, isSandboxed }));
  if (process.getuid?.() !== 0) return asOurselves;
  return isMachineRoot() ? asOwnUser : [...asOwnUser, { isOwnUser: false, isSandboxed: false }];
}

/** False also for the root of a container without other users, who is an ordinary user to the machine. */
function isMachineRoot(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    return /^\s*0\s+0\s+4294967295\s*$/.test(readFileSync('/proc/self/uid_map', 'utf8'));
  } catch {
    return true;
  }
}

async function launched(isolation: Isolation, program: string, flags: readonly string[]): Promise<RunningChromium> {
  const folder = mkdtempSync(join(tmpdir(), FOLDER));
  try {
    const { start, home } = prepared(folder, isolation, program);
    // Loading it takes a quarter of a second, and most rounds need no browser.
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({
      executablePath: start,
      headless: true,
      chromiumSandbox: isolation.isSandboxed,
      args: [...flags],
      // Playwright would let every page pop up windows without a click.
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      env: environment(home),
      timeout: LAUNCH_MS,
    });
    await (await browser.newPage()).close(); // a program whose children cannot be started shows here
    return { browser, isolation, end: () => endChromium(browser, folder) };
  } catch (error) {
    killAndRemove(folder);
    throw error;
  }
}

/** A folder with the profile, which the browser owns, and the program that starts it, which it cannot change. */
function prepared(folder: string, { isOwnUser }: Isolation, program: string) {
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  if (isOwnUser) chownSync(home, BROWSER_USER, BROWSER_USER);
  chmodSync(folder, 0o711);
  const start = join(folder, 'start');
  writeFileSync(start, script({ folder, home, isOwnUser, program }), { mode: 0o755 });
  return { start, home };
}

/** Where `setpriv` and `prlimit` (util-linux) are missing, an ordinary user's browser runs without their limits. */
function script({
  folder,
  home,
  isOwnUser,
  program,
}: Record<'folder' | 'home' | 'program', string> & { isOwnUser: boolean }) {
  const identity = isOwnUser ? `--reuid=${BROWSER_USER} --regid=${BROWSER_USER} --clear-groups ` : '';
  const chromiumCommand = `${quoted(program)} "$@" --user-data-dir=${quoted(home)}`;
  return [
    '#!/bin/sh',
    `echo $$ > ${quoted(join(folder, 'pid'))}`,
    ...(isOwnUser ? [] : [`command -v setpriv >/dev/null && command -v prlimit >/dev/null || exec ${chromiumCommand}`]),
    `exec prlimit --data=${MAX_DATA_BYTES} --core=0 setpriv --pdeathsig KILL ${identity}${chromiumCommand}`,
    '',
  ].join('\n');
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Nothing of our environment reaches the browser: it holds the passwords of database and mail. */
function environment(home: string): Record<string, string> {
  const { PATH = '/usr/bin:/bin', LD_LIBRARY_PATH } = process.env;
  const libraries: Record<string, string> = LD_LIBRARY_PATH ? { LD_LIBRARY_PATH } : {};
  return { PATH, HOME: home, TMPDIR: home, LANG: 'C.UTF-8', DBUS_SESSION_BUS_ADDRESS: '/dev/null', ...libraries };
}

async function endChromium(browser: Browser, folder: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)));
  await Promise.race([browser.close().catch(() => undefined), deadline]);
  clearTimeout(timer);
  killAndRemove(folder);
}

function killAndRemove(folder: string): void {
  const pid = pidOf(folder);
  if (pid !== undefined) killGroup(pid);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}

/** The browser that runs in `folder`; the number alone may by now be somebody else's. */
function pidOf(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    return pid > 1 && commandOf(pid)?.some((word) => word.includes(folder)) ? pid : undefined;
  } catch {
    return undefined; // not started yet
  }
}

/** Playwright starts Chromium as the head of a group in which its children stand, too. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

const FOLDER = 'mingjian-browser-';
/** A younger folder may belong to a browser that is only starting. */
const LEFT_OVER_MS = 120_000;

/** A worker that was killed could not remove its folder: the profile, some megabytes. */
function removeLeftOvers(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (name.startsWith(FOLDER) && isOurs(folder) && pidOf(folder) === undefined)
      rmSync(folder, { recursive: true, force: true });
  }
}

function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  const isOld = found !== undefined && Date.now() - found.mtimeMs > LEFT_OVER_MS;
  return isOld && found.isDirectory() && found.uid === process.getuid?.();
}
