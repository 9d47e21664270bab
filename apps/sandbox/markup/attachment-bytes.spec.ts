import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { attachmentBytes } from './attachment-bytes';

describe('attachmentBytes', () => {
  it('makes a workbook that opens and says its title', async () => {
    const { bytes } = attachmentBytes('xlsx', '补贴标准表');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes.buffer as ArrayBuffer);
    expect(book.worksheets[0]?.getCell('A1').text).toBe('补贴标准表');
  });

  it('makes a Word document with its title in the text', () => {
    const parts = unzipSync(attachmentBytes('docx', '政策清单').bytes);
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain('<w:t>政策清单</w:t>');
  });

  it('makes a PDF whose cross-reference table points at its objects', () => {
    const text = strFromU8(attachmentBytes('pdf', '一览表').bytes);
    const offsets = [...text.matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    expect(text.startsWith('%PDF-1.4')).toBe(true);
    expect(offsets.map((offset, index) => text.slice(offset).startsWith(`${index + 1} 0 obj`))).not.toContain(false);
    expect(text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]))).toMatch(/^xref/);
  });

  it('makes the same bytes every time', () => {
    expect(attachmentBytes('docx', '甲')).toEqual(attachmentBytes('docx', '甲'));
  });
});
