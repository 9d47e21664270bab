import { randomUUID } from 'node:crypto';
import { InjectQueue } from '@nestjs/bullmq';
import { Injectable } from '@nestjs/common';
import { Queue } from 'bullmq';
import { jobId } from './queues.client';

export interface PlanJob {
  readonly siteId: number;
  readonly reason: 'first' | 'scheduled' | 'recheck' | 'manual';
  /** ISO instant at which the timetable wanted it; its round's lateness is counted from there. */
  readonly dueAt?: string;
}
export interface RoundJob {
  readonly roundId: number;
}
export interface ObserveJob {
  readonly unitId: number;
  readonly roundId: number;
}
export interface EvaluateJob {
  readonly observationId: number;
}
export interface AlertJob {
  readonly evaluationId: number;
}
export interface NoticeJob {
  readonly unitId: number;
}
export interface MailJob {
  readonly mailId: number;
}
export interface ReportJob {
  readonly kind: 'monthly' | 'quarterly' | 'annual';
  readonly period: string;
}
export interface ProbeJob {
  readonly siteId: number;
}
/** 预览 of a calendar edit: which deadlines it would move. */
export interface CalendarJob {
  readonly previewId: number;
}
/** 试算 of a rule setting on stored observations. */
export interface BacktestJob {
  readonly backtestId: number;
}
/** 截图 of a stored capture's page, or the daily look for captures that were kept long enough. */
export type EvidenceJob =
  { readonly kind: 'screenshot'; readonly requestId: number } | { readonly kind: 'retention'; readonly day: string };

/**
 * Hands work to the next stage. Payloads are ids. Where the same work must not wait twice, the job's id names it;
 * where it may be wanted again (a person asks, a decision changed), the id is unique and the stage itself is idempotent.
 */
@Injectable()
export class Stages {
  constructor(
    @InjectQueue('plan') private readonly planQueue: Queue<PlanJob>,
    @InjectQueue('fetch') private readonly fetchQueue: Queue<RoundJob>,
    @InjectQueue('extract') private readonly extractQueue: Queue<RoundJob>,
    @InjectQueue('observe') private readonly observeQueue: Queue<ObserveJob>,
    @InjectQueue('evaluate') private readonly evaluateQueue: Queue<EvaluateJob>,
    @InjectQueue('alert') private readonly alertQueue: Queue<AlertJob>,
    @InjectQueue('notice') private readonly noticeQueue: Queue<NoticeJob>,
    @InjectQueue('mail') private readonly mailQueue: Queue<MailJob>,
    @InjectQueue('report') private readonly reportQueue: Queue<ReportJob>,
    @InjectQueue('probe') private readonly probeQueue: Queue<ProbeJob>,
    @InjectQueue('calendar') private readonly calendarQueue: Queue<CalendarJob>,
    @InjectQueue('backtest') private readonly backtestQueue: Queue<BacktestJob>,
    @InjectQueue('evidence') private readonly evidenceQueue: Queue<EvidenceJob>,
  ) {}

  async plan(job: PlanJob, key: string = randomUUID()): Promise<void> {
    await this.planQueue.add('plan', job, { jobId: jobId('plan', job.siteId, job.reason, key) });
  }

  /** `key` tells a renewed attempt on the same round from the first. */
  async fetch(roundId: number, key: string | number = 'first'): Promise<void> {
    await this.fetchQueue.add('fetch', { roundId }, { jobId: jobId('fetch', roundId, key) });
  }

  /** Reads the stored captures of a round once more. */
  async extract(roundId: number, key: string = randomUUID()): Promise<void> {
    await this.extractQueue.add('extract', { roundId }, { jobId: jobId('extract', roundId, key) });
  }

  async observe(job: ObserveJob, key: string = randomUUID()): Promise<void> {
    await this.observeQueue.add('observe', job, { jobId: jobId('observe', job.unitId, job.roundId, key) });
  }

  async evaluate(observationId: number, key: string = randomUUID()): Promise<void> {
    await this.evaluateQueue.add('evaluate', { observationId }, { jobId: jobId('evaluate', observationId, key) });
  }

  async alert(evaluationId: number, key: string = randomUUID()): Promise<void> {
    await this.alertQueue.add('alert', { evaluationId }, { jobId: jobId('alert', evaluationId, key) });
  }

  /** Settles the rechecks of a unit's notices. */
  async settle(unitId: number): Promise<void> {
    await this.noticeQueue.add('notice', { unitId }, { jobId: jobId('notice', unitId, randomUUID()) });
  }

  async mail(mailId: number, key: string | number = 'first'): Promise<void> {
    await this.mailQueue.add('mail', { mailId }, { jobId: jobId('mail', mailId, key) });
  }

  async report(job: ReportJob): Promise<void> {
    await this.reportQueue.add('report', job, { jobId: jobId('report', job.kind, job.period) });
  }

  /** `key` tells a renewed attempt at the same picture from the first. */
  async screenshot(requestId: number, key: string | number = 'first'): Promise<void> {
    const id = jobId('evidence', 'screenshot', requestId, key);
    await this.evidenceQueue.add('evidence', { kind: 'screenshot', requestId }, { jobId: id });
  }

  /** Once a day; `day` names it. */
  async retention(day: string): Promise<void> {
    await this.evidenceQueue.add(
      'evidence',
      { kind: 'retention', day },
      { jobId: jobId('evidence', 'retention', day) },
    );
  }

  /** `key` tells a renewed attempt at the same preview from the first. */
  async calendar(previewId: number, key: string | number = 'first'): Promise<void> {
    await this.calendarQueue.add('calendar', { previewId }, { jobId: jobId('calendar', previewId, key) });
  }

  /** `key` tells a renewed attempt at the same trial from the first. */
  async backtest(backtestId: number, key: string | number = 'first'): Promise<void> {
    await this.backtestQueue.add('backtest', { backtestId }, { jobId: jobId('backtest', backtestId, key) });
  }

  /** 可用性探测 of a site; once an hour, named by it. */
  async probe(siteId: number, hour: number): Promise<void> {
    await this.probeQueue.add('probe', { siteId }, { jobId: jobId('probe', siteId, hour) });
  }
}
