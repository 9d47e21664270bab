import { strToU8, zipSync } from 'fflate';
import { pdfOf } from '@app/catalog/pdf.fixture';
import { AttachmentContent } from './attachment-content';
import { compoundOf, docOf } from './attachment-doc.fixture';
import { readAttachment } from './attachment-text.reader';

const zipOf = (parts: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
      ),
    ),
  );
const word = (body: string) =>
  zipOf({ 'word/document.xml': `<w:document xmlns:w="w"><w:body>${body}</w:body></w:document>` });
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;
const cell = (text: string) => `<w:tc>${paragraph(text)}</w:tc>`;
const sheet = (rows: string) =>
  zipOf({
    'xl/workbook.xml': '<workbook><sheets><sheet name="一" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
  });
const inline = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const ofd = (content: string) =>
  zipOf({
    'OFD.xml': '<ofd:OFD><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
    'Doc_0/Document.xml':
      '<ofd:Document><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
    'Doc_0/Pages/Page_0/Content.xml': `<ofd:Page><ofd:Content>${content}</ofd:Content></ofd:Page>`,
  });
const textObject = (boundary: string, text: string) =>
  `<ofd:TextObject Boundary="${boundary}"><ofd:TextCode X="0" Y="4">${text}</ofd:TextCode></ofd:TextObject>`;

async function contentOf(bytes: Buffer): Promise<AttachmentContent> {
  const reading = await readAttachment(bytes);
  if (!reading.ok) throw new Error(reading.refusal);
  return reading.content;
}

describe('readAttachment', () => {
  it('reads paragraphs and tables of a .docx, without what was deleted', async () => {
    const table = `<w:tbl><w:tr>${cell('单位')}${cell('数量')}</w:tr><w:tr>${cell('清河县财政局')}${cell('3')}</w:tr></w:tbl>`;
    const deleted = '<w:p><w:del><w:r><w:delText>旧稿</w:delText></w:r></w:del></w:p>';
    expect(await contentOf(word(`${paragraph('清财发〔2026〕3号')}${deleted}${table}`))).toEqual({
      kind: 'docx',
      text: '清财发〔2026〕3号\n单位\n数量\n清河县财政局\n3',
      tables: [
        [
          ['单位', '数量'],
          ['清河县财政局', '3'],
        ],
      ],
      isScanned: false,
      entries: [],
      isCut: false,
    });
  });

  it('reads the sheets of an .xlsx', async () => {
    const rows = `<row r="1">${inline('A1', '单位')}${inline('B1', '金额')}</row><row r="2">${inline('A2', '石桥镇')}<c r="B2"><v>12.5</v></c></row>`;
    expect(await contentOf(sheet(rows))).toMatchObject({
      kind: 'xlsx',
      text: '单位 金额\n石桥镇 12.5',
      tables: [
        [
          ['单位', '金额'],
          ['石桥镇', '12.5'],
        ],
      ],
    });
  });

  it('reads the pieces of a .doc, cells and what fields show', async () => {
    const text = '号\r县\x07数\x07\x07\x13 HYPERLINK "a"\x14链接\x15完\x13 PAGE \x15\r';
    expect(await contentOf(docOf('No.3 ', text))).toMatchObject({ kind: 'doc', text: 'No.3 号\n县 数\n链接完' });
  });

  it('reads an OFD by the places of its texts', async () => {
    const content =
      textObject('20 40 60 5', '现予公布。') +
      textObject('60 20 30 5', '3号') +
      textObject('20 20 40 5', '清政发〔2026〕');
    expect(await contentOf(ofd(content))).toMatchObject({
      kind: 'ofd',
      pages: 1,
      text: '清政发〔2026〕3号\n现予公布。',
      isScanned: false,
    });
  });

  it('takes an OFD of pictures for a scan', async () => {
    expect(await contentOf(ofd('<ofd:ImageObject ResourceID="2"/>'))).toMatchObject({ isScanned: true, text: '' });
  });

  it('lists an archive without unpacking it, with names in GBK', async () => {
    const bytes = Buffer.from(zipSync({ 'aa.doc': strToU8('x'.repeat(30)), 'b/': new Uint8Array() }));
    const gbk = Buffer.from([0xb1, 0xed]); // 表
    for (let at = bytes.indexOf('aa.doc'); at >= 0; at = bytes.indexOf('aa.doc', at + 1)) gbk.copy(bytes, at);
    expect(await contentOf(bytes)).toMatchObject({ kind: 'zip', text: '', entries: [{ name: '表.doc', bytes: 30 }] });
  });

  it('reads a PDF line by line', async () => {
    const pdf = pdfOf([
      {
        texts: [
          { text: '第二行', x: 50, y: 80 },
          { text: '2026年3月9日', x: 50, y: 50 },
        ],
      },
    ]);
    expect(await contentOf(pdf)).toMatchObject({
      kind: 'pdf',
      pages: 1,
      text: '2026年3月9日\n第二行',
      isScanned: false,
    });
  });

  it('takes a PDF of pictures for a scan', async () => {
    expect(await contentOf(pdfOf([{ hasPicture: true }]))).toMatchObject({ kind: 'pdf', isScanned: true, text: '' });
  });

  it('reads text in GBK, and a web page under the name of a Word file', async () => {
    expect(await contentOf(Buffer.from([0xb1, 0xed, 0x0a, 0x31]))).toMatchObject({ kind: 'text', text: '表\n1' });
    expect((await contentOf(Buffer.from('<html><style>p{}</style><p>清河县</p></html>'))).text).toBe('清河县');
  });
});

describe('hostile files', () => {
  const encrypted = zipOf({ 'word/document.xml': 'x' });
  encrypted.writeUInt16LE(1, encrypted.lastIndexOf('PK\x01\x02') + 8);

  it.each<[string, Buffer, string]>([
    ['nothing', Buffer.alloc(0), 'damaged'],
    ['more than fifty megabytes', Buffer.alloc(51 * 1024 * 1024), 'too-large'],
    ['a .docx with a password', compoundOf({ EncryptedPackage: Buffer.alloc(10) }), 'password'],
    ['a .doc with a password', docOf('a', '乙', 0x0100), 'password'],
    ['an encrypted package', encrypted, 'password'],
    ['a PDF with a password', pdfOf([{}], '<< /Filter /Standard /V 1 /R 2 /O <00> /U <00> /P -4 >>'), 'password'],
    ['a bomb', zipOf({ 'word/document.xml': new Uint8Array(101 * 1024 * 1024) }), 'too-large'],
    ['half a package', word(paragraph('一')).subarray(0, 80), 'damaged'],
    ['half a compound file', docOf('a', '乙').subarray(0, 3000), 'damaged'],
    ['half a PDF', Buffer.from('%PDF-1.7\n1 0 obj'), 'damaged'],
    ['an OFD without pages', zipOf({ 'OFD.xml': '<OFD/>' }), 'damaged'],
    ['a compound file of something else', compoundOf({ Contents: Buffer.alloc(9) }), 'unsupported'],
    ['rar', Buffer.from('Rar!\x1a\x07\x01\x00', 'latin1'), 'unsupported'],
    ['RTF', Buffer.from('{\\rtf1\\ansi}'), 'unsupported'],
    ['a picture', Buffer.from('\xff\xd8\xff\xe0\x00\x10JFIF', 'latin1'), 'unsupported'],
  ])('%s is refused as such', async (_norm, bytes, refusal) => {
    expect(await readAttachment(bytes)).toEqual({ ok: false, refusal });
  });

  it('expands no entities and opens no other files', async () => {
    const doctype = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>';
    const bytes = zipOf({
      'word/document.xml': `${doctype}<w:document><w:body>${paragraph('甲&x;&b;')}</w:body></w:document>`,
    });
    const { text } = await contentOf(bytes);
    expect(text).not.toMatch(/root:|aaaa/);
    expect(text).toContain('甲');
  });

  it('keeps a bounded part of what is long', async () => {
    const { text, isCut } = await contentOf(word(paragraph('清河县'.repeat(200_000))));
    expect([text.length, isCut]).toEqual([200_000, true]);
  });

  it.each([
    ['nested tables', word('<w:tbl><w:tr><w:tc>'.repeat(100_000))],
    ['nested objects', ofd('<ofd:TextObject>'.repeat(200_000))],
    ['a million cells', sheet(`<row r="1">${'<c r="A1"><v>1</v></c>'.repeat(300_000)}</row>`)],
    ['fields that never end', docOf('a', '\x13'.repeat(100_000))],
    ['text objects without places', ofd(textObject('NaN x', '甲').repeat(20_000))],
  ])('%s are read in bounded time', async (_norm, bytes) => {
    const before = process.cpuUsage();
    await readAttachment(bytes);
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
  });

  it('comes back from any damage', async () => {
    let seed = 7;
    const random = (limit: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % limit;
    const files = [
      word(paragraph('清河县')),
      docOf('a', '清河县'),
      ofd(textObject('1 1 9 5', '清河县')),
      sheet(`<row r="1">${inline('A1', '一')}</row>`),
    ];
    for (let round = 0; round < 400; round += 1) {
      const bytes = Buffer.from(files[round % files.length] as Buffer);
      for (let change = 0; change < 8; change += 1) bytes[random(bytes.length)] = random(256);
      expect(typeof (await readAttachment(bytes)).ok).toBe('boolean');
    }
  });
});
