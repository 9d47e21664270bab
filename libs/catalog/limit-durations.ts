import { numberOf } from './limit-text';
import { Length, lengthOf, UNIT } from './limit-length';
import { isOtherSpan, isOtherTerm } from './limit-roles';
import { afterEvent, beforehand, display, LEADING_TERM } from './limit-terms';
import { displayTriggerOf, namesEvent } from './limit-triggers';
import { TimeLimit } from './time-limit';

/** What a phrase says at one place, before it is decided which of these places make a limit of their own. */
export interface Reading {
  readonly start: number;
  readonly end: number;
  readonly limit: Omit<TimeLimit, 'wording'>;
  /** Not understood, but nothing promised either (视情, 每年招生): any limit beside it says more. */
  readonly isWeak?: boolean;
}

const N = '(?:\\d{1,4}|[一二两三四五六七八九十百廿卅]{1,5}|半)';
/** 20个工作日, 七日, 5至7个工作日 (the longer bound counts), 20日(工作日). */
const DURATION = `(?<![\\d.第年月—-])(?:${N}(?:至|到|-|~)(?=[\\d一二两三四五六七八九十]))?(${N})(${UNIT})(\\(?(?:指|法定)?(?:工作日|自然日)\\)?)?`;
const RANGE = new RegExp(`(${N})(?:至|到|-|~)(${N})${UNIT}`);
/** 7日或10日内, 20(30)个工作日: two numbers for one thing. */
const ALTERNATIVE = new RegExp(`${N}${UNIT}(?:以?内|之内)?(?:公开|公布|公示|发布)?(?:或者?|/)$`);
const WITHIN = '(?:之内|以内|内)(?!容|部|外|设|科|政|网|在|业|涵)';
const TAIL = '(?:[^,;。、(]{0,8}?(?:公开|公示|公布|发布|公告|更新|告知|报备|备案|转载|调整|答复))?';

/**
 * Durations in `text`: deadlines after an event, maximum ages, minimum displays and notice given beforehand.
 * A number that is none of these (项目工期3个月) is no limit and is not returned.
 */
export function findDurations(text: string): Reading[] {
  const readings: Reading[] = [];
  for (const { pattern, read } of DURATION_PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (readings.some((other) => start < other.end && other.start < end)) continue;
      const limit = limitAt(match, text, { readings, read });
      if (limit) readings.push({ start, end, limit });
    }
  const inOrder = readings.sort((a, b) => a.start - b.start);
  return sharingTriggers(withoutAlternatives(inOrder, text), text);
}

function limitAt(
  match: RegExpExecArray,
  text: string,
  { readings, read }: { readings: readonly Reading[]; read: DurationPattern['read'] },
): Reading['limit'] | undefined {
  const [whole, number = '', unit = '', note = ''] = match;
  const after = text.slice(match.index + whole.length);
  const length = lengthOf(
    number,
    unit,
    note || (/^\((?:指|均为|按|以)?(?:工作日|自然日)(?:计算?)?\)/.exec(after)?.[0] ?? ''),
  );
  if (!length) return undefined;
  const before = wordsBefore(text, match.index, readings);
  const previous = readings.filter(({ end }) => end <= match.index).at(-1)?.limit.kind;
  const limit = read({ ...length, before, match: whole, after, isWhole: match.index === 0, previous });
  return limit && inRange(limit, whole, after);
}

/** Of 5至7个工作日 the longer bound is a deadline, the shorter one a display; 20至10 is neither. 7日(不含节假日) may be 工作日 or not. */
function inRange(limit: Reading['limit'], whole: string, after: string): Reading['limit'] {
  if (
    limit.unit === 'day' &&
    /^\(?[^,;。)]{0,4}(?:不含|不包括|除外?|扣除)[^,;。)]{0,6}(?:节假日|双休日|休息日)/.test(after)
  )
    return { kind: 'unparsed' };
  const [, from, to] = RANGE.exec(whole) ?? [];
  if (from === undefined || to === undefined) return limit;
  const [least = 0, most = 0] = [numberOf(from), numberOf(to)];
  if (least >= most) return { kind: 'unparsed' };
  return limit.kind === 'minDisplay' || limit.kind === 'beforeEvent' ? { ...limit, amount: least } : limit;
}

function withoutAlternatives(readings: readonly Reading[], text: string): Reading[] {
  const isAlternative = ({ start }: Reading) => ALTERNATIVE.test(text.slice(0, start));
  return readings.flatMap((reading, index): Reading[] => {
    const next = readings[index + 1];
    if (isAlternative(reading)) return [{ ...reading, limit: { kind: 'unparsed' } }];
    return next && isAlternative(next) ? [] : [reading];
  });
}

/** 事件发生后5小时内…,24小时内…: the second counts from the same event. */
function sharingTriggers(readings: readonly Reading[], text: string): Reading[] {
  return readings.map((reading, index) => {
    const previous = readings[index - 1];
    if (!previous || !UNNAMED.test(reading.limit.trigger ?? '') || previous.limit.kind !== 'afterEvent') return reading;
    if (!/[^;。]?[,、]$/.test(text.slice(previous.end, reading.start))) return reading;
    return { ...reading, limit: { ...reading.limit, trigger: previous.limit.trigger } };
  });
}

const UNNAMED = /^info_formed_or_changed$/;

interface Surroundings extends Length {
  /** The words in front that may name the event. */
  readonly before: string;
  readonly match: string;
  readonly after: string;
  readonly isWhole: boolean;
  /** Of the limit in front: 公示期不少于30日,…不少于7个工作日. */
  readonly previous?: TimeLimit['kind'];
}

interface DurationPattern {
  readonly pattern: RegExp;
  readonly read: (found: Surroundings) => Reading['limit'] | undefined;
}

const DURATION_PATTERNS: readonly DurationPattern[] = [
  {
    // 不受20个工作日限制: a number that is taken back.
    pattern: new RegExp(`(?:不受|[不无]需|不适用|不限于?|无须|[不未]在|并非)[^,;。]{0,6}${DURATION}[^,;。]{0,4}`, 'g'),
    read: () => ({ kind: 'unparsed' }),
  },
  {
    // 提前一周, 会议召开前3日, 听证会举行7日前
    pattern: new RegExp(`提前(?:至少|不少于)?${DURATION}(?:以上)?`, 'g'),
    read: ({ amount, unit, before, after }) => beforehand(amount, unit, before + after, after),
  },
  {
    pattern: new RegExp(
      `${EVENT_AHEAD()}(?:之日|日)?(?:之|以)?前(?:的|至少|不少于)*${DURATION}(?!后)(?:内|以上)?`,
      'g',
    ),
    read: ({ amount, unit, before, match, after }) => beforehand(amount, unit, before + match, after),
  },
  {
    pattern: new RegExp(`${EVENT_AHEAD()}日?的?(?:至少)?${DURATION}(?:之|以)?前`, 'g'),
    read: ({ amount, unit, before, match, after }) => beforehand(amount, unit, before + match, after),
  },
  {
    // 最迟6个月内必须有更新, 6个月内须有更新, 每半年更新一次 is periodic and found elsewhere
    pattern: new RegExp(
      `(?:最迟|最长|至少|不超过|不得超过|至多)*(?:于|在|每)?${DURATION}(?:${WITHIN})?(?:必须|须|应当?|需|要|至少|有|所)*更新`,
      'g',
    ),
    read: ({ amount, unit, before, match, after }) => {
      if (/^(?:一|1|\d)?(?:次|条|篇)/.test(after) && !/最|不|内/.test(match)) return undefined;
      const isAge = /有所?更新|至少|更新周期/.test(before + match) || unit !== 'workday';
      return isAge && !namesEvent(before) ? { kind: 'maxAge', amount, unit, trigger: 'last_update' } : undefined;
    },
  },
  {
    pattern: new RegExp(
      `更新(?:周期|频率|频次|时限|期限|间隔)(?:为|是|不超过|:)*(?:每)?${DURATION}(?:${WITHIN})?`,
      'g',
    ),
    read: ({ amount, unit }) => ({ kind: 'maxAge', amount, unit, trigger: 'last_update' }),
  },
  {
    // 公示期不得少于7日, 征求意见期限一般不少于30日, 5个工作日以上
    pattern: new RegExp(
      `(?:不得?少于|不得?低于|不得?短于|不小于|至少|最少|最短|不少於)(?:为)?${DURATION}(?:以上)?`,
      'g',
    ),
    read: ({ amount, unit, before, after, previous }) =>
      display(amount, unit, previous === 'minDisplay' ? `公示${before}` : before, after),
  },
  {
    pattern: new RegExp(`${DURATION}(?:及|或|含)?以上`, 'g'),
    read: ({ amount, unit, before, after }) => display(amount, unit, before, after),
  },
  {
    // 公示期不超过7日: how long at most is nothing that can be late.
    pattern: new RegExp(
      `(?:公示|公告|展示|张贴|征求意见|征集)(?:期限|期间|时间|时长|期)(?:一般|原则上|应当?)*(?:最[长多]|至多|不超过|不得?超过|不多于)+${DURATION}`,
      'g',
    ),
    read: () => ({ kind: 'unparsed' }),
  },
  {
    pattern: new RegExp(
      `(?:公示|公告|展示|张贴|张榜(?:公布)?|上墙(?:公布)?|征求意见|征集|听取意见|(?<=^|[,;]|公[开示布]后?|网站?上?|页面)保留)(?:的?(?:期限|期间|时间|时长|周期|期))?(?:为期|一般|原则上|应当?|须|为|是|满|:|时间|期限)*${DURATION}(?!${WITHIN}|后|之后|起|前)`,
      'g',
    ),
    read: ({ amount, unit, before, match }) => ({
      kind: 'minDisplay',
      amount,
      unit,
      trigger: displayTriggerOf(before + match),
    }),
  },
  {
    // 一般村务定期公开,最长不超过三个月; behind an event it is a deadline
    pattern: new RegExp(
      `(?:最长|最迟|最晚|最多|至多|不超过|不得超过|不晚于|不得晚于|不迟于|为|于|在)+${DURATION}(?:${WITHIN})?${TAIL}`,
      'g',
    ),
    read: ({ amount, unit, before, match, after, previous }) => {
      const isException = /(?:许可|处罚)[^,;。]{0,4}$/.test(before);
      const isBound = isException || /最|至多|不|内/.test(match) || /(?:时限|期限|时间)$/.test(before);
      if (!isBound) return undefined;
      // 公示期最短3个月,最长3年: only the least can be broken.
      if (
        previous === 'minDisplay' &&
        /^[,、]?$/.test(before) &&
        /^(?:最[长多]|至多|不超过|不得超过)/.test(match) &&
        !/内/.test(match)
      )
        return undefined;
      if (isOtherSpan(before)) return { kind: 'unparsed' };
      const isAge = /week|month|year/.test(unit) || (unit === 'day' && /每[^,;。]{1,8}更新[^,;。]{0,4},/.test(before));
      if (!isAge || namesEvent(before)) return afterEvent(amount, unit, before, match + after);
      if (isOtherTerm(before, (match + after).replace(LEADING_TERM, ''))) return { kind: 'unparsed' };
      return { kind: 'maxAge', amount, unit, trigger: 'last_update' };
    },
  },
  {
    // 形成或者变更之日起20个工作日内; 收到后7个工作日公开
    pattern: new RegExp(`${DURATION}${WITHIN}${TAIL}`, 'g'),
    read: ({ amount, unit, before, match, after, isWhole }) => {
      const isLong = /week|month|year/.test(unit);
      if (isLong && isWhole && !/公开|公示|公布|发布|公告/.test(match) && /^[,;。]*$/.test(after))
        return { kind: 'maxAge', amount, unit, trigger: 'last_update' };
      return afterEvent(amount, unit, before, match + after);
    },
  },
  {
    pattern: new RegExp(
      `(?<=后|起|之日|[后起]的|时限:?|期限:?|时间:?|[后起],)(?:第)?${DURATION}(?!以上|前|后|以后)${TAIL}`,
      'g',
    ),
    read: ({ amount, unit, before, match, after }) => {
      // 公开期限3年 is how long it stays, 公开时限20个工作日 how soon it comes.
      const isDisplay = /公开(?:期限|时间|期):?$/.test(before) && /month|year/.test(unit);
      if (isDisplay) return { kind: 'minDisplay', amount, unit, trigger: displayTriggerOf(before) };
      return afterEvent(amount, unit, before, match + after);
    },
  },
  {
    // 20个工作日, alone in its part of the cell
    pattern: new RegExp(`(?<=^|[;。]|[,;。]其中)${DURATION}(?:公开|公布|公示|发布)?(?=$|[,;。(])`, 'g'),
    read: ({ amount, unit, before, match, after }) => {
      // 24小时公开 may mean within a day or round the clock, 29日 the day of a month, 5天 how long it is shown.
      if (unit === 'hour' && amount === 24) return { kind: 'unparsed' };
      if (unit === 'day' && (amount <= 31 || /公示/.test(match)) && !/公开|公布|发布/.test(match))
        return { kind: 'unparsed' };
      if (/week|month|year/.test(unit) && !/公开|公布|公示|发布/.test(match))
        return { kind: 'maxAge', amount, unit, trigger: 'last_update' };
      return afterEvent(amount, unit, before, match + after);
    },
  },
  {
    // 形成(变更)20个工作日公开, 产生变更20个工作日
    pattern: new RegExp(
      `(?<=形成|变更|变更\\)|公布|印发|发布|产生|作出)${DURATION}(?=$|[,;。]|公开|公布|公示|发布)`,
      'g',
    ),
    read: ({ amount, unit, before, match }) =>
      // 公布7日 may be how long.
      unit !== 'workday' && /(?:公布|发布)$/.test(before)
        ? { kind: 'unparsed' }
        : afterEvent(amount, unit, before, match),
  },
];

function EVENT_AHEAD(): string {
  return '(?:会|处置|拍卖|出让|招生|入学|发[放行]|召开|举行|举办|开始|实施|施行|生效|启动|开工|选举|投票|投票日|选举日|开标|截止|到期|听证会?|活动|会议|面试|笔试|开[班庭课]|供[暖热](?:期|季)?|停[水电气暖]|施工|考试|报名|执行|开展|挂牌|审议|表决|换届|开放|闭馆|停运|停业|竣工|调整|变更|关闭|封闭|检修|拆除|搬迁)';
}

/** Words from the end of the reading before, or the start of the part, up to `start`. */
function wordsBefore(text: string, start: number, readings: readonly Reading[]): string {
  const ends = readings.filter(({ end }) => end <= start).map(({ end }) => end);
  const from = Math.max(0, ...ends, text.lastIndexOf(';', start - 1) + 1, text.lastIndexOf('。', start - 1) + 1);
  return text.slice(from, start);
}
