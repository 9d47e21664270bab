import { CatalogFileError } from './catalog-file-error';

const HEADER_BYTES = 512;
const END_OF_CHAIN = 0xfffffffa;

/** Streams of an OLE compound file by name — the container of .xls, and of packages locked with a password. */
export function compoundStream(bytes: Buffer, name: string): Buffer | undefined {
  if (bytes.length < HEADER_BYTES) throw damaged();
  const sectorSize = 1 << bytes.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) throw damaged();
  const sector = (index: number) => bytes.subarray((index + 1) * sectorSize, (index + 2) * sectorSize);
  const fat = numbersIn(Buffer.concat(fatSectors(bytes, sector).map(sector)));
  const chain = (start: number) => Buffer.concat(chainOf(start, fat).map(sector));

  const entries = entriesIn(chain(bytes.readUInt32LE(48)));
  const found = entries.find((entry) => entry.name === name);
  if (!found) return undefined;
  if (found.size >= bytes.readUInt32LE(56)) return chain(found.start).subarray(0, found.size);

  // Short streams lie in sectors of 64 bytes inside the root entry's stream.
  const miniFat = numbersIn(chain(bytes.readUInt32LE(60)));
  const mini = chain(entries[0]?.start ?? END_OF_CHAIN);
  const pieces = chainOf(found.start, miniFat).map((index) => mini.subarray(index * 64, (index + 1) * 64));
  return Buffer.concat(pieces).subarray(0, found.size);
}

function fatSectors(bytes: Buffer, sector: (index: number) => Buffer): number[] {
  const sectors = numbersIn(bytes.subarray(76, HEADER_BYTES));
  let next = bytes.readUInt32LE(68);
  for (let count = bytes.readUInt32LE(72); count > 0 && next < END_OF_CHAIN && sectors.length < 1e6; count -= 1) {
    const numbers = numbersIn(sector(next));
    sectors.push(...numbers.slice(0, -1));
    next = numbers.at(-1) ?? END_OF_CHAIN;
  }
  return sectors.filter((index) => index < END_OF_CHAIN);
}

/** A chain that is longer than its table runs in a circle. */
function chainOf(start: number, table: readonly number[]): number[] {
  const chain: number[] = [];
  for (let at = start; at < END_OF_CHAIN; at = table[at] ?? END_OF_CHAIN) {
    if (chain.length > table.length) throw damaged();
    chain.push(at);
  }
  return chain;
}

function entriesIn(directory: Buffer): { name: string; start: number; size: number }[] {
  const entries = [];
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const length = Math.min(64, directory.readUInt16LE(at + 64));
    const name = directory.toString('utf16le', at, at + Math.max(0, length - 2));
    entries.push({ name, start: directory.readUInt32LE(at + 116), size: directory.readUInt32LE(at + 120) });
  }
  return entries;
}

function numbersIn(bytes: Buffer): number[] {
  return Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => bytes.readUInt32LE(index * 4));
}

function damaged(): CatalogFileError {
  return new CatalogFileError('文件已损坏：不是完整的旧版 Office 文件');
}
