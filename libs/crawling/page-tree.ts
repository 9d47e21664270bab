import { SwiftTokenizer } from './swift-tokenizer';

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

function marksOf({ class: classes = '', id = '' }: PageElement['attributes']): string {
  return classes === '' && id === '' ? ' ' : `${classes} ${id}`.toLowerCase();
}

/** Attributes the readers look at; the rest (styles, handlers) is dropped unread. */
const KEPT_ATTRIBUTES = new Set(
  `href src title class id name content http-equiv charset alt value type for oldsrc data data-href data-url url download
   placeholder language width height align action method disabled`.split(/\s+/),
);
const CELL_BOUNDARY: ReadonlySet<string> = new Set(['td', 'th', 'table', 'template']);
const TABLE_BOUNDARY: ReadonlySet<string> = new Set(['table', 'template']);
const LIST_BOUNDARY: ReadonlySet<string> = new Set(['ul', 'ol', 'menu', 'table', 'td', 'th']);
const TERM_BOUNDARY: ReadonlySet<string> = new Set(['dl', 'table', 'td', 'th']);
const OPTION_BOUNDARY: ReadonlySet<string> = new Set(['select']);

/** How the builder treats elements of a name. */
interface Tag {
  readonly name: string;
  readonly isVoid?: boolean;
  readonly closesParagraph?: boolean;
  /** The start tag ends open elements of these names, up to the boundary. */
  readonly closes?: readonly string[];
  readonly boundary?: ReadonlySet<string>;
  readonly isCell?: boolean;
  readonly isTablePart?: boolean;
}

const TAGS = new Map<string, Tag>();

function mark(names: string, tag: Omit<Tag, 'name'>): void {
  for (const name of names.split(/\s+/)) TAGS.set(name, { ...TAGS.get(name), ...tag, name });
}

/** Most names are known and written in lower case: they cost one look-up. */
function tagOf(written: string): Tag {
  const name = TAGS.has(written) ? written : written.toLowerCase();
  return TAGS.get(name) ?? { name };
}

mark('area base br col embed hr img input link meta param source track wbr basefont bgsound', { isVoid: true });
mark(
  `address article aside blockquote center details dir div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr
   main menu nav ol p pre section table ul`,
  { closesParagraph: true },
);
mark('li', { closes: ['li'], boundary: LIST_BOUNDARY });
mark('dt dd', { closes: ['dt', 'dd'], boundary: TERM_BOUNDARY });
mark('tr', { closes: ['tr', 'td', 'th'], boundary: TABLE_BOUNDARY });
mark('td th', { closes: ['td', 'th'], boundary: TABLE_BOUNDARY });
mark('tbody thead', { closes: ['tr', 'td', 'th', 'tbody', 'thead'], boundary: TABLE_BOUNDARY });
mark('option', { closes: ['option'], boundary: OPTION_BOUNDARY });
mark('a', { closes: ['a'], boundary: CELL_BOUNDARY });
mark([...CELL_BOUNDARY].join(' '), { isCell: true });
mark('table tbody thead tfoot tr td th body html', { isTablePart: true });
mark(
  'span b i em strong font u sub sup label small script style title head noscript iframe object button textarea',
  {},
);

/** The attribute's name in lower case, empty where nobody reads it. */
function keptName(written: string): string {
  const kept = ATTRIBUTE_NAMES.get(written);
  if (kept !== undefined) return kept;
  const name = written.toLowerCase();
  return KEPT_ATTRIBUTES.has(name) ? name : '';
}

const ATTRIBUTE_NAMES = new Map(
  [...KEPT_ATTRIBUTES]
    .map((name) => [name, name] as const)
    .concat(['style', 'target', 'rel', 'border', 'onclick', 'cellpadding', 'cellspacing'].map((name) => [name, ''])),
);

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
