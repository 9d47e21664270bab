import { Module } from '@nestjs/common';
import { MailWorker } from './mail.worker';
import { NoticeWorker } from './notice.worker';
import { RectificationStore } from './rectification.store';

@Module({ providers: [RectificationStore, NoticeWorker, MailWorker], exports: [RectificationStore] })
export class RectificationModule {}
