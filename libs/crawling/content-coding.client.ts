import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, gunzipSync, inflate, inflateRaw, ZlibOptions } from 'node:zlib';

export type DecodedBody =
  | { readonly ok: true; readonly bytes: Buffer }
  | { readonly ok: false; readonly kind: 'tooLarge' | 'unreadable' | 'connect'; readonly detail: string };

type Decoder = (bytes: Buffer, limits: ZlibOptions) => Promise<Buffer>;

const DECODERS: Readonly<Record<string, Decoder>> = {
  gzip: promisify(gunzip) as Decoder,
  'x-gzip': promisify(gunzip) as Decoder,
  br: promisify(brotliDecompress) as Decoder,
  // “deflate” is zlib by the standard and raw by many servers; the zlib header tells.
  deflate: (bytes, limits) =>
    promisify(((bytes[0] ?? 0) & 0x0f) === 8 ? inflate : inflateRaw)(bytes, limits) as Promise<Buffer>,
};

/** Below this a call into the thread pool costs more than the work. */
const SMALL_BYTES = 32_768;

/**
 * Undoes one content coding, at most to `maxBytes`: memory is never given for more, however well the body compresses.
 * Chains of codings are refused; a server that labels plain bytes as gzip is read as plain.
 */
export async function decodedBody(bytes: Buffer, coding: string | undefined, maxBytes: number): Promise<DecodedBody> {
  const name = coding?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity' || bytes.length === 0) return { ok: true, bytes };
  const decode = DECODERS[name];
  if (!decode) return { ok: false, kind: 'unreadable', detail: `不支持的内容编码 ${name.slice(0, 40)}` };
  const isGzip = name.endsWith('gzip');
  if (isGzip && !(bytes[0] === 0x1f && bytes[1] === 0x8b)) return { ok: true, bytes };
  try {
    const isSmall = isGzip && bytes.length < SMALL_BYTES && maxBytes <= 16 * 1024 * 1024;
    const limits = { maxOutputLength: maxBytes };
    return { ok: true, bytes: isSmall ? gunzipSync(bytes, limits) : await decode(bytes, limits) };
  } catch (error) {
    return decodingFailure(error as NodeJS.ErrnoException, maxBytes);
  }
}

function decodingFailure(error: NodeJS.ErrnoException & { errno?: number }, maxBytes: number): DecodedBody {
  if (error.code === 'ERR_BUFFER_TOO_LARGE') {
    return { ok: false, kind: 'tooLarge', detail: `解压后超过 ${maxBytes} 字节` };
  }
  // A body that ends early was cut on the way and may be whole the next time; garbage will not.
  const isCut = error.errno === constants.Z_BUF_ERROR || /unexpected end/i.test(error.message);
  return isCut
    ? { ok: false, kind: 'connect', detail: '传输中断' }
    : { ok: false, kind: 'unreadable', detail: '内容编码损坏' };
}
