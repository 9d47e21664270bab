import { LocalDate } from '@app/calendar/local-date';
import type { Line } from './flat-page';
import { datesIn, onlyDate } from './printed-dates';

/** 落款 — the organ and the day at the foot of a document. */
export interface Signature {
  readonly organ: string | null;
  readonly signedOn: LocalDate | null;
}

type TextLine = Pick<Line, 'text'>;

export const NO_SIGNATURE: Signature = { organ: null, signedOn: null };

const ORGAN =
  /^[\p{Script=Han}·、（）()“”\s-]{2,60}(?:局|厅|委|委员会|办|办公室|政府|部|院|会|中心|处|科|股|站|所|队|镇|乡|街道|社区|公司|集团|指挥部|领导小组|总队|支队|大队|公署|管委会|法院|检察院|银行|学校|大学|学院|协会|联社|分局|工作组|组织部|宣传部|工会|团委|妇联|残联|科协|工商联|联合会|军区|武装部|工业园|开发区|管理区|村|网)(?:[（(][^（()）]{1,12}[)）])?(?:[（(]?(?:盖章|章|代章|印章?)[)）]?)?$/u;
const OFFICER =
  /^(?:总理|省长|市长|县长|区长|州长|镇长|乡长|主任|局长|厅长|主席|部长|书记)\s?\p{Script=Han}[\p{Script=Han}\s·]{1,8}$/u;
const NOT_SIGNED = /[，。；：！？:;]|^(?:各|附件|抄送|主送|联系|地址|电话|来源|发布|关于)/;
/** A lone date this close to the end is a 落款 without organ. */
const TAIL_LINES = 8;
/** A signature with its blanks; longer lines are text. */
const MOST_SPACED = 200;
/** No date without a digit or a 日, however it is spaced. */
const DATE_SIGN = /[\d０-９日]/;

/**
 * Reads the 落款. The first organ with a date under it (or beside it) signs: in a 转发 or 印发 notice the forwarded
 * text with its own signature comes behind.
 */
export function signatureOf(lines: readonly TextLine[]): Signature {
  for (let index = 1; index < lines.length; index += 1) {
    const own = signedLine(lines[index]?.text ?? '', lines.slice(Math.max(0, index - 8), index));
    if (own) return own;
  }
  return printedOn(lines) ?? loneDate(lines);
}

function signedLine(text: string, before: readonly TextLine[]): Signature | undefined {
  if (text.length > 90 || !DATE_SIGN.test(text)) return undefined;
  const whole = squeezed(text);
  const date = onlyDate(whole);
  if (date) {
    const organs = organsIn(before);
    const isOfficer = OFFICER.test(before.at(-1)?.text ?? '');
    return organs.length > 0 || isOfficer ? { organ: organs.join(' ') || null, signedOn: date.value } : undefined;
  }
  const [inside] = datesIn(whole);
  const organ = inside && inside.end === whole.length ? whole.slice(0, inside.start) : '';
  return organ.length >= 4 && isOrgan(organ) && inside ? { organ, signedOn: inside.value } : undefined;
}

/** Organs of a joint document stand on lines of their own, one above the other. */
function organsIn(before: readonly TextLine[]): string[] {
  const organs: string[] = [];
  for (const { text } of [...before].reverse()) {
    if (!isOrgan(text)) break;
    organs.unshift(text);
  }
  return organs;
}

function isOrgan(text: string): boolean {
  return text.length <= 60 && !NOT_SIGNED.test(text) && ORGAN.test(text);
}

/** 版记: `清河县人民政府办公室  2026年3月9日印发`. */
function printedOn(lines: readonly TextLine[]): Signature | undefined {
  for (const { text } of lines.slice(-TAIL_LINES)) {
    const whole = text.length <= MOST_SPACED ? squeezed(text) : text;
    const [date] = whole.length <= 90 && /印发$/.test(whole) ? datesIn(whole) : [];
    const organ = date ? whole.slice(0, date.start) : '';
    if (date && date.end >= whole.length - 2 && isOrgan(organ)) return { organ, signedOn: date.value };
  }
  return undefined;
}

function loneDate(lines: readonly TextLine[]): Signature {
  const from = Math.max(1, lines.length - TAIL_LINES);
  for (let index = lines.length - 1; index >= from; index -= 1) {
    const { text = '' } = lines[index] ?? {};
    const date = text.length <= MOST_SPACED ? onlyDate(squeezed(text)) : undefined;
    if (date && lines.length > 2) return { organ: null, signedOn: date.value };
  }
  return NO_SIGNATURE;
}

/** Word processors leave spaces between digits: `2018 年 3 月9日`. */
function squeezed(text: string): string {
  return text.replace(/\s/g, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
