import { UNIT } from './limit-length';
import { isOtherAct, isOtherSpan, isOtherTerm } from './limit-roles';
import { announcedEventOf, displayTriggerOf, namesEvent, PERIOD_ENDED, triggerOf } from './limit-triggers';
import { TimeLimit, TimeUnit } from './time-limit';

type LimitRead = Omit<TimeLimit, 'wording'>;

/** 提前一周: notice given of what is to come. */
export function beforehand(amount: number, unit: TimeUnit, words: string, after: string): LimitRead {
  if (isOtherAct(after) || /[日节]为[^,;。]*$/.test(words)) return { kind: 'unparsed' };
  return { kind: 'beforeEvent', amount, unit, trigger: announcedEventOf(words) };
}

/** 不少于7日: how long it is shown, or how often renewed; undefined where the words speak of neither. */
export function display(amount: number, unit: TimeUnit, before: string, after: string): LimitRead | undefined {
  if (/^[^,;。]{0,6}?更新/.test(after) && !namesEvent(before))
    return { kind: 'maxAge', amount, unit, trigger: 'last_update' };
  if (isOtherSpan(before)) return { kind: 'unparsed' };
  if (
    !/公示|公告|公开|征求|征集|展示|张贴|听取|意见|展览|公布|(?:网站?上?|页面)保留|涉及[^,;。]{0,8}(?:市场主体|企业|经营者)|^$/.test(
      before + after,
    )
  )
    return undefined;
  return { kind: 'minDisplay', amount, unit, trigger: displayTriggerOf(before) };
}

/** 20个工作日内, counted from the event that `before` names. */
export function afterEvent(amount: number, unit: TimeUnit, before: string, tail: string): LimitRead {
  const rest = tail.replace(LEADING_TERM, '');
  if (/前(?:的|至少)?$/.test(before)) return { kind: 'unparsed' };
  const isRequest =
    /^依申请公开[,:]?|(?:收到|接到|接收|受理|提出)[^;。]{0,8}申请|申请(?!人)[^,;。]{0,6}(?:收到|受理|提出|之日)/.test(
      before,
    );
  if (isOtherTerm(before, rest, isRequest)) return { kind: 'unparsed' };
  if (DISPLAY_FROM.test(before)) return { kind: 'minDisplay', amount, unit, trigger: displayTriggerOf(before) };
  if (isRequest) {
    const trigger = /一次性告知|补正/.test(tail) ? 'foi_request_received' : 'request_received';
    return { kind: 'onRequest', amount, unit, trigger };
  }
  const trigger = triggerOf(before, tail);
  if (trigger === 'document_issued' && isInterpretationLimit(amount, unit, before, tail))
    return { kind: 'afterEvent', amount, unit, trigger: 'policy_document_published' };
  const period = PERIOD_ENDED[trigger];
  return { kind: 'afterEvent', amount, unit, ...(period && { period }), trigger };
}

/** 公示期自公示之日起7日. */
const DISPLAY_FROM = /(?:公示|公告|展示|张贴|征求意见)(?:期限?|时间|期间)[为是:]?[自从]/;

/** The number itself, in front of the words behind it. */
export const LEADING_TERM = new RegExp(`^.*?${UNIT}(?:\\((?:指|法定)?(?:工作日|自然日)\\))?(?:之内|以内|内)?`);

/** 文件发布3个工作日内 is the time for the interpretation (解读); the document itself has 20. */
function isInterpretationLimit(amount: number, unit: TimeUnit, before: string, tail: string): boolean {
  return (
    /解读/.test(before + (/^[^,;。]*/.exec(tail)?.[0] ?? '')) ||
    (unit === 'workday' && amount <= 5 && /文件[^,;。]{0,4}(?:发布|公开|公布)/.test(before))
  );
}
