import { normalName } from '@app/observation/names';
import { ObservedSection } from '@app/observation/observation';
import { folderOf } from '@app/observation/page-identity';

/** 栏目类别 the indicators speak of: 动态、要闻类; 通知公告、政策文件类; all others have no term of their own. */
export type SectionClass = 'news' | 'notices' | 'other';

/**
 * By its name, and by nothing looser: what appears only when something happens (处罚公示, 招标公告, 法律法规, 解读, 专题)
 * is no 通知公告.
 */
export function sectionClassOf({ name, path }: Pick<ObservedSection, 'name' | 'path'>): SectionClass {
  const plain = normalName(name);
  if ([...path, name].some((level) => CLOSED.test(level))) return 'other';
  if (NEWS.test(plain) && !EVENTS.test(plain)) return 'news';
  return NOTICES.test(plain) ? 'notices' : 'other';
}

/** 一级栏目 is what the indicators count; from the third level on a person decides whether they mean it. */
export function isDeep({ path }: Pick<ObservedSection, 'path'>): boolean {
  return path.length >= 3;
}

/** Without a breadcrumb only the folders say that a section is hardly a 一级栏目. */
export function liesDeep({ path, url }: Pick<ObservedSection, 'path' | 'url'>): boolean {
  return path.length === 1 && folderOf(url).split('/').length - 2 >= DEEP_FOLDERS;
}

const DEEP_FOLDERS = 4;

/** 专题、归档 …: kept up while the campaign runs, or not at all. */
const CLOSED = /专题|历史|归档|往年|旧版|存档|已(?:归并|关闭|停更)/u;

/** 价格动态, 水情动态 … appear when there is something to tell, not every fortnight. */
const EVENTS = /价格|行情|疫情|招聘|招考|就业|水质|水情|雨情|空气|舆情|人事|项目|课题|案件|政策|法治|视频|图片/u;
const NEWS = /^[一-龥]{0,8}(?:动态|要闻|新闻|快讯|动态信息)$/u;
const OWNER =
  '(?:最新|本局|本站|本县|本市|本区|我县|我市|我区|部门|单位|机关|本级|其他|政府|[一-龥]{1,3}[县市区局委办镇乡])?';
const NOTICES = new RegExp(`^${OWNER}(?:(?:通知|公告|公示)+栏?|政策文件|规范性文件|政府文件|部门文件|发文|文件)$`, 'u');
