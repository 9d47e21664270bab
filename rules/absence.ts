import { isPenaltyRow } from '@app/evaluation/limit-choice';
import { cannotTell, unseen, Verdict } from '@app/evaluation/rule';
import { ItemObservation, UnitObservation } from '@app/observation/observation';

/**
 * 能否认定“没有” — why nothing may be concluded from not having found something; undefined when it may. Absence is
 * proved by lists read to their end on a site that was read completely, under a match nobody doubts, and nowhere else.
 */
export function absenceDoubt(item: ItemObservation, observation: UnitObservation): Verdict | undefined {
  if (!observation.isComplete) return unseen(`本次采集不完整（${observation.gap ?? '原因未记录'}），不作缺失判断`);
  const { section } = item;
  if (!section) return unseen('未找到对应栏目，是否公开由PUB-01提请核实');
  const proof = { url: section.url, evidence: section.evidence };
  if (item.isUnread)
    return unseen(`栏目“${section.name}”未能采集（${section.gap ?? '原因未记录'}），不作缺失判断`, proof);
  if (!item.isCertain) return unseen(`对应栏目“${section.name}”未经确认，不作缺失判断`, proof);
  if (!section.isComplete)
    return unseen(`栏目“${section.name}”未能全部读取（${section.gap ?? '原因未记录'}），不作缺失判断`, proof);
  if (isPenaltyRow(item.item.levels))
    return cannotTell('行政处罚决定只公开具有一定社会影响的，未见不等于应公开未公开（行政处罚法第四十八条）', proof);
  return undefined;
}

/** The item's section was read and shows nothing: one cause, one finding, by PUB-02. */
export function isEmptySection({ section }: ItemObservation): boolean {
  return section !== null && section.evidence.length > 0 && section.isComplete && section.entries.length === 0;
}
