import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { SiteStore, StoredSite } from '@app/sites/site.store';
import { originOf } from './address';
import { PROBE_LIMIT_MS, probeOutcomeOf } from './availability';
import { FetchFailure } from './capture';
import { createHttpClient, HttpClient } from './http.client';
import { fetchPage } from './page.client';
import { ProbeStore } from './probe.store';
import { SiteVisit } from './site-visit.client';

/** A control that worked a moment ago works now. */
const CONTROL_MS = 60_000;
/** Other sites that were opened within so many minutes prove our network, too. */
const OTHERS_MINUTES = 10;
/** The head of a home page shows that it opens. */
const PROBE_BYTES = 2 * 1024 * 1024;

/** 可用性探测 — looks at a home page as a visitor would, and at controls of our own network when it does not open. */
@Injectable()
export class SiteProber {
  private control: { readonly atMs: number; readonly isUp: boolean } | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly probes: ProbeStore,
    private readonly sites: SiteStore,
  ) {}

  /** Looks at the sites of a group that wait for it, between two pages of a visit. */
  async lookWhereWanted(group: string, visit: SiteVisit): Promise<void> {
    for (const siteId of await this.probes.takeWanted(group)) {
      const site = await this.sites.site(siteId);
      if (!site) continue;
      await visit.turn();
      await this.look(site);
      visit.answered(site.homeUrl, { outcome: 'fine', atMs: Date.now() });
    }
  }

  /** One probe, kept whatever it finds. */
  async look(site: StoredSite): Promise<void> {
    const at = new Date();
    const client = this.clientFor(site);
    try {
      const outcome = await fetchPage(client, {
        url: site.homeUrl,
        homeUrl: site.homeUrl,
        maxBytes: PROBE_BYTES,
        timeoutMs: PROBE_LIMIT_MS,
      });
      const durationMs = Date.now() - at.getTime();
      const failure = outcome.ok ? undefined : opened(outcome.failure);
      const isControlUp = (failure || durationMs >= PROBE_LIMIT_MS) && (await this.isControlUp(site.serverGroup));
      const said = probeOutcomeOf(failure, durationMs, Boolean(isControlUp));
      await this.probes.save(site.id, [{ at: at.toISOString(), durationMs, ...said }]);
    } finally {
      await client.close();
    }
  }

  private clientFor({ homeUrl, allowsPrivate }: StoredSite): HttpClient {
    const origin = allowsPrivate ? originOf(homeUrl) : undefined;
    return createHttpClient({
      contact: this.config.contact,
      timeoutMs: PROBE_LIMIT_MS,
      allowPrivateOrigins: origin ? [origin] : [],
    });
  }

  /** Any control that answers at all, or another site that was opened just now. Without either, nothing is proved. */
  private async isControlUp(group: string): Promise<boolean> {
    if (await this.probes.othersOpened(group, OTHERS_MINUTES)) return true;
    if (!this.control || Date.now() - this.control.atMs > CONTROL_MS)
      this.control = {
        atMs: Date.now(),
        isUp: await this.answers(this.config.controlUrls.split(/\s+/).filter(Boolean)),
      };
    return this.control.isUp;
  }

  private async answers(urls: readonly string[]): Promise<boolean> {
    if (urls.length === 0) return false;
    const client = createHttpClient({ contact: this.config.contact, timeoutMs: PROBE_LIMIT_MS });
    try {
      const ask = (url: string) => client.send({ url, maxBytes: 4_096, cutsAtLimit: true, mayLeaveHost: true });
      return (await Promise.all(urls.map(ask))).some(({ ok }) => ok);
    } finally {
      await client.close();
    }
  }
}

/** What is too large, or leads on to a log-in or another host, was opened all the same. */
function opened(failure: FetchFailure): FetchFailure | undefined {
  return failure.kind === 'tooLarge' ? undefined : failure;
}
