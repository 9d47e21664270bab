import { FetchFailureKind } from './capture';

/** The kind of failure behind what the connection threw, by its code; `connect` where the code says nothing. */
export function kindOfError(error: unknown): FetchFailureKind {
  const code = codeOf(error);
  if (code in KIND_BY_CODE) return KIND_BY_CODE[code] as FetchFailureKind;
  return TLS_CODE.test(code) ? 'tls' : 'connect';
}

/** The refused address in Chinese, or the code. */
export function detailOfError(error: unknown): string {
  const { code, message } = innermost(error);
  return code === 'REFUSED_ADDRESS' && message ? message : codeOf(error);
}

function codeOf(error: unknown): string {
  const { code, name } = innermost(error);
  if (name === 'HTTPParserError') return name; // its code names the parser's rule and may be missing
  return code ?? name ?? 'unknown';
}

interface CodedError {
  readonly code?: string;
  readonly name?: string;
  readonly message?: string;
  readonly errors?: readonly unknown[];
  readonly cause?: unknown;
}

/** Happy-eyeballs wraps one error per address; the first stands for all. Read by shape: errors may be of another realm. */
function innermost(error: unknown): CodedError {
  const { errors, cause } = (error ?? {}) as CodedError;
  const inner = errors?.[0] ?? cause;
  return typeof inner === 'object' && inner !== null ? innermost(inner) : ((error ?? {}) as CodedError);
}

const KIND_BY_CODE: Readonly<Record<string, FetchFailureKind>> = {
  REFUSED_ADDRESS: 'refusedAddress',
  ENOTFOUND: 'dns',
  EAI_AGAIN: 'dns',
  EAI_FAIL: 'dns',
  EAI_NODATA: 'dns',
  EAI_NONAME: 'dns',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'unreadable',
  UND_ERR_INVALID_ARG: 'unreadable',
  HTTPParserError: 'unreadable',
  WIRE_LIMIT: 'tooLarge',
  EPROTO: 'tls',
};

const TLS_CODE = /^ERR_(?:TLS|SSL)|CERT|SIGNATURE|_TLS_|ISSUER/;
