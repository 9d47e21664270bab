import { SandboxCounty } from '../county/county';
import { lookOf } from '../county/look';
import { SitePlan } from '../county/plan';
import { escapeHtml } from './html';
import type { SitePage } from './site-pages';

const PATH = '/search/index.html';
const MOST = 10;

/** 检索框 of a site's frame. */
export function searchBox(site: SitePlan): string {
  const { search = 'script' } = lookOf(site);
  if (search === 'none') return '';
  const action = search === 'script' ? 'javascript:;' : PATH;
  return `<form class="search" action="${action}"><input name="q" placeholder="请输入关键字"><button>搜索</button></form>`;
}

/** Answer of the site's search; undefined for every other address and where there is none. */
export function searchPage({ sites, channels }: SandboxCounty, siteId: string, path: string): SitePage | undefined {
  const site = sites.find(({ id }) => id === siteId);
  const { pathname, searchParams } = new URL(path, 'http://site');
  const { search } = site ? lookOf(site) : {};
  if (!site || pathname !== PATH || (search !== 'finds' && search !== 'nothing')) return undefined;
  const words = searchParams.get('q') ?? '';
  const articles = channels.filter((channel) => channel.siteId === siteId).flatMap((channel) => channel.articles);
  const found = search === 'finds' && words ? articles.filter(({ plan }) => plan.title.includes(words)) : [];
  const lines = found
    .slice(0, MOST)
    .map(
      ({ plan, url }) =>
        `<li><a href="${escapeHtml(url)}">${escapeHtml(plan.title)}</a><span>${plan.published}</span></li>`,
    );
  const result =
    lines.length > 0
      ? `<p>找到相关结果${found.length}条</p><ul>${lines.join('')}</ul>`
      : '<p>很抱歉，没有找到相关结果</p>';
  return {
    status: 200,
    type: 'text/html',
    body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>站内检索</title></head><body><h1>站内检索</h1>${searchBox(site)}<div class="result">${result}</div></body></html>`,
  };
}
