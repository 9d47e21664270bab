import { rmSync } from 'node:fs';
import { clusterFolders } from './postgres-cluster.client';
import { findServer, stopServer } from './postgres-server.client';
import { testServerFolder } from './test-server.fixture';

/** Jest's globalTeardown: ends the server that the specs of this run shared and removes its files. */
export default async function stopTestServer(): Promise<void> {
  const folder = testServerFolder();
  const server = findServer(clusterFolders(folder).cluster);
  if (server !== undefined) await stopServer(server);
  rmSync(folder, { recursive: true, force: true });
}
