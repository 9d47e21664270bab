/**
 * Ties this process to the supervisor that started it. SIGTERM ends it after `leave`, which may put things away and has
 * 8 s for it. When the supervisor itself was killed, the channel to it closes and this process ends at once, as in any
 * crash: its database is going too, and what it had begun is taken up again by the queues.
 * Does nothing in a process that was started by hand.
 */
export function exitWithParent(leave: () => Promise<void> | void = () => undefined): void {
  if (!process.send) return;
  process.on('disconnect', () => process.exit(1));
  if (!process.connected) process.exit(1);
  // Ctrl-C reaches the whole group; the supervisor decides the order and sends SIGTERM.
  process.on('SIGINT', () => undefined);
  process.once('SIGTERM', () => void leaveInTime(leave));
}

const LEAVE_MS = 8_000;

async function leaveInTime(leave: () => Promise<void> | void): Promise<void> {
  setTimeout(() => process.exit(1), LEAVE_MS).unref();
  try {
    await leave();
    process.exit(0);
  } catch (error) {
    process.stderr.write(`${(error as Error).stack}\n`);
    process.exit(1);
  }
}

/** Tells the supervisor that this process does its work now, e.g. listens. */
export function announceReady(): void {
  process.send?.('ready');
}

/**
 * Runs the main function of an entry point. A refusal (a wrong setting, a port that is taken) ends the process with
 * code 2, on which the supervisor gives up; any other failure ends it with code 1, and the supervisor tries again.
 */
export function runProgram(main: () => Promise<void>): void {
  main().catch((error: Error & { exitCode?: number; code?: string; port?: number }) => {
    const isPortTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
    process.stderr.write(
      isPortTaken ? `端口 ${error.port} 不能使用（${error.code}），可用 PORT 另设\n` : `${error.stack}\n`,
    );
    process.exit(isPortTaken ? 2 : (error.exitCode ?? 1));
  });
}
