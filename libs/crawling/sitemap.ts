import { Tokenizer } from 'htmlparser2';
import { normalizeUrl } from './url-key';

/** 网站地图 — pages the site itself names, and further maps; only those on the map's own host. */
export interface Sitemap {
  readonly entries: readonly SitemapEntry[];
  readonly sitemaps: readonly string[];
  /** True when a cap cut it: what is missing was not read. */
  readonly isCut: boolean;
}

export interface SitemapEntry {
  /** Normalised. */
  readonly url: string;
  /** Epoch milliseconds of `lastmod`; null where it is missing or no date. */
  readonly modifiedMs: number | null;
}

/** sitemaps.org allows 50,000 URLs a file; longer addresses are traps. */
const MAX_ENTRIES = 50_000;
const MAX_CHARACTERS = 10_000_000;
const MAX_URL_LENGTH = 1_024;

/**
 * Reads a sitemap, an index of sitemaps or a plain list of addresses. Works on tokens: no entity but those of XML
 * itself is known, no DTD is read, nothing is fetched, and time is linear whatever the bytes. Never throws.
 */
export function readSitemap(text: string, base: string): Sitemap {
  const source = text.slice(0, MAX_CHARACTERS);
  const found = /^\ufeff?\s*</.test(source) ? fromXml(source) : fromLines(source);
  const host = new URL(base).host;
  const entries = new Map<string, SitemapEntry>();
  const sitemaps = new Set<string>();
  for (const { location, modified, isMap } of found.lines) {
    const url = location.length > MAX_URL_LENGTH ? undefined : normalizeUrl(location, base);
    if (!url || new URL(url).host !== host) continue;
    if (isMap) sitemaps.add(url);
    else if (!entries.has(url)) entries.set(url, { url, modifiedMs: instantOf(modified) });
  }
  return {
    entries: [...entries.values()],
    sitemaps: [...sitemaps],
    isCut: found.isCut || text.length > MAX_CHARACTERS,
  };
}

interface Line {
  readonly location: string;
  readonly modified: string;
  readonly isMap: boolean;
}

interface Found {
  readonly lines: readonly Line[];
  readonly isCut: boolean;
}

function fromLines(source: string): Found {
  const lines = source.split(/\r\n|\r|\n/).filter((line) => /^\s*https?:\/\//i.test(line));
  return {
    lines: lines.slice(0, MAX_ENTRIES).map((line) => ({ location: line.trim(), modified: '', isMap: false })),
    isCut: lines.length > MAX_ENTRIES,
  };
}

function fromXml(source: string): Found {
  const reader = new SitemapReader(source);
  const tokenizer = new Tokenizer({ decodeEntities: true, xmlMode: true }, reader);
  tokenizer.write(source);
  tokenizer.end();
  return reader;
}

/** Receives tokens; names of elements count without their prefix (`image:loc` is no `loc` of a page). */
class SitemapReader implements Found {
  readonly lines: Line[] = [];
  isCut = false;
  private field: 'loc' | 'lastmod' | undefined;
  private text = '';
  private location = '';
  private modified = '';

  constructor(private readonly source: string) {}

  onopentagname(start: number, end: number): void {
    const name = this.name(start, end);
    this.field = name === 'loc' || name === 'lastmod' ? name : undefined;
    this.text = '';
  }

  onclosetag(start: number, end: number): void {
    const name = this.name(start, end);
    if (name === 'loc' && this.field) this.location = this.text.trim();
    if (name === 'lastmod' && this.field) this.modified = this.text.trim();
    if (name === 'url' || name === 'sitemap') this.endLine(name === 'sitemap');
    this.field = undefined;
    this.text = '';
  }

  ontext(start: number, end: number): void {
    const room = MAX_URL_LENGTH + 1 - this.text.length;
    if (this.field && room > 0) this.text += this.source.slice(start, Math.min(end, start + room));
  }

  ontextentity(codepoint: number): void {
    if (this.field && this.text.length <= MAX_URL_LENGTH) this.text += String.fromCodePoint(codepoint);
  }

  oncdata(start: number, end: number, endOffset: number): void {
    this.ontext(start, end - endOffset);
  }

  onattribname(): void {}
  onattribdata(): void {}
  onattribentity(): void {}
  onattribend(): void {}
  onopentagend(): void {}
  onselfclosingtag(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  private endLine(isMap: boolean): void {
    if (this.lines.length >= MAX_ENTRIES) this.isCut = true;
    else if (this.location) this.lines.push({ location: this.location, modified: this.modified, isMap });
    this.location = '';
    this.modified = '';
  }

  private name(start: number, end: number): string {
    return this.source.slice(start, Math.min(end, start + 20)).toLowerCase();
  }
}

/** W3C date-time; a bare day begins in Shanghai, and a time without a zone is taken for Shanghai's. */
function instantOf(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d{1,9})?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  if (!match) return null;
  const zone = (match[3] ?? '+08:00').toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(`${match[1]}T${match[2] ?? '00:00'}${zone}`);
  return Number.isNaN(at) ? null : at;
}

/** Pages a round takes from sitemaps at most; the rest comes with later rounds. */
const MAX_NEW = 500;
/** A map that calls everything changed (`lastmod` = now) may bring back only so many known pages. */
const MAX_RENEWED = 50;

/**
 * What sitemaps add to a round: addresses nobody has visited, and known ones whose `lastmod` lies between their last
 * visit and now. A `lastmod` in the future says nothing.
 */
export function sitemapVisits(
  entries: readonly SitemapEntry[],
  lastVisitMs: (url: string) => number | undefined,
  nowMs: number,
): string[] {
  const added: string[] = [];
  const renewed: string[] = [];
  for (const { url, modifiedMs } of entries) {
    const visited = lastVisitMs(url);
    if (visited === undefined) added.push(url);
    else if (modifiedMs !== null && modifiedMs > visited && modifiedMs <= nowMs) renewed.push(url);
  }
  return [...added.slice(0, MAX_NEW), ...renewed.slice(0, MAX_RENEWED)];
}
