import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, IncomingMessage, request, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from 's3rver';

export const KEYS = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER', region: 'cn-test-1' };

export interface S3Server {
  readonly endpoint: string;
  /** Method and path of every request that arrived. */
  readonly asked: string[];
  /** Answers the next requests with these statuses, before the store is asked; 0 cuts the connection. */
  trouble: number[];
  /** An object of somebody else: `bucket/key`. */
  addForeign(path: string): Promise<void>;
  close(): Promise<void>;
}

/** s3rver, behind a gate that checks signatures: s3rver itself takes any of version 4. */
export async function s3Server(bucket: string): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), 's3-'));
  const store = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await store.run();
  const server: { trouble: number[]; asked: string[] } = { trouble: [], asked: [] };
  const gate = createServer(async (incoming, answer) => {
    server.asked.push(`${incoming.method} ${incoming.url}`);
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const trouble = server.trouble.shift();
    if (trouble === 0) return void incoming.socket.destroy();
    if (trouble) return void answer.writeHead(trouble, { location: 'http://127.0.0.1:9/' }).end();
    if (!isSigned(incoming, body))
      return void answer.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
    pass(incoming, answer, { port, body });
  });
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve));
  return Object.assign(server, {
    endpoint: `http://127.0.0.1:${(gate.address() as AddressInfo).port}`,
    addForeign: async (path: string) => {
      await fetch(`http://127.0.0.1:${port}/${encodeURI(path)}`, { method: 'PUT', body: 'x' });
    },
    close: async () => {
      gate.closeAllConnections();
      await new Promise((resolve) => gate.close(resolve));
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  });
}

function pass(incoming: IncomingMessage, answer: ServerResponse, to: { port: number; body: Buffer }): void {
  const { method, url: path, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port: to.port, method, path, headers }, (response) => {
    answer.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(answer);
  });
  onward.end(to.body);
}

/** AWS Signature Version 4 as AWS describes it, over what arrived. */
function isSigned({ method, url = '', headers }: IncomingMessage, body: Buffer): boolean {
  const hash = createHash('sha256').update(body).digest('hex');
  const parts = /Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=(\w+)$/.exec(
    headers.authorization ?? '',
  );
  if (!parts || headers['x-amz-content-sha256'] !== hash) return false;
  const [, key, day = '', region = '', signedHeaders = '', signature] = parts;
  const [path = '', query = ''] = url.split('?');
  const lines = signedHeaders.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`);
  const canonical = [method, path, query.split('&').sort().join('&'), lines.join(''), signedHeaders, hash].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const digest = createHash('sha256').update(canonical).digest('hex');
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, digest].join('\n');
  const mac = (secret: string | Buffer, message: string) => createHmac('sha256', secret).update(message).digest();
  const signing = [region, 's3', 'aws4_request'].reduce(mac, mac(`AWS4${KEYS.secretAccessKey}`, day));
  return key === KEYS.accessKeyId && region === KEYS.region && mac(signing, text).toString('hex') === signature;
}
