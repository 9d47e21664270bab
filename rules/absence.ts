import { LocalDate } from '@app/calendar/local-date';
import { isPenaltyRow } from '@app/evaluation/limit-choice';
import { cannotTell, unseen, Verdict } from '@app/evaluation/rule';
import { ItemObservation, ObservedSection, UnitObservation } from '@app/observation/observation';

/**
 * 能否认定“没有” — why nothing may be concluded from not having found something; undefined when it may. Absence is
 * proved by lists read to their end (or, for what could only have appeared since `from`, back to before that day) on a
 * site that was read completely, under a match nobody doubts.
 */
export function absenceDoubt(
  item: ItemObservation,
  observation: UnitObservation,
  from?: LocalDate,
): Verdict | undefined {
  if (!observation.isComplete) return unseen(`本次采集不完整（${observation.gap ?? '原因未记录'}），不作缺失判断`);
  const { section } = item;
  if (!section) return unseen('未找到对应栏目，是否公开由PUB-01提请核实');
  const proof = { url: section.url, evidence: section.evidence };
  if (item.isUnread)
    return unseen(`栏目“${section.name}”未能采集（${section.gap ?? '原因未记录'}），不作缺失判断`, proof);
  if (!item.isCertain) return unseen(`对应栏目“${section.name}”未经确认，不作缺失判断`, proof);
  const unread = unreadPart(section, from);
  if (unread) return unseen(`栏目“${section.name}”${unread}，不作缺失判断`, proof);
  if (isOnePage(item)) return cannotTell(`栏目“${section.name}”只有一个页面，在原页更新，请人工查看`, proof);
  if (isPenaltyRow(item.item.levels))
    return cannotTell('行政处罚决定只公开具有一定社会影响的，未见不等于应公开未公开（行政处罚法第四十八条）', proof);
  return undefined;
}

/** The part of a list that was not seen and could hold an entry since `from`; Chinese, undefined where there is none. */
function unreadPart({ isComplete, gap, seenSince }: ObservedSection, from?: LocalDate): string | undefined {
  const isSeen = from !== undefined && seenSince !== undefined && seenSince < from;
  if (!isComplete) return isSeen ? undefined : `未能全部读取（${gap ?? '原因未记录'}）`;
  return seenSince && from && !isSeen ? `只见到${seenSince}以来的条目，更早的可能未显示` : undefined;
}

function isOnePage({ documents }: ItemObservation): boolean {
  return documents.length > 0 && documents.every(({ isSectionPage }) => isSectionPage);
}

/** The item's section was read and shows nothing: one cause, one finding, by PUB-02. */
export function isEmptySection({ section }: ItemObservation): boolean {
  return section !== null && section.evidence.length > 0 && section.isComplete && section.entries.length === 0;
}
