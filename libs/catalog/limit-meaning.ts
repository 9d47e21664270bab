import { DisclosureItem } from './disclosure-catalog';
import { limitText } from './limit-text';
import { occurrences } from './periods';
import { TimeLimit, TimeLimitKind, TimeUnit } from './time-limit';

/** What a person says a wording asks for; it is quoted as the catalog has it. */
export type MeantLimit = Omit<TimeLimit, 'wording'>;

/** 时限释义 — decided meanings by `meaningKey`. */
export type LimitMeanings = ReadonlyMap<string, readonly MeantLimit[]>;

/** One wording that waits for a person, or was decided by one. */
export interface UnreadWording {
  readonly key: string;
  /** As first written. */
  readonly wording: string;
  readonly items: readonly DisclosureItem[];
}

/** One spelling of a wording: blanks, full-width signs and closing marks do not tell two apart. */
export function meaningKey(wording: string): string {
  return limitText(wording).text.replace(/^[,;。、]+|[,;。、]+$/g, '');
}

/** Not understood, or a period that only a person can set (定期): no day follows from it, and none is made up. */
export function needsMeaning({ kind, period, amount }: MeantLimit): boolean {
  return kind === 'unparsed' || (kind === 'periodic' && period === 'unspecified' && amount === undefined);
}

/** The items with decided meanings in the place of what was not understood; those without any are the same objects. */
export function withMeanings(items: readonly DisclosureItem[], meanings: LimitMeanings): DisclosureItem[] {
  if (meanings.size === 0) return [...items];
  return items.map((item) => {
    const limits = item.limits.flatMap((limit) => meantBy(limit, meanings));
    return limits.some((limit, index) => limit !== item.limits[index]) ? { ...item, limits } : item;
  });
}

function meantBy(limit: TimeLimit, meanings: LimitMeanings): readonly TimeLimit[] {
  const meant = needsMeaning(limit) ? meanings.get(meaningKey(limit.wording)) : undefined;
  return meant ? meant.map((each) => ({ ...each, wording: limit.wording })) : [limit];
}

/** Wordings of the items that need a person, the most used first. */
export function unreadWordings(items: readonly DisclosureItem[]): UnreadWording[] {
  const found = new Map<string, { key: string; wording: string; items: DisclosureItem[] }>();
  for (const item of items)
    for (const limit of item.limits.filter(needsMeaning)) {
      const key = meaningKey(limit.wording);
      const known = found.get(key);
      if (!known) found.set(key, { key, wording: limit.wording, items: [item] });
      else if (known.items.at(-1) !== item) known.items.push(item);
    }
  return [...found.values()].sort((a, b) => b.items.length - a.items.length || (a.key < b.key ? -1 : 1));
}

/** What is wrong with a meaning, in Chinese; undefined where a deadline can follow from it, or where it sets none. */
export function problemOfMeaning(limit: MeantLimit): string | undefined {
  const { kind, amount, unit, period, trigger } = limit;
  if (!Object.hasOwn(MEANT_KINDS, kind)) return '请选择时限种类';
  const needs = MEANT_KINDS[kind as MeantKind].needs;
  const isTerm = needs === 'term';
  if (isTerm && !isAmount(amount)) return '请填写数量（1至3650的整数）';
  if (isTerm && !(unit && Object.hasOwn(UNIT_NAMES, unit))) return '请选择单位（工作日、日、周、月、年、小时）';
  if (!isTerm && unit !== undefined) return '这一种类的时限没有单位';
  if (needs === 'period') return problemOfPeriod(limit);
  if (!isTerm && amount !== undefined) return '这一种类的时限没有数量';
  if (needs === 'day' && !isDay(period ?? '')) return '请填写固定日期，如“每年1月31日”';
  if (needs !== 'day' && period !== undefined) return '这一种类的时限没有周期';
  if (kind === 'afterEvent' && !(trigger && Object.hasOwn(TRIGGER_NAMES, trigger))) return '请选择起算的事件';
  return kind !== 'afterEvent' && trigger !== undefined ? '这一种类的时限没有起算事件' : undefined;
}

/** 每季度, 每年不少于4次: a period, and so many publications in it where one will not do. */
function problemOfPeriod({ period, amount, trigger }: MeantLimit): string | undefined {
  if (!(period && Object.hasOwn(PERIOD_NAMES, period))) return '请选择周期';
  if (amount !== undefined && !(isAmount(amount) && amount <= MOST_TIMES))
    return `请填写次数（1至${MOST_TIMES}的整数）`;
  return trigger === undefined ? undefined : '这一种类的时限没有起算事件';
}

/** In one period. */
export const MOST_TIMES = 366;

/** A meaning in one Chinese phrase: 信息形成或者变更之日起20个工作日内. */
export function spokenMeaning({ kind, amount, unit, period = '', trigger = '' }: MeantLimit): string {
  const term = `${amount ?? ''}${unit ? UNIT_NAMES[unit] : ''}`;
  switch (kind) {
    case 'afterEvent':
      return `${TRIGGER_NAMES[trigger] ?? '事件发生'}之日起${term}内`;
    case 'onRequest':
      return `自收到申请之日起${term}内答复`;
    case 'maxAge':
      return `最迟${term}内必须更新一次`;
    case 'minDisplay':
      return `公示不少于${term}`;
    case 'beforeEvent':
      return `提前${term}公开`;
    case 'periodic':
      return `每${PERIOD_NAMES[period] ?? ''}公开${amount === undefined || amount === 1 ? '一' : `不少于${amount}`}次`;
    case 'fixedDate':
      return `${spokenDays(period)}前公开`;
    default:
      return MEANT_KINDS[kind as MeantKind]?.name ?? '';
  }
}

type MeantKind = Exclude<TimeLimitKind, 'reference' | 'unparsed'>;

/** What a person may assign, and what each kind needs to be complete. */
export const MEANT_KINDS: Readonly<Record<MeantKind, { name: string; needs: 'term' | 'period' | 'day' | 'nothing' }>> =
  {
    afterEvent: { name: '事件发生后一定期限内', needs: 'term' },
    fixedDate: { name: '固定日期前', needs: 'day' },
    periodic: { name: '按周期公开', needs: 'period' },
    maxAge: { name: '最长更新间隔', needs: 'term' },
    minDisplay: { name: '最短公示期', needs: 'term' },
    beforeEvent: { name: '事件之前', needs: 'term' },
    onRequest: { name: '依申请答复', needs: 'term' },
    prompt: { name: '及时（没有天数）', needs: 'nothing' },
    immediate: { name: '实时（没有天数）', needs: 'nothing' },
    simultaneous: { name: '与有关文件同步', needs: 'nothing' },
    continuous: { name: '长期公开', needs: 'nothing' },
    external: { name: '按上级通知或其他规定', needs: 'nothing' },
  };

export const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  workday: '个工作日',
  day: '日',
  week: '周',
  month: '个月',
  year: '年',
  hour: '小时',
};

export const PERIOD_NAMES: Readonly<Record<string, string>> = {
  yearly: '年',
  half_yearly: '半年',
  quarterly: '季度',
  monthly: '月',
  weekly: '周',
  daily: '日',
};

/** Events a person may choose; those of the vocabulary that the obligations know how to date. */
export const TRIGGER_NAMES: Readonly<Record<string, string>> = {
  info_formed_or_changed: '信息形成或者变更',
  decision_made: '行政决定作出',
  approved: '批准',
  document_issued: '文件印发',
  policy_document_published: '政策文件发布',
  info_obtained: '信息获取',
  award_decided: '中标、成交结果确定',
  contract_signed: '合同签订',
  public_notice_ended: '公示结束',
  quarter_ended: '季度结束',
  month_ended: '月度结束',
  half_year_ended: '半年结束',
  year_ended: '年度结束',
  event: '事件发生',
};

function isAmount(amount: number | undefined): boolean {
  return amount !== undefined && Number.isInteger(amount) && amount >= 1 && amount <= 3650;
}

/** A fixed date that falls due at least once in four years (02-29 does). */
function isDay(period: string): boolean {
  return (
    /^(?:yearly|quarterly|monthly|weekly):/.test(period) && occurrences(period, '2024-01-01', '2027-12-31').length > 0
  );
}

function spokenDays(period: string): string {
  const [, cycle = '', day = '', previous] = /^(\w+?):([\dM-]+)(?:\((prev_\w+)\))?$/.exec(period) ?? [];
  const [first = '', second] = day
    .replace('M', '')
    .split('-')
    .map((part) => String(Number(part)));
  const days: Readonly<Record<string, string>> = {
    yearly: second ? `每年${first}月${second}日` : `每年${first}月底`,
    quarterly: `每季度第${first}个月${second}日`,
    monthly: first === '31' ? '每月月底' : `每月${first}日`,
    weekly: `每周${'一二三四五六日'[Number(first) - 1] ?? ''}`,
  };
  return `${days[cycle] ?? period}${previous ? '（上一期情况）' : ''}`;
}
