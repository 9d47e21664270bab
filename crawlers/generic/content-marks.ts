import { PageSignal } from '@app/crawling/extracted-page';

const MOST_MARKS = 20;
const MAX_TEXT = 200_000;

/**
 * 公开属性标识 and damaged characters in a text, line by line: words by which a document says that it is not for the
 * public, and runs that no person wrote. Positions are offsets in the text. Quick where there are none.
 */
export function contentMarks(text: string, place = 'text'): PageSignal[] {
  const [mayBeMarked, mayBeDamaged] = [MARK_SIGN.test(text), DAMAGE_SIGN.test(text)];
  if (!mayBeMarked && !mayBeDamaged) return [];
  const found: PageSignal[] = [];
  let at = 0;
  for (const line of text.slice(0, MAX_TEXT).split('\n')) {
    const mark = mayBeMarked && line.length <= LONGEST_MARK ? markOf(line) : undefined;
    if (mark) found.push({ kind: mark, at: `${place}:${at}` });
    for (const { index } of mayBeDamaged ? line.matchAll(DAMAGE) : [])
      found.push({ kind: 'mojibake', at: `${place}:${at + index}` });
    if (found.length >= MOST_MARKS) break;
    at += line.length + 1;
  }
  return found.slice(0, MOST_MARKS);
}

/** A mark is a line of its own or the end of one; sentences that speak of marks are longer. */
const LONGEST_MARK = 60;

/** 本件、此文 … what the mark speaks of, or nothing but brackets around it. */
const THIS = String.raw`(?:此|本|该)(?:件|文|文件|公文|信息|通知|函)(?:的)?(?:公开(?:属性|方式|类别|选项)[:：为]?)?\s*(?:为|属于|系)?\s*`;
const ON_REQUEST = new RegExp(
  String.raw`^[（(【\[]?\s*(?:${THIS}依申请公开|依申请公开)\s*[）)】\]]?[。.]?$|${THIS}依申请公开\s*[）)】\]]?[。.]?$`,
  'u',
);
const NOT_PUBLIC = new RegExp(
  String.raw`^[（(【\[]?\s*${THIS}(?:不予公开|不公开|不宜公开|不得公开)\s*[）)】\]]?[。.]?$|^[（(【\[](?:不予公开|不公开|不得公开)[）)】\]]$`,
  'u',
);
/** 公开方式：依申请公开 printed in the record of the page. */
const STATED =
  /^(?:\S{1,20}\s)?(?:信息)?公开(?:方式|属性|类型|类别|形式|选项)\s*[:：]\s*(依申请公开|不予公开|不公开)\s*$/u;
const INTERNAL =
  /^[（(【\[]?\s*(?:内部(?:资料|文件|材料|刊物|电报)|仅限内部(?:使用|传阅|掌握))\s*(?:[，,：:；;]?\s*(?:请?注意保[存密管]|请?妥善保管|不得(?:外传|公开|扩散|复印|转发)|严禁(?:外传|扩散)|阅后(?:即毁|收回)|禁止(?:外传|公开)|仅供.{0,10}))?\s*[）)】\]]?[。.]?$|^[（(【\[]?(?:不得外传|严禁外传|注意保密)[）)】\]]?$/u;
const SECRET = /^[（(【\[]?\s*(?:密级\s*[:：]\s*)?(?:绝\s?密|机\s?密|秘\s?密)\s*(?:[★☆*]\s*\S{0,8}|)[）)】\]]?$/u;
const BARE_SECRET = /^(?:绝\s?密|机\s?密|秘\s?密)$/u;

/** No mark without one of these, no damage without one of those. */
const MARK_SIGN = /公开|内部|外传|密/;
const DAMAGE_SIGN = /[\ufffd锟烫屯\u00c2\u00c3\u00e4-\u00e9?？]/;

function markOf(line: string): string | undefined {
  if (!MARK_SIGN.test(line)) return undefined;
  const text = line.trim();
  const stated = STATED.exec(text)?.[1];
  if (stated) return stated === '依申请公开' ? 'mark-on-request' : 'mark-not-public';
  if (ON_REQUEST.test(text)) return /^依申请公开$/u.test(text) ? undefined : 'mark-on-request';
  if (NOT_PUBLIC.test(text)) return 'mark-not-public';
  if (INTERNAL.test(text)) return 'mark-internal';
  // The word alone is a heading or a column (密级：无, 秘密级) as often as a mark; a star or a label makes it one.
  return SECRET.test(text) && !BARE_SECRET.test(text) ? 'mark-secret' : undefined;
}

/**
 * What damaged texts look like: replacement characters in a row, 锟斤拷 and 烫烫烫, UTF-8 read as Latin-1 (three runs of
 * it), question marks inside Chinese in the place of characters.
 */
const DAMAGE =
  /\ufffd{3,}|(?:锟斤拷){1,}|(?:烫){4,}|(?:屯){4,}|(?:[\u00c3\u00c2\u00e4-\u00e9][\u0080-\u00bf\u2018-\u203a\u0152-\u0192]{1,2}){3,}|(?<=\p{Script=Han})[?？]{4,}(?=\p{Script=Han})/gu;
