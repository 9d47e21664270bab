import { randomUUID } from 'node:crypto';
import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { ProbeJob } from '@app/platform/stages.client';
import { SiteStore } from '@app/sites/site.store';
import { afterAnswer } from './politeness';
import { ProbeStore } from './probe.store';
import { ServerGroupStore } from './server-group.store';
import { SiteProber } from './site-prober.client';

const LEASE_SECONDS = 40;
/** So many troubled answers in a row are a server that is down, not one that asked us to slow down. */
const DOWN = 3;

/**
 * Shell of the probe stage: one look at a site, as one more question to its server group. While a worker reads the
 * group, it looks itself, between two pages. A group that rests because its server does not answer is looked at all the
 * same, once an hour: that is what the probe is for. One that asked us to slow down is left alone.
 */
@Processor('probe')
export class ProbeWorker extends WorkerHost {
  constructor(
    private readonly sites: SiteStore,
    private readonly groups: ServerGroupStore,
    private readonly probes: ProbeStore,
    private readonly prober: SiteProber,
  ) {
    super();
  }

  async process({ data: { siteId } }: Job<ProbeJob>): Promise<void> {
    const site = await this.sites.site(siteId);
    const state = site && (await this.groups.state(site.serverGroup));
    if (!site || !state) return;
    const holder = randomUUID();
    if (await this.groups.lease(site.serverGroup, holder, LEASE_SECONDS)) {
      const { pace, manners } = state;
      try {
        await this.prober.look(site);
      } finally {
        const answered = afterAnswer(pace, { outcome: 'fine', atMs: Date.now() }, manners);
        await this.groups.keep(site.serverGroup, { ...pace, nextAtMs: Math.max(pace.nextAtMs, answered.nextAtMs) }, 1);
        await this.groups.release(site.serverGroup, holder);
      }
      return;
    }
    if (!(await this.groups.restsUntil(site.serverGroup))) return this.probes.want(siteId);
    if (state.pace.troubles >= DOWN) await this.prober.look(site);
  }
}
