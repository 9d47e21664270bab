import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { StoredSite } from '@app/sites/site.store';
import { canaryVerdict, measuresOf } from './canary';
import { CrawlStore, RoundTrust, StoredRound } from './crawl.store';
import { gapOf } from './plan';
import { RoundStore } from './round.store';
import { storableJson } from './task-outcome';
import { VisitStore } from './visit.store';

/** How a round ends: whether it was complete, whether it can be trusted, and when the site is visited again. */
@Injectable()
export class RoundEnd {
  constructor(
    private readonly db: DataSource,
    private readonly crawl: CrawlStore,
    private readonly rounds: RoundStore,
    private readonly visits: VisitStore,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** `cut`: why the round stopped before its end, in Chinese. Done again after a crash it ends the same. */
  async close(round: StoredRound, site: StoredSite, cut: string | null): Promise<void> {
    const [yielded, pagesOfLastRound] = await Promise.all([
      this.rounds.yieldOf(round.id),
      this.rounds.pagesOfLastRound(site.id, round.id),
    ]);
    // How many pages a site must have says nothing of a round that reads only what leads on.
    const expectedMinPages = round.baseRound === null ? site.expectedMinPages : 0;
    const gap = cut ?? gapOf({ ...site, expectedMinPages, ...yielded, pagesOfLastRound });
    const trust = await this.judged(round);
    const { suspended = null } = trust;
    if (suspended === null) await this.visits.record(site.id, round.id);
    await this.visits.scheduleRound(site.id, round.today, new Date());
    await this.crawl.closeRound(round.id, gap ?? (suspended ? `暂停评判：${suspended}` : null), trust);
    if (suspended) this.log.warn(`${site.name}: evaluation suspended: ${suspended}`);
    const late = round.dueAt ? `, ${lateSeconds(round)} s late` : '';
    this.log.info(`${site.name}: ${yielded.pages} pages read${late}${gap ? `; ${gap}` : ''}`);
  }

  /** Held against what earlier rounds brought; kept before the visits are recorded, because those change the measure. */
  private async judged(round: StoredRound): Promise<RoundTrust> {
    const kept = await this.rounds.keptTrust(round.id);
    if (kept) return kept;
    const [pages, lists, earlier] = await Promise.all([
      this.rounds.measurable(round.id),
      this.rounds.trustedLists(round.siteId),
      this.rounds.measuresBefore(round.siteId, round.id),
    ]);
    const measures = measuresOf(pages, lists);
    const { suspended, doubtful } = canaryVerdict(measures, earlier);
    const trust = { measures: { ...measures, doubtful }, suspended };
    await this.db.query(`UPDATE crawl_round SET measures = $2, suspended = $3 WHERE id = $1 AND state = 'running'`, [
      round.id,
      storableJson(trust.measures),
      suspended,
    ]);
    return trust;
  }
}

function lateSeconds({ dueAt, startedAt }: StoredRound): number {
  return dueAt ? Math.max(0, Math.round((startedAt.getTime() - dueAt.getTime()) / 1_000)) : 0;
}
