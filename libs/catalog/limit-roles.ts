/**
 * Terms that are no limit for publication: what something else takes or others have to do (提起诉讼, 试用期3个月), hopes
 * (力争), prohibitions (不得公开), and terms that something unknown stretches (可延长, 不计算在内). `rest` is what follows
 * the term. A verb that is not one of publishing makes it another's term, so that an unknown verb is never a deadline.
 */
export function isOtherTerm(before: string, rest: string, isRequest = false): boolean {
  return (
    isOtherNoun(before) ||
    isOtherLabel(before) ||
    (/^(?:内|之内|以内)?进行(?=[,;。]|$)/.test(rest) && !PUBLISHING.test(before)) ||
    /知道[^,;。]{0,8}之日起?$|从[^,;。]{1,10}[到至][^,;。]{1,10}$/.test(before) ||
    /(?:力争|争取|尽量|尽可能|力求|大约|约|预计)(?:应当?)?(?:在|于)?$/.test(before) ||
    /^[^,;。]{0,4}不(?:得|予|宜|能|可|再)?(?:对外|主动|向社会)?(?:公开|公布|公示|发布)/.test(rest) ||
    /延长/.test(rest) ||
    (/不计|扣除|中止|时间除外|不含|不包括/.test(rest) && !/节假日|双休日|休息日|公休日/.test(rest)) ||
    isOtherDeed(rest, isRequest)
  );
}

/** 搬迁期限为公告之日起30日: the label in front says whose term it is. */
function isOtherLabel(before: string): boolean {
  const label = /([\u4e00-\u9fa5]+)(?:期限|时限|时间)[为是:]+[^,;。]*$/.exec(before)?.[1];
  return label !== undefined && !OUR_NOUN.test(label);
}

/** 30日内,到经办机构办理变更; 10日内,任何单位可以提出异议: the clause behind says who has to do what. */
const OTHERS_CLAUSE =
  /^[^,;。\u4e00-\u9fa5]*,(?:向(?!社会|公众|群众|全社会|公民)|到|持|凭|任何|可以?|有权|即?视为|申请人|当事人|以书面)(?![^,;。]*(?:公开|公布|公示|发布))/;

/** 告知当事人, 通知参会人员: one person is told, not the public. */
const TOLD = /(?:告知|通知)(?:被|当事|参会|与会|参加|申请人|相对人|代表|委员|本人)/;

/** 20个工作日内办结, 5日内提出异议: the words behind the term up to the next sign say what is to be done. */
function isOtherDeed(rest: string, isRequest: boolean): boolean {
  const deed = (/^[^,;。(]*/.exec(rest.replace(/^\([^)]*\)/, ''))?.[0] ?? '').replace(ADVERBIAL, '');
  if (/补正/.test(deed) || TOLD.test(deed)) return !isRequest;
  if (deed === '') return OTHERS_CLAUSE.test(rest);
  if (PUBLISHING.test(deed)) return false;
  return !(isRequest && /答复|回复|提供|办理|告知/.test(deed));
}

/** 每月10日举行, 报名时间为每年6月: a day on which something else is done. 12月底前完成 in a column of 公开时限 is ours. */
export function isOtherDay(before: string, rest: string): boolean {
  const deed = rest.replace(/^日?(?:下班|中午|\d{1,2}[时点])?(?:之|以)?前/, '').replace(/^完成(?=[,;。]|$)/, '');
  const isHeld = /^进行(?=[,;。]|$)/.test(rest) && !isOurs(before);
  // 公示期为1月1日至6月30日 is how long it is shown.
  const subject = /[^,;。:()]*$/.exec(before)?.[0]?.replace(/[于在应当须]+$/, '') ?? '';
  const isOtherEnd = /完成(?=[,;。]|$)/.test(rest) && subject !== '' && !isOurs(subject);
  const isSpan = /(?:公示|公告|征求意见|征集|展示)期(?:限|间)?[为是:]+$/.test(before);
  return (
    isHeld ||
    isOtherEnd ||
    isSpan ||
    /(?:党|活动|接待|赶集|学习|宣传)日$/.test(before) ||
    isOtherNoun(before) ||
    isOtherDuty(deed)
  );
}

/** 及时举行换届选举, 会前2日送达: what is done then is not publishing; 通知 and 邀请 tell the public of what is to come. */
export function isOtherAct(rest: string): boolean {
  if (TOLD.test(/^[^,;。]*/.exec(rest)?.[0] ?? '')) return true;
  return (
    isOtherDuty(rest.replace(/^[、,]?(?:准确|全面|完整|规范|如实|有效|足额)*/, '')) &&
    !/^[^,;。]*(?:通知|邀请)/.test(rest)
  );
}

/** 各环节间隔不少于3天, 档案保存不少于5年: how long something else lasts. */
export function isOtherSpan(before: string): boolean {
  return isOtherNoun(before) || /(?:间隔|相隔|相距|保存|保管|存档|任期|培训|学习|有效期)[^,;。]{0,2}$/.test(before);
}

/** One place at the end only: places within places would be tried in all combinations. */
const ADVERBIAL =
  /^(?:[^\u4e00-\u9fa5]|止|的|前|后|向(?:社会|公众|群众)|主动|及时|予以|进行|全文|依法|应当?|须|到位|即可)*(?:(?:在|于|通过)[^,;。]{0,16}(?:[网栏号报厅内上站点屏处地村区]|平台|系统|媒体|渠道|中心|现场|途径|方式))?$/;

/** What an organ does with information, and the reports it owes to others, which the schedule tells apart. */
const PUBLISHING =
  /公开(?!申请|工作|培训|栏)|公布|公示|发布|公告|通告|通报|更新|上网|上线|挂网|转载|转发|回应|解读|推送|上传|录入|展示|张贴|告知|调整|反馈[^,;。]{0,6}采纳|报送|上报|报备|备案|整改|归集/;

/** 每年招生, 每年召开2次会议: what is done in each period is not publishing. */
export function isOtherDuty(rest: string): boolean {
  const deed = (/^[^,;。(]*/.exec(rest)?.[0] ?? '').replace(COUNTED, '').replace(ADVERBIAL, '');
  return deed !== '' && !PUBLISHING.test(deed) && (!PUBLISHED.test(deed) || PREPARING.test(deed));
}

/** What is done with a report before anyone sees it. */
const PREPARING = /汇总|计算|收集|审核|核[对实]|整理|编制|起草|撰写|审[定议]|移交|提交|上交|提取|登记|填[写报]/;

const PUBLISHED =
  /评估|情况|信息|数据|报告|报表|简报|公报|年报|月报|季报|日报|实时报|统计|收支|财务|账目|清单|名单|结果/;

/** 党组会议每月不少于2次, 抽查每年2次: what is counted is not publications. `clause` is what follows the period. */
export function isOtherCount(before: string, clause: string): boolean {
  const subject = /[^,;。:()]*$/.exec(before)?.[0] ?? '';
  const isCounted = /(?:次|\d(?:天|日|个?小时|学时))(?:以上|左右)?$/.test(clause) && !PUBLISHING.test(clause);
  return isCounted && subject !== '' && !isOurs(subject);
}

function isOurs(subject: string): boolean {
  return PUBLISHING.test(subject) || PUBLISHED.test(subject) || SHOWN.test(subject);
}

const SHOWN =
  /目录|名录|名册|名单|政策|动态|栏目|标准|价格|收费|预算|决算|计划|规划|事项|内容|[村党政事]务(?!公开(?:工作|培训))|资金|补贴|收入|支出|[至最]少|不少于|原则上|一般|通常|确保|保证|做到|达到|应当?$/;

/** 试用期, 保存期限, 报名时间 … in front of a number; 公开时限, 公示期 and the like are ours. */
function isOtherNoun(before: string): boolean {
  const noun =
    /([\u4e00-\u9fa5]*)(?:(?:期限|时限|时间|(?<=[\u4e00-\u9fa5]{2})期)(?:[为是:]|一般|原则上)*|[日节][为是:]+)$/.exec(
      before,
    )?.[1];
  return noun !== undefined && noun !== '' && !OUR_NOUN.test(noun);
}

const OUR_NOUN =
  /(?:公开|公布|公示|发布|公告|更新|上网|征求意见|征集|意见|展示|张贴|回应|答复|解读|转载|保留|报送|信息|的|(?<![法规约固限])定|按|到|(?<!延)长|近|(?<!合)同|逾|周)$/;

/** 不少于4次, 一至二次, 2—3条: the least number of publications; 0 where the text sets a maximum or none at all. */
export function leastCount(clause: string, numberOf: (text: string) => number | undefined): number | undefined {
  const match = COUNT.exec(clause);
  if (!match) return undefined;
  const [, most, first = '', second] = match;
  const [least, upper] = [numberOf(first), second === undefined ? undefined : numberOf(second)];
  if (most || least === 0 || (upper !== undefined && least !== undefined && upper <= least)) return 0;
  return least;
}

const NUMBER = '\\d{1,3}|[一二两三四五六七八九十]{1,3}';
const COUNT = new RegExp(
  `(不[多超]于|不得?超过|最多|至多)?(?:为|约)?(?<![第\\d.])(${NUMBER})(?:(?:至|到|-|~)(${NUMBER}))?(?:次|条|篇|期)(?!性)`,
);

const COUNTED = new RegExp(
  `(?:至少|最少|不得?少于|不低于|不[多超]于|不得?超过|最多|至多|应当?|须|需|各|为|约)*(?:${NUMBER})(?:(?:至|到|-|~)(?:${NUMBER}))?(?:次|条|篇|期)(?:以上|左右)?`,
  'g',
);
