const TREE = /"?TREE"?\s{0,3}:\s{0,3}\[/;
const SITE = /"?SITE_ID"?\s{0,3}:\s{0,3}["']?(\d{1,10})/;
const NODE =
  /"id"\s{0,3}:\s{0,3}"?(\d{1,9})"?\s{0,3},\s{0,3}"name"\s{0,3}:\s{0,3}"([^"\\]{1,80}|(?:\\u[0-9a-f]{4}|[^"\\]){1,160})"/gi;
const MAX_SECTIONS = 400;
const MAX_TREE = 400_000;

/**
 * The disclosure directory names its sections in `window._CONFIG.TREE`; each has its list as JSON at
 * `/gkmlpt/api/all/<section>?page=1&sid=<site>`. Puts links to them into the page, out of sight of the rows: they are
 * sections, not documents.
 */
export function unfoldDirectory({ url, html }: { readonly url: string; readonly html: string }): string {
  const start = TREE.exec(html)?.index ?? -1;
  const site = SITE.exec(html)?.[1];
  const base = /^(.*\/gkmlpt)(?:\/|$|[?#])/.exec(url)?.[1];
  if (start < 0 || !site || !base) return html;
  const areas = [...html.slice(start, start + MAX_TREE).matchAll(NODE)].slice(0, MAX_SECTIONS).map(([, id, name]) => {
    return `<area href="${base}/api/all/${id}?page=1&amp;sid=${site}" alt="${escaped(unescaped(name ?? ''))}">`;
  });
  return areas.length === 0 ? html : `${html}<map>${areas.join('')}</map>`;
}

function unescaped(name: string): string {
  return name.replace(/\\u([0-9a-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
