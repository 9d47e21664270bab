import { Socket } from 'node:net';
import { PeerCertificate, TLSSocket } from 'node:tls';
import { Agent, buildConnector, Client, Dispatcher, Pool } from 'undici';
import { ResponseHead, TlsSummary } from './capture';
import { limitWire } from './wire-limit.client';

/** Who is at the other end of a connection. */
export type Peer = Pick<ResponseHead, 'address' | 'tls'>;

/** Given to a request as `opaque`; tells, once it is answered, who answered. */
export interface Witness {
  peer?: () => Peer;
}

const UNKNOWN: Peer = { address: null, tls: null };

/** An agent whose requests learn the address and the certificate behind them: read once per connection. */
export function witnessingAgent(connect: buildConnector.BuildOptions, options: Agent.Options): Agent {
  // A resumed TLS 1.3 session does not show the certificate again.
  const connector = buildConnector({ ...connect, maxCachedSessions: 0 });
  const clientOf = (origin: URL, clientOptions: object) => witnessingClient(connector, origin, clientOptions);
  return new Agent({
    ...options,
    factory: (origin, poolOptions) => new Pool(origin, { ...poolOptions, factory: clientOf }),
  });
}

function witnessingClient(connector: buildConnector.connector, origin: URL, options: Client.Options): Dispatcher {
  let peer = UNKNOWN;
  const connect: buildConnector.connector = (target, callback) =>
    connector(target, (...[error, socket]) => {
      peer = socket ? peerOf(socket) : UNKNOWN;
      if (socket) limitWire(socket);
      if (error) callback(error, null);
      else callback(null, socket as Socket);
    });
  const client = new Client(origin, { ...options, connect });
  const dispatch = client.dispatch.bind(client);
  client.dispatch = (request, handler) => {
    const witness = (request as { opaque?: Witness }).opaque;
    // One request at a time: the connection that stands when the answer arrives is the one that brought it.
    if (witness) witness.peer = () => peer;
    return dispatch(request, handler);
  };
  return client;
}

function peerOf(socket: Socket | TLSSocket): Peer {
  return {
    address: socket.remoteAddress ?? null,
    tls: socket instanceof TLSSocket ? tlsSummaryOf(socket) : null,
  };
}

/** 证书摘要 of a connection; null where the server showed no certificate. */
function tlsSummaryOf(socket: TLSSocket): TlsSummary | null {
  const certificate = socket.getPeerCertificate();
  if (!certificate?.fingerprint256) return null;
  return {
    protocol: socket.getProtocol() ?? '',
    cipher: socket.getCipher()?.standardName ?? '',
    subject: nameOf(certificate.subject),
    issuer: nameOf(certificate.issuer),
    validFrom: instantOf(certificate.valid_from),
    validTo: instantOf(certificate.valid_to),
    fingerprint256: certificate.fingerprint256,
  };
}

const MAX_NAME = 1_000;

/** A distinguished name in one line; certificates are written by strangers, so it has an end. */
function nameOf(name: PeerCertificate['subject']): string {
  return Object.entries(name ?? {})
    .flatMap(([key, value]) => [value].flat().map((each) => `${key}=${each}`))
    .join(', ')
    .slice(0, MAX_NAME);
}

function instantOf(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text.slice(0, 40) : at.toISOString();
}
