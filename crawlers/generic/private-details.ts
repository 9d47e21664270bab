import { PageSignal } from '@app/crawling/extracted-page';

const MOST = 20;
const MAX_TEXT = 20_000;

/**
 * 家庭住址 and 健康信息 of a person (个人信息保护法第二十八条): said of somebody in a sentence, or in a table with a
 * column for it. The signal shows where it begins, never the whole. Addresses of offices and illnesses that a policy
 * names are none.
 */
export function privateDetails(text: string): PageSignal[] {
  const [mayNameHome, mayNameIllness] = [HOME_SIGN.test(text), ILLNESS.test(text)];
  if (!mayNameHome && !mayNameIllness) return [];
  const lines = linesOf(text.slice(0, MAX_TEXT));
  return [...(mayNameHome ? addresses(lines) : []), ...(mayNameIllness ? illnesses(lines) : [])];
}

interface Placed {
  readonly text: string;
  /** Offset in the whole text. */
  readonly at: number;
}

function linesOf(text: string): Placed[] {
  let at = 0;
  // Cells of a sheet are set apart by tabs, those of a page stand on lines of their own.
  return text.split(/[\n\t]/).map((line) => {
    const placed = { text: line, at };
    at += line.length + 1;
    return placed;
  });
}

/** Stands in every word for a home. */
const HOME_SIGN = /住|户籍|户口|家庭地址/;
/** `家庭住址：清河县城关镇东门村3组`, `李某，男，住清河县人民路12号`. */
const HOME =
  /(?:家庭(?:住址|地址)|现?居住地址|现?居住地|户籍(?:地址|所在地|地)|户口所在地|现?住址)\s{0,3}[:：为在]?\s{0,3}([^\n，。；,;:：]{4,60})|[男女][^\n。；]{0,60}[，,]\s?现?住(?:址|于|在)?\s?([^\n，。；,;:：]{4,60})/gu;
const HOME_COLUMN = /^(?:家庭(?:住址|地址)|现?居住地址?|户籍(?:地址|所在地)|现?住址)$/;
/** A door, a flat or a group of a village: where one household lives. */
const DOOR =
  /[\p{Script=Han}](?:第?\d{1,4}\s?(?:号|室|组|社|栋|幢|弄|单元|户)|[一二三四五六七八九十]{1,3}(?:组|社|队))/u;
const OFFICE = /公司|政府|委员会|[局厅院校站所]$|中心|大厅|窗口/u;
const ADDRESS_LINE = /^[\p{Script=Han}\d\s#-]{5,60}$/u;

function addresses(lines: readonly Placed[]): PageSignal[] {
  const said = lines.flatMap(({ text, at }) =>
    [...text.matchAll(HOME)].flatMap((match) => {
      const value = match[1] ?? match[2] ?? '';
      const start = at + match.index + match[0].length - value.length;
      return isHome(value) ? [signal('pii-address', start, value.slice(0, 3))] : [];
    }),
  );
  const column = lines.findIndex(({ text }) => HOME_COLUMN.test(text));
  const listed =
    column < 0 ? [] : lines.slice(column + 1).filter(({ text }) => ADDRESS_LINE.test(text) && isHome(text));
  return [...said, ...listed.map(({ text, at }) => signal('pii-address', at, text.slice(0, 3)))].slice(0, MOST);
}

function isHome(value: string): boolean {
  return DOOR.test(value) && !OFFICE.test(value);
}

const ILLNESSES =
  '癌|恶性肿瘤|白血病|尿毒症|肾衰竭|精神分裂|精神障碍|双相情感障碍|抑郁症|艾滋|肺结核|乙肝|肝硬化|脑梗|脑出血|脑瘫|瘫痪|癫痫|红斑狼疮|血友病|尘肺|冠心病|糖尿病|再生障碍性贫血';
const DISABILITY = '(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?[一二三四]级';
const ILLNESS = new RegExp(`${ILLNESSES}|${DISABILITY}`);
/** Somebody, not people: 张某, 李某某; 王*; a sex set behind a name; a number of his. */
const SOMEBODY =
  /\p{Script=Han}某(?:某|\p{Script=Han})?(?=[，,（(、\s男女患系因身]|$)|(?<![\p{Script=Han}\w])\p{Script=Han}[*＊×]{1,2}\p{Script=Han}?(?=[，,（(、\s男女患系因]|$)|\p{Script=Han}{2,4}[，,（(]\s?[男女](?=[，,）)])|身份证号/u;
/** What is cured, sold or insured is nobody's. */
const SUFFERS = new RegExp(`(?:患(?!者)|罹|确诊|诊断|因)[^，,。；治防保]{0,12}(?:${ILLNESSES})|${DISABILITY}`);
const NAME_COLUMN = /^(?:患者|学生|申请人|户主|家长|救助对象|残疾人)?\s?姓\s?名$/u;
const ILLNESS_COLUMN =
  /^(?:病种|病名|疾病(?:名称|种类|类型)?|患病(?:情况|名称|种类)|所患(?:疾病|病种)|诊断(?:结果)?|病情|健康状况|残疾(?:类别|等级|类别及等级))$/u;
const LONGEST_SENTENCE = 200;
const LONGEST_CELL = 20;

function illnesses(lines: readonly Placed[]): PageSignal[] {
  const said = lines.flatMap((line) => sentencesOf(line).filter(({ text }) => isOfSomebody(text)));
  const hasNames = lines.some(({ text }) => NAME_COLUMN.test(text));
  const column = hasNames ? lines.findIndex(({ text }) => ILLNESS_COLUMN.test(text)) : -1;
  const listed =
    column < 0 ? [] : lines.slice(column + 1).filter(({ text }) => text.length <= LONGEST_CELL && ILLNESS.test(text));
  return [...said, ...listed].slice(0, MOST).map(({ at }) => signal('pii-health', at, ''));
}

function sentencesOf({ text, at }: Placed): Placed[] {
  return [...text.matchAll(/[^。；]{1,2000}/g)].map((match) => ({ text: match[0], at: at + match.index }));
}

function isOfSomebody(sentence: string): boolean {
  if (sentence.length > LONGEST_SENTENCE || !ILLNESS.test(sentence)) return false;
  return SOMEBODY.test(sentence) && SUFFERS.test(sentence);
}

function signal(kind: string, at: number, shown: string): PageSignal {
  return { kind, at: `text:${at}`, masked: `${shown}****` };
}
