import { SwiftTokenizer } from './swift-tokenizer';
import { keptName, Tag, tagOf, TAGS } from './page-tree-tags';

/** Elements deeper than this are kept as children of the deepest one allowed, as browsers do. */
export const MAX_DEPTH = 512;
const MAX_ELEMENTS = 100_000;
const MAX_CHARACTERS = 8_000_000;
const MAX_ATTRIBUTE_LENGTH = 4_096;
const MAX_ATTRIBUTES = 24;
const LONGEST_NAME = 40;
const NO_NODES: PageNode[] = [];

export interface PageText {
  readonly text: string;
}

/** One element; `order` counts elements in document order, `lastOrder` is that of its last descendant. */
export interface PageElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly parent: PageElement | null;
  readonly children: readonly PageNode[];
  readonly order: number;
  readonly lastOrder: number;
  /** `class` and `id` as one lower-case string, a space between them. */
  readonly marks: string;
}

export type PageNode = PageElement | PageText;

export interface PageTree {
  readonly root: PageElement;
  /** All elements in document order; `elements[n].order === n`. */
  readonly elements: readonly PageElement[];
  /** The elements of a name, in document order: a page has hundreds of elements, and readers ask for few of them. */
  named(name: string): readonly PageElement[];
  /** True when a cap cut the page: what is missing was not read. */
  readonly isTruncated: boolean;
}

export function isElement(node: PageNode): node is PageElement {
  return 'name' in node;
}

/**
 * HTML as a tree, in time linear in its length whatever the bytes are. Works on htmlparser2's tokens with a stack of
 * our own: its Parser and parse5 are quadratic on nested pages (measured: 1 MB of `<b>` costs 14 s and more).
 * Depth is capped at 512, elements at 100,000, text at 8 million characters. Never throws.
 */
export function parsePage(html: string): PageTree {
  const builder = new TreeBuilder(html.slice(0, MAX_CHARACTERS));
  const tokenizer = new SwiftTokenizer({ decodeEntities: true, xmlMode: false }, builder);
  tokenizer.write(builder.source);
  tokenizer.end();
  return {
    root: builder.root,
    elements: builder.elements,
    named: (name) => builder.byName.get(name) ?? [],
    isTruncated: builder.isFull || html.length > MAX_CHARACTERS,
  };
}

class OpenElement implements PageElement {
  children: PageNode[] = NO_NODES;
  lastOrder: number;
  attributes: Record<string, string> = NO_ATTRIBUTES;
  readonly name: string;
  private knownMarks: string | undefined;

  constructor(
    readonly tag: Tag,
    readonly parent: OpenElement | null,
    readonly order: number,
  ) {
    this.name = tag.name;
    this.lastOrder = order;
  }

  append(node: PageNode): void {
    if (this.children === NO_NODES) this.children = [node];
    else this.children.push(node);
  }

  get marks(): string {
    return (this.knownMarks ??= marksOf(this.attributes));
  }
}

/** The same string for the same names, as far as they are remembered: what is asked of names is then known by identity. */
function marksOf({ class: classes = '', id = '' }: PageElement['attributes']): string {
  if (classes === '' && id === '') return ' ';
  const written = `${classes} ${id}`;
  const known = KNOWN_MARKS.get(written);
  if (known !== undefined) return known;
  const marks = written.toLowerCase();
  if (written.length > LONGEST_MARKS) return marks;
  if (KNOWN_MARKS.size >= MOST_MARKS) KNOWN_MARKS.clear();
  KNOWN_MARKS.set(written, marks);
  return marks;
}

const KNOWN_MARKS = new Map<string, string>();
const MOST_MARKS = 4_000;
const LONGEST_MARKS = 200;

/**
 * Objects without inherited names. `Object.create(null)` gives such, too, but as hash tables, which take several times
 * as long to fill and to read; a page has hundreds.
 */
const Attributes = function () {} as unknown as new () => Record<string, string>;
Attributes.prototype = Object.create(null) as object;
const NO_ATTRIBUTES: Record<string, string> = Object.freeze(new Attributes());

/** Receives tokens and holds the growing tree. */
class TreeBuilder {
  readonly root: OpenElement = new OpenElement({ name: '#document' }, null, 0);
  readonly elements: OpenElement[] = [this.root];
  readonly byName = new Map<string, OpenElement[]>();
  isFull = false;
  private readonly stack: OpenElement[] = [this.root];
  /** How many elements of a name are open: a stray end tag costs one look-up. */
  private readonly open = new Map<string, number>();
  /** Elements of a name that were too deep to be pushed; their end tags close nothing. */
  private readonly flattened = new Map<string, number>();
  private pending: OpenElement | undefined;
  private pendingAttributes = 0;
  /** Empty for an attribute nobody reads. */
  private attributeName = '';
  private attributeValue = '';
  private text = '';

  constructor(readonly source: string) {}

  ontext(start: number, end: number): void {
    this.text += this.source.slice(start, end);
  }

  ontextentity(codepoint: number): void {
    this.text += fromCodepoint(codepoint);
  }

  onopentagname(start: number, end: number): void {
    this.flushText();
    if (this.elements.length >= MAX_ELEMENTS) {
      this.isFull = true;
      return;
    }
    const tag = tagOf(this.source.slice(start, Math.min(end, start + LONGEST_NAME)));
    this.closeImplied(tag);
    const parent = this.top();
    const element = new OpenElement(tag, parent, this.elements.length);
    parent.append(element);
    this.elements.push(element);
    this.note(element);
    this.pending = element;
    this.pendingAttributes = 0;
  }

  onattribname(start: number, end: number): void {
    this.attributeName = end - start > 20 ? '' : keptName(this.source.slice(start, end));
    this.attributeValue = '';
  }

  onattribdata(start: number, end: number): void {
    if (this.attributeName === '') return;
    const room = MAX_ATTRIBUTE_LENGTH - this.attributeValue.length;
    if (room > 0) this.attributeValue += this.source.slice(start, Math.min(end, start + room));
  }

  onattribentity(codepoint: number): void {
    if (this.attributeValue.length < MAX_ATTRIBUTE_LENGTH) this.attributeValue += fromCodepoint(codepoint);
  }

  onattribend(): void {
    const name = this.attributeName;
    const { pending } = this;
    if (name === '' || !pending || name in pending.attributes) return;
    this.pendingAttributes += 1;
    if (this.pendingAttributes > MAX_ATTRIBUTES) return;
    if (pending.attributes === NO_ATTRIBUTES) pending.attributes = new Attributes();
    pending.attributes[name] = this.attributeValue;
  }

  onopentagend(): void {
    this.push();
  }

  /** `<div/>` opens a div in HTML. */
  onselfclosingtag(): void {
    this.push();
  }

  onclosetag(start: number, end: number): void {
    this.flushText();
    const { name } = tagOf(this.source.slice(start, Math.min(end, start + LONGEST_NAME)));
    const tooDeep = this.flattened.size > 0 ? (this.flattened.get(name) ?? 0) : 0;
    if (tooDeep > 0) this.flattened.set(name, tooDeep - 1);
    else if (this.top().name === name && this.stack.length > 1) this.pop();
    else if ((this.open.get(name) ?? 0) > 0) this.close(name);
    else if (name === 'br') this.onopentagname(start, end);
  }

  oncomment(): void {
    this.flushText();
  }

  onend(): void {
    this.flushText();
    while (this.stack.length > 0) this.pop();
  }

  oncdata(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}

  private note(element: OpenElement): void {
    const known = this.byName.get(element.name);
    if (known) known.push(element);
    else this.byName.set(element.name, [element]);
  }

  private push(): void {
    const element = this.pending;
    this.pending = undefined;
    if (!element || element.tag.isVoid) return;
    const counts = this.stack.length >= MAX_DEPTH ? this.flattened : this.open;
    counts.set(element.name, (counts.get(element.name) ?? 0) + 1);
    if (counts === this.open) this.stack.push(element);
  }

  private closeImplied({ closesParagraph, closes, boundary }: Tag): void {
    if (closesParagraph && (this.open.get('p') ?? 0) > 0) this.close('p');
    if (!closes || !boundary || !closes.some((other) => (this.open.get(other) ?? 0) > 0)) return;
    this.closeTo(closes, boundary);
  }

  /** Pops through the innermost open `name`; an end tag inside a table cell closes nothing outside it. */
  private close(name: string): void {
    const crossesCells = TAGS.get(name)?.isTablePart === true;
    for (let depth = this.stack.length - 1; depth > 0; depth -= 1) {
      const open = this.stack[depth] as OpenElement;
      if (open.name === name) return this.popTo(depth);
      if (open.tag.isCell && !crossesCells) return;
    }
  }

  /** Pops through the outermost open element of `names` above the nearest boundary; nothing where there is none. */
  private closeTo(names: readonly string[], boundary: ReadonlySet<string>): void {
    let target = -1;
    for (let depth = this.stack.length - 1; depth > 0; depth -= 1) {
      const { name } = this.stack[depth] as OpenElement;
      if (names.includes(name)) target = depth;
      else if (boundary.has(name)) break;
    }
    if (target >= 0) this.popTo(target);
  }

  private popTo(depth: number): void {
    while (this.stack.length > depth) this.pop();
  }

  private pop(): void {
    const element = this.stack.pop() as OpenElement;
    element.lastOrder = this.elements.length - 1;
    if (element !== this.root) this.open.set(element.name, (this.open.get(element.name) ?? 1) - 1);
  }

  private top(): OpenElement {
    return this.stack[this.stack.length - 1] ?? this.root;
  }

  private flushText(): void {
    if (this.text === '') return;
    this.top().append({ text: this.text });
    this.text = '';
  }
}

function fromCodepoint(codepoint: number): string {
  return codepoint >= 0 && codepoint <= 0x10ffff ? String.fromCodePoint(codepoint) : '\ufffd';
}
