import { Article, Channel, SandboxCounty } from '../county/county';
import { listPath } from '../county/addresses';
import { SitePlan, StyleId, UnitPlan } from '../county/plan';
import { attachmentBytes } from './attachment-bytes';
import { factsOf, numberOf, paragraphsOf } from './article-text';
import { GKMLPT } from './gkmlpt';
import { HANDMADE } from './handmade';
import { HANWEB } from './hanweb';
import { LIST_SCRIPT, SCRIPTED } from './scripted';
import { TRS } from './trs';
import { ArticleView, Frame, Link, ListLine, Markup } from './view';

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

const MARKUPS: Record<StyleId, Markup> = {
  hanweb: HANWEB,
  trs: TRS,
  gkmlpt: GKMLPT,
  scripted: SCRIPTED,
  handmade: HANDMADE,
};
const DIRECTORY = '政府信息公开';
const HOME_LINES = 8;
const RELATED = 5;
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

/** A unit's printing office: its frame, its markup and its sections. */
interface Press {
  readonly site: SitePlan;
  readonly unit: UnitPlan;
  readonly frame: Frame;
  readonly markup: Markup;
  readonly channels: readonly Channel[];
  readonly directoryHref: string;
}

function pressOf(site: SitePlan, unit: UnitPlan, channels: readonly Channel[]): Press {
  const directoryHref = directoryPath(site.style, unit, channels);
  const open = channels.filter(({ path }) => path[0] !== DIRECTORY);
  const nav: Link[] = [
    { text: '首页', href: unit.homePath },
    ...open.map(({ name, url }) => ({ text: name, href: url })),
    { text: DIRECTORY, href: directoryHref },
  ];
  const frame = {
    site,
    unitName: unit.name,
    phone: `0599-5550${site.siteCode.slice(-3)}`,
    homeHref: unit.homePath,
    nav,
  };
  return { site, unit, frame, markup: MARKUPS[site.style], channels, directoryHref };
}

function directoryPath(style: StyleId, unit: UnitPlan, channels: readonly Channel[]): string {
  const hundred = Math.floor((channels[0]?.place.id ?? 0) / 100);
  if (style === 'hanweb') return `${unit.prefix}/col/col${hundred}99/index.html`;
  if (style === 'trs' || style === 'gkmlpt') return '/zfxxgk/index.html';
  return style === 'scripted' ? '/zwgk/index.html' : '/xxgk.asp';
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
  const others = county.sites.filter(({ id }) => id !== unit.siteId && bases[id]);
  const groups = [
    { name: '政务公开', links: [{ text: '政府信息公开', href: directoryHref }] },
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

function listView(press: Press, channel: Channel, page: number, pages: number) {
  const { pageSize } = press.markup;
  const siblings = press.channels.filter(({ path }) => path.slice(0, -1).join() === channel.path.slice(0, -1).join());
  return {
    ...press.frame,
    crumbs: crumbsOf(press, channel),
    name: channel.name,
    channelId: channel.place.id,
    lines: linesOf(press, channel).slice((page - 1) * pageSize, page * pageSize),
    emptyText: channel.emptyText ?? '',
    page,
    pages,
    pageHrefs: Array.from({ length: pages }, (_, index) => listPath(channel.place, index + 1)),
    siblings: siblings.map(({ name, url }) => ({ text: name, href: url })),
  };
}

function articleView(press: Press, channel: Channel, article: Article): ArticleView {
  const { plan } = article;
  const issuer = plan.issuer ?? press.unit.name;
  const index = channel.articles.indexOf(article);
  const link = (other: Article | undefined): Link | null =>
    other ? { text: other.plan.title, href: other.url } : null;
  return {
    ...press.frame,
    crumbs: [...crumbsOf(press, channel), { text: '正文', href: '' }],
    columnName: channel.name,
    id: article.id,
    title: plan.title,
    published: plan.dated ? null : plan.published,
    time: `${String(8 + (article.id % 9)).padStart(2, '0')}:${String((article.id * 7) % 60).padStart(2, '0')}`,
    formed: plan.formed ?? null,
    issuer,
    number: numberOf(plan) || null,
    indexNumber: `11359999${press.site.siteCode.slice(-4)}K/${plan.published.slice(0, 4)}-${article.id}`,
    hasBox: channel.path[0] === DIRECTORY || channel.path[0] === '财政资金',
    paragraphs: paragraphsOf(article),
    facts: factsOf(article, issuer),
    attachments: article.attachments.map((file) => ({
      text: `${file.name}.${file.form}`,
      href: beside(press, article, file.url),
    })),
    related: relatedTo(press, channel, article),
    previous: link(channel.articles[index - 1]),
    next: link(channel.articles[index + 1]),
  };
}

/** Lines of a section's list; TRS writes them relative to the list's folder. */
function linesOf(press: Press, channel: Channel): ListLine[] {
  const folder = channel.url.slice(0, channel.url.lastIndexOf('/') + 1);
  return channel.articles.map(({ plan, url }) => ({
    title: plan.title,
    href: press.site.style === 'trs' && url.startsWith(folder) ? `./${url.slice(folder.length)}` : url,
    date: plan.dated === 'nowhere' || channel.isUndatedList ? null : plan.published,
  }));
}

const absolute = (lines: readonly ListLine[], from: string): ListLine[] =>
  lines.map((line) => ({
    ...line,
    href: line.href.startsWith('./') ? from.slice(0, from.lastIndexOf('/') + 1) + line.href.slice(2) : line.href,
  }));

function beside(press: Press, article: Article, url: string): string {
  const folder = article.url.slice(0, article.url.lastIndexOf('/') + 1);
  return press.site.style === 'trs' && url.startsWith(folder) ? `./${url.slice(folder.length)}` : url;
}

/** 推荐阅读: other items with their own dates, which are not this page's. */
function relatedTo(press: Press, channel: Channel, article: Article): ListLine[] {
  const pool = press.channels
    .filter((other) => other !== channel && !other.weather && other.form !== 'article')
    .flatMap(({ articles }) => articles.filter(({ plan }) => !plan.dated));
  const picked = Array.from({ length: RELATED }, (_, index) => pool[(article.id * 7 + index * 13) % pool.length]);
  return [...new Set(picked)].flatMap((one) =>
    one ? [{ title: one.plan.title, href: one.url, date: one.plan.published }] : [],
  );
}

function crumbsOf(press: Press, channel: Channel): Link[] {
  const outer = channel.path
    .slice(0, -1)
    .map((text) => ({ text, href: text === DIRECTORY ? press.directoryHref : '' }));
  return [{ text: '首页', href: press.unit.homePath }, ...outer, { text: channel.name, href: channel.url }];
}

function groupsOf(channels: readonly Channel[]): { name: string; links: Link[] }[] {
  const groups = new Map<string, Link[]>();
  for (const { path, name, url } of channels) {
    if (path[0] !== DIRECTORY) continue;
    const group = path.length > 2 ? path.slice(1, -1).join(' ') : DIRECTORY;
    groups.set(group, [...(groups.get(group) ?? []), { text: name, href: url }]);
  }
  return [...groups].map(([name, links]) => ({ name, links }));
}

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
