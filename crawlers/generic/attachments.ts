import { Attachment } from '@app/crawling/extracted-page';
import { PageElement } from '@app/crawling/page-tree';
import { chromeOf } from './chrome';
import { FlatPage, folded, textOf } from './flat-page';
import { Resolve } from './links';

const EXTENSION = /\.(?:docx?|wps|xlsx?|et|pdf|ofd|pptx?|zip|rar|7z|csv|txt|ceb|gd|tif|rtf)(?=$|[?#&)）\s"'])/i;
const DOWNLOAD = /(?:download|downfile|attach|fileid|filename|uploadfile)[\w./]*[?/=]/i;
const MAX_ATTACHMENTS = 200;

/**
 * 附件 of the page: links to documents by their file name, and links to downloads inside the text. `url` is empty
 * where the page names a file but links nowhere.
 */
export function attachmentsOf(page: FlatPage, text: PageElement, resolve: Resolve): Attachment[] {
  const isChrome = chromeOf(page);
  const found = new Map<string, Attachment>();
  for (const element of page.tree.named('a')) {
    if (isChrome(element) || found.size >= MAX_ATTACHMENTS) continue;
    const attachment = attachmentOf(page, element, text, resolve);
    if (attachment) found.set(attachment.url || attachment.name, attachment);
  }
  return [...found.values()];
}

function attachmentOf(
  page: FlatPage,
  anchor: PageElement,
  text: PageElement,
  resolve: Resolve,
): Attachment | undefined {
  const { href = '', title = '', download = '', oldsrc = '', alt = '' } = anchor.attributes;
  const isInside = anchor.order > text.order && anchor.order <= text.lastOrder;
  const label = textOf(page, anchor, 300);
  const isFile = [href, download, oldsrc].some((address) => EXTENSION.test(decoded(address)));
  const isNamed = isInside && [label, title, alt].some((name) => EXTENSION.test(name));
  const isDownload = isInside && DOWNLOAD.test(href) && /附件|下载|\.\w{2,4}$/.test(label);
  if (!isFile && !isNamed && !isDownload) return undefined;
  const name = [label, folded(title), folded(download), fileName(href || oldsrc)].find((part) => part !== '') ?? '';
  return { name: name.slice(0, 300), url: resolve(href) ?? '' };
}

function fileName(address: string): string {
  return decoded(address.split(/[?#]/)[0]?.split('/').at(-1) ?? '');
}

function decoded(address: string): string {
  if (!address.includes('%')) return address.slice(0, 2_000);
  try {
    return decodeURIComponent(address.slice(0, 2_000));
  } catch {
    return address; // a stray per cent sign: the address as it stands
  }
}
