/**
 * 起算事件 — the event named in front of a duration, as a code. The order matters: the particular before the general.
 * A phrase that names an event not listed gives `event`; one that names none gives 形成或者变更 (条例第二十六条).
 */
export function triggerOf(phrase: string, tail = ''): string {
  const words = phrase.replace(LIMIT_LABEL, '');
  for (const [pattern, trigger] of TRIGGERS) if (pattern.test(words)) return trigger;
  if (/许可|处罚/.test(words + tail)) return 'decision_made';
  if (/解读/.test(words)) return 'policy_document_published';
  return namesEvent(words) ? 'event' : 'info_formed_or_changed';
}

/** 公开时限为 in front of a number is a label, not an event. */
const LIMIT_LABEL = /(?:公开|公示|公布|发布)的?(?:时限|期限|时间)[为是:]*$/;

/** Whether the words in front of a duration say that something happened. */
export function namesEvent(words: string): boolean {
  return /后|起|之日|以来|形成|变更|产生|生成|获取|发布|印发|公布|制定|作出|批准|批复|收到|接到|确定|签订|结束|完成|通过|生效|发生|出台|成立|终了/.test(
    words,
  );
}

const TRIGGERS: readonly (readonly [RegExp, string])[] = [
  [/国务院[^,;。]{0,8}信息/, 'state_council_info_published'],
  [/舆情/, 'public_opinion_event'],
  [/办事[^;。]{0,12}变[化更]/, 'service_condition_change_approved'],
  [/征地批准|批准文件/, 'land_requisition_approval_received'],
  [/(?<![暖春夏秋冬雨旱旺淡赛])季度?(?:结束|终了|末)?后|季度(?:结束|终了)/, 'quarter_ended'],
  [/(?:每月|月度?|当月)(?:结束|终了)|(?<=^|[,;。(]|每)月后$/, 'month_ended'],
  [/半年度?(?:结束|终了)/, 'half_year_ended'],
  [/(?<!学|暖|合同|协议)(?:年度?|当年)(?:结束|终了)/, 'year_ended'],
  [/公示[^,;。]{0,4}(?:满|结束|无异议)|公示后/, 'public_notice_ended'],
  [/调查[^,;。]{0,6}(?:结束|完成)/, 'survey_finished'],
  [/分配[^,;。]{0,6}确定/, 'allocation_decided'],
  [/中标|成交|定标/, 'award_decided'],
  [/合同[^,;。]{0,6}(?:签订|签署|订立)|签订[^,;。]{0,6}合同/, 'contract_signed'],
  [/获取[^;。]{0,2}形成[^;。]{0,2}变更/, 'info_obtained_formed_or_changed'],
  [/制定[^,;。]{0,3}获取[^,;。]{0,6}指南/, 'guide_made_or_obtained'],
  [/制定[^,;。]{0,3}获取[^,;。]{0,6}备案政策/, 'filing_policy_made_or_obtained'],
  [/制定[^,;。]{0,3}获取[^,;。]{0,6}补贴政策/, 'subsidy_policy_made_or_obtained'],
  [/制定[^,;。]{0,3}获取[^,;。]{0,6}(?:文件|政策)/, 'document_made_or_obtained'],
  [/制定[^,;。]{0,3}获取/, 'info_made_or_obtained'],
  [/(?:形成|产生|生成|制作|公开)[^;。]{0,8}(?:变更|变化|变动|更新|修改|调整)/, 'info_formed_or_changed'],
  [/重大[^,;。]{0,4}决策[^,;。]{0,4}(?:作出|确定|通过)/, 'major_decision_made'],
  [
    /(?:许可|处罚|强制|执法|行政|征收)[^,;。]{0,8}(?:决定|作出)|作出[^,;。]{0,10}决定|决定(?:书)?[^,;。]{0,2}作出/,
    'decision_made',
  ],
  [/批准|批复|审批|核准|审议通过|表决通过|审查通过/, 'approved'],
  [/受理/, 'application_accepted'],
  [/(?:政策|规范性文件|政策文件)[^;。]{0,8}(?:发布|公开|印发|出台|公布)/, 'policy_document_published'],
  [/颁布|印发|发文|文件[^,;。]{0,4}(?:发布|公布|公开|出台|下发)|签发/, 'document_issued'],
  [/(?:变更|更改|变化|变动|调整|更新|修改|修订)/, 'info_changed'],
  [/形成|产生|生成|制作|编制完成|制定/, 'info_formed'],
  [/获取|收到|接到|取得/, 'info_obtained'],
  [/(?:公布|发布|公开)(?:$|[^,;。(]{0,2}(?:后|之日|起|的))/, 'document_issued'],
  [/(?:结束|完成|终了|竣工|验收)/, 'finished'],
  [/事件|事故|灾害|发生/, 'event'],
];

/** What a display period shows. */
export function displayTriggerOf(words: string): string {
  if (/评估/.test(words)) return 'household_valuation_ready';
  if (/征求|征集|听取意见|涉及[^,;。]{0,8}(?:市场主体|企业|经营者)/.test(words)) return 'consultation_opened';
  if (/批前|规划|草案/.test(words)) return 'draft_plan_published';
  return 'display_opened';
}

/** What a notice given beforehand announces. */
export function announcedEventOf(words: string): string {
  if (/听证/.test(words)) return 'hearing_held';
  if (/会|邀请/.test(words)) return 'meeting_held';
  if (/施行|实施|生效/.test(words)) return 'taking_effect';
  return 'event';
}

/** What 及时、实时 wait for: the event named in front of the word. */
export function promptTriggerOf(words: string, phrase: string): string {
  if (/进展|进度/.test(phrase)) return 'progress_event';
  if (/目录|清单/.test(phrase) && /调整/.test(phrase)) return 'law_or_delegation_changed';
  const near = /[^,;。()]*$/.exec(words.replace(/.*(?:公开|公示|公布|发布)/, ''))?.[0] ?? '';
  return TRIGGERS.find(([pattern]) => pattern.test(near))?.[1] ?? 'info_formed';
}

/** The period whose end is the event. */
export const PERIOD_ENDED: Readonly<Record<string, string>> = {
  quarter_ended: 'quarterly',
  month_ended: 'monthly',
  year_ended: 'yearly',
  half_year_ended: 'half_yearly',
};
