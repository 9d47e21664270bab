import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  IParagraphOptions,
  ISectionOptions,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  Table,
  TextRun,
} from 'docx';
import { Block, DocumentPart, formationDate, OfficialDocument, printedWidth } from './official-document';
import { fontOf, Layout, listTable, recordTable, small } from './official-table.writer';
import { fontTable, OFFICE_TYPEFACES, Typefaces } from './typeface';
import { printable } from './wording';

/**
 * The .docx of a document in the page format of GB/T 9704-2012: A4, 版心 156 × 225 mm, 22 lines of 28 characters,
 * page numbers outside. The same value gives the same text; only the file's own time stamps differ.
 */
export async function writeOfficialDocument(
  document: OfficialDocument,
  typefaces: Typefaces = OFFICE_TYPEFACES,
): Promise<Buffer> {
  const sections = document.parts.map((part) => sectionOf(part, typefaces));
  const file = new Document({
    title: printable(document.name),
    creator: '政务公开在线监督平台',
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: { font: fontOf(typefaces.body), size: BODY_SIZE, language: CHINESE } } } },
    sections,
  });
  return Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTable(typefaces) }]);
}

/** Without it the glyphs of another East Asian language may be taken. */
const CHINESE = { value: 'en-US', eastAsia: 'zh-CN' };

/** Half-points: 2号 22 pt, 3号 16 pt, 4号 14 pt. */
const TITLE_SIZE = 44;
const BODY_SIZE = 32;
const PAGE_NUMBER_SIZE = 28;

/** Twips. 225 mm of 版心 over 22 lines is 28.99 pt; 28.95 leaves room for rounding, so that the 22nd line stays. */
const LINE = 579;
const TITLE_LINE = 700;
/** 28 characters of 16 pt need 158 mm, the 版心 has 156: each is set 0.25 pt tighter. */
const TIGHTER = -5;
const CHARACTER = 315;

const PORTRAIT = { top: 37, right: 26, bottom: 35, left: 28 };
/** 横排: the binding edge is at the top. */
const LANDSCAPE = { top: 28, right: 37, bottom: 26, left: 35 };
const A4 = { width: 210, height: 297 };
const RED = 'C00000';

function sectionOf({ isLandscape = false, blocks }: DocumentPart, typefaces: Typefaces): ISectionOptions {
  const margins = isLandscape ? LANDSCAPE : PORTRAIT;
  const width = mm((isLandscape ? A4.height : A4.width) - margins.left - margins.right);
  const layout: Layout = { typefaces, width };
  return {
    properties: {
      page: {
        size: {
          width: mm(A4.width),
          height: mm(A4.height),
          orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: mm(margins.top),
          right: mm(margins.right),
          bottom: mm(margins.bottom),
          left: mm(margins.left),
          header: mm(15),
          // The digits stand 7 mm below the 版心; a line of 4号 is 5 mm high.
          footer: mm(margins.bottom - 7 - 5),
        },
      },
    },
    footers: { default: pageNumber(typefaces, 'odd'), even: pageNumber(typefaces, 'even') },
    children: blocks.flatMap((block, index) =>
      blockOf(block, layout, { isFirst: index === 0, next: blocks[index + 1] }),
    ),
  };
}

/** The library's own conversion rounds down, which loses a twip of A4. */
function mm(millimetres: number): number {
  return Math.round((millimetres / 25.4) * 1440);
}

interface Place {
  readonly isFirst: boolean;
  readonly next: Block | undefined;
}

function blockOf(block: Block, layout: Layout, { isFirst, next }: Place): (Paragraph | Table)[] {
  const { typefaces } = layout;
  // 落款 never stands alone on a page: the end of the text goes with it.
  const keepNext = next?.kind === 'attachments' || next?.kind === 'signature';
  switch (block.kind) {
    case 'number':
      return [numberLine(block.text, typefaces)];
    case 'title':
      return titleLines(block.lines, typefaces);
    case 'addressee':
      return [line(`${block.text}：`, typefaces.body, { indent: {} })];
    case 'heading':
      return [line(block.text, headingFont(block.level, typefaces), { keepNext: true })];
    case 'paragraph':
      return [line(block.text, typefaces.body, { keepNext })];
    case 'attachments':
      return attachmentLines(block.names, typefaces);
    case 'signature':
      return signatureLines(block.office, formationDate(block.on), typefaces);
    case 'annotation':
      return [line(`（${block.text}）`, typefaces.body)];
    case 'appendix':
      return appendixHead(block.label, block.title, typefaces, isFirst);
    case 'note':
      return [small(block.text, typefaces.body)];
    case 'record':
      return [recordTable(block.heading, block.fields, layout), gap(typefaces)];
    case 'table':
      return [listTable(block.columns, block.rows, layout), gap(typefaces)];
  }
}

/** One paragraph of 3号 type with 左空二字, unless `options` say otherwise. */
function line(text: string, font: string, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: 2 * CHARACTER },
    spacing: { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    widowControl: false,
    ...options,
    children: [new TextRun({ text: printable(text), font: fontOf(font), size: BODY_SIZE, characterSpacing: TIGHTER })],
  });
}

function blank(typefaces: Typefaces, keepNext = false): Paragraph {
  return line('', typefaces.body, { keepNext });
}

function gap({ body }: Typefaces): Paragraph {
  return small('', body);
}

/** 发文字号 over the red rule (as wide as the 版心, 4 mm below it). */
function numberLine(text: string, { body }: Typefaces): Paragraph {
  return line(text, body, {
    alignment: AlignmentType.CENTER,
    indent: {},
    border: { bottom: { style: BorderStyle.SINGLE, size: 12, color: RED, space: 11 } },
  });
}

function titleLines(lines: readonly string[], typefaces: Typefaces): Paragraph[] {
  const titles = lines.map(
    (text) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: TITLE_LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
        keepNext: true,
        children: [new TextRun({ text: printable(text), font: fontOf(typefaces.title), size: TITLE_SIZE })],
      }),
  );
  return [blank(typefaces), blank(typefaces), ...titles, blank(typefaces)];
}

function attachmentLines(names: readonly string[], typefaces: Typefaces): Paragraph[] {
  const isOne = names.length === 1;
  const lines = names.map((name, index) => {
    const lead = index === 0 ? '附件：' : '';
    // The names stand under each other: 左空二字, then behind 附件：.
    const indent = { left: 5 * CHARACTER, hanging: index === 0 ? 3 * CHARACTER : 0 };
    return line(`${lead}${isOne ? '' : `${index + 1}.`}${name}`, typefaces.body, { indent, keepNext: true });
  });
  return [blank(typefaces, true), ...lines];
}

/** 成文日期右空四字, the name centred over it. Source: GB/T 9704-2012 7.3.5.1 (加盖印章的公文). */
function signatureLines(office: string, date: string, typefaces: Typefaces): Paragraph[] {
  const dateRight = 4;
  const officeRight = Math.max(0, dateRight + (printedWidth(date) - printedWidth(office)) / 2);
  const right = (text: string, characters: number, keepNext: boolean) =>
    line(text, typefaces.body, {
      alignment: AlignmentType.RIGHT,
      indent: { right: Math.round(characters * CHARACTER) },
      keepNext,
    });
  return [
    blank(typefaces, true),
    blank(typefaces, true),
    right(office, officeRight, true),
    right(date, dateRight, false),
  ];
}

/** 附件1 at the top left in 黑体, its title two lines below. Source: GB/T 9704-2012 7.3.7. */
function appendixHead(label: string, title: string, typefaces: Typefaces, isFirst: boolean): Paragraph[] {
  return [
    line(label, typefaces.heading, { indent: {}, pageBreakBefore: !isFirst }),
    blank(typefaces),
    ...titleLines([title], typefaces).slice(2),
  ];
}

/** — 1 —: odd pages at the right, even pages at the left, each 空一字. Source: GB/T 9704-2012 7.5. */
function pageNumber({ digits }: Typefaces, side: 'odd' | 'even'): Footer {
  const style = { font: fontOf(digits), size: PAGE_NUMBER_SIZE };
  const oneCharacter = PAGE_NUMBER_SIZE * 10;
  return new Footer({
    children: [
      new Paragraph({
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: oneCharacter } : { left: oneCharacter },
        children: [
          new TextRun({ ...style, text: '— ' }),
          new TextRun({ ...style, children: [PageNumber.CURRENT] }),
          new TextRun({ ...style, text: ' —' }),
        ],
      }),
    ],
  });
}

function headingFont(level: 1 | 2 | 3, { heading, subheading, body }: Typefaces): string {
  return { 1: heading, 2: subheading, 3: body }[level];
}
