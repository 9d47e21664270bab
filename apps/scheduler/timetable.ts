import { Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { Cron, CronExpression } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { CalendarPreviews } from '@app/calendar/calendar-preview.store';
import { CalendarStore } from '@app/calendar/calendar.store';
import { missingNotice } from '@app/calendar/missing-notice';
import { nextProbeMs } from '@app/crawling/availability';
import { dueSites, PlannedSite } from '@app/crawling/plan';
import { ProbeStore } from '@app/crawling/probe.store';
import { RulesInForceStore } from '@app/evaluation/rules-in-force.store';
import { LOG } from '@app/platform/database.module';
import type { Log } from '@app/platform/log';
import { Stages } from '@app/platform/stages.client';
import { RectificationStore } from '@app/rectification/rectification.store';
import { RuleBacktests } from '@app/reporting/rule-backtest.store';
import { SiteStore } from '@app/sites/site.store';

const SHANGHAI = { timeZone: 'Asia/Shanghai' };

/**
 * What is due when. Every entry may run twice or late without harm: job ids name the work, and what was missed while
 * the process was down is found again from the database.
 */
@Injectable()
export class Timetable implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    private readonly sites: SiteStore,
    private readonly probes: ProbeStore,
    private readonly cases: RectificationStore,
    private readonly stages: Stages,
    private readonly calendars: CalendarStore,
    private readonly previews: CalendarPreviews,
    private readonly rules: RulesInForceStore,
    private readonly backtests: RuleBacktests,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.crawlDueSites();
    await this.resumeRounds();
    await this.finishEvaluations();
    await this.judgeByNewCalendar();
    await this.judgeByNewRules();
    await this.resumePreviews();
    await this.resumeScreenshots();
    await this.retainCaptures();
    await this.warnOfMissingNotice();
  }

  /**
   * Sites whose visit is due; what was missed while nothing ran is found here again, and its lateness is kept with the
   * round. Planned twice, a site is read once: the stage looks. A sandbox has one day only, and reads each site once.
   */
  @Cron('0 */10 * * * *', SHANGHAI)
  async crawlDueSites(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    const { today, isVirtual } = await this.sites.region();
    const sites: PlannedSite[] = await this.db.query(
      `SELECT s.id, max(r.today)::text AS "lastRoundOn", coalesce(bool_or(r.state = 'running'), false) AS "isRunning",
              CASE WHEN $1 THEN NULL ELSE s.next_round_at END AS "nextRoundAt"
         FROM site s LEFT JOIN crawl_round r ON r.site_id = s.id GROUP BY s.id ORDER BY s.id`,
      [isVirtual],
    );
    for (const { siteId, reason, dueAt } of dueSites(sites, today, new Date()))
      await this.stages.plan({ siteId, reason, dueAt: dueAt.toISOString() });
  }

  /** Deadlines pass without any new page: what was seen last is judged again on the new day. */
  @Cron('0 30 0 * * *', SHANGHAI)
  async judgeAgain(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    const { today } = await this.sites.region();
    const rows: { id: number }[] = await this.db.query(
      `SELECT DISTINCT ON (unit_id) id FROM observation ORDER BY unit_id, round_id DESC, id DESC`,
    );
    for (const { id } of rows) await this.stages.evaluate(id, today);
  }

  /** A round whose fetch job is gone (all its retries spent, queues emptied) is taken up again. */
  @Cron('0 */5 * * * *', SHANGHAI)
  async resumeRounds(): Promise<void> {
    const rows: { id: number }[] = await this.db.query(
      `SELECT r.id FROM crawl_round r JOIN site s ON s.id = r.site_id JOIN server_group g ON g.name = s.server_group
        WHERE r.state = 'running' AND g.leased_until < now() AND r.resumes_at < now()`,
    );
    for (const { id } of rows) await this.stages.fetch(id, `resumed-${Date.now()}`);
  }

  /** Every home page is looked at once an hour; in a sandbox no hour passes. */
  @Cron('20 */5 * * * *', SHANGHAI)
  async probeSites(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    if ((await this.sites.region()).isVirtual) return;
    const now = Date.now();
    for (const { siteId, lastAt } of await this.probes.lastProbes()) {
      const dueMs = nextProbeMs(siteId, lastAt?.getTime() ?? null, now);
      if (dueMs <= now) await this.stages.probe(siteId, Math.floor(dueMs / 3_600_000));
    }
  }

  /** A year of probes can be looked up; what was judged keeps its own record. */
  @Cron('0 40 3 * * *', SHANGHAI)
  async forgetProbes(): Promise<void> {
    await this.probes.forget(400);
  }

  /** What stopped between two stages: finished rounds not observed, observations not judged, judgements not reconciled. */
  @Cron('30 */5 * * * *', SHANGHAI)
  async finishEvaluations(): Promise<void> {
    for (const { unitId, roundId } of await this.db.query(UNOBSERVED))
      await this.stages.observe({ unitId, roundId }, `resumed-${Date.now()}`);
    for (const { id } of await this.db.query(UNJUDGED)) await this.stages.evaluate(id, `resumed-${Date.now()}`);
    for (const { id } of await this.db.query(UNRECONCILED)) await this.stages.alert(id, `resumed-${Date.now()}`);
  }

  /** The calendar was edited, or came with an upgrade: what was judged by another one is judged again. */
  @Cron('45 */5 * * * *', SHANGHAI)
  async judgeByNewCalendar(): Promise<void> {
    const { version } = await this.calendars.current();
    const rows: { id: number }[] = await this.db.query(JUDGED_BY_ANOTHER_CALENDAR, [version]);
    for (const { id } of rows) await this.stages.evaluate(id, `calendar-${version.replace(/[^\w.-]/g, '-')}`);
  }

  /**
   * A setting came into force or ended, precision fell, or the rules came with an upgrade: what was judged by others is
   * judged again, from what is stored. Units that no change concerns keep their version and are left alone.
   */
  @Cron('55 */5 * * * *', SHANGHAI)
  async judgeByNewRules(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    const { today } = await this.sites.region();
    for (const { observationId, version } of await this.rules.outdated(today))
      await this.stages.evaluate(
        observationId,
        `rules-${version.replace(/[^\w.-]/g, '-')}-${new Date().getUTCHours()}`,
      );
  }

  /** A preview or a trial whose job is gone: the process died between storing and queueing it, or all its tries were lost. */
  @Cron('15 * * * * *', SHANGHAI)
  async resumePreviews(): Promise<void> {
    for (const id of await this.previews.stalled()) await this.stages.calendar(id, `resumed-${Date.now()}`);
    for (const id of await this.backtests.stalled()) await this.stages.backtest(id, `resumed-${Date.now()}`);
  }

  /** From November on somebody has to enter the next year's days off; said every morning until it is done. */
  @Cron('0 0 8 * * *', SHANGHAI)
  async warnOfMissingNotice(): Promise<void> {
    const { today } = await this.sites.regionOrEmpty();
    const gap = missingNotice(await this.calendars.current(), today);
    if (gap) this.log.warn(`calendar: ${gap.title}：${gap.advice}`);
  }

  /** 保存期限 of captures; and pictures whose job is gone are asked for again. */
  @Cron('0 40 3 * * *', SHANGHAI)
  async retainCaptures(): Promise<void> {
    await this.stages.retention(new Date().toISOString().slice(0, 10));
  }

  @Cron('15 */5 * * * *', SHANGHAI)
  async resumeScreenshots(): Promise<void> {
    const rows: { id: number }[] = await this.db.query(
      `SELECT id FROM screenshot_request WHERE state = 'pending' AND requested_at < now() - interval '5 minutes'`,
    );
    for (const { id } of rows) await this.stages.screenshot(id, `resumed-${Date.now()}`);
  }

  @Cron(CronExpression.EVERY_MINUTE, SHANGHAI)
  async sendMails(): Promise<void> {
    const rows: { id: number }[] = await this.db.query(
      `SELECT id FROM mail_outbox WHERE state = 'pending' ORDER BY id LIMIT 100`,
    );
    for (const { id } of rows) await this.stages.mail(id, Math.floor(Date.now() / 60_000));
  }

  /** 整改期限 is past and the unit is silent: what it did on its site is looked at all the same. */
  @Cron('0 0 2 * * *', SHANGHAI)
  async recheckOverdue(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    const { today } = await this.sites.region();
    for (const noticeId of await this.cases.overdueUnanswered('all', today)) {
      const { siteId } = await this.cases.startRecheck(noticeId, '系统');
      if (siteId !== null) await this.stages.plan({ siteId, reason: 'recheck' }, `notice-${noticeId}-${today}`);
    }
  }

  /** 月报告 on the 1st for the month before; 季通报 and 年考核 when that month ended a quarter or the year. */
  @Cron('0 0 6 1 * *', SHANGHAI)
  async writeReports(): Promise<void> {
    if (await this.sites.isEmpty()) return;
    const { today, isVirtual } = await this.sites.region();
    if (isVirtual) return;
    for (const job of reportsDue(today)) await this.stages.report(job);
  }
}

/** The reports due on the first day of a month. */
export function reportsDue(today: string): { kind: 'monthly' | 'quarterly' | 'annual'; period: string }[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const before = month === 1 ? { year: year - 1, month: 12 } : { year, month: month - 1 };
  const monthly = { kind: 'monthly' as const, period: `${before.year}-${String(before.month).padStart(2, '0')}` };
  const quarterly = { kind: 'quarterly' as const, period: `${before.year}Q${before.month / 3}` };
  const annual = { kind: 'annual' as const, period: `${before.year}` };
  return [monthly, ...(before.month % 3 === 0 ? [quarterly] : []), ...(before.month === 12 ? [annual] : [])];
}

/** What stopped longer ago shows no state of today; the next round will. */
const RESUMABLE = '7 days';

const UNOBSERVED = `
  SELECT c.unit_id AS "unitId", r.id AS "roundId" FROM unit_scope c
    JOIN LATERAL (SELECT id FROM crawl_round r WHERE r.site_id = c.site_id AND r.state = 'finished' AND r.finished_at > now() - interval '${RESUMABLE}' ORDER BY id DESC LIMIT 1) r ON true
   WHERE NOT EXISTS (SELECT FROM observation o WHERE o.unit_id = c.unit_id AND o.round_id = r.id)`;

const UNJUDGED = `
  SELECT o.id FROM (SELECT DISTINCT ON (unit_id) id, created_at FROM observation ORDER BY unit_id, round_id DESC, id DESC) o
   WHERE o.created_at > now() - interval '${RESUMABLE}'
     AND NOT EXISTS (SELECT FROM evaluation e WHERE e.observation_id = o.id)`;

const UNRECONCILED = `
  SELECT e.id FROM (SELECT DISTINCT ON (unit_id) id, reconciled_at FROM evaluation ORDER BY unit_id, today DESC, observation_id DESC, id DESC) e
   WHERE e.reconciled_at IS NULL`;

const JUDGED_BY_ANOTHER_CALENDAR = `
  SELECT o.id FROM (SELECT DISTINCT ON (unit_id) id, unit_id FROM observation ORDER BY unit_id, round_id DESC, id DESC) o
    JOIN LATERAL (SELECT calendar_version FROM evaluation e WHERE e.observation_id = o.id ORDER BY e.today DESC, e.id DESC LIMIT 1) e ON true
   WHERE e.calendar_version <> $1`;
