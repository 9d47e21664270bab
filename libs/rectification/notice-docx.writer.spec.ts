import { strFromU8, unzipSync } from 'fflate';
import { composeNotice } from './notice';
import { NoticeAlert } from './notice-alert';
import { writeNoticeDocx } from './notice-docx.writer';
import { confirmedAlert, emptySectionAlert } from './notice.fixture';
import { FREE_TYPEFACES } from './typeface';

describe('writeNoticeDocx', () => {
  let files: Record<string, string>;

  beforeAll(async () => {
    files = await written([confirmedAlert(), emptySectionAlert()]);
  });

  it('is A4 with the margins of GB/T 9704-2012', () => {
    const { document } = files;
    expect(document).toContain('<w:pgSz w:w="11906" w:h="16838"');
    // 37, 26, 35 and 28 mm in twips.
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
  });

  it('sets 22 exact lines of 3号 type on a page', () => {
    const lines = [...document().matchAll(/w:line="(\d+)" w:lineRule="exact"/g)].map(([, line]) => Number(line));
    expect(lines).toContain(579);
    expect(22 * 579).toBeLessThanOrEqual((225 / 25.4) * 1440);
    expect(document()).toContain('<w:sz w:val="32"/>');
    expect(document()).toContain('<w:sz w:val="44"/>');
  });

  it('sets 28 characters in a line', () => expect(28 * (16 - 0.25)).toBeLessThanOrEqual((156 / 25.4) * 72));

  it('uses 小标宋, 仿宋 and 黑体 by their office names, or the free ones', async () => {
    for (const name of ['方正小标宋简体', '仿宋', '黑体']) expect(document()).toContain(`w:eastAsia="${name}"`);
    expect(files.fontTable).toContain('<w:font w:name="仿宋"><w:altName w:val="FangSong"/>');
    const free = await written([confirmedAlert()], FREE_TYPEFACES);
    expect(free.document).toContain('w:eastAsia="FandolFang"');
    expect(free.document).not.toContain('仿宋');
  });

  it('numbers odd pages at the right and even pages at the left', () => {
    expect(files.settings).toContain('<w:evenAndOddHeaders');
    const footers = [files.footer1, files.footer2].map((xml = '') => /<w:jc w:val="(\w+)"/.exec(xml)?.[1]);
    expect(footers.sort()).toEqual(['left', 'right']);
  });

  it('prints number, requirement, arithmetic, basis and the whole hash', () => {
    const text = document().replace(/<[^>]+>/g, '');
    for (const part of [
      '清政公开督〔2026〕1号',
      '11月25日（周三）',
      '20个工作日 → 10月30日',
      '第二十六条',
      '3f'.repeat(32),
    ])
      expect(text).toContain(part);
    expect(text).toContain('2026-11-18 02:14:05采集');
    expect(text).toContain('整改情况反馈表');
  });

  it('prints five pieces of evidence and counts the rest', async () => {
    const [one] = confirmedAlert().evidence;
    const many = Array.from({ length: 12 }, () => one!);
    const { document: xml = '' } = await written([confirmedAlert({ evidence: many })]);
    expect(xml.split('3f'.repeat(32))).toHaveLength(6);
    expect(xml).toContain('另有7份网页快照');
  });

  it('carries hostile text as text', async () => {
    const explanation = '标题“<w:p/>\u0000&amp;\u0008\u202e]]><script>”不明';
    const { document: xml = '' } = await written([confirmedAlert({ explanation })]);
    expect(xml).toContain('标题“&lt;w:p/&gt;&amp;amp;]]&gt;&lt;script&gt;”不明');
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u202e]/);
  });

  const document = () => files.document ?? '';
});

/** The XML parts of the notice by name. */
async function written(alerts: NoticeAlert[], typefaces?: typeof FREE_TYPEFACES): Promise<Record<string, string>> {
  const content = composeNotice({
    number: '清政公开督〔2026〕1号',
    unit: '白石镇人民政府',
    issuedOn: '2026-11-20',
    rectifyBy: '2026-11-25',
    office: '清河县人民政府办公室',
    alerts,
    contact: '沈明，0575-00000000',
  });
  const parts = unzipSync(await writeNoticeDocx(content, typefaces));
  return Object.fromEntries(
    Object.entries(parts).map(([path, bytes]) => [path.replace(/^word\/|\.xml$/g, ''), strFromU8(bytes)]),
  );
}
