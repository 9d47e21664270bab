import { inflateRawSync } from 'node:zlib';
import { CatalogFileError } from './catalog-file-error';

/** All parts of one file together may unpack to this much; more is a bomb or no catalog. */
const MOST_UNPACKED = 200 * 1024 * 1024;

interface Entry {
  readonly method: number;
  readonly packedSize: number;
  readonly offset: number;
}

/** The parts of a ZIP package (.xlsx, .docx), unpacked one at a time on demand. Throws CatalogFileError. */
export class ZipPackage {
  private readonly entries = new Map<string, Entry>();
  private unpacked = 0;

  constructor(
    private readonly bytes: Buffer,
    private readonly mostUnpacked = MOST_UNPACKED,
  ) {
    const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0 || end + 22 > bytes.length) throw new CatalogFileError('文件已损坏：压缩包不完整');
    this.readDirectory(bytes.readUInt32LE(end + 16), bytes.readUInt16LE(end + 10));
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /** UTF-8 text of one part, undefined where there is none. */
  text(name: string): string | undefined {
    const entry = this.entries.get(name);
    if (!entry) return undefined;
    const { offset, packedSize, method } = entry;
    if (offset + 30 > this.bytes.length) throw new CatalogFileError('文件已损坏：压缩包不完整');
    const start = offset + 30 + this.bytes.readUInt16LE(offset + 26) + this.bytes.readUInt16LE(offset + 28);
    const content = this.unpack(this.bytes.subarray(start, start + packedSize), method);
    this.unpacked += content.length;
    return new TextDecoder().decode(content);
  }

  private readDirectory(start: number, count: number): void {
    let at = start;
    for (let index = 0; index < count; index += 1) {
      if (at + 46 > this.bytes.length || this.bytes.readUInt32LE(at) !== 0x02014b50)
        throw new CatalogFileError('文件已损坏：压缩包目录不完整');
      if (this.bytes.readUInt16LE(at + 8) & 1) throw new CatalogFileError('文件有密码保护，请解除密码后重新导入');
      const [name, extra, comment] = [28, 30, 32].map((offset) => this.bytes.readUInt16LE(at + offset)) as [
        number,
        number,
        number,
      ];
      this.entries.set(this.bytes.toString('utf8', at + 46, at + 46 + name).replace(/\\/g, '/'), {
        method: this.bytes.readUInt16LE(at + 10),
        packedSize: this.bytes.readUInt32LE(at + 20),
        offset: this.bytes.readUInt32LE(at + 42),
      });
      at += 46 + name + extra + comment;
    }
  }

  private unpack(packed: Buffer, method: number): Buffer {
    if (method === 0) return packed;
    if (method !== 8) throw new CatalogFileError('文件已损坏：压缩方式不受支持');
    try {
      return inflateRawSync(packed, { maxOutputLength: this.mostUnpacked - this.unpacked + 1 });
    } catch (error) {
      const isTooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new CatalogFileError(isTooLarge ? '文件解压后过大，拒绝读取' : '文件已损坏：压缩内容无法解开');
    }
  }
}
