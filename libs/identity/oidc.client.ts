import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  ClientSecretBasic,
  Configuration,
  customFetch,
  type CustomFetchOptions,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { Config } from '@app/platform/config';

/** 统一身份认证 as the operator has set it. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  /** Claim that names the login. */
  readonly loginClaim: string;
  readonly deadlineMs?: number;
}

/** What only this browser and we know of a log-in under way. */
export interface OidcSecrets {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider vouches for. */
export interface Vouched {
  readonly issuer: string;
  readonly subject: string;
  /** Undefined when the provider names none. */
  readonly login: string | undefined;
  /** It says that more than one factor was shown (RFC 8176). */
  readonly hasShownFactors: boolean;
}

export const CALLBACK_PATH = '/api/oidc/callback';
const DEADLINE_MS = 10_000;
const LARGEST_ANSWER = 1_000_000;
/** The provider may change its addresses; its keys are read again by the library when an unknown one signs. */
const KEPT_MS = 60 * 60_000;

export function oidcSettings(config: Config): OidcSettings | undefined {
  const { oidcIssuer, oidcClientId, oidcClientSecret, oidcLoginClaim, publicUrl } = config;
  if (!oidcIssuer || !oidcClientId || !oidcClientSecret) return undefined;
  return {
    issuer: oidcIssuer,
    clientId: oidcClientId,
    clientSecret: oidcClientSecret,
    loginClaim: oidcLoginClaim,
    redirectUri: `${publicUrl}${CALLBACK_PATH}`,
  };
}

/**
 * Authorization code with PKCE, state and nonce. Requests to the provider follow no redirect and have a deadline; the
 * signature of the ID token is verified with the provider's published keys, over TLS or not.
 */
export class OidcClient {
  private known: { readonly configuration: Promise<Configuration>; readonly until: number } | undefined;

  constructor(private readonly settings: OidcSettings) {}

  /** Where the browser goes, and what has to be kept until it comes back. */
  async begin(): Promise<OidcSecrets & { readonly address: string }> {
    const configuration = await this.configuration();
    const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const address = buildAuthorizationUrl(configuration, {
      redirect_uri: this.settings.redirectUri,
      scope: 'openid profile email',
      state,
      nonce,
      code_challenge: await calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return { state, nonce, codeVerifier, address: address.href };
  }

  /** @throws when the answer is not the one to this log-in, or the provider's word does not hold */
  async finish(query: string, { state, nonce, codeVerifier }: OidcSecrets): Promise<Vouched> {
    const configuration = await this.configuration();
    const answer = new URL(this.settings.redirectUri);
    answer.search = query;
    const tokens = await authorizationCodeGrant(configuration, answer, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('the provider sent no ID token');
    const wanted = this.settings.loginClaim;
    const isEnough = claims[wanted] !== undefined || !configuration.serverMetadata().userinfo_endpoint;
    const all = isEnough
      ? claims
      : { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
    return {
      issuer: claims.iss,
      subject: claims.sub,
      login: loginOf(all, wanted),
      hasShownFactors: Array.isArray(claims.amr) && claims.amr.includes('mfa'),
    };
  }

  /** Asked for once, and again when that failed or is long ago. */
  private configuration(): Promise<Configuration> {
    if (!this.known || this.known.until < Date.now()) {
      const configuration = this.discover();
      const known = { configuration, until: Date.now() + KEPT_MS };
      this.known = known;
      configuration.catch(() => {
        if (this.known === known) this.known = undefined;
      });
    }
    return this.known.configuration;
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, deadlineMs = DEADLINE_MS } = this.settings;
    const fetcher = (url: string, options: CustomFetchOptions) => ask(url, options, deadlineMs);
    const isPlain = issuer.startsWith('http://');
    const found = await discovery(new URL(issuer), clientId, clientSecret, undefined, {
      [customFetch]: fetcher,
      execute: isPlain ? [allowInsecureRequests] : [],
    });
    const server = found.serverMetadata();
    const takesPost = server.token_endpoint_auth_methods_supported?.includes('client_secret_post');
    const configuration = takesPost
      ? found
      : new Configuration(server, clientId, clientSecret, ClientSecretBasic(clientSecret));
    configuration[customFetch] = fetcher;
    enableNonRepudiationChecks(configuration);
    if (isPlain && !takesPost) allowInsecureRequests(configuration);
    return configuration;
  }
}

function loginOf(claims: Readonly<Record<string, unknown>>, wanted: string): string | undefined {
  if (wanted === 'email' && claims.email_verified === false) return undefined;
  const login = claims[wanted];
  return typeof login === 'string' && login !== '' ? login : undefined;
}

/** A request to the provider: no redirect followed, no end without answer, no answer without end. */
async function ask(url: string, options: CustomFetchOptions, deadlineMs: number): Promise<Response> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  const response = await fetch(url, { ...options, redirect: 'manual', signal } as RequestInit);
  if (response.status >= 300 && response.status < 400)
    throw new Error(`${new URL(url).host} answered with a redirect, which is not followed`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > LARGEST_ANSWER)
      throw new Error(`the answer of ${new URL(url).host} has more than ${LARGEST_ANSWER} bytes`);
    parts.push(part);
  }
  const { status, headers } = response;
  return new Response(status === 204 ? null : Buffer.concat(parts), { status, headers: plainHeaders(headers) });
}

/** The body is unpacked by now. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  for (const name of ['content-encoding', 'content-length', 'transfer-encoding']) plain.delete(name);
  return plain;
}
