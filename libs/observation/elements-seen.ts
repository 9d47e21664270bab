import { coreName, normalName } from './names';
import { ObservedDocument } from './observation';

/** 要素 of a row and which of them its documents show. */
export interface ElementsSeen {
  readonly wanted: readonly string[];
  readonly missing: readonly string[];
  /** Everything its documents say was read, attachments too. */
  readonly isAllRead: boolean;
}

/** What one document says, as far as elements can be looked for in it. */
export interface SaidBy {
  readonly document: ObservedDocument;
  readonly text: string;
}

/**
 * 公开内容（要素） of a row against all that its documents say together: an element counts as shown where its name, one of its
 * usual other names, or every pair of its letters stands there. Undefined for rows that list too few elements or
 * describe them in sentences.
 */
export function elementsSeen(elements: readonly string[], said: readonly SaidBy[]): ElementsSeen | undefined {
  const listed = elements
    .flatMap((element) => element.split(SEPARATOR))
    .map(bare)
    .filter(Boolean);
  const wanted = [...new Set(listed.filter(isNameOfElement))];
  if (wanted.length < LEAST || wanted.length < listed.length * NEARLY_ALL) return undefined;
  const text = said.map((each) => normalName(allOf(each))).join('\n');
  const missing = wanted.filter((element) => !isShown(element, text));
  const isAllRead = said.every(
    ({ document }) =>
      document.evidence !== null && document.attachments.every(({ says }) => says !== undefined && !says.isScanned),
  );
  return { wanted, missing, isAllRead };
}

const SEPARATOR = /[、；;，,。\n]/u;

/** Without the number in front and the 等 behind. */
function bare(element: string): string {
  return element
    .trim()
    .replace(/^[（(]?[一二三四五六七八九十\d]{1,2}[）).．、]\s*/u, '')
    .replace(/等(?:内容|信息|情况)?$/u, '');
}

const LEAST = 4;
const NEARLY_ALL = 0.8;

function isNameOfElement(element: string): boolean {
  return (
    /^[\p{Script=Han}（）()/、和与及]{2,14}$/u.test(element) && !/其他|相关信息|有关|包括|或|的|以及|如/u.test(element)
  );
}

function allOf({ document, text }: SaidBy): string {
  const { title, documentNumber, issuingBody, publishedOn, formedOn, validity, attachments } = document;
  const printed = [
    documentNumber && '文号发文字号',
    issuingBody && '发布机构发文机关',
    publishedOn && '发布日期发布时间公开日期',
    formedOn && '成文日期生成日期',
    validity && '有效性时效',
    '标题名称正文内容全文',
  ];
  return [title, text, ...printed, ...attachments.map(({ name, says }) => `${name} ${says?.text ?? ''}`)]
    .filter(Boolean)
    .join(' ');
}

/** Names that guides use for the same thing. */
const ALSO: readonly (readonly [RegExp, RegExp])[] = [
  [/依据/u, /依据|根据/u],
  [/条件/u, /条件|对象|范围|资格/u],
  [/材料/u, /材料|资料|证件|表格/u],
  [/地点|地址/u, /地点|地址|窗口|大厅/u],
  [/时间/u, /时间|上午|工作日|\d+:\d+/u],
  [/时限|期限/u, /时限|期限|工作日|天内|日内/u],
  [/电话|联系方式/u, /电话|热线|联系方式|\d{7,8}/u],
  [/流程|程序/u, /流程|程序|步骤|受理|环节/u],
  [/收费|费用/u, /收费|费用|免费|不收/u],
  [/结果/u, /结果|证书|批文|决定/u],
  [/标准/u, /标准|元/u],
  [/监督|投诉/u, /监督|投诉|举报/u],
  [/名单|对象/u, /名单|对象|姓名|户主/u],
  [/金额|资金/u, /金额|资金|元/u],
];

function isShown(element: string, text: string): boolean {
  return element
    .split(/[（(/、]|和|与|及/u)
    .map((part) => coreName(part))
    .filter((part) => part.length >= 2)
    .some((core) => {
      if (text.includes(core)) return true;
      if (ALSO.some(([name, other]) => name.test(core) && other.test(text))) return true;
      return (
        core.length >= 4 &&
        Array.from({ length: core.length - 1 }, (_, at) => core.slice(at, at + 2)).every((pair) => text.includes(pair))
      );
    });
}
