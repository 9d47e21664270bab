import { fork } from 'node:child_process';
import { join } from 'node:path';

export interface OidcProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  stop(): void;
}

/** `oidc-provider`, which is an ES module, in a process of its own. */
export async function oidcProvider(redirectUri: string): Promise<OidcProvider> {
  const child = fork(join(__dirname, 'oidc-server.fixture.mjs'), [redirectUri], {
    stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
  });
  const issuer = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (said: Buffer) => resolve(said.toString().trim()));
    child.once('exit', (code) => reject(new Error(`the provider ended with code ${code}`)));
  });
  return { issuer, clientId: 'mingjian', clientSecret: 'provider-secret-of-the-spec', stop: () => child.disconnect() };
}

/** Goes through the provider's pages as a browser does; answers the address of ours that it leads back to. */
export async function logInAt(address: string, subject: string): Promise<string> {
  const { origin } = new URL(address);
  const jar = new Map<string, string>();
  const visit = async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      jar.set(name, value);
    }
    return new URL(response.headers.get('location') ?? '/', origin).href;
  };
  const form = await visit(address);
  const resumed = await visit(form, { prompt: 'login', login: subject, password: 'any' });
  return visit(resumed);
}
