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
export interface Tag {
  readonly name: string;
  readonly isVoid?: boolean;
  readonly closesParagraph?: boolean;
  /** The start tag ends open elements of these names, up to the boundary. */
  readonly closes?: readonly string[];
  readonly boundary?: ReadonlySet<string>;
  readonly isCell?: boolean;
  readonly isTablePart?: boolean;
}

export const TAGS = new Map<string, Tag>();

function mark(names: string, tag: Omit<Tag, 'name'>): void {
  for (const name of names.split(/\s+/)) TAGS.set(name, { ...TAGS.get(name), ...tag, name });
}

/** Most names are known and written in lower case: they cost one look-up. */
export function tagOf(written: string): Tag {
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
export function keptName(written: string): string {
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
