import { CatalogFileError } from '@app/catalog/catalog-file-error';
import { compoundStream } from '@app/catalog/compound-file.reader';

/** File information block ([MS-DOC] 2.5): where the places of what is read stand. */
const FIB = { magic: 0xa5ec, version: 2, flags: 0x0a, mainLength: 0x4c, piecesAt: 0x01a2, piecesLength: 0x01a6 };
const FLAG = { isEncrypted: 0x0100, usesTable1: 0x0200 };
/** Word 97; older files keep their text otherwise. */
const OLDEST_VERSION = 105;
const COMPRESSED = 0x40000000;
const PIECES = 2;
const FORMAT = 1;

/**
 * Main text of a .doc of Word 97–2003 (and of .wps of the same make): the pieces of its piece table in order, field codes
 * left out, one line for each paragraph and table row. Undefined where the file is no such document. Throws CatalogFileError.
 */
export function docText(file: Buffer): string | undefined {
  const word = compoundStream(file, 'WordDocument');
  if (!word || word.length < 0x200 || word.readUInt16LE(0) !== FIB.magic) return undefined;
  if (word.readUInt16LE(FIB.version) < OLDEST_VERSION) return undefined;
  const flags = word.readUInt16LE(FIB.flags);
  if (flags & FLAG.isEncrypted) throw new CatalogFileError('文件有密码保护');
  const table = compoundStream(file, flags & FLAG.usesTable1 ? '1Table' : '0Table');
  const start = word.readUInt32LE(FIB.piecesAt);
  const pieces = table && pieceTable(table.subarray(start, start + word.readUInt32LE(FIB.piecesLength)));
  if (!pieces) throw new CatalogFileError('文件已损坏：没有正文');
  return readable(textOf(word, pieces, word.readUInt32LE(FIB.mainLength)));
}

/** The last part of the Clx; formats of pieces stand in front of it. */
function pieceTable(clx: Buffer): Buffer | undefined {
  let at = 0;
  while (at + 3 <= clx.length && clx[at] === FORMAT) at += 3 + clx.readUInt16LE(at + 1);
  return clx[at] === PIECES && at + 5 <= clx.length
    ? clx.subarray(at + 5, at + 5 + clx.readUInt32LE(at + 1))
    : undefined;
}

/** n + 1 character positions, then n descriptors of eight bytes. */
function textOf(word: Buffer, table: Buffer, length: number): string {
  const count = Math.floor((table.length - 4) / 12);
  const parts: string[] = [];
  let room = length;
  for (let index = 0; index < count && room > 0; index += 1) {
    const characters = Math.min(table.readUInt32LE(index * 4 + 4) - table.readUInt32LE(index * 4), room);
    if (characters <= 0) continue;
    const place = table.readUInt32LE((count + 1) * 4 + index * 8 + 2);
    parts.push(pieceText(word, place, characters));
    room -= characters;
  }
  return parts.join('');
}

/** Compressed pieces are Windows-1252, half as far into the stream as they say; others are UTF-16. */
function pieceText(word: Buffer, place: number, characters: number): string {
  if (place & COMPRESSED) {
    const start = (place & ~COMPRESSED) >>> 1;
    return new TextDecoder('windows-1252').decode(word.subarray(start, start + characters));
  }
  return word.toString('utf16le', place, place + characters * 2);
}

/** Cells end with 7, a row with two; a field runs from 19 to 21, its code up to 20, then what it shows. */
function readable(text: string): string {
  const shown: string[] = [];
  const fields: boolean[] = [];
  let hidden = 0;
  for (const character of text) {
    if (character === FIELD.begin) hidden += fields.push(true) && 1;
    else if (character === FIELD.separator || character === FIELD.end) {
      if (fields.at(-1)) hidden -= 1;
      fields.pop();
      if (character === FIELD.separator) fields.push(false);
    } else if (hidden === 0) shown.push(character);
  }
  return shown
    .join('')
    .replaceAll(CELL_END + CELL_END, '\n')
    .replaceAll(CELL_END, '\t')
    .replace(/[\r\v\f]/g, '\n');
}

const FIELD = { begin: '\x13', separator: '\x14', end: '\x15' };
const CELL_END = '\x07';
