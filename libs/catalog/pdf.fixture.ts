import { deflateSync } from 'node:zlib';

/** What to write where, in points from the upper left corner: `y` is the base line of the text. */
export interface FixturePage {
  readonly texts?: readonly { readonly text: string; readonly x: number; readonly y: number; readonly size?: number }[];
  readonly rules?: readonly (readonly [x1: number, y1: number, x2: number, y2: number])[];
  /** Turned by these degrees when shown. */
  readonly rotate?: number;
  /** A picture over the whole page, as a scanner makes it. */
  readonly hasPicture?: boolean;
  /** Content as it is, instead of what is above. */
  readonly content?: { readonly bytes: Buffer; readonly filter: string };
}

export const PAGE_WIDTH = 842;
export const PAGE_HEIGHT = 595;

const FONT = [
  '<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>',
  '<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R' +
    ' /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>',
  '<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0' +
    ' /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>',
];
const PICTURE = '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8';

/**
 * A PDF in Chinese whose font is not in the file: its text can only be read with the character maps of the reader.
 * `encrypt` is the content of an encryption dictionary.
 */
export function pdfOf(pages: readonly FixturePage[], encrypt?: string): Buffer {
  const first = 7;
  const kids = pages.map((_, index) => `${first + index * 2} 0 R`).join(' ');
  const objects: Buffer[] = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`,
    ...FONT,
  ].map((text) => Buffer.from(text));
  objects.push(stream(PICTURE, Buffer.from([0])));
  for (const [index, page] of pages.entries()) {
    const resources = '<< /Font << /F1 3 0 R >> /XObject << /I1 6 0 R >> >>';
    const { bytes, filter } = page.content ?? { bytes: deflateSync(contentOf(page)), filter: '/FlateDecode' };
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${PAGE_HEIGHT}] /Rotate ${page.rotate ?? 0}` +
          ` /Resources ${resources} /Contents ${first + index * 2 + 1} 0 R >>`,
      ),
      stream(`/Filter ${filter}`, bytes),
    );
  }
  return fileOf(objects, encrypt);
}

function contentOf({ texts = [], rules = [], hasPicture = false }: FixturePage): string {
  return [
    ...(hasPicture ? [`q ${PAGE_WIDTH} 0 0 ${PAGE_HEIGHT} 0 0 cm /I1 Do Q`] : []),
    ...rules.map(([x1, y1, x2, y2]) => `${x1} ${PAGE_HEIGHT - y1} m ${x2} ${PAGE_HEIGHT - y2} l S`),
    ...texts.map(
      ({ text, x, y, size = 10 }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x} ${PAGE_HEIGHT - y} Tm <${Buffer.from(text, 'utf16le').swap16().toString('hex')}> Tj ET`,
    ),
  ].join('\n');
}

function stream(dictionary: string, bytes: Buffer): Buffer {
  const head = `<< ${dictionary} /Length ${bytes.length} >>\nstream\n`;
  return Buffer.concat([Buffer.from(head), bytes, Buffer.from('\nendstream')]);
}

function fileOf(objects: readonly Buffer[], encrypt?: string): Buffer {
  const parts = [Buffer.from('%PDF-1.5\n')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, object] of objects.entries()) {
    offsets.push(length);
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), object, Buffer.from('\nendobj\n')]);
    length += part.length;
    parts.push(part);
  }
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const locked = encrypt ? ` /Encrypt << ${encrypt} >> /ID [<00> <00>]` : '';
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}` +
        `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${locked} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

/** A cell of a drawn table: its lines of text, and how many columns and rows it takes. */
export interface FixtureCell {
  readonly lines: readonly string[];
  readonly columns?: number;
  readonly rows?: number;
}

/** Points between two lines of a cell, and what a row is higher than its lines. */
const LINE = 14;
const PADDING = 8;

/**
 * A table between the positions `xs`, its rows below each other from `top`; cells covered by a merge are left out. Without
 * `isOpen` every cell has its frame.
 */
export function tablePage(
  xs: readonly number[],
  rows: readonly (readonly FixtureCell[])[],
  { top = 60, isOpen = false }: { top?: number; isOpen?: boolean } = {},
): FixturePage & { readonly texts: { text: string; x: number; y: number }[] } {
  const heights = rows.map(
    (cells) => Math.max(1, ...cells.map(({ lines, rows: n = 1 }) => lines.length / n)) * LINE + PADDING,
  );
  const ys = heights.reduce((all, height) => [...all, (all.at(-1) ?? 0) + height], [top]);
  const taken = new Set<string>();
  const texts: { text: string; x: number; y: number }[] = [];
  const rules: [number, number, number, number][] = [];
  for (const [row, cells] of rows.entries()) {
    let column = 0;
    for (const { lines, columns = 1, rows: spanned = 1 } of cells) {
      while (taken.has(`${row} ${column}`)) column += 1;
      for (let down = 0; down < spanned; down += 1)
        for (let across = 0; across < columns; across += 1) taken.add(`${row + down} ${column + across}`);
      const [left, right] = [xs[column] as number, xs[column + columns] as number];
      const [upper, lower] = [ys[row] as number, ys[row + spanned] as number];
      lines.forEach((text, index) => texts.push({ text, x: left + 3, y: upper + 14 + index * LINE }));
      if (!isOpen)
        rules.push(
          [left, upper, right, upper],
          [left, lower, right, lower],
          [left, upper, left, lower],
          [right, upper, right, lower],
        );
      column += columns;
    }
  }
  return { texts, rules };
}

/** Cells of one line each. */
export function cells(...texts: readonly string[]): FixtureCell[] {
  return texts.map((text) => ({ lines: text === '' ? [] : text.split('\n') }));
}
