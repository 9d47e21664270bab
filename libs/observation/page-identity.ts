const INDEX_FILE = /\/(?:index|default)\.(?:s?html?|php|jsp|aspx?)$/i;

/** One spelling per page: without fragment, default file name and closing slash. What is no web address stands for itself. */
export function pageIdentity(url: string): string {
  if (!/^https?:/i.test(url) || !URL.canParse(url)) return url;
  const { host, pathname, search } = new URL(url);
  const path = pathname.replace(INDEX_FILE, '/').replace(/\/$/, '');
  return `${host}${path}${search}`;
}

/** Folder of a page's address with closing slash: `/gzdt/tzgg/` of `/gzdt/tzgg/index.html`; `/` where there is none. */
export function folderOf(url: string): string {
  if (!URL.canParse(url)) return '/';
  const { pathname } = new URL(url);
  return pathname.slice(0, pathname.lastIndexOf('/') + 1);
}
