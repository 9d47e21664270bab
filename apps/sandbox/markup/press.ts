import { isAnnualReport, reportTable } from '../county/annual-report';
import { Article, Channel } from '../county/county';
import { listPath } from '../county/addresses';
import { lookOf } from '../county/look';
import { SitePlan, StyleId, UnitPlan } from '../county/plan';
import { factsOf, numberOf, paragraphsOf } from './article-text';
import { GKMLPT } from './gkmlpt';
import { HANDMADE } from './handmade';
import { HANWEB } from './hanweb';
import { SCRIPTED } from './scripted';
import { TRS } from './trs';
import { ArticleView, Frame, Link, ListLine, ListView, Markup } from './view';

/** A unit's printing office: its frame, its markup and its sections. */
export interface Press {
  readonly site: SitePlan;
  readonly unit: UnitPlan;
  readonly frame: Frame;
  readonly markup: Markup;
  readonly channels: readonly Channel[];
  readonly directoryHref: string;
}

export function pressOf(site: SitePlan, unit: UnitPlan, channels: readonly Channel[]): Press {
  const directoryHref = directoryPath(site.style, unit, channels);
  const open = channels.filter(({ path }) => path[0] !== DIRECTORY);
  const nav: Link[] = [
    { text: '首页', href: unit.homePath },
    ...open.map(({ name, url }) => ({ text: name, href: url })),
    { text: lookOf(site).directoryName ?? DIRECTORY, href: directoryHref },
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

/** List page `page` of `pages`. */
export function listView(press: Press, channel: Channel, page: number, pages: number): ListView {
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

export function articleView(press: Press, channel: Channel, article: Article): ArticleView {
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
    markup: plan.html,
    links: (plan.linksTo ?? []).flatMap((title) => link(titled(press, title)) ?? []),
    facts: factsOf(article, issuer),
    grid: isAnnualReport(plan) ? reportTable(plan) : [],
    attachments: article.attachments.map((file) => ({
      text: `${file.name}.${file.form}`,
      href: beside(press, article, file.url),
    })),
    related: relatedTo(press, channel, article),
    previous: link(channel.articles[index - 1]),
    next: link(channel.articles[index + 1]),
  };
}

function titled({ channels }: Press, title: string): Article | undefined {
  return channels.flatMap(({ articles }) => articles).find(({ plan }) => plan.title === title);
}

/** Lines of a section's list; TRS writes them relative to the list's folder. */
export function linesOf(press: Press, channel: Channel): ListLine[] {
  const folder = channel.url.slice(0, channel.url.lastIndexOf('/') + 1);
  return channel.articles.map(({ plan, url }) => ({
    title: plan.title,
    href: press.site.style === 'trs' && url.startsWith(folder) ? `./${url.slice(folder.length)}` : url,
    date: plan.dated === 'nowhere' || channel.isUndatedList ? null : plan.published,
  }));
}

/** Sections of the 政府信息公开 directory by their group. */
export function groupsOf(channels: readonly Channel[]): { name: string; links: Link[] }[] {
  const groups = new Map<string, Link[]>();
  for (const { path, name, url } of channels) {
    if (path[0] !== DIRECTORY) continue;
    const group = path.length > 2 ? path.slice(1, -1).join(' ') : DIRECTORY;
    groups.set(group, [...(groups.get(group) ?? []), { text: name, href: url }]);
  }
  return [...groups].map(([name, links]) => ({ name, links }));
}

function directoryPath(style: StyleId, unit: UnitPlan, channels: readonly Channel[]): string {
  const hundred = Math.floor((channels[0]?.place.id ?? 0) / 100);
  if (style === 'hanweb') return `${unit.prefix}/col/col${hundred}99/index.html`;
  if (style === 'trs' || style === 'gkmlpt') return '/zfxxgk/index.html';
  return style === 'scripted' ? '/zwgk/index.html' : '/xxgk.asp';
}

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
    .map((text) =>
      text === DIRECTORY
        ? { text: lookOf(press.site).directoryName ?? DIRECTORY, href: press.directoryHref }
        : { text, href: '' },
    );
  return [{ text: '首页', href: press.unit.homePath }, ...outer, { text: channel.name, href: channel.url }];
}

const MARKUPS: Record<StyleId, Markup> = {
  hanweb: HANWEB,
  trs: TRS,
  gkmlpt: GKMLPT,
  scripted: SCRIPTED,
  handmade: HANDMADE,
};
const DIRECTORY = '政府信息公开';
const RELATED = 5;
