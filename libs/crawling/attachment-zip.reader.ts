import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { ArchiveEntry } from './attachment-content';

const END = Buffer.from('PK\x05\x06', 'latin1');
const FILE = 0x02014b50;
const MOST_ENTRIES = 2_000;
const LONGEST_NAME = 300;
const UTF8_NAMES = 0x0800;

/** Files an archive lists, folders left out; nothing is unpacked. Names are UTF-8 where the archive says so, else GBK. */
export function zipListing(bytes: Buffer): { readonly entries: ArchiveEntry[]; readonly isCut: boolean } {
  const end = bytes.lastIndexOf(END);
  if (end < 0 || end + 22 > bytes.length) throw new CatalogFileError('文件已损坏：压缩包不完整');
  const count = bytes.readUInt16LE(end + 10);
  const entries: ArchiveEntry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < Math.min(count, MOST_ENTRIES); index += 1) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== FILE)
      throw new CatalogFileError('文件已损坏：压缩包目录不完整');
    const length = bytes.readUInt16LE(at + 28);
    const name = nameOf(bytes.subarray(at + 46, at + 46 + length), bytes.readUInt16LE(at + 8));
    if (!name.endsWith('/')) entries.push({ name: name.slice(0, LONGEST_NAME), bytes: bytes.readUInt32LE(at + 24) });
    at += 46 + length + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return { entries, isCut: count > MOST_ENTRIES };
}

/** Windows in China writes GBK without a word; Linux and macOS write UTF-8, often without a word, too. */
function nameOf(bytes: Buffer, flags: number): string {
  const utf8 = new TextDecoder('utf-8').decode(bytes);
  const name = flags & UTF8_NAMES || !utf8.includes('\ufffd') ? utf8 : new TextDecoder('gb18030').decode(bytes);
  return name.replace(/\\/g, '/').replace(/[\u0000-\u001f\u007f]/g, '');
}
