import { Workbook } from 'exceljs';
import { zipSync } from 'fflate';
import { CatalogFileError } from './catalog-file-error';
import { readTableBytes } from './table-file.reader';

const texts = (bytes: Buffer) => readTableBytes(bytes).rows.map(({ cells }) => cells.map(({ text }) => text));

describe('readTableBytes', () => {
  it('reads the first filled worksheet, dates as they are shown', async () => {
    const workbook = new Workbook();
    workbook.addWorksheet('空');
    const sheet = workbook.addWorksheet('放假');
    sheet.addRow(['日期', '休/班', '名称']);
    sheet.addRow([new Date('2027-01-01T00:00:00Z'), '休', '元旦']).getCell(1).numFmt = 'yyyy-mm-dd';
    workbook.addWorksheet('别的').addRow(['不读']);
    expect(texts(Buffer.from(await workbook.xlsx.writeBuffer()))).toEqual([
      ['日期', '休/班', '名称'],
      ['2027-01-01', '休', '元旦'],
    ]);
  });

  it('reads .csv in UTF-8 with its mark and in GB18030', () => {
    expect(texts(Buffer.from('\ufeff日期,名称\n1月1日,元旦'))).toEqual([
      ['日期', '名称'],
      ['1月1日', '元旦'],
    ]);
    expect(texts(Buffer.from([0xd4, 0xaa, 0xb5, 0xa9]))).toEqual([['元旦']]);
  });

  it.each<[string, Buffer, RegExp]>([
    ['an empty file', Buffer.alloc(0), /空/],
    ['a PDF', Buffer.from('%PDF-1.7'), /不是表格文件/],
    ['bytes of any kind', Buffer.from([1, 0, 2]), /不是表格文件/],
    ['another package', Buffer.from(zipSync({ 'a.txt': new Uint8Array(3) })), /不是表格文件/],
    ['a damaged package', Buffer.from('PK\x03\x04abc'), /损坏/],
    ['a bomb', Buffer.from(zipSync({ 'xl/workbook.xml': new Uint8Array(17 * 1024 * 1024) })), /过大/],
  ])('refuses %s', (_norm, bytes, message) => {
    expect(() => readTableBytes(bytes)).toThrow(CatalogFileError);
    expect(() => readTableBytes(bytes)).toThrow(message);
  });
});
