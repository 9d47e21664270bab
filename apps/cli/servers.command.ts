import { DataSource } from 'typeorm';
import { GroupManners } from '@app/crawling/server-group';
import { ServerGroupStore } from '@app/crawling/server-group.store';
import { SiteStore } from '@app/sites/site.store';
import { UsageError } from './usage-error';

/** `servers`: the groups, their settings, their sites and what today took of their budget. */
export async function serversList(db: DataSource) {
  return new ServerGroupStore(db).groups();
}

export interface ServerSettings {
  readonly delay?: string;
  readonly concurrency?: string;
  readonly daily?: string;
  readonly night?: string;
}

/** `servers set GROUP …`: changes what is given; running rounds follow when they are taken up again. */
export async function serversSet(db: DataSource, group: string, settings: ServerSettings) {
  const changes = changesOf(settings);
  if (Object.keys(changes).length === 0)
    throw new UsageError('nothing to set: --delay MS, --concurrency N, --daily N|none, --night FROM-UNTIL|none');
  const groups = new ServerGroupStore(db);
  if (!(await groups.setManners(group, changes))) throw new UsageError(`no server group ${group}`);
  return { group, ...(await groups.state(group))?.manners };
}

/** `servers place SITE GROUP|auto`: a person knows better; `auto` gives the site back to what its server shows. */
export async function serversPlace(db: DataSource, siteUrl: string, group: string) {
  const { id } = await siteAt(db, siteUrl);
  await new ServerGroupStore(db).place(id, group === 'auto' ? null : group);
  const site = await new SiteStore(db).site(id);
  return { site: siteUrl, group: site?.serverGroup };
}

/**
 * `sites trust SITE`: the site was redesigned and is read rightly again, so what is normal is learnt anew. The next
 * round is a full one, and has nothing to be held against.
 */
export async function sitesTrust(db: DataSource, siteUrl: string) {
  const { id, name } = await siteAt(db, siteUrl);
  await new SiteStore(db).measureAnew(id);
  return { site: siteUrl, name, measuredSince: 'now' };
}

async function siteAt(db: DataSource, url: string) {
  const sites = await new SiteStore(db).sites();
  const wanted = URL.canParse(url) ? new URL(url).host : url;
  const found = sites.filter(({ homeUrl }) => homeUrl === url || new URL(homeUrl).host === wanted);
  const [site] = found;
  if (!site || found.length > 1)
    throw new UsageError(
      `${found.length === 0 ? 'no' : 'more than one'} site ${url}; known: ${sites.map(({ homeUrl }) => homeUrl).join(' ')}`,
    );
  return site;
}

function changesOf({ delay, concurrency, daily, night }: ServerSettings): Partial<GroupManners> {
  return {
    ...(delay === undefined ? {} : { delayMs: numberIn('delay', delay, 100, 600_000) }),
    ...(concurrency === undefined ? {} : { concurrency: numberIn('concurrency', concurrency, 1, 16) }),
    ...(daily === undefined
      ? {}
      : { dailyRequests: daily === 'none' ? null : numberIn('daily', daily, 100, 1_000_000) }),
    ...(night === undefined ? {} : { bulk: night === 'none' ? null : hoursOf(night) }),
  };
}

function numberIn(key: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d{1,7}$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${key}: expected a whole number from ${least} to ${most}, found ${JSON.stringify(text)}`);
}

function hoursOf(text: string): { from: number; until: number } {
  const match = /^(\d{1,2})-(\d{1,2})$/.exec(text);
  const [from, until] = [Number(match?.[1]), Number(match?.[2])];
  if (match && from <= 23 && until <= 23 && from !== until) return { from, until };
  throw new UsageError(`--night: expected full hours such as 22-6, found ${JSON.stringify(text)}`);
}
