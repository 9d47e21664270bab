import { RequestListener } from 'node:http';
import { strToU8, zipSync } from 'fflate';
import { createFetcher, Fetcher } from './fetcher.client';
import { LocalSite, send, serve } from './site.fixture';

const DOCX = Buffer.from(
  zipSync({
    'word/document.xml': strToU8('<w:document><w:p><w:r><w:t>清政发〔2026〕3号</w:t></w:r></w:p></w:document>'),
  }),
);
const file = (body: Buffer | string, status = 200): RequestListener => {
  return (_request, response) => send(response, status, body, { 'content-type': 'application/octet-stream' });
};

describe('fetchAttachment', () => {
  let site: LocalSite;
  let fetcher: Fetcher;
  beforeAll(async () => {
    site = await serve({
      '/notice.docx': file(DOCX),
      '/broken.docx': file(DOCX.subarray(0, 60)),
      '/lost.docx': (_request, response) => send(response, 404, '<title>404</title>'),
      '/error.docx': (_request, response) =>
        send(response, 200, '<html><title>页面不存在</title><p>页面不存在</p></html>'),
      '/empty.docx': file(''),
      '/large.pdf': file(Buffer.concat([Buffer.from('%PDF-1.7'), Buffer.alloc(21 * 1024 * 1024)])),
    });
    fetcher = createFetcher({ homeUrl: `${site.origin}/`, allowPrivateOrigins: [site.origin], browser: false });
  });
  afterAll(async () => {
    await fetcher.close();
    await site.close();
  });

  it('asks once, from the site’s own page, and reads the file', async () => {
    const before = site.asked.length;
    const { state, reading } = await fetcher.fetchAttachment(`${site.origin}/notice.docx`);
    expect(state).toBe('ok');
    expect(reading).toMatchObject({ ok: true, content: { kind: 'docx', text: '清政发〔2026〕3号' } });
    expect(site.asked.slice(before).map(({ headers }) => headers.referer)).toEqual([`${site.origin}/`]);
  });

  it('says why a file that is there cannot be read', async () => {
    const found = await fetcher.fetchAttachment(`${site.origin}/broken.docx`);
    expect(found).toEqual({ state: 'ok', reading: { ok: false, refusal: 'damaged' } });
  });

  it.each([
    ['lost.docx', 'notFound'],
    ['error.docx', 'notFound'],
    ['empty.docx', 'empty'],
    ['large.pdf', 'ok'],
  ])('%s is %s and not read', async (name, state) => {
    expect(await fetcher.fetchAttachment(`${site.origin}/${name}`)).toEqual({ state });
  });
});
