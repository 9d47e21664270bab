import { ReplyText, TextElements } from './site-facts';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { Evidence } from './observation';

/** An element of a text: the words it is called by, and what a value of it looks like close behind or before. */
interface ElementWords {
  readonly name: string;
  readonly words: RegExp;
  readonly value?: RegExp;
}

/** 政府信息公开指南 (条例第十二条): who is responsible, where, when and how they are reached. */
export const GUIDE_ELEMENTS: readonly ElementWords[] = [
  {
    name: '工作机构名称',
    words: /(?:机构|部门|单位|科室)(?:的)?名称|受理(?:机构|部门|单位|科室)|公开(?:工作)?(?:机构|主管部门)/u,
    value: /[一-龥]{2,20}(?:办公室|办公厅|[局科股室委处厅]|中心|人民政府)/u,
  },
  { name: '办公地址', words: /地址|办公地点|受理地点/u, value: /(?:地址|地点)\s?[:：为]?\s?[一-龥\d]{4,}/u },
  {
    name: '办公时间',
    words: /(?:办公|工作|受理|接待|上班|服务)时间/u,
    value: /\d{1,2}\s?[:：时点]|工作日|周[一二三四五]|星期/u,
  },
  { name: '联系电话', words: /电话/u, value: /\d{3,4}\s?[-—－]?\s?\d{7,8}|\d{7,8}|\d{5}(?!\d)/u },
  { name: '传真号码', words: /传真/u, value: /\d{3,4}\s?[-—－]?\s?\d{7,8}|\d{7,8}|同上|同电话/u },
  {
    name: '互联网联系方式',
    words: /邮箱|电子邮件|E-?mail|互联网|网上|网址|网站/iu,
    value: /@|https?:|www\.|网上(?:提交|申请|填写)|[\w.-]+\.gov\.cn/iu,
  },
];

/** 办事指南 by the eight categories of 19号文 (事项名称 … 办理流程). */
export const SERVICE_ELEMENTS: readonly ElementWords[] = [
  { name: '事项名称', words: /(?:事项|服务|办理|项目)名称/u },
  { name: '设定依据', words: /(?:设定|法律|办理|政策|实施|审批)依据/u },
  {
    name: '申请条件',
    words: /(?:申请|办理|受理|申报|申领|准予|享受|补助|救助)(?:的)?条件|(?:办理|服务|申请)对象|(?:办理|申请)范围/u,
  },
  {
    name: '办理材料',
    words: /(?:申请|办理|申报|所需|需提交的?|提交的?)(?:的)?材料|材料(?:清单|目录)|所需(?:资料|证件)/u,
  },
  { name: '办理地点', words: /(?:办理|受理|办公|服务|办事)(?:的)?(?:地点|地址|窗口)/u },
  { name: '办理时间', words: /(?:办理|受理|办公|工作|服务)时间/u },
  { name: '联系电话', words: /(?:联系|咨询|服务|监督|投诉|办公)(?:方式|电话)/u },
  { name: '办理流程', words: /(?:办理|办事|审批|申请|受理|服务)(?:的)?(?:流程|程序|步骤)/u },
];

/** How far behind its name a value may stand. */
const REACH = 90;

/** 文本要素 of one page. `gap` says why it may say more than was read. */
export function elementsOf(page: ExtractedPage, evidence: Evidence, wanted: readonly ElementWords[]): TextElements {
  const text = page.text.normalize('NFKC');
  const missing = wanted.filter(({ words }) => !words.test(text));
  const bare = wanted.filter((element) => !missing.includes(element) && !hasValue(text, element));
  const names = (elements: readonly ElementWords[]) => elements.map(({ name }) => name);
  return {
    title: page.title ?? '',
    url: page.url,
    evidence,
    length: page.text.length,
    bare: names(bare),
    missing: names(missing),
    labelled: wanted.filter(({ words }) => isLabelIn(text, words)).length,
    gap: gapOf(page),
  };
}

/** Some name of the element has a value near by. */
function hasValue(text: string, { words, value }: ElementWords): boolean {
  if (!value) return true;
  const everywhere = new RegExp(words.source, `${words.flags}g`);
  for (let match = everywhere.exec(text), seen = 0; match && seen < MOST_LOOKS; match = everywhere.exec(text), seen++)
    if (value.test(text.slice(match.index, match.index + REACH))) return true;
  return false;
}

/** 申请条件：…, or a line of its own: 三、办理流程. */
function isLabelIn(text: string, words: RegExp): boolean {
  const label = new RegExp(
    `^[\\s（(【[一二三四五六七八九十\\d]{0,6}[、.）)】\\]\\s]{0,3}(?:${words.source})[】\\]\\s]{0,3}(?:[:：]|$)`,
    'u',
  );
  return text.split('\n').some((line) => label.test(line.slice(0, 40)));
}

const MOST_LOOKS = 40;
const LONGEST_TEXT = 20_000;
const SHORT_TEXT = 120;

function gapOf({ text, attachments, signals }: ExtractedPage): string | null {
  if (text.length >= LONGEST_TEXT) return '正文过长，未读到末尾';
  if (attachments.length > 0) return `另有${attachments.length}个附件，内容未计入`;
  if (signals.some(({ kind }) => kind === 'empty-shell')) return '正文由脚本载入，未能读取';
  return text.length < SHORT_TEXT ? '正文很短，可能为图片' : null;
}

/** 《政府信息公开指南》 and titles like it, not texts about one. */
export function isGuideTitle(title: string): boolean {
  return /公开指南(?:[（(][^）)]{0,20}[）)])?$/u.test(title.trim());
}

/** 婚姻登记办事指南, 服务指南: the text by which people get something done. */
export function isServiceGuideTitle(title: string): boolean {
  const text = title.trim();
  if (/信息公开|编制|汇编|关于.{0,30}(?:通知|公告)/u.test(text)) return false;
  return /(?:办事|服务|办理|申请|申报|申领)指南(?:[（(][^）)]{0,20}[）)])?$/u.test(text);
}

/** 对县人大第33号建议的答复, 政协提案答复. */
export function isReplyTitle(title: string): boolean {
  return /(?:建议|提案|议案).{0,30}(?:答复|复函|回复|办理(?:结果|情况))|(?:答复|复函).{0,20}(?:建议|提案)/u.test(title);
}

export function replyTextOf({ text, attachments }: ExtractedPage): ReplyText {
  return { length: text.replace(/\s/gu, '').length, hasAttachment: attachments.length > 0 };
}

/** 申请渠道: the text says how an application for information reaches the unit. */
export function namesChannel({ text }: ExtractedPage): boolean {
  return /申请(?:渠道|方式|途径|方法)|(?:当面|信函|书面|邮寄|传真|网上|在线|现场)(?:提交|提出)?申请|提出(?:书面)?申请/u.test(
    text,
  );
}

/** The text does not publish but sends the reader to an application: 本信息依申请公开，请提交申请. */
export function sendsToApplication({ text }: ExtractedPage): boolean {
  return text.length <= SENT_LENGTH && SENT.test(text);
}

const SENT_LENGTH = 600;
const SENT =
  /(?:本|该|此|上述)(?:项|条|类|份)?(?:信息|事项|文件|内容|数据|件)[^。]{0,12}(?:依申请公开|(?:须|需|请)[^。]{0,8}申请(?:后)?(?:公开|获取|提供|查阅))/u;
