/**
 * 个人信息 in a cell of a register: an ID number with a right check digit (GB 11643), a mobile number, a bank card by
 * Luhn. What it is, never the value; undefined where there is none. Fixed-line numbers of offices are no personal data.
 */
export function personalDataIn(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/(?<=\d)[\s-](?=[\dXx])/g, '');
  if ([...plain.matchAll(ID_NUMBER)].some(([id]) => hasCheckDigit(id))) return '身份证号';
  if (MOBILE.test(plain)) return '手机号';
  return [...plain.matchAll(CARD)].some(([card]) => passesLuhn(card)) ? '银行卡号' : undefined;
}

const ID_NUMBER = /(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)/g;
const MOBILE = /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/;
/** UnionPay cards begin with 62; other brands with 4 or 5. */
const CARD = /(?<!\d)(?:62|[45]\d)\d{14,17}(?!\d)/g;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

function hasCheckDigit(id: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(id[at]), 0);
  return '10X98765432'[sum % 11] === id[17]?.toUpperCase();
}

function passesLuhn(card: string): boolean {
  const sum = [...card].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
