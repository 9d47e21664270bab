import { deflateSync } from 'node:zlib';
import { PdfFileError, readPdfPages } from './pdf-pages.reader';
import { PAGE_HEIGHT, PAGE_WIDTH, pdfOf } from './pdf.fixture';

const LETTER = pdfOf([
  { texts: [{ text: '清河县民政局', x: 50, y: 60 }], rules: [[50, 70, 200, 70]] },
  { texts: [{ text: '第2页 abc', x: 100, y: 200, size: 12 }] },
]);
const refusalOf = (bytes: Uint8Array, limits = {}) =>
  readPdfPages(bytes, limits).then(
    () => 'read',
    (error) => (error instanceof PdfFileError ? [error.refusal, error.message] : error),
  );

describe('readPdfPages', () => {
  it('gives every run of text its place, from the upper left corner', async () => {
    const { pages, hasTextLayer, isCut, pageCount } = await readPdfPages(LETTER);
    expect([hasTextLayer, isCut, pageCount]).toEqual([true, false, 2]);
    expect(pages[0]).toEqual({
      number: 1,
      width: PAGE_WIDTH,
      height: PAGE_HEIGHT,
      runs: [{ text: '清河县民政局', x: 50, y: 50, width: 60, height: 10 }],
      rules: [],
    });
    expect(pages[1]?.runs).toEqual([{ text: '第2页 abc', x: 100, y: 188, width: 54, height: 12 }]);
  });

  it('gives ruled lines where they are asked for', async () => {
    const { pages } = await readPdfPages(LETTER, { withRules: true });
    expect(pages.map(({ rules }) => rules)).toEqual([[{ x1: 50, y1: 70, x2: 200, y2: 70 }], []]);
  });

  it.each([90, 270])('turns a page shown at %i degrees so that its text stands upright', async (rotate) => {
    const turned = pdfOf([{ texts: [{ text: '清河', x: 50, y: 60 }], rules: [[50, 70, 200, 70]], rotate }]);
    const [page] = (await readPdfPages(turned, { withRules: true })).pages;
    expect([page?.width, page?.height]).toEqual([PAGE_WIDTH, PAGE_HEIGHT]);
    expect(page?.runs).toEqual([{ text: '清河', x: 50, y: 50, width: 20, height: 10 }]);
    expect(page?.rules).toEqual([{ x1: 50, y1: 70, x2: 200, y2: 70 }]);
  });

  it('tells a scan from an empty answer', async () => {
    const { hasTextLayer, pages } = await readPdfPages(pdfOf([{ hasPicture: true }]));
    expect([hasTextLayer, pages.length]).toEqual([false, 1]);
  });

  it('stops at its limits of pages and runs, and says so', async () => {
    expect(await readPdfPages(LETTER, { pages: 1 })).toMatchObject({
      isCut: true,
      pageCount: 2,
      pages: [{ number: 1 }],
    });
    expect(await readPdfPages(LETTER, { runs: 1 })).toMatchObject({
      isCut: true,
      pageCount: 2,
      pages: [{ number: 1 }],
    });
    expect(await readPdfPages(LETTER, { pages: 2 })).toMatchObject({ isCut: false });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['a name and no more', Buffer.from('%PDF-1.7')],
    ['the first half', LETTER.subarray(0, 300)],
    ['something else', Buffer.from('PK\x03\x04 not a PDF')],
  ])('refuses %s as damaged', async (_name, bytes) => {
    expect(await refusalOf(bytes)).toEqual(['damaged', '文件已损坏：不是完整的 PDF']);
  });

  it('refuses a file with a password', async () => {
    const key = `<${'5a'.repeat(32)}>`;
    const locked = pdfOf([{}], `/Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -44`);
    expect(await refusalOf(locked)).toEqual(['password', '文件有密码保护，请解除密码后重新导入']);
  });

  it('ends a process that asks for more memory or time than it is given', async () => {
    const bomb = deflateSync(deflateSync(Buffer.alloc(400 * 1024 * 1024, 32)));
    const file = pdfOf([{ content: { bytes: bomb, filter: '[/FlateDecode /FlateDecode]' } }]);
    expect(file.length).toBeLessThan(10_000);
    expect(await refusalOf(file, { megabytes: 256 })).toEqual(['too-large', 'PDF 内容过大，拒绝读取']);
    expect(await refusalOf(LETTER, { milliseconds: 1 })).toEqual(['too-slow', 'PDF 在限定时间内未能读完，拒绝读取']);
    expect(await refusalOf(Buffer.alloc(50 * 1024 * 1024 + 1))).toEqual(['too-large', 'PDF 内容过大，拒绝读取']);
  });
});
