/**
 * Characters that look like an everyday one and are another: Kangxi radicals (⽂⽇⼯), which programs that print to PDF
 * give out for the character of the same shape, radicals of simplified forms (⺠⻓⻔), compatibility ideographs, 〈. Each
 * is replaced by one character, so that places in the text stay.
 */
export function plainHan(text: string): string {
  return LOOKALIKE.test(text) ? text.replace(EACH, plainChar) : text;
}

const LOOKALIKE = /[\u2329\u232a\u2e80-\u2fd5\uf900-\ufaff]/;
const EACH = /[\u2329\u232a\u2e80-\u2fd5\uf900-\ufaff]/g;

function plainChar(char: string): string {
  const plain = SUPPLEMENT[char] ?? char.normalize('NFKC');
  return plain.length === 1 ? plain : char;
}

/** Unicode maps Kangxi radicals by itself; of their supplement it maps two. */
const SUPPLEMENT: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺇': '几',
  '⺌': '小',
  '⺎': '兀',
  '⺏': '尣',
  '⺒': '巳',
  '⺓': '幺',
  '⺛': '旡',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺡': '氵',
  '⺢': '氺',
  '⺣': '灬',
  '⺦': '丬',
  '⺩': '王',
  '⺪': '疋',
  '⺫': '目',
  '⺬': '示',
  '⺮': '竹',
  '⺯': '糹',
  '⺰': '纟',
  '⺱': '网',
  '⺶': '羊',
  '⺷': '羊',
  '⺹': '老',
  '⺼': '肉',
  '⻁': '虎',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻉': '贝',
  '⻋': '车',
  '⻓': '长',
  '⻔': '门',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};
