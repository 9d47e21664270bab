import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { extractCommand } from './extract.command';

const folder = mkdtempSync(join(tmpdir(), 'mingjian-extract-'));
const saved = (name: string, bytes: string | Buffer) => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const PAGE =
  '<html><head><title>t</title></head><body><h1>关于调整公交线路的公告</h1><p>发布日期：2026-03-05</p></body></html>';

describe('extract', () => {
  it('reads a saved page, with the address it stood at', async () => {
    const page = await extractCommand(saved('a.html', PAGE), { base: 'http://www.qinghe.example/a.html' });
    expect(page).toMatchObject({ url: 'http://www.qinghe.example/a.html', publishedOn: '2026-03-05' });
  });

  it('reads UTF-16', async () => {
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PAGE, 'utf16le')]);
    expect(await extractCommand(saved('wide.html', bytes), {})).toMatchObject({ publishedOn: '2026-03-05' });
  });

  it('reads a document, whatever its name', async () => {
    const xml = '<w:document><w:p><w:r><w:t>2026年3月9日印发</w:t></w:r></w:p></w:document>';
    const bytes = Buffer.from(zipSync({ 'word/document.xml': strToU8(xml) }));
    const page = await extractCommand(saved('notice.pdf', bytes), { base: 'http://www.qinghe.example/notice.pdf' });
    expect(page).toMatchObject({ kind: 'other', title: null, dates: [{ value: '2026-03-09', from: 'text' }] });
    expect(page).not.toHaveProperty('text');
  });

  it('takes an empty file for a page that says nothing', async () => {
    expect(await extractCommand(saved('empty.html', ''), {})).toMatchObject({ title: null, publishedOn: null });
  });

  it.each([
    ['a binary file', () => saved('picture.png', Buffer.from('89504e470d0a1a0a0000000d', 'hex')), {}],
    ['a damaged document', () => saved('half.docx', Buffer.from('PK\x03\x04\0\0')), {}],
    ['a file that does not exist', () => join(folder, 'none.html'), {}],
    ['a folder', () => folder, {}],
    ['a base that is no web address', () => saved('b.html', PAGE), { base: 'javascript:alert(1)' }],
    ['a private address', () => 'http://10.0.0.1/', {}],
    ['another scheme', () => 'ftp://www.qinghe.example/', {}],
  ])('refuses %s with exit code 2', async (_norm, source, options) => {
    await expect(extractCommand(source(), options)).rejects.toMatchObject({ exitCode: 2 });
  });
});
