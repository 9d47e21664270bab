import { lastDayOfMonth, parseLocalDate } from '../calendar/local-date';
import { isOtherDay } from './limit-roles';
import { numberOf } from './limit-text';

/** A date or dates found in a phrase, as the `period` of a fixedDate limit; empty where it names no usable day. */
export interface DatesFound {
  readonly start: number;
  readonly end: number;
  readonly periods: readonly string[];
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})';
const DAY = `(?:底|末|上旬|中旬|下旬|份|(${N})日?)`;
const BEFORE = '(?:之前|以前|前|之内|以内|内|止)';

/** Every fixed date in `text`, in order; the patterns tried first win where they overlap. */
export function findDates(text: string): DatesFound[] {
  const found: DatesFound[] = [];
  for (const { pattern, read } of DATE_PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (found.some((other) => start < other.end && other.start < end)) continue;
      const [before, after] = [text.slice(0, start), text.slice(end)];
      const periods = read(match, before, after);
      if (periods) found.push({ start, end, periods: isOtherDay(before, after) ? [] : periods });
    }
  const inOrder = found.sort((a, b) => a.start - b.start);
  return inOrder.map((date, index) => {
    const from = clauseStart(text, date.start, inOrder[index - 1]?.end ?? 0);
    const next = inOrder[index + 1];
    const clause = text.slice(from, next ? clauseStart(text, next.start, date.end) : text.length);
    const place = { at: date.start - from, length: date.end - date.start };
    return { ...date, periods: date.periods.map((period) => period + reportedPeriod(period, clause, place)) };
  });
}

/** Where the words that belong to the date at `start` begin: 每年2月底前公开预算,|9月底前公开上年决算. */
function clauseStart(text: string, start: number, after: number): number {
  return Math.max(after, ...[...',;。、'].map((sign) => text.lastIndexOf(sign, start - 1) + 1));
}

interface DatePattern {
  readonly pattern: RegExp;
  /** Undefined = not a date after all; an empty list = a date that cannot be fixed. */
  readonly read: (match: RegExpExecArray, before: string, after: string) => string[] | undefined;
}

const LENGTH = '[^,;。]{0,4}?(?:\\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|日|天|周|月)';
const ENDED = '(?:度?(?:(?:结束|终了|终结|期满|末)?(?:之后|以后|后)|结束|终了)的?)';

const DATE_PATTERNS: readonly DatePattern[] = [
  // 农历八月十五前, 春节前, 开学前: the day is another one each year.
  { pattern: /(?:农历|阴历|旧历)[^,;。]{0,12}|(?:正月|腊月)[^,;。]{0,8}/g, read: () => [] },
  {
    pattern: new RegExp(
      `(?:每年的?)?(?:${N}月份?)?(?:[春夏秋冬]季|新学[期年])?(?:春节|(?:高考|中考)(?!(?:成绩|录取)[^,;。]{0,4}后${N}个?[工日天])[^,;。]{1,6}|国庆节?|中秋节?|元旦|清明节?|端午节?|劳动节|重阳节|节日|节假日|节|(?:高考|中考)(?!(?:成绩|录取)[^,;。]{0,4}后${N}个?[工日天])|开学|暑假|寒假|假期|汛期|两会)(?:期间$|期间(?=公|发)|(?:期间|开始|结束)*(?:之|以)?[前后])(?:[^,;。]{0,4}?${N}个?(?:工作日|日|天|周|月)[前内]?)?`,
      'g',
    ),
    read: ([whole], before) =>
      /顺延(?:至|到)?$/.test(before) || (whole.startsWith('节') && /[环季细]$/.test(before)) ? undefined : [],
  },
  // 每年1月1日起20个工作日内: a term that begins on a day of the calendar is none we hold.
  {
    pattern: new RegExp(
      `(?:每年|次年|当年|20\\d{2}年)?${N}月(?:${N}日|底|末)?(?:起|后|之后|以后|结束后)${LENGTH}内?`,
      'g',
    ),
    read: () => [],
  },
  {
    // 2025年12月31日前, 2022年9月底前, 2025年底前. A date from which something applies is none by which it is due.
    pattern: new RegExp(
      `(20\\d{2})年(?:(${N})月(底|末|上旬|中旬|下旬|份|${N}日)?|(底|末))(起?(?:至|到|-|~)(?:20\\d{2}年)?(?:${N}月)?${N}日)?${BEFORE}?`,
      'g',
    ),
    read: ([whole, year, month, day, end, until], before, after) => {
      if (until) return [];
      if (/^(?:起|开始|施行|印发|发布的|以来|以后|后)/.test(after) || /(?:至|到|截止)$/.test(before)) return undefined;
      const on = end ? monthDay('12', '31日') : monthDay(month, day);
      const isDay = whole.includes('日') || /[底末旬前止内]/.test(whole);
      if (!on || !isDay || !parseLocalDate(`${year}-${on}`)) return undefined;
      // 2024年3月1日 alone may be when it was published; only 前, 底 or a verb makes it due.
      const isDue = /[底末旬前止内]$/.test(whole) || /^[^,;。]{0,8}(?:公开|公布|公示|发布|更新|公告|完成)/.test(after);
      return isDue ? [`once:${year}-${on}`] : [];
    },
  },
  {
    // 每季度结束后次月15日前, 每半年结束后次月20日前, 年度终了后次月底前
    pattern: new RegExp(
      `(?:每个?|各)?(?:上?一?(?<![暖春夏秋冬雨旱旺淡赛])(季)|(半年)|(?:会计)?(?<!学)(年)|下?个?(月))度?份?(?:${ENDED}(?:次|下一?个?|第一个|首个?)|的?末?次)月份?的?${DAY}${BEFORE}?`,
      'g',
    ),
    read: ([whole, quarter, half, year, , day]) => {
      const on = dayNumber(whole.slice(-6), day);
      if (on === undefined) return [];
      if (quarter) return [`quarterly:M1-${on}`];
      if (half) return [`yearly:01-${on}`, `yearly:07-${on}`];
      return [year ? `yearly:01-${on}` : `monthly:${on}`];
    },
  },
  {
    // 每年第四季度首月15日前
    pattern: new RegExp(
      `(?:每年的?)?(?<![上下每])第?([一二三四1-4])季度的?(首个?月|第[一二三123]个?月|末月|最后一个?月)份?的?${DAY}${BEFORE}?`,
      'g',
    ),
    read: ([whole, quarter = '', month, day]) => {
      const number = '一二三四'.indexOf(quarter) + 1 || Number(quarter);
      const on = yearlyDay(`${number * 3 - 3 + monthOfQuarter(month)}月${day ? `${day}日` : whole.slice(-3)}`);
      return on ? [`yearly:${on}`] : [];
    },
  },
  {
    // 每季度的首个月20日, 下季度首月15日前, 每季度末月25日前
    pattern: new RegExp(
      `(?:每个?|下一?个?|次|各)季度?(?:结束后|终了后)?的?(?:(首个?月|第[一二三123]个?月|末月|最后一个?月)|(?=末|底))份?的?(?:${N}日?(?:至|到|-|~))?${DAY}?${BEFORE}?`,
      'g',
    ),
    read: ([whole, month, day]) => {
      const number = monthOfQuarter(month);
      const on = dayNumber(whole, day);
      return on === undefined ? [] : [`quarterly:M${number}-${on}`];
    },
  },
  // 每季度10日前: of which month is not said.
  { pattern: new RegExp(`每个?季度?的?前?${N}日${BEFORE}?`, 'g'), read: () => [] },
  {
    // 每月10日前, 将在每个月的5日, 次月10日前, 每月5日、20日
    pattern: new RegExp(
      `(?:每个?|次|下一?个?|当)月份?的?(?:(?:${N}日?(?:至|到|-|~))?月?(底|末|上旬|中旬|中?下旬)|初?(?:${N}日?(?:至|到|-|~))?(${N})日((?:[、和及,]${N}日)*))${BEFORE}?`,
      'g',
    ),
    read: ([whole, end, day, more = ''], before, after) => {
      if (/^当/.test(whole) && !/前|内|底|末/.test(whole)) return undefined;
      if (BEGINS.test(after) || isAfterEvent(whole, before)) return [];
      const days = end ? [end] : [`${day}日`, ...more.split(/[、和及,]/).filter(Boolean)];
      const numbers = days.map((each) => dayNumber(each, each.replace(/日$/, '')));
      return numbers.every((each) => each !== undefined) ? numbers.map((each) => `monthly:${each}`) : [];
    },
  },
  // 季末, 月底前, alone in their part: every quarter, every month.
  { pattern: /(?<=^|[,;])季度?[末底](?:之前|以前|前)?(?=$|[,;。公发])/g, read: () => ['quarterly:M3-31'] },
  { pattern: /(?<=^|[,;])月[末底](?:之前|以前|前)?(?=$|[,;。公发])/g, read: () => ['monthly:31'] },
  // 每月前10日; 每月前5个工作日, 每月初, 每月第一周 name no day.
  { pattern: new RegExp(`每个?月(?:的)?(?:前|头)(${N})[日天]内?`, 'g'), read: ([, day]) => monthlyDay(day) },
  {
    pattern: new RegExp(`每个?(?:年度?|季度?|月)的?(?:初(?!步|审|评)|(?:前|头|第)${N}个?(?:工作日|周|星期)内?)`, 'g'),
    read: () => [],
  },
  {
    pattern:
      /(?:每个?|次|下一?个?)(?:周|星期){1,2}([一二三四五六日天1-7](?:[、和及,](?:周|星期)?[一二三四五六日天])*)(?!次|至|到|-|~|条|篇)(?:之前|以前|前)?/g,
    read: ([, weekdays = '']) =>
      [...weekdays.replace(/周|星期|[、和及,]/g, '')].map((weekday) => {
        const number = '一二三四五六日'.indexOf(weekday === '天' ? '日' : weekday) + 1 || Number(weekday);
        return `weekly:${number}`;
      }),
  },
  {
    // 每年6月5日前, 次年3月31日前, 每年6月、12月, 6月底前, 每年3月至5月
    pattern: new RegExp(
      `(每一?年度?|次一?年度?|下一?年度?|第二年|翌年|当年|年度|上半年|下半年)?(?:的|应当?|须|于|在)*((?:(?:${N}月(?:底|末|上旬|中旬|下旬|份|${N}日)?(?:前|之前|以前)?(?:[、和及与或,]|起?(?:至|到|-|~)))|${N}(?:至|到|-|~|、))*${N}月(?:底|末|上旬|中旬|下旬|份|${N}日)?)${BEFORE}?`,
      'g',
    ),
    read: ([whole, prefix, days = ''], before, after) => {
      if (/(?:[\d第个]|(?<!半)年)$/.test(before) || UP_TO.test(before) || /^(?:施行|内容)/.test(after))
        return undefined;
      if (BEGINS.test(after)) return prefix ? [] : undefined;
      // 每年4月确定后公布: after something done in that month.
      if (/[月份日]$/.test(whole) && /^[^,;。]{1,6}后[^,;。]{0,4}(?:公|发)/.test(after)) return [];
      // 每年11月15日至次年3月15日: a span over the turn of the year.
      if (/[日底末](?:至|到|-|~)$/.test(before) || isAfterEvent(whole, before)) return [];
      if (!prefix && !/(?:底|末|旬|前|止)$/.test(whole) && !(before === '' && /^(?:公开|公布|发布)$/.test(after)))
        return undefined;
      const kind = !prefix && (ONCE.test(before + after) || /20\d{2}年(?!度)/.test(before)) ? 'once' : 'yearly';
      // Of 3、6、9、12月底 the last says of which day of the month.
      const shared = /月[^月]*$/.exec(days)?.[0] ?? '';
      const ends = days
        .split(/[、和及与或,]/)
        .map((each) => each.split(/起?(?:至|到|-|~)/).at(-1) ?? '')
        .map((each) => (each.includes('月') ? each : `${each}${shared}`));
      const dates = ends.map((each) => yearlyDay(each));
      return dates.every((each) => each !== undefined) ? dates.map((each) => `${kind}:${each}`) : [];
    },
  },
  {
    // 每年第一季度, 一季度前, 每年上半年, 年底前
    pattern:
      /(每一?年度?|次年|下一?年度?|当年)?的?(?:第?([一二三四1-4])季度末?(?:之前|以前|前|内|底)?|(上半年|下半年)(?:之前|以前|前|内|底)?|(?:年)?(底|末)(?:之前|以前|前)?)/g,
    read: ([whole, prefix, quarter, half, end], before, after) => {
      if (/^[、和及]下半年/.test(after)) return undefined;
      if (end && !prefix && !/^年/.test(whole)) return undefined;
      if (end && !prefix && (/[\d上去前本]$/.test(before) || UP_TO.test(before))) return undefined;
      if (!prefix && !end && !/[内前底末]$/.test(whole)) return undefined;
      if (end) return ['yearly:12-31'];
      if (half) return [half === '上半年' ? 'yearly:06-30' : 'yearly:12-31'];
      const number = '一二三四'.indexOf(quarter ?? '') + 1 || Number(quarter);
      return [`yearly:${['03-31', '06-30', '09-30', '12-31'][number - 1]}`];
    },
  },
];

/** 12月底前完成 is said of one year, 12月底前公开完成情况 of each. */
const ONCE = /完成(?!情况|率|度|进度)|整改(?!情况)|务必/;

function monthlyDay(day = ''): string[] {
  const on = dayNumber('', day);
  return on ? [`monthly:${on}`] : [];
}

/** 公开截至上年末的余额: how far the content reaches, not when it is due. */
const UP_TO = /截[至止]到?$/;

/** 每年3月1日起公开, 每月10日后: a beginning without an end. */
const BEGINS = /^(?:起|开始|以?后|之后)/;

/** 会议结束后次月10日前 depends on its event; only the end of a period (每月结束后次月10日前) makes it a calendar day. */
function isAfterEvent(whole: string, before: string): boolean {
  return /^(?:次|下|第二年|翌)/.test(whole) && /(?:后|之日起|起)的?$/.test(before) && !PERIOD_OVER.test(before);
}

const PERIOD_OVER = /(?<![学暖])(?:年度?|季度?|月度?|周)(?:结束|终了|终结)?(?:之后|以后|后)的?$/;

/** `06-05`, or `12` where the month has no day; undefined for a day that does not exist. */
function yearlyDay(text: string): string | undefined {
  const match = new RegExp(`^(${N})月(.*)$`).exec(text);
  const rest = match?.[2]?.replace(/(?:之前|以前|前)$/, '');
  if (!match) return undefined;
  return rest === '' || rest === '份' ? monthOnly(match[1]) : monthDay(match[1], rest);
}

function monthOnly(month: string | undefined): string | undefined {
  const number = numberOf(month ?? '');
  return number !== undefined && number >= 1 && number <= 12 ? pad(number) : undefined;
}

function monthDay(month: string | undefined, day: string | undefined): string | undefined {
  const number = numberOf(month ?? '');
  if (number === undefined || number < 1 || number > 12) return undefined;
  const last = lastDayOfMonth(2024, number);
  const on = dayNumber(day ?? '末', day?.replace(/日$/, ''));
  if (on === undefined) return undefined;
  if (Number(on) > last) return on === '31' && !/日/.test(day ?? '') ? endOfMonth(number) : undefined;
  return number === 2 && on === '29' && !/日/.test(day ?? '') ? '02-28' : `${pad(number)}-${on}`;
}

function endOfMonth(month: number): string {
  return `${pad(month)}-${pad(lastDayOfMonth(2023, month))}`;
}

/** 底、末、下旬 = 31, read as the last day of whatever month it is; 中旬 = 20; 上旬 = 10. */
function dayNumber(words: string, day: string | undefined): string | undefined {
  if (/上旬/.test(words)) return '10';
  if (/中旬/.test(words)) return '20';
  const number = numberOf(day ?? '');
  if (number !== undefined) return number >= 1 && number <= 31 ? pad(number) : undefined;
  return '31';
}

function monthOfQuarter(month: string | undefined): number {
  if (!month || /末|最后/.test(month)) return 3;
  return /首/.test(month) ? 1 : '一二三'.indexOf(month.charAt(1)) + 1 || Number(month.charAt(1));
}

/** `(prev_year)` … where the phrase says that the period before is reported. */
function reportedPeriod(period: string, text: string, { at, length }: { at: number; length: number }): string {
  const named = text.slice(at, at + length);
  if (period.startsWith('quarterly'))
    return /上(?:一|个|一个)?季/.test(text) ||
      NEXT_MONTH.test(named) ||
      /季度?(?:结束|终了|终结|期满|末)?(?:之后|以后|后)/.test(named)
      ? '(prev_quarter)'
      : '';
  if (period.startsWith('monthly'))
    return /上(?:一|个|一个)?月|前一?个?月/.test(text) || NEXT_MONTH.test(named) ? '(prev_month)' : '';
  if (period.startsWith('weekly'))
    return /上(?:一|个|一个)?周/.test(text) || /^(?:次|下)/.test(named) ? '(prev_week)' : '';
  if (!period.startsWith('yearly')) return '';
  const sentence = /^[^,;。]*/.exec(text.slice(at + length))?.[0] ?? '';
  if (
    /^(?:每个?|各)?半年/.test(named) ||
    (Number(period.slice(7, 9)) <= 6 && /下半年/.test(text.slice(0, at) + sentence))
  )
    return '(prev_half_year)';
  if (Number(period.slice(7, 9)) <= 3 && /第?[四4]季度/.test(sentence)) return '(prev_quarter)';
  if (/上半年/.test(text) && Number(period.slice(7, 9)) > 6) return '(prev_half_year)';
  if (/上一?年|上个年度|前一年|去年/.test(text) || /^(?:次|翌|第二年|下)|年度?(?:结束|终了)/.test(named))
    return '(prev_year)';
  const isEarly = Number(period.slice(7, 9)) <= 6;
  return isEarly && /年报|年度[^,;。]{0,14}(?:公报|报告|报表|决算|总结)/.test(text) ? '(prev_year)' : '';
}

const NEXT_MONTH = /次|下(?!旬)/;

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
