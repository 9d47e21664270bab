import { HolidayNotice, noticedDays } from './holiday-notice';
import { addDays, LocalDate, localDate, partsOf, spokenDay, weekdayOf } from './local-date';

/** What a pasted notice says, and every reason not to trust the reading. Usable only without problems. */
export interface NoticeReading {
  readonly notice: HolidayNotice;
  /** Chinese, one sentence each. */
  readonly problems: readonly string[];
}

const LONGEST_TEXT = 20_000;

/**
 * Reads the text of 《国务院办公厅关于…年部分节假日安排的通知》 as it stands on gov.cn: one paragraph per holiday, `一、元旦：
 * 1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。` The text carries its own proof — 共N天, the weekdays in brackets,
 * make-up days at weekends — and all of it is checked; a day read wrongly would move deadlines all over the county.
 */
export function readHolidayNotice(text: string, year: number): NoticeReading {
  if (text.length > LONGEST_TEXT) return { notice: emptyNotice(year), problems: ['文本过长，不像放假通知'] };
  const plain = normalised(text);
  const paragraphs = paragraphsOf(plain);
  const read = paragraphs.map((paragraph) => readParagraph(paragraph, year));
  const notice: HolidayNotice = {
    year,
    source: `国务院办公厅关于${year}年部分节假日安排的通知`,
    holidays: read.map(({ name, off, makeUp }) => ({
      name,
      off: off.join(' '),
      ...(makeUp.length > 0 ? { makeUp: makeUp.join(' ') } : {}),
    })),
  };
  const problems = [
    ...wrongYear(plain, year),
    ...read.flatMap((paragraph) => paragraph.problems),
    ...missingHolidays(paragraphs.map(({ name }) => name)),
    ...noticeProblems(notice),
  ];
  return { notice, problems: [...new Set(problems)] };
}

/**
 * What is wrong with a notice by itself, however it was entered: days named twice, make-up days that are working days
 * anyway, days outside the year (a notice may reach into the December before).
 */
export function noticeProblems(notice: HolidayNotice): string[] {
  const days = noticedDays(notice);
  const seen = new Set<LocalDate>();
  return days.flatMap(({ day, holiday, isOff }) => {
    const problems: string[] = [];
    if (seen.has(day)) problems.push(`${spokenDay(day, true)}出现两次`);
    if (!isOff && weekdayOf(day) <= 5) problems.push(`${holiday}：调休上班日${spokenDay(day, true)}不是周末`);
    if (day < `${notice.year - 1}-12-01` || day > `${notice.year}-12-31`)
      problems.push(`${holiday}：${spokenDay(day, true)}不在${notice.year}年度内`);
    seen.add(day);
    return problems;
  });
}

function emptyNotice(year: number): HolidayNotice {
  return { year, source: '', holidays: [] };
}

function normalised(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/国务院办公厅20\d{2}年\d{1,2}月\d{1,2}日/g, '');
}

interface Paragraph {
  readonly name: string;
  readonly text: string;
}

/** 一、元旦:… 二、春节:… up to the next head. */
function paragraphsOf(text: string): Paragraph[] {
  const heads = [...text.matchAll(/[一二三四五六七八九十]{1,2}、([^:。,、]{2,12}(?:、[^:。,、]{2,12})?):/g)];
  return heads.map((head, index) => ({
    name: head[1] ?? '',
    text: text.slice(head.index + head[0].length, heads[index + 1]?.index ?? text.length),
  }));
}

interface ParagraphReading {
  readonly name: string;
  readonly off: string[];
  readonly makeUp: string[];
  readonly problems: string[];
}

function readParagraph({ name, text }: Paragraph, year: number): ParagraphReading {
  const reading: ParagraphReading = { name, off: [], makeUp: [], problems: [] };
  for (const sentence of text.split(/[。;]/)) {
    if (ADVICE.test(sentence)) continue;
    const { spans, problems } = spansIn(sentence, year);
    if (spans.length === 0) continue;
    const isOff = /放假|休息|补休/.test(sentence);
    const isWork = /上班/.test(sentence);
    if (isOff === isWork) reading.problems.push(`${name}：未能读懂“${sentence.slice(0, 60)}”`);
    else (isOff ? reading.off : reading.makeUp).push(...spans.map(({ first, last }) => shortSpan(first, last, year)));
    reading.problems.push(...problems.map((problem) => `${name}：${problem}`));
    if (isOff) reading.problems.push(...wrongLength(sentence, spans).map((problem) => `${name}：${problem}`));
  }
  if (reading.off.length === 0) reading.problems.push(`${name}：未读到放假日期`);
  return reading;
}

/** Advice to employers and duties during the holidays: names days, changes none. */
const ADVICE = /鼓励|带薪|值班|值守|疫情|安全/;

interface Span {
  readonly first: LocalDate;
  readonly last: LocalDate;
}

const DAY = /(?:(20\d{2})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^()]{1,20})\))?/g;

/** Days and ranges (`1日至3日`) of a sentence, in order; a day without month or year has those of the one before. */
function spansIn(sentence: string, ofYear: number): { spans: Span[]; problems: string[] } {
  const spans: Span[] = [];
  const problems: string[] = [];
  let [year, month, end] = [ofYear, 0, -1];
  for (const match of sentence.matchAll(DAY)) {
    const [whole, inYear, inMonth, dayOfMonth, brackets = ''] = match;
    year = inYear ? Number(inYear) : year;
    month = inMonth ? Number(inMonth) : month;
    const day = localDate(year, month, Number(dayOfMonth));
    const isRangeEnd = end >= 0 && /^(?:至|到|-|—|~)$/.test(sentence.slice(end, match.index));
    end = match.index + whole.length;
    if (!day) {
      problems.push(`日期“${whole}”不存在`);
      continue;
    }
    problems.push(...wrongWeekday(day, brackets));
    const before = spans.at(-1);
    if (!isRangeEnd || !before) spans.push({ first: day, last: day });
    else if (day <= before.first || day > addDays(before.first, LONGEST_HOLIDAY))
      problems.push(`区间止于“${whole}”有误`);
    else spans[spans.length - 1] = { first: before.first, last: day };
  }
  return { spans, problems };
}

const LONGEST_HOLIDAY = 20;

/** What is wrong with a weekday that is said (周四, 星期天) beside `day`; nothing where none is said. */
export function wrongWeekday(day: LocalDate, words: string): string[] {
  const said = /(?:周|星期)([一二三四五六日天])/.exec(words)?.[1];
  if (!said) return [];
  const actual = '一二三四五六日'.charAt(weekdayOf(day) - 1);
  return said.replace('天', '日') === actual ? [] : [`${spokenDay(day, true)}是周${actual}，文中写作周${said}`];
}

function wrongLength(sentence: string, spans: readonly Span[]): string[] {
  const said = /共(\d{1,2})天/.exec(sentence)?.[1];
  const actual = spans.reduce(
    (sum, { first, last }) => sum + (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1,
    0,
  );
  return said === undefined || Number(said) === actual ? [] : [`文中写作共${said}天，实为${actual}天`];
}

function shortSpan(first: LocalDate, last: LocalDate, year: number): string {
  const short = (day: LocalDate) => (partsOf(day).year === year ? day.slice(5) : day);
  return first === last ? short(first) : `${short(first)}..${short(last)}`;
}

function wrongYear(text: string, year: number): string[] {
  const said = /关于(20\d{2})年部分节假日安排/.exec(text)?.[1];
  return said === undefined || Number(said) === year ? [] : [`这是${said}年的通知，不是${year}年的`];
}

/** 《全国年节及纪念日放假办法》第二条: the holidays of all citizens. */
const HOLIDAYS = ['元旦', '春节', '清明', '劳动节', '端午', '中秋', '国庆'];

/** One sentence where not all seven holidays are among `names`. */
export function missingHolidays(names: readonly string[]): string[] {
  const missing = HOLIDAYS.filter((holiday) => !names.some((name) => name.includes(holiday)));
  return missing.length > 0 ? [`未读到${missing.join('、')}的安排`] : [];
}
