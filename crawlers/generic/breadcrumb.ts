import { FlatPage, folded, Line, marksOf, textOf } from './flat-page';
import { remembered } from './remembered';

export interface Breadcrumb {
  /** 面包屑, outermost first, without 首页 and 正文. */
  readonly names: readonly string[];
  /** Line it ends on; the content comes after. −1 where there is none. */
  readonly line: number;
  /** It ends in 正文 or the like: the page is one document. */
  readonly endsInText: boolean;
}

const MARKER =
  /(?:您?(?:现在|当前|目前)?所?在的?(?:的)?位置|当前位置|您的位置|当前所在|所在位置|当前栏目|位置)\s*(?:是|为)?\s*[:：]?/;
const HOME = /^(?:网站|本站|返回|门户)?首\s?页$|^主\s?页$|^home$/i;
const TAIL =
  /^(?:正文|列表|信息列表|文章列表|新闻列表|详情|内容|浏览|查看|详细内容|文章内容|信息内容|内容页|当前页|文章正文|信息详情)$/;
const TEXT_TAIL = /(?:正文|详情|内容|详细内容|信息内容|内容页)\s*$/;
const SEPARATORS =
  /\s*(?:-{0,2}>{1,3}|»|›|→|＞|﹥|＞＞|(?<=\s)[/|｜](?=\s)|(?<=\S)\s\/\s(?=\S)|\\|(?<=[\p{Script=Han}])[/|](?=[\p{Script=Han}])|::)\s*/u;
const CLASSES =
  /(?:^|[-_\s])(?:breadcrumb|crumbs?|dqwz|weizhi|position|location|mbx|wz|path|pos|curpos|local)(?=$|[-_\s\d])/;
const isNamed = remembered((marks) => CLASSES.test(marks));
const MAX_NAME = 40;

/** Where the page says it stands: a line with 当前位置, an element named so, or 首页 followed by separators. */
export function breadcrumbOf(page: FlatPage): Breadcrumb {
  const found = markedLine(page) ?? namedElement(page) ?? homeLine(page);
  if (!found) return { names: [], line: -1, endsInText: false };
  return { ...found, endsInText: TEXT_TAIL.test(page.lines[found.line]?.text ?? '') };
}

type Trail = Omit<Breadcrumb, 'endsInText'>;

function markedLine(page: FlatPage): Trail | undefined {
  for (const line of page.lines) {
    const marker = line.text.length <= 300 ? MARKER.exec(line.text) : null;
    if (!marker || marker.index > 12) continue;
    const names = namesOf(line.text.slice(marker.index + marker[0].length), line);
    if (names.length > 0) return { names, line: line.index };
    const next = page.lines[line.index + 1];
    if (line.text.length <= 16 && next && next.text.length <= 200) {
      const following = followingNames(page, line.index + 1);
      if (following) return following;
    }
  }
  return undefined;
}

/** 首页, > and the names as list items of their own. */
function followingNames(page: FlatPage, from: number): Trail | undefined {
  const single = namesOf(page.lines[from]?.text ?? '', page.lines[from]);
  if (single.length > 0 && SEPARATORS.test(page.lines[from]?.text ?? '')) return { names: single, line: from };
  if (!HOME.test(bare(page.lines[from]?.text ?? ''))) return undefined;
  const parts: string[] = [];
  let index = from;
  for (; index < from + 14; index += 1) {
    const text = page.lines[index]?.text ?? '';
    const isPart =
      text.length <= MAX_NAME && (page.lines[index]?.linkLength || /^[>»/›→-]/.test(text) || HOME.test(bare(text)));
    if (!isPart) break;
    parts.push(text);
  }
  const names = cleaned(parts.flatMap((part) => part.split(SEPARATORS)));
  return names.length > 0 ? { names, line: index - 1 } : undefined;
}

function namedElement(page: FlatPage): Trail | undefined {
  for (const element of page.tree.elements) {
    const marks = marksOf(element);
    if (marks === ' ' || !isNamed(marks)) continue;
    const first = page.firstLine(element);
    const end = page.endLine(element);
    if (end <= first || end - first > 16) continue;
    const text = textOf(page, element, 400);
    if (text.length > 200 || !/首\s?页|主页/.test(text.slice(0, 12))) continue;
    const parts = page.lines.slice(first, end).flatMap((line) => pieces(line));
    const names = cleaned(parts);
    if (names.length > 0) return { names, line: end - 1 };
  }
  return undefined;
}

function homeLine(page: FlatPage): Trail | undefined {
  for (const line of page.lines) {
    if (line.text.length > 200 || !/^(?:网站)?首\s?页/.test(line.text)) continue;
    const parts = line.text.split(/\s*(?:-{0,2}>{1,3}|»|›|→|＞)\s*/);
    const names = cleaned(parts);
    if (parts.length > 1 && names.length > 0) return { names, line: line.index };
  }
  return undefined;
}

function namesOf(text: string, line: Line | undefined): string[] {
  const parts = text.split(SEPARATORS);
  if (parts.length > 1) return cleaned(parts);
  // No separator that text shows (images, spaces): the links themselves.
  return line && line.linkLength > 0 ? cleaned(pieces(line)) : [];
}

function pieces(line: Line): string[] {
  return line.runs.flatMap((run) => (run.isScript ? [] : folded(run.text).split(SEPARATORS)));
}

function cleaned(parts: readonly string[]): string[] {
  return parts
    .map((part) => folded(part.replace(MARKER, '')).replace(/^[>»\s:：/|-]+|[>»\s:：/|-]+$/g, ''))
    .filter((part) => part !== '' && part.length <= MAX_NAME * 2 && /[\p{Script=Han}\w]/u.test(part))
    .filter((part) => !HOME.test(bare(part)) && !TAIL.test(part));
}

function bare(text: string): string {
  return text.replace(/[>»/\s:：|-]/g, '');
}
