import { ExtractedPage } from '@app/crawling/extracted-page';
import { valueOf } from './byline';
import { FlatPage } from './flat-page';
import { Reading } from './reading';

const SITE_NAME = /(?:网|网站|政府|局|厅|委|委员会|办公室|门户|平台|系统|大学|中心|署|办|院)$/;
const SEPARATOR = /\s*(?:[_|｜]|——|--|(?<=[\p{Script=Han}\s）)》”])\s?[-–—]\s?(?=[\p{Script=Han}\s]))\s*/u;

/** Heading, ArticleTitle tag, 名称 of the record box, and last `<title>` without the names of section and site. */
export function articleTitle({ page, heading, record, breadcrumb }: Reading): string | null {
  return (
    heading?.text ?? page.metas.get('articletitle') ?? valueOf(record, 'title') ?? nameOfPage(page, breadcrumb.names)
  );
}

/** Title of a list or landing page: the heading over its list, the end of the breadcrumb, the column tag, `<title>`. */
export function sectionTitle(reading: Reading, kind: ExtractedPage['kind']): string | null {
  const { page, main, breadcrumb } = reading;
  if (kind === 'home') return homeTitle(page);
  const above = kind === 'list' ? (main?.heading ?? null) : null;
  const last = breadcrumb.names.at(-1) ?? null;
  if (above && (breadcrumb.names.includes(above) || last === null || isHeading(reading, above))) return above;
  return last ?? page.metas.get('columnname') ?? reading.heading?.text ?? nameOfPage(page, breadcrumb.names);
}

/** A home page put together from two templates carries two names, both its own. */
function homeTitle(page: FlatPage): string | null {
  const { documentTitles, metas } = page;
  if (documentTitles.length > 1) return documentTitles.join(' ');
  return documentTitle(page, []) ?? metas.get('sitename') ?? null;
}

/** 栏目名: the end of the breadcrumb before the heading over the list. */
export function sectionNameOf(reading: Reading): string | null {
  const { breadcrumb, main, page } = reading;
  return breadcrumb.names.at(-1) ?? main?.heading ?? page.metas.get('columnname') ?? sectionTitle(reading, 'list');
}

function isHeading({ page, main }: Reading, text: string): boolean {
  const line = page.lines.slice(0, main?.firstLine ?? 0).findLast((other) => other.text.startsWith(text));
  const names = [line?.element.name, line?.element.parent?.name];
  return names.some((name) => name !== undefined && /^h[1-4]$/.test(name));
}

/** `<title>`, unless it only names the site and the breadcrumb says more. */
function nameOfPage(page: FlatPage, names: readonly string[]): string | null {
  const title = documentTitle(page, names);
  const isSite = title === null || SITE_NAME.test(title) || title === page.metas.get('sitename');
  return isSite ? (names.at(-1) ?? title) : title;
}

function documentTitle({ documentTitle: whole, metas }: FlatPage, names: readonly string[]): string | null {
  const parts = whole.split(SEPARATOR).filter(Boolean);
  const suffixes = new Set([...names, metas.get('sitename') ?? '', metas.get('columnname') ?? ''].filter(Boolean));
  while (parts.length > 1 && (suffixes.has(parts.at(-1) ?? '') || SITE_NAME.test(parts.at(-1) ?? ''))) parts.pop();
  return parts.join('-') || null;
}
