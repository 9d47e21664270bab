import { normalName } from '@app/observation/names';
import { ObservedSection } from '@app/observation/observation';

/** 栏目类别 the indicators speak of: 动态、要闻类; 通知公告、政策文件类; all others have no term of their own. */
export type SectionClass = 'news' | 'notices' | 'other';

/**
 * By its name, and by nothing looser: what appears only when something happens (处罚公示, 招标公告, 法律法规, 解读, 专题)
 * is no 通知公告.
 */
export function sectionClassOf({ name }: Pick<ObservedSection, 'name'>): SectionClass {
  const plain = normalName(name);
  if (NEWS.test(plain)) return 'news';
  return NOTICES.test(plain) ? 'notices' : 'other';
}

/** 一级栏目 is what the indicators count; from the third level on a person decides whether they mean it. */
export function isDeep({ path }: Pick<ObservedSection, 'path'>): boolean {
  return path.length >= 3;
}

const OWNER =
  '(?:最新|今日|本局|本站|本县|本市|本区|我县|我市|我区|部门|单位|基层|县区|乡镇|镇街|机关|工作|业务|政务|时政|重要|综合|图片|本地|[一-龥]{1,2}[县市区局委办镇乡])?';
const NEWS = new RegExp(`^${OWNER}(?:动态|要闻|新闻|快讯|动态要闻|要闻动态|新闻动态|动态信息|工作动态|新闻要闻)$`, 'u');
const NOTICES = new RegExp(
  `^${OWNER}(?:(?:通知|公告|公示)+(?:公告|公示|通知|栏)?|(?:本级|部门|政府|其他)?(?:政策文件|规范性文件|政府文件|部门文件|发文|文件))$`,
  'u',
);
