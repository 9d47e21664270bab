import { Resolver } from 'node:dns/promises';
import { connect } from 'node:tls';
import { refusalOf } from './address';
import { ResolveHost, resolveAll } from './checked-lookup.client';
import { ServerFingerprint } from './server-group';

const TIMEOUT_MS = 5_000;
const MOST_NAMES = 200;

/**
 * 服务器特征 of a site: where its name leads and which certificate stands there. Undefined where the name does not
 * resolve. Nothing is asked of the server but its certificate, at an address that was checked like any other.
 */
export async function fingerprintOf(
  homeUrl: string,
  resolve: ResolveHost = resolveAll,
): Promise<ServerFingerprint | undefined> {
  const { hostname, protocol, port } = new URL(homeUrl);
  const addresses = await resolve(hostname).then(
    (all) => all.map(({ address }) => address).sort(),
    () => [],
  );
  const [first] = addresses;
  if (!first) return undefined;
  const isSecure = protocol === 'https:' && addresses.every((address) => refusalOf(address) === undefined);
  const shown = isSecure ? await certificateAt(first, Number(port || 443), hostname) : undefined;
  return {
    addresses,
    certificate: shown?.fingerprint ?? null,
    certificateNames: shown?.names ?? [],
    alias: await aliasOf(hostname),
  };
}

/** The last name of the host's CNAME chain; five links are enough. */
async function aliasOf(host: string): Promise<string | null> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 1 });
  let alias: string | null = null;
  for (let link = 0; link < 5; link++) {
    const [next]: string[] = await resolver.resolveCname(alias ?? host).catch(() => []);
    if (!next) break;
    alias = next.toLowerCase();
  }
  return alias;
}

interface ShownCertificate {
  readonly fingerprint: string;
  readonly names: readonly string[];
}

/** Whatever is wrong with the certificate, it says who shows it. */
function certificateAt(address: string, port: number, servername: string): Promise<ShownCertificate | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port, servername, rejectUnauthorized: false, timeout: TIMEOUT_MS });
    // The socket's own timeout starts anew with every byte.
    const deadline = setTimeout(() => end(), TIMEOUT_MS);
    const end = (shown?: ShownCertificate) => {
      clearTimeout(deadline);
      socket.destroy();
      resolve(shown);
    };
    socket.once('secureConnect', () => {
      const { fingerprint256, subjectaltname } = socket.getPeerCertificate();
      end(fingerprint256 ? { fingerprint: fingerprint256, names: namesOf(subjectaltname) } : undefined);
    });
    socket.once('timeout', () => end());
    socket.once('error', () => end());
  });
}

function namesOf(alternatives = ''): string[] {
  return alternatives
    .split(/,\s*/)
    .flatMap((each) => /^DNS:(.{1,253})$/.exec(each)?.[1]?.toLowerCase() ?? [])
    .slice(0, MOST_NAMES);
}
