import { lookup as systemLookup } from 'node:dns/promises';
import { LookupFunction } from 'node:net';
import { refusalOf } from './address';

/** Resolves a host to all its addresses. */
export type ResolveHost = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Resolves once, refuses if any address leads inside, and connects to the very addresses that were checked. */
export function checkedLookup(resolve: ResolveHost): LookupFunction {
  return plainLookup(async (host) => {
    const addresses = await resolve(host);
    for (const { address } of addresses) {
      const refusal = refusalOf(address);
      if (refusal) throw new RefusedAddress(`${host} 解析为${refusal} ${address}`);
    }
    return addresses;
  });
}

export function plainLookup(resolve: ResolveHost): LookupFunction {
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first) return callback(Object.assign(new Error(`${host} 没有地址`), { code: 'ENOTFOUND' }), '');
        return all ? callback(null, [...addresses]) : callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };
}

export const resolveAll: ResolveHost = (host) => systemLookup(host, { all: true });

class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS';
}
