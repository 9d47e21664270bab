import { announceReady, exitWithParent } from '@app/platform/parent.client';
import { serveCounty } from './serve';

/**
 * The sandbox county as a process of the supervisor. SANDBOX_PORTS = one port per site, comma separated;
 * SANDBOX_STATE = file that keeps repairs; SANDBOX_HANG_MS shortens the list page that never answers.
 * Started by hand, its first line on stdout is JSON with the sites and their addresses.
 */
async function main(): Promise<void> {
  const ports = (process.env.SANDBOX_PORTS ?? '').split(',').filter(Boolean).map(portNumber);
  const hangMs = process.env.SANDBOX_HANG_MS ? Number(process.env.SANDBOX_HANG_MS) : undefined;
  const served = await serveCounty({ ports, hangMs, stateFile: process.env.SANDBOX_STATE });
  exitWithParent(() => served.close());
  // Under a supervisor the addresses are known, and stdout is what the person at the terminal reads.
  if (!process.send) console.log(JSON.stringify({ sites: served.sites, ports: served.ports }));
  announceReady();
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`SANDBOX_PORTS: ${text} is not a port`);
  return port;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
