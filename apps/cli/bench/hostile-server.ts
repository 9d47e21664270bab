import { FetchFailureKind } from '@app/crawling/capture';
import { AddressInfo, createServer, Server, Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** What a server does on the wire; the path is its place in the list. */
export interface Trick {
  readonly name: string;
  /** The kind of failure it must end as; `page` where the answer is odd but whole. */
  readonly ends: FetchFailureKind | 'page';
  play(socket: Socket): void;
}

const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n`;
const MEGABYTE = 1_048_576;

/** `count` times the same bytes, as fast as they are taken. */
function pour(socket: Socket, head: string | Buffer, part: Buffer, count = Infinity): void {
  let left = count;
  const more = () => {
    while (left > 0 && !socket.destroyed) {
      left -= 1;
      if (!socket.write(part)) return;
    }
    if (left <= 0) socket.end();
  };
  socket.on('drain', more);
  socket.write(head);
  more();
}

/** One byte a second, for ever. */
function drip(socket: Socket, head: string, byte = 'a'): void {
  socket.write(head);
  const timer = setInterval(() => socket.write(byte), 1_000);
  socket.on('close', () => clearInterval(timer));
}

function chunk(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n')]);
}

function whole(socket: Socket, body: Buffer, coding: string): void {
  socket.end(
    Buffer.concat([Buffer.from(`${HEAD}content-encoding: ${coding}\r\ncontent-length: ${body.length}\r\n\r\n`), body]),
  );
}

const zeros = Buffer.alloc(100 * MEGABYTE);
/** 100 MB in 100 kB; members of a gzip file follow each other. */
const gzipped100 = gzipSync(zeros, { level: 9 });
/** 1 GB in about a kilobyte. */
const brotli = () =>
  brotliCompressSync(Buffer.alloc(1_024 * MEGABYTE), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });

const redirect = (to: string) => `HTTP/1.1 302 Found\r\nlocation: ${to}\r\ncontent-length: 0\r\n\r\n`;

export const TRICKS: readonly Trick[] = [
  {
    name: 'wire: 10 GB gzip (10 MB sent)',
    ends: 'tooLarge',
    play: (socket) => pour(socket, `${HEAD}content-encoding: gzip\r\n\r\n`, gzipped100, 103),
  },
  {
    name: 'wire: 7 GB gzip (below the limit when sent)',
    ends: 'tooLarge',
    play: (socket) => whole(socket, Buffer.concat(Array<Buffer>(70).fill(gzipped100)), 'gzip'),
  },
  { name: 'wire: 1 GB brotli', ends: 'tooLarge', play: (socket) => whole(socket, brotli(), 'br') },
  {
    name: 'wire: gzip of gzip of gzip',
    ends: 'unreadable',
    play: (socket) => whole(socket, gzipSync(gzipSync(gzipped100)), 'gzip, gzip, gzip'),
  },
  { name: 'wire: gzip that is none', ends: 'page', play: (socket) => whole(socket, Buffer.alloc(1_000, 0x1f), 'gzip') },
  {
    name: 'wire: endless body',
    ends: 'tooLarge',
    play: (socket) => pour(socket, `${HEAD}\r\n`, Buffer.alloc(65_536, 0x61)),
  },
  {
    name: 'wire: endless chunks',
    ends: 'tooLarge',
    play: (socket) => pour(socket, `${CHUNKED}\r\n`, chunk(Buffer.alloc(65_536, 0x61))),
  },
  {
    name: 'wire: endless chunks of one byte',
    ends: 'tooLarge',
    play: (socket) => pour(socket, `${CHUNKED}\r\n`, Buffer.from('1\r\na\r\n'.repeat(10_000))),
  },
  {
    name: 'wire: endless chunk extensions',
    ends: 'tooLarge',
    play: (socket) => pour(socket, `${CHUNKED}\r\n1`, Buffer.from(`;${'a'.repeat(65_535)}`)),
  },
  {
    name: 'wire: endless trailers',
    ends: 'unreadable',
    play: (socket) => pour(socket, `${CHUNKED}\r\n0\r\n`, Buffer.from('a: b\r\n'.repeat(10_000))),
  },
  {
    name: 'wire: a length that lies',
    ends: 'timeout',
    play: (socket) => void socket.write(`${HEAD}content-length: 1000000\r\n\r\nshort`),
  },
  {
    name: 'wire: a length of 10 GB',
    ends: 'tooLarge',
    play: (socket) => void socket.write(`${HEAD}content-length: 10737418240\r\n\r\n`),
  },
  {
    name: 'wire: two lengths',
    ends: 'connect',
    play: (socket) => socket.end(`${HEAD}content-length: 4\r\ncontent-length: 9\r\n\r\nshort`),
  },
  { name: 'wire: one byte a second', ends: 'timeout', play: (socket) => drip(socket, `${HEAD}\r\n`) },
  { name: 'wire: headers at one byte a second', ends: 'timeout', play: (socket) => drip(socket, HEAD) },
  {
    name: 'wire: endless headers',
    ends: 'unreadable',
    play: (socket) => pour(socket, HEAD, Buffer.from(`x-a: ${'a'.repeat(1_000)}\r\n`)),
  },
  {
    name: 'wire: one endless header',
    ends: 'unreadable',
    play: (socket) => pour(socket, `${HEAD}x-a: `, Buffer.alloc(65_536, 0x61)),
  },
  {
    name: 'wire: endless 1xx answers',
    ends: 'tooLarge',
    play: (socket) => pour(socket, '', Buffer.from('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1_000))),
  },
  { name: 'wire: silence', ends: 'timeout', play: () => undefined },
  {
    name: 'wire: not HTTP',
    ends: 'unreadable',
    play: (socket) => pour(socket, 'SSH-2.0-OpenSSH_9.9\r\n', Buffer.alloc(65_536, 0x61)),
  },
  {
    name: 'wire: the connection is cut',
    ends: 'connect',
    play: (socket) => void socket.write(`${CHUNKED}\r\n5\r\nshort`, () => socket.destroy()),
  },
  { name: 'wire: redirect to itself', ends: 'redirectLoop', play: (socket) => socket.end(redirect('./')) },
  {
    name: 'wire: redirects without end',
    ends: 'redirectLoop',
    play: (socket) => socket.end(redirect(`?${'x'.repeat(Math.floor(Math.random() * 1_000))}`)),
  },
  {
    name: 'wire: redirect to the metadata service',
    ends: 'refusedAddress',
    play: (socket) => socket.end(redirect('http://169.254.169.254/latest/meta-data/')),
  },
  {
    name: 'wire: redirect to a file',
    ends: 'refusedAddress',
    play: (socket) => socket.end(redirect('file:///etc/passwd')),
  },
];

/** Serves the tricks on loopback. */
export async function serveTricks(): Promise<{ readonly origin: string; close(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    socket.once('data', (request) =>
      TRICKS[Number(/^GET \/(\d+)/.exec(request.toString('latin1'))?.[1])]?.play(socket),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}
