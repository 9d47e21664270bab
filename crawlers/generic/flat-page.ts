import { isElement, PageElement, PageTree } from '@app/crawling/page-tree';
import { writtenBy } from './static-script';

/** A stretch of text inside one element. */
export interface Run {
  readonly text: string;
  readonly element: PageElement;
  readonly anchor: PageElement | null;
  readonly isScript: boolean;
  /** Index of its line. */
  readonly line: number;
}

/** What stands on one line of the page: the runs between two block boundaries. */
export interface Line {
  readonly index: number;
  /** Whitespace folded. */
  readonly text: string;
  readonly runs: readonly Run[];
  /** Innermost block element around the line. */
  readonly element: PageElement;
  /** Characters that belong to links. */
  readonly linkLength: number;
}

/** An inline script, with the line it stands in front of. */
export interface InlineScript {
  readonly text: string;
  readonly element: PageElement;
  readonly line: number;
}

/** The page read once from top to bottom; everything else looks at this. */
export interface FlatPage {
  readonly tree: PageTree;
  readonly lines: readonly Line[];
  readonly scripts: readonly InlineScript[];
  /** Markup that inline scripts write without conditions, for its links. */
  readonly written: readonly string[];
  readonly metas: ReadonlyMap<string, string>;
  /** Text of the first `<title>`, which browsers show. */
  readonly documentTitle: string;
  /** Every `<title>`: pages put together from several templates have more than one. */
  readonly documentTitles: readonly string[];
  /** All runs in page order. */
  readonly runs: readonly Run[];
  /** Runs of the element's subtree: `runs.slice(firstRun, endRun)`. */
  firstRun(element: PageElement): number;
  endRun(element: PageElement): number;
  /** First line of the element's subtree, and the one behind its last. */
  firstLine(element: PageElement): number;
  endLine(element: PageElement): number;
}

const INLINE = new Set(
  `a abbr acronym b bdo big cite code dfn em font i img ins kbd label mark nobr o:p q s samp small span strike strong sub
   sup time tt u var wbr input button bdi del ruby area map`.split(/\s+/),
);
const UNREAD = new Set(
  'title script style noscript template textarea select head object iframe svg math datalist'.split(' '),
);
const SPACE = /[\s\u00a0\u3000\u200b-\u200d\u2002-\u2009\ufeff]+/g;
const HAS_SPACE = new RegExp(SPACE.source.replace('+', ''));
const MAX_SCRIPT = 200_000;
const MAX_TITLE = 300;
const MAX_TITLES = 4;
const MAX_RUNS_IN_LINE = 1_000;
const MAX_RUN = 50_000;

/** Flattens without recursion; linear in the page. */
export function flatten(tree: PageTree): FlatPage {
  const flattener = new Flattener(tree);
  flattener.walk();
  const { lines, scripts, first, end } = flattener;
  const titles = documentTitlesOf(tree);
  return {
    tree,
    lines,
    scripts,
    written: flattener.written,
    metas: metasOf(tree),
    documentTitle: titles[0] ?? '',
    documentTitles: titles,
    runs: flattener.runs,
    firstRun: (element) => flattener.firstRun[element.order] ?? 0,
    endRun: (element) => flattener.endRun[element.order] ?? 0,
    firstLine: (element) => first[element.order] ?? 0,
    endLine: (element) => end[element.order] ?? 0,
  };
}

/** Whitespace of every kind (no-break, ideographic, zero-width) folded to single spaces. */
export function folded(text: string): string {
  return HAS_SPACE.test(text) ? text.replace(SPACE, ' ').trim() : text;
}

/** The element's own text on one line, at most `limit` characters; runs of Chinese over a `<br>` are joined without a space. */
export function textOf(page: FlatPage, element: PageElement, limit = 1_000): string {
  const [first, end] = [page.firstRun(element), page.endRun(element)];
  if (end - first === 1 && limit > 0) return folded((page.runs[first] as Run).text).slice(0, limit);
  return joined(linesIn(page, first, end, limit)).slice(0, limit);
}

/** Text of the runs from `first` up to `end`, line by line, until `limit` characters are reached. */
export function linesIn(page: FlatPage, first: number, end: number, limit: number, glue = ''): string[] {
  if (end - first === 1 && limit > 0) return [folded((page.runs[first] as Run).text)].filter(Boolean);
  const parts: string[][] = [];
  let length = 0;
  for (let index = first; index < end && length < limit; index += 1) {
    const run = page.runs[index] as Run;
    const isNew = index === first || page.runs[index - 1]?.line !== run.line;
    if (isNew) parts.push([]);
    parts.at(-1)?.push(run.text);
    length += run.text.trim().length;
  }
  return parts.map((texts) => folded(texts.join(glue))).filter((text) => text !== '');
}

/** Lines of one text put together: no space between Chinese characters, one elsewhere. */
export function joined(parts: readonly string[]): string {
  return parts.reduce((whole, part) => {
    if (whole === '') return part;
    const glue =
      /[\p{Script=Han}，、。：；（）《》“”]/u.test(whole.at(-1) ?? '') || /^[\p{Script=Han}（《“]/u.test(part)
        ? ''
        : ' ';
    return whole + glue + part;
  }, '');
}

/** Characters shown by the element; beyond sixty lines simply many. */
export function lengthOf(page: FlatPage, element: PageElement): number {
  const first = page.firstLine(element);
  const end = Math.min(page.endLine(element), first + 60);
  let length = 0;
  for (let index = first; index < end; index += 1) length += page.lines[index]?.text.length ?? 0;
  return end < page.endLine(element) ? length + 10_000 : length;
}

export function contains(outer: PageElement, inner: PageElement): boolean {
  return inner.order >= outer.order && inner.order <= outer.lastOrder;
}

/** `class` and `id` as one lower-case string. */
export function marksOf(element: PageElement): string {
  return element.marks;
}

/** Holds the line being built while the tree is walked with an explicit stack. */
class Flattener {
  readonly lines: Line[] = [];
  readonly scripts: InlineScript[] = [];
  readonly written: string[] = [];
  readonly first: Int32Array;
  readonly end: Int32Array;
  readonly runs: Run[] = [];
  readonly firstRun: Int32Array;
  readonly endRun: Int32Array;
  /** Where the line being built starts among the runs. */
  private lineStart = 0;
  /** The line being built shows something. */
  private hasInk = false;
  private scriptRoom = MAX_SCRIPT;

  constructor(private readonly tree: PageTree) {
    this.first = new Int32Array(tree.elements.length);
    this.end = new Int32Array(tree.elements.length);
    this.firstRun = new Int32Array(tree.elements.length);
    this.endRun = new Int32Array(tree.elements.length);
  }

  /** With an explicit stack: the element, the child to look at next, and the link around it. */
  walk(): void {
    const open: PageElement[] = [];
    const next: number[] = [];
    const anchors: (PageElement | null)[] = [];
    const enter = (element: PageElement, anchor: PageElement | null): void => {
      if (!isInline(element)) this.endLine();
      this.first[element.order] = this.lines.length;
      this.firstRun[element.order] = this.runs.length;
      open.push(element);
      next.push(0);
      anchors.push(element.name === 'a' ? element : anchor);
    };
    enter(this.tree.root, null);
    while (open.length > 0) {
      const top = open.length - 1;
      const element = open[top] as PageElement;
      const anchor = anchors[top] as PageElement | null;
      const child = element.children[next[top] as number];
      next[top] = (next[top] as number) + 1;
      if (!child) {
        if (!isInline(element)) this.endLine();
        this.end[element.order] = this.lines.length + (this.hasInk ? 1 : 0);
        this.endRun[element.order] = this.runs.length;
        open.pop();
        next.pop();
        anchors.pop();
      } else if (!isElement(child)) this.addRun(child.text, element, anchor, false);
      else if (UNREAD.has(child.name)) this.passOver(child, element, anchor);
      else enter(child, anchor);
    }
  }

  private addRun(text: string, element: PageElement, anchor: PageElement | null, isScript: boolean): void {
    if (!text) return;
    if (text.length > MAX_RUN) return this.addPieces(text, element, anchor, isScript);
    if (this.runs.length - this.lineStart >= MAX_RUNS_IN_LINE) this.endLine();
    this.runs.push({ text, element, anchor, isScript, line: this.lines.length });
    this.hasInk ||= /[^\s\u200b-\u200d\ufeff]/.test(text);
  }

  /** What no person wrote as one text; whole, each reader of lines would carry its megabytes. */
  private addPieces(text: string, element: PageElement, anchor: PageElement | null, isScript: boolean): void {
    for (let at = 0; at < text.length; at += MAX_RUN) {
      this.addRun(text.slice(at, at + MAX_RUN), element, anchor, isScript);
      this.endLine();
    }
  }

  /** Scripts give the text they write (发布时间 is often written so); other unread elements only a position. */
  private passOver(child: PageElement, element: PageElement, anchor: PageElement | null): void {
    this.first[child.order] = this.lines.length;
    this.end[child.order] = this.lines.length;
    if (child.name !== 'script') return;
    const source = child.children[0];
    if (!source || isElement(source) || this.scriptRoom <= 0) return;
    const text = source.text.slice(0, this.scriptRoom);
    this.scriptRoom -= text.length;
    this.scripts.push({ text, element: child, line: this.lines.length });
    for (const output of writtenBy(text)) {
      if (output.includes('<')) this.written.push(output);
      else this.addRun(output.replace(/&\w{2,8};/g, ' '), element, anchor, true);
    }
  }

  private endLine(): void {
    if (!this.hasInk) {
      this.lineStart = this.runs.length;
      return;
    }
    const runs = this.runs.slice(this.lineStart);
    const first = runs[0] as Run;
    const isWhole = runs.length === 1;
    const text = folded(isWhole ? first.text : runs.map((run) => run.text).join(''));
    const linkLength = isWhole ? (first.anchor ? text.length : 0) : linkedIn(runs);
    const element = blockOf(first.element);
    this.lines.push({ index: this.lines.length, text, runs, element, linkLength });
    this.lineStart = this.runs.length;
    this.hasInk = false;
  }
}

/** Characters that belong to links. */
function linkedIn(runs: readonly Run[]): number {
  return runs.reduce((sum, run) => sum + (run.anchor ? folded(run.text).length : 0), 0);
}

function isInline(element: PageElement): boolean {
  return INLINE.has(element.name) || element.name.includes(':');
}

function blockOf(element: PageElement): PageElement {
  let block = element;
  while (isInline(block) && block.parent) block = block.parent;
  return block;
}

function metasOf(tree: PageTree): Map<string, string> {
  const metas = new Map<string, string>();
  for (const { attributes } of tree.named('meta')) {
    const key = (attributes['name'] ?? '').toLowerCase();
    const content = folded(attributes['content'] ?? '');
    if (key && content && !metas.has(key)) metas.set(key, content);
  }
  return metas;
}

function documentTitlesOf(tree: PageTree): string[] {
  const elements = tree.named('title').filter(({ parent }) => parent?.name !== 'svg');
  const texts = elements.slice(0, MAX_TITLES).map(({ children }) => {
    const text = children.map((child) => (isElement(child) ? '' : child.text)).join('');
    return folded(text.slice(0, MAX_TITLE * 4)).slice(0, MAX_TITLE);
  });
  return [...new Set(texts.filter(Boolean))];
}
