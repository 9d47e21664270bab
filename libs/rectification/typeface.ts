/** 字体 by their role in an official document. */
export interface Typefaces {
  /** 小标宋 of titles. */
  readonly title: string;
  /** 仿宋 of the body. */
  readonly body: string;
  /** 黑体 of 一、 */
  readonly heading: string;
  /** 楷体 of （一） */
  readonly subheading: string;
  /** 宋体 of page numbers. */
  readonly digits: string;
}

/**
 * What offices have: 仿宋, 楷体, 黑体 and 宋体 come with Chinese Windows and with WPS; 小标宋 is commercial, and where it is
 * missing Word and WPS set the title in 宋体. Nothing is embedded, so no font licence is touched.
 */
export const OFFICE_TYPEFACES: Typefaces = {
  title: '方正小标宋简体',
  body: '仿宋',
  heading: '黑体',
  subheading: '楷体',
  digits: '宋体',
};

/** Free substitutes, for machines without the office fonts: Fandol (GPL with font exception) and Noto CJK (OFL). */
export const FREE_TYPEFACES: Typefaces = {
  title: 'Noto Serif CJK SC',
  body: 'FandolFang',
  heading: 'Noto Sans CJK SC',
  subheading: 'FandolKai',
  digits: 'Noto Serif CJK SC',
};

/**
 * word/fontTable.xml: what to take where a font is missing. `altName` is another name of the same design; the family
 * lets the reader choose among the fonts it has (roman: with serifs).
 */
export function fontTable(typefaces: Typefaces): string {
  const names = [...new Set(Object.values(typefaces))];
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${WORD_NAMESPACE}">${names.map(fontEntry).join('')}</w:fonts>`;
}

const WORD_NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** The same design under its other name, and its kind, so that a missing font is replaced by one of the same kind. */
const DESIGNS: Readonly<Record<string, { readonly altName: string; readonly family: 'roman' | 'swiss' }>> = {
  方正小标宋简体: { altName: 'FZXiaoBiaoSong-B05S', family: 'roman' },
  仿宋: { altName: 'FangSong', family: 'roman' },
  黑体: { altName: 'SimHei', family: 'swiss' },
  楷体: { altName: 'KaiTi', family: 'roman' },
  宋体: { altName: 'SimSun', family: 'roman' },
};

function fontEntry(name: string): string {
  const known = DESIGNS[name];
  const altName = known ? `<w:altName w:val="${known.altName}"/>` : '';
  const family = known?.family ?? (/sans|hei|黑/i.test(name) ? 'swiss' : 'roman');
  return `<w:font w:name="${escapeXml(name)}">${altName}<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`;
}

function escapeXml(text: string): string {
  return text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
