import { addDays, LocalDate, weekdayOf } from '@app/calendar/local-date';
import { ChannelPlan, DocumentPlan, Near, Plant, RowPlan } from './plan';

/** Wording of 公开时限 cells as real catalogs have it. */
export const LIMIT = {
  twenty: '信息形成或者变更之日起20个工作日内',
  twentyLong: '自该信息形成或者变更之日起20个工作日内予以公开，法律、法规对政府信息公开的期限另有规定的，从其规定',
  twentyShort: '信息形成（变更）20个工作日内',
  decision: '作出行政决定之日起7个工作日内',
  licence: '自作出行政许可决定之日起7个工作日内',
  mixed: '信息形成之日起20个工作日内；行政许可和行政处罚决定作出后7个工作日内',
  approved: '本级人民代表大会或其常务委员会批准后20日内',
  quarterly: '每季度公开',
  quarterlyBy20: '每季度首月20日前公开上季度情况',
  monthly: '每月公开',
  monthlyBy10: '每月10日前公开上月情况',
  yearlyJanuary: '每年1月31日前',
  sixMonths: '及时更新，最迟6个月内必须有更新',
  oneYear: '及时更新，最迟1年内必须有更新',
  always: '长期公开',
  prompt: '及时公开',
  same: '同上',
} as const;

export interface RowWords {
  readonly third?: string;
  readonly elements?: string;
  readonly basis?: string;
  readonly channels?: readonly string[];
  readonly audience?: string;
  readonly method?: 'proactive' | 'onRequest';
  readonly at?: string | null;
  readonly column?: string;
  readonly publisher?: string;
  readonly documents?: readonly DocumentPlan[];
  readonly planted?: readonly Plant[];
  readonly near?: readonly Near[];
  readonly warnings?: readonly LocalDate[];
}

/** One catalog row; its section carries the item's name under its group unless `at` says otherwise. */
export function row(group: string, name: string, timeLimit: string, words: RowWords = {}): RowPlan {
  const levels = words.third ? [group, words.third, name] : [group, name];
  return {
    levels,
    timeLimit,
    elements: words.elements ?? `${name}的文件、数据或公告，包括标题、正文、发布机构和日期`,
    basis: words.basis ?? '《中华人民共和国政府信息公开条例》（国务院令第711号）',
    channels: words.channels ?? ['政府网站'],
    audience: words.audience,
    method: words.method ?? 'proactive',
    at: words.at === undefined ? `政府信息公开 > ${group} > ${name}` : words.at,
    column: words.column,
    publisher: words.publisher,
    documents: words.documents ?? [],
    planted: words.planted ?? [],
    near: words.near ?? [],
    warnings: words.warnings ?? [],
  };
}

/** A document formed on `formed` and published on `published`. */
export function paper(
  title: string,
  formed: LocalDate,
  published: LocalDate,
  more: Partial<DocumentPlan> = {},
): DocumentPlan {
  return { title, formed, published, ...more };
}

/** Several documents without any defect, newest first, published on working days `every` days apart and `gap` days after they were formed. */
export function papers(
  titles: readonly string[],
  newest: LocalDate,
  { every = 23, gap = 3, ...more }: { every?: number; gap?: number } & Partial<DocumentPlan> = {},
): DocumentPlan[] {
  return titles.map((title, index) => {
    const published = workdayBefore(addDays(newest, -index * every));
    return { title, published, formed: workdayBefore(addDays(published, -gap)), ...more };
  });
}

/** Documents that each speak of one period: `{'2026年第一季度': '2026-04-15'}` → titles by `of`. */
export function periods(
  of: (period: string) => string,
  dates: Readonly<Record<string, LocalDate>>,
  marks: Readonly<Record<string, Partial<DocumentPlan>>> = {},
): DocumentPlan[] {
  return Object.entries(dates).map(([period, published]) => ({
    title: of(period),
    published,
    formed: addDays(published, -1),
    ...marks[period],
  }));
}

/** News without formation dates, newest first. */
export function news(titles: readonly string[], newest: LocalDate, count: number, every = 4): DocumentPlan[] {
  return Array.from({ length: count }, (_, index) => ({
    title:
      titles[index % titles.length] + (index < titles.length ? '' : `（${Math.floor(index / titles.length) + 1}）`),
    published: index === 0 ? newest : workdayBefore(addDays(newest, -index * every)),
  }));
}

/** The section in which a unit publishes its catalog, with one document. */
export function catalogPage(document: DocumentPlan, marks: Partial<ChannelPlan> = {}): ChannelPlan {
  return { path: '政府信息公开 > 公开目录 > 政务公开事项标准目录', documents: [document], ...marks };
}

/** 政务公开事项标准目录 as a file below a page of that name. */
export function catalogNotice(unit: string, published: LocalDate): DocumentPlan {
  const title = `${unit}政务公开事项标准目录（2026年版）`;
  return { title, published, formed: published, attachments: [{ name: title, form: 'xlsx' }] };
}

/** 政务公开事项标准目录 printed on its page. */
export function catalogText(unit: string, published: LocalDate, lines: readonly string[]): DocumentPlan {
  return {
    title: `${unit}政务公开事项标准目录`,
    published,
    formed: published,
    body: ['目录列明公开事项、公开内容、公开依据、公开时限、公开主体、公开渠道和公开对象，全文如下。', ...lines],
  };
}

export const plant = (code: string, note: string, more: Partial<Plant> = {}): Plant => ({ code, note, ...more });
export const near = (note: string, mustNot: readonly string[], more: Partial<Near> = {}): Near => ({
  note,
  mustNot,
  ...more,
});

/** Weekends only: the filler needs no holiday table, its gaps are far inside every limit. */
function workdayBefore(day: LocalDate): LocalDate {
  return weekdayOf(day) > 5 ? addDays(day, 5 - weekdayOf(day)) : day;
}
