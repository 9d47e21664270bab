import { plainHan } from './plain-han';

/**
 * A limit phrase made comparable: blanks and line breaks gone (narrow table columns break inside words), full-width
 * signs halved, traditional and misread characters replaced one for one. Every character keeps its place in the source,
 * so that a part can be quoted as written.
 */
export interface LimitText {
  readonly text: string;
  /** 遇节假日顺延, 节假日不顺延: what the cell itself says of a last day off; undefined where it is silent. */
  readonly rollsOver?: boolean;
  /** The source between two positions of `text`. */
  quote(from: number, to: number): string;
}

export function limitText(source: string): LimitText {
  const kept: { char: string; at: number }[] = [];
  const han = plainHan(source);
  for (let at = 0; at < source.length; at += 1) {
    const char = plain(han.charAt(at));
    if (!/[\s\u200b-\u200f\u2060\ufeff\u00ad]/.test(char)) kept.push({ char, at });
  }
  const corrected = correct(kept.map(({ char }) => char).join(''));
  const rolling = ROLL_OVER.exec(corrected)?.[0];
  const text = withoutSavingClause(corrected).replace(ROLL_OVER, (clause) => ','.repeat(clause.length));
  return {
    text,
    ...(rolling && { rollsOver: !/不[^,;。]{0,2}顺延/.test(rolling) }),
    quote: (from, to) => {
      const [first, last] = [kept[from], kept[to - 1]];
      return first && last && to > from ? source.slice(first.at, last.at + 1) : '';
    },
  };
}

const LOOKALIKES: Record<string, string> = {
  個: '个',
  箇: '个',
  內: '内',
  開: '开',
  發: '发',
  變: '变',
  後: '后',
  時: '时',
  隨: '随',
  長: '长',
  無: '无',
  佈: '布',
  週: '周',
  兩: '两',
  請: '请',
  決: '决',
  據: '据',
  曰: '日', // misread by OCR
  怍: '作',
  號: '号',
  經: '经',
  壹: '一',
  贰: '二',
  貳: '二',
  叁: '三',
  肆: '四',
  伍: '五',
  陆: '六',
  柒: '七',
  捌: '八',
  玖: '九',
  拾: '十',
  '﹔': ';',
  '︔': ';',
  '﹐': ',',
  '︐': ',',
  '．': '.',
  '–': '-',
  '—': '-',
  '－': '-',
  '～': '~',
};

function plain(char: string): string {
  const code = char.charCodeAt(0);
  return LOOKALIKES[char] ?? (code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char);
}

/** Slips of the pen seen in real catalogs, each replaced by as many characters. */
function correct(text: string): string {
  return text
    .replace(/形式(?=(?:或者?|、|和|及)?变[更动化]|之日)/g, '形成')
    .replace(/(形成|变更)个(?=\d+个?工)/g, '$1后')
    .replace(/(?<=月(?:份的?|的)?\d{1,2})号/g, '日')
    .replace(/(?<=日[、和及,]\d{1,2})号/g, '日')
    .replace(/工[做座](?=日)/g, '工作')
    .replace(/(?<=\d个?工作)[口目](?![标录的号径])/g, '日')
    .replace(/(?<=\d)[Oo](?=\d?(?:个|工作|日|天|月))/g, '0')
    .replace(/(?<![A-Za-z])[Il](?=\d?(?:个|工作|日|天|月))/g, '1')
    .replace(/元月/g, '一月')
    .replace(/((?:\d|[一二两三四五六七八九十]){1,2}[次条篇期])\/(半年|季度|[年季月周日天])/g, '每$2$1');
}

/** (遇节假日顺延), 如遇法定节假日则相应顺延: a rule about the last day, not a limit. Blanked out in place like saving clauses. */
const ROLL_OVER =
  /[(,]?(?:如?[遇逢])?(?:国家|法定)*(?:节假日|休息日|双休日|公休日|周末|假期)(?:[、和及或]?(?:节假日|休息日|双休日|公休日|周末))*(?:的)?,?(?:则|可|相应|依次|自动|不予?)*顺延[^,;。()]*\)?/g;

/**
 * 法律、法规另有规定的，从其规定 — true of every limit, so it says nothing about this one. Blanked out in place.
 */
function withoutSavingClause(text: string): string {
  return text.replace(SAVING_CLAUSE, (clause) => '。'.repeat(clause.length));
}

const SAVING_CLAUSE =
  /[(,、]?除?(?:(?:国家|上级|其他|有关|相关|政策|法律|法规|规章|行政|规范性文件|[、,和及与或者])+(?:对[^,;。()]{0,24})?)?(?:另有|有(?:明确|特殊|特别|专门|其他))(?:规定|要求|约定)[^;。()]{0,12}?(?:从其规定|除外|为准|执行|依照其规定|外)[)。;,]*/g;

/** 十五, 二十, 3, 半 → a number; undefined for what is none. */
export function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '半') return 0.5;
  const match =
    /^(?:([一二两三四五六七八九])百)?零?(?:([一二三四五六七八九]?)(十|廿|卅))?([一二两三四五六七八九]?)$/.exec(text);
  if (!match || text === '') return undefined;
  const [, hundreds = '', tens = '', ten = '', ones = ''] = match;
  const tenth = ten === '' ? 0 : ten === '廿' ? 2 : ten === '卅' ? 3 : digit(tens) || 1;
  return digit(hundreds) * 100 + tenth * 10 + digit(ones);
}

function digit(char: string): number {
  return '零一二三四五六七八九'.indexOf(char === '两' ? '二' : char || '零');
}
