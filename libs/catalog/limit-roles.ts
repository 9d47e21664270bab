/**
 * Numbers of days that are no limit for publication: what others have to do (提起诉讼), how long a service or contract
 * takes, hopes (力争), prohibitions (不得公开), and terms that something unknown stretches (不计算在内).
 */
export function isOtherTerm(before: string, tail: string): boolean {
  const own = clauseOf(tail);
  const isPublished = /公开|公布|公示|发布/.test(own);
  return (
    isOtherNoun(before) ||
    /(?:力争|争取|尽量|尽可能|力求|大约|约|预计)(?:应当?)?(?:在|于)?$/.test(before) ||
    /^[^,;。]{0,4}不(?:得|予|宜|能|可|再)?(?:对外|主动|向社会)?(?:公开|公布|公示|发布)/.test(tail) ||
    (/不计|扣除|中止/.test(tail) && !/节假日|双休日|休息日|公休日/.test(tail)) ||
    (!isPublished && OTHERS_DUTY.test(own)) ||
    (!isPublished && COMPLETED.test(own))
  );
}

/** 试用期, 保存期限, 报名时间 … in front of a number; 公开时限, 公示期 and the like are ours. */
function isOtherNoun(before: string): boolean {
  const noun = /([\u4e00-\u9fa5]*)(?:期限|时限|时间|(?<=[\u4e00-\u9fa5]{2})期)[为是:]*$/.exec(before)?.[1];
  return noun !== undefined && noun !== '' && !OUR_NOUN.test(noun);
}

const OUR_NOUN =
  /(?:公开|公布|公示|发布|公告|更新|上网|征求意见|征集|意见|展示|张贴|回应|答复|解读|转载|保留|报送|信息|的|定|按|到|长|近|同|逾|周)$/;

/** 复议, 诉讼, 缴纳 … are the citizen's; 送达 is to one person. */
const OTHERS_DUTY =
  /^[^,;。]{0,6}?(?:申请(?:行政)?复[议查核]|提起(?:行政)?诉讼|起诉|上诉|缴纳|缴费|交纳|提出|补正|补齐|补交|领取|报名|反馈|申诉|陈述|申辩|送达|颁发)/;

const COMPLETED =
  /^[^,;。]{0,8}(?:办结|办理完毕|处理完毕|处置完毕|审结|完成(?:审[批核查]|初审|审查|评审|受理|办理|验收))/;

function clauseOf(text: string): string {
  return /^[^,;。]*/.exec(text)?.[0] ?? '';
}

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
