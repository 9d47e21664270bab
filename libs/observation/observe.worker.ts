import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Job } from 'bullmq';
import { CatalogsInForce } from '@app/catalog/catalogs-in-force.store';
import { domainNames } from '@app/catalog/domains';
import { CrawlStore } from '@app/crawling/crawl.store';
import { ipv6RecordOf } from '@app/crawling/ipv6.client';
import { ProbeStore } from '@app/crawling/probe.store';
import { RoundStore } from '@app/crawling/round.store';
import { ObserveJob, Stages } from '@app/platform/stages.client';
import { OrganNameStore } from '@app/sites/organ-name.store';
import { SiteStore } from '@app/sites/site.store';
import { withAbsences } from './absence';
import { CatalogHistoryStore } from './catalog-history.store';
import { ContentHistoryStore } from './content-history.store';
import { AttachmentState } from './observation';
import { ObservationStore } from './observation.store';
import { observe, ObserveInput } from './observe';
import { WordListStore } from './word-list.store';

/** Shell of the observe stage: what a finished round showed of one unit. */
@Processor('observe')
export class ObserveWorker extends WorkerHost {
  constructor(
    private readonly sites: SiteStore,
    private readonly catalogs: CatalogsInForce,
    private readonly history: CatalogHistoryStore,
    private readonly contents: ContentHistoryStore,
    private readonly words: WordListStore,
    private readonly organs: OrganNameStore,
    private readonly crawl: CrawlStore,
    private readonly rounds: RoundStore,
    private readonly probes: ProbeStore,
    private readonly observations: ObservationStore,
    private readonly stages: Stages,
  ) {
    super();
  }

  async process({ data: { unitId, roundId } }: Job<ObserveJob>): Promise<void> {
    const [stored, round] = await Promise.all([this.sites.unit(unitId), this.crawl.round(roundId)]);
    if (!stored || !round || round.state !== 'finished') return;
    const { siteId, today } = round;
    const [catalogs, pages, failures, attachments, sightings, unchangedSince, decided] = await Promise.all([
      this.catalogs.ofUnit(unitId, round.today),
      this.rounds.pages(roundId),
      this.rounds.failures(roundId),
      this.rounds.attachments(roundId),
      this.sites.sightings(round.siteId),
      this.history.unchangedSince(round.siteId, roundId),
      this.decided(unitId),
    ]);
    const items = catalogs.flatMap(({ kind, items: rows }) => (kind === 'negative' ? [] : rows));
    const above = await this.catalogs.above(unitId, round.today, domainNames(items));
    const { homeUrl, isOwnSite } = stored.scope;
    const [trust, attachmentTexts, availability, ipv6] = await Promise.all([
      this.rounds.trust(roundId),
      this.rounds.attachmentTexts(roundId),
      this.probes.availability(siteId, homeUrl, today),
      isOwnSite ? ipv6RecordOf(homeUrl) : undefined,
    ]);
    const observation = observe({
      unit: stored.unit,
      scope: stored.scope,
      observedOn: round.today,
      items,
      pages,
      failures,
      attachments: attachments as Record<string, AttachmentState>,
      attachmentTexts,
      isComplete: round.gap === null,
      gap: round.gap,
      sightings,
      catalogs,
      above,
      unchangedSince,
      availability,
      ...(ipv6 ? { ipv6 } : {}),
      ...trust,
      ...decided,
      ...(await this.contentInput(unitId, round)),
    });
    const facts = withAbsences(observation, await this.observations.completeBefore(unitId, roundId));
    const records = await this.observations.records(unitId);
    const known = records ? { ...facts, records } : facts;
    await this.stages.evaluate(await this.observations.save(unitId, roundId, known));
  }

  /** What rules about content compare with: the list of words, pages that are gone, what the round before remarked. */
  private async contentInput(
    unitId: number,
    { siteId, id }: { siteId: number; id: number },
  ): Promise<Pick<ObserveInput, 'words' | 'lost' | 'contentBefore'>> {
    const [words, lost, contentBefore] = await Promise.all([
      this.words.inForce(),
      this.contents.lost(siteId, id),
      this.contents.before(unitId, id),
    ]);
    return { words, lost, contentBefore };
  }

  /** What people decided about this unit: matches, days of formation, whom names mean. */
  private async decided(own: number): Promise<Pick<ObserveInput, 'decisions' | 'rulings' | 'register'>> {
    const [decisions, rulings, units, names] = await Promise.all([
      this.observations.decisions(own),
      this.observations.rulings(own),
      this.organs.register(),
      this.organs.decisions(),
    ]);
    return { decisions, rulings, register: { own, units, decisions: names } };
  }
}
