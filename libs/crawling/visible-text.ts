/**
 * The text a reader would see, whitespace folded, at most `limit` characters. Linear in the input whatever the bytes:
 * an unclosed script or comment ends the text. For judging whether a page is a page; extraction has its own reading.
 */
export function visibleTextOf(html: string, limit: number): string {
  const pieces: string[] = [];
  let length = 0;
  for (let at = 0; at < html.length && length < limit;) {
    const tag = html.indexOf('<', at);
    const text = html.slice(at, tag < 0 ? html.length : tag).trim();
    if (text) length += pieces.push(text) && text.length + 1;
    if (tag < 0) break;
    at = endOfMarkup(html, tag);
  }
  return pieces
    .join(' ')
    .replace(/&nbsp;|\s+/g, ' ')
    .slice(0, limit);
}

/** The text of the first `<title>`, whitespace folded; empty where there is none. */
export function titleOf(html: string): string {
  const start = /<title[^>]{0,200}>/i.exec(html.slice(0, 65_536));
  if (!start) return '';
  const from = start.index + start[0].length;
  const end = html.indexOf('<', from);
  return html
    .slice(from, end < 0 ? from + 300 : end)
    .replace(/&nbsp;|\s+/g, ' ')
    .trim()
    .slice(0, 300);
}

/** Index behind the tag, comment or unread element that starts at `tag`. */
function endOfMarkup(html: string, tag: number): number {
  if (html.startsWith('<!--', tag)) return after(html, '-->', tag + 4);
  const element = /^<(script|style|noscript|template|title)\b/i.exec(html.slice(tag, tag + 12))?.[1]?.toLowerCase();
  if (!element) return after(html, '>', tag);
  return after(html, '>', closing(html, element, tag));
}

function closing(html: string, element: string, from: number): number {
  for (let at = html.indexOf('</', from); at >= 0; at = html.indexOf('</', at + 2)) {
    if (html.slice(at + 2, at + 2 + element.length).toLowerCase() === element) return at;
  }
  return html.length;
}

function after(html: string, mark: string, from: number): number {
  const at = html.indexOf(mark, from);
  return at < 0 ? html.length : at + mark.length;
}
