import { LocalDate } from '@app/calendar/local-date';
import { Line } from './flat-page';
import { datesIn, onlyDate } from './printed-dates';

/** 落款 — the organ and the day at the foot of a document. */
export interface Signature {
  readonly organ: string | null;
  readonly signedOn: LocalDate | null;
}

const ORGAN =
  /^[\p{Script=Han}·、（）()“”\s]{2,60}(?:局|厅|委|委员会|办|办公室|政府|部|院|会|中心|处|科|股|站|所|队|镇|乡|街道|社区|公司|集团|指挥部|领导小组|总队|支队|大队|公署|管委会|法院|检察院|银行|学校|大学|学院|协会|联社|分局|工作组|组织部|宣传部|工会|团委|妇联|残联|科协)(?:[（(][^（()）]{1,12}[)）])?(?:[（(]?(?:盖章|章|代章|印章?)[)）]?)?$/u;
const OFFICER =
  /^(?:总理|省长|市长|县长|区长|州长|镇长|乡长|主任|局长|厅长|主席|部长|书记)\s?\p{Script=Han}[\p{Script=Han}\s·]{1,8}$/u;
const NOT_SIGNED = /[，。；：！？:;]|^(?:各|附件|抄送|主送|联系|地址|电话|来源|发布|关于)/;
/** A lone date this close to the end is a 落款 without organ. */
const TAIL_LINES = 8;

/**
 * Reads the 落款. The first organ with a date under it (or beside it) signs: in a 转发 or 印发 notice the forwarded
 * text with its own signature comes behind.
 */
export function signatureOf(lines: readonly Line[]): Signature {
  for (let index = 1; index < lines.length; index += 1) {
    const own = signedLine(lines[index]?.text ?? '', lines.slice(Math.max(0, index - 4), index));
    if (own) return own;
  }
  return loneDate(lines);
}

function signedLine(text: string, before: readonly Line[]): Signature | undefined {
  if (text.length > 90) return undefined;
  const date = onlyDate(squeezed(text));
  if (date) {
    const organs = organsIn(before);
    const isOfficer = OFFICER.test(before.at(-1)?.text ?? '');
    return organs.length > 0 || isOfficer ? { organ: organs.join(' ') || null, signedOn: date.value } : undefined;
  }
  const [inside] = datesIn(squeezed(text));
  const whole = squeezed(text);
  const organ = inside && inside.end === whole.length ? whole.slice(0, inside.start) : '';
  return organ.length >= 4 && isOrgan(organ) && inside ? { organ, signedOn: inside.value } : undefined;
}

/** Organs of a joint document stand on lines of their own, one above the other. */
function organsIn(before: readonly Line[]): string[] {
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

function loneDate(lines: readonly Line[]): Signature {
  const from = Math.max(1, lines.length - TAIL_LINES);
  for (let index = lines.length - 1; index >= from; index -= 1) {
    const date = onlyDate(squeezed(lines[index]?.text ?? ''));
    if (date && lines.length > 2) return { organ: null, signedOn: date.value };
  }
  return { organ: null, signedOn: null };
}

/** Word processors leave spaces between digits: `2018 年 3 月9日`. */
function squeezed(text: string): string {
  return text.replace(/\s/g, '').replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
