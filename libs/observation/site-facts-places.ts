import { FETCH_FAILURES } from '@app/crawling/capture';
import { normalName } from './names';
import { Evidence, ObservedSection } from './observation';
import { pageIdentity } from './page-identity';
import { SeenPage, SiteView } from './sections';
import { NamedPlace, Places, PlaceState, PlaceTopic } from './site-facts';

const MOST_PLACES = 3;
const LONGEST_NAME = 26;

/** Names as sites spell them, without blanks and punctuation. */
export const PLACE_NAMES: Readonly<Record<PlaceTopic, RegExp>> = {
  directory: /^(?:政府|政务)?信息公开(?:专栏|平台|专区|网)?$|^政务公开(?:专栏|平台|专区)?$|^政府公开$/u,
  guide: /公开指南$/u,
  system:
    /公开(?:工作)?(?:相关)?(?:制度|规章制度|规定|制度规定|制度规范|法规|政策法规|法规制度)(?:建设)?$|^政府信息公开条例$/u,
  content: /法定(?:主动)?公开|主动公开(?:内容|信息|目录|基本目录|事项)|信息公开(?:内容|目录)$/u,
  annualReport: /公开(?:工作)?(?:年度)?(?:工作)?(?:报告|年报)$|^(?:公开)?年度报告$|^公开年报$/u,
  onRequest: /依申请公开|申请公开|公开申请|^依申请$/u,
  consultation:
    /咨询|留言|信箱|建言|我要(?:写信|提问|问)|网上问政|问政平台|意见建议|[省市县区局镇乡]长(?:信箱|邮箱)|领导邮箱|12345/u,
  interaction: /政民互动|互动交流|公众参与|互动平台|网上互动/u,
  enterprises: /公共企事业|企事业单位.{0,6}公开|公用事业单位/u,
  openData: /数据开放|开放数据|公共数据|政府数据/u,
};
/** Channels that 19号文 does not count as such. */
const NO_CONSULTATION = /信访|举报|投诉|检举|网上调查|咨询公司|咨询(?:服务)?(?:项目|招标|采购)/u;

/** Which topics a name speaks of. */
export function topicsOf(name: string): PlaceTopic[] {
  const text = normalName(name);
  if (text === '' || text.length > LONGEST_NAME) return [];
  return TOPICS.filter(
    (topic) => PLACE_NAMES[topic].test(text) && !(topic === 'consultation' && NO_CONSULTATION.test(text)),
  );
}

const TOPICS = Object.keys(PLACE_NAMES) as PlaceTopic[];
const RANK: Readonly<Record<PlaceState, number>> = { read: 0, elsewhere: 1, unread: 2, gone: 3 };

/** 栏目和入口 by name: sections with the levels above them, links on any page of the unit, and single pages by title. */
export function placesOf(site: SiteView, sections: readonly ObservedSection[]): Places {
  const register = new PlaceRegister(site);
  for (const section of sections) addSection(register, section);
  for (const seen of ownPages(site)) addLinks(register, seen, pageIdentity(seen.page.url) === site.homeIdentity);
  return { found: register.best(), gap: gapOf(site, sections), unnamed: unnamedLinks(site) };
}

/** Each place once per topic. A menu stands on every page, so each spelling of a name is looked over once. */
class PlaceRegister {
  private readonly found = new Map<PlaceTopic, Map<string, NamedPlace>>();
  private readonly topics = new Map<string, readonly PlaceTopic[]>();

  constructor(private readonly site: SiteView) {}

  add(name: string, url: string, from: { readonly evidence: Evidence | null; readonly isOnHome: boolean }): void {
    const known = this.topics.get(name) ?? topicsOf(name);
    this.topics.set(name, known);
    if (known.length === 0) return;
    const id = pageIdentity(url);
    for (const topic of known) {
      const places = this.found.get(topic) ?? new Map<string, NamedPlace>();
      this.found.set(topic, places);
      const earlier = places.get(id);
      if (!earlier) places.set(id, this.placeAt(name, url, from));
      else if (from.isOnHome && !earlier.isOnHome) places.set(id, { ...earlier, isOnHome: true });
    }
  }

  best(): Places['found'] {
    return Object.fromEntries([...this.found].map(([topic, places]) => [topic, best([...places.values()])]));
  }

  private placeAt(name: string, url: string, from: Parameters<PlaceRegister['add']>[2]): NamedPlace {
    const seen = this.site.pages.get(pageIdentity(url));
    return {
      name: name.trim(),
      url,
      state: stateOf(this.site, url),
      evidence: seen?.evidence ?? from.evidence,
      ...(from.isOnHome ? { isOnHome: true } : {}),
    };
  }
}

function addSection(register: PlaceRegister, { name, path, url }: ObservedSection): void {
  for (const level of new Set([name, ...path])) register.add(level, url, { evidence: null, isOnHome: false });
}

function addLinks(register: PlaceRegister, { page, evidence }: SeenPage, isOnHome: boolean): void {
  if (page.kind === 'article' && page.title) register.add(page.title, page.url, { evidence, isOnHome: false });
  for (const { url, text } of page.links)
    if (text.length >= 2 && text.length <= LONGEST_NAME) register.add(text, url, { evidence, isOnHome });
}

function ownPages(site: SiteView): SeenPage[] {
  const home = site.pages.get(site.homeIdentity);
  const own = [...new Set(site.pages.values())].filter(({ page }) => site.isInScope(page.url));
  return [...(home ? [home] : []), ...own.filter((seen) => seen !== home)];
}

function stateOf(site: SiteView, url: string): PlaceState {
  const id = pageIdentity(url);
  if (site.pages.has(id)) return 'read';
  if (hostOf(url) !== hostOf(`http://${site.homeIdentity}`)) return 'elsewhere';
  const failure = site.failures.find((each) => pageIdentity(each.url) === id);
  return failure && NOTHING_THERE.has(failure.kind) ? 'gone' : 'unread';
}

const NOTHING_THERE: ReadonlySet<string> = new Set(['notFound', 'softNotFound']);

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}

function best(places: readonly NamedPlace[]): NamedPlace[] {
  return [...places].sort((a, b) => rankOf(a) - rankOf(b)).slice(0, MOST_PLACES);
}

/** What exists before what is gone, the home page's own before what stands deeper. */
function rankOf({ state, isOnHome }: NamedPlace): number {
  return RANK[state] + (isOnHome ? 0 : 4) + (state === 'gone' ? 8 : 0);
}

/** A section that could not be read may hold what is looked for, and links to it. */
function gapOf(site: SiteView, sections: readonly ObservedSection[]): string | null {
  const home = site.pages.get(site.homeIdentity);
  if (home?.page.signals.some(({ kind }) => kind === 'empty-shell')) return '首页内容由脚本载入，未能读取';
  const kinds = new Map(site.failures.map(({ url, kind }) => [pageIdentity(url), kind]));
  const unread = sections.filter(({ url }) => !site.pages.has(pageIdentity(url)));
  const [first] = unread.filter(({ url }) => !NOTHING_THERE.has(kinds.get(pageIdentity(url)) ?? ''));
  if (!first) return null;
  const kind = kinds.get(pageIdentity(first.url));
  return `栏目“${first.name}”未能读取${kind ? `（${FETCH_FAILURES[kind].text}）` : ''}`;
}

function unnamedLinks(site: SiteView): number {
  const home = site.pages.get(site.homeIdentity);
  const bare = (home?.page.links ?? []).filter(({ url, text }) => text.trim() === '' && !KNOWN_PICTURES.test(url));
  return bare.filter(({ url }) => !site.pages.has(pageIdentity(url))).length;
}

/** Pictures that stand in every footer and are no entry. */
const KNOWN_PICTURES = /beian\.|conac\.cn|zfwzgl\.www\.gov\.cn|zfwzzc/i;
