import { LocalDate } from '@app/calendar/local-date';
import { articlePath, attachmentPath, listPath, Place } from './addresses';
import { addedAt, furnished, furniturePlans } from './furnish';
import { AttachmentPlan, ChannelPlan, DocumentPlan, SANDBOX_TODAY, SitePlan, UnitPlan } from './plan';
import { SITES } from './sites';
import { BAISHI } from './units/baishi';
import { CIVIL } from './units/civil';
import { CONTENT_SECTIONS } from './units/content';
import { EDUCATION } from './units/education';
import { EMERGENCY } from './units/emergency';
import { FINANCE } from './units/finance';
import { GOVERNMENT } from './units/government';
import { HEALTH } from './units/health';
import { LIUXI } from './units/liuxi';
import { MARKET } from './units/market';
import { WATER } from './units/water';
import { YUNTAI } from './units/yuntai';

export interface AttachmentFile extends AttachmentPlan {
  /** Path on the site, or an absolute URL on another host. */
  readonly url: string;
}

/** One article with its address; `plan` says what stands on it. */
export interface Article {
  readonly id: number;
  readonly url: string;
  readonly plan: DocumentPlan;
  readonly attachments: readonly AttachmentFile[];
}

/** 栏目 with its address and its articles, newest first. */
export interface Channel extends Omit<ChannelPlan, 'path' | 'documents'> {
  readonly place: Place;
  readonly url: string;
  readonly unitId: string;
  readonly siteId: string;
  readonly path: readonly string[];
  readonly name: string;
  readonly articles: readonly Article[];
}

/** 明州市清河县 — the fictional county as a value: what the sites show, what the catalogs ask, what is wrong. */
export interface SandboxCounty {
  readonly region: string;
  readonly today: LocalDate;
  readonly sites: readonly SitePlan[];
  readonly units: readonly UnitPlan[];
  readonly channels: readonly Channel[];
}

const UNITS = [GOVERNMENT, FINANCE, HEALTH, MARKET, CIVIL, EDUCATION, EMERGENCY, BAISHI, LIUXI, YUNTAI, WATER];
const FIRST_ARTICLE = 58_000;
/** Furniture has addresses of its own, so that nothing else moves when a unit gets more of it. */
const FIRST_FURNITURE = { section: 3_000, article: 66_000, added: 79_000 };
const ROOM = 10;
const FIRST_CONTENT = { section: 4_000, article: 85_000 };
const CONTENT_ROOM = 40;

/** The same county every time: no clock, no chance. */
export function county(): SandboxCounty {
  let articles = FIRST_ARTICLE;
  const channels = UNITS.flatMap((unit, unitIndex) =>
    channelPlans(unit).map((plan, index) => {
      const place = placeOf(unit, plan, 1000 + unitIndex * 100 + index);
      const first = articles;
      articles += plan.documents.length + 7;
      return withAdded(channelAt(unit, plan, place, first), unit, unitIndex);
    }),
  );
  const furniture = UNITS.flatMap((unit, unitIndex) =>
    furniturePlans(unit).map((plan, index) => {
      const at = unitIndex * 100 + index;
      const place = placeOf(unit, plan, FIRST_FURNITURE.section + at);
      return channelAt(unit, plan, place, FIRST_FURNITURE.article + at * ROOM);
    }),
  );
  const contents = UNITS.flatMap((unit) =>
    (CONTENT_SECTIONS[unit.id] ?? []).map((plan, index) => {
      const place = placeOf(unit, plan, FIRST_CONTENT.section + index);
      return channelAt(unit, plan, place, FIRST_CONTENT.article + index * CONTENT_ROOM);
    }),
  );
  return {
    region: '明州市清河县',
    today: SANDBOX_TODAY,
    sites: SITES,
    units: UNITS.map(furnished),
    channels: [...channels, ...furniture, ...contents],
  };
}

/** An article of `plan` in the section at `place`; `id` must be new on its site. */
export function articleAt(place: Place, id: number, plan: DocumentPlan, form: ChannelPlan['form'] = 'list'): Article {
  const created = plan.formed ?? plan.published;
  const attachments = (plan.attachments ?? []).map((file, index) => ({
    ...file,
    url:
      file.state === 'elsewhere'
        ? `https://files.mingzhou.example/${created.slice(0, 4)}/${id}${index + 1}.${file.form}`
        : attachmentPath(place, id, created, index, file.form),
  }));
  return { id, plan, attachments, url: form === 'article' ? listPath(place, 1) : articlePath(place, id, created) };
}

export const newestFirst = (articles: readonly Article[]): Article[] =>
  [...articles].sort((a, b) => b.plan.published.localeCompare(a.plan.published) || b.id - a.id);

/** The unit's own sections and those its rows bring along; rows that share a section share its list. */
function channelPlans(unit: UnitPlan): ChannelPlan[] {
  const plans = new Map<string, ChannelPlan>(unit.channels.map((plan) => [plan.path, plan]));
  for (const { at, documents } of unit.catalog.rows) {
    if (at === null) continue;
    const known = plans.get(at);
    plans.set(at, { ...unit.traits?.[at], ...known, path: at, documents: [...(known?.documents ?? []), ...documents] });
  }
  return [...plans.values(), ...(unit.catalogPage ? [unit.catalogPage] : [])];
}

/** A section of the catalog with the documents that its rows got. */
function withAdded(channel: Channel, unit: UnitPlan, unitIndex: number): Channel {
  const first = FIRST_FURNITURE.added + unitIndex * ROOM;
  const added = addedAt(unit, channel.path.join(' > ')).map((plan, index) =>
    articleAt(channel.place, first + index, plan),
  );
  return added.length === 0 ? channel : { ...channel, articles: newestFirst([...channel.articles, ...added]) };
}

function placeOf(unit: UnitPlan, plan: ChannelPlan, id: number): Place {
  const style = SITES.find((site) => site.id === unit.siteId)?.style;
  if (!style) throw new Error(`unit ${unit.id} names an unknown site ${unit.siteId}`);
  return { style, prefix: plan.prefix ?? unit.prefix, folder: plan.folder ?? `zfxxgk/fdzdgknr/c${id}`, id };
}

function channelAt(unit: UnitPlan, plan: ChannelPlan, place: Place, firstId: number): Channel {
  const path = plan.path.split(' > ');
  return {
    ...plan,
    place,
    url: listPath(place, 1),
    unitId: unit.id,
    siteId: unit.siteId,
    path,
    name: path.at(-1) ?? plan.path,
    articles: newestFirst(
      plan.documents.map((document, index) => articleAt(place, firstId + index, document, plan.form)),
    ),
  };
}
