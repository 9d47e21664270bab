import { LocalDate } from '@app/calendar/local-date';
import { ObservedDocument } from '@app/observation/observation';
import { ClaimOrigin, DateClaim, triggerDate } from './trigger-claims';

/** The day a limit is counted from, as the page prints it, or why there is none. */
export type TriggerDate =
  | { readonly on: LocalDate; readonly origin?: ClaimOrigin; readonly contradictions?: readonly string[] }
  | { readonly problem: string };

/**
 * 起算日 of one document. Only days ruled on an objection or printed on the page count: 成文日期 for limits that run from
 * 形成, a labelled day (决定日期, 批准日期 …) for those that run from another event. Never a URL, never the year of a 文号.
 */
export function triggerDateOf(document: ObservedDocument, trigger = 'info_formed_or_changed'): TriggerDate {
  if (!document.evidence) return { problem: '正文页面未能采集，成文日期未知' };
  const event = EVENTS[trigger];
  const isRuled = document.ruledFormedOn !== undefined && (event ? event.isFormation : FORMATION.test(trigger));
  const labelled =
    !isRuled && event && document.dates.find(({ label }) => label !== undefined && event.label.test(label));
  if (labelled) return { on: labelled.value };
  if (event && !event.isFormation) return { problem: `时限自${event.name}起算，页面未载明该日期` };
  if (!event && !FORMATION.test(trigger)) return { problem: '时限所依据的事件日期不在页面上' };
  const { on, origin, contradictions } = triggerDate(claimsOf(document));
  return on ? { on, origin, contradictions } : { problem: '页面未载明成文日期' };
}

/** What the page and the crawler say of the day of formation; the day read as 成文日期 goes before others of its origin. */
function claimsOf(document: ObservedDocument): DateClaim[] {
  const { ruledFormedOn } = document;
  const ruled = ruledFormedOn ? [{ on: ruledFormedOn, origin: 'manual' as const }] : [];
  return [...ruled, ...printedClaims(document)];
}

function printedClaims({ formedOn, dates, documentNumber, firstSeenOn }: ObservedDocument): DateClaim[] {
  if (!formedOn) return [];
  const printed = dates.flatMap(({ value: on, from, label = '' }): DateClaim[] => {
    if (from === 'signature') return [{ on, origin: 'signature' }];
    return (from === 'box' || from === 'label') && FORMED.test(label) ? [{ on, origin: 'box' }] : [];
  });
  const isSigned = printed.some(({ on, origin }) => on === formedOn && origin === 'signature');
  const isBoxed = printed.some(({ on, origin }) => on === formedOn && origin === 'box');
  const year = /[〔\[【(（](\d{4})[〕\]】)）]/.exec(documentNumber ?? '')?.[1];
  const isFromSignature = isSigned && !isBoxed;
  return [
    { on: formedOn, origin: isFromSignature ? 'signature' : 'box' },
    // Where the 落款 was taken, no labelled day was a 成文日期 (生成日期 is the website's).
    ...printed.filter(({ origin }) => !isFromSignature || origin === 'signature'),
    ...(year ? [{ on: `${year}-01-01`, origin: 'numberYear' as const }] : []),
    ...(firstSeenOn ? [{ on: firstSeenOn, origin: 'firstSeen' as const }] : []),
  ];
}

/** Every day the page claims as the day of formation, by box, label or signature. */
export function formationClaims(document: ObservedDocument): LocalDate[] {
  const claims = document.dates
    .filter(
      ({ from, label = '' }) => from === 'signature' || ((from === 'box' || from === 'label') && FORMED.test(label)),
    )
    .map(({ value }) => value);
  return [...new Set(document.formedOn ? [...claims, document.formedOn] : claims)].sort();
}

/** Every day the page prints for the event that a limit runs from: 成文日期 where it runs from 形成, else the days so labelled. */
export function triggerClaims(document: ObservedDocument, trigger = 'info_formed_or_changed'): LocalDate[] {
  const event = EVENTS[trigger];
  if (!event || event.isFormation) return formationClaims(document);
  const labelled = document.dates.filter(({ label }) => label !== undefined && event.label.test(label));
  return [...new Set(labelled.map(({ value }) => value))].sort();
}

/** 成文, 作出决定, 批准, 合同签订 …: what happened on the day that a limit runs from, for sentences. */
export function triggerWord(trigger = 'info_formed_or_changed'): string {
  return EVENTS[trigger]?.name.replace(/之日$/u, '') ?? '成文';
}

/** What the days of `triggerClaims` are called on a page. */
export function triggerClaimName(trigger = 'info_formed_or_changed'): string {
  const event = EVENTS[trigger];
  return event && !event.isFormation ? `${triggerWord(trigger)}日期` : '成文日期';
}

const FORMATION = /^(?:info_formed|info_made|document_|guide_|filing_policy_|subsidy_policy_|info_obtained_formed)/;
const FORMED = /成文|生成|产生|形成|制发|制作|印发|发文日|决定/u;

const EVENTS: Readonly<Record<string, { name: string; label: RegExp; isFormation?: boolean }>> = {
  decision_made: {
    name: '作出决定之日',
    label: /决定(?:书)?(?:作出)?(?:日期|时间)|(?:许可|处罚)(?:日期|时间)/u,
    isFormation: true,
  },
  major_decision_made: { name: '作出决策之日', label: /决策(?:日期|时间)|通过(?:日期|时间)/u, isFormation: true },
  approved: { name: '批准之日', label: /批准(?:日期|时间)|批复(?:日期|时间)|审批(?:日期|时间)|核准(?:日期|时间)/u },
  award_decided: { name: '中标（成交）确定之日', label: /(?:中标|成交|定标)(?:日期|时间)/u },
  contract_signed: { name: '合同签订之日', label: /(?:签订|签约|签署)(?:日期|时间)/u },
  finished: { name: '完成之日', label: /(?:完成|结束|竣工|验收)(?:日期|时间)/u },
  info_obtained: { name: '获取信息之日', label: /(?:获取|收到|收文)(?:日期|时间)/u },
  info_changed: { name: '信息变更之日', label: /(?:变更|更新|修改)(?:日期|时间)/u },
};
