import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject, OnApplicationShutdown } from '@nestjs/common';
import { Job } from 'bullmq';
import { DataSource } from 'typeorm';
import type { Config } from '@app/platform/config';
import { CONFIG } from '@app/platform/database.module';
import { MailJob } from '@app/platform/stages.client';
import { MailClient } from './mail.client';

/** Shell of the outbox. What could not be sent stays there, and the scheduler asks again every minute. */
@Processor('mail', { concurrency: 1 })
export class MailWorker extends WorkerHost implements OnApplicationShutdown {
  private readonly mails: MailClient;

  constructor(db: DataSource, @Inject(CONFIG) config: Config) {
    super();
    this.mails = new MailClient(db, config);
  }

  async process({ data: { mailId } }: Job<MailJob>): Promise<void> {
    await this.mails.send(mailId);
  }

  onApplicationShutdown(): void {
    this.mails.close();
  }
}
