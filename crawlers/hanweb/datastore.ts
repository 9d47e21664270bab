const STORE = '<datastore>';
const STORE_END = '</datastore>';
const RECORD = '<record><![CDATA[';
const GROUP = '<nextgroup><![CDATA[';
const TEXT_END = ']]>';
const MAX_STORES = 40;
const MAX_RECORDS = 5_000;
const MAX_GROUPS = 300;

/**
 * Puts the rows of `<script type="text/xml"><datastore>…` into the page as markup, with links to the further groups
 * of rows. The same XML comes alone when such a group is fetched from dataproxy.
 */
export function unfoldDatastore(html: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let count = 0; count < MAX_STORES; count += 1) {
    const start = html.indexOf(STORE, at);
    const end = start < 0 ? -1 : html.indexOf(STORE_END, start);
    if (end < 0) break;
    const script = enclosingScript(html, start, end + STORE_END.length, at);
    const store = html.slice(start, end);
    pieces.push(html.slice(at, script.start), `<div class="datastore">${rowsOf(store)}</div>`);
    pieces.push(pagesOf(store, html.slice(end, end + 4_000)));
    at = script.end;
  }
  return pieces.join('') + html.slice(at);
}

function enclosingScript(html: string, start: number, end: number, from: number): { start: number; end: number } {
  const open = html.lastIndexOf('<script', start);
  const isInside = open >= from && !html.slice(open, start).includes('</script');
  const close = isInside ? html.indexOf('</script>', end) : -1;
  return close < 0 ? { start, end } : { start: open, end: close + '</script>'.length };
}

function rowsOf(store: string): string {
  return texts(store, RECORD, MAX_RECORDS).join('\n');
}

/** The text of every CDATA section behind `mark`. */
function texts(store: string, mark: string, limit: number): string[] {
  const found: string[] = [];
  for (let at = store.indexOf(mark); at >= 0 && found.length < limit; at = store.indexOf(mark, at + mark.length)) {
    const end = store.indexOf(TEXT_END, at);
    if (end < 0) break;
    found.push(store.slice(at + mark.length, end));
  }
  return found;
}

/**
 * Further rows: the address of `<nextgroup>`, else the ranges that `jpage({totalRecord, perPage, proxyUrl, …})` would
 * ask for one after the other.
 */
function pagesOf(store: string, behind: string): string {
  const group = /href=["']([^"'<>]{1,1500})["']/.exec(texts(store, GROUP, 1)[0] ?? '')?.[1];
  if (group) return pageLinks([group]);
  const proxy = /proxyUrl\s{0,3}:\s{0,3}["']([^"'<>]{1,1500})["']/.exec(behind)?.[1];
  const total = Number(/totalRecord\s{0,3}:\s{0,3}["']?(\d{1,6})/.exec(behind)?.[1] ?? 0);
  const shown = texts(store, RECORD, MAX_RECORDS).length;
  const perPage = /perPage\s{0,3}:\s{0,3}["']?(\d{1,4})/.exec(behind)?.[1] ?? String(shown);
  if (!proxy || shown === 0) return '';
  const pages: string[] = [];
  for (let first = shown + 1; first <= total && pages.length < MAX_GROUPS; first += shown) {
    const range = `startrecord=${first}&endrecord=${Math.min(first + shown - 1, total)}&perpage=${perPage}`;
    pages.push(`${proxy}${proxy.includes('?') ? '&' : '?'}${range}`);
  }
  return pageLinks(pages);
}

function pageLinks(addresses: readonly string[]): string {
  const links = addresses.map((address, index) => `<a href="${address}">${index + 2}</a>`);
  return addresses.length === 0 ? '' : `<div class="pagination"><span class="current">1</span>${links.join('')}</div>`;
}
