import { COMMON_WORDS, KEYBOARD_ROWS } from './common-passwords';

export interface PasswordOwner {
  readonly login: string;
  readonly name: string;
}

export const MAX_PASSWORD_LENGTH = 128;
const CLASSES: readonly RegExp[] = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/];
const WANTED_CLASSES = 3;
const LEAST_DIFFERENT = 5;
/** Fewer neighbours in a row are chance. */
const SHORTEST_RUN = 4;

/** The rules in words, for whoever has to think of one. */
export const passwordRules = (minLength: number, keptPasswords: number): readonly string[] => [
  `${minLength}–${MAX_PASSWORD_LENGTH} 位，大写字母、小写字母、数字、符号至少三种`,
  '不含账号和姓名，不是常见密码，不以键盘或字母、数字的顺序为主',
  ...(keptPasswords > 0 ? [`与最近 ${keptPasswords} 个用过的密码不同`] : []),
];

/** 口令要求 — what is wrong with a new password, in Chinese; empty when it may be used. */
export function passwordProblems(password: string, owner: PasswordOwner, minLength: number): readonly string[] {
  const length = [...password].length;
  return [
    ...(length < minLength ? [`至少 ${minLength} 位`] : []),
    ...(length > MAX_PASSWORD_LENGTH ? [`最多 ${MAX_PASSWORD_LENGTH} 位`] : []),
    ...(classesOf(password) < WANTED_CLASSES ? ['大写字母、小写字母、数字、符号至少三种'] : []),
    ...(new Set(password).size < LEAST_DIFFERENT ? ['重复的字符过多'] : []),
    ...(namesOwner(password, owner) ? ['不能含账号或姓名'] : []),
    ...(isCommon(password) ? ['属于常见密码，容易被猜中'] : []),
    ...(isMostlyRuns(password) ? ['不能以键盘或字母、数字的顺序为主'] : []),
  ];
}

const classesOf = (password: string) => CLASSES.filter((each) => each.test(password)).length;

function namesOwner(password: string, { login, name }: PasswordOwner): boolean {
  const text = password.toLowerCase();
  const words = [login.toLowerCase(), login.toLowerCase().replace(/@.*$/, ''), name.toLowerCase()];
  return words.some((word) => {
    const isTelling = word.length >= 3 || /^[\u4e00-\u9fff]{2,}$/.test(word);
    return isTelling && (text.includes(word) || text.includes([...word].reverse().join('')));
  });
}

const LOOK_ALIKES: Readonly<Record<string, string>> = { '@': 'a', '0': 'o', $: 's', '3': 'e', '!': 'i', '1': 'i' };

/** Whether a common word is all there is but for digits and symbols around it, with or without look-alikes in it. */
function isCommon(password: string): boolean {
  const text = password.toLowerCase();
  const core = (word: string) => word.replace(/^[^a-z\u4e00-\u9fff]+|[^a-z\u4e00-\u9fff]+$/g, '');
  const letters = [...core(text.replace(/^[\d\W_]+|[\d\W_]+$/g, ''))].map((sign) => LOOK_ALIKES[sign] ?? sign).join('');
  return [text, core(text), letters].some((word) => COMMON_WORDS.has(word));
}

/** Shifted digits count as the digits below them: 1qaz@WSX walks down the keyboard. */
const SHIFTED = new Map([...'!@#$%^&*()'].map((sign, at) => [sign, '1234567890'[at] as string]));

function isMostlyRuns(password: string): boolean {
  const signs = [...password.toLowerCase()].map((sign) => SHIFTED.get(sign) ?? sign);
  let covered = 0;
  for (let at = 0; at < signs.length;) {
    const length = longestRunAt(signs, at);
    if (length >= SHORTEST_RUN) covered += length;
    at += length >= SHORTEST_RUN ? length : 1;
  }
  return covered * 2 > signs.length;
}

function longestRunAt(signs: readonly string[], start: number): number {
  return Math.max(...RUNS.map((row) => runAlong(row, signs, start)));
}

const RUNS = KEYBOARD_ROWS.flatMap((row) => [row, [...row].reverse().join('')]);

function runAlong(row: string, signs: readonly string[], start: number): number {
  let place = row.indexOf(signs[start] ?? '');
  if (place < 0) return 0;
  let length = 1;
  while (start + length < signs.length && row[place + 1] === signs[start + length]) {
    place += 1;
    length += 1;
  }
  return length;
}
