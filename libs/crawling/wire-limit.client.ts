import { Socket } from 'node:net';

/** Several times what the largest page may hold, whatever the headers, chunk sizes and repeats around it. */
const MOST_BYTES = 67_108_864;
const LOOK_MS = 100;

/**
 * Ends a connection on which more than 64 MB arrive for one request. The limits on header and body do not see what
 * stands between them: chunk extensions and interim answers (1xx) without end would keep a core busy until the deadline.
 */
export function limitWire(socket: Socket): void {
  let written = -1;
  let readBefore = 0;
  const timer = setInterval(() => {
    if (socket.bytesWritten !== written) {
      written = socket.bytesWritten; // a new request
      readBefore = socket.bytesRead;
    } else if (socket.bytesRead - readBefore > MOST_BYTES) {
      socket.destroy(Object.assign(new Error(`more than ${MOST_BYTES} bytes for one request`), { code: 'WIRE_LIMIT' }));
    }
  }, LOOK_MS).unref();
  socket.once('close', () => clearInterval(timer));
}
