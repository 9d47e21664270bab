import { Channel, DisclosureMethod } from './disclosure-catalog';
import { squeezed } from './grid';

/** 同上 in any cell: the nearest filled cell above in the same column. */
export function isDitto(text: string): boolean {
  return /^[（(]?(?:同上|〃|″|与上同|同前|")[)）]?$/.test(squeezed(text));
}

/** Whether a tick cell is ticked. Empty, □, 否, ×, - are not. */
export function isTicked(text: string): boolean {
  const mark = fromSymbolFont(squeezed(text));
  return mark !== '' && !/^(?:[□☐○◇△£¨口o×✕✗xX╳\-—–/\\无否N0]|不公开|不适用)$/.test(mark);
}

/** Whether the cell is a tick and nothing more, so that the column's header names what is ticked. */
export function isBareTick(text: string): boolean {
  return /^[√✓✔☑■●◆▲▄Rþüv是Y1Vvt]+$/.test(fromSymbolFont(squeezed(text)));
}

/** 公开渠道和载体 of one cell; see `domain` vocabulary of tick signs. Where no sign is used, all that is listed is selected. */
export function channelsIn(source: string): Channel[] {
  const text = fromSymbolFont(source).replace(/[\u3000\u00a0\t]/g, ' ');
  const marks = [...text.matchAll(BOX)];
  if (marks.length === 0)
    return listed(text)
      .map((name) => channelOf(name, true))
      .filter(({ name }) => name !== '');

  const trails = isTrailing(text, marks);
  const starts = marks.map(({ index, 0: mark }) => index + mark.length);
  const channels = marks.map((mark, place) => {
    const from = trails ? (place === 0 ? 0 : (starts[place - 1] ?? 0)) : (starts[place] ?? 0);
    const until = trails ? mark.index : (marks[place + 1]?.index ?? text.length);
    return channelOf(text.slice(from, until), SELECTED.test(mark[0]));
  });
  const before = trails ? [] : listed(text.slice(0, marks[0]?.index ?? 0)).map((name) => channelOf(name, true));
  return [...before, ...channels].filter(({ name }) => name !== '' && !NOTE.test(name));
}

/** 全社会, or the group named; of a list with tick signs the selected ones. */
export function audienceIn(text: string): string | null {
  const names = BOX_SIGN.test(text)
    ? channelsIn(text)
        .filter(({ selected }) => selected)
        .map(({ name }) => name)
    : [text.trim()];
  return names.filter(Boolean).join('、') || null;
}

/** 公开方式 or 公开属性 in words. */
export function methodIn(text: string): DisclosureMethod {
  const said = audienceIn(text) ?? '';
  const [isProactive, isOnRequest] = [/主动/.test(said), /依申请/.test(said)];
  if (isProactive && isOnRequest) return 'both';
  return isProactive ? 'proactive' : isOnRequest ? 'onRequest' : 'unknown';
}

/** 公开层级 in words: 县级、乡级. */
export function tiersIn(text: string): string[] {
  return (audienceIn(text) ?? '').split(/[、,，;；/\s]+/).filter(Boolean);
}

/** Wingdings signs reach us as letters in the private use area. */
function fromSymbolFont(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xf000));
}

const CHANNEL_WORD =
  '政府|政务|两微|一微|微信|微博|发布会|新闻|广播|电视|纸质|报刊|公开|便民|入户|现场|社区|企事业|村|精准|其他|其它|办税|行政|信用|国家|中国|投资|公共|招投标|征地|12345|法律|档案|图书|客户端|电子|公示|宣传|手机|短信|门户|网站|部门|服务';
/** Letters stand for Wingdings signs only right before a Chinese word; a lone 口 before a channel word is a misread □. */
const BOX = new RegExp(
  `[■▄▲◆●☑√✓✔☒□☐○◇△£þ¨ü¨]|(?<![A-Za-z])[Rtnuo](?=\\s?[\\u4e00-\\u9fff])|(?<!窗|人|港|路|进|出)口(?=\\s?(?:${CHANNEL_WORD}))`,
  'g',
);
const BOX_SIGN = /[■▄▲◆☑√✓✔□☐£þ]/;
const SELECTED = /[■▄▲◆●☑√✓✔☒þüRtnu]/;
const NOTE = /至少选择|标注范围|表示|从其规定|自行选择|任选/;

/** 政府网站■ 政府公报□: the sign stands behind its channel. */
function isTrailing(text: string, marks: readonly RegExpExecArray[]): boolean {
  const [first, last] = [marks.at(0), marks.at(-1)];
  const head = text.slice(0, first?.index).trim();
  const tail = text.slice((last?.index ?? 0) + (last?.[0].length ?? 0)).trim();
  return head !== '' && !NOTE.test(head) && !/[:：]$/.test(head) && /^[\s、,，;；。/]*$/.test(tail);
}

/** One channel without its number and notes; what is marked as optional is not selected. */
export function channelOf(text: string, selected: boolean): Channel {
  const isOptional = /[（(](?:可选|选填)[^)）]*[)）]/.test(text);
  const name = squeezed(text)
    .replace(/[（(][^（()）]{0,60}(?:必选|可选|选择|标注|自选|选填)[^（()）]{0,60}[)）]/g, '')
    .replace(/^(?:[\d①-⑳]+[.、．]?|[、,，;；。:：|/·])+|[_＿…]+|[、,，;；。:：|/·]+$/g, '');
  return { name, selected: selected && !isOptional };
}

/** Names in a list without signs; 、 and ; part them, brackets hold together. */
function listed(text: string): string[] {
  const names: string[] = [];
  let [depth, name] = [0, ''];
  for (const char of text) {
    if (/[（(]/.test(char)) depth += 1;
    if (/[)）]/.test(char)) depth = Math.max(0, depth - 1);
    if (depth === 0 && /[、,，;；。\s|]/.test(char)) {
      names.push(name);
      name = '';
    } else name += char;
  }
  return [...names, name].map((each) => each.trim()).filter((each) => each !== '' && !NOTE.test(each));
}
