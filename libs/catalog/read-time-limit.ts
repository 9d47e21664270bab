import { findDates } from './limit-dates';
import { findDurations, Reading } from './limit-durations';
import { LimitText, limitText } from './limit-text';
import { findOpenings, findWords } from './limit-words';
import { TimeLimit } from './time-limit';

const LONGEST_PHRASE = 1000;

/**
 * 公开时限 read from the words of one catalog cell: one limit, or several where the cell sets several.
 * What is not understood is `unparsed` and goes to a person; no deadline is ever made up.
 * Terms of 行政处罚法 and 行政许可法 keep the unit as written (日 = `day`); rules decide how the law counts them.
 */
export function readTimeLimits(phrase: string): TimeLimit[] {
  const whole = phrase.trim();
  if (whole.length > LONGEST_PHRASE) return [{ kind: 'unparsed', wording: whole.slice(0, LONGEST_PHRASE) }];
  if (REFERENCE.test(whole.replace(/\s/g, '')))
    return [{ kind: 'reference', trigger: 'copy_of_previous_row', wording: whole }];

  const source = limitText(phrase);
  if (phrase.trim() !== '' && /^[。()]+$/.test(source.text))
    return [{ kind: 'external', trigger: 'external_rule', wording: whole }];
  if (/^依申请(?:公开)?。?$/.test(source.text))
    return [{ kind: 'onRequest', trigger: 'request_received', wording: whole }];
  const readings = partsOf(source.text).flatMap(readPart);
  if (readings.length === 0) return [{ kind: 'unparsed', wording: whole }];
  return quoted(readings, source, whole).map((limit) => rolling(limit, source));
}

/** 遇节假日顺延 moves a fixed date, which otherwise stays; 不顺延 holds a term that otherwise moves. */
function rolling(limit: TimeLimit, { rollsOver }: LimitText): TimeLimit {
  if (rollsOver === undefined || limit.kind === 'unparsed') return limit;
  return rollsOver === (limit.kind === 'fixedDate') ? { ...limit, rollsOver } : limit;
}

const REFERENCE = /^[(（]?\s*(?:同\s*上|〃|″|同前|与上[行项]?相?同|见上|同\s*左|同上[一]?[行项]|"|”)\s*[)）]?[。;；]?$/;

interface Part {
  readonly start: number;
  readonly text: string;
}

/** The cell cut where one limit certainly ends: ; 。 ① ● 1. and 其中. */
function partsOf(text: string): Part[] {
  const cuts = [
    ...text.matchAll(
      /[;。]+|(?=[①-⑳●■◆▪•★])|(?<![\d.])(?=[1-9][.、](?!\d))|(?=其中|其他(?!有关|政务))|(?=\([一二三四五1-9]\))/g,
    ),
  ];
  const starts = [0, ...cuts.map((cut) => cut.index + cut[0].length)];
  const ends = [...cuts.map((cut) => cut.index), text.length];
  return starts
    .map((start, index) => ({ start, text: text.slice(start, ends[index]) }))
    .map(({ start, text: part }): Part => {
      const mark = /^(?:[①-⑳●■◆▪•★,、]|[1-9][.、](?!\d)|\([一二三四五1-9]\))+/.exec(part)?.[0].length ?? 0;
      return { start: start + mark, text: part.slice(mark) };
    })
    .filter(({ text: part }) => part !== '');
}

/** The limits of one part, placed in the whole text. A part that speaks of time but yields none is unparsed itself. */
function readPart({ start, text }: Part): Reading[] {
  const openings = findOpenings(text);
  const named = findDates(text).flatMap(({ start: from, end, periods }): Reading[] =>
    periods.length === 0
      ? [{ start: from, end, limit: { kind: 'unparsed' } }]
      : periods.map((period) => ({
          start: from,
          end,
          limit: { kind: 'fixedDate', period, trigger: 'calendar' },
        })),
  );
  const dates = [...openings, ...outside(named, openings)];
  const durations = outside(findDurations(text), dates);
  const hard: Reading[] = [...dates, ...durations].sort((a, b) => a.start - b.start);
  const words = outside(findWords(text), hard);
  const kept = settle(
    [...hard, ...words].sort((a, b) => a.start - b.start),
    text,
  );
  const isUnread = kept.every(({ limit }) => limit.kind === 'unparsed') && (kept.length > 1 || TIME_HINT.test(text));
  const found = isUnread
    ? [{ start: 0, end: text.length, limit: UNPARSED }]
    : [...kept, ...leftOver(text, [...hard, ...words])].sort((a, b) => a.start - b.start);
  return found.map((each) => ({ ...each, start: each.start + start, end: each.end + start }));
}

const UNPARSED = { kind: 'unparsed' } as const;

/** 20个工作日 that no pattern took is not lost beside what was read: 20个工作日/长期公开. */
function leftOver(text: string, taken: readonly Reading[]): Reading[] {
  return outside(
    [...text.matchAll(/(?<![第\d])\d{1,3}个?工作日/g)].map(({ 0: { length }, index }) => ({
      start: index,
      end: index + length,
      limit: UNPARSED,
    })),
    taken,
  );
}

const TIME_HINT =
  /\d{1,4}个?(?:工作日|日|天|周|月|年|小时)|[一二三四五六七八九十]个?(?:工作日|日|天|周|个月|小时)|时限|期限/;

function outside(readings: readonly Reading[], taken: readonly Reading[]): Reading[] {
  return readings.filter(({ start, end }) => !taken.some((other) => start < other.end && other.start < end));
}

/** Drops what only colours a limit beside it: 及时 before 最迟6个月, 每季度 before 数据形成后7个工作日内. */
function settle(readings: readonly Reading[], text: string): Reading[] {
  return readings.filter((reading, index) => {
    const others = readings.filter((other) => other !== reading);
    if (reading.isWeak && others.some((other) => !other.isWeak || other.start < reading.start)) return false;
    const next = readings[index + 1];
    if (COLOURS.has(colourOf(reading)) && others.some((other) => isBounding(other) && !isApart(reading, other, text)))
      return false;
    if (
      next &&
      isBounding(next) &&
      /最[迟长晚多]|至多|不超过|不[晚迟]于|不得[超晚]/.test(text.slice(reading.end, next.end)) &&
      SOFT.has(reading.limit.kind)
    )
      return false;
    if (
      reading.limit.kind === 'continuous' &&
      others.some((other) => other.limit.kind === 'continuous' && other.start < reading.start)
    )
      return false;
    if (reading.limit.kind === 'periodic' && others.some((other) => isSamePeriod(other, reading))) return false;
    if (next && isBounding(next) && isAdverbialOf(text, reading, next)) return false;
    return !others.some((other) => isStronger(other, reading, text));
  });
}

/** 定期 is a period to be set by a person; 按规定 points to a law; both are settled by a number beside them. */
const COLOURS = new Set(['prompt', 'unspecified', 'external']);

const SOFT = new Set(['prompt', 'immediate', 'simultaneous']);

/** 消费警示及时发布,投诉情况按季度公示: two verbs, and the second has a subject of its own. */
function isOwnClause(reading: Reading, other: Reading, text: string): boolean {
  const [first, second] = reading.start < other.start ? [reading, other] : [other, reading];
  return /^(?:公开|公布|公示|发布|公告)[,;](?![至最原一不并且同如有须应确做定保通])[\u4e00-\u9fa5]{2,}/.test(
    text.slice(first.end, second.start),
  );
}

const APART = new Set(['periodic', 'fixedDate', 'beforeEvent']);

const OWN_SUBJECT = /[,;](?:涉及|重大|重要|其他|其它|突发|紧急|临时)[^,;。]{1,16}$/;

/** 及时公示,公示期不少于7日; 事故发生后及时发布,报告批复后10个工作日内公开: how long it stays, or another event's term. */
function isApart(reading: Reading, other: Reading, text: string): boolean {
  if (reading.limit.kind !== 'prompt') return false;
  if (other.limit.kind === 'minDisplay' || OWN_SUBJECT.test(text.slice(0, reading.start))) return true;
  if (APART.has(other.limit.kind) && isOwnClause(reading, other, text)) return true;
  const isAnotherEvent = other.limit.trigger !== reading.limit.trigger && reading.limit.trigger !== 'info_formed';
  const between = text.slice(reading.end, other.start);
  return isAnotherEvent && other.limit.kind === 'afterEvent' && /(?:公开|公布|公示|发布|公告)[,;]/.test(between);
}

/** 每季度公开一次,每季度首月20日前: the date says it all. */
function isSamePeriod(other: Reading, { limit }: Reading): boolean {
  return other.limit.kind === 'fixedDate' && other.limit.period?.split(':')[0] === limit.period;
}

function colourOf({ limit }: Reading): string {
  return limit.kind === 'periodic' && limit.period === 'unspecified' && !limit.amount ? 'unspecified' : limit.kind;
}

function isBounding(reading: Reading): boolean {
  return (
    ['afterEvent', 'onRequest', 'maxAge', 'fixedDate', 'beforeEvent', 'periodic', 'minDisplay'].includes(
      reading.limit.kind,
    ) && colourOf(reading) !== 'unspecified'
  );
}

function isAdverbialOf(text: string, reading: Reading, next: Reading): boolean {
  if (isVerbBetween(text, reading, next)) return false;
  if (reading.limit.kind === 'continuous') return !text.slice(reading.end, next.start).includes('(');
  return ['periodic', 'immediate', 'simultaneous'].includes(reading.limit.kind);
}

/** Of two words for one thing (实时动态调整, 按通知要求动态调整, 定期及时更新) the stronger stays. */
function isStronger(other: Reading, reading: Reading, text: string): boolean {
  const [a, b] = [STRENGTH.indexOf(weightOf(other)), STRENGTH.indexOf(weightOf(reading))];
  if (a < 0 || b < 0) return false;
  if (a === b) return other.start < reading.start;
  if (a > b) return false;
  const [first, second] = other.start < reading.start ? [other, reading] : [reading, other];
  const isOneThing = !isVerbBetween(text, first, second);
  return isOneThing || (weightOf(other) === 'unspecified' && b > a);
}

const STRENGTH = ['immediate', 'simultaneous', 'instruction', 'unspecified', 'prompt', 'external'];

function weightOf(reading: Reading): string {
  if (reading.limit.kind === 'external' && reading.limit.trigger === 'external_instruction') return 'instruction';
  return colourOf(reading);
}

function isVerbBetween(text: string, first: Reading, second: Reading): boolean {
  return /公开|公布|公示|发布|更新|公告|一次|[,;]/.test(text.slice(first.end, second.start));
}

/** Each limit with the part of the cell it was read from. */
function quoted(readings: readonly Reading[], source: LimitText, whole: string): TimeLimit[] {
  if (readings.length === 1) return readings.map(({ limit }) => ({ ...limit, wording: whole }));
  let from = 0;
  return readings.map(({ limit, end, start }, index) => {
    const next = readings[index + 1];
    const until = next ? boundary(source.text, end, next.start) : source.text.length;
    const wording = trimmed(source.quote(Math.min(from, start), Math.max(until, end)));
    from = Math.max(until, end);
    return { ...limit, wording };
  });
}

/** Where the words of the next limit begin: behind the separator or verb that closes this one. */
function boundary(text: string, end: number, nextStart: number): number {
  const between = text.slice(end, Math.max(end, nextStart));
  const close = /^[^,;。]*?(?:[,;。]+|(?=\()|公开|公布|公示|发布|更新|公告)/.exec(between);
  return end + (close ? close[0].length : 0);
}

function trimmed(text: string): string {
  return text.replace(/^[\s,，;；。、]+|[\s,，;；。、]+$/g, '');
}
