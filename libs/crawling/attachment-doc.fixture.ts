const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;
/** Shorter streams would lie in the mini stream. */
const SHORTEST = 4096;

/** An OLE compound file ([MS-CFB] version 3) of these streams. */
export function compoundOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const padded = Object.entries(streams).map(([name, bytes]) => ({ name, bytes: filled(bytes) }));
  const directorySectors = Math.ceil((padded.length + 1) / 4);
  const fat: number[] = [];
  const chain = (count: number): number => {
    const start = fat.length;
    for (let index = 0; index < count; index += 1) fat.push(index === count - 1 ? END : start + index + 1);
    return start;
  };
  chain(directorySectors);
  const entries = padded.map(({ name, bytes }) => entry(name, 2, chain(bytes.length / SECTOR), bytes.length));
  const fatSectors = Math.ceil((fat.length + 8) / 128);
  const fatStart = fat.length;
  for (let index = 0; index < fatSectors; index += 1) fat.push(0xfffffffd);
  while (fat.length % 128 !== 0) fat.push(FREE);
  const directory = Buffer.alloc(directorySectors * SECTOR);
  [entry('Root Entry', 5, END, 0), ...entries].forEach((bytes, index) => bytes.copy(directory, index * 128));
  const table = Buffer.alloc(fat.length * 4);
  fat.forEach((next, index) => table.writeUInt32LE(next, index * 4));
  return Buffer.concat([headerOf(fatStart, fatSectors), directory, ...padded.map(({ bytes }) => bytes), table]);
}

function filled(bytes: Buffer): Buffer {
  const length = Math.max(SHORTEST, Math.ceil(bytes.length / SECTOR) * SECTOR);
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}

function entry(name: string, type: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, 0, 'utf16le');
  bytes.writeUInt16LE(name.length * 2 + 2, 64);
  bytes[66] = type;
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function headerOf(fatStart: number, fatSectors: number): Buffer {
  const header = Buffer.alloc(SECTOR);
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(fatSectors, 44);
  header.writeUInt32LE(SHORTEST, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(END, 68);
  for (let index = 0; index < 109; index += 1)
    header.writeUInt32LE(index < fatSectors ? fatStart + index : FREE, 76 + index * 4);
  return header;
}

/** A .doc of Word 97 ([MS-DOC]) whose text lies in two pieces: Latin characters first, one byte each, then UTF-16. */
export function docOf(latin: string, wide: string, flags = 0): Buffer {
  const word = Buffer.alloc(0x400 + latin.length + wide.length * 2);
  word.writeUInt16LE(0xa5ec, 0);
  word.writeUInt16LE(0xc1, 2);
  word.writeUInt16LE(0x0200 | flags, 0x0a);
  word.writeUInt32LE(latin.length + wide.length, 0x4c);
  word.write(latin, 0x400, 'latin1');
  word.write(wide, 0x400 + latin.length, 'utf16le');
  const pieces = Buffer.alloc(5 + 12 + 16);
  pieces[0] = 2;
  pieces.writeUInt32LE(28, 1);
  [0, latin.length, latin.length + wide.length].forEach((at, index) => pieces.writeUInt32LE(at, 5 + index * 4));
  pieces.writeUInt32LE((0x400 * 2) | 0x40000000, 17 + 2);
  pieces.writeUInt32LE(0x400 + latin.length, 25 + 2);
  const table = Buffer.concat([Buffer.from([1, 2, 0, 9, 9]), pieces]);
  word.writeUInt32LE(0, 0x01a2);
  word.writeUInt32LE(table.length, 0x01a6);
  return compoundOf({ WordDocument: word, '1Table': table });
}
