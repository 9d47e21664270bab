import { createHmac, createSign, generateKeyPairSync, KeyObject } from 'node:crypto';
import { createServer, IncomingMessage, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { OidcClient } from './oidc.client';

/** A provider that answers as a spec wants; one that behaves is in apps/api/oidc.spec.ts. */
const keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
const CLIENT = {
  clientId: 'mingjian',
  clientSecret: 'secret & more',
  redirectUri: 'https://jd.example/api/oidc/callback',
};

interface Answers {
  idToken: (claims: Record<string, unknown>) => string;
  claims: Record<string, unknown>;
  userInfo: Record<string, unknown>;
  /** Instead of what is asked for under a path. */
  instead: Record<string, (response: ServerResponse) => void>;
}

let server: Server;
let issuer = '';
let nonce = '';
let answers: Answers;
let seen: { path: string; authorization?: string | undefined; body: string }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  answers = { idToken: (claims) => rs256(claims, keys.privateKey), claims: {}, userInfo: {}, instead: {} };
});

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

function rs256(claims: Record<string, unknown>, key: KeyObject): string {
  const text = `${part({ alg: 'RS256', kid: 'one' })}.${part(claims)}`;
  return `${text}.${createSign('RSA-SHA256').update(text).sign(key).toString('base64url')}`;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const path = request.url?.split('?')[0] ?? '';
  seen.push({ path, authorization: request.headers.authorization, body });
  const instead = answers.instead[path];
  if (instead) return instead(response);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(documents()[path] ?? {}));
}

function documents(): Record<string, unknown> {
  const second = Math.floor(Date.now() / 1_000);
  const claims = {
    iss: issuer,
    sub: 's1',
    aud: CLIENT.clientId,
    iat: second,
    exp: second + 60,
    nonce,
    ...answers.claims,
  };
  return {
    '/.well-known/openid-configuration': {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/me`,
      id_token_signing_alg_values_supported: ['RS256'],
    },
    '/jwks': { keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] },
    '/token': { access_token: 'a', token_type: 'Bearer', expires_in: 60, id_token: answers.idToken(claims) },
    '/me': { sub: 's1', ...answers.userInfo },
  };
}

const client = (changes: object = {}) =>
  new OidcClient({ ...CLIENT, issuer, loginClaim: 'preferred_username', deadlineMs: 500, ...changes });

async function dance(asking = client(), query?: (state: string) => string) {
  const { address: _address, ...secrets } = await asking.begin();
  nonce = secrets.nonce;
  return asking.finish(query?.(secrets.state) ?? `code=c&state=${secrets.state}`, secrets);
}

describe('a log-in at the provider', () => {
  it('begins with PKCE, a state and a nonce that are new every time', async () => {
    const asking = client();
    const [one, two] = [await asking.begin(), await asking.begin()];
    const asked = new URL(one.address).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: 'mingjian',
      response_type: 'code',
      redirect_uri: CLIENT.redirectUri,
      scope: 'openid profile email',
      code_challenge_method: 'S256',
      state: one.state,
      nonce: one.nonce,
    });
    expect(one.address).not.toContain(one.codeVerifier);
    for (const key of ['state', 'nonce', 'codeVerifier'] as const) {
      expect(one[key]).not.toBe(two[key]);
      expect(one[key].length).toBeGreaterThanOrEqual(43);
    }
  });

  it('ends with whom the provider vouches for; its login is asked for where the ID token has none', async () => {
    answers.userInfo = { preferred_username: 'zhangsan' };
    expect(await dance()).toEqual({ issuer, subject: 's1', login: 'zhangsan', hasShownFactors: false });
    const token = seen.find(({ path }) => path === '/token');
    expect(token?.body).toMatch(/code_verifier=/);
    expect(Buffer.from(token?.authorization?.replace('Basic ', '') ?? '', 'base64').toString()).toBe(
      'mingjian:secret+%26+more',
    );
  });

  it('takes the claim of the ID token before that of the user info, and tells who showed two factors', async () => {
    answers.claims = { preferred_username: 'zhangsan', amr: ['pwd', 'mfa'] };
    expect(await dance()).toMatchObject({ login: 'zhangsan', hasShownFactors: true });
    expect(seen.some(({ path }) => path === '/me')).toBe(false);
  });

  it('takes no address for a login that nobody has verified', async () => {
    answers.claims = { email: 'a@qinghe.example', email_verified: false };
    expect((await dance(client({ loginClaim: 'email' }))).login).toBeUndefined();
    answers.claims = { email: 'a@qinghe.example', email_verified: true };
    expect((await dance(client({ loginClaim: 'email' }))).login).toBe('a@qinghe.example');
  });
});

describe('the word of the provider does not hold', () => {
  const hmac = (claims: Record<string, unknown>) => {
    const text = `${part({ alg: 'HS256' })}.${part(claims)}`;
    return `${text}.${createHmac('sha256', CLIENT.clientSecret).update(text).digest('base64url')}`;
  };
  it.each<[norm: string, change: () => void]>([
    ['signed by another', () => (answers.idToken = (claims) => rs256(claims, foreign.privateKey))],
    ['not signed', () => (answers.idToken = (claims) => `${part({ alg: 'none' })}.${part(claims)}.`)],
    ['signed with our own secret', () => (answers.idToken = hmac)],
    ['for another client', () => (answers.claims = { aud: 'other' })],
    ['of another issuer', () => (answers.claims = { iss: 'https://evil.example' })],
    ['that has run out', () => (answers.claims = { exp: Math.floor(Date.now() / 1_000) - 600 })],
    ['to another log-in', () => (answers.claims = { nonce: 'other' })],
    ['about nobody', () => (answers.claims = { sub: undefined })],
    ['about two people', () => (answers.userInfo = { sub: 's2', preferred_username: 'lisi' })],
  ])('%s', async (_norm, change) => {
    change();
    await expect(dance()).rejects.toThrow();
  });

  it.each<[norm: string, query: (state: string) => string]>([
    ['with another state', () => 'code=c&state=other'],
    ['without state', () => 'code=c'],
    ['with two', (state) => `code=c&state=${state}&state=${state}`],
    ['that refuses', (state) => `error=access_denied&state=${state}`],
    ['of another issuer', (state) => `code=c&state=${state}&iss=${encodeURIComponent('https://evil.example')}`],
    ['without code', (state) => `state=${state}`],
  ])('when it comes %s', async (_norm, query) => {
    await expect(dance(client(), query)).rejects.toThrow();
    expect(seen.some(({ path }) => path === '/token')).toBe(false);
  });
});

describe('requests to the provider', () => {
  const DISCOVERY = '/.well-known/openid-configuration';

  it.each([DISCOVERY, '/token', '/jwks', '/me'])('follow no redirect: %s', async (path) => {
    answers.instead[path] = (response) => response.writeHead(307, { location: `${issuer}/stolen` }).end();
    await expect(dance()).rejects.toThrow();
    expect(seen.some((each) => each.path === '/stolen')).toBe(false);
  });

  it.each([DISCOVERY, '/token'])('end after their time: %s', async (path) => {
    answers.instead[path] = () => undefined;
    const before = Date.now();
    await expect(dance()).rejects.toThrow();
    expect(Date.now() - before).toBeLessThan(5_000);
  });

  it('read no answer without end', async () => {
    answers.instead['/token'] = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(`{"access_token":"${'a'.repeat(2_000_000)}"}`);
    };
    await expect(dance()).rejects.toThrow();
  });

  it('are tried again after a failure, and not repeated after a success', async () => {
    const asking = client();
    answers.instead[DISCOVERY] = (response) => response.writeHead(503).end();
    await expect(asking.begin()).rejects.toThrow();
    answers.instead = {};
    await asking.begin();
    await asking.begin();
    expect(seen.filter(({ path }) => path === DISCOVERY)).toHaveLength(2);
  });

  it('believe no discovery document of another issuer', async () => {
    answers.instead[DISCOVERY] = (response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ ...(documents()[DISCOVERY] as object), issuer: 'https://evil.example' }));
    };
    await expect(client().begin()).rejects.toThrow();
  });
});
