import { Article, Channel, SandboxCounty } from '../county/county';
import { listPath } from '../county/addresses';
import { lookOf } from '../county/look';
import { SitePlan } from '../county/plan';
import { attachmentBytes } from './attachment-bytes';
import { articleView, groupsOf, linesOf, listView, Press, pressOf } from './press';
import { LIST_SCRIPT } from './scripted';
import { ListLine } from './view';

/** One answer of a site. `hang`: the server never answers. */
export interface SitePage {
  readonly status: number;
  readonly type: string;
  /** Text is encoded by the server in the site's charset. */
  readonly body: string | Uint8Array;
  readonly hang?: boolean;
}

/** Path with query → answer, made when asked for. */
export type SitePages = ReadonlyMap<string, () => SitePage>;

const HOME_LINES = 8;
const DOWN: SitePage = {
  status: 503,
  type: 'text/html',
  body: '<html><body><h1>503 Service Unavailable</h1></body></html>',
};
const BROKEN: SitePage = {
  status: 500,
  type: 'text/html',
  body: '<html><body><h1>HTTP Status 500 – Internal Server Error</h1></body></html>',
};
const HANG: SitePage = { status: 200, type: 'text/html', body: '', hang: true };
const CHALLENGE: SitePage = {
  status: 412,
  type: 'text/html',
  body: '<!DOCTYPE html><html><head><meta charset="utf-8"><title>安全验证</title><script>var _$token="0f3c";document.cookie="acw_tc="+_$token;location.reload();</script></head><body><p>正在进行安全验证，请输入验证码后继续访问</p><div id="captcha"></div></body></html>',
};
const LOST =
  '<html><head><title>404 - 找不到文件或目录</title></head><body><h2>404 - 找不到文件或目录。</h2></body></html>';

/** Every page of one site. `bases` = home addresses of the county's sites, for the links between them. */
export function sitePages(county: SandboxCounty, siteId: string, bases: Readonly<Record<string, string>>): SitePages {
  const site = county.sites.find(({ id }) => id === siteId);
  if (!site) throw new RangeError(`the county has no site ${siteId}`);
  const pages = new Map<string, () => SitePage>();
  for (const unit of county.units.filter((one) => one.siteId === siteId)) {
    const channels = county.channels.filter(({ unitId }) => unitId === unit.id);
    const press = pressOf(site, unit, channels);
    addHome(pages, press, county, bases);
    pages.set(press.directoryHref, () => html(press.markup.directory({ ...press.frame, groups: groupsOf(channels) })));
    for (const channel of channels) addChannel(pages, press, channel);
  }
  addFixed(pages, site);
  return pages;
}

function addHome(
  pages: Map<string, () => SitePage>,
  press: Press,
  county: SandboxCounty,
  bases: Readonly<Record<string, string>>,
): void {
  const { frame, unit, channels, markup, directoryHref } = press;
  const boxes = channels
    .filter(({ onHome }) => onHome)
    .map((channel) => ({ name: channel.name, href: channel.url, lines: linesOf(press, channel).slice(0, HOME_LINES) }));
  const tenants = county.units.filter(
    (other) => other.siteId === unit.siteId && other.id !== unit.id && !other.isOwnSite,
  );
  const look = lookOf(press.site);
  const others = county.sites.filter(({ id }) => id !== unit.siteId && bases[id]);
  const groups = [
    {
      name: '政务公开',
      links: [
        { text: look.directoryName ?? '政府信息公开', href: directoryHref },
        ...(unit.isOwnSite ? (look.links ?? []) : []),
      ],
    },
    ...(unit.isOwnSite && tenants.length
      ? [{ name: '部门乡镇', links: tenants.map(({ name, homePath }) => ({ text: name, href: homePath })) }]
      : []),
    ...(unit.isOwnSite
      ? [{ name: '友情链接', links: others.map(({ id, name }) => ({ text: name, href: `${bases[id]}/` })) }]
      : []),
  ];
  const home = () =>
    html(
      markup.home({ ...frame, boxes: boxes.map((box) => ({ ...box, lines: absolute(box.lines, box.href) })), groups }),
    );
  pages.set(unit.homePath, home);
  if (!unit.isOwnSite) return;
  pages.set('/', home);
  pages.set('/index.html', home);
}

function addChannel(pages: Map<string, () => SitePage>, press: Press, channel: Channel): void {
  const { markup } = press;
  const weather = channel.weather;
  const count = Math.max(1, Math.ceil(channel.articles.length / markup.pageSize));
  if (channel.form !== 'article')
    for (let page = 1; page <= count; page += 1)
      pages.set(
        listPath(channel.place, page),
        () => listWeather(weather) ?? html(markup.list(listView(press, channel, page, count))),
      );
  if (press.site.style === 'scripted') addListAnswers(pages, press, channel, count);
  for (const article of channel.articles) {
    if (article.plan.isRemoved) continue;
    pages.set(article.url, () => articleWeather(weather) ?? html(markup.article(articleView(press, channel, article))));
    for (const file of article.attachments)
      if (file.state !== 'elsewhere') pages.set(file.url, () => attachmentPage(file));
  }
}

function listWeather(weather: Channel['weather']): SitePage | undefined {
  if (weather === 'hang') return HANG;
  if (weather === 'down') return DOWN;
  return weather === 'challenge' ? CHALLENGE : undefined;
}

function articleWeather(weather: Channel['weather']): SitePage | undefined {
  if (weather === 'down' || weather === 'articlesDown') return BROKEN;
  return weather === 'challenge' ? CHALLENGE : undefined;
}

function attachmentPage(file: Article['attachments'][number]): SitePage {
  const whole = attachmentBytes(file.form, file.name);
  if (file.state === 'missing') return { status: 404, type: 'text/html', body: LOST };
  if (file.state === 'serverError') return BROKEN;
  if (file.state === 'empty') return { status: 200, type: whole.type, body: new Uint8Array() };
  if (file.state === 'wrongType') return { status: 200, type: 'text/html', body: LOST };
  return { status: 200, type: whole.type, body: whole.bytes };
}

const absolute = (lines: readonly ListLine[], from: string): ListLine[] =>
  lines.map((line) => ({
    ...line,
    href: line.href.startsWith('./') ? from.slice(0, from.lastIndexOf('/') + 1) + line.href.slice(2) : line.href,
  }));

function addListAnswers(pages: Map<string, () => SitePage>, press: Press, channel: Channel, count: number): void {
  const { pageSize } = press.markup;
  for (let page = 1; page <= count; page += 1)
    pages.set(`/api/list?col=${channel.place.id}&page=${page}`, () => ({
      status: 200,
      type: 'application/json',
      body: JSON.stringify({
        total: channel.articles.length,
        pages: count,
        rows: linesOf(press, channel)
          .slice((page - 1) * pageSize, page * pageSize)
          .map(({ title, href, date }) => ({ title, url: href, date })),
      }),
    }));
}

function addFixed(pages: Map<string, () => SitePage>, site: SitePlan): void {
  const forbidden = ['/__cms', ...site.forbidden].map((path) => `Disallow: ${path}\n`).join('');
  pages.set('/robots.txt', () => ({ status: 200, type: 'text/plain', body: `User-agent: *\n${forbidden}` }));
  for (const [path, body] of Object.entries(lookOf(site).pages ?? {})) pages.set(path, () => html(body));
  pages.set('/images/style.css', () => ({
    status: 200,
    type: 'text/css',
    body: 'body{font-family:"Noto Sans CJK SC",sans-serif;margin:0 auto;max-width:1200px}',
  }));
  pages.set('/images/page.js', () => ({ status: 200, type: 'text/javascript', body: PAGE_SCRIPT }));
  if (site.style === 'scripted')
    pages.set('/js/list.js', () => ({ status: 200, type: 'text/javascript', body: LIST_SCRIPT }));
}

/** What TRS sites call `createPageHTML` from. */
const PAGE_SCRIPT = `function createPageHTML(count, current, name, ext) {
  for (var page = 0; page < count && count > 1; page += 1)
    document.write(page === current ? '<b>' + (page + 1) + '</b> ' : '<a href="' + name + (page ? '_' + page : '') + '.' + ext + '">' + (page + 1) + '</a> ');
}
`;

const html = (body: string): SitePage => ({ status: 200, type: 'text/html', body });
