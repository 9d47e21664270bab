import { listPath, Place } from './addresses';
import { Article, articleAt, Channel, newestFirst, SandboxCounty } from './county';
import { DocumentPlan } from './plan';
import { Planted, plantedIn } from './truth';

const FIRST_FIX = 91_000;
/** A late publication stays late, an outage is over by itself, and what a site lacks is built and not published; the rest publication can cure. */
const CURABLE = /^PUB-0[1236]$|^PLT-(?:08|09|10|11)$|^TIM-(05|13)$/;

/** Planted defects that publishing cures, among those of one site. */
export function curable(county: SandboxCounty, siteId: string): Planted[] {
  const onSite = new Set(county.units.filter((unit) => unit.siteId === siteId).map(({ id }) => id));
  return plantedIn(county).filter(
    ({ defect, spot }) => onSite.has(spot.unitId) && (CURABLE.test(defect.code) || isMissing(defect.code, spot)),
  );
}

/** The county after the unit repaired the defects `ids`, in that order: the missing document stands there, dated today. */
export function fixed(county: SandboxCounty, ids: readonly string[]): SandboxCounty {
  const all = plantedIn(county);
  return ids.reduce((current, id, index) => {
    const planted = all.find(({ defect }) => defect.id === id);
    return planted ? repaired(current, planted, FIRST_FIX + index) : current;
  }, county);
}

/** A fixed-date duty that was missed altogether can still be published, though late. */
const isMissing = (code: string, { article }: Planted['spot']) => code === 'TIM-06' && !article;

function repaired(county: SandboxCounty, { defect, spot }: Planted, id: number): SandboxCounty {
  if (spot.article)
    return withArticle(county, spot.article, { attachments: sound(spot.article.plan), dated: undefined });
  const title = `${defect.item ?? defect.section ?? '工作动态'}（${titleSuffix(defect.instance)}）`;
  const plan: DocumentPlan = { title, published: county.today, ...(spot.row ? { formed: county.today } : {}) };
  const channel = spot.channel ?? county.channels.find(({ unitId, onHome }) => unitId === spot.unitId && onHome);
  if (!spot.channel && spot.row)
    return { ...county, channels: [...county.channels, newChannel(county, spot, plan, id)] };
  if (!channel) throw new Error(`nowhere to publish the cure of ${defect.id}`);
  return withPublication(county, channel, articleAt(channel.place, id, plan));
}

const sound = ({ attachments }: DocumentPlan) => attachments?.map((file) => ({ ...file, state: 'ok' as const }));

/** 2026Q3 → 2026年第三季度, 2026-09 → 2026年9月, otherwise today's month. */
function titleSuffix(instance = ''): string {
  const quarter = /^(\d{4})Q([1-4])$/.exec(instance);
  if (quarter) return `${quarter[1]}年第${'一二三四'[Number(quarter[2]) - 1]}季度`;
  const month = /^(\d{4})-(\d{2})$/.exec(instance);
  return month ? `${month[1]}年${Number(month[2])}月` : '2026年11月补充公开';
}

function withArticle(county: SandboxCounty, article: Article, change: Partial<DocumentPlan>): SandboxCounty {
  const mend = (one: Article): Article =>
    one.id === article.id
      ? {
          ...one,
          plan: { ...one.plan, ...change },
          attachments: one.attachments.map((file) => ({
            ...file,
            state: file.state === 'elsewhere' ? file.state : 'ok',
          })),
        }
      : one;
  return {
    ...county,
    channels: county.channels.map((channel) => ({ ...channel, articles: channel.articles.map(mend) })),
  };
}

function withPublication(county: SandboxCounty, { url, siteId }: Channel, article: Article): SandboxCounty {
  const publish = (channel: Channel): Channel =>
    channel.url === url && channel.siteId === siteId
      ? { ...channel, articles: newestFirst([article, ...channel.articles]) }
      : channel;
  return { ...county, channels: county.channels.map(publish) };
}

/** The section a row was missing, with its first document. */
function newChannel(county: SandboxCounty, { unitId, row }: Planted['spot'], plan: DocumentPlan, id: number): Channel {
  const unit = county.units.find((one) => one.id === unitId);
  const style = county.sites.find((site) => site.id === unit?.siteId)?.style;
  if (!unit || !style || !row) throw new RangeError(`no unit ${unitId} to publish a new section`);
  const path = row.column?.split(/—|\s*>\s*/) ?? ['政府信息公开', ...row.levels];
  const place: Place = { style, prefix: unit.prefix, folder: `zfxxgk/fdzdgknr/x${id}`, id };
  const name = path.at(-1) ?? '';
  return {
    place,
    url: listPath(place, 1),
    unitId,
    siteId: unit.siteId,
    path,
    name,
    articles: [articleAt(place, id, plan)],
  };
}
