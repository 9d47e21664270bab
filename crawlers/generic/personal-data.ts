import { localDate } from '@app/calendar/local-date';

export interface PersonalDatum {
  readonly kind: 'pii-id-card' | 'pii-mobile' | 'pii-bank-card';
  /** Offset in the masked text. */
  readonly at: number;
  readonly masked: string;
}

export interface MaskedText {
  readonly text: string;
  readonly found: readonly PersonalDatum[];
}

/** Province part of 行政区划代码 (GB/T 2260) in use since 1984, with Hong Kong, Macao, Taiwan and 91 (foreigners). */
const PROVINCES = new Set(
  [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63]
    .concat([64, 65, 71, 81, 82, 83, 91])
    .map(String),
);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';
/** As printed: in one piece, in groups as on a card, with the country in front; digits of full width are folded before. */
const CANDIDATE = new RegExp(
  String.raw`(?<![\dA-Za-z_./-])(\d{17}[\dXx]|\d{19}|\d{15,16}|(?:\+?86[ -]?)?1[3-9]\d{9}|\d{6}([ -])\d{8}\2\d{3}[\dXx]` +
    String.raw`|\d{4}(?: \d{4}){3}(?: \d{1,3})?|(?:\+?86[ -]?)?1[3-9]\d([ -])\d{4}\3\d{4})(?![\dA-Za-z_]|\/\d|\.\w|-\d)`,
  'g',
);
const FULL_WIDTH = /[０-９Ｘｘ]/g;
const FULL_WIDTH_GAP = '０'.charCodeAt(0) - '0'.charCodeAt(0);
/** Numbers of organs and filings that only look like a person's. */
const ORGAN_NUMBER =
  /(?:信用代码|机构代码|索引号|索取号|备案|许可证?号?|编号|登记号|标识码|工单|订单|流水号|项目代码)[^\d]{0,8}$/;
const BANK_WORDS = /银行|账号|帐号|账户|帐户|卡号|开户|社保卡|一卡通/;
const ID_WORDS = /身份证|公民身份|证件号/;
const PHONE_WORDS = /电话|手机|联系|号码|tel|phone|mobile/i;

/**
 * Finds personal numbers in `text` and masks them: 公民身份号码 (GB 11643, with check digit), 手机号, 银行卡号 (Luhn).
 * The unmasked value leaves this function nowhere.
 */
export function maskPersonalData(text: string): MaskedText {
  // One character for one, so that positions stay.
  const plain = text.replace(FULL_WIDTH, (wide) => String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_GAP));
  const found: PersonalDatum[] = [];
  const around = surroundingsOf(plain);
  let masked = '';
  let from = 0;
  for (const match of plain.matchAll(CANDIDATE)) {
    const start = match.index;
    const printed = match[1] ?? '';
    const number = printed.replace(/[ +-]/g, '').replace(/^86(?=1\d{10}$)/, '');
    const before = plain.slice(Math.max(0, start - 40), start);
    const kind = kindOf({ number, isGrouped: / |-/.test(printed) }, before, around);
    if (!kind) continue;
    masked += text.slice(from, start);
    const hidden = maskedNumber(number);
    found.push({ kind, at: masked.length, masked: hidden });
    masked += hidden;
    from = start + match[0].length;
  }
  return { text: masked + text.slice(from), found };
}

/** Eleven digits, but for the gaps of groups: without them no number is personal. */
export const MAY_HOLD = /(?:[\d０-９][ -]?){11}/;

/** `text` with its personal numbers masked; quick where there are none. */
export function masked(text: string): string {
  return MAY_HOLD.test(text) ? maskPersonalData(text).text : text;
}

/** Whether `text` is a 公民身份号码: 18 digits with check character, or the 15 digits of the first generation. */
export function isIdNumber(text: string): boolean {
  if (/^\d{15}$/.test(text)) return PROVINCES.has(text.slice(0, 2)) && isBirthday(`19${text.slice(6, 12)}`);
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  return PROVINCES.has(text.slice(0, 2)) && isBirthday(text.slice(6, 14)) && hasCheckCharacter(text.toUpperCase());
}

interface Candidate {
  readonly number: string;
  /** Printed in groups. */
  readonly isGrouped: boolean;
}

function kindOf(
  { number, isGrouped }: Candidate,
  before: string,
  around: Surroundings,
): PersonalDatum['kind'] | undefined {
  if (ORGAN_NUMBER.test(before) && !ID_WORDS.test(before.slice(-12))) return undefined;
  // Figures of a table may stand in such groups, too.
  if (number.length === 11) return !isGrouped || PHONE_WORDS.test(before.slice(-20)) ? 'pii-mobile' : undefined;
  if (number.length === 18 && isIdNumber(number)) return 'pii-id-card';
  if (number.length === 15 && isIdNumber(number) && (around.namesId() || around.isAlone(number))) return 'pii-id-card';
  return isBankCard(number) && around.namesBank() ? 'pii-bank-card' : undefined;
}

/** What the whole text says; each is looked for once, however many numbers there are. */
interface Surroundings {
  namesId(): boolean;
  namesBank(): boolean;
  /** Fifteen digits are a name for too many things: a line of their own, and no like line that could not be one. */
  isAlone(number: string): boolean;
}

function surroundingsOf(text: string): Surroundings {
  let ids: boolean | undefined;
  let banks: boolean | undefined;
  let alone: ReadonlySet<string> | undefined;
  return {
    namesId: () => (ids ??= ID_WORDS.test(text)),
    namesBank: () => (banks ??= BANK_WORDS.test(text)),
    isAlone: (number) => (alone ??= idNumbersAlone(text)).has(number),
  };
}

function idNumbersAlone(text: string): ReadonlySet<string> {
  const lines = text.split('\n').map((line) => line.trim());
  const numbers = lines.filter((line) => /^\d{15}$/.test(line));
  return new Set(numbers.every(isIdNumber) ? numbers : []);
}

function maskedNumber(number: string): string {
  return number.length === 11
    ? `${number.slice(0, 3)}****${number.slice(-4)}`
    : `${number.slice(0, 4)}${'*'.repeat(Math.min(8, number.length - 8))}${number.slice(-4)}`;
}

function isBirthday(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  const isPlausible = year >= 1900 && year <= 2099;
  return isPlausible && localDate(year, Number(digits.slice(4, 6)), Number(digits.slice(6, 8))) !== undefined;
}

function hasCheckCharacter(number: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return CHECK_CHARACTERS[sum % 11] === number[17];
}

/** 银联 62…, Visa and MasterCard numbers of 16 to 19 digits with a valid Luhn digit. */
function isBankCard(number: string): boolean {
  if (!/^(?:62\d{14,17}|[45]\d{15})$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
