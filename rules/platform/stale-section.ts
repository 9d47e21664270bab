import { addDays, addMonths, daysBetween, LocalDate } from '@app/calendar/local-date';
import { cannotTell, fail, notApplicable, pass, RuleContext, unseen, Verdict } from '@app/evaluation/rule';
import { ObservedSection } from '@app/observation/observation';
import { withDescendants } from '@app/observation/sections';
import { asOf, sectionCount, spoken } from '../wording';
import { isRenewedSince, newestEntry } from './freshness';

/** 更新间隔 — the longest a section may go without a new entry; or the period in which, or after which, it needs one. */
export type Interval =
  { readonly days: number } | { readonly months: number } | { readonly since: LocalDate; readonly label: string };

/**
 * 栏目不更新 — whether a section shows an entry within the interval before today, itself or below it. An empty section
 * is PUB-02's; one that was not read says nothing.
 */
export function judgeStale(section: ObservedSection, interval: Interval, { today, observation }: RuleContext): Verdict {
  const whole = withDescendants(section, observation.sections);
  const from = startOf(interval, today);
  const proof = { url: section.url, evidence: whole.evidence };
  if (whole.evidence.length === 0)
    return unseen(`栏目“${section.name}”未能采集（${section.gap ?? '原因未记录'}）`, proof);
  if (isRenewedSince(whole, from)) return pass(`${sectionCount(whole)}，${spokenInterval(interval)}有更新`, proof);
  if (whole.entries.length === 0 && whole.isComplete) return notApplicable('栏目为空，由PUB-02判定');
  const newest = newestEntry(whole, today);
  if (newest.on === null) {
    const why = `栏目“${section.name}”${spokenInterval(interval)}未见更新，但${newest.gap}，不作认定`;
    return newest.isUnseen ? unseen(why, proof) : cannotTell(why, proof);
  }
  const age = daysBetween(newest.on, today);
  return fail(
    `${asOf(today)}，${sectionCount(whole)}，最近更新为${spoken(newest.on, today)}，已${age}天未更新（应在${spokenInterval(interval)}更新）`,
    { ...proof, publishedOn: newest.on, dueOn: dueOf(interval, newest.on) },
  );
}

function startOf(interval: Interval, today: LocalDate): LocalDate {
  if ('since' in interval) return interval.since;
  return 'months' in interval ? addMonths(today, -interval.months) : addDays(today, -interval.days);
}

function dueOf(interval: Interval, newest: LocalDate): LocalDate | undefined {
  if ('since' in interval) return undefined;
  return 'months' in interval ? addMonths(newest, interval.months) : addDays(newest, interval.days);
}

function spokenInterval(interval: Interval): string {
  if ('since' in interval) return `${interval.label}以来`;
  return 'months' in interval ? `${interval.months}个月内` : `${interval.days}天内`;
}
