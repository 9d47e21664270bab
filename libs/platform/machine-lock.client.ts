import { createHash } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:net';

/**
 * A lock that at most one process of this machine holds per folder and purpose; undefined when another one holds it.
 * It is a listening abstract socket: the kernel frees it with its holder, also after kill -9, so it is never stale.
 * Only Linux has such sockets; elsewhere, where there is no embedded server either, everyone gets the lock.
 */
export async function tryLock(folder: string, purpose: string): Promise<Lock | undefined> {
  const path = socketName(folder, purpose);
  if (process.platform !== 'linux') return { release: async () => undefined };
  const server = createServer((visitor) => visitor.destroy());
  const isHeld = await new Promise<boolean>((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen({ path });
  });
  if (!isHeld) return undefined;
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

export interface Lock {
  release(): Promise<void>;
}

/** The folder is named by device and inode, so that two spellings of one path are one lock. */
function socketName(folder: string, purpose: string): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { dev, ino } = statSync(folder);
  const name = createHash('sha256').update(`${dev}:${ino}:${purpose}`).digest('hex').slice(0, 32);
  return `\0mingjian-${name}`;
}
