import { createHttpClient, HttpClient } from '@app/crawling/http.client';
import { fetchPage } from '@app/crawling/page.client';
import { serveTricks, TRICKS } from './hostile-server';

/** What servers do on the wire ends as a typed failure, each within its deadline. */
describe('hostile servers', () => {
  let server: Awaited<ReturnType<typeof serveTricks>>;
  let patient: HttpClient;
  let hasty: HttpClient;
  beforeAll(async () => {
    server = await serveTricks();
    patient = createHttpClient({ allowPrivateOrigins: [server.origin], timeoutMs: 25_000 });
    hasty = createHttpClient({ allowPrivateOrigins: [server.origin], timeoutMs: 1_000 });
  });
  afterAll(async () => {
    await Promise.all([patient.close(), hasty.close()]);
    server.close();
  });

  it.each(TRICKS.map(({ name, ends }, at) => [name, ends, at] as const))('%s ends as %s', async (_name, ends, at) => {
    const outcome = await fetchPage(ends === 'timeout' ? hasty : patient, { url: `${server.origin}/${at}/` });
    expect(outcome.ok ? 'page' : outcome.failure.kind).toBe(ends);
  });
});
