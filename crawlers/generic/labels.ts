import { PageElement } from '@app/crawling/page-tree';
import { contains, Line, Run } from './flat-page';

/** What a label on the page stands for; `contact` stands in texts, `other` beside the title: both only end the value before. */
export type LabelField =
  | 'title'
  | 'publishedOn'
  | 'updatedOn'
  | 'formedOn'
  | 'otherDate'
  | 'documentNumber'
  | 'indexNumber'
  | 'issuingBody'
  | 'source'
  | 'validity'
  | 'catalog'
  | 'contact'
  | 'other';

export interface LabelledValue {
  readonly field: LabelField;
  /** The label without spaces and colon. */
  readonly label: string;
  /** As printed; null where the cell is empty or says 无. */
  readonly value: string | null;
  readonly isScript: boolean;
  readonly line: number;
  /** Line behind the value, which may stand in a cell of its own. */
  readonly endLine: number;
}

/** Label spellings seen on real pages, by what they mean (元数据: 政府信息公开目录系统实施指引; `domain.md` §5.2). */
const SPELLINGS: Record<LabelField, string> = {
  title: '标题 名称 信息名称 信息标题 文件名称 文件标题 公文名称 文章标题',
  publishedOn:
    '发布日期 发布时间 公开日期 公开时间 发文时间 发稿时间 发表时间 发表日期 刊发时间 刊发日期 上网时间 上网日期 信息时间 信息日期 上传时间 上传日期 添加时间 加入时间 录入时间 录入日期 创建时间 发布于 挂网时间 公布日期 公布时间 时间 日期',
  updatedOn: '更新时间 更新日期 最后更新 最后更新时间 修改时间',
  formedOn:
    '成文日期 成文时间 生成日期 生成时间 产生日期 产生时间 生产日期 发文日期 印发日期 印发时间 制发日期 制发时间 制定日期 形成日期 形成时间 签发日期 签发时间 信息生成日期 公文生成日期 文件生成日期',
  otherDate:
    '废止日期 废止时间 失效日期 失效时间 实施日期 施行日期 生效日期 生效时间 有效期 有效期至 截止日期 截止时间 截至时间 开始时间 结束时间 开始日期 结束日期 有效日期 公示时间 公示期 公开时限 征集时间 开标时间 报名时间 会议时间 决定日期 决定时间 批准日期 批准时间 批复日期 批复时间 审批日期 审批时间 核准日期 核准时间 中标日期 成交日期 签订日期 签约日期 竣工日期 验收日期',
  documentNumber: '发文字号 文号 文件编号 文件号 发文文号 公文文号 文件字号 文件文号 公文编号 公文字号 发文号',
  indexNumber: '索引号 信息索取号 索取号 信息索引号 索引编号 信息索引 索引码 目录索引号 政府信息索引号 公开索引号',
  issuingBody:
    '发布机构 发文机关 制发机构 发布单位 发文单位 发布机关 制发机关 发布部门 公开责任部门 责任部门 公开机构 公开主体 公开机关 公开单位 发文机构 制定机关 制作机关 信息提供单位 信息公开单位 信息来源单位 信息发布机构 生成机构 产生机构 制文单位 发布者',
  source: '来源 信息来源 文章来源 稿件来源 稿源 新闻来源 来源单位 内容来源 文稿来源 转自',
  validity: '有效性 效力状态 时效 时效性 是否有效 有效状态 文件状态 效力 文件有效性 时效状态 文件效力 信息有效性',
  catalog:
    '主题分类 组配分类 体裁分类 公开目录 信息类别 主题导航 公开方式 公开范围 公开形式 公开类别 公开类型 公开属性 服务对象 服务对象分类 主题词 信息分类 分类 所属分类 公开程序 内容概述 信息内容概述 载体类型 组配 体裁 题裁 公开对象 隶属关系 关键词 关键字 主体分类 事项类别',
  contact: '附件 附件下载 联系电话 电话 地址 邮编 传真 联系人 联系方式',
  other:
    '作者 撰稿 撰稿人 责任编辑 编辑 责编 审核 审核人 审稿 校对 终审 初审 复审 摄影 记者 通讯员 供稿 发布人 发布人员 录入人 录入者 签发人 字体 字号 字体大小 大小 浏览次数 浏览量 浏览 点击数 点击量 点击次数 点击 阅读次数 阅读量 阅读 访问量 访问次数 人气 分享到 分享 打印 视力保护色 保护视力色 背景色 相关信息 副标题 背景颜色 我要纠错 收藏 公开期限 保存期限 信息状态 语种 记录形式 载体',
};
const FIELD_OF = new Map<string, LabelField>(
  (Object.entries(SPELLINGS) as [LabelField, string][]).flatMap(([field, words]) =>
    words.split(' ').map((word): [string, LabelField] => [word, field]),
  ),
);
/** Too common in running text: they count only in the line under the title. */
const WEAK = new Set([
  '时间',
  '日期',
  '标题',
  '名称',
  '分类',
  '来源',
  '效力',
  '发布者',
  '发布于',
  '浏览',
  '点击',
  '阅读',
  '大小',
  '载体',
  '地址',
]);
const LONGEST_LABEL = 8;
const SCANNED_LENGTH = 400;
const NOTHING = /^(?:无|暂无|没有|[-—–─\\/]{1,4}|none|null|undefined|n\/a|空)$/i;
const EDGE = /^[\s:：|｜;；,，、·【[\]】(（]+|[\s|｜;；,，、【[【(（]+$/g;

/** Whether the label is one of those that also occur in running text. */
export function isWeakLabel({ label }: LabelledValue): boolean {
  return WEAK.has(label);
}

/** Every `label: value` on the given lines: on one line, in neighbouring cells, or a label with nothing behind it. */
export function labelledValues(lines: readonly Line[]): LabelledValue[] {
  return lines.flatMap((line, position) => {
    if (!mayBeLabel(line.text) && !LABEL_END.test(line.text)) return [];
    const inLine = valuesInLine(line);
    const last = inLine.at(-1);
    const isOpen = last ? last.value === null && /[:：]\s*$/.test(line.text) : isLabel(line.text);
    if (!isOpen) return inLine;
    const label = last?.label ?? bareLabel(line.text);
    const beside = cellBeside(line, lines[position + 1]);
    const value: LabelledValue = {
      field: FIELD_OF.get(label) ?? 'other',
      label,
      value: beside ? cleanValue(beside.text) : null,
      isScript: beside?.runs.every((run) => run.isScript) ?? false,
      line: line.index,
      endLine: line.index + (beside ? 2 : 1),
    };
    return [...inLine.slice(0, -1), value];
  });
}

/** 无, -, None and the like are what systems print for nothing. */
function cleanValue(text: string): string | null {
  const value = text
    .replace(EDGE, '')
    .replace(/^[^【[(（]*[】\])）]$/, (whole) => whole.slice(0, -1))
    .trim();
  return value === '' || NOTHING.test(value) ? null : value;
}

interface Mark {
  readonly label: string;
  readonly start: number;
  /** Index behind the colon. */
  readonly end: number;
}

function valuesInLine(line: Line): LabelledValue[] {
  const text = LABEL_END.test(line.text) ? withBoundaries(line) : '';
  const marks = marksIn(text);
  if (marks.length === 0) return valueBehindLabelElement(line);
  return marks.flatMap((mark, index): LabelledValue[] => {
    const field = FIELD_OF.get(mark.label);
    if (!field) return [];
    const raw = text.slice(mark.end, marks[index + 1]?.start ?? text.length);
    const scriptAt = raw.indexOf(SCRIPT_START);
    const value = cleanValue(
      raw
        .replace(/[\u0001\u0002]/g, '')
        .replace(/\s+/g, ' ')
        .slice(0, 300),
    );
    return [
      {
        field,
        label: mark.label,
        value,
        isScript: scriptAt >= 0 && /^[\s\u0001]*$/.test(raw.slice(0, scriptAt)),
        line: line.index,
        endLine: line.index + 1,
      },
    ];
  });
}

/** `<b>索引号</b><span>…</span>`: a label set apart by its element only. */
function valueBehindLabelElement({ runs, index }: Line): LabelledValue[] {
  const start = runs.findIndex((run) => INK.test(run.text));
  const head = start < 0 ? '' : (runs[start] as Run).text;
  const label = head.length <= SCANNED_LENGTH && mayBeLabel(head) ? bareLabel(head) : '';
  const field = FIELD_OF.get(label);
  if (!field || WEAK.has(label)) return [];
  const rest = runs.slice(start + 1).filter((run) => INK.test(run.text));
  if (rest.length === 0 || rest.length > 6) return [];
  const value = cleanValue(
    rest
      .map((run) => run.text)
      .join('')
      .replace(/\s+/g, ' '),
  );
  return [{ field, label, value, isScript: false, line: index, endLine: index + 1 }];
}

const COLON = /[:：]/;
/** What ends a label: a colon, or the bracket around it. */
const LABEL_END = /[:：】\]］]/;
const INK = /\S/;
const ELEMENT_START = '\u0001';
const SCRIPT_START = '\u0002';

/** The line with a mark where one element's text ends and the next begins, so that labels are not cut out of words. */
function withBoundaries(line: Line): string {
  const text = line.runs.map((run) => (run.isScript ? SCRIPT_START : ELEMENT_START) + run.text).join('');
  return text
    .slice(0, SCANNED_LENGTH * 2)
    .replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, ' ')
    .slice(0, SCANNED_LENGTH);
}

/** Colons that have a known label in front, or something shaped like a label after a space; brackets around a label. */
function marksIn(text: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = nextEnd(text, 0); at >= 0; at = nextEnd(text, at + 1)) {
    const mark = COLON.test(text[at] as string) ? labelBefore(text, at) : labelInBrackets(text, at);
    if (mark) marks.push(mark);
  }
  return marks;
}

function nextEnd(text: string, from: number): number {
  const rest = text.slice(from).search(LABEL_END);
  return rest < 0 ? -1 : from + rest;
}

/** `【索 引 号】QH/2026-31`; with a colon behind the bracket the colon ends the label. */
function labelInBrackets(text: string, close: number): Mark | undefined {
  const open = text.slice(Math.max(0, close - LONGEST_LABEL * 2), close).search(/[【[［][^【[［]*$/);
  const start = open < 0 ? -1 : Math.max(0, close - LONGEST_LABEL * 2) + open;
  const label = start < 0 ? '' : text.slice(start + 1, close).replace(/[\s\u0001\u0002]/g, '');
  const isColonNext = /^[\s\u0001\u0002]{0,4}[:：]/.test(text.slice(close + 1, close + 6));
  return FIELD_OF.has(label) && !isColonNext ? { label, start, end: close + 1 } : undefined;
}

function labelBefore(text: string, colon: number): Mark | undefined {
  let label = '';
  let found: Mark | undefined;
  for (let at = colon - 1; at >= 0 && label.length < LONGEST_LABEL; at -= 1) {
    const character = text[at] as string;
    if (/[\s\u0001\u0002\]】]/.test(character)) continue;
    if (!/[\p{Script=Han}/]/u.test(character)) break;
    label = character + label;
    if (FIELD_OF.has(label) && isBoundary(text[at - 1])) found = { label, start: at, end: colon + 1 };
    else if (label.includes('/') && isBoundary(text[at - 1]) && FIELD_OF.has(label.split('/')[0] ?? '')) {
      found = { label: label.split('/')[0] ?? '', start: at, end: colon + 1 };
    }
  }
  if (found || !/^\p{Script=Han}{2,6}$/u.test(label)) return found;
  const start = colon - label.length;
  return isBoundary(text[start - 1]) ? { label, start, end: colon + 1 } : undefined;
}

function isBoundary(character: string | undefined): boolean {
  return character === undefined || !/\p{Script=Han}/u.test(character);
}

const FIRST_CHARACTERS = new Set([...FIELD_OF.keys()].map((label) => label[0]));
const LABEL_START = /[^\s:：【】[\]*]/;

/** Whether `text` may be a label: nearly all lines of a page end here, at their first character. */
function mayBeLabel(text: string): boolean {
  return FIRST_CHARACTERS.has(LABEL_START.exec(text)?.[0]);
}

function bareLabel(text: string): string {
  const bare = text.replace(/[\s:：【】[\]*]/g, '');
  return FIELD_OF.has(bare) ? bare : (bare.split('/')[0] ?? bare);
}

/** Whether the line is a known label and nothing else. */
export function isLabel(text: string): boolean {
  return text.length <= 24 && mayBeLabel(text) && FIELD_OF.has(bareLabel(text));
}

/** The cell that belongs to a label: the next line, close by in the tree, and not a label itself. */
function cellBeside(line: Line, next: Line | undefined): Line | undefined {
  if (!next || next.index !== line.index + 1 || next.text.length > 300) return undefined;
  if (isLabel(next.text) || marksIn(next.text).length > 0) return undefined;
  let row: PageElement | null = line.element.parent;
  // Not past a table row: a heading cell has its values below it, not beside it.
  for (let level = 0; row && level < 2 && row.name !== 'tr' && !contains(row, next.element); level += 1)
    row = row.parent;
  return row && row.name !== 'body' && contains(row, next.element) ? next : undefined;
}
