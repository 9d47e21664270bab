import { ExtractedPage } from '@app/crawling/extracted-page';
import { Block } from './rows';

/** What is known of a page when its kind is decided. */
export interface KindEvidence {
  readonly url: string;
  readonly blocks: readonly Block[];
  /** The block a list page is about. */
  readonly main: Block | null;
  readonly hasPaging: boolean;
  readonly hasBreadcrumb: boolean;
  readonly hasArticleTag: boolean;
  readonly hasColumnTag: boolean;
  /** A date of publication printed for the page itself. */
  readonly isDated: boolean;
  readonly hasBox: boolean;
  readonly hasHeading: boolean;
  readonly prose: number;
  /** Files offered in the text. */
  readonly hasAttachments: boolean;
}

const ARTICLE_PATH =
  /\/(?:t\d{8}_\d+|art_\d+_\d+(?:_\d+)?|m?post_\d+|content_\d+|article_[\w-]+|doc_[\w-]+|i\d{5,}|[0-9a-f]{32})\.\w+$|\/info\/\d+\/\d+\.html?$|-show-\d+\.html?$/;
const LIST_PATH = /\/(?:col\/col\d+\/|[\w-]*list[\w-]*\.|index(?:_\d+)?\.|[\w-]*column\.)|\/$/;
const LANDING_BLOCKS = 3;

/**
 * Kind of a page from what it shows. A page that prints its own date, record box or article tag is an article, even
 * beside lists of other documents; several lists side by side are a landing page (`other`) or the home page.
 */
export function kindOf(evidence: KindEvidence): ExtractedPage['kind'] {
  if (isHomeAddress(evidence.url) && evidence.blocks.length > 1) return 'home';
  if (isArticle(evidence)) return 'article';
  if (isLanding(evidence)) return isHome(evidence) ? 'home' : 'other';
  if (evidence.main || evidence.hasPaging) return 'list';
  if (evidence.prose >= 60 || (evidence.hasHeading && evidence.hasAttachments)) return 'article';
  return LIST_PATH.test(pathOf(evidence.url)) && evidence.hasBreadcrumb ? 'list' : 'other';
}

function isArticle(evidence: KindEvidence): boolean {
  const rows = evidence.main?.datedRows ?? 0;
  if (evidence.hasArticleTag) return true;
  const path = pathOf(evidence.url);
  if (ARTICLE_PATH.test(path)) return evidence.isDated || evidence.hasHeading || evidence.prose > 0 || rows === 0;
  if (evidence.hasBox) return rows < 3 || evidence.prose > 200;
  if (evidence.isDated) return rows < 8 || evidence.prose > 300;
  return evidence.prose >= 150 && rows < 3 && !evidence.hasPaging && countLanding(evidence) < LANDING_BLOCKS;
}

function isLanding(evidence: KindEvidence): boolean {
  if (evidence.hasPaging) return false;
  return countLanding(evidence) >= LANDING_BLOCKS;
}

/** Blocks that could each be a list; one block that outweighs all others is a list page with side boxes. */
function countLanding({ blocks, main }: KindEvidence): number {
  const sizable = blocks.filter(({ rows }) => rows.length >= 2);
  const total = sizable.reduce((sum, { rows }) => sum + rows.length, 0);
  if (main && main.rows.length > total / 2) return 1;
  return sizable.length;
}

function isHome({ url, hasBreadcrumb, hasColumnTag }: KindEvidence): boolean {
  return isHomeAddress(url) || (!hasBreadcrumb && !hasColumnTag);
}

function isHomeAddress(url: string): boolean {
  return /^https?:/.test(url) && /^\/(?:(?:index|default|main)\.\w+)?$/.test(pathOf(url));
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : url;
}
