import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ExtractedPage } from '@app/crawling/extracted-page';
import { decodePage } from '@app/crawling/charset';
import { extract } from './index';

const PAGES = join(__dirname, '../../shared/data/pages');
const MIRROR = join(__dirname, '../../shared/data/sites/daozhen_hrss');
const MIRROR_LISTS = `${MIRROR}_lists.csv`;

/** What a person read off a page, one line of index.jsonl. */
interface Noted {
  readonly file: string;
  readonly kind: string;
  readonly title?: string;
  readonly pub_date?: string;
  readonly doc_number?: string;
  readonly index_number?: string;
  readonly list_count?: number;
  readonly list_newest?: string;
}

type Check = (noted: Noted, page: ExtractedPage, html: string) => boolean | undefined;

const isArticle = ({ kind }: Noted) => kind === 'article';
/** Titles in brackets describe a page that prints none; others were known to the reader from elsewhere. */
const isPrinted = ({ title }: Noted, html: string) =>
  title !== undefined &&
  !/^\(|\(placeholder/.test(title) &&
  alike(html.replace(/<[^>]{0,2000}>/g, '')).includes(alike(title).slice(0, 8));

/** Undefined where the check does not apply to the page; what a page does not print and is read all the same is a miss, too. */
const CHECKS: Readonly<Record<string, readonly [check: Check, misses: number]>> = {
  kind: [({ kind }, page) => (kind === 'column' ? page.kind !== 'article' : page.kind === kind), 1],
  title: [(noted, page, html) => (isPrinted(noted, html) ? alike(noted.title) === alike(page.title) : undefined), 1],
  publishedOn: [
    (noted, page) =>
      isArticle(noted) && noted.pub_date ? page.publishedOn === noted.pub_date.slice(0, 10) : undefined,
    1,
  ],
  documentNumber: [
    (noted, page) => (isArticle(noted) ? alike(noted.doc_number) === alike(page.documentNumber) : undefined),
    1,
  ],
  indexNumber: [
    (noted, page) => (isArticle(noted) ? alike(noted.index_number) === alike(page.indexNumber) : undefined),
    1,
  ],
  'entries ±1': [
    ({ list_count: count }, page) => (count === undefined ? undefined : Math.abs(count - page.entries.length) <= 1),
    1,
  ],
  'newest entry': [
    ({ list_newest: newest }, page) => (newest === undefined ? undefined : newestOf(page) === newest),
    1,
  ],
};

describe('extraction measured on the pages of shared/data', () => {
  if (!existsSync(PAGES)) return it.skip('shared/data/pages is missing: nothing is measured', () => undefined);
  const noted = readFileSync(join(PAGES, 'index.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Noted);
  const pages = noted.map((one) => {
    const { html } = decodePage(readFileSync(join(PAGES, one.file)), null);
    return [one, extract({ url: `https://a.gov.cn/zwgk/${one.file}`, html }), html] as const;
  });

  it.each(Object.entries(CHECKS))('%s', (name, [check, misses]) => {
    const results = pages
      .map(([one, page, html]) => [one.file, check(one, page, html)] as const)
      .filter(([, ok]) => ok !== undefined);
    const missed = results.filter(([, ok]) => !ok).map(([file]) => file);
    report(`${name}: ${results.length - missed.length} / ${results.length} ${missed.join(' ')}`);
    expect(missed.length).toBeLessThanOrEqual(misses);
    expect(results.length).toBeGreaterThan(10);
  });

  it('invents no date for templates and articles that print none', () => {
    // The scripts of 082 and 083 write a date that the index, read without scripts, does not know.
    const silent = pages.filter(([one]) => isArticle(one) && !one.pub_date && !/^08[23]/.test(one.file));
    expect(silent.filter(([, page]) => page.publishedOn !== null)).toEqual([]);
  });
});

describe('list entries measured on a mirrored site', () => {
  if (!existsSync(MIRROR_LISTS)) return it.skip('shared/data/sites is missing: nothing is measured', () => undefined);
  const wanted = new Map<string, string[]>();
  for (const line of readFileSync(MIRROR_LISTS, 'utf8').trim().split('\n').slice(1)) {
    const [file = '', title = '', href = '', date = ''] = fieldsOf(line.trim());
    const url = href.startsWith('javascript') ? '' : new URL(href, `https://a.gov.cn/${file}`).href;
    wanted.set(file, [...(wanted.get(file) ?? []), `${alike(title).slice(0, 30)} ${date} ${url}`]);
  }

  it('finds every entry with its date and address, and no other', () => {
    const found = [...wanted.keys()].map((file) => {
      const { entries } = read(join(MIRROR, file), `https://a.gov.cn/${file}`);
      return [
        file,
        entries.map((entry) => `${alike(entry.title).slice(0, 30)} ${entry.publishedOn} ${entry.url}`),
      ] as const;
    });
    report(`entries of ${dirname(MIRROR_LISTS).split('/').at(-1)}: ${found.flatMap(([, entries]) => entries).length}`);
    expect(sorted(found)).toEqual(sorted([...wanted]));
  });
});

function read(file: string, url: string): ExtractedPage {
  return extract({ url, html: decodePage(readFileSync(file), null).html });
}

/** The file with the lists is not in page order. */
function sorted(lists: readonly (readonly [string, readonly string[]])[]): Record<string, string[]> {
  return Object.fromEntries(lists.map(([file, entries]) => [file, [...entries].sort()]));
}

function newestOf({ entries }: ExtractedPage): string | undefined {
  return entries
    .map(({ publishedOn }) => publishedOn ?? '')
    .sort()
    .at(-1);
}

/** Spaces, quotes and the shape of brackets do not count. */
function alike(text: string | null | undefined): string {
  return (text ?? '')
    .replace(/[\s"'“”‘’]|…+$|\.{2,}$/g, '')
    .replace(/[（【[〔]/g, '(')
    .replace(/[）】\]〕]/g, ')');
}

function fieldsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"([^"]*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
