import { isOtherAct, isOtherCount, isOtherDay, isOtherDuty, leastCount } from './limit-roles';
import { numberOf } from './limit-text';
import { Reading } from './limit-durations';
import { PERIOD_ENDED, promptTriggerOf, triggerOf } from './limit-triggers';
import { TimeUnit } from './time-limit';

/** Periods (每季度), and words without a number: 同步, 按通知要求, 长期, 实时, 及时. */
export function findWords(text: string): Reading[] {
  const readings: Reading[] = [];
  for (const { pattern, read, isWeak } of WORD_PATTERNS)
    for (const match of text.matchAll(pattern)) {
      const [start, end] = [match.index, match.index + match[0].length];
      if (end === start || readings.some((other) => start < other.end && other.start < end)) continue;
      const limit = read(match, text);
      if (limit) readings.push({ start, end, limit, ...(isWeak && limit.kind === 'unparsed' && { isWeak }) });
    }
  return readings.sort((a, b) => a.start - b.start);
}

/**
 * 次月前5个工作日内, 每季度首月前10个工作日公布上季度情况, 次年1月1日起20个工作日内: working days from the end of the
 * period reported. Where the period before is not named, this one's plan may be meant, and nobody knows what is due.
 */
export function findOpenings(text: string): Reading[] {
  return [...text.matchAll(OPENING)].flatMap((match): Reading[] => {
    const [whole, next, cycle = '', number = '', yearly, days = ''] = match;
    const amount = numberOf(number || days);
    const end = match.index + whole.length;
    const isBefore =
      next !== undefined || yearly !== undefined || /^[^,;。]{0,16}上一?个?[年季月]/.test(text.slice(end));
    if (!amount || !isBefore || isOtherDay(text.slice(0, match.index), text.slice(end))) return [];
    const trigger = ENDED[yearly ? '年' : cycle.charAt(0)] ?? '';
    const period = PERIOD_ENDED[trigger] ?? '';
    return [{ start: match.index, end, limit: { kind: 'afterEvent', amount, unit: 'workday', period, trigger } }];
  });
}

const FEW = '(\\d{1,2}|[一二三四五六七八九十]{1,2})个?工作日(?:之内|以内|内)?';
const OPENING = new RegExp(
  `(?:(次|下一?个?|第二)|每个?)(年|季|月)度?(?:(?<=季度?)(?:的?首个?月|的?第一个月))?的?(?:前|头)${FEW}|(次年|第二年|翌年)(?:1|一)月(?:1|一)日(?:起|开始|后)的?${FEW}`,
  'g',
);
const ENDED: Readonly<Record<string, string>> = { 年: 'year_ended', 季: 'quarter_ended', 月: 'month_ended' };

interface WordPattern {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray, text: string) => Reading['limit'] | undefined;
  /** As `Reading.isWeak`, where it reads `unparsed`. */
  readonly isWeak?: boolean;
}

const OPENED = '(?:公开|公布|公示|发布|更新|公告|$|[,;。])';
/** 上年度公开的…, 本季度公布的… name a period without setting one. */
const NOT_NAMED = '(?<![上本当下前某一二三四半年\\d])';
const ONCE =
  '(?:至少|不少于|应|应当|需|须|要|更新|公开|公布|公示|发布)*(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})(?:次|条|篇|期)(?!性)';

const PERIODS: readonly (readonly [RegExp, string])[] = [
  [/每个?小时|逐小?时|按小时/g, 'hourly'],
  [/每个?工作日|每一?(?:日|天)|按(?:日|天)(?=$|[,;。]|公|发|更|报)|逐日/g, 'daily'],
  [/每(?:个|一)?(?:周|星期)(?![一二三四五六日天](?!次|条|篇))|按(?:周|星期)|逐周/g, 'weekly'],
  [
    new RegExp(
      `每(?:个|一)?月(?:度|份)?|按月度?|逐月|${NOT_NAMED}月度(?=${OPENED})|(?:一|1)个?月(?:${ONCE}|一(?=[公更发]))`,
      'g',
    ),
    'monthly',
  ],
  [
    new RegExp(
      `每(?:个|一)?季度?|按季度?|逐季度?|${NOT_NAMED}季度(?=${OPENED})|(?:一|1)个?季度?(?:${ONCE}|一(?=[公更发]))`,
      'g',
    ),
    'quarterly',
  ],
  [
    new RegExp(
      `(?:每年)?的?上半年[、和及]下半年|每半年度?|按半年度?|(?<!每)半年${ONCE}|${NOT_NAMED}半年度?(?=${OPENED})`,
      'g',
    ),
    'half_yearly',
  ],
  [
    new RegExp(
      `每(?:个|一)?(?:自然)?年度?|按年度?|逐年|${NOT_NAMED}年度(?=${OPENED})|(?:一|1)年(?:${ONCE}|一(?=[公更发]))|(?:全年|年内)(?=[^,;。]{0,4}${ONCE})`,
      'g',
    ),
    'yearly',
  ],
];

const periodicPatterns: WordPattern[] = PERIODS.map(([pattern, period]) => ({
  pattern,
  isWeak: true,
  read: ({ 0: whole, index }, text) => {
    const isUpdate = /更新/.test(whole) || (period === 'half_yearly' && /更新/.test(text));
    const clause = /^[^,;。]*/.exec(text.slice(index))?.[0] ?? '';
    if (isOtherDuty(text.slice(index + whole.length)) || isOtherCount(text.slice(0, index), clause))
      return { kind: 'unparsed' };
    return counted(period, text.slice(index), isUpdate ? 'last_update' : 'calendar');
  },
}));

/** 视情、按需、适时、条件成熟时: left to whoever publishes, so no day follows; a person has to say what is meant. */
const DISCRETION =
  /(?:条件|时机)(?:成熟|具备|允许|许可|适当|适宜)(?:时|后)?|(?:必要|需要|适当|有条件|合适)时|(?:根据|视|依据|结合|按照?)[^,;。]{0,12}?(?:实际|情况|需要|需求)(?:而定)?|视情|按需|适时|择机|择时|酌情|相机|不定期/g;

/** The words in front may name what the next day follows. */
const NEXT = '(?:内|前)?(?=公开|公布|公示|发布|更新|上网|$|[,;。])';

const WORD_PATTERNS: readonly WordPattern[] = [
  {
    // 形成次日公开, 下一个工作日公开
    pattern: new RegExp(`(?:(?:次|翌)日|第二天)${NEXT}|(?:次一?个?|下一?个?)(工作日)${NEXT}`, 'g'),
    read: ({ 1: workday, index }, text) => ({
      kind: 'afterEvent',
      amount: 1,
      unit: workday ? 'workday' : 'day',
      trigger: triggerOf(text.slice(0, index)),
    }),
  },
  // 周一至周五 are office hours.
  { pattern: /每?(?:周|星期)[一二三四五六日天](?:至|到|-|~)[^,;。]{0,12}/g, read: () => ({ kind: 'unparsed' }) },
  {
    pattern: new RegExp(
      `(?:每隔?|(?<![\\d.第])(?=[^每]{1,6}${ONCE}))(\\d{1,3}|[一两二三四五六七八九十]{1,3})个?(小时|工作日|日|天|周|星期|季度|月|年)(?=$|[^度])`,
      'g',
    ),
    read: ({ 1: number = '', 2: unit = '', index }, text) =>
      isOtherCount(text.slice(0, index), /^[^,;。]*/.exec(text.slice(index))?.[0] ?? '')
        ? { kind: 'unparsed' }
        : everyFew(numberOf(number), unit, text.slice(index)),
    isWeak: true,
  },
  ...periodicPatterns,
  {
    pattern:
      /按照?[^,;。]{0,16}?(?:进展|进度)(?:情况)?|(?:根据|视|依据|结合)[^,;。]{0,12}?(?:进展|进度|变[化动])|阶段性/g,
    read: ({ index }, text) => ({ kind: 'prompt', trigger: promptTriggerOf(text.slice(0, index), text) }),
  },
  { pattern: DISCRETION, read: () => ({ kind: 'unparsed' }), isWeak: true },
  {
    // 与文件同步公开, 同时公布, 随采购公告公开, 在启动时公开
    pattern: /(?:与|和|同)[^,;。]{1,30}?(?:同步|同时|一并)|同步|一并(?=公|发)|同时(?=公开|公布|公示|公告|发布|更新)/g,
    read: () => ({ kind: 'simultaneous', trigger: 'companion_published' }),
  },
  {
    pattern:
      /随(?!时|机|意|后|即|着|变)[^,;。]{1,30}?(?=公开$|发布$|公布$|公示$|公告$|公开[,;。]|发布[,;。]|公布[,;。]|公告[,;。]|更新)/g,
    read: ([whole]) => ({
      kind: 'simultaneous',
      trigger: /采购|招标/.test(whole) ? 'procurement_notice_published' : 'companion_published',
    }),
  },
  {
    pattern:
      /(?:^|[,;。])(?:应当?)?(?:在|于)?[^,;。]{2,30}?(?<![及实随适即同定按限小临当届平暂])时(?![限间候段期长效刻速差]|政(?!府)|事(?![先前])),?(?:在|应|由|同步|一次性|向)?[^,;。]{0,12}?(?:公开|公示|公布|公告|发布|告知)/g,
    read: ([whole]) => ({ kind: 'simultaneous', trigger: /实地|启动/.test(whole) ? 'fieldwork_started' : 'event' }),
  },
  {
    pattern: /(?<![法一规约固指限])定期(?!限)|每学期|每学年/g,
    read: ({ 0: whole, index }, text) =>
      isOtherDuty(text.slice(index + whole.length))
        ? { kind: 'unparsed' }
        : { kind: 'periodic', period: 'unspecified', trigger: 'calendar' },
  },
  {
    pattern:
      /按照?[^,;。]{0,20}?(?:要求|规定|部署|安排|通知|文件|统一)(?:要求|规定|执行|安排|的?时限|的?时间|部署)*|(?:根据|依照|依据|遵照|参照)[^,;。]{0,20}?(?:要求|规定|部署|安排|通知)|依法依规|依法|法定(?:公开)?(?:时限|期限|时间)|规定的?(?:公开)?(?:时限|时间|期限)内?|以[^,;。]{1,16}为准|从其规定|另行通知/g,
    read: ([whole]) => ({
      kind: 'external',
      trigger: /通知|部署|安排|统一/.test(whole) ? 'external_instruction' : 'external_rule',
    }),
  },
  {
    pattern:
      /(?<!延)长期(?!限)|永久|常年|常态化?|任期内|任职期[间内]|(?<!(?:公开|公布|公示|发布)(?:上年度?|的)?)全年|持续|始终|一直|有效期[内间]|存续期[内间]?|不间断/g,
    read: () => ({ kind: 'continuous' }),
  },
  {
    pattern: /实时(?!报|数据|监[测控])|即时|随时|立即|立刻|第一时间|当日|当天|即日|马上|即刻/g,
    read: (match, text) =>
      isOtherAct(text.slice(match.index + match[0].length))
        ? { kind: 'unparsed' }
        : { kind: 'immediate', trigger: immediateTrigger(match, text) },
    isWeak: true,
  },
  {
    pattern:
      /及时|尽快|尽早|动态(?=调整|更新|管理|公开|公布|$|[,;。])|随变[更化动]?随(?:更新?|新|改)|有变[化动更][^,;。]{0,4}[即就]/g,
    read: ({ 0: word, index }, text) =>
      isOtherAct(text.slice(index + word.length))
        ? { kind: 'unparsed' }
        : { kind: 'prompt', trigger: promptTriggerOf(text.slice(0, index), text) },
    isWeak: true,
  },
];

/** 每年不少于4次: so many publications within the period, spread as the publisher likes. */
function counted(period: string | undefined, words: string, trigger = 'calendar'): Reading['limit'] {
  const amount = leastCount(/^[^,;。]*/.exec(words)?.[0] ?? '', numberOf);
  if (amount === 0 || OTHER_AMOUNT.test(words)) return { kind: 'unparsed' };
  return { kind: 'periodic', ...(amount && amount > 1 && { amount }), period, trigger };
}

/** 每月200元, 每年20人: no publications are counted. */
const OTHER_AMOUNT =
  /^[^,;。]{0,6}?\d+(?:\.\d+)?(?:余|多)?(?:元|万|亿|人|名|户|家|吨|%|平方|天|个(?!月|工|日|小|季|周|星))/;

/** 每6个月 and 每3个月 are calendar periods; 每两年 is none we hold, so a person sets it. */
function everyFew(amount: number | undefined, unit: string, words: string): Reading['limit'] | undefined {
  if (!amount || amount > 1000) return undefined;
  const named = EVERY_MONTHS[unit === '月' ? amount : unit === '季度' ? amount * 3 : unit === '年' ? amount * 12 : 0];
  const single = amount === 1 ? ONE_OF[unit] : undefined;
  if (isOtherDuty(words.replace(/^.*?(?:小时|工作日|日|天|周|星期|季度|月|年)/, ''))) return { kind: 'unparsed' };
  if (single ?? named) return counted(single ?? named, words);
  if (unit === '季度')
    return { kind: 'periodic', amount: amount * 3, unit: 'month', period: 'unspecified', trigger: 'calendar' };
  return { kind: 'periodic', amount, unit: UNITS[unit], period: 'unspecified', trigger: 'calendar' };
}

const EVERY_MONTHS: Record<number, string> = { 1: 'monthly', 3: 'quarterly', 6: 'half_yearly', 12: 'yearly' };
const ONE_OF: Record<string, string> = { 小时: 'hourly', 日: 'daily', 天: 'daily', 周: 'weekly', 星期: 'weekly' };
const UNITS: Record<string, TimeUnit> = {
  小时: 'hour',
  工作日: 'workday',
  日: 'day',
  天: 'day',
  周: 'week',
  星期: 'week',
  月: 'month',
  年: 'year',
};

function immediateTrigger({ 0: word, index }: RegExpExecArray, text: string): string {
  const named = promptTriggerOf(text.slice(0, index), text);
  return named === 'info_formed' && word === '随时' ? 'event' : named;
}
